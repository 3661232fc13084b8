"""Reasons of holds: those of the house, and what the plant has made of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.holds import (
    BY_SYSTEM,
    ORIGINS,
    PRESETS,
    BlockProfile,
    Criterion,
    InFlight,
    ReasonPreset,
    Signee,
)
from qtrace.i18n.holds_reasons import REASONS
from qtrace.models.holds import HoldReasonRow, HoldSignee, StopType
from qtrace.models.people import Person
from qtrace.services.bilingual import both
from qtrace.services.holds.commands import ReleaseHold, SetHoldReason, SetStopType
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.people.accounts import PersonRow, commands_of, people
from qtrace.services.reads import Reads
from qtrace.services.texts import refuse_texts, refuse_unkeepable
from qtrace.services.work import ObjectKind, Work

SEVERITIES = ("critical", "major", "minor")
Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with what it brings along.

    Attributes:
        by_system: nobody chooses it by hand.
        by_house: the plant has no row of its own for it.
    """

    code: str
    name_en: str
    name_zh: str
    preset: ReasonPreset
    is_active: bool
    by_system: bool
    by_house: bool = False


@dataclass(frozen=True, slots=True)
class StopTypeRow:
    """Why a line stands still, in the plant's words."""

    code: str
    name_en: str
    name_zh: str
    is_planned: bool
    is_active: bool


def reason_of(session: Session, code: str) -> Reason | None:
    """The reason with the plant's presets, or None if there is no such reason."""
    row = session.get(HoldReasonRow, code)
    if row is not None:
        return _of_plant(row)
    return _of_house(code) if code in PRESETS else None


def hold_reasons(reads: Reads) -> tuple[Reason, ...]:
    """Every reason: those of the house in their order, then the plant's own by their code."""
    rows = {row.code: row for row in reads.session.scalars(select(HoldReasonRow))}
    house = [_of_plant(rows.pop(c)) if c in rows else _of_house(c) for c in map(str, PRESETS)]
    return (*house, *(_of_plant(rows[code]) for code in sorted(rows)))


def _of_house(code: str) -> Reason:
    name = both(REASONS[code])
    return Reason(
        code, name["en"], name["zh"], PRESETS[code], is_active=True, by_system=code in BY_SYSTEM,
        by_house=True,
    )  # fmt: skip


def _of_plant(row: HoldReasonRow) -> Reason:
    preset = ReasonPreset(
        severity=row.severity,
        profile=BlockProfile(row.profile),
        propagates=row.propagates,
        in_flight=InFlight(row.in_flight),
        review_days=row.review_days,
        criteria=tuple(Criterion(each) for each in row.criteria.split(",") if each),
        signee=Signee(row.signee),
        origin=row.origin,
        isolates=bool(row.isolates),
    )
    return Reason(
        row.code, row.name_en, row.name_zh, preset, row.is_active, by_system=row.code in BY_SYSTEM
    )


def signees_of(session: Session, reason: str) -> frozenset[int]:
    """Persons whom the plant has named for holds of this reason."""
    return frozenset(
        session.scalars(
            select(HoldSignee.person_id).where(
                HoldSignee.reason_code == reason, HoldSignee.is_active
            )
        )
    )


def lifters(reads: Reads) -> tuple[PersonRow, ...]:
    """Persons whose roles let them lift holds in this plant, by their names."""
    return tuple(
        row for row in people(reads)
        if row.state == "active" and ReleaseHold.code in commands_of(reads, row.person_id)
    )  # fmt: skip


def set_hold_reason(work: Work, command: SetHoldReason) -> Facts | Refusal:
    """Write a reason of the plant; holds that were placed keep what they were placed with."""
    refusal = unfit_reason(work.session, command)
    if refusal is not None:
        return refusal
    values = {
        "name_en": command.name_en.strip(),
        "name_zh": command.name_zh.strip(),
        "origin": command.origin,
        "severity": command.severity,
        "profile": command.profile.value,
        "propagates": command.propagates,
        "in_flight": command.in_flight.value,
        "review_days": command.review_days,
        "criteria": ",".join(each.value for each in command.criteria),
        "signee": command.signee.value,
        "is_active": command.is_active,
        "isolates": command.isolates or None,
    }
    row = work.session.get(HoldReasonRow, command.reason)
    if row is None:
        work.add(HoldReasonRow(code=command.reason, **values))
    else:
        for name, value in values.items():
            setattr(row, name, value)
    _name_signees(work, command)
    work.touch(ObjectKind.PLANT, 1)
    return {"reason": command.reason}


def unfit_reason(session: Session, command: SetHoldReason) -> Refusal | None:
    """None if a reason can be as it is wished, else the first field that cannot."""
    refusal = refuse_texts(reason=command.reason, name_en=command.name_en, name_zh=command.name_zh)
    if refusal is not None:
        return refusal
    for field, value, is_good in (
        ("reason", command.reason, command.reason == command.reason.strip().lower()),
        ("severity", command.severity, command.severity in SEVERITIES),
        ("origin", command.origin, command.origin in ORIGINS),
        ("review_days", str(command.review_days), 0 < command.review_days <= 3650),
        ("signees", "", command.signee is not Signee.LIST or bool(command.signees)),
    ):
        if not is_good:
            return refuse(CatalogueReason.FIELD_INVALID, field=field, value=value)
    for person_id in command.signees:
        if session.get(Person, person_id) is None:
            return refuse(CatalogueReason.FIELD_INVALID, field="signees", value=person_id)
    return None


def _name_signees(work: Work, command: SetHoldReason) -> None:
    wanted = set(command.signees)
    told = select(HoldSignee).where(HoldSignee.reason_code == command.reason)
    for row in work.session.scalars(told).all():
        row.is_active = row.person_id in wanted
        wanted.discard(row.person_id)
    for person_id in sorted(wanted):
        work.add(HoldSignee(reason_code=command.reason, person_id=person_id, is_active=True))


def unfit_stop_type(command: SetStopType) -> Refusal | None:
    """None if a type of stop can be as it is wished."""
    return refuse_texts(stop_type=command.stop_type, name_en=command.name_en) or refuse_unkeepable(
        name_zh=command.name_zh
    )


def set_stop_type(work: Work, command: SetStopType) -> Facts | Refusal:
    """Write a type of stop."""
    refusal = unfit_stop_type(command)
    if refusal is not None:
        return refusal
    row = work.session.get(StopType, command.stop_type)
    if row is None:
        row = StopType(code=command.stop_type)
        work.session.add(row)
    row.name_en, row.name_zh = command.name_en.strip(), command.name_zh.strip()
    row.is_planned, row.is_active = command.is_planned, command.is_active
    work.session.flush()
    work.touch(ObjectKind.PLANT, 1)
    return {"stop_type": command.stop_type}


def stop_types(reads: Reads) -> tuple[StopTypeRow, ...]:
    """Types of stop that the plant has written, by their code."""
    rows = reads.session.scalars(select(StopType).order_by(StopType.code))
    return tuple(
        StopTypeRow(row.code, row.name_en, row.name_zh, row.is_planned, row.is_active)
        for row in rows
    )
