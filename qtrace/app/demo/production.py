"""Pumps being made: a finished batch, one that was released, and this morning on three lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from qtrace.app.demo.maker import Maker
from qtrace.app.demo.pump import GTIN, INSPECTOR, OPERATOR, PUMP, SUPERVISOR, add_production
from qtrace.domain.holds import HoldReason
from qtrace.domain.production.gate import ReleaseKind
from qtrace.domain.production.lines import CLEARANCE_ITEMS, StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import MILLION
from qtrace.models.production_runs import OperationRun
from qtrace.reference import read_bytes
from qtrace.services.evidence import EvidenceFile
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Refusal
from qtrace.services.production.batch_queries import batch_gate
from qtrace.services.production.commands import (
    AddWorkOrder,
    FinishWorkOrder,
)
from qtrace.services.production.guards import run_place
from qtrace.services.production.line_commands import (
    CheckUnitLabel,
    ClearLine,
    ConfirmClearance,
    ConfirmProcessCheck,
    FinishOperation,
    IssueMaterial,
    RecordOutput,
    RecordProcessCheck,
    ReleaseBatch,
    ReturnMaterial,
    StartOperation,
    StopLine,
)
from qtrace.services.production.line_queries import line_station
from qtrace.services.production.line_rows import LineStation, Replacement
from qtrace.services.production.line_scans import replacements
from qtrace.services.reads import Reads

__all__ = ["add_production", "finished_batch", "lines_this_morning", "released_batch"]

RELEASER: Final = "sun"
EMPTY_LINE: Final = "demo/line-cleared.jpg"


@dataclass(slots=True)
class _Order:
    """An order being run: its ids, and the units and loads that it has so far."""

    name: str
    line: str
    number: str
    lot: str
    run: str
    units: list[int]
    loads: list[int]


def _order(maker: Maker, name: str, line: str, planned: int, tail: str) -> _Order:
    day = maker.day
    number, lot = f"WO-{day:%y}-{name}", f"IP200-{day:%y%m}-{tail}"
    maker.do(
        SUPERVISOR,
        AddWorkOrder,
        work_order_id=maker.new("work order", name),
        lot_id=maker.new("lot", f"pump {name}"),
        part_id=maker.id("part", PUMP),
        line_id=maker.id("line of plant", line),
        planned=planned,
        number=number,
        lot=lot,
        needed_at=maker.at(-1, 7, 30),
    )
    return _Order(name, line, number, lot, "", [], [])


def _start(maker: Maker, order: _Order, operation: int = 30) -> None:
    order.run = f"{order.name} {operation}"
    maker.do(
        OPERATOR,
        StartOperation,
        run_id=maker.new("run", order.run),
        work_order_id=maker.id("work order", order.name),
        operation_no=operation,
        equipment_ids=(maker.id("equipment", f"TQ-{order.line}"),),
    )


def _clear(maker: Maker, line: str, name: str) -> None:
    clearance_id = maker.new("clearance", name)
    maker.do(
        OPERATOR,
        ClearLine,
        clearance_id=clearance_id,
        line_id=maker.id("line of plant", line),
        checklist=CLEARANCE_ITEMS,
        photo=EvidenceFile(read_bytes(EMPTY_LINE), "line-cleared.jpg", "image/jpeg"),
    )
    maker.wait(minutes=4)
    maker.sign(INSPECTOR, ConfirmClearance, clearance_id=clearance_id)
    maker.wait(minutes=2)


def _lots_for(reads: Reads, run_id: int, need_no: int) -> tuple[Replacement, ...]:
    place = run_place(reads.session, reads.session.get_one(OperationRun, run_id))
    return replacements(reads, place, need_no)


def _issue(maker: Maker, order: _Order, amounts: Sequence[int], *, newest: bool = False) -> None:
    """Bring so much of each need, in its unit, from the lot that expires first, or last."""
    run_id = maker.id("run", order.run)
    for no, amount in enumerate(amounts, start=1):
        lots = maker.bench.ask(_lots_for, run_id, no)
        enough = [row for row in lots if row.on_hand_q6 >= amount * MILLION]
        lot = enough[-1 if newest else 0]
        load_id = maker.ids.next_id()
        maker.do(
            OPERATOR,
            IssueMaterial,
            load_id=load_id,
            run_id=run_id,
            item_id=lot.lot_id,
            qty_q6=amount * MILLION,
        )
        order.loads.append(load_id)
        maker.wait(seconds=40)


def _pieces(
    maker: Maker, order: _Order, count: int, kind: OutputKind = OutputKind.GOOD, reason: str = ""
) -> None:
    first = len(order.units) + 1
    ids = tuple(maker.ids.next_id() for _ in range(count))
    letter = order.lot[-1]
    maker.do(
        OPERATOR,
        RecordOutput,
        output_id=maker.ids.next_id(),
        run_id=maker.id("run", order.run),
        kind=kind,
        pieces=count,
        unit_ids=ids,
        serials=tuple(f"{maker.day:%y}{letter}{n:04}" for n in range(first, first + count)),
        reason=reason,
    )
    order.units += ids
    maker.wait(minutes=count // 5 + 1)


def _check(maker: Maker, order: _Order, no: int, value: str = "ok") -> int:
    station = _station(maker, order.line)
    result_id = maker.ids.next_id()
    maker.do(
        OPERATOR,
        RecordProcessCheck,
        result_id=result_id,
        hold_id=maker.ids.next_id(),
        run_id=maker.id("run", order.run),
        definition_id=station.checks[no - 1].definition_id,
        value=value,
    )
    return result_id


def _station(maker: Maker, line: str) -> LineStation:
    station = maker.bench.ask(line_station, maker.id("line of plant", line))
    assert station is not None
    return station


def _first_piece(maker: Maker, order: _Order) -> None:
    _pieces(maker, order, 1)
    result_id = _check(maker, order, 1)
    maker.wait(minutes=3)
    maker.sign(INSPECTOR, ConfirmProcessCheck, result_id=result_id)


def finished_batch(maker: Maker) -> None:
    """Eight pumps, made and labelled: their batch waits for the release officer."""
    _made_batch(maker, _order(maker, "1196", "L2", 8, "A"), (16, 8, 8, 3))


def released_batch(maker: Maker, pieces: int) -> tuple[int, ...]:
    """Pumps of a batch that was released for the market; their units."""
    order = _order(maker, "1188", "L2", pieces, "R")
    _made_batch(maker, order, (2 * pieces, pieces, pieces, pieces), newest=True)
    lot_id = maker.id("lot", "pump 1188")
    for kind in ReleaseKind:
        maker.wait(minutes=20)
        gate = maker.bench.ask(batch_gate, lot_id)
        assert gate is not None
        maker.sign(
            RELEASER,
            ReleaseBatch,
            batch_release_id=maker.ids.next_id(),
            lot_id=lot_id,
            kind=kind.value,
            seen_sha256=gate.sha256,
        )
    return tuple(order.units)


def _made_batch(
    maker: Maker, order: _Order, amounts: Sequence[int], *, newest: bool = False
) -> None:
    """Both operations of an order on line 2, up to its end."""
    _clear(maker, "L2", order.lot)
    _start(maker, order)
    _issue(maker, order, amounts, newest=newest)
    _first_piece(maker, order)
    _pieces(maker, order, amounts[1] - 1)
    for material in _station(maker, "L2").materials:
        if material.load_id is not None:
            maker.do(
                OPERATOR,
                ReturnMaterial,
                load_id=material.load_id,
                qty_q6=0,
                reason="Tube ends / 管头余料",
            )
    maker.do(OPERATOR, FinishOperation, run_id=maker.id("run", order.run))
    _start(maker, order, 40)
    _test_and_label(maker, order)
    maker.do(OPERATOR, FinishOperation, run_id=maker.id("run", order.run))
    maker.do(SUPERVISOR, FinishWorkOrder, work_order_id=maker.id("work order", order.name))


def _test_and_label(maker: Maker, order: _Order) -> None:
    maker.do(
        OPERATOR,
        RecordOutput,
        output_id=maker.ids.next_id(),
        run_id=maker.id("run", order.run),
        kind=OutputKind.GOOD,
        pieces=len(order.units),
        unit_ids=tuple(order.units),
    )
    for number, unit_id in enumerate(order.units, start=1):
        maker.wait(minutes=1)
        serial = f"{maker.day:%y}{order.lot[-1]}{number:04}"
        maker.do(
            OPERATOR,
            CheckUnitLabel,
            unit_label_id=maker.ids.next_id(),
            work_order_id=maker.id("work order", order.name),
            unit_id=unit_id,
            raw_code=f"(01){GTIN}(10){order.lot}(21){serial}",
        )


def lines_this_morning(maker: Maker, end: datetime) -> None:
    """Line 2 runs with 63 of 150 pumps out, line 1 stands, line 3 waits for its order."""
    maker.go(end - timedelta(minutes=140))
    stopped = _order(maker, "1202", "L1", 40, "B")
    running = _order(maker, "1203", "L2", 150, "C")
    _order(maker, "1211", "L3", 60, "D")
    _clear(maker, "L1", "B")
    _start(maker, stopped)
    _issue(maker, stopped, (40,))
    _clear(maker, "L2", "C")
    _start(maker, running)
    _issue(maker, running, (126, 123, 153, 100))
    _first_piece(maker, running)
    _pieces(maker, running, 29)
    _check(maker, running, 2)
    _check(maker, running, 3, "0.86")
    _pieces(maker, running, 27)
    _pieces(maker, running, 2, OutputKind.REWORK, "Leak at the valve / 阀口渗漏")
    _hold_the_seals(maker, running)
    maker.do(
        OPERATOR,
        StopLine,
        stop_id=maker.ids.next_id(),
        line_id=maker.id("line of plant", "L1"),
        stop_type=StopType.QUALITY,
        note="Seal rings with flash / 密封圈飞边",
    )


def _hold_the_seals(maker: Maker, running: _Order) -> None:
    """The seals of line 2 are used up when their lot is held; its next bag is refused."""
    _pieces(maker, running, 1, OutputKind.SCRAP, "Housing cracked / 壳体开裂")
    _check(maker, running, 2)
    _pieces(maker, running, 3)
    seal = _station(maker, "L2").materials[0]
    assert seal.lot_id is not None
    maker.do(
        OPERATOR,
        PlaceHold,
        hold_id=maker.ids.next_id(),
        lot_id=seal.lot_id,
        reason=HoldReason.FLASH.value,
        severity="major",
        note="Flash on the sealing lip / 唇口飞边超差",
    )
    maker.wait(minutes=1)
    scan = IssueMaterial(
        uid=maker.ids.next_uid(),
        client_at=maker.clock.now(),
        load_id=maker.ids.next_id(),
        run_id=maker.id("run", running.run),
        item_id=seal.lot_id,
        qty_q6=100 * MILLION,
    )
    refused = maker.bench.send(scan, by=maker.id("person", OPERATOR))
    assert isinstance(refused, Refusal), "a held lot is refused"
