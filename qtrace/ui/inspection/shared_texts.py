"""Words and lines that several pages of the inspection screen share."""

from collections.abc import Sequence
from decimal import Decimal

from qtrace.domain.inspection import ReadingCode, ReadingOutcome, ReadingVerdict
from qtrace.domain.quantities import MILLION, grouped_q6
from qtrace.domain.sampling.plans import SampleType
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.tables import Standard
from qtrace.i18n import Language, Translator
from qtrace.i18n.reasons import explain
from qtrace.i18n.sampling_reasons import explain_reading
from qtrace.i18n.scheme_texts import (
    double_line,
    isolated_line,
    judgement_line,
    variables_line,
)
from qtrace.i18n.translator import N_
from qtrace.i18n.words import class_word, unit_symbol
from qtrace.services.inspection.rows import (
    InspectionSheet,
    Named,
    SheetCharacteristic,
    SheetClass,
    SheetLot,
)
from qtrace.services.labels.checks import LabelTask
from qtrace.services.outcomes import Refusal
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.signatures import StepState
from qtrace.ui.widgets.tally import ResultRow

DOT = " ⋅ "
NUMBERED = {
    "bag": N_("bag {number}"),
    "box": N_("box {number}"),
    "reel": N_("reel {number}"),
    "tray": N_("tray {number}"),
}
HEADS = {"bag": N_("Bag"), "box": N_("Box"), "reel": N_("Reel"), "tray": N_("Tray")}
SEVERITY_TITLES = {
    "normal": N_("Normal inspection"),
    "tightened": N_("Tightened inspection"),
    "reduced": N_("Reduced inspection"),
}
SAMPLINGS = {
    SampleType.ALL: N_("100 % inspection"),
    SampleType.FIXED: N_("Fixed sample"),
    SampleType.C0: N_("c = 0 sample"),
    SampleType.LIMITING: N_("Limiting quality"),
    SampleType.SUCCESS_RUN: N_("Confidence and reliability"),
}
QUALITY_WORDS = {
    "quarantine": N_("Quarantine"),
    "released": N_("Released"),
    "rejected": N_("Rejected"),
    "conditional": N_("Conditional"),
    "split": N_("Split"),
}


def named(tr: Translator, row: Named) -> str:
    """Name of a person or a row of master data."""
    return tr.name(row.name_en, row.name_zh) or row.code


def characteristic_name(tr: Translator, row: SheetCharacteristic) -> str:
    """`4 Wire dia.`."""
    return f"{row.number} {tr.name(row.name_en, row.name_zh)}"


def container_number(tr: Translator, word: str, number: int) -> str:
    """`bag 5`."""
    return tr.say(NUMBERED.get(word, N_("container {number}")), number=number)


def container_head(tr: Translator, word: str) -> str:
    """Head of the column of container numbers."""
    return tr.say(HEADS.get(word, N_("Container")))


def quality_status(tr: Translator, state: str) -> str:
    """Word for a lot's quality state; an unknown one is shown as it is."""
    return tr.say(QUALITY_WORDS[state]) if state in QUALITY_WORDS else state


def limits_text(row: SheetCharacteristic) -> str:
    """`2.40 ± 0.08`, `11.90 – 12.10`, `≤ 0.5` or `≥ 10`."""
    low, high = row.lsl, row.usl
    if low is not None and high is not None:
        if row.nominal is not None:
            nominal = Decimal(row.nominal)
            if Decimal(high) - nominal == nominal - Decimal(low):
                return f"{row.nominal} ± {Decimal(high) - nominal:f}"
        return f"{low} – {high}"
    if high is not None:
        return f"≤ {high}"
    return f"≥ {low}" if low is not None else ""


def edition_text(tr: Translator, each: SheetClass) -> str:
    """The standard's edition as the reader knows it; empty without a standard."""
    if each.standard is None:
        return ""
    try:
        standard = Standard(each.standard)
    except ValueError:
        return each.edition or each.standard
    if tr.language is Language.ZH_CN:
        return standard.national_edition
    return each.edition or standard.edition


_RANK = (SwitchState.TIGHTENED, SwitchState.REDUCED, SwitchState.NORMAL)


def leading_class(sheet: InspectionSheet) -> SheetClass | None:
    """The class whose severity is worth a line: tightened before reduced before normal.

    Among equals, one with a history comes before one that has just begun.
    """
    with_reason = [each for each in sheet.classes if each.reason is not None]
    if not with_reason:
        return sheet.classes[0] if sheet.classes else None

    def rank(each: SheetClass) -> tuple[int, int]:
        assert each.reason is not None
        state = SwitchState(each.severity.value)
        return _RANK.index(state), 0 if each.reason.facts.get("lot") else 1

    return min(with_reason, key=rank)


def scheme_line(tr: Translator, each: SheetClass | None) -> str:
    """What the class is judged with beside n, Ac and Re; empty where there is nothing more."""
    if each is None:
        return ""
    if each.second is not None:
        return double_line(tr, each.plan, each.second)
    if each.variables is not None:
        return variables_line(tr, each.variables)
    return isolated_line(tr, each.terms)


def judgement_lines(tr: Translator, sheet: InspectionSheet) -> tuple[str, ...]:
    """What the values say of every class that is judged from them, once they are complete."""
    return tuple(
        judgement_line(tr, each.variables, said)
        for each in sheet.classes
        if each.variables is not None
        for said in each.tally.judgements
    )


def severity_title(tr: Translator, each: SheetClass | None) -> str:
    """`Normal inspection`, or what kind of sample it is."""
    if each is None:
        return tr.say("Inspection")
    if each.sampling in SAMPLINGS:
        return tr.say(SAMPLINGS[each.sampling])
    return tr.say(SEVERITY_TITLES[each.severity.value])


def refusal_lines(tr: Translator, refusal: Refusal) -> tuple[str, str]:
    """What happened and what to do, in the user's language."""
    problem = refusal.facts.get("problem")
    if problem is not None and problem in set(ReadingCode):
        verdict = ReadingVerdict(
            ReadingOutcome.REFUSED, code=ReadingCode(problem), facts=_complete(refusal)
        )
        return explain_reading(tr, verdict), ""
    explained = explain(tr, refusal.code, refusal.facts)
    return explained.text, explained.next_step


def refusal_text(tr: Translator, refusal: Refusal) -> str:
    """What happened and what to do as one line, with the code."""
    text, step = refusal_lines(tr, refusal)
    said = tr.say("{text}. {step}", text=text, step=step) if step else text
    return f"{said} [{refusal.code}]"


def _complete(refusal: Refusal) -> dict[str, str]:
    """Facts with an empty suggestion left out."""
    return {name: value for name, value in refusal.facts.items() if value}


def result_rows(tr: Translator, sheet: InspectionSheet) -> tuple[ResultRow, ...]:
    """Classes of the finished inspection."""
    rows = []
    for each in sheet.classes:
        tally = each.tally
        bad = not tally.accepted
        ac, re = ("–", "–") if each.variables else (str(tally.ac), str(tally.re))
        rows.append(
            ResultRow(
                class_word(tr, each.char_class.value),
                each.aql or "–",
                each.plan.plan_letter or "–",
                str(tally.n),
                str(tally.d),
                ac,
                re,
                Status.BLOCKED if bad else Status.OK,
            )
        )
    return tuple(rows)


def unit_word(tr: Translator, lot: SheetLot, task: LabelTask | None) -> str:
    """Symbol of the lot's unit."""
    if task is not None and task.part is not None:
        return tr.name(task.part.unit.en, task.part.unit.zh) or lot.unit
    return unit_symbol(tr, lot.unit)


def quantity_text(tr: Translator, lot: SheetLot, task: LabelTask | None, qty_q6: int) -> str:
    """`1 197 pcs`."""
    return f"{grouped_q6(qty_q6)} {unit_word(tr, lot, task)}"


def set_aside_q6(sheet: InspectionSheet) -> int:
    """Quantity that the failed pieces are; 0 where a piece is no unit of the lot."""
    if sheet.lot.qty_q6 != sheet.lot_size * MILLION:
        return 0
    return len(sheet.set_aside) * MILLION


def used_gauges(sheet: InspectionSheet) -> tuple[str, ...]:
    """Codes of the gauges that readings were taken with, in order of the plan."""
    codes = {gauge.gauge_id: gauge.code for row in sheet.characteristics for gauge in row.gauges}
    used = dict.fromkeys(cell.gauge_id for cell in sheet.cells if cell.gauge_id is not None)
    return tuple(codes[gauge_id] for gauge_id in used if gauge_id in codes)


def joined(tr: Translator, parts: Sequence[str]) -> str:
    """Clauses with the language's own semicolon."""
    present = [part for part in parts if part]
    if not present:
        return ""
    text = present[0]
    for part in present[1:]:
        text = tr.say("{cause}; {outlook}", cause=text, outlook=part)
    return text


def step_state(*, done: bool, now: bool) -> StepState:
    """State of one of the next steps."""
    if done:
        return StepState.DONE
    return StepState.NOW if now else StepState.WAITING
