"""Shipments of the house: the list, the chosen one, and opening a new one."""

from dataclasses import dataclass
from functools import partial

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.domain.shipping import ShippingReason
from qtrace.services.catalogue.handlers import PartRow, part_by_number
from qtrace.services.outcomes import Changes
from qtrace.services.shipping.commands import AskedLine, OpenShipment
from qtrace.services.shipping.queries import (
    CustomerRow,
    ShipmentPage,
    ShipmentRow,
    customers,
    shipment_page,
    shipments,
)
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import product_coverage
from qtrace.ui.widgets.desk_model import ADD, DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.field_problems import (
    FieldProblem,
    day_of,
    judge_day,
    judge_filled,
    judge_glyphs,
)

SHIPMENTS = DeskSubject(shipments, lambda row: row.shipment_id, ObjectKind.SHIPMENT)


@dataclass(frozen=True, slots=True)
class ShipmentDraft:
    """Answers of the form of a new shipment, as typed."""

    customer: str = ""
    ship_by: str = ""
    carrier: str = ""
    part: str = ""
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class ShipmentsState(DeskState):
    """A desk of shipments.

    Attributes:
        page: the chosen shipment with everything in it.
        customers: who something may be sent to.
    """

    page: ShipmentPage | None = None
    customers: tuple[CustomerRow, ...] = ()


class ShipmentsModel(DeskModel):
    """Lists shipments and opens new ones."""

    def __init__(self, bench: Bench, shipment_id: int | None) -> None:
        super().__init__(bench, SHIPMENTS, ShipmentsState(chosen=shipment_id))

    @property
    def desk(self) -> ShipmentsState:
        """The state with what only this desk has."""
        assert isinstance(self.state, ShipmentsState)
        return self.state

    @property
    def shipment(self) -> ShipmentRow | None:
        """The chosen shipment."""
        return self.row

    def refresh(self) -> None:
        """Read shipments and customers again."""
        self.bench.ask(customers, lambda rows: self.become(customers=rows))
        super().refresh()

    def _read_history(self) -> None:
        """Records, and what lies in the chosen shipment."""
        super()._read_history()
        chosen = self.state.chosen
        if chosen is not None:
            self.bench.ask(shipment_page, lambda page: self._paged(chosen, page), chosen)

    def _paged(self, chosen: int, page: ShipmentPage | None) -> None:
        if chosen == self.state.chosen:
            self.become(page=page)

    def save(self, draft: ShipmentDraft) -> None:
        """Check the form, then open the shipment."""
        if self.state.form != ADD or self.state.busy:
            return
        code = draft.customer.upper()
        customer = next((row for row in self.desk.customers if row.code.upper() == code), None)
        problems = judge_filled({"customer": draft.customer})
        if draft.customer and customer is None:
            problems["customer"] = FieldProblem(ShippingReason.CUSTOMER_UNKNOWN)
        problems |= judge_day("ship_by", draft.ship_by, required=False)
        problems |= judge_glyphs({"carrier": draft.carrier}, product_coverage())
        quantity = 0
        if draft.part or draft.quantity:
            problems |= judge_filled({"part": draft.part, "quantity": draft.quantity})
            try:
                quantity = parse_q6(draft.quantity)
            except QuantityError as error:
                problems.setdefault("quantity", FieldProblem(error.code))
        if self.refuse_answers(problems) or customer is None:
            return
        if draft.part:
            with_part = partial(self._open_with, draft, customer, quantity)
            self.bench.ask(part_by_number, with_part, draft.part.upper())
        else:
            self._open(draft, customer, ())

    def _open_with(
        self, draft: ShipmentDraft, customer: CustomerRow, quantity: int, part: PartRow | None
    ) -> None:
        if part is None:
            self.refuse_answers({"part": FieldProblem(CatalogueReason.PART_UNKNOWN)})
            return
        line = AskedLine(line_id=self.bench.new_id(), part_id=part.part_id, qty_q6=quantity)
        self._open(draft, customer, (line,))

    def _open(
        self, draft: ShipmentDraft, customer: CustomerRow, lines: tuple[AskedLine, ...]
    ) -> None:
        shipment_id = self.bench.new_id()
        command = OpenShipment(
            **self.bench.head(), shipment_id=shipment_id, customer_id=customer.customer_id,
            ship_by=day_of(draft.ship_by), carrier=draft.carrier, lines=lines,
        )  # fmt: skip
        self.send([lambda: command], then_choose=shipment_id)

    def _heard(self, changes: Changes) -> None:
        kinds = (ObjectKind.SHIPMENT, ObjectKind.CUSTOMER, ObjectKind.CASE)
        if any(changes.touches(kind.value) for kind in kinds):
            self.refresh()
