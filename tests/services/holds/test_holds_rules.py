"""Related lots, re-inspection as a criterion, interlocks, and what the database itself says."""

import sqlite3
from dataclasses import dataclass
from hashlib import sha256
from typing import ClassVar

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from qtrace.domain.hold_rules import ReasonWish, RelationWish
from qtrace.domain.hold_scopes import AnchorKind, Context, Scope
from qtrace.domain.holds import Criterion
from qtrace.models.cases import HoldMember, HoldScope
from qtrace.models.holds import HoldRelease, HoldReleaseInspector, Interlock
from qtrace.models.items import ItemStatus
from qtrace.models.records import Record
from qtrace.records.canonical import canonical_bytes
from qtrace.services.checks import check_projections
from qtrace.services.commands import Command
from qtrace.services.holds.check import coverings
from qtrace.services.holds.commands import (
    PlaceHold,
    RequestRelease,
)
from qtrace.services.holds.graph import hold_preview, holds_over
from qtrace.services.holds.interlocks import clear_interlocks
from qtrace.services.holds.isolation import isolation_rules, related_lots
from qtrace.services.holds.opening import holds_on
from qtrace.services.holds.queries import hold_sheet, open_holds
from qtrace.services.outcomes import Done, refuse
from qtrace.services.receiving.commands import RegisterPaper
from qtrace.services.rows import row_digest
from qtrace.services.verification import verify_records
from tests.support.holds import make_holds
from tests.support.inspections import MAJOR, by_aql, make_bench, measured
from tests.support.interlocks import open_interlocks
from tests.support.plants import make_plant
from tests.support.receiving import paper
from tests.support.rules import in_force
from tests.support.statements import count_statements
from tests.support.stations import door_with


@pytest.fixture
def bench(plant):
    made = make_holds(plant)
    yield made
    made.close()


@pytest.fixture
def sqlite_bench(sqlite_url):
    plant = make_plant(sqlite_url)
    made = make_holds(plant)
    yield made
    made.close()
    plant.close()


@pytest.fixture
def inspections(sqlite_url):
    plant = make_plant(sqlite_url)
    made = make_bench(plant)
    made.plan((by_aql(MAJOR, "1.0"),), (measured(),))
    yield made
    plant.close()


# --- related lots ---------------------------------------------------------------------------


def test_a_lot_that_is_rejected_takes_its_kin_with_it(inspections):
    bench = inspections

    def send(relation, act, days=0):
        return in_force(bench.plant, RelationWish(relation, act, days), bench.people["wang"])

    for values in (("moon", "hold"), ("period", "burn"), ("period", "hold", -1)):
        assert send(*values).code == "FIELD_INVALID"
    assert [each.act for each in bench.plant.bench.ask(isolation_rules)] == [
        "propose", "propose", "off",
    ]  # fmt: skip
    other, _ = bench.started()
    lot, inspection = bench.started()
    assert bench.plant.bench.ask(related_lots, lot) == (), "lots of the period are not asked for"
    assert isinstance(send("period", "propose", 3), Done)
    (kin,) = bench.plant.bench.ask(related_lots, lot)
    assert (kin.lot_id, kin.relation, kin.holds) == (other, "period", ())
    assert isinstance(send("period", "hold", 3), Done), "a rule is changed, not added"
    bench.fill(inspection, bad=(1, 2, 3, 4, 5, 6, 7, 8))
    assert isinstance(bench.sign(inspection), Done)
    held = bench.plant.bench.ask(holds_on, other)
    assert [row.reason for row in held] == ["related_lot"]
    assert [row.reason for row in bench.plant.bench.ask(holds_on, lot)] == ["inspection_rejected"]
    (kin,) = bench.plant.bench.ask(related_lots, lot)
    assert kin.holds == (held[0].number,)
    assert bench.plant.bench.ask(check_projections) == ()


def test_siblings_are_proposed_and_periods_are_asked(sqlite_bench):
    bench = sqlite_bench
    one, other = bench.made_of(bench.lot), bench.made_of(bench.lot)
    (row,) = bench.ask(related_lots, one)
    assert (row.lot_id, row.relation) == (other, "sibling")
    assert bench.ask(related_lots, 5) == ()
    first = bench.lot
    bench.receiving.expected("b", order="PO-2")
    bench.receiving.receive("b", supplier_lot="8A")
    assert bench.ask(related_lots, first) == ()
    in_force(bench.plant, RelationWish("period", "propose", 1), bench.people["wang"])
    (row,) = bench.ask(related_lots, first)
    assert (row.lot_id, row.relation) == (bench.lot, "period")
    bench.receiving.expected("c", order="PO-3")
    bench.receiving.receive("c")
    assert {row.relation for row in bench.ask(related_lots, first)} == {"period", "supplier_lot"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Command):
    """What an inspection does to a lot, without the inspection."""

    code: ClassVar[str] = "TEST_ACCEPTED"
    public: ClassVar[bool] = True
    accepting: ClassVar[bool] = True


def test_lots_of_one_heat_are_found_by_their_certificate(bench):
    """Other numbers, other deliveries, the same melt: the material certificate says so."""
    receiving = bench.receiving

    def arrived(name, **over):
        receiving.expected(name, order=f"PO-{name}", number=f"DN-{name}")
        assert isinstance(receiving.receive(name, **over), Done)
        return receiving.last

    first = arrived("h1", supplier_lot="H1", papers=(paper("material", "MC-77"),))
    same = arrived("h2", supplier_lot="H2", papers=(paper("material", " mc-77 "),))
    other = arrived("h3", supplier_lot="H3", papers=(paper("material", "MC-78"),))
    arrived("h4", supplier_lot="H4", papers=(paper("conformance", "MC-77"),))
    found = [(row.lot_id, row.relation) for row in bench.ask(related_lots, first)]
    assert found == [(same, "supplier_lot")]
    old = RegisterPaper(
        **bench.head(), paper_id=bench.new(), lot_id=other, kind="material", number="MC-77"
    )
    assert isinstance(bench.send(old, "lin"), Done)
    assert {row.lot_id for row in bench.ask(related_lots, first)} == {same, other}
    fixed = RegisterPaper(
        **bench.head(), paper_id=bench.new(), lot_id=other, kind="material", number="MC-79",
        supersedes_id=old.paper_id,
    )  # fmt: skip
    assert isinstance(bench.send(fixed, "lin"), Done)
    assert {row.lot_id for row in bench.ask(related_lots, first)} == {same}
    in_force(bench.plant, RelationWish("supplier_lot", "hold", 0), bench.people["wang"])

    def accepted(work, _command):
        work.session.get_one(ItemStatus, first).quality_state = "released"
        return {}

    with door_with(bench.plant, {Accepted: accepted}) as station:
        assert isinstance(station.send(Accepted(**bench.head())), Done)
    bench.hold(first)
    assert [row.reason for row in bench.ask(holds_on, same)] == ["related_lot"]
    assert bench.ask(holds_on, other) == ()


# --- criteria -------------------------------------------------------------------------------


def test_a_lot_is_inspected_after_the_stop_before_it_is_free(inspections):
    bench = inspections
    people = bench.people
    reason = ReasonWish("doubt", "Doubt", "存疑", "major", criteria=(Criterion.REINSPECTED,))
    assert isinstance(in_force(bench.plant, reason, people["wang"]), Done)
    lot, inspection = bench.receive()
    hold_id = bench.ids.next_id()
    place = PlaceHold(**bench.head(), hold_id=hold_id, lot_id=lot, reason="doubt")
    bench.plant.done(place, by=people["wang"])

    def ask_release():
        command = RequestRelease(**bench.head(), request_id=bench.ids.next_id(), hold_id=hold_id)
        return bench.plant.send(command, by=people["qian"])

    assert ask_release().facts["criteria"] == "reinspected"
    bench.pass_time(minutes=5)
    assert isinstance(bench.start(inspection), Done)
    assert ask_release().code == "HOLD_CRITERIA_UNMET"
    bench.fill(inspection)
    assert isinstance(ask_release(), Done)
    (criterion,) = bench.plant.bench.ask(hold_sheet, hold_id).criteria
    assert (criterion.is_met, criterion.facts["missing"]) == (True, "0")


# --- interlocks -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Command):
    """Runs into an interlock until it is cured."""

    code: ClassVar[str] = "TEST_RUN"
    public: ClassVar[bool] = True

    cured: bool


def run(work, command):
    """The handler of `Run`."""
    if not command.cured:
        return refuse(
            "TRAINING_EXPIRED", interlock="training", target_kind="person", target_id=7, topic="x"
        )
    return {"cleared": str(clear_interlocks(work, "person", 7))}


def test_an_interlock_is_noted_and_clears_when_it_is_cured(bench):
    with door_with(bench.plant, {Run: run}) as station:
        by = bench.people["opr"]
        for _ in range(2):
            assert station.send(Run(**bench.head(), cured=False), by=by).code == "TRAINING_EXPIRED"
        (row,) = bench.ask(open_interlocks)
        assert (row.kind, row.target_id, row.hits, row.facts["topic"]) == ("training", 7, 2, "x")
        assert row.last_by == by
        assert station.send(Run(**bench.head(), cured=True), by=by).facts["cleared"] == "1"
        assert bench.ask(open_interlocks) == ()
        station.send(Run(**bench.head(), cured=False), by=by)
    with bench.plant.database.read() as session:
        assert len(session.scalars(select(Interlock)).all()) == 2
        refused = session.scalars(select(Record).where(Record.outcome == "refused")).all()
        assert [row.command_code for row in refused] == ["TEST_RUN"] * 3


# --- the database ---------------------------------------------------------------------------


def test_rows_of_older_plants_keep_their_digests():
    """Empty columns that came later are left out; filled ones count."""
    old = {"anchor_kind": "item", "anchor_id": 7, "hold_id": 8, "no": 1, "record_id": 9}
    row = HoldScope(**old)
    values = {name: value if isinstance(value, str) else str(value) for name, value in old.items()}
    values |= {"part_id": None, "supplier_id": None}
    assert row_digest(row).sha256 == sha256(canonical_bytes(values)).hexdigest()
    row.seq_from = 3
    assert row_digest(row).sha256 == sha256(canonical_bytes(values | {"seq_from": "3"})).hexdigest()


def test_a_member_that_nobody_walked_to_is_found(sqlite_bench):
    bench = sqlite_bench
    hold = bench.hold(bench.lot)
    stranger = bench.new()
    bench.make(*_items(stranger))
    with bench.plant.owner.write() as session:
        session.execute(
            insert(HoldMember).values(
                item_id=stranger, hold_id=hold, seq_from=2, seq_to=5, via="derived", distance=1,
                record_id=1,
            )
        )  # fmt: skip
        session.execute(text("DELETE FROM hold_member WHERE item_id = :lot"), {"lot": bench.lot})
    found = {each.key: (each.expected, each.found) for each in bench.ask(check_projections)}
    assert found == {
        f"{hold}/{bench.lot}": ("all", ""),
        f"{hold}/{stranger}": ("", "2-5"),
    }


def _items(*ids):
    from tests.support.holds import NewItem

    return [NewItem(each) for each in ids]


def test_a_hold_that_was_opened_by_hand_is_found(sqlite_bench):
    bench = sqlite_bench
    hold = bench.hold(bench.lot)
    with bench.plant.owner.engine.connect() as connection:
        connection.execute(text("UPDATE hold SET state = 'requested', record_id = record_id"))
        connection.info.clear()  # whoever does this has no watch either
        connection.commit()
    (found,) = bench.ask(check_projections)
    assert (found.table, found.key, found.expected, found.found) == (
        "hold", str(hold), "active", "requested",
    )  # fmt: skip
    assert bench.ask(verify_records).bad != ()


def test_the_database_refuses_the_same_person_too(bench):
    hold = bench.hold(bench.lot, by="lin")
    assert isinstance(bench.request(hold, by="sup"), Done)
    assert isinstance(bench.release(hold, by="qian"), Done)
    with bench.plant.database.read() as session:
        row = session.scalars(select(HoldRelease)).one()
    copy = {
        "id": 1, "hold_id": hold, "request_id": row.request_id, "placed_by": row.placed_by,
        "requested_by": row.requested_by, "at": row.at, "comment": "", "record_id": row.record_id,
    }  # fmt: skip
    for who in (row.placed_by, row.requested_by):
        with bench.plant.owner.engine.connect() as connection:
            with pytest.raises(IntegrityError):
                connection.execute(insert(HoldRelease).values(**copy, released_by=who))
            connection.rollback()
    with bench.plant.owner.engine.connect() as connection:
        inspector = {
            "release_id": row.id, "inspector_id": row.released_by,
            "released_by": row.released_by, "record_id": row.record_id,
        }  # fmt: skip
        with pytest.raises(IntegrityError):
            connection.execute(insert(HoldReleaseInspector).values(**inspector))
        connection.rollback()


def steps_of(path, statement, blanks):
    """How SQLite finds the rows of a statement, with statistics."""
    connection = sqlite3.connect(path)
    try:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", blanks)]
    finally:
        connection.close()


def test_hot_questions_use_indexes_on_an_analysed_database(sqlite_bench):
    bench = sqlite_bench
    lots = [bench.made_of(bench.lot) for _ in range(6)]
    units = [bench.unit(lots[0], seq) for seq in range(1, 6)]
    for lot in lots[:3]:
        bench.hold(lot)
    bench.hold(Scope(AnchorKind.PART, bench.receiving.parts["SR-12"]))
    with bench.plant.owner.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    context = Context(
        line_id=1, station_id=2, work_order_id=5, operation_id=6, location_id=7,
        equipment_ids=(3, 4),
    )  # fmt: skip
    with count_statements(bench.plant.database) as told:
        bench.ask(holds_over, units[0], context)
        bench.ask(hold_preview, (Scope(AnchorKind.ITEM, bench.lot),))
        bench.ask(open_holds)
        with bench.plant.database.read() as session:
            coverings(session, None, context)
            coverings(session, units[0], context)
            coverings(session, lots[0], context, whole=True)
    path = bench.plant.database.url.database
    seen = 0
    for statement in dict.fromkeys(told.texts):
        if "hold" not in statement and "link" not in statement:
            continue
        seen += 1
        blanks = ("1",) * statement.count("?")
        for step in steps_of(path, statement, blanks):
            assert "BLOOM FILTER" not in step, (step, statement)
            is_table = step.startswith("SCAN ") and step.split()[1] in _TABLES
            assert not is_table, (step, statement)
    assert seen >= 5


_TABLES = frozenset(
    [
        "hold_scope",
        "hold_member",
        "hold_exempt",
        "hold_scope_end",
        "item",
        "link",
        "made_item",
        "quality_case",
        "s",
        "n",
        "e",
        "i",
        "o",
        "m",
        "mo",
        "q",
        "p",
        "op",
        "mine",
        "r",
        "w",
        "operation",
        "route_revision",
        "work_order",
    ]
)


def test_one_statement_answers_a_scan(sqlite_bench):
    bench = sqlite_bench
    bench.hold(bench.lot)
    with bench.plant.database.read() as session:
        session.execute(text("SELECT 1"))
        with count_statements(bench.plant.database) as told:
            found = coverings(session, bench.lot, Context(station_id=1))
        assert told.total == 1
    assert len(found) == 1
