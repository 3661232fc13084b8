"""Commands about people, sign-in and the plant.

Hashes of secrets travel as bytes, because bytes enter a record only as their own digest.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from qtrace.domain.people import Meaning, QualitySwitch, Role, SecretKind
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFailure(Command):
    """A secret was wrong: count it, and lock after the fifth."""

    code: ClassVar[str] = "COUNT_FAILURE"
    public: ClassVar[bool] = True
    internal: ClassVar[bool] = True

    person_id: int
    kind: SecretKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(Command):
    """A person comes to this station; the pipeline verifies the secret that goes with it."""

    code: ClassVar[str] = "SIGN_IN"
    public: ClassVar[bool] = True
    proves_person: ClassVar[bool] = True

    person_id: int
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut(Command):
    """The person leaves the station, or the station locks itself; half-done work stays.

    Attributes:
        reason: `left`, `idle` or `switch`.
    """

    code: ClassVar[str] = "SIGN_OUT"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPerson:
    """The first administrator of a plant, with hashes that were made before."""

    person_id: int
    login: str
    name_en: str
    name_zh: str
    badge_code: str | None
    password_hash: bytes
    pin_hash: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpPlant(Command):
    """Turn an empty database into a plant: site, first station, roles, first administrator."""

    code: ClassVar[str] = "SET_UP_PLANT"
    public: ClassVar[bool] = True

    name_en: str
    name_zh: str
    address: str
    language: str
    time_zone: str
    is_demo: bool
    demo_seed: str | None
    form_numbers: tuple[tuple[str, str], ...]
    site_code: str
    site_name_en: str
    site_name_zh: str
    administrator: FirstPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson(Command):
    """Add a person with roles; secrets are given by SetSecret."""

    code: ClassVar[str] = "ADD_PERSON"

    person_id: int
    login: str
    name_en: str
    name_zh: str
    badge_code: str | None
    roles: tuple[Role, ...]
    language: str | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson(Command):
    """Change names, language, state (active, locked, left) or end date of a person."""

    code: ClassVar[str] = "CHANGE_PERSON"

    person_id: int
    row_version: int
    name_en: str
    name_zh: str
    state: str
    language: str | None
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSecret(Command):
    """Give somebody a one-time secret, which must be changed at first use."""

    code: ClassVar[str] = "SET_SECRET"

    person_id: int
    kind: SecretKind
    encoded: bytes
    must_change: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOwnSecret(Command):
    """Replace one's own secret."""

    code: ClassVar[str] = "CHANGE_OWN_SECRET"

    kind: SecretKind
    encoded: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRole(Command):
    """Give a role to another person."""

    code: ClassVar[str] = "GRANT_ROLE"

    grant_id: int
    person_id: int
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRole(Command):
    """End a role of a person."""

    code: ClassVar[str] = "END_ROLE"

    end_id: int
    person_id: int
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQualitySwitch(Command):
    """Quality decides, with a signature, what a whole plant may rely on."""

    code: ClassVar[str] = "SET_QUALITY_SWITCH"
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    switch: QualitySwitch
    is_on: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolStation(Command):
    """Add a station; its writer number is given here and never given again."""

    code: ClassVar[str] = "ENROL_STATION"
    adds_gate: ClassVar[bool] = True

    station_id: int
    site_id: int
    station_code: str
    name_en: str
    name_zh: str
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStation(Command):
    """Rename a station or take it out of use."""

    code: ClassVar[str] = "CHANGE_STATION"

    station_id: int
    row_version: int
    name_en: str
    name_zh: str
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStationPin(Command):
    """Say that a person's PIN counts at a station, or no longer does.

    Attributes:
        is_allowed: False also keeps a later sign-in with the password from enrolling anew.
    """

    code: ClassVar[str] = "SET_STATION_PIN"

    person_id: int
    station_id: int
    is_allowed: bool
