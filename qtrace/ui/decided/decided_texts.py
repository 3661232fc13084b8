"""Words of the desk of decided inspections."""

from collections.abc import Iterator

from qtrace.domain.inspection_flow import InspectionState, ReinspectionCause
from qtrace.i18n import N_, Translator
from qtrace.services.inspection.reinspection import DecidedRow, ReinspectionNote
from qtrace.ui.bench import Bench
from qtrace.ui.decided.decided_model import AGAIN
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column

REASONS = {
    ReinspectionCause.MEASUREMENT_ERROR: N_("Measurement error"),
    ReinspectionCause.WRONG_GAUGE: N_("Wrong gauge"),
    ReinspectionCause.WRONG_SAMPLE: N_("Wrong pieces"),
}


def verdict_word(tr: Translator, state: InspectionState) -> str:
    """How an inspection ended: the verdict, which is no status of the lot."""
    if state is InspectionState.ACCEPTED:
        return tr.term("report result", "Accepted")
    return tr.term("report result", "Rejected")


def columns(bench: Bench, *, narrow: bool) -> tuple[Column[DecidedRow], ...]:
    """Columns of the table."""
    tr = bench.translator

    def number(row: DecidedRow) -> CellView:
        return CellView(row.inspection.number, role=TextRole.DATA, strong_if_chosen=True)

    def lot(row: DecidedRow) -> CellView:
        return CellView(row.inspection.lot, row.inspection.part.code, role=TextRole.DATA)

    def verdict(row: DecidedRow) -> CellView:
        if row.followed is not None:
            return CellView(chip=ChipSpec(tr.say("Inspected again"), Status.HOLD))
        return CellView(verdict_word(tr, row.inspection.state), ink=Ink.TEXT2)

    found: tuple[Column[DecidedRow], ...] = (
        Column("number", tr.say("Inspection"), number, 150),
        Column("lot", tr.say("Lot"), lot),
        Column("verdict", tr.say("Verdict"), verdict, 190),
    )
    return (found[0], found[2]) if narrow else found


def detail(bench: Bench, row: DecidedRow | None) -> DetailSpec:
    """The chosen inspection, and the one that came before or after it."""
    tr = bench.translator
    if row is None:
        return DetailSpec(tr.say("No inspection is chosen"))
    one = row.inspection
    return DetailSpec(
        title=tr.say("Inspection {number}", number=one.number),
        note=f"{one.lot}  {one.part.code}  {tr.name(one.part.name_en, one.part.name_zh)}",
        chip=ChipSpec(tr.say("Inspected again"), Status.HOLD) if row.followed else None,
        facts=tuple(_facts(bench, row)),
        actions=(_again(bench, row),),
    )


def _facts(bench: Bench, row: DecidedRow) -> Iterator[Fact]:
    tr, one = bench.translator, row.inspection
    yield Fact(tr.say("Verdict"), verdict_word(tr, one.state))
    if one.decided_at is not None:
        at = bench.local(one.decided_at).strftime("%Y-%m-%d %H:%M")
        yield Fact(tr.say("Decided"), at, role=TextRole.DATA)
    if one.inspector is not None:
        yield Fact(tr.say("Inspector"), tr.name(one.inspector.name_en, one.inspector.name_zh))
    if row.follows is not None:
        yield from _note(bench, tr.say("Asked for because of"), row.follows)
    if row.followed is not None:
        yield from _note(bench, tr.say("Inspected again as"), row.followed)


def _note(bench: Bench, key: str, note: ReinspectionNote) -> Iterator[Fact]:
    tr = bench.translator
    yield Fact(key, note.number, note=tr.say(REASONS[note.reason]), role=TextRole.DATA)
    at = bench.local(note.at).strftime("%Y-%m-%d %H:%M")
    yield Fact(tr.say("Why"), note.note, note=f"{tr.name(note.by.name_en, note.by.name_zh)}  {at}")


def _again(bench: Bench, row: DecidedRow) -> ActionSpec:
    tr = bench.translator
    may = bench.may("ASK_REINSPECTION") and row.followed is None
    return ActionSpec(AGAIN, "F10", tr.say("Inspect again"), IconName.PEN, ButtonKind.PRIMARY, may)
