"""The race that a hold must win: eight stations consume one hot lot while it is stopped.

The judge is the server itself: messages are delivered in the order of commits, so a consumption
that is heard after the hold of its lot was accepted too late. Half of the holds name the lot, half
its supplier's lot as a predicate. The same attack without gates shows that it bites.
"""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import func, select

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import Activity, HoldReason
from qtrace.models.database import Database
from qtrace.models.items import Item, Link
from qtrace.models.signals import Announcement, Signal, follow
from qtrace.services import pipeline, transaction_start
from qtrace.services.commands import Command
from qtrace.services.holds.check import check_not_held
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Done
from qtrace.services.work import ObjectKind
from tests.benchmarks.crew import (
    DISK,
    FULL,
    Crew,
    Plant,
    Post,
    build_plant,
    load,
    open_post,
    quantiles_ms,
)
from tests.support.own_server import OwnServer, own_server

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1200)]

WRITERS = 8
BITES = 4
HOLDS = 300 if FULL else 30
NAIVE = 40 if FULL else 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Eat(Command):
    """Make a new lot of a lot."""

    code: ClassVar[str] = "BENCH_EAT"
    public: ClassVar[bool] = True
    accepting: ClassVar[bool] = True

    lot_id: int
    child_id: int


def eat(work, command):
    """Check, then make and link, as every accepting handler does."""
    refusal = check_not_held(work.session, command.lot_id, Activity.CONSUME)
    if refusal is not None:
        return refusal
    parent = work.session.get_one(Item, command.lot_id)
    work.add(
        Item(
            id=command.child_id, site_id=parent.site_id, kind="production_lot",
            part_id=parent.part_id, part_revision_id=parent.part_revision_id,
            lot=f"P{command.child_id}", qty_q6=1_000_000, unit_code=parent.unit_code,
            created_at=work.now,
        )
    )  # fmt: skip
    work.add(
        Link(
            parent_id=parent.id, child_id=command.child_id, kind="consumed", qty_q6=1_000_000,
            unit_code=parent.unit_code, site_id=parent.site_id,
        )
    )  # fmt: skip
    work.touch(ObjectKind.ITEM, parent.id)
    return {}


@pytest.fixture(scope="module")
def server() -> Iterator[OwnServer]:
    """Durable, as in a plant."""
    with own_server(DISK, max_connections="200") as running:
        yield running


def eating(post: Post, lots: list[int]) -> int:
    """Eat of each lot until it is held; how often it could."""
    bench = open_post(post, {Eat: eat})
    eaten = 0
    for lot in lots:
        while True:
            command = Eat(
                uid=bench.ids.next_uid(), client_at=bench.clock.now(), lot_id=lot,
                child_id=bench.ids.next_id(),
            )  # fmt: skip
            outcome = bench.send(command, by=post.person)
            if not isinstance(outcome, Done):
                assert outcome.code == "LOT_ON_HOLD", outcome
                break
            eaten += 1
    bench.close()
    return eaten


def holding(post: Post, lots: list[int], suppliers_lots: list[tuple[int, str]]) -> list[float]:
    """Hold one lot after the other, each while it is being eaten; seconds a hold."""
    bench = open_post(post)
    times = []
    for number, (lot, (supplier, text)) in enumerate(zip(lots, suppliers_lots, strict=True)):
        until_eaten(post.url, lot)
        time.sleep(number % 7 * 0.011)
        predicate = (Scope(AnchorKind.SUPPLIER_LOT, supplier, supplier_lot=text),)
        named = {"lot_id": lot} if number % 2 else {"scopes": predicate}
        command = PlaceHold(
            uid=bench.ids.next_uid(), client_at=bench.clock.now(), hold_id=bench.ids.next_id(),
            reason=HoldReason.DIMENSION.value, severity="major", **named,
        )  # fmt: skip
        began = time.perf_counter()
        outcome = bench.send(command, by=post.person)
        times.append(time.perf_counter() - began)
        assert isinstance(outcome, Done), outcome
    bench.close()
    return times


def until_eaten(url: str, lot: int) -> None:
    """Until the stations are in the middle of it."""
    ends = time.monotonic() + 60
    database = Database(url)
    count = select(func.count()).select_from(Link).where(Link.parent_id == lot)
    while time.monotonic() < ends:
        with database.read() as session:
            if (session.scalar(count) or 0) >= BITES:
                break
        time.sleep(0.005)
    database.close()


class Judge:
    """Hears every commit in its order."""

    def __init__(self, url: str) -> None:
        self.told: list[Announcement] = []
        self._stopping, self._begun = threading.Event(), threading.Event()
        self._database = Database(url)
        self._thread = threading.Thread(
            target=follow, args=(self._database, self._hear, self._stopping)
        )
        self._thread.start()
        assert self._begun.wait(20)

    def _hear(self, signal: Signal) -> None:
        self._begun.set()
        if signal.told is not None:
            self.told.append(signal.told)

    def end(self) -> list[Announcement]:
        """Everything, when nothing has come for a second."""
        known = -1
        while known != len(self.told):
            known = len(self.told)
            time.sleep(1.0)
        self._stopping.set()
        self._thread.join()
        self._database.close()
        return self.told


def late_accepts(told: list[Announcement], lots: list[int]) -> int:
    """Consumptions whose commit came after the commit of the hold on their lot."""
    held: set[int] = set()
    late = 0
    for each in told:
        if each.command_code == "PLACE_HOLD" and each.is_done:
            held.add(lots[len(held)])
        elif each.command_code == "BENCH_EAT" and each.is_done:
            late += any(kind == "item" and key in held for kind, key in each.objects or ())
    assert held == set(lots)
    return late


def free_children(url: str, lots: list[int]) -> tuple[int, int]:
    """How many children the lots have, and how many of them nothing stops."""
    database = Database(url)
    with database.read() as session:
        children = session.scalars(select(Link.child_id).where(Link.parent_id.in_(lots))).all()
        free = [c for c in children if check_not_held(session, c, Activity.CONSUME) is None]
    database.close()
    return len(children), len(free)


def _race(plant: Plant, lots: list[int]) -> tuple[int, int, int, list[float]]:
    """Late accepts, children, free children, seconds of the holds."""
    posts = plant.posts
    database = Database(posts[0].url)
    with database.read() as session:
        rows = {item.id: item for item in session.scalars(select(Item).where(Item.id.in_(lots)))}
        named = [(rows[lot].supplier_id, rows[lot].supplier_lot) for lot in lots]
    database.close()
    judge = Judge(posts[0].url)
    holder = Crew(holding, [(posts[0], lots, named)])
    eaters = Crew(eating, [(post, lots) for post in posts[1 : 1 + WRITERS]])
    times = holder.answers(600)[0]
    eaters.answers(600)
    told = judge.end()
    children, free = free_children(posts[0].url, lots)
    return late_accepts(told, lots), children, free, times


def test_no_scan_is_accepted_after_the_commit_of_a_hold(server, report):
    server.execute("CREATE DATABASE race")
    plant = build_plant(server.url("race"), WRITERS + 1, HOLDS)
    late, children, free, times = _race(plant, plant.lots)
    middle, slow, worst = quantiles_ms(times)
    report(
        f"{WRITERS} writers, {HOLDS} holds (half by lot, half by predicate): {late} accepted late, "
        f"{free} of {children} descendants free; hold p50 {middle:.0f}, p99 {slow:.0f}, worst "
        f"{worst:.0f} ms ({load()})"
    )
    assert (late, free) == (0, 0)
    assert children >= BITES * HOLDS, "nobody attacked"


def test_the_attack_bites_where_there_are_no_gates(server, report, monkeypatch):
    server.execute("CREATE DATABASE naive")
    plant = build_plant(server.url("naive"), WRITERS + 1, NAIVE)
    monkeypatch.setattr(pipeline, "take_gates", lambda *_args, **_more: None)
    monkeypatch.setattr(transaction_start, "_gate_of", lambda *_args: transaction_start.NO_GATE)
    late, children, free, _times = _race(plant, plant.lots)
    report(
        f"the same without gates, {NAIVE} holds: {late} accepted late, {free} of {children} "
        f"descendants free ({load()})"
    )
    assert late + free > 0
