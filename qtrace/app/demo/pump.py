"""The infusion pump of the demo: its codes, lines, tools, route, bill, label and training."""

from typing import Final

from qtrace.app.demo.approving import approve
from qtrace.app.demo.catalogue import APPROVER, AUTHOR, COMPANY_PREFIX, add_revision
from qtrace.app.demo.maker import START_DAYS_AGO, Maker
from qtrace.domain.catalogue import CodeAgency, ContainerWord, Tracking
from qtrace.domain.codes.checks import mod10_digit
from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.production.drafts import BillLineDraft, CheckDraft, OperationDraft
from qtrace.domain.quantities import MILLION
from qtrace.domain.warehouse import Zone
from qtrace.services.catalogue.commands import AddPart, AddPartCode
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.production.commands import (
    AddBill,
    AddEquipment,
    AddLabelVersion,
    AddLine,
    AddRoute,
    RecordTraining,
)
from qtrace.services.warehouse.commands import AddLocation

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
