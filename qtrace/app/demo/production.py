"""A line of infusion pumps: what it runs by, a finished batch, and this morning on three lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from qtrace.app.demo.approving import approve
from qtrace.app.demo.catalogue import APPROVER, AUTHOR, COMPANY_PREFIX, add_revision
from qtrace.app.demo.maker import START_DAYS_AGO, Maker
from qtrace.domain.catalogue import CodeAgency, ContainerWord, Tracking
from qtrace.domain.codes.checks import mod10_digit
from qtrace.domain.holds import HoldReason
from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.production.drafts import BillLineDraft, CheckDraft, OperationDraft
from qtrace.domain.production.lines import CLEARANCE_ITEMS, StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import MILLION
from qtrace.domain.warehouse import Zone
from qtrace.models.production_runs import OperationRun
from qtrace.services.catalogue_commands import AddPart, AddPartCode
from qtrace.services.draft_rows import DraftKind
from qtrace.services.holds_commands import PlaceHold
from qtrace.services.line_commands import (
    CheckUnitLabel,
    ClearLine,
    ConfirmClearance,
    ConfirmProcessCheck,
    FinishOperation,
    IssueMaterial,
    RecordOutput,
    RecordProcessCheck,
    ReturnMaterial,
    StartOperation,
    StopLine,
)
from qtrace.services.line_queries import line_station
from qtrace.services.line_rows import LineStation, Replacement
from qtrace.services.line_scans import replacements
from qtrace.services.outcomes import Refusal
from qtrace.services.production_commands import (
    AddBill,
    AddEquipment,
    AddLabelVersion,
    AddLine,
    AddRoute,
    AddWorkOrder,
    FinishWorkOrder,
    RecordTraining,
)
from qtrace.services.production_guards import run_place
from qtrace.services.reads import Reads
from qtrace.services.warehouse_commands import AddLocation

PUMP: Final = "IP-200"
OPERATOR: Final = "zhao"
SUPERVISOR: Final = "liu"
INSPECTOR: Final = "huang"
TOPIC: Final = "WI-IP200-30/B"
LINES: Final = (
    ("L1", "Pump line 1", "一号泵线", "P-01"),
    ("L2", "Pump line 2", "二号泵线", "P-02"),
    ("L3", "Pump line 3", "三号泵线", "P-03"),
)
NEEDS: Final = (
    (1, "SR-12", "C", 2, 1),
    (2, "HS-21", "D", 1, 1),
    (3, "PS-05", "E", 1, 1),
    (4, "TB-40", "C", 7, 20),
)
"""Number, part, revision and how much of it one pump takes."""

CHECKS: Final = (
    CheckDraft(
        1, CheckKind.FIRST_PIECE, "First piece", "首件检验", at_start=True, second_person=True
    ),
    CheckDraft(2, CheckKind.PATROL, "Patrol", "巡检", every_n=30),
    CheckDraft(
        3, CheckKind.PARAMETER, "Torque", "扭矩", lsl="0.80", usl="0.95", unit="N.m",
        every_minutes=120,
    ),
)  # fmt: skip
OPERATIONS: Final = (
    OperationDraft(
        30, "Pump head assembly", "泵头装配", TOPIC, "screwdriver", makes_units=True,
        most_passes=2, checks=CHECKS,
    ),
    OperationDraft(40, "Final test", "成品检测"),
)  # fmt: skip
GTIN: Final = f"0{COMPANY_PREFIX}20001" + mod10_digit(f"0{COMPANY_PREFIX}20001")


def add_production(maker: Maker) -> None:
    """The pump with its code and label, three lines, tools, route, bill and training."""
    _add_pump(maker)
    _add_lines(maker)
    route, bill, label = (maker.ids.next_id() for _ in range(3))
    maker.do(
        AUTHOR,
        AddRoute,
        route_id=maker.ids.next_id(),
        revision_id=route,
        route_code="R-IP200",
        part_id=maker.id("part", PUMP),
        operations=OPERATIONS,
    )
    maker.do(
        AUTHOR,
        AddBill,
        bill_id=maker.ids.next_id(),
        revision_id=bill,
        bill_code="B-IP200",
        part_id=maker.id("part", PUMP),
        lines=tuple(
            BillLineDraft(
                no, 30, maker.id("part", part), maker.id("revision", f"{part} {rev}"), num, den
            )
            for no, part, rev, num, den in NEEDS
        ),
    )
    maker.do(
        AUTHOR,
        AddLabelVersion,
        label_version_id=label,
        part_id=maker.id("part", PUMP),
        label_version="L-IP200/3",
        udi_di=GTIN,
    )
    maker.wait(minutes=40)
    approve(maker, APPROVER, DraftKind.ROUTE, route)
    approve(maker, APPROVER, DraftKind.BILL, bill)
    approve(maker, APPROVER, DraftKind.LABEL, label)
    maker.do(
        SUPERVISOR,
        RecordTraining,
        training_id=maker.ids.next_id(),
        person_id=maker.id("person", OPERATOR),
        topic=TOPIC,
        done_on=maker.at(30, 9).date(),
        valid_to=maker.at(-335, 9).date(),
    )


def _add_pump(maker: Maker) -> None:
    part_id = maker.new("part", PUMP)
    maker.do(
        AUTHOR,
        AddPart,
        part_id=part_id,
        number=PUMP,
        name_en="Infusion pump",
        name_zh="输注泵",
        tracking=Tracking.SERIAL.value,
        criticality="critical",
        base_unit="pcs",
        container_word=ContainerWord.BOX.value,
        shelf_life_days=None,
        over_delivery_pct=0,
        required_papers=(),
    )
    add_revision(maker, PUMP, "C", in_force_days_ago=START_DAYS_AGO)
    maker.do(
        AUTHOR,
        AddPartCode,
        part_code_id=maker.ids.next_id(),
        part_id=part_id,
        agency=CodeAgency.GS1.value,
        part_code=GTIN,
        package_level="unit",
        units_per_q6=MILLION,
    )


def _add_lines(maker: Maker) -> None:
    for code, name_en, name_zh, place in LINES:
        if place != "P-01":
            maker.do(
                AUTHOR,
                AddLocation,
                location_id=maker.new("location", place),
                location_code=place,
                name_en=f"{name_en} shelf",
                name_zh=f"{name_zh}物料架",
                zone=Zone.WIP,
            )
        maker.do(
            AUTHOR,
            AddLine,
            line_id=maker.new("line of plant", code),
            line_code=code,
            name_en=name_en,
            name_zh=name_zh,
            location_id=maker.id("location", place),
        )
        maker.do(
            AUTHOR,
            AddEquipment,
            equipment_id=maker.new("equipment", f"TQ-{code}"),
            equipment_code=f"TQ-{code}",
            name_en="Screwdriver",
            name_zh="电批",
            equipment_type="screwdriver",
            line_id=maker.id("line of plant", code),
            qualified_to=maker.at(-180, 9).date(),
        )


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
    )
    maker.wait(minutes=4)
    maker.sign(INSPECTOR, ConfirmClearance, clearance_id=clearance_id)
    maker.wait(minutes=2)


def _lots_for(reads: Reads, run_id: int, need_no: int) -> tuple[Replacement, ...]:
    place = run_place(reads.session, reads.session.get_one(OperationRun, run_id))
    return replacements(reads, place, need_no)


def _issue(maker: Maker, order: _Order, amounts: Sequence[int]) -> None:
    """Bring so much of each need, in its unit, from the lot that expires first."""
    run_id = maker.id("run", order.run)
    for no, amount in enumerate(amounts, start=1):
        lots = maker.bench.ask(_lots_for, run_id, no)
        lot = next(row for row in lots if row.on_hand_q6 >= amount * MILLION)
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
    order = _order(maker, "1196", "L2", 8, "A")
    _clear(maker, "L2", "A")
    _start(maker, order)
    _issue(maker, order, (16, 8, 8, 3))
    _first_piece(maker, order)
    _pieces(maker, order, 7)
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
