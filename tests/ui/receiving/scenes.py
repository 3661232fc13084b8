"""Deliveries and lots that several tests start from."""

from qtrace.domain.codes.internal import LabelMark
from qtrace.services.labels.checks import container_task
from qtrace.services.receiving.commands import CheckLabel, PaperInput, ReceiveDelivery
from qtrace.services.receiving.queries import expected_line
from qtrace.ui.widgets.containers import TileState
from tests.ui.receiving.dock import PAPERS, SSCC, Dock, Ordered, label, soon
from tests.ui.receiving.hands import Hands

SECOND_SSCC = "395060000000123425"


def ten_deliveries(dock: Dock) -> None:
    """What waits in the drawing, and two more that are late."""
    rows = (
        ("TB-40", "PO-26-2150", 3000, 6, 0, 18), ("SR-12", "PO-26-2207", 1200, 12, 0, 21),
        ("DC-08", "PO-26-2188", 5000, 10, 0, 23), ("FL-02", "PO-26-2191", 2000, 4, 1, 10),
        ("HS-21", "PO-26-2195", 240, 9, 2, 10), ("SP-03", "PO-26-2196", 1000, 5, 2, 11),
        ("BT-18", "PO-26-2198", 160, 8, 3, 10), ("PS-05", "PO-26-2176", 400, 2, 4, 10),
        ("PS-05", "PO-26-2177", 400, 2, -4, 10), ("DC-08", "PO-26-2189", 500, 1, 9, 10),
    )  # fmt: skip
    for part, order, quantity, containers, days, hour in rows:
        sscc = SSCC if part == "SR-12" else None
        papers = ((PAPERS[0], "HM-7F42-R"),) if part == "SR-12" else ()
        ordered = 2000 if part == "SR-12" else quantity
        dock.deliver(
            Ordered(part, order, ordered, quantity, containers, "7F42", papers=papers,
                    needed_at=soon(dock, days, hour)),
            sscc=sscc,
        )  # fmt: skip


def received_lot(
    dock: Dock,
    *,
    part: str = "SR-12",
    order: str = "PO-26-4000",
    line: int | None = None,
    containers: int = 3,
    quantity: int = 300,
    as_it_is: bool = False,
    labelled: bool = False,
) -> int:
    """A lot that somebody received at another station; its id."""
    if line is None:
        (line,) = dock.deliver(Ordered(part, order, quantity, quantity, containers, "X1"))
    row = dock.plant.bench.ask(expected_line, line)
    assert row is not None
    lot = dock.new()
    blocked = [finding.code.value for finding in row.verdict.findings]
    dock.plant.done(
        ReceiveDelivery(
            **dock.head(), lot_id=lot, receipt_id=dock.new(), inspection_id=dock.new(),
            delivery_line_id=line, supplier_id=row.supplier_id, part_id=row.part.part_id,
            quantity_q6=row.expected.quantity_q6, unit_code=row.part.unit_code,
            containers=row.expected.containers, manufacturer_site_id=row.site_id,
            supplier_lot=row.expected.supplier_lot, raw_code="x",
            papers=tuple(PaperInput(kind=kind, number="1") for kind in PAPERS),
            acknowledged=tuple(blocked) if as_it_is or line is not None else (),
        ),
        by=dock.plant.people["chen"],
    )  # fmt: skip
    if labelled:
        label_all(dock, lot)
    return lot


def label_all(dock: Dock, lot: int) -> None:
    """Scan every container label of the lot."""
    task = dock.plant.bench.ask(container_task, lot)
    mark = LabelMark[task.label_status.name].value
    codes = tuple(f"{task.lot}/{n:02d}{mark}" for n in range(1, task.total + 1))
    dock.plant.done(
        CheckLabel(**dock.head(), lot_id=lot, label_status=task.label_status, codes=codes),
        by=dock.plant.people["chen"],
    )


def known_site(dock: Dock) -> None:
    """A lot came from the site before, so the next one is nothing new."""
    received_lot(dock, order="PO-26-0001")


def full_papers() -> tuple[tuple[str, str], ...]:
    """Every paper that the seal ring requires."""
    return tuple((kind, f"N-{kind}") for kind in PAPERS)


def labels_of(hands: Hands, *numbers: int, mark: str = "Q") -> None:
    """Scan container labels of the lot on the screen."""
    lot = hands.screen.model.state.task.lot
    for number in numbers:
        assert hands.scan(f"{lot}/{number:02d}{mark}")


def states(hands: Hands) -> list[TileState]:
    """States of the container tiles."""
    return [face.tile.state for face in hands.screen.pages.containers.tiles.tiles]


def pallet(dock: Dock) -> list[int]:
    """Three lots on one pallet."""
    return dock.deliver(
        Ordered("SR-12", "PO-26-3001", 100, 100, 1, "A1", papers=full_papers()),
        Ordered("SR-12", "PO-26-3002", 200, 200, 2, "A2", papers=full_papers()),
        Ordered("SR-12", "PO-26-3003", 300, 300, 3, "A3", papers=full_papers()),
        sscc=SECOND_SSCC,
    )


def pallet_label() -> str:
    """Its label says nothing but which pallet it is."""
    return label(without=("02", "37", "10", "11", "17", "240", "400"), ai00=SECOND_SSCC)
