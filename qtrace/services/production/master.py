"""Lines, equipment, label versions and training; handlers."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.reasons import LineReason, ProductionReason
from qtrace.domain.production.shifts import read_starts
from qtrace.domain.warehouse import WarehouseReason, Zone
from qtrace.models.catalogue import Part, PartCode
from qtrace.models.gauges import Gauge
from qtrace.models.people import Person
from qtrace.models.production import (
    Equipment,
    LabelVersion,
    Line,
    TrainingRecord,
)
from qtrace.models.warehouse import Location
from qtrace.records.canonical import Json
from qtrace.services.commands import Command
from qtrace.services.holds.interlocks import clear_interlocks
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.commands import (
    AddEquipment,
    AddLabelVersion,
    AddLine,
    ApproveLabelVersion,
    ChangeEquipment,
    RecordTraining,
    SetLineShifts,
)
from qtrace.services.production.drafts import put_in_force
from qtrace.services.production.guards import unfit_machine
from qtrace.services.seen import Seen, draft_sha256
from qtrace.services.texts import refuse_texts, refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
EQUIPMENT_STATES = ("in_use", "out_of_use", "retired")


def add_line(work: Work, command: AddLine) -> Facts | Refusal:
    """Add a line; its place must be one for work in process."""
    refusal = refuse_texts(code=command.line_code, name_en=command.name_en or command.name_zh)
    if refusal is not None:
        return refusal
    place = work.session.get(Location, command.location_id)
    if place is None or place.zone != Zone.WIP.value:
        return refuse(WarehouseReason.LOCATION_UNKNOWN)
    taken = select(Line.id).where(
        Line.site_id == work.station.site_id, Line.code == command.line_code
    )
    if work.session.scalar(taken) is not None:
        return refuse(ProductionReason.PRODUCTION_CODE_TAKEN, taken=command.line_code)
    work.add(
        Line(
            id=command.line_id,
            site_id=work.station.site_id,
            code=command.line_code,
            name_en=command.name_en,
            name_zh=command.name_zh,
            location_id=place.id,
            is_active=True,
        )
    )
    work.touch(ObjectKind.LINE, command.line_id)
    return {"line": command.line_code}


def set_line_shifts(work: Work, command: SetLineShifts) -> Facts | Refusal:
    """Keep at which times of the day shifts of a line begin."""
    line = work.session.get(Line, command.line_id, with_for_update=True)
    if line is None:
        return refuse(ProductionReason.LINE_UNKNOWN)
    if line.row_version != command.row_version:
        return refuse(PeopleReason.CHANGED_BY_OTHERS)
    starts = read_starts(command.starts)
    if isinstance(starts, LineReason):
        shown = " ".join(command.starts)[:60]
        return refuse_texts(given=shown or "-") or refuse(starts, given=shown)
    line.shift_starts = " ".join(f"{each:%H:%M}" for each in starts) or None
    work.touch(ObjectKind.LINE, line.id)
    return {"line": line.code, "starts": line.shift_starts or ""}


def add_equipment(work: Work, command: AddEquipment) -> Facts | Refusal:
    """Add a machine or fixture of this site."""
    refusal = refuse_texts(
        code=command.equipment_code,
        name_en=command.name_en or command.name_zh,
        equipment_type=command.equipment_type,
    )
    if refusal is not None:
        return refusal
    session = work.session
    taken = select(Equipment.id).where(
        Equipment.site_id == work.station.site_id, Equipment.code == command.equipment_code
    )
    if session.scalar(taken) is not None:
        return refuse(ProductionReason.PRODUCTION_CODE_TAKEN, taken=command.equipment_code)
    if command.line_id is not None and session.get(Line, command.line_id) is None:
        return refuse(ProductionReason.LINE_UNKNOWN)
    if command.gauge_id is not None and session.get(Gauge, command.gauge_id) is None:
        return refuse(PeopleReason.NOT_FOUND)
    work.add(
        Equipment(
            id=command.equipment_id,
            site_id=work.station.site_id,
            code=command.equipment_code,
            name_en=command.name_en,
            name_zh=command.name_zh,
            equipment_type=command.equipment_type,
            line_id=command.line_id,
            gauge_id=command.gauge_id,
            state="in_use",
            qualified_to=command.qualified_to,
        )
    )
    work.touch(ObjectKind.EQUIPMENT, command.equipment_id)
    return {"equipment": command.equipment_code}


def change_equipment(work: Work, command: ChangeEquipment) -> Facts | Refusal:
    """Change the state or the qualification of equipment."""
    row = work.session.get(Equipment, command.equipment_id)
    if row is None:
        return refuse(ProductionReason.EQUIPMENT_UNKNOWN)
    if command.state not in EQUIPMENT_STATES:
        return refuse(CatalogueReason.FIELD_INVALID, field="state", value=command.state)
    if row.row_version != command.row_version:
        return refuse(PeopleReason.CHANGED_BY_OTHERS)
    row.state, row.qualified_to = command.state, command.qualified_to
    if unfit_machine(work.session, row, work.today) is None:
        clear_interlocks(work, "equipment", row.id)
    work.touch(ObjectKind.EQUIPMENT, row.id)
    return {"equipment": row.code, "state": row.state}


def add_label_version(work: Work, command: AddLabelVersion) -> Facts | Refusal:
    """Draft a label version; its device identifier must be the part's own code."""
    refusal = refuse_texts(
        version=command.label_version, udi_di=command.udi_di
    ) or refuse_unkeepable(description=command.description)
    if refusal is not None:
        return refusal
    session = work.session
    if session.get(Part, command.part_id) is None:
        return refuse(CatalogueReason.PART_UNKNOWN)
    own = select(PartCode.id).where(
        PartCode.part_id == command.part_id, PartCode.code == command.udi_di
    )
    if session.scalar(own) is None:
        return refuse(CatalogueReason.PART_CODE_UNKNOWN, value=command.udi_di)
    taken = select(LabelVersion.id).where(
        LabelVersion.part_id == command.part_id, LabelVersion.version == command.label_version
    )
    if session.scalar(taken) is not None:
        return refuse(ProductionReason.PRODUCTION_CODE_TAKEN, taken=command.label_version)
    work.add(
        LabelVersion(
            id=command.label_version_id,
            part_id=command.part_id,
            version=command.label_version,
            udi_di=command.udi_di,
            description=command.description,
            state="draft",
            author_id=work.actor.person_id,
            approved_by=None,
            approved_at=None,
        )
    )
    work.touch(ObjectKind.PART, command.part_id)
    return {"version": command.label_version}


def approve_label_version(work: Work, command: ApproveLabelVersion) -> Facts | Refusal:
    """Make a label version effective by a second person's signature."""
    draft = work.session.get(LabelVersion, command.label_version_id, with_for_update=True)
    if draft is None:
        return refuse(ProductionReason.PRODUCTION_DRAFT_UNKNOWN)
    told, now = command.seen_sha256, label_sha256(work.session, draft)
    seen = Seen(told, now, draft.version, (ObjectKind.PART, draft.part_id))
    refusal = put_in_force(work, draft, _label_in_force(work.session, draft.part_id), seen)
    if refusal is not None:
        return refusal
    work.sign(ObjectKind.PART, draft.part_id, draft.row_version, _label_content(draft))
    work.touch(ObjectKind.PART, draft.part_id)
    return {"version": draft.version}


def _label_in_force(session: Session, part_id: int) -> LabelVersion | None:
    return session.scalar(
        select(LabelVersion).where(
            LabelVersion.part_id == part_id, LabelVersion.state == "effective"
        )
    )


def _label_content(draft: LabelVersion) -> Json:
    return {
        "part_id": str(draft.part_id),
        "version": draft.version,
        "udi_di": draft.udi_di,
        "description": draft.description,
    }


def label_sha256(session: Session, draft: LabelVersion) -> str:
    """Hash of a drafted label version as its approver sees it."""
    before = _label_in_force(session, draft.part_id)
    return draft_sha256(_label_content(draft), before.id if before is not None else None)


def record_training(work: Work, command: RecordTraining) -> Facts | Refusal:
    """Enter a training; nobody trains oneself."""
    refusal = refuse_texts(topic=command.topic)
    if refusal is not None:
        return refusal
    person = work.session.get(Person, command.person_id)
    if person is None:
        return refuse(PeopleReason.UNKNOWN_PERSON)
    if person.id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    today = plant_day(plant_of(work.session), work.now)
    ends = command.valid_to
    if command.done_on > today or (ends is not None and ends < command.done_on):
        return refuse(ProductionReason.TRAINING_DATES, done_on=command.done_on, valid_to=ends or "")
    work.add(
        TrainingRecord(
            id=command.training_id,
            person_id=person.id,
            topic=command.topic.strip(),
            done_on=command.done_on,
            valid_to=ends,
            trainer_id=work.actor.person_id,
        )
    )
    if ends is None or today <= ends:
        clear_interlocks(work, "person", person.id, facts={"topic": command.topic.strip()})
    work.touch(ObjectKind.PERSON, person.id)
    return {"topic": command.topic.strip()}


HANDLERS: dict[type[Command], Handler] = {
    AddLine: add_line,
    SetLineShifts: set_line_shifts,
    AddEquipment: add_equipment,
    ChangeEquipment: change_equipment,
    AddLabelVersion: add_label_version,
    ApproveLabelVersion: approve_label_version,
    RecordTraining: record_training,
}
