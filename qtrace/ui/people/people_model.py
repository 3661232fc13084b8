"""People and roles: what is listed, which form is open, and the commands behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from qtrace.domain.codes.internal import InternalCode, InternalKind, format_badge, parse_internal
from qtrace.domain.people import Role, SecretKind, judge_password, judge_pin
from qtrace.services.authority import allowed_commands
from qtrace.services.commands import Command
from qtrace.services.people.accounts import PersonRow, people
from qtrace.services.people.commands import (
    AddPerson,
    ChangePerson,
    EndRole,
    GrantRole,
    SetSecret,
    SetStationPin,
)
from qtrace.services.people.station_pins import PinStation, pin_stations
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.people.plant_draft import DraftReason, is_login
from qtrace.ui.theme.fonts import product_coverage
from qtrace.ui.widgets.desk_model import DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.field_problems import FieldProblem, day_of, judge_day, judge_names


class PeopleForm(StrEnum):
    """The form beside the table."""

    ADD = "add"
    CHANGE = "change"
    ROLES = "roles"
    PIN = "pin"
    PASSWORD = "password"  # noqa: S105 - a word, not a secret
    STATIONS = "stations"
    MATRIX = "matrix"


class PersonReason(StrEnum):
    """Why an answer of a form cannot stand."""

    BADGE_SHAPE = "BADGE_SHAPE"
    ROLE_MISSING = "ROLE_MISSING"


Matrix = Mapping[Role, frozenset[str]]


def permission_matrix(reads: Reads) -> Matrix:
    """What each role may send, as it stands now."""
    return {role: allowed_commands(reads.session, frozenset({role})) for role in Role}


@dataclass(frozen=True, slots=True)
class PeopleState(DeskState):
    """A desk of people.

    Attributes:
        matrix: the permissions, once they were asked for.
        stations: where a PIN can count, and whether that of the chosen person does.
    """

    matrix: Matrix = field(default_factory=dict)
    stations: tuple[PinStation, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """Answers of the forms about a person.

    Attributes:
        badge: a badge code, or empty.
        language: `en`, `zh_CN`, or empty for the plant's.
        valid_to: a day as ISO text, or empty.
        secret: a one-time secret, or empty.
        stations: ids of the stations where the PIN is to count, as text.
    """

    login: str = ""
    name_en: str = ""
    name_zh: str = ""
    badge: str = ""
    roles: tuple[str, ...] = ()
    language: str = ""
    valid_to: str = ""
    secret: str = field(default="", repr=False)
    stations: tuple[str, ...] = ()


PEOPLE = DeskSubject(people, lambda row: row.person_id, ObjectKind.PERSON)


class PeopleModel(DeskModel):
    """Lists people and changes them; its state is a `PeopleState`."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, PEOPLE, PeopleState())

    @property
    def people(self) -> PeopleState:
        """The state with what only this desk has."""
        assert isinstance(self.state, PeopleState)
        return self.state

    @property
    def person(self) -> PersonRow | None:
        """The chosen person."""
        return self.row

    def open(self, form: str) -> None:
        """Open a form, or the matrix."""
        if form == PeopleForm.MATRIX:
            self.bench.ask(permission_matrix, self._show_matrix)
        if form != PeopleForm.STATIONS or self.person is None:
            super().open(form)
            return
        self.bench.ask(pin_stations, self._open_stations, self.person.person_id)

    def _open_stations(self, stations: tuple[PinStation, ...]) -> None:
        self.become(stations=stations)
        super().open(PeopleForm.STATIONS)

    def next_badge(self) -> str:
        """The badge code after the highest one that was ever given."""
        numbers = [badge_number(row.badge_code) for row in self.state.rows]
        return format_badge(max(numbers, default=0) + 1)

    def save(self, draft: PersonDraft) -> None:
        """Check the open form, then send what it wishes."""
        form, person = self.state.form, self.person
        if form is None or form == PeopleForm.MATRIX or self.state.busy:
            return
        if self.refuse_answers(judge_draft(PeopleForm(form), draft, person)):
            return
        if form == PeopleForm.ADD:
            self._add(draft)
        elif person is not None:
            self._change(PeopleForm(form), draft, person)

    def set_active(self, *, active: bool) -> None:
        """Let the chosen person in, or keep them out."""
        person = self.person
        if person is not None:
            state = "active" if active else "locked"
            self.send([lambda: self._changed_person(person, state=state)])

    def _add(self, draft: PersonDraft) -> None:
        person_id = self.bench.new_id()
        command = AddPerson(
            **self.bench.head(),
            person_id=person_id,
            login=draft.login,
            name_en=draft.name_en,
            name_zh=draft.name_zh,
            badge_code=draft.badge or None,
            roles=tuple(Role(role) for role in draft.roles),
            language=draft.language or None,
            valid_to=day_of(draft.valid_to),
        )
        if not draft.secret:
            self.send([lambda: command], then_choose=person_id)
            return

        def hashed(encoded: bytes) -> None:
            give = self._given(person_id, SecretKind.PIN, encoded)
            here = self._pin_at(person_id, self.bench.station_id, is_allowed=True)
            self.send([lambda: command, give, here], then_choose=person_id)

        self.bench.hash_secret(draft.secret, hashed)

    def _change(self, form: PeopleForm, draft: PersonDraft, person: PersonRow) -> None:
        if form is PeopleForm.CHANGE:
            changed = replace(
                person,
                name_en=draft.name_en,
                name_zh=draft.name_zh,
                language=draft.language or None,
                valid_to=day_of(draft.valid_to),
            )
            self.send([lambda: self._changed_person(changed)])
        elif form is PeopleForm.ROLES:
            self.send(self._role_changes(person, {Role(role) for role in draft.roles}))
        elif form is PeopleForm.STATIONS:
            self.send(self._station_changes(person.person_id, set(draft.stations)))
        else:
            kind = SecretKind.PIN if form is PeopleForm.PIN else SecretKind.PASSWORD
            self.bench.hash_secret(
                draft.secret,
                lambda encoded: self.send([self._given(person.person_id, kind, encoded)]),
            )

    def _changed_person(self, person: PersonRow, state: str = "") -> Command:
        return ChangePerson(
            **self.bench.head(),
            person_id=person.person_id,
            row_version=person.row_version,
            name_en=person.name_en,
            name_zh=person.name_zh,
            state=state or person.state,
            language=person.language,
            valid_to=person.valid_to,
        )

    def _given(self, person_id: int, kind: SecretKind, encoded: bytes) -> Callable[[], Command]:
        return lambda: SetSecret(
            **self.bench.head(), person_id=person_id, kind=kind, encoded=encoded
        )

    def _pin_at(
        self, person_id: int, station_id: int, *, is_allowed: bool
    ) -> Callable[[], Command]:
        return lambda: SetStationPin(
            **self.bench.head(),
            person_id=person_id,
            station_id=station_id,
            is_allowed=is_allowed,
        )

    def _station_changes(self, person_id: int, wanted: set[str]) -> list[Callable[[], Command]]:
        return [
            self._pin_at(person_id, row.station_id, is_allowed=str(row.station_id) in wanted)
            for row in self.people.stations
            if row.is_allowed != (str(row.station_id) in wanted)
        ]

    def _role_changes(self, person: PersonRow, wanted: set[Role]) -> list[Callable[[], Command]]:
        bench, person_id = self.bench, person.person_id
        given = [role for role in Role if role in wanted and role not in person.roles]
        ended = [role for role in person.roles if role not in wanted]
        grants = [
            lambda role=role: GrantRole(
                **bench.head(), grant_id=bench.new_id(), person_id=person_id, role=role
            )
            for role in given
        ]
        ends = [
            lambda role=role: EndRole(
                **bench.head(), end_id=bench.new_id(), person_id=person_id, role=role
            )
            for role in ended
        ]
        return [*grants, *ends]

    def _show_matrix(self, matrix: Matrix) -> None:
        self.become(matrix=matrix)


def badge_number(code: str | None) -> int:
    """Number of a badge of ours; 0 for any other text."""
    found = parse_internal(code) if code else None
    if isinstance(found, InternalCode) and found.kind is InternalKind.BADGE:
        return int(found.body) if found.body.isdigit() else 0
    return 0


def judge_draft(
    form: PeopleForm, draft: PersonDraft, person: PersonRow | None
) -> dict[str, FieldProblem]:
    """What is wrong with the answers of `form`, by name."""
    found: dict[str, FieldProblem] = {}
    if form in (PeopleForm.ADD, PeopleForm.CHANGE):
        found |= judge_names(draft.name_en, draft.name_zh, product_coverage())
        found |= judge_day("valid_to", draft.valid_to, required=False)
    if form is PeopleForm.ADD:
        if not is_login(draft.login):
            found["login"] = FieldProblem(DraftReason.LOGIN_SHAPE)
        if draft.badge and not badge_number(draft.badge):
            found["badge"] = FieldProblem(PersonReason.BADGE_SHAPE)
    if form in (PeopleForm.ADD, PeopleForm.ROLES) and not draft.roles:
        found["roles"] = FieldProblem(PersonReason.ROLE_MISSING)
    weak = None
    if form is PeopleForm.PIN or (form is PeopleForm.ADD and draft.secret):
        weak = judge_pin(draft.secret)
    elif form is PeopleForm.PASSWORD:
        weak = judge_password(draft.secret, person.login if person else "")
    if weak is not None:
        found["secret"] = FieldProblem(weak)
    return found
