"""Code profiles: what labels with a GTIN of ours always carry; set by quality, used at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CatalogueReason, CodeAgency
from qtrace.domain.codes.code_profile import (
    GTIN_AI,
    CodeProfile,
    Deviation,
    ProfileProblem,
    decide_by_profile,
    deviation_from,
    gtin_of,
    kept_profile,
    parse_profile,
)
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.people import PeopleReason
from qtrace.models.catalogue import CodeProfile as ProfileTable
from qtrace.models.catalogue import Part, PartCode
from qtrace.reference import ai_table
from qtrace.services.briefs import NamePair
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCodeProfile(Command):
    """Say which Application Identifiers labels with a GTIN always carry, in their order.

    Attributes:
        part_code_id: the GTIN.
        profile: identifiers such as `17 10 21`, or `17 10 21 strict`; empty: labels with it have no
            fixed order any more.
        row_version: version of the profile that the person saw, 0 if there was none.
    """

    code: ClassVar[str] = "SET_CODE_PROFILE"

    part_code_id: int
    profile: str
    row_version: int = 0


def set_code_profile(work: Work, command: SetCodeProfile) -> Facts | Refusal:
    """Set, change or withdraw the profile; facts `before` and `profile`."""
    code = work.session.get(PartCode, command.part_code_id)
    if code is None or code.agency != CodeAgency.GS1.value:
        return refuse(CatalogueReason.PART_CODE_UNKNOWN, value=code.code if code else "")
    profile = CodeProfile(())
    if command.profile.strip():
        found = parse_profile(command.profile, ai_table())
        if isinstance(found, ProfileProblem):
            return refuse(found.code, **found.facts)
        profile = found
    row = work.session.get(ProfileTable, code.id)
    if (row.row_version if row is not None else 0) != command.row_version:
        return refuse(PeopleReason.CHANGED_BY_OTHERS)
    before = row.ais if row is not None else ""
    if row is None:
        work.add(ProfileTable(part_code_id=code.id, ais=profile.text))
    else:
        row.ais = profile.text
    work.touch(ObjectKind.PART, code.part_id)
    return {"code": code.code, "before": before, "profile": profile.text}


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A GTIN of a part with its profile, empty if it has none.

    Attributes:
        row_version: version of the profile, 0 if there never was one.
    """

    part_code_id: int
    part_id: int
    part: str
    name: NamePair
    gtin: str
    package_level: str
    profile: str
    row_version: int


def code_profiles(reads: Reads) -> tuple[ProfileRow, ...]:
    """Every GTIN by part and number, with or without a profile."""
    rows = reads.session.execute(
        select(PartCode, Part, ProfileTable.ais, ProfileTable.row_version)
        .join(Part, Part.id == PartCode.part_id)
        .outerjoin(ProfileTable, ProfileTable.part_code_id == PartCode.id)
        .where(PartCode.agency == CodeAgency.GS1.value)
        .order_by(Part.number, PartCode.code)
    ).all()
    return tuple(
        ProfileRow(
            part_code_id=code.id,
            part_id=part.id,
            part=part.number,
            name=NamePair(part.name_en, part.name_zh),
            gtin=code.code,
            package_level=code.package_level,
            profile=ais or "",
            row_version=version or 0,
        )
        for code, part, ais, version in rows
    )


def read_by_profile(reads: Reads, message: GS1Message, ref_year: int) -> GS1Message:
    """`message` as the profile of its GTIN reads it; as it is where no profile decides."""
    profile = _profile(reads.session, gtin_of(message))
    if not profile.ais:
        return message
    return decide_by_profile(message, profile, ai_table(), ref_year) or message


def deviation_of(session: Session, message: GS1Message) -> Deviation | None:
    """How a label differs from the profile of its GTIN; None without profile or deviation."""
    return deviation_from(message, _profile(session, message.get(GTIN_AI)))


def _profile(session: Session, gtin: str | None) -> CodeProfile:
    """The profile of a GTIN, empty if it has none."""
    if gtin is None:
        return CodeProfile(())
    ais = session.scalar(
        select(ProfileTable.ais)
        .join(PartCode, PartCode.id == ProfileTable.part_code_id)
        .where(PartCode.agency == CodeAgency.GS1.value, PartCode.code == gtin)
    )
    return kept_profile(ais or "")


PROFILES: dict[type[Command], Handler] = {SetCodeProfile: set_code_profile}
