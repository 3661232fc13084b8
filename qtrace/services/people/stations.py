"""The plant, its sites and stations."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from qtrace.domain.people import FIRST_MATRIX, PeopleReason, Role, SecretKind
from qtrace.models.people import Person, RolePermission
from qtrace.models.people import Role as RoleRow
from qtrace.models.stations import Plant, Site, Station, StationGate
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.people.accounts import give_role, store_secret
from qtrace.services.people.commands import (
    ChangeStation,
    EnrolStation,
    SetQualitySwitch,
    SetUpPlant,
)
from qtrace.services.people.station_pins import enrol_here
from qtrace.services.reads import Reads
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
COMMAND_LINE = "CLI-1"
"""The station that writing commands of the command line act for."""


def set_up_plant(work: Work, command: SetUpPlant) -> Facts | Refusal:
    """Turn an empty database into a plant with one station and one administrator."""
    if work.session.get(Plant, 1) is not None:
        return refuse(PeopleReason.PLANT_EXISTS)
    site_id, station = work.station.site_id, work.station
    work.add(
        Plant(
            id=1,
            name_en=command.name_en,
            name_zh=command.name_zh,
            address=command.address,
            language=command.language,
            time_zone=command.time_zone,
            is_demo=command.is_demo,
            demo_seed=command.demo_seed,
            form_numbers=json.dumps(dict(command.form_numbers), ensure_ascii=False),
            quality_switches="{}",
        )
    )
    work.add(
        Site(
            id=site_id,
            code=command.site_code,
            name_en=command.site_name_en,
            name_zh=command.site_name_zh,
        )
    )
    _add_station(work, station.id, site_id, station.code, (station.code, station.code), "receiving")
    _add_station(
        work, work.new_id(), site_id, COMMAND_LINE, ("Command line", "命令行"), "command_line"
    )
    for role, commands in FIRST_MATRIX.items():
        work.add(RoleRow(code=role.value, is_active=True))
        for code in sorted(set(commands)):
            work.add(RolePermission(role_code=role.value, command_code=code, is_allowed=True))
    _add_first_person(work, command)
    work.touch(ObjectKind.PLANT, 1)
    work.touch(ObjectKind.STATION, station.id)
    return {"site": command.site_code, "station": station.code}


def _add_first_person(work: Work, command: SetUpPlant) -> None:
    first = command.administrator
    work.add(
        Person(
            id=first.person_id,
            login=first.login,
            name_en=first.name_en,
            name_zh=first.name_zh,
            badge_code=first.badge_code,
            state="active",
            language=None,
            valid_to=None,
        )
    )
    give_role(work, work.new_id(), first.person_id, Role.ADMINISTRATOR)
    store_secret(work, first.person_id, SecretKind.PASSWORD, first.password_hash, must_change=False)
    if first.pin_hash is not None:
        store_secret(work, first.person_id, SecretKind.PIN, first.pin_hash, must_change=False)
    enrol_here(work, first.person_id)  # who sets a plant up chooses the password at this station
    work.touch(ObjectKind.PERSON, first.person_id)


def _add_station(
    work: Work, station_id: int, site_id: int, code: str, names: tuple[str, str], mode: str
) -> Station:
    writer_no = (work.session.scalar(select(func.max(Station.writer_no))) or 0) + 1
    station = work.add(
        Station(
            id=station_id,
            site_id=site_id,
            code=code,
            name_en=names[0],
            name_zh=names[1],
            writer_no=writer_no,
            mode=mode,
            is_active=True,
        )
    )
    work.add(StationGate(station_id=station_id, hold_seq=0))
    return station


def enrol_station(work: Work, command: EnrolStation) -> Facts | Refusal:
    """Add a station with the next free writer number."""
    taken = work.session.scalar(
        select(Station.id).where(
            Station.site_id == command.site_id, Station.code == command.station_code
        )
    )
    if taken is not None:
        return refuse(PeopleReason.STATION_CODE_TAKEN, station=command.station_code)
    station = _add_station(
        work,
        command.station_id,
        command.site_id,
        command.station_code,
        (command.name_en, command.name_zh),
        command.mode,
    )
    work.touch(ObjectKind.STATION, station.id)
    return {"writer_no": str(station.writer_no)}


def set_quality_switch(work: Work, command: SetQualitySwitch) -> Facts | Refusal:
    """Turn a switch of quality on or off, signed and with a reason."""
    if not command.reason.strip():
        return refuse(PeopleReason.REASON_NEEDED)
    plant = work.session.get_one(Plant, 1)
    switches: dict[str, bool] = json.loads(plant.quality_switches)
    switches[command.switch.value] = command.is_on
    plant.quality_switches = json.dumps(switches, sort_keys=True)
    work.sign(
        ObjectKind.PLANT,
        1,
        plant.row_version + 1,
        {"switch": command.switch.value, "on": command.is_on},
    )
    work.touch(ObjectKind.PLANT, 1)
    return {"switch": command.switch.value}


def change_station(work: Work, command: ChangeStation) -> Facts | Refusal:
    """Rename a station or take it out of use."""
    station = work.session.get(Station, command.station_id)
    if station is None:
        return refuse(PeopleReason.NOT_FOUND)
    if station.row_version != command.row_version:
        return refuse(PeopleReason.CHANGED_BY_OTHERS)
    station.name_en, station.name_zh = command.name_en, command.name_zh
    station.is_active = command.is_active
    work.touch(ObjectKind.STATION, station.id)
    return {}


@dataclass(frozen=True, slots=True)
class StationRow:
    """A station as lists show it."""

    station_id: int
    row_version: int
    site_id: int
    code: str
    name_en: str
    name_zh: str
    writer_no: int
    mode: str
    is_active: bool


def stations(reads: Reads) -> tuple[StationRow, ...]:
    """All stations by code."""
    rows = reads.session.scalars(select(Station).order_by(Station.code))
    return tuple(
        StationRow(
            row.id, row.row_version, row.site_id, row.code, row.name_en, row.name_zh,
            row.writer_no, row.mode, row.is_active,
        )
        for row in rows
    )  # fmt: skip


HANDLERS: dict[type[Command], Handler] = {
    SetUpPlant: set_up_plant,
    EnrolStation: enrol_station,
    ChangeStation: change_station,
    SetQualitySwitch: set_quality_switch,
}
