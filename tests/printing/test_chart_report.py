"""The page about a characteristic: the numbers of the study, in both languages, on one page."""

from datetime import date, datetime

import pytest

from qtrace.domain.analytics.capability import Specification
from qtrace.domain.analytics.lot_study import ChartFamily, LotValues, lots_capability, study_lots
from qtrace.i18n import Language, load_translator
from qtrace.printing.chart_report import ChartedPlace, ChartReport, render_chart_report
from qtrace.printing.refusals import PrintRefusalCode
from qtrace.printing.words import Name
from qtrace.reference import control_constants
from tests.printing.support import SHANGHAI, text_of

CONSTANTS = control_constants()
AT = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)


def report(lots, *, limits=("11.90", "12.10"), **over):
    study = study_lots(CONSTANTS, lots, over.pop("family", ChartFamily.SHEWHART))
    count = len(study.groups.places) if hasattr(study, "groups") else 0
    lower, upper = (None if text is None else float(text) for text in limits)
    values = {
        "plant": Name("测试工厂", "Test plant"),
        "address": "1 Test Road",
        "is_demo": True,
        "part": "SR-12",
        "part_name": Name("密封圈", "Seal ring"),
        "characteristic": Name("内径", "Inner diameter"),
        "unit": "mm",
        "decimals": 2,
        "scope": "all",
        "lots": len(lots),
        "readings": sum(len(lot.values) for lot in lots),
        "places": tuple(ChartedPlace(f"L26-{i:05}", date(2026, 1, 1)) for i in range(count)),
        "study": study,
        "limits": limits,
        "capability": lots_capability(CONSTANTS, lots, Specification(lower, upper)),
        "printed_at": AT,
        "printed_by": "Lin",
    }
    return ChartReport(**{**values, **over})


def lots_with_signal(count=12):
    rows = [tuple(12 + ((i * 7 + j * 3) % 5) / 100 for j in range(5)) for i in range(count - 1)]
    return [*map(LotValues, rows), LotValues((12.3, 12.31, 12.3, 12.32, 12.3))]


@pytest.mark.parametrize("language", list(Language))
def test_the_page_says_what_the_study_says(language, tmp_path):
    given = report(lots_with_signal())
    done = render_chart_report(given, load_translator(language))
    assert isinstance(done, bytes)
    text = text_of(done, tmp_path)
    assert text.count("\f") == 1
    assert f"{given.study.location.ucl:.3f}" in text
    assert f"{given.capability.cp_k.value:.2f}" in text
    assert "L26-00011" in text
    assert ("Rule 1: one point beyond a control limit" in text) is (language is Language.EN)
    assert ("判异 1：一点超出控制限" in text) is (language is Language.ZH_CN)
    assert ("Stable first" in text) is (language is Language.EN)


def test_long_series_stay_on_one_page_and_count_what_has_no_room(tmp_path):
    values = [12 + ((i * 7919) % 997) / 10_000 + (0.5 if i % 50 == 0 else 0) for i in range(900)]
    given = report([LotValues((value,)) for value in values], limits=("9.00", None))
    done = render_chart_report(given, load_translator(Language.EN))
    text = text_of(done, tmp_path)
    assert text.count("\f") == 1
    assert "older signals" in text
    assert "LSL 9.00 ↓" in text
    assert "USL" not in text


@pytest.mark.parametrize("family", [ChartFamily.EWMA, ChartFamily.CUSUM])
@pytest.mark.parametrize("count", [12, 900])
def test_charts_that_remember_are_drawn_too(family, count, tmp_path):
    lots = [
        LotValues((12 + ((i * 7919) % 997) / 10_000 + (i > count - 6) / 5,)) for i in range(count)
    ]
    given = report(lots, family=family)
    text = text_of(render_chart_report(given, load_translator(Language.EN)), tmp_path)
    assert text.count("\f") == 1
    assert "Rule 1" in text
    assert (
        (f"{given.study.location.ucl[-1]:.3f}" in text)
        if family is ChartFamily.EWMA
        else ("UCL 5.0" in text and "LCL -5.0" in text and "USL" not in text)
    )


def test_what_cannot_be_computed_says_why_on_the_page(tmp_path):
    flat = report([LotValues((12.0, 12.0))] * 3, limits=(None, "14.00"))
    text = text_of(render_chart_report(flat, load_translator(Language.EN)), tmp_path)
    assert text.count("do not vary") == 2
    quiet = report([LotValues((12.0, 12.01)), LotValues((12.01, 12.0)), LotValues((12.0, 12.02))],
                   limits=(None, "14.00"))  # fmt: skip
    text = text_of(render_chart_report(quiet, load_translator(Language.EN)), tmp_path)
    assert "No rule fires at any point" in text
    assert "USL 14.00 ↑" in text


def test_a_sign_without_glyph_is_refused():
    done = render_chart_report(
        report(lots_with_signal(), printed_by="\U0001f600"), load_translator(Language.EN)
    )
    assert (done.code, done.facts["field"]) == (PrintRefusalCode.GLYPH_MISSING, "printed_by")
