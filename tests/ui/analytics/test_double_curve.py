"""The OC page of a double plan: composite curve, numbers of both samples, average effort."""

from qtrace.app.chart_desk import _risk
from qtrace.domain.inspection import CharClass
from qtrace.domain.sampling.lot_plans import SecondSample
from qtrace.domain.sampling.tables import Severity
from qtrace.i18n import Language, load_translator
from qtrace.services.items.lot_inspections import OcCurve, OcInput
from qtrace.ui.analytics.charts_model import ChartsState
from qtrace.ui.analytics.other_texts import risk_text, risk_words
from qtrace.ui.analytics.source_page import _risk as risk_sources

DOUBLE = OcInput(
    CharClass.MAJOR, 1200, "2.5", OcCurve(Severity.NORMAL, 50, 2, 5, SecondSample(50, 6, 7)), ()
)
SINGLE = OcInput(CharClass.MAJOR, 1200, "2.5", OcCurve(Severity.NORMAL, 80, 5), ())


def test_screen_and_paper_have_one_curve():
    tr = load_translator(Language.EN)
    text, paper = risk_text(tr, DOUBLE, is_read=True), _risk(tr, DOUBLE)
    assert text.spec.lines[0].points == paper.points
    assert text.note == "Major: n 50 + 50, Ac 2; 6"
    assert paper.note.startswith(text.note)
    assert "pieces on the average" in paper.note
    assert "pieces on the average" in risk_words(tr, 0.05, text)
    assert "average" not in risk_words(tr, 0.05, risk_text(tr, SINGLE, is_read=True))
    assert _risk(tr, SINGLE).note == "Major: n 80, Ac 5"


def test_its_source_is_the_standard_of_double_plans():
    tr = load_translator(Language.ZH_CN)
    facts = risk_sources(tr, ChartsState(risk=DOUBLE))
    assert any("Z1.4" in fact.value for fact in facts)
    assert any("50 + 50" in fact.value for fact in facts)
