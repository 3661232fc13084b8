"""A value judged before it is sent, by the same rules as the service: pure."""

from qtrace.domain.inspection import CharKind, ReadingOutcome
from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.domain.inspection_kinds import judge_reading
from qtrace.services.inspection.readings import repeats_are_natural
from qtrace.services.inspection.rows import InspectionSheet, SheetCharacteristic
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.cells import CellKey, spec_of
from qtrace.ui.inspection.gauge_choice import GaugesInHand
from qtrace.ui.inspection.outbox import Act, Outbox, Question


def judge_here(
    own: SheetCharacteristic,
    gauges: GaugesInHand,
    previous: tuple[str, ...],
    value: Question,
) -> Refusal | Question | None:
    """Why the value cannot be sent, what to ask about it, or None when it can be sent.

    Args:
        own: the characteristic.
        gauges: what is in the hand.
        previous: values so far where a run of equal ones would say something.
        value: the value with its cell and origin; its code is not looked at.
    """
    refusal = gauges.refusal_of(own)
    if refusal is not None:
        return refusal
    verdict = judge_reading(value.text, spec_of(own), previous)
    if verdict.outcome is ReadingOutcome.REFUSED:
        assert verdict.code is not None
        facts = {**verdict.facts, "problem": verdict.code.value}
        return Refusal(InspectionReason.READING_REFUSED, facts)
    if verdict.outcome is ReadingOutcome.QUESTION:
        assert verdict.code is not None
        return Question(value.cell, value.text, value.origin, verdict.code.value, verdict.facts)
    return None


def values_before(
    sheet: InspectionSheet, outbox: Outbox, own: SheetCharacteristic, cell: CellKey
) -> tuple[str, ...]:
    """Values of a characteristic in the order in which they were taken, without those of `cell`.

    Empty where equal values in a row say nothing.
    """
    if own.kind is not CharKind.VARIABLE or repeats_are_natural(spec_of(own)):
        return ()
    stored = sorted(
        (each.reading_id, each.value)
        for each in sheet.cells
        if each.characteristic_id == own.characteristic_id
        and each.value is not None
        and each.piece != cell[1]
    )
    waiting = [
        entry.text
        for entry in outbox.entries
        if entry.act is Act.READING and entry.cell[0] == cell[0] and entry.cell != cell
    ]
    return (*(value for _, value in stored), *waiting)


def unjudged(cell: CellKey, text: str, origin: ReadingOrigin) -> Question:
    """A value as it came, before anything is known about it."""
    return Question(cell, text, origin, "")
