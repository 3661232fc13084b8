"""Words of the samples desk."""

from collections.abc import Iterator

from qtrace.domain.quantities import grouped_q6
from qtrace.domain.samples import SampleActKind, SampleResult, SampleState
from qtrace.i18n import N_, Translator
from qtrace.i18n.words import unit_symbol
from qtrace.services.samples.queries import SampleNote, SampleRow
from qtrace.ui.bench import Bench
from qtrace.ui.samples.samples_model import NEEDED, waits
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column

STATES = {
    SampleState.IN_HAND: N_("in hand"),
    SampleState.AT_LABORATORY: N_("at the laboratory"),
    SampleState.DESTROYED: N_("destroyed"),
    SampleState.RETURNED: N_("returned to the lot"),
    SampleState.RETAINED: N_("retained"),
}
ACTS = {
    SampleActKind.SPLIT: N_("Split off a part"),
    SampleActKind.SEND: N_("Send to a laboratory"),
    SampleActKind.REPORT: N_("Write down the result"),
    SampleActKind.CONFIRM: N_("Confirm the result"),
    SampleActKind.DESTROY: N_("Destroy"),
    SampleActKind.RETURN: N_("Return to the lot"),
    SampleActKind.RETAIN: N_("Retain"),
}
DONE = {
    SampleActKind.SPLIT: N_("Part split off"),
    SampleActKind.SEND: N_("Sent"),
    SampleActKind.REPORT: N_("Result"),
    SampleActKind.CONFIRM: N_("Confirmed"),
    SampleActKind.DESTROY: N_("Destroyed"),
    SampleActKind.RETURN: N_("Returned"),
    SampleActKind.RETAIN: N_("Retained"),
}
RESULTS = {
    SampleResult.NONE: N_("none"),
    SampleResult.REPORTED: N_("waits for a second person"),
    SampleResult.CONFIRMED: N_("confirmed"),
}


def columns(bench: Bench, *, narrow: bool) -> tuple[Column[SampleRow], ...]:
    """Columns of the table."""
    tr = bench.translator

    def code(row: SampleRow) -> CellView:
        return CellView(row.code, role=TextRole.DATA, strong_if_chosen=True)

    def lot(row: SampleRow) -> CellView:
        return CellView(row.lot, row.part.code, role=TextRole.DATA)

    def state(row: SampleRow) -> CellView:
        if waits(row):
            return CellView(chip=ChipSpec(tr.say("Confirm the result"), Status.HOLD))
        return CellView(tr.say(STATES[row.now.state]), ink=Ink.TEXT if row.is_open else Ink.TEXT2)

    found: tuple[Column[SampleRow], ...] = (
        Column("code", tr.say("Sample no."), code, 150),
        Column("lot", tr.say("Lot"), lot),
        Column("state", tr.say("Now"), state, 210),
    )
    return (found[0], found[2]) if narrow else found


def detail(bench: Bench, row: SampleRow | None) -> DetailSpec:
    """The chosen sample and everything that was done with it."""
    tr = bench.translator
    if row is None:
        return DetailSpec(
            tr.say("No sample is chosen"),
            tr.say("F2 takes one"),
        )
    return DetailSpec(
        title=tr.say("Sample {code}", code=row.code),
        note=f"{row.lot}  {row.part.code}  {tr.name(row.part.name_en, row.part.name_zh)}",
        chip=ChipSpec(tr.say("Confirm the result"), Status.HOLD) if waits(row) else None,
        facts=tuple(_facts(bench, row)),
        history=tuple(_told(bench, note) for note in reversed(row.notes)),
        actions=_actions(bench, row),
    )


def _facts(bench: Bench, row: SampleRow) -> Iterator[Fact]:
    tr = bench.translator
    at = bench.local(row.taken_at).strftime("%Y-%m-%d %H:%M")
    who = tr.name(row.taken_by.name_en, row.taken_by.name_zh)
    yield Fact(tr.say("Taken"), at, note=who, role=TextRole.DATA)
    box = tr.say("container {number}", number=row.container_no)
    yield Fact(tr.say("From"), row.parent or box, note=box if row.parent else "")
    left, taken = grouped_q6(row.now.qty_q6), grouped_q6(row.taken_q6)
    amount = left if left == taken else tr.say("{left} of {taken}", left=left, taken=taken)
    amount = f"{amount} {unit_symbol(tr, row.unit)}"
    yield Fact(tr.say("Quantity"), amount, role=TextRole.DATA)
    if row.now_of:
        yield Fact(
            tr.say("Belongs to lot"),
            row.now_of,
            role=TextRole.DATA,
            note=tr.say("{lot} was divided", lot=row.lot),
        )
    yield Fact(tr.say("Purpose"), row.purpose)
    yield Fact(tr.say("Inspection"), row.inspection or "–", role=TextRole.DATA)
    yield Fact(tr.say("Now"), tr.say(STATES[row.now.state]))
    yield Fact(tr.say("Result"), row.value or "–", note=tr.say(RESULTS[row.now.result]))


def _told(bench: Bench, note: SampleNote) -> Fact:
    tr = bench.translator
    at = bench.local(note.at).strftime("%Y-%m-%d %H:%M")
    who = tr.name(note.by.name_en, note.by.name_zh)
    return Fact(at, f"{tr.say(DONE[note.kind])}  {note.text}", note=who)


def _actions(bench: Bench, row: SampleRow) -> tuple[ActionSpec, ...]:
    tr = bench.translator
    return tuple(_action(tr, bench, kind) for kind in row.next_acts)


def _action(tr: Translator, bench: Bench, kind: SampleActKind) -> ActionSpec:
    may = bench.may(NEEDED[kind])
    if kind is SampleActKind.CONFIRM:
        look = ButtonKind.PRIMARY
        return ActionSpec(kind.value, "F10", tr.say(ACTS[kind]), IconName.PEN, look, may)
    return ActionSpec(kind.value, "", tr.say(ACTS[kind]), None, enabled=may)
