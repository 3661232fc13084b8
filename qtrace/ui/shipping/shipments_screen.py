"""Shipments: what waits to leave and what has left, the chosen one, and a form for a new one."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind
from qtrace.i18n import Translator
from qtrace.services.shipping.queries import CustomerRow, ShipmentRow
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import CustomersPlace, PackingPlace, ShipmentsPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.shipping.shipments_model import ShipmentDraft, ShipmentsModel
from qtrace.ui.shipping.shipments_texts import columns, detail
from qtrace.ui.shipping.shipping_words import words_of
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import ADD, DeskState
from qtrace.ui.widgets.fields import TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

SHOWN_CUSTOMERS = 4


class ShipmentForm(DeskForm):
    """A new shipment: to whom, until when, and the first part that is asked for."""

    def __init__(self, tr: Translator, known: Sequence[CustomerRow]) -> None:
        note = tr.say("Without a part it takes whatever may leave; more parts with F9 later.")
        super().__init__(tr.say("Open a shipment"), note)
        self.texts: dict[str, TextField] = {}
        mono, plain = TextLook(mono=True), TextLook(check=printable(tr))
        codes = [row for row in known if row.is_active][:SHOWN_CUSTOMERS]
        hint = ", ".join(f"{row.code} {tr.name(row.name.en, row.name.zh)}" for row in codes)
        self._text("customer", TextField(tr.say("Customer"), hint, mono), 2)
        self._text("ship_by", TextField(tr.say("Ship by"), tr.say("as 2027-12-31"), mono))
        self._text("carrier", TextField(tr.say("Carrier"), "", plain))
        self._text("part", TextField(tr.say("Part number"), "", mono))
        self._text("quantity", TextField(tr.say("Quantity"), "", mono))
        self.set_save(tr.say("Cancel"), tr.say("Open it"))

    def _text(self, name: str, field: TextField, span: int = 1) -> None:
        field.submitted.connect(lambda: self.triggered.emit("save"))
        self.texts[name] = field
        self.add(name, field, span)

    def draft(self) -> ShipmentDraft:
        """What was typed."""
        return ShipmentDraft(**{name: field.text() for name, field in self.texts.items()})


class ShipmentsScreen(Desk):
    """Shipments left, what lies in the chosen one right."""

    def __init__(self, bench: Bench, place: ShipmentsPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        own = model if isinstance(model, ShipmentsModel) else None
        self._model = own or ShipmentsModel(bench, place.shipment_id)
        self._words = words_of(bench)
        heads = columns(self._words, narrow=False)
        table = DataTable(heads, lambda row: row.shipment_id, tr.say("Shipments"))
        super().__init__(bench, self._model, table, tr.say("History"))
        self.show_state(self._model.state)

    @property
    def model(self) -> ShipmentsModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Shipments"), nav="shipping")

    def keys(self) -> Mapping[str, str]:
        """F2 opens a shipment, F7 the customers, F10 the packing table."""
        if self._model.state.form is not None:
            return {"F10": "save", "Esc": "close", "F5": "refresh"}
        return {"F2": ADD, "F5": "refresh", "F7": "customers", "F10": "pack"}

    def commands(self) -> Mapping[CommandCode, str]:
        """Command barcodes walk through the list and open the packing table."""
        if self._model.state.form is not None:
            return {CommandCode.ENTER: "save", CommandCode.CANCEL: "close"}
        return {CommandCode.NEXT: "row:1", CommandCode.BACK: "row:-1", CommandCode.ENTER: "pack"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action == ADD and self.bench.may("OPEN_SHIPMENT"):
            self._model.open(ADD)
        elif action == "save" and isinstance(self.form, ShipmentForm):
            self._model.save(self.form.draft())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "customers":
            self.wants.emit(CustomersPlace())
        elif action == "pack" and self._model.shipment is not None:
            self.wants.emit(PackingPlace(self._model.shipment.shipment_id))

    def scanned(self, scan: Scan) -> bool:
        """The number of a shipment chooses it."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.SHIPMENT:
            return False
        row = self._row_of(found.text)
        if row is None:
            return False
        self._model.choose(row.shipment_id)
        return True

    def _row_of(self, number: str) -> ShipmentRow | None:
        return next((row for row in self._model.state.rows if row.number == number), None)

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self._words, narrow=narrow)

    def make_form(self, form: str) -> ShipmentForm:  # noqa: ARG002 - there is one
        """A new shipment."""
        return ShipmentForm(self.lang, self._model.desk.customers)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, row = self.lang, self._model.shipment
        words = (
            tr.term("shipment", "Pack") if row is not None and row.is_inside else tr.say("Open it")
        )
        return (
            [
                ActionSpec(
                    ADD, "F2", tr.say("Open a shipment"), IconName.PLUS,
                    enabled=self.bench.may("OPEN_SHIPMENT"),
                ),
                ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
                ActionSpec("customers", "F7", tr.say("Customers"), IconName.PEOPLE),
            ],
            [ActionSpec("pack", "F10", words, None, ButtonKind.PRIMARY, row is not None)],
        )  # fmt: skip

    def detail_spec(self) -> DetailSpec:
        """The chosen shipment."""
        return detail(self._words, self._model.desk, self.bench.zone)

    def show_state(self, state: DeskState) -> None:
        """Show the shipments."""
        inside = sum(row.is_inside for row in state.rows)
        foot = self.lang.count("{n} shipment in the house", "{n} shipments in the house", inside)
        self.panel.set_foot(foot, self.lang.say("Scan the number of a shipment to choose it"))
        super().show_state(state)
