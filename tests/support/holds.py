"""A bench for tests of holds: things are made by a command of its own, through the one door."""

from dataclasses import dataclass, field
from typing import ClassVar

from qtrace.app.adapters import Argon2Hasher
from qtrace.app.fakes import SeededIds
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.people import Role
from qtrace.models.database import Database
from qtrace.models.items import Item, ItemStatus, Link
from qtrace.services.commands import Command
from qtrace.services.holds.commands import PlaceHold, ReleaseHold, RequestRelease
from qtrace.services.holds.queries import HoldSheet, hold_sheet
from qtrace.services.outcomes import Done, Outcome
from qtrace.services.people.commands import EnrolStation
from qtrace.services.registry import handlers
from qtrace.services.work import StationRef, Work
from qtrace.services.workbench import Outside, Workbench
from tests.support.plants import TestPlant
from tests.support.prepared import prepare
from tests.support.receiving import ReceivingBench, make_receiving


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link to be made; a child that is not there yet is made with it."""

    parent: int
    child: int
    seq: tuple[int, int] | None = None
    kind: str = "consumed"


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be made; `seq` makes it a unit of `lot`."""

    id: int
    lot: int | None = None
    seq: int | None = None
    part: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Make(Command):
    """Make items and links, as production does."""

    code: ClassVar[str] = "TEST_MAKE"
    public: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    items: tuple[NewItem, ...] = ()
    links: tuple[NewLink, ...] = ()


class MakeUngated(Make):
    """The same without the gate: a bug of the house."""

    code: ClassVar[str] = "TEST_MAKE_UNGATED"
    accepting: ClassVar[bool] = False


def make(work: Work, command: Make) -> dict[str, str]:
    """The handler of `Make`."""
    for new in command.items:
        work.add(item_row(work, new))
        if new.seq is None:
            work.add(ItemStatus(item_id=new.id, quality_state="quarantine", disposition_no=0))
    for new in command.links:
        work.add(link_row(new))
    return {}


def item_row(work: Work, new: NewItem) -> Item:
    """A made item."""
    kind = new.kind or ("production_lot" if new.seq is None else "unit")
    return Item(
        id=new.id, site_id=1, kind=kind, part_id=new.part,
        lot=f"P{new.id}" if kind != "unit" else None,
        serial=f"S{new.id}" if kind == "unit" else None,
        unit_seq=new.seq, origin_id=new.lot, qty_q6=1_000_000, unit_code="pcs",
        created_at=work.now,
    )  # fmt: skip


def link_row(new: NewLink) -> Link:
    """A made link."""
    first, last = new.seq or (None, None)
    return Link(
        parent_id=new.parent, child_id=new.child, kind=new.kind, qty_q6=1_000_000,
        unit_code="pcs", seq_from=first, seq_to=last, site_id=1,
    )  # fmt: skip


@dataclass
class HoldBench:
    """A received lot, people, and short words for holds."""

    receiving: ReceivingBench
    maker: Workbench
    people: dict[str, int] = field(default_factory=dict)

    @property
    def plant(self) -> TestPlant:
        return self.receiving.plant

    @property
    def lot(self) -> int:
        """The received material lot."""
        return self.receiving.last

    def new(self) -> int:
        return self.plant.ids.next_id()

    def head(self) -> dict:
        return self.plant.head()

    def ask(self, query, *args, **kwargs):
        return self.plant.bench.ask(query, *args, **kwargs)

    def send(self, command: Command, by: str = "wang", *, signed: bool = False) -> Outcome:
        person = self.people[by]
        claim = self.plant.claim(person) if signed else None
        return self.plant.send(command, by=person, claim=claim)

    def done(self, command: Command, by: str = "wang", *, signed: bool = False) -> Done:
        outcome = self.send(command, by, signed=signed)
        assert isinstance(outcome, Done), outcome
        return outcome

    def make(self, *things: NewItem | NewLink) -> None:
        """Make items first, then links."""
        items = tuple(each for each in things if isinstance(each, NewItem))
        links = tuple(each for each in things if isinstance(each, NewLink))
        outcome = self.maker.send(Make(**self.head(), items=items, links=links))
        assert isinstance(outcome, Done), outcome

    def made_of(self, *parents: int, seq: tuple[int, int] | None = None) -> int:
        """A new production lot that these went into."""
        child = self.new()
        self.make(NewItem(child), *(NewLink(each, child, seq) for each in parents))
        return child

    def unit(self, lot: int, seq: int) -> int:
        """A new unit of a lot."""
        unit = self.new()
        self.make(NewItem(unit, lot, seq))
        return unit

    def hold(self, *scopes: Scope | int, by: str = "lin", **over) -> int:
        """Place a hold on items or scopes; return its id."""
        hold_id = self.new()
        self.done(self.hold_command(hold_id, *scopes, **over), by)
        return hold_id

    def hold_command(self, hold_id: int, *scopes: Scope | int, **over) -> PlaceHold:
        """The command of `hold`."""
        wanted = tuple(
            Scope(AnchorKind.ITEM, each) if isinstance(each, int) else each for each in scopes
        )
        values = {"reason": "contamination", "note": "wet bag"} | over
        return PlaceHold(**self.head(), hold_id=hold_id, scopes=wanted, **values)

    def sheet(self, hold_id: int) -> HoldSheet:
        found = self.ask(hold_sheet, hold_id)
        assert found is not None
        return found

    def request(self, hold_id: int, *items: int, by: str = "wang") -> Outcome:
        return self.send(
            RequestRelease(
                **self.head(), request_id=self.new(), hold_id=hold_id, item_ids=items, note="ok"
            ),
            by,
        )

    def release(self, hold_id: int, by: str = "qian", **over) -> Outcome:
        values = {
            "comment": "bags were dried and looked at",
            "seen_sha256": self.sheet(hold_id).seen_sha256,
        } | over
        return self.send(
            ReleaseHold(**self.head(), release_id=self.new(), hold_id=hold_id, **values),
            by,
            signed=True,
        )

    def lifted(self, hold_id: int, *items: int) -> None:
        """Ask for the release and sign it."""
        assert isinstance(self.request(hold_id, *items), Done)
        outcome = self.release(hold_id)
        assert isinstance(outcome, Done), outcome

    def close(self) -> None:
        self.maker.close()


def make_holds(plant: TestPlant) -> HoldBench:
    """A plant with a received lot, and a station that makes things of it; built once a process."""
    receiving = ReceivingBench(plant)

    def build() -> dict[str, object]:
        made = make_receiving(plant)
        made.expected()
        assert isinstance(made.receive(), Done)
        for login, role in (
            ("rel", Role.RELEASE_OFFICER), ("sup", Role.SUPERVISOR), ("opr", Role.OPERATOR),
        ):  # fmt: skip
            made.people[login] = plant.person(login, role)
        station = plant.ids.next_id()
        plant.done(
            EnrolStation(
                **plant.head(), station_id=station, site_id=1, station_code="MAKE-1", name_en="",
                name_zh="", mode="line",
            ),
            by=plant.admin,
        )  # fmt: skip
        names = (
            "people", "parts", "revisions", "suppliers", "sites", "places", "lines", "last",
            "last_inspection",
        )  # fmt: skip
        return {name: getattr(made, name) for name in names} | {"station": station}

    known = prepare(plant, "holds", build)
    station = known.pop("station")
    for name, value in known.items():
        setattr(receiving, name, value)
    outside = Outside(plant.clock, SeededIds(9, plant.clock, seed=9), Argon2Hasher(cheap=True))
    database = Database(plant.database.url.render_as_string(hide_password=False))
    commands = {**handlers(), Make: make, MakeUngated: make}
    maker = Workbench(database, commands, outside, StationRef(station, 1, "MAKE-1"))
    return HoldBench(receiving, maker, receiving.people)
