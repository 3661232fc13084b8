"""The sentences of the rules, in both languages: each code has one, and each can be filled."""

import gettext

import pytest

from qtrace.domain.formula import parse_formula
from qtrace.domain.inspection import (
    CharacteristicSpec,
    CharClass,
    CharKind,
    ChoiceOption,
    ReadingCode,
    ReadingOutcome,
    ReadingVerdict,
    judge_value,
)
from qtrace.domain.inspection_kinds import judge_formula, judge_reading, judge_text
from qtrace.domain.inspection_tally import HintCode, InspectionHint
from qtrace.domain.sampling.lot_plans import SamplingRule, lot_plan
from qtrace.domain.sampling.plans import (
    PlanError,
    PlanErrorCode,
    SampleType,
    Scheme,
    c0_plan,
    fixed_plan,
    make_scheme,
    single_plan,
)
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.switching import Conditions, LotOutcome, switch
from qtrace.domain.sampling.tables import Level, Severity, Standard
from qtrace.i18n.sampling_reasons import (
    class_word,
    explain_hint,
    explain_plan,
    explain_plan_error,
    explain_reading,
    explain_severity,
    severity_word,
)
from qtrace.i18n.translator import Language, Translator
from qtrace.reference import plan_tables
from tests.domain.sampling.test_switching import ISO_J1, Z14_J1, lots
from tools.catalogs import ROOT, merged

EN = Translator(Language.EN, gettext.NullTranslations())


class _Chinese(gettext.NullTranslations):
    """The `.po` files themselves, so that the test needs no compiled catalogue."""

    def __init__(self):
        super().__init__()
        self._merged = merged(ROOT / "resources" / "i18n" / "zh_CN")

    def gettext(self, message):
        return self._merged.get(message).string

    def pgettext(self, context, message):
        return self._merged.get(message, context).string

    def ngettext(self, msgid1, msgid2, n):
        return self._merged.get(msgid1).string[0]


@pytest.fixture(scope="module")
def zh():
    return Translator(Language.ZH_CN, _Chinese())


def severity_line(tables, tr, scheme, text, conditions=None, start=SwitchState.NORMAL):
    conditions = conditions or Conditions(reduced_authorised=True, steady_production=True)
    history = switch(tables, scheme, conditions, lots(text), start)
    return explain_severity(tr, history.reason)


TEN = "0 " * 10


@pytest.mark.parametrize(
    ("scheme", "text", "line"),
    [
        (ISO_J1, "0 0", "Normal, score 6 of 30"),
        (
            ISO_J1,
            "0 0 3 0 3 0 0",
            "Tightened since lot L5: 2 of 5 rejected; 3 more accepted lots to normal",
        ),
        (
            ISO_J1,
            "3 3 0 9 9 9 0 0 0 0",
            (
                "Tightened since lot L2: 2 of 2 rejected; 1 more accepted lot to normal, "
                "2 more rejected discontinue"
            ),
        ),
        (
            ISO_J1,
            "3 3 0 0 0 0 0 0",
            "Normal again since lot L7: 5 accepted in a row; score 3 of 30",
        ),
        (
            ISO_J1,
            "3 3 9 9 9 9 9",
            (
                "Discontinued since lot L7: 5 rejected on tightened; "
                "resumes on tightened after the supplier's action"
            ),
        ),
        (ISO_J1, "0 3 0", "Normal, lot L2 rejected, one more in the next 3 lots tightens"),
        (ISO_J1, "3 0 0 0", "Normal, lot L1 rejected, one more in the next lot tightens"),
        (
            ISO_J1,
            TEN,
            "Reduced since lot L10: score 30 of 30; one rejected lot returns to normal",
        ),
        (ISO_J1, TEN + "2", "Normal again since lot L11: rejected on reduced; score 0 of 30"),
        (
            ISO_J1,
            TEN + "irregular_production",
            "Normal again: irregular production; score 0 of 30",
        ),
        (ISO_J1, TEN + "authority_normal", "Normal by decision of quality; score 0 of 30"),
        (
            ISO_J1,
            "authority_tightened",
            "Tightened by decision of quality; 5 more accepted lots to normal",
        ),
        (
            ISO_J1,
            "discontinued resume",
            "Tightened: resumed after the supplier's action; 5 more accepted lots to normal",
        ),
        (
            ISO_J1,
            "discontinued",
            "Discontinued by decision of quality; resumes on tightened after the supplier's action",
        ),
        (Z14_J1, "0 0", "Normal, 2 of 10 lots accepted in a row to reduced"),
        (
            Z14_J1,
            TEN,
            "Reduced since lot L10: 10 accepted in a row; one rejected lot returns to normal",
        ),
        (
            Z14_J1,
            TEN + "2",
            (
                "Normal again since lot L11: failures between Ac and Re; "
                "0 of 10 lots accepted in a row to reduced"
            ),
        ),
    ],
)
def test_severity_in_one_line(tables, zh, scheme, text, line):
    assert severity_line(tables, EN, scheme, text) == line
    chinese = severity_line(tables, zh, scheme, text)
    assert "{" not in chinese
    assert chinese != line
    assert any("\u4e00" <= char <= "\u9fff" for char in chinese)


def test_severity_that_waits_for_the_authority(tables, zh):
    waiting = Conditions(reduced_authorised=True)
    assert severity_line(tables, EN, ISO_J1, TEN, waiting) == (
        "Normal, score 30 of 30, reduced awaits approval and steady production"
    )
    assert severity_line(tables, EN, Z14_J1, TEN, waiting) == (
        "Normal, 10 lots accepted in a row, reduced awaits approval and steady production"
    )
    assert severity_line(tables, zh, ISO_J1, TEN, waiting) == (
        "正常，转移得分 30 / 30，放宽尚需批准且生产稳定"
    )


@pytest.mark.parametrize(
    ("start", "line"),
    [
        (SwitchState.TIGHTENED, "Tightened from the first lot on; 5 more"),
        (SwitchState.REDUCED, "Reduced from the first lot on; one rejected"),
        (SwitchState.DISCONTINUED, "Discontinued; resumes on"),
    ],
)
def test_severity_from_the_start(tables, start, line):
    assert severity_line(tables, EN, ISO_J1, "", start=start).replace(", ", "; ").startswith(line)


def test_a_lot_without_number_is_said_to_be_so(tables):
    history = switch(tables, ISO_J1, Conditions(), [LotOutcome(1200, 9), LotOutcome(1200, 9)])
    assert explain_severity(EN, history.reason).startswith("Tightened since lot without number:")


def plan_errors(tables):
    scheme = Scheme(Standard.Z14, Level.II, "1.0")
    return [
        make_scheme(tables, "x", "II", "1"),
        make_scheme(tables, "z14", "x", "1"),
        make_scheme(tables, "z14", "II", "0.7"),
        single_plan(tables, scheme, Severity.NORMAL, 0),
        fixed_plan(10, 0, 0),
        fixed_plan(10, 5, 5, 5),
        switch(tables, scheme, Conditions(), [LotOutcome(5, -1)]),
        lot_plan(plan_tables(), SamplingRule(SampleType.SINGLE), Severity.NORMAL, 5),
        *(PlanError(PlanErrorCode(code), facts) for code, facts in FURTHER_ERRORS.items()),
    ]


FURTHER_ERRORS = {
    "TABLE_NOT_SHIPPED": {"type": "double", "standard": "ISO 2859-1:1999"},
    "OUT_OF_RANGE": {"name": "p", "given": "2", "low": "0", "high": "1"},
    "SAMPLE_EXCEEDS_LOT": {"n": "20", "lot": "10"},
    "RISKS_CROSSED": {"lower": "PRQ", "first": "0.1", "upper": "CRQ", "second": "0.05"},
    "NO_PLAN": {"limit": "100000"},
    "READING_COUNT": {"given": "1", "n": "7"},
    "NO_LIMITS": {},
    "LIMITS_CROSSED": {"lsl": "2", "usl": "1"},
    "NO_SPREAD": {},
    "SIGMA_MISSING": {},
}


def test_every_plan_error_has_a_sentence(tables, zh):
    errors = plan_errors(tables)
    assert all(isinstance(error, PlanError) for error in errors)
    assert {error.code for error in errors} == set(PlanErrorCode)
    for tr in (EN, zh):
        assert all("{" not in explain_plan_error(tr, error) for error in errors)
    assert explain_plan_error(EN, errors[2]).startswith(
        "AQL 0.7 is not in the table: one of 0.010,"
    )


def test_plans_are_explained_with_their_arrow(tables, zh):
    def line(aql, lot, tr=EN):
        scheme = Scheme(Standard.Z14, Level.II, aql)
        return explain_plan(tr, single_plan(tables, scheme, Severity.NORMAL, lot))

    assert line("1.0", 1200) == "Letter J: n 80, Ac 2, Re 3"
    assert line("0.65", 150) == "Letter F: n 20, Ac 0, Re 1"
    assert line("0.65", 280) == "Letter G, by the arrow F: n 20, Ac 0, Re 1"
    assert line("1.0", 8) == "Letter A, by the arrow E: n 13, Ac 0, Re 1; whole lot, 8 pieces"
    assert line("1.0", 1).endswith("; whole lot, 1 piece")
    assert line("1.0", 8, zh) == "字码 A，按箭头用 E：n 13，Ac 0，Re 1；全检，8 件"
    assert explain_plan(EN, c0_plan(tables, "1.0", 1000)) == "n 34, Ac 0, Re 1"


WIRE = CharacteristicSpec(4, CharKind.VARIABLE, CharClass.MAJOR, 20, None, None, None, 2, "mm")


def readings():
    from dataclasses import replace
    from decimal import Decimal

    wire = replace(WIRE, lsl=Decimal("2.32"), usl=Decimal("2.48"))
    texts = ["", "2.", "x", "nan", "1e9", "2,4", "２", "1 in", "9" * 30, "9", "24", "2.51", "2.3"]
    crossed = replace(wire, lsl=Decimal(3))
    attribute = replace(wire, kind=CharKind.ATTRIBUTE)
    return [
        *(judge_value(text, wire) for text in texts),
        judge_value("2.4", wire, ("2.40", "2.40")),
        *(judge_value("2.4", each) for each in (WIRE, crossed, attribute)),
        *of_other_kinds(wire),
    ]


def of_other_kinds(wire):
    """Options, texts and computed values."""
    from dataclasses import replace
    from decimal import Decimal

    options = (ChoiceOption("RED", "Red", "红", conforms=False),)
    colour = replace(wire, kind=CharKind.CHOICE, options=options)
    ratio, of_ratio = parse_formula("c1 / c2"), replace(wire, kind=CharKind.FORMULA)
    one = Decimal(1)
    inputs = (
        {1: one},
        {1: one, 2: None},
        {1: one, 2: Decimal(0)},
        {1: Decimal(10) ** 9, 2: Decimal("0.000001")},
    )
    return [
        *(judge_reading(text, colour) for text in ("RED", "GREEN")),
        *(judge_text(text, conforms=False) for text in ("K-7", "a\nb", "x" * 999)),
        *(judge_formula(ratio, of_ratio, each).verdict for each in inputs),
    ]


def test_every_reading_has_a_sentence(zh):
    verdicts = readings()
    assert {verdict.code for verdict in verdicts} == set(ReadingCode)
    for tr in (EN, zh):
        sentences = [explain_reading(tr, verdict) for verdict in verdicts]
        assert all(sentence and "{" not in sentence for sentence in sentences)
    by_code = {verdict.code: explain_reading(EN, verdict) for verdict in verdicts}
    assert by_code[ReadingCode.ABOVE_LIMIT] == "Above the upper limit by 0.03 mm"
    assert by_code[ReadingCode.BELOW_LIMIT] == "Below the lower limit by 0.02 mm"
    assert by_code[ReadingCode.DECIMAL_COMMA] == "2,4 has a comma: is it 2.4?"
    far = [explain_reading(EN, v) for v in verdicts if v.code is ReadingCode.FAR_OUTSIDE]
    assert far == [
        "9.00 is far outside the limits: decimal point, unit?",
        "24.00 is far outside the limits: is it 2.40?",
    ]
    assert explain_reading(EN, ReadingVerdict(ReadingOutcome.PASS, "2.40")) == ""


HINT_FACTS = {
    "class": "major",
    "d": "2",
    "ac": "0",
    "re": "2",
    "n1": "50",
    "n": "50",
    "missing": "9",
}


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (HintCode.CERTAIN_REJECT, "Already certain: reject (Major, 2 failed, Re 2)"),
        (HintCode.CERTAIN_ACCEPT, "Already certain: accept (9 readings missing)"),
        (HintCode.NEXT_REJECTS, "Major: 1 more failed piece rejects the lot"),
        (
            HintCode.SECOND_SAMPLE,
            "Major: the first 50 pieces lie between Ac 0 and Re 2; a second sample of 50 decides",
        ),
        (
            HintCode.NO_SPREAD,
            "Major: all readings are equal, nothing can be estimated: measure with a finer gauge",
        ),
        (HintCode.CLASS_WITHOUT_PLAN, "Major: no sampling in the plan, the lot stays open"),
        (HintCode.NOTHING_TO_INSPECT, "Major: nothing to inspect in the plan, the lot stays open"),
        (
            HintCode.PLAN_UNVERIFIED,
            (
                "Major: the sampling table is not verified, "
                "it decides nothing until quality has signed"
            ),
        ),
    ],
)
def test_hints(zh, code, line):
    assert explain_hint(EN, InspectionHint(code, HINT_FACTS)) == line
    assert "{" not in explain_hint(zh, InspectionHint(code, HINT_FACTS))


def test_a_hint_about_no_class_in_particular():
    hint = InspectionHint(HintCode.NOTHING_TO_INSPECT, {"class": ""})
    assert explain_hint(EN, hint).startswith("All classes: nothing to inspect")


def test_words_follow_the_glossary(zh):
    assert [severity_word(zh, state) for state in SwitchState] == [
        *("正常", "加严", "放宽", "暂停检验")
    ]
    assert [class_word(zh, each) for each in CharClass] == ["致命", "主要", "次要"]
    assert [severity_word(EN, state) for state in SwitchState] == [s.value for s in SwitchState]
    assert [class_word(EN, each) for each in CharClass] == ["Critical", "Major", "Minor"]
