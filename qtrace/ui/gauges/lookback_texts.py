"""Words of the page of lots in doubt."""

from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import Translator
from qtrace.i18n.words import quality_word
from qtrace.services.gauges.lookback import LookbackSheet, MeasuredBy, MeasuredLot
from qtrace.ui.bench import Bench
from qtrace.ui.gauges.lookback_model import HOLD, LookbackModel
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign


def columns(
    bench: Bench, marked: frozenset[int], *, narrow: bool
) -> tuple[Column[MeasuredLot], ...]:
    """Columns of the table."""
    tr = bench.translator

    def lot(row: MeasuredLot) -> CellView:
        icon = IconName.TICK if row.lot_id in marked else None
        text = f"↳ {row.lot}" if row.made_of else row.lot
        return CellView(text, role=TextRole.DATA, icon=icon, strong_if_chosen=True)

    def part(row: MeasuredLot) -> CellView:
        return CellView(row.part.number if row.part else "–")

    def readings(row: MeasuredLot) -> CellView:
        return CellView(str(row.readings) if row.measured else "–", ink=Ink.TEXT2)

    def place(row: MeasuredLot) -> CellView:
        return CellView(row.place or "–", ink=Ink.TEXT2)

    def state(row: MeasuredLot) -> CellView:
        return CellView(quality_word(tr, row.state), chip=hold_chip(row), ink=Ink.TEXT2)

    right = ColumnAlign.RIGHT
    head = Column("lot", tr.say("Lot"), lot, 176)
    tail = Column("state", tr.say("State"), state, 176)
    if narrow:
        return head, tail
    return (
        head,
        Column("part", tr.say("Part"), part),
        Column("readings", tr.say("Readings"), readings, 92, right),
        Column("qty", tr.say("Quantity"), lambda row: CellView(quantity(tr, row)), 126, right),
        Column("place", tr.say("Place"), place, 84),
        tail,
    )


def quantity(tr: Translator, row: MeasuredLot) -> str:
    """`1 200 pcs`."""
    unit = tr.name(row.part.unit.en, row.part.unit.zh) if row.part else ""
    return f"{grouped_q6(row.qty_q6)} {unit}".strip()


def hold_chip(row: MeasuredLot) -> ChipSpec | None:
    """The hold that stops the lot, or None."""
    return ChipSpec(row.holds[0], Status.HOLD) if row.holds else None


def span(bench: Bench, sheet: LookbackSheet) -> str:
    """From when until when readings are in doubt."""
    tr, doubt = bench.translator, sheet.doubt
    until = bench.local(doubt.until).strftime("%Y-%m-%d %H:%M")
    if doubt.since is None:
        return tr.say("all readings until {until}", until=until)
    since = bench.local(doubt.since).strftime("%Y-%m-%d")
    return tr.say("readings from {since} until {until}", since=since, until=until)


def detail(bench: Bench, model: LookbackModel) -> DetailSpec:
    """The chosen lot, and above it what put it in doubt."""
    tr, sheet, row = bench.translator, model.lookback.sheet, model.lot
    if sheet is None or row is None:
        return DetailSpec(
            tr.say("No lot was measured in that time"), actions=_actions(bench, model)
        )
    facts = [
        Fact(tr.say("Part"), _part(tr, row)),
        Fact(tr.say("Quantity"), quantity(tr, row)),
        Fact(tr.say("State"), quality_word(tr, row.state)),
        Fact(tr.say("Place"), row.place or "–"),
    ]
    if row.holds:
        facts.append(Fact(tr.say("Held by"), ", ".join(row.holds), role=TextRole.DATA))
    if row.made_of:
        facts.append(Fact(tr.say("Made of"), row.made_of, role=TextRole.DATA))
    return DetailSpec(
        title=row.lot,
        note=span(bench, sheet),
        chip=hold_chip(row),
        facts=tuple(facts),
        history=tuple(_measured(bench, each) for each in row.measured),
        actions=_actions(bench, model),
    )


def _part(tr: Translator, row: MeasuredLot) -> str:
    if row.part is None:
        return "–"
    return f"{row.part.number}  {tr.name(row.part.name.en, row.part.name.zh)}"


def _measured(bench: Bench, told: MeasuredBy) -> Fact:
    tr = bench.translator
    last = bench.local(told.last).strftime("%Y-%m-%d")
    name = f"{told.no}  {tr.name(told.name.en, told.name.zh)}"
    said = tr.count("{n} reading", "{n} readings", told.readings)
    return Fact(last, name, note=told.inspection, verdict=said, role=TextRole.NOTE)


def _actions(bench: Bench, model: LookbackModel) -> tuple[ActionSpec, ...]:
    tr, lot = bench.translator, model.lot
    may = bench.may("HOLD_MEASURED_LOTS")
    can_mark = may and lot is not None and lot in model.open_lots
    is_marked = lot is not None and lot.lot_id in model.lookback.marked
    mark = tr.say("Unmark") if is_marked else tr.say("Mark")
    return (
        ActionSpec("mark", "F2", mark, IconName.TICK, enabled=can_mark),
        ActionSpec("lot", "F3", tr.say("Open the lot"), IconName.TAG, enabled=lot is not None),
    )


def hold_action(bench: Bench, model: LookbackModel) -> ActionSpec:
    """The button that holds; it says how many."""
    tr, n = bench.translator, len(model.to_hold())
    words = tr.count("Hold {n} lot", "Hold {n} lots", n)
    enabled = n > 0 and bench.may("HOLD_MEASURED_LOTS")
    return ActionSpec(HOLD, "F8", words, IconName.LOCK, ButtonKind.PRIMARY, enabled)
