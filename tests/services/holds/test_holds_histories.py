"""Random histories through the real tables, against a reference that starts anew each time.

Late links, units built into units, ranges, containers, predicates, lines, exemptions, narrowing and
releases, in any order: after every step the check says of every item, of every lot that is taken
with its pieces and of any pieces on any line what the reference says, and the written members are
what the walk finds.
"""

import random
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from qtrace.app.fakes import ManualClock, SeededIds
from qtrace.domain.hold_scopes import AnchorKind, Context, Scope
from qtrace.domain.holds import Activity, HoldReason
from qtrace.models.cases import Hold
from qtrace.models.catalogue import Part
from qtrace.models.holds import HoldExempt, HoldScopeEnd
from qtrace.models.people import Signature
from qtrace.models.stations import Station
from qtrace.services.authority import read_actor
from qtrace.services.checks import _members as misplaced
from qtrace.services.holds.check import check_pieces, coverings
from qtrace.services.holds.members import rewrite_members
from qtrace.services.holds.opening import NewHold, open_hold
from qtrace.services.holds.settling import settle_holds
from qtrace.services.work import StationRef, Work
from tests.support.holds import NewItem, NewLink, item_row, link_row
from tests.support.receiving import make_receiving

LAST = 6
"""Highest serial position in a lot."""
END = LAST + 1
"""Stands for all positions that follow."""
LINES = (1, 2)


@dataclass
class Reference:
    """The history in memory; what is held follows from all of it at once."""

    items: dict[int, NewItem] = field(default_factory=dict)
    links: list[NewLink] = field(default_factory=list)
    holds: dict[int, list[Scope]] = field(default_factory=dict)
    exempt: dict[int, set[int]] = field(default_factory=dict)
    carry: dict[int, bool] = field(default_factory=dict)

    def lots(self):
        return [each for each in self.items.values() if each.seq is None]

    def held(self, hold: int) -> set[int]:
        """Items that the hold covers."""
        found, exempt = self.positions(hold), self.exempt[hold]
        covered = set(found)
        for item in self.items.values():
            if item.lot is not None and item.id not in exempt and self._in_lot(item, found):
                covered.add(item.id)
        return covered

    def reaches(self, hold: int, lot: int, pieces: tuple[int, int] | None, line: int) -> bool:
        """True if one of the hold's scopes is about these pieces, or about the line."""
        if Scope(AnchorKind.LINE, line) in self.holds[hold]:
            return True
        first, last = pieces or (1, END)
        meant = set(range(first, last + 1))
        positions = self.positions(hold).get(lot, set())
        return meant <= positions if pieces is None else bool(meant & positions)

    def positions(self, hold: int) -> dict[int, set[int]]:
        """Positions that the hold covers, by going over everything until nothing moves."""
        exempt = self.exempt[hold]
        found: dict[int, set[int]] = {}
        for item in self.items.values():
            if item.id not in exempt and item.lot not in exempt:
                positions = self._named(hold, item)
                if positions:
                    found[item.id] = positions
        while self.carry[hold] and self._spread(found, exempt):
            pass
        return found

    def _named(self, hold: int, item: NewItem) -> set[int]:
        positions: set[int] = set()
        for scope in self.holds[hold]:
            reach = set(range(scope.seq_from or 0, (scope.seq_to or END) + 1))
            named = {AnchorKind.PART: item.part, AnchorKind.ORIGIN: item.lot}
            if scope.anchor_id == named.get(scope.anchor):
                positions |= set(range(END + 1))
            elif scope.anchor is AnchorKind.ITEM and scope.anchor_id == item.id:
                positions |= reach
        return positions

    def _in_lot(self, item: NewItem, found: dict[int, set[int]]) -> bool:
        positions = found.get(item.lot or 0, set())
        return bool(positions) if item.kind == "container" else item.seq in positions

    def _spread(self, found: dict[int, set[int]], exempt: set[int]) -> bool:
        moved = False
        for link in self.links:
            parent = self.items[link.parent]
            held = parent.id in found or self._in_lot(parent, found)
            if not held or parent.id in exempt or link.child in exempt:
                continue
            first, last = link.seq or (0, END)
            before = found.get(link.child, set())
            after = before | set(range(first, last + 1))
            if after != before:
                found[link.child] = after
                moved = True
        return moved


@dataclass
class History:
    """Steps of a history, done in the tables and in the reference."""

    work: Work
    draw: random.Random
    parts: list[int]
    other: int
    kept: Reference = field(default_factory=Reference)

    def step(self) -> None:
        """Do one thing that is possible now."""
        does = self.draw.choice(
            [self.lot, self.lot, self.unit, self.unit, self.link, self.link, self.link,
             self.hold, self.release_some, self.narrow, self.lift, self.lot_of]
        )  # fmt: skip
        does()
        settle_holds(self.work, gated=True)
        self.work.made.clear()

    def lot(self) -> None:
        self._add(NewItem(self.work.new_id(), part=self.draw.choice([None, *self.parts])))

    def lot_of(self) -> None:
        """A new lot together with what it is made of."""
        parents = self.draw.sample(list(self.kept.items), min(2, len(self.kept.items)))
        child = NewItem(self.work.new_id(), part=self.draw.choice([None, *self.parts]))
        self._add(child)
        for parent in parents:
            self._link(parent, child.id)

    def unit(self) -> None:
        lots = self.kept.lots()
        if lots:
            lot = self.draw.choice(lots)
            seq = self.draw.randint(1, LAST)
            kind = self.draw.choice(["unit", "unit", "container"])
            part = self.draw.choice([lot.part, *self.parts])
            self._add(NewItem(self.work.new_id(), lot.id, seq, part, kind))

    def link(self) -> None:
        if len(self.kept.items) > 1:
            parent, child = self.draw.sample(list(self.kept.items), 2)
            self._link(parent, child)

    def _link(self, parent: int, child: int) -> None:
        if (parent, child) in {(link.parent, link.child) for link in self.kept.links}:
            return  # one record makes one link between two things
        seq = None
        if self.kept.items[child].seq is None and self.draw.random() < 0.5:
            first = self.draw.randint(1, LAST)
            seq = (first, self.draw.randint(first, LAST))
        new = NewLink(parent, child, seq)
        self.kept.links.append(new)
        self.work.add(link_row(new))

    def hold(self) -> None:
        if not self.kept.items or len(self.kept.holds) > 5:
            return
        scopes = [self._scope() for _ in range(self.draw.randint(1, 2))]
        hold_id, carry = self.work.new_id(), self.draw.random() < 0.8
        new = NewHold(HoldReason.OTHER, "major", "", "manual", propagates=carry)
        wanted = tuple(dict.fromkeys(scopes))
        open_hold(self.work, hold_id, wanted, new)
        self.kept.holds[hold_id] = list(wanted)
        self.kept.exempt[hold_id] = set()
        self.kept.carry[hold_id] = carry

    def _scope(self) -> Scope:
        if self.draw.random() < 0.25:
            return Scope(AnchorKind.PART, self.draw.choice(self.parts))
        if self.draw.random() < 0.2:
            return Scope(AnchorKind.LINE, self.draw.choice(LINES))
        if self.draw.random() < 0.1:
            return Scope(AnchorKind.ORIGIN, self.draw.choice(self.kept.lots()).id)
        item = self.draw.choice(list(self.kept.items.values()))
        if item.seq is None and self.draw.random() < 0.4:
            first = self.draw.randint(1, LAST)
            return Scope(AnchorKind.ITEM, item.id, seq_from=first, seq_to=LAST)
        return Scope(AnchorKind.ITEM, item.id)

    def release_some(self) -> None:
        if not self.kept.holds:
            return
        hold_id = self.draw.choice(list(self.kept.holds))
        covered = sorted(self.kept.held(hold_id) - self.kept.exempt[hold_id])
        if covered:
            item = self.draw.choice(covered)
            self.kept.exempt[hold_id].add(item)
            self.work.add(HoldExempt(hold_id=hold_id, item_id=item, reason="looked at"))
            rewrite_members(self.work, self.work.session.get_one(Hold, hold_id))

    def narrow(self) -> None:
        wide = [each for each, scopes in self.kept.holds.items() if len(scopes) == 2]
        if wide:
            hold_id = self.draw.choice(wide)
            self.kept.holds[hold_id].pop()
            hold = self.work.session.get_one(Hold, hold_id)
            self.work.add(
                HoldScopeEnd(hold_id=hold_id, no=2, placed_by=hold.placed_by, ended_by=self.other)
            )
            rewrite_members(self.work, hold)

    def lift(self) -> None:
        if len(self.kept.holds) > 2:
            hold_id = self.draw.choice(list(self.kept.holds))
            self._convert(self.work.session.get_one(Hold, hold_id))
            del self.kept.holds[hold_id]

    def _convert(self, hold: Hold) -> None:
        signature = Signature(
            id=self.work.new_id(), signer_id=self.other, name_as_printed="", role_code="",
            meaning=f"lift {hold.case_id}", target_kind="case", target_id=hold.case_id,
            target_version=1, content_sha256=bytes(32), at=self.work.now,
            station_id=self.work.station.id, factors="",
        )  # fmt: skip
        self.work.add(signature)
        hold.converted_by, hold.conversion_id = self.other, signature.id
        hold.state = "converted"

    def _add(self, new: NewItem) -> None:
        self.kept.items[new.id] = new
        row = item_row(self.work, new)
        if new.kind == "container":
            row.lot, row.serial = f"C{new.id}", None
        self.work.add(row)

    def agree(self) -> None:
        """What is asked at the scan is what the reference says."""
        self.work.session.flush()
        for item in self.kept.items:
            found = {each.hold_id for each in coverings(self.work.session, item)}
            wanted = {hold for hold in self.kept.holds if item in self.kept.held(hold)}
            assert found == wanted, (self.kept.items[item], self.kept)
        for lot in self.kept.lots():
            self._agree_on_pieces(lot)
            self._agree_on_pieces_taken(lot)
        assert list(misplaced(self.work.session)) == []

    def _agree_on_pieces(self, lot: NewItem) -> None:
        """Work on some pieces at a line meets the holds on these, and those on the line."""
        first = self.draw.randint(1, LAST)
        pieces = self.draw.choice([None, (first, self.draw.randint(first, LAST))])
        line = self.draw.choice(LINES)
        session, here = self.work.session, Context(line_id=line)
        refusal = check_pieces(session, lot.id, pieces, Activity.OUTPUT, here)
        wanted = [h for h in self.kept.holds if self.kept.reaches(h, lot.id, pieces, line)]
        assert (refusal is not None) == bool(wanted), (lot, pieces, line, refusal, self.kept)
        if refusal is not None:
            oldest = session.scalar(select(Hold.case_id).where(Hold.case_id.in_(wanted))
                                    .order_by(Hold.seq).limit(1))  # fmt: skip
            assert (refusal.facts["hold_id"], refusal.facts["holds"]) == (
                str(oldest),
                str(len(wanted)),
            )

    def _agree_on_pieces_taken(self, lot: NewItem) -> None:
        """A lot that is taken as a whole is taken with its held pieces."""
        found = {each.hold_id for each in coverings(self.work.session, lot.id, whole=True)}
        pieces = [each for each in self.kept.items.values() if each.lot == lot.id]
        for hold in self.kept.holds:
            held = self.kept.held(hold)
            most = lot.id in held or any(each.id in held for each in pieces)
            least = lot.id in held or any(
                each.id in held for each in pieces if each.part == lot.part
            )
            assert least <= (hold in found) <= most, (lot, hold, self.kept)


class _RolledBackError(Exception):
    pass


def run(database, people: dict[str, int], seed: int, steps: int) -> None:
    """One history in one transaction that is rolled back in the end."""
    clock = ManualClock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))
    draw = random.Random(seed)
    with suppress(_RolledBackError), database.write() as session:
        station = session.scalars(select(Station)).first()
        actor = read_actor(session, people["wang"], clock.now())
        ids = SeededIds(100 + seed, clock, seed=seed)
        work = Work(
            session, ids=ids, now=clock.now(),
            station=StationRef(station.id, station.site_id, station.code), actor=actor,
        )  # fmt: skip
        parts = list(session.scalars(select(Part.id)))
        history = History(work, draw, parts, people["qian"])
        for number in range(steps):
            history.step()
            if number % 4 == 3:
                history.agree()
        history.agree()
        raise _RolledBackError


@pytest.mark.parametrize("block", range(2))
def test_histories_on_one_file(sqlite_url, block):
    from tests.support.plants import make_plant

    plant = make_plant(sqlite_url)
    bench = make_receiving(plant)
    bench.part("SR-13")
    for seed in range(block * 8, block * 8 + 8):
        run(plant.database, bench.people, seed, steps=28)
    plant.close()


def test_histories_on_both_back_ends(plant):
    bench = make_receiving(plant)
    bench.part("SR-13")
    for seed in range(200, 202):
        run(plant.database, bench.people, seed, steps=20)
