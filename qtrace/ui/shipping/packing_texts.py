"""What the band, the table and the page of the packing table say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from qtrace.domain.shipping import ShipmentState
from qtrace.i18n import N_
from qtrace.i18n.reasons import explain, said_facts
from qtrace.services.outcomes import Refusal
from qtrace.services.shipping.queries import AskedRow, PickRow, ShipmentPage, ShipmentRow
from qtrace.ui.shipping.packing_state import PackForm, PackingState, PackSaid, PackSaying
from qtrace.ui.shipping.shipping_words import ShippingWords, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign
from qtrace.ui.widgets.verdict import SideFact, VerdictSpec

PIECE: Final = 150
_SCAN_NEXT: Final = N_("Scan the next piece")
SAID: Final[Mapping[PackSaid, tuple[str, str]]] = {
    PackSaid.PACKED: (N_("{piece}: {quantity} {unit} packed"), _SCAN_NEXT),
    PackSaid.TAKEN_OUT: (
        N_("{piece} was taken out"),
        N_("Put it back to its place, or aside if it is held; then scan the next piece"),
    ),
    PackSaid.ASKED: (N_("It is asked for now"), _SCAN_NEXT),
    PackSaid.CLOSED: (N_("Everything is packed"), N_("Let it leave: F10")),
    PackSaid.ENTER_LEAVES: (
        N_("Nothing has left yet"),
        N_("Enter lets it leave, Esc goes back"),
    ),
    PackSaid.REOPENED: (N_("Packing goes on"), _SCAN_NEXT),
    PackSaid.SHIPPED: (
        N_("{shipment} has left: {pieces} pieces to {customer}"),
        N_("Esc leads back to the shipments"),
    ),
    PackSaid.CANCELLED: (
        N_("{shipment} does not leave; its pieces are free again"),
        N_("Esc leads back to the shipments"),
    ),
    PackSaid.PRINTED: (N_("The packing list goes to the printer"), N_("Put it into the box")),
    PackSaid.SAME_AGAIN: (N_("The same code again: it counts once"), _SCAN_NEXT),
    PackSaid.NOT_KNOWN: (
        N_("This code is no unit and no batch of ours"),
        N_("Scan the label again, or type it: F2"),
    ),
    PackSaid.SEVERAL: (
        N_("{name} is the number of several things"),
        N_("Scan the label with the device identifier"),
    ),
    PackSaid.NOT_OPEN: (
        N_("This shipment takes nothing now"),
        N_("Go on packing with F9, or open another shipment"),
    ),
}


def band(words: ShippingWords, state: PackingState, now: datetime, *, answers: bool) -> VerdictSpec:
    """What the band says now; `answers` is False while the database does not."""
    tr = words.tr
    if not answers:
        return VerdictSpec(
            Status.NEUTRAL,
            tr.term("verdict", "Connection lost"),
            tr.say("What stands here may be old; nothing is accepted until the database answers"),
            tr.say("Wait, or tell the administrator"),
        )
    if state.checking:
        return VerdictSpec(Status.NEUTRAL, tr.term("verdict", "Checking"), state.checking)
    if state.refusal is not None:
        return _refused(words, state, state.refusal, now)
    if state.target is not None:
        text = joined(state.target.name, tr.say("How many of it are packed?"))
        step = tr.say("Type or scan the number, then F10")
        return VerdictSpec(Status.INFO, tr.term("verdict", "How many"), text, step)
    return _quiet(words, state)


def _quiet(words: ShippingWords, state: PackingState) -> VerdictSpec:
    """While nothing is refused and nothing is asked of a scan."""
    if state.form == PackForm.LEAVE and state.page is not None and not _is_stopped(state):
        return _leaving(words, state, state.page)
    if state.said is not None and not _is_stopped(state):
        return _said(words, state.said)
    return _standing(words, state)


def _leaving(words: ShippingWords, state: PackingState, page: ShipmentPage) -> VerdictSpec:
    """What would leave to whom; only the key of the form lets it go."""
    tr = words.tr
    pieces = tr.count("{n} piece packed", "{n} pieces packed", len(page.picks))
    text = joined(pieces, words.name(page.row.customer))
    again = state.said is not None and state.said.code is PackSaid.ENTER_LEAVES
    title = tr.term("verdict", "Still here") if again else tr.term("verdict", "Leave now?")
    return VerdictSpec(Status.INFO, title, text, tr.say(SAID[PackSaid.ENTER_LEAVES][1]))


def _is_stopped(state: PackingState) -> bool:
    """Something that is packed may not leave: the band is never green then."""
    return state.page is not None and bool(state.page.stopped)


def _refused(
    words: ShippingWords, state: PackingState, refusal: Refusal, now: datetime
) -> VerdictSpec:
    page = state.page
    if refusal.code == "SHIPMENT_STOPPED" and page is not None and page.stopped:
        return _stopped(words, page)
    said = explain(words.tr, refusal.code, refusal.facts, words.zone)
    text = words.why(refusal)
    if "hold" in refusal.facts:
        text = joined(refusal.facts.get("piece", ""), text)
    title = words.tr.term("verdict", "Do not pack")
    if state.stands is not ShipmentState.OPEN:
        title = words.tr.term("verdict", "Stays here")
    side = _since(words, refusal, now)
    return VerdictSpec(Status.BLOCKED, title, text, said.next_step, facts=side)


def _since(words: ShippingWords, refusal: Refusal, now: datetime) -> tuple[SideFact, ...]:
    """Hold and since when, as far as the refusal knows."""
    tr, facts = words.tr, refusal.facts
    if not facts.get("hold"):
        return ()
    found = [SideFact(tr.say("Hold"), facts["hold"])]
    by = tr.name(facts.get("by_en", ""), facts.get("by_zh", ""))
    begun = datetime.fromisoformat(facts["since"]) if facts.get("since") else now
    found.append(SideFact(tr.term("person", "By"), by))
    found.append(SideFact(tr.term("time", "Since"), words.at(begun)))
    found.append(SideFact(tr.say("Call"), tr.say("Supervisor: F6")))
    return tuple(found)


def _stopped(words: ShippingWords, page: ShipmentPage) -> VerdictSpec:
    """Pieces that may not leave: how many, the first with its reason, and what is to be done."""
    tr, first = words.tr, page.stopped[0]
    assert first.obstacle is not None
    count = tr.count("{n} piece may not leave", "{n} pieces may not leave", len(page.stopped))
    text = joined(count, words.piece(first), words.why(first.obstacle))
    step = tr.say("Take it out with F7, or wait: every stopped piece is marked in the list")
    facts = (
        SideFact(tr.say("Stopped"), str(len(page.stopped))),
        SideFact(tr.say("Packed"), str(len(page.picks))),
        SideFact(tr.say("Call"), tr.say("Supervisor: F6")),
    )
    return VerdictSpec(Status.BLOCKED, tr.term("verdict", "Stays here"), text, step, facts=facts)


def _said(words: ShippingWords, saying: PackSaying) -> VerdictSpec:
    tr = words.tr
    text, step = SAID[saying.code]
    titles = {
        Status.OK: tr.term("verdict", "Allowed"),
        Status.BLOCKED: tr.term("verdict", "Do not pack"),
    }
    title = titles.get(saying.status, tr.term("verdict", "No verdict"))
    if saying.code is PackSaid.SHIPPED:
        title = tr.term("verdict", "On its way")
    # Codes and names of a scan may hold braces: they are filled in, never read as sentences.
    said = tr.say(text).format_map({"name": "", **said_facts(tr, saying.facts)})
    return VerdictSpec(saying.status, title, said, tr.say(step))


def _standing(words: ShippingWords, state: PackingState) -> VerdictSpec:
    """What the band says while nothing was done yet."""
    tr, page = words.tr, state.page
    if page is None:
        return VerdictSpec(Status.NEUTRAL, tr.term("verdict", "One moment"))
    if not page.row.is_inside:
        return _over(words, page.row)
    if page.stopped:
        return _stopped(words, page)
    text, step = "", tr.say("Scan the label of a unit or of a batch")
    if page.row.state is ShipmentState.PACKED:
        text, step = tr.say("Nothing stops any of its pieces"), tr.say("Let it leave: F10")
    elif page.picks and page.asked and not page.is_short:
        text = tr.say("Everything that was asked for is packed")
        step = tr.say("Close the packing: F10")
    return VerdictSpec(Status.INFO, tr.term("verdict", "Ready"), text, step)


def _over(words: ShippingWords, row: ShipmentRow) -> VerdictSpec:
    """A shipment that has left or never will."""
    tr = words.tr
    if row.gone_at is None:
        return VerdictSpec(Status.NEUTRAL, tr.term("verdict", "Cancelled"), row.reason)
    text = tr.say("It left at {time}", time=words.at(row.gone_at))
    reason = joined(text, words.name(row.gone_by))
    return VerdictSpec(Status.OK, tr.term("verdict", "On its way"), reason)


# --- table and page -------------------------------------------------------------------------


def columns(words: ShippingWords, *, narrow: bool) -> Sequence[Column[Any]]:
    """Columns of what is packed."""
    tr = words.tr
    piece = Column[PickRow]("piece", tr.say("Packed"), _piece, PIECE)
    part = Column[PickRow]("part", tr.say("Part"), lambda row: _part(words, row))
    quantity = Column[PickRow](
        "quantity",
        tr.say("Quantity"),
        lambda row: CellView(words.quantity(row.qty_q6, row.part)),
        100,
        ColumnAlign.RIGHT,
    )
    state = Column[PickRow](
        "state", tr.term("packing", "May leave"), lambda row: _may(words, row), 130
    )
    if narrow:
        return (piece, part, state)
    by = Column[PickRow](
        "by",
        tr.term("person", "By"),
        lambda row: CellView(words.name(row.packed_by), words.at(row.packed_at)),
        160,
    )
    return (piece, part, quantity, by, state)


def _piece(row: PickRow) -> CellView:
    """The serial number with its lot below, or the lot."""
    second = row.lot if row.serial else ""
    return CellView(row.name, second, role=TextRole.DATA, strong_if_chosen=True)


def _part(words: ShippingWords, row: PickRow) -> CellView:
    return CellView(words.name(row.part.name), f"{row.part.number} {row.revision}")


def _may(words: ShippingWords, row: PickRow) -> CellView:
    if row.has_left:
        return CellView(words.tr.say("Has left"))
    if row.obstacle is None:
        return CellView(chip=ChipSpec(words.tr.term("packing", "free"), None))
    return CellView(chip=ChipSpec(words.stop(row.obstacle), Status.BLOCKED))


def detail(words: ShippingWords, page: ShipmentPage | None, pick: PickRow | None) -> DetailSpec:
    """The shipment, what was asked for, and what stops the chosen piece."""
    tr = words.tr
    if page is None:
        return DetailSpec("")
    row = page.row
    facts = []
    if pick is not None and pick.obstacle is not None:
        facts.append(Fact(tr.say("Stopped"), words.why(pick.obstacle)))
    facts += [_asked(words, each) for each in page.asked]
    if not page.asked:
        facts.append(
            Fact(tr.term("shipment", "Asked for"), tr.say("nothing named: whatever may leave"))
        )
    if row.ship_by is not None:
        facts.append(Fact(tr.say("Ship by"), row.ship_by.isoformat(), role=TextRole.DATA))
    if row.carrier:
        facts.append(Fact(tr.say("Carrier"), row.carrier))
    facts.append(Fact(tr.say("Address"), row.address))
    if pick is not None:
        facts.append(Fact(tr.say("Chosen"), words.piece(pick), role=TextRole.DATA))
        if pick.expiry is not None:
            facts.append(Fact(tr.say("Usable until"), pick.expiry.isoformat(), role=TextRole.DATA))
    note = joined(row.customer_code, words.name(row.customer))
    there = pick is not None
    actions = (
        ActionSpec("paper", "F3", tr.say("Packing list"), IconName.PRINTER, enabled=there),
        ActionSpec("history", "Shift+F3", tr.term("action", "History"), enabled=there),
    )
    return DetailSpec(row.number, note, words.state(row.state), tuple(facts), (), actions)


def _asked(words: ShippingWords, row: AskedRow) -> Fact:
    packed = words.tr.say(
        "{packed} of {asked}",
        packed=words.quantity(row.packed_q6, row.part),
        asked=words.quantity(row.asked_q6, row.part),
    )
    done = row.packed_q6 >= row.asked_q6
    return Fact(
        f"{row.part.number} {row.revision}",
        packed,
        status=Status.OK if done else None,
        verdict="" if done else words.tr.term("packing", "open"),
    )
