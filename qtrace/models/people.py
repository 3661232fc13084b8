"""People, secrets, roles, sign-ins and signatures."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Fact, Versioned, key, one_of, primary
from qtrace.models.types import Hash


class Person(Versioned, Base):
    """Somebody who may sign in; login and badge are never given to another person."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("login"),
        UniqueConstraint("badge_code"),
        one_of("state", ("active", "locked", "left")),
    )

    id: Mapped[int] = primary()
    login: Mapped[str]
    name_en: Mapped[str]
    name_zh: Mapped[str]
    badge_code: Mapped[str | None]
    state: Mapped[str]
    language: Mapped[str | None]
    valid_to: Mapped[date | None]


class Credential(Versioned, Base):
    """An argon2id hash of a password or PIN, with its counter of failures."""

    __tablename__ = "credential"
    __table_args__ = (one_of("kind", ("password", "pin")),)

    person_id: Mapped[int] = key("person.id", primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    encoded: Mapped[str]
    must_change: Mapped[bool]
    failed_count: Mapped[int] = mapped_column(Integer)
    locked_until: Mapped[datetime | None]
    changed_at: Mapped[datetime]


class StationPin(Versioned, Base):
    """Where a person's PIN counts: the person proved a password there, or was enrolled."""

    __tablename__ = "station_pin"

    person_id: Mapped[int] = key("person.id", primary_key=True)
    station_id: Mapped[int] = key("station.id", primary_key=True)
    is_allowed: Mapped[bool]
    changed_at: Mapped[datetime]


class Role(Versioned, Base):
    """A role by its stable code; names are words of the catalogue."""

    __tablename__ = "role"

    code: Mapped[str] = mapped_column(primary_key=True)
    is_active: Mapped[bool]


class RolePermission(Versioned, Base):
    """One cell of the permission matrix: the role may send the command."""

    __tablename__ = "role_permission"

    role_code: Mapped[str] = key("role.code", primary_key=True)
    command_code: Mapped[str] = mapped_column(primary_key=True)
    is_allowed: Mapped[bool]


class PersonRole(Fact, Base):
    """A role given to a person; it ends by a later row that supersedes it."""

    __tablename__ = "person_role"
    __table_args__ = (
        CheckConstraint("granted_by IS NULL OR granted_by <> person_id", name="other_grants"),
        UniqueConstraint("supersedes_id"),
        Index(None, "person_id"),
    )

    id: Mapped[int] = primary()
    person_id: Mapped[int] = key("person.id")
    role_code: Mapped[str] = key("role.code")
    valid_from: Mapped[datetime]
    valid_to: Mapped[datetime | None]
    granted_by: Mapped[int | None] = key("person.id")
    supersedes_id: Mapped[int | None] = key("person_role.id")


class SignInEvent(Fact, Base):
    """Somebody came to a station or left it."""

    __tablename__ = "sign_in_event"
    __table_args__ = (
        one_of("kind", ("in", "out", "lock", "refused", "lockout")),
        Index(None, "station_id", "at"),
    )

    id: Mapped[int] = primary()
    kind: Mapped[str]
    person_id: Mapped[int | None] = key("person.id")
    station_id: Mapped[int] = key("station.id")
    method: Mapped[str]
    at: Mapped[datetime]


class Signature(Fact, Base):
    """An electronic signature bound to the content it was given for.

    Source: 21 CFR 11.50 (name, time, meaning) and 11.70 (linked to its record).
    """

    __tablename__ = "signature"
    __table_args__ = (
        UniqueConstraint("record_id", "signer_id", "meaning"),
        Index(None, "target_kind", "target_id"),
        Index("uq_signature_key", "id", "target_id", "signer_id", unique=True),
        CheckConstraint("length(content_sha256) = 32", name="content_sha256"),
    )

    id: Mapped[int] = primary()
    signer_id: Mapped[int] = key("person.id")
    name_as_printed: Mapped[str]
    role_code: Mapped[str]
    meaning: Mapped[str]
    target_kind: Mapped[str]
    target_id: Mapped[int]
    target_version: Mapped[int] = mapped_column(Integer)
    content_sha256: Mapped[bytes] = mapped_column(Hash)
    at: Mapped[datetime]
    station_id: Mapped[int] = key("station.id")
    factors: Mapped[str]
