"""Routes, bills and label versions are read and signed where all drafts are."""

import pytest

from qtrace.domain.people import Role
from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.production.drafts import CheckDraft, OperationDraft
from qtrace.i18n import Language
from qtrace.services.catalogue.commands import AddPartCode
from qtrace.services.catalogue.drafts import drafts
from qtrace.services.production.commands import AddLabelVersion, AddRoute
from qtrace.ui.catalogue.approvals_screen import ApprovalsScreen
from qtrace.ui.places import ApprovalsPlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.inspections import InspectionBench
from tests.support.plants import PIN
from tests.ui.people.station import BADGES, Look, add_person, badge, check_looks

MAKERS = {ApprovalsPlace: ApprovalsScreen}
GTIN = "09506000200019"
TORQUE = CheckDraft(
    1, CheckKind.PARAMETER, "Torque", "扭矩", lsl="0.80", usl="0.95", unit="N.m",
    every_minutes=120, at_start=True, second_person=True,
)  # fmt: skip
STEPS = (
    OperationDraft(30, "Assembly", "装配", "WI-30/B", most_passes=2, checks=(TORQUE,)),
    OperationDraft(40, "Test", "检测"),
)


@pytest.fixture
def drafted(crew_plant):
    """A route, a bill and a label version of the one part, written by Wang."""
    plant = crew_plant
    BADGES["fang"] = 107
    add_person(plant, "fang", ("Qian Fang", "钱芳"), (Role.QUALITY,), 107)
    work = InspectionBench(plant)
    work.people.update(plant.people | {"qian": plant.people["fang"]})
    work.add_master(())
    new, wang = plant.ids.next_id, plant.people["wang"]
    part = {"part_id": work.part}
    commands = (
        AddPartCode(
            **plant.head(), part_code_id=new(), agency="GS1", part_code=GTIN,
            package_level="unit", units_per_q6=1_000_000, **part,
        ),
        AddRoute(
            **plant.head(), route_id=new(), revision_id=new(), route_code="R-1", operations=STEPS,
            **part,
        ),
        AddLabelVersion(
            **plant.head(), label_version_id=new(), label_version="L/1", udi_di=GTIN, **part
        ),
    )  # fmt: skip
    for command in commands:
        plant.done(command, by=wang)
    return plant


@pytest.mark.parametrize(
    "look", [Look(Language.EN, LIGHT, TOUCH), Look(Language.ZH_CN, DARK, DESK)]
)
def test_what_waits_is_read_and_signed(drafted, open_station, look):
    station = open_station(drafted, MAKERS, look)
    station.sign_in("wang")
    station.shell.go(ApprovalsPlace())
    rows = {row.kind.value: row for row in station.screen.model.state.rows}
    station.screen.model.choose(rows["route"].revision_id)
    spoken = " | ".join(fact.spoken() for fact in station.screen.detail_spec().history)
    assert "0.80–0.95 N.m" in spoken
    said = ("Process parameter", "due before the first piece", "another person confirms it")
    if look.language is Language.EN:
        assert all(words in spoken for words in said), spoken
    check_looks(station)
    for kind in ("route", "label"):
        station.screen.model.choose(rows[kind].revision_id)
        station.scan(badge("fang"))
        check_looks(station)
        station.type(PIN)
        station.press("F10")
    assert not {"route", "label"} & {row.kind.value for row in drafted.bench.ask(drafts)}
