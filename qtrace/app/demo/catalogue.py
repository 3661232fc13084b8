"""Units, parts, revisions and the codes of their packages."""

from dataclasses import dataclass
from typing import Final

from qtrace.app.demo.approving import approve
from qtrace.app.demo.maker import START_DAYS_AGO, Maker
from qtrace.app.first_units import add_first_units
from qtrace.domain.catalogue import CodeAgency, ContainerWord, PaperKind, Tracking
from qtrace.domain.codes.checks import mod10_digit
from qtrace.domain.quantities import MILLION
from qtrace.services.catalogue.code_profiles import SetCodeProfile
from qtrace.services.catalogue.commands import (
    AddPart,
    AddPartCode,
    AddPartRevision,
)
from qtrace.services.catalogue.draft_rows import DraftKind

COMPANY_PREFIX: Final = "9506000"
"""GS1 keeps this prefix for demonstrations; no goods in trade carry it."""

FIVE_YEARS: Final = 1826
THREE_YEARS: Final = 1095


@dataclass(frozen=True, slots=True)
class DemoPart:
    """A purchased part.

    Attributes:
        revisions: in the order in which they came into force; the last one holds at the start.
        reference: item reference of the package's GTIN.
        per: quantity in one container as delivered.
    """

    number: str
    name_en: str
    name_zh: str
    revisions: tuple[str, ...]
    word: ContainerWord
    reference: int
    per: int
    criticality: str = "major"
    unit: str = "pcs"
    shelf_life_days: int | None = None
    over_pct: int = 0
    papers: tuple[PaperKind, ...] = ()

    @property
    def gtin(self) -> str:
        """GTIN of one container."""
        payload = f"1{COMPANY_PREFIX}{self.reference:05d}"
        return payload + mod10_digit(payload)


BAG, BOX, REEL, TRAY = ContainerWord.BAG, ContainerWord.BOX, ContainerWord.REEL, ContainerWord.TRAY
TEST_REPORT, MATERIAL = PaperKind.TEST_REPORT, PaperKind.MATERIAL
CONFORMANCE, TRANSPORT = PaperKind.CONFORMANCE, PaperKind.TRANSPORT

PARTS: Final = (
    DemoPart(
        "SR-12", "Seal ring", "密封圈", ("B", "C"), BAG, 13435, 100,
        shelf_life_days=FIVE_YEARS,
        papers=(TEST_REPORT, MATERIAL),
    ),
    DemoPart("TB-40", "Infusion tubing", "输液管", ("C",), REEL, 13440, 500, unit="m", over_pct=5),
    DemoPart("DC-08", "Drip chamber", "滴斗", ("B",), BOX, 13448, 500),
    DemoPart(
        "FL-02", "In-line filter", "终端过滤器", ("A",), BOX, 13462, 500, "critical",
        shelf_life_days=FIVE_YEARS,
    ),
    DemoPart("HS-21", "Pump cover", "泵上壳", ("D",), BOX, 13421, 30),
    DemoPart("SP-03", "Spike", "穿刺器", ("B",), BOX, 13403, 200, "critical"),
    DemoPart(
        "BT-18", "Battery pack", "锂电池组", ("B",), BOX, 13418, 20, "critical",
        papers=(TRANSPORT,),
    ),
    DemoPart("PS-05", "Pressure sensor", "压力传感器", ("E",), BOX, 13405, 200, "critical"),
    DemoPart("CN-06", "Blister tray", "吸塑盒", ("A",), BOX, 13406, 200, "minor", over_pct=10),
    DemoPart("LC-14", "Luer connector", "鲁尔接头", ("C",), BAG, 13414, 500),
    DemoPart("RV-07", "Check valve", "单向阀", ("B",), BAG, 13407, 100, "critical"),
    DemoPart("MT-30", "Stepper motor", "步进电机", ("A",), BOX, 13430, 20),
    DemoPart(
        "PB-26", "Main board", "主控板", ("E", "F"), TRAY, 13426, 25, "critical", papers=(CONFORMANCE,)
    ),
    DemoPart(
        "SB-16", "Sterilisation pouch", "灭菌袋", ("B",), BOX, 13416, 200,
        shelf_life_days=THREE_YEARS,
    ),
)  # fmt: skip

PART: Final = {part.number: part for part in PARTS}
AUTHOR: Final = "wang"
PROFILES: Final = {"RV-07": "17 10 21", "SB-16": "17 10"}
"""What labels with the GTIN of a part always carry behind it."""

APPROVER: Final = "qian"


def add_catalogue(maker: Maker) -> None:
    """Units, then every part with its revisions and the GTIN of its container."""
    add_first_units(lambda command, **fields: maker.do(AUTHOR, command, **fields))
    for part in PARTS:
        _add_part(maker, part)


def _add_part(maker: Maker, part: DemoPart) -> None:
    part_id = maker.new("part", part.number)
    maker.do(
        AUTHOR,
        AddPart,
        part_id=part_id,
        number=part.number,
        name_en=part.name_en,
        name_zh=part.name_zh,
        tracking=Tracking.LOT.value,
        criticality=part.criticality,
        base_unit=part.unit,
        container_word=part.word.value,
        shelf_life_days=part.shelf_life_days,
        over_delivery_pct=part.over_pct,
        required_papers=tuple(kind.value for kind in part.papers),
    )
    for position, revision in enumerate(part.revisions):
        age = START_DAYS_AGO + 500 * (len(part.revisions) - position)
        add_revision(maker, part.number, revision, in_force_days_ago=age)
    code_id = maker.ids.next_id()
    maker.do(
        AUTHOR,
        AddPartCode,
        part_code_id=code_id,
        part_id=part_id,
        agency=CodeAgency.GS1.value,
        part_code=part.gtin,
        package_level=part.word.value,
        units_per_q6=part.per * MILLION,
    )
    if part.number in PROFILES:
        profile = PROFILES[part.number]
        maker.do(AUTHOR, SetCodeProfile, part_code_id=code_id, profile=profile)


def draft_revision(maker: Maker, number: str, revision: str) -> int:
    """A revision that waits for its approval."""
    revision_id = maker.new("revision", f"{number} {revision}")
    maker.do(
        AUTHOR,
        AddPartRevision,
        revision_id=revision_id,
        part_id=maker.id("part", number),
        revision=revision,
        drawing=f"DWG-{number}-{revision}",
    )
    return revision_id


def add_revision(
    maker: Maker, number: str, revision: str, in_force_days_ago: int | None = None
) -> None:
    """Draft a revision and put it into force, today unless it has been in force for long."""
    revision_id = draft_revision(maker, number, revision)
    day = None if in_force_days_ago is None else maker.at(in_force_days_ago, 8).date()
    approve(maker, APPROVER, DraftKind.PART, revision_id, effective_from=day)
