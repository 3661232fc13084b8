"""Rows and page of the desk of shipments."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from qtrace.domain.shipping import ShipmentState
from qtrace.services.shipping.queries import AskedRow, PickRow, ShipmentPage, ShipmentRow
from qtrace.ui.shipping.shipments_model import ShipmentsState
from qtrace.ui.shipping.shipping_words import ShippingWords, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec, history_facts
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign

MOST_PICKS = 12


def columns(words: ShippingWords, *, narrow: bool) -> Sequence[Column[Any]]:
    """Columns of the table."""
    tr = words.tr
    number = Column[ShipmentRow](
        "number",
        tr.say("Shipment"),
        lambda row: CellView(row.number, row.carrier, role=TextRole.DATA, strong_if_chosen=True),
        165,
    )
    customer = Column[ShipmentRow](
        "customer",
        tr.say("Customer"),
        lambda row: CellView(words.name(row.customer), row.customer_code),
    )
    day = Column[ShipmentRow]("day", tr.say("Leaves"), lambda row: _day(words, row), 145)
    picks = Column[ShipmentRow](
        "picks",
        tr.term("shipment", "Pieces"),
        lambda row: CellView(str(row.picks)),
        65,
        ColumnAlign.RIGHT,
    )
    state = Column[ShipmentRow](
        "state",
        tr.term("shipment", "State"),
        lambda row: CellView(chip=words.state(row.state)),
        165,
    )
    return (number, customer, state) if narrow else (number, customer, day, picks, state)


def _day(words: ShippingWords, row: ShipmentRow) -> CellView:
    if row.gone_at is not None:
        return CellView(words.at(row.gone_at), words.name(row.gone_by))
    if row.ship_by is not None:
        return CellView(row.ship_by.isoformat(), words.tr.say("at the latest"))
    return CellView("–")


def detail(words: ShippingWords, state: ShipmentsState, zone: ZoneInfo) -> DetailSpec:
    """What lies in the chosen shipment, and what stops it."""
    tr, page = words.tr, state.page
    if not state.rows:
        return DetailSpec(tr.say("No shipment yet"), tr.say("F2 opens one"))
    if page is None or page.row.shipment_id != state.chosen:
        return DetailSpec("")
    row = page.row
    facts = [*(_asked(words, each) for each in page.asked), *_pieces(words, page)]
    if row.ship_by is not None:
        facts.append(Fact(tr.say("Ship by"), row.ship_by.isoformat(), role=TextRole.DATA))
    if row.carrier:
        facts.append(Fact(tr.say("Carrier"), row.carrier))
    facts.append(Fact(tr.say("Address"), row.address))
    if row.reason:
        facts.append(Fact(tr.say("Reason"), row.reason))
    chip = words.state(row.state)
    if page.stopped:
        words_of_stop = tr.count("{n} piece stopped", "{n} pieces stopped", len(page.stopped))
        chip = ChipSpec(words_of_stop, Status.BLOCKED)
    note = joined(row.customer_code, words.name(row.customer))
    history = history_facts(tr, state.history, zone)
    return DetailSpec(row.number, note, chip, tuple(facts), history)


def _pieces(words: ShippingWords, page: ShipmentPage) -> list[Fact]:
    """Stopped pieces first, each with its reason; then the others as far as they fit."""
    tr = words.tr
    if not page.picks:
        inside = page.row.state in (ShipmentState.OPEN, ShipmentState.PACKED)
        return [Fact(tr.say("Packed"), tr.say("nothing yet"))] if inside else []
    ordered = sorted(page.picks, key=lambda row: row.obstacle is None)
    found = [_piece(words, row) for row in ordered[:MOST_PICKS]]
    rest = len(ordered) - MOST_PICKS
    if rest > 0:
        found.append(Fact("", tr.count("and {n} more", "and {n} more", rest)))
    return found


def _piece(words: ShippingWords, row: PickRow) -> Fact:
    text = joined(row.name, "" if row.serial else words.quantity(row.qty_q6, row.part))
    if row.obstacle is None:
        return Fact(row.part.number, text, role=TextRole.DATA)
    return Fact(
        row.part.number, text, status=Status.BLOCKED, verdict=words.stop(row.obstacle),
        role=TextRole.DATA,
    )  # fmt: skip


def _asked(words: ShippingWords, row: AskedRow) -> Fact:
    text = words.tr.say(
        "{packed} of {asked} packed",
        packed=words.quantity(row.packed_q6, row.part),
        asked=words.quantity(row.asked_q6, row.part),
    )
    done = row.packed_q6 >= row.asked_q6
    return Fact(
        words.tr.term("shipment", "Asked for"),
        joined(row.part.number, text),
        status=Status.OK if done else None,
    )
