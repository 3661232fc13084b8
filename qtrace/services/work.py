"""What a handler works with: one transaction, one actor, one record in the making."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import event, select
from sqlalchemy.orm import Session, UOWTransaction

from qtrace.domain.people import Meaning, Role
from qtrace.models.base import Audited, Base
from qtrace.models.documents import NumberSeries
from qtrace.models.items import Item, Link
from qtrace.models.people import Signature
from qtrace.ports import IdSource
from qtrace.records.canonical import Json, canonical_bytes
from qtrace.records.payload import RowDigest
from qtrace.services.outcomes import Refusal
from qtrace.services.rows import row_digest

RowT = TypeVar("RowT", bound=Base)


class ObjectKind(StrEnum):
    """Kinds of objects that records are about and that changes name."""

    PLANT = "plant"
    PERSON = "person"
    STATION = "station"
    PART = "part"
    SUPPLIER = "supplier"
    ORDER = "order"
    DELIVERY = "delivery"
    RECEIPT = "receipt"
    ITEM = "item"
    LOCATION = "location"
    PLAN = "plan"
    INSPECTION = "inspection"
    READING = "reading"
    GAUGE = "gauge"
    CASE = "case"
    DOCUMENT = "document"
    PRINT_JOB = "print_job"
    LINE = "line"
    EQUIPMENT = "equipment"
    ROUTE = "route"
    BILL = "bill"
    WORK_ORDER = "work_order"
    CALL = "call"
    CUSTOMER = "customer"
    SHIPMENT = "shipment"


@dataclass(frozen=True, slots=True)
class StationRef:
    """The station that this process writes for."""

    id: int
    site_id: int
    code: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person as the pipeline knows them, read again in every transaction."""

    person_id: int
    name_en: str
    name_zh: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Proof:
    """A secret that was just verified: the right to sign with one meaning, once.

    Attributes:
        must_change: the secret is a one-time one that somebody else has given: it signs nothing.
    """

    person_id: int
    factors: str
    must_change: bool = False


class Work:
    """One transaction of one command.

    Rows go in through `add`; loaded rows may be changed in place; `touch` names what the record
    is about; nobody but the pipeline commits.
    """

    def __init__(
        self,
        session: Session,
        *,
        ids: IdSource,
        now: datetime,
        station: StationRef,
        actor: Actor | None,
        time_zone: str = "",
    ) -> None:
        self.session = session
        self.now = now
        self.station = station
        self.time_zone = time_zone
        """Name of the plant's time zone; empty before it is set up."""
        self.record_id = ids.next_id()
        self.objects: set[tuple[str, int]] = set()
        self.proof: Proof | None = None
        self.meaning: Meaning | None = None
        self._actor = actor
        self._ids = ids
        self.made: list[Base] = []
        """Rows that this transaction inserted, in their order."""
        self._rows: dict[int, Audited] = {}
        event.listen(session, "before_flush", self._stamp)
        event.listen(session, "after_flush", self._collect)

    @property
    def actor(self) -> Actor:
        """The person who sent the command; the pipeline made sure that there is one."""
        assert self._actor is not None
        return self._actor

    @property
    def actor_id(self) -> int | None:
        """Id of the actor, or None where the system acts (sign-in, set-up)."""
        return self._actor.person_id if self._actor else None

    @property
    def today(self) -> date:
        """The calendar day at the plant."""
        return self.now.astimezone(ZoneInfo(self.time_zone or "UTC")).date()

    def new_id(self) -> int:
        """A new 64-bit id."""
        return self._ids.next_id()

    def add(self, row: RowT) -> RowT:
        """Insert `row` now, so that later rows may refer to it."""
        self.session.add(row)
        self.session.flush()
        return row

    def add_all(self, rows: Iterable[Base]) -> None:
        """Insert many rows at once."""
        self.session.add_all(rows)
        self.session.flush()

    def touch(self, kind: ObjectKind, object_id: int) -> None:
        """Say that the record is about this object."""
        self.objects.add((kind.value, object_id))

    def number(self, kind: str, year: int) -> int:
        """The next human number of `kind` in `year` at this site; gaps are allowed."""
        place = {"site_id": self.station.site_id, "kind": kind, "year": year}
        series = self.session.get(NumberSeries, place, with_for_update=True)
        if series is None:
            series = self.add(NumberSeries(**place, next_no=1))
        number = series.next_no
        series.next_no = number + 1
        self.session.flush()
        return number

    def sign(self, kind: ObjectKind, target_id: int, version: int, content: Json) -> Signature:
        """Bind the verified signature of this command to `content`.

        Source: 21 CFR 11.70: the signature is linked to its record by the hash of the content.
        """
        assert self.proof is not None, "the command declares no signature"
        assert self.meaning is not None
        signer = self.actor
        return self.add(
            Signature(
                id=self.new_id(),
                signer_id=self.proof.person_id,
                name_as_printed=f"{signer.name_zh} {signer.name_en}".strip(),
                role_code=",".join(sorted(signer.roles)),
                meaning=self.meaning.value,
                target_kind=kind.value,
                target_id=target_id,
                target_version=version,
                content_sha256=sha256(canonical_bytes(content)).digest(),
                at=self.now,
                station_id=self.station.id,
                factors=self.proof.factors,
            )
        )

    def digests(self) -> tuple[RowDigest, ...]:
        """Digests of every audited row that this transaction wrote, as they stand now."""
        self.session.flush()
        found = [row_digest(row) for row in self._rows.values()]
        return tuple(sorted(found, key=lambda d: (d.table, d.key)))

    def _stamp(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        _name_lots(session, [row for row in session.new if isinstance(row, Link)])
        for row in (*session.new, *(r for r in session.dirty if session.is_modified(r))):
            if isinstance(row, Audited):
                row.record_id = self.record_id

    def _collect(self, session: Session, _context: UOWTransaction) -> None:
        self.made += session.new
        for row in (*session.new, *session.dirty):
            if isinstance(row, Audited) and row.record_id == self.record_id:
                self._rows[id(row)] = row


def _name_lots(session: Session, links: list[Link]) -> None:
    """Say of each new link which lot its parent is a piece of; holds walk that way."""
    if not links:
        return
    lots = dict(
        session.execute(
            select(Item.id, Item.origin_id).where(
                Item.id.in_({link.parent_id for link in links}),
                Item.kind.in_(("unit", "container")),
            )
        ).all()
    )
    for link in links:
        link.parent_origin_id = lots.get(link.parent_id)


Facts = Mapping[str, str]
Handler = Callable[[Work, Any], Facts | Refusal]
"""Does one command inside its transaction; facts if it did, a refusal if it changed nothing."""
