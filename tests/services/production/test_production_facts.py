"""What has happened is kept, whatever the books say: with a deviation, a hold, and its links."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qtrace.domain.holds import Activity
from qtrace.domain.production.drafts import OperationDraft
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.models.cases import Case
from qtrace.models.items import Item, Link
from qtrace.models.production_runs import Consumption, MaterialLoad
from qtrace.models.warehouse import Movement, Stock
from qtrace.services.checks import check_projections
from qtrace.services.holds.check import check_not_held
from qtrace.services.outcomes import Done
from qtrace.services.production.line_commands import RecordPastMaterial, RecordPastOutput
from tests.support.production import make_production, operations, production_plant


@pytest.fixture
def bench(sqlite_url):
    plant = production_plant(sqlite_url)
    yield started(plant)
    plant.bench.close()


@pytest.fixture
def any_bench(database_url):
    """The same on both back ends."""
    plant = production_plant(database_url)
    yield started(plant)
    plant.bench.close()


def started(plant, planned=4):
    """Operation 30 runs with 100 of each material at the line."""
    made = make_production(plant)
    assert isinstance(made.ordered(planned), Done)
    made.cleared()
    assert isinstance(made.start(), Done)
    made.loads = []
    for lot, part in (("PH-1", "PH-20"), ("SR-1", "SR-12")):
        made.stock(lot, part, 200)
        assert isinstance(made.issue(made.lots[lot], qty_q6=q6(100)), Done)
        made.loads.append(made.load)
    return made


def past(bench, serial="", **over):
    values = {"kind": OutputKind.GOOD, "reason": "it is there", "unit_ids": (bench.new(),)}
    values |= {"serials": (serial,)} if serial else {}
    command = RecordPastOutput(
        **bench.head(), output_id=bench.new(), run_id=bench.run, deviation_id=bench.new(),
        hold_id=bench.new(), **(values | over),
    )  # fmt: skip
    return bench.send(command, "mei")


def past_material(bench, lot, pieces, **over):
    bench.load = bench.new()
    command = RecordPastMaterial(
        **bench.head(), load_id=bench.load, run_id=bench.run, item_id=bench.lots[lot],
        qty_q6=q6(pieces), deviation_id=bench.new(), hold_id=bench.new(), reason="it is in",
        **over,
    )  # fmt: skip
    return bench.send(command, "mei")


def kept(bench, outcome):
    """The facts of an outcome that was kept; the books agree."""
    assert isinstance(outcome, Done), outcome
    assert outcome.facts["case"].startswith("DV-")
    assert outcome.facts["hold"].startswith("HD-")
    assert {each.table for each in bench.ask(check_projections)} <= {"item_status"}
    return outcome.facts


def stopped_units(bench, activity=Activity.SHIP):
    with bench.plant.database.read() as session:
        held = [check_not_held(session, unit, activity) is not None for unit in bench.units]
    return [n for n, is_held in enumerate(held, start=1) if is_held]


def stock_of(bench, lot):
    with bench.plant.database.read() as session:
        rows = session.scalars(select(Stock.on_hand_q6).where(Stock.item_id == bench.lots[lot]))
        return sum(rows)


def links_of(bench, lot):
    with bench.plant.database.read() as session:
        rows = session.execute(
            select(Link.seq_from, Link.seq_to, Link.qty_q6).where(Link.parent_id == bench.lots[lot])
        )
        return [tuple(row) for row in rows]


def test_one_more_than_planned_is_there(bench):
    assert isinstance(bench.make(4), Done)
    assert bench.make(1).code == "MORE_THAN_AVAILABLE"
    facts = kept(bench, past(bench, "26C0005"))
    assert (facts["first"], facts["over"], facts["left"]) == ("5", "1", "0")
    with bench.plant.database.read() as session:
        unit = session.scalar(select(Item).where(Item.serial == "26C0005"))
    bench.units.append(unit.id)
    assert stopped_units(bench) == [5]
    for load in bench.loads:
        used = 5 if load == bench.loads[0] else 10
        bench.back(load, 100 - used)
    assert isinstance(bench.finish(), Done)


def test_more_than_came_gets_numbers_of_its_own(bench):
    """At a later operation, without serial numbers: nothing of what comes is taken away."""
    for load in bench.loads:
        bench.back(load, 100)
    assert isinstance(bench.finish(is_short=True, reason="another order"), Done)
    bench.plant.clock.advance(timedelta(minutes=1))
    bench.route((OperationDraft(10, "A", "甲"), OperationDraft(20, "B", "乙"), *operations()))
    bench.ordered(6)
    bench.cleared()
    assert isinstance(bench.start(10), Done)
    first = bench.run
    bench.output(2)
    bench.start(20)
    assert bench.output(3).code == "MORE_THAN_AVAILABLE"
    facts = kept(bench, past(bench, pieces=3, unit_ids=()))
    assert facts["pieces"] == "1-2, 7"
    assert bench.output(2, run=first).facts["pieces"] == "3-4"
    assert bench.output(2).code == "MORE_THAN_AVAILABLE", "one of them was taken already"
    assert bench.output(1).facts["pieces"] == "3"


def test_two_units_with_one_serial_number_are_both_kept_and_both_held(any_bench):
    bench = any_bench
    bench.make(2)
    assert bench.make(serials=("26C0001",)).code == "SERIAL_TAKEN"
    facts = kept(bench, past(bench, "26C0001"))
    assert facts["taken"] == "26C0001"
    assert facts["serials"] == "26000001", "the plant's own, until its label is printed anew"
    with bench.plant.database.read() as session:
        unit = session.scalar(select(Item).where(Item.serial == facts["serials"]))
        title = session.scalar(select(Case.title).where(Case.number == facts["case"]))
    bench.units.append(unit.id)
    assert stopped_units(bench) == [1, 3]
    assert title == "it is there (26C0001)"


def test_a_unit_that_nobody_recorded_before_is_there_and_one_that_is_done_is_done(bench):
    bench.make(1)
    bench.make(1, OutputKind.SCRAP, reason="cracked")
    thirty = bench.run
    bench.start(40)
    assert bench.output(unit_ids=(bench.units[1],)).code == "UNIT_NOT_DUE"
    kept(bench, past(bench, unit_ids=(bench.units[1],)))
    assert stopped_units(bench) == [2]
    again = past(bench, unit_ids=(bench.units[1],))
    assert again.code == "UNIT_ALREADY_DONE", "this fact stands already"
    assert thirty != bench.run


def test_more_than_the_books_have_is_in_the_product(bench):
    facts = kept(bench, past_material(bench, "PH-1", 150))
    assert facts["beyond"] == "50", "100 lay on the shelf"
    assert stock_of(bench, "PH-1") == q6(250)
    with bench.plant.database.read() as session:
        rows = session.execute(
            select(Movement.kind, Movement.qty_q6, Movement.from_location_id).where(
                Movement.item_id == bench.lots["PH-1"], Movement.kind.in_(("issue", "adjust"))
            )
        ).all()
    assert [(row.kind, row.qty_q6) for row in rows] == [
        ("issue", q6(100)), ("issue", q6(100)), ("adjust", q6(50)),
    ]  # fmt: skip
    assert rows[-1].from_location_id is None


def test_what_lies_at_the_line_is_not_there_twice(bench):
    bench.stock("PH-8", "PH-20", 10, place="W-L2")
    assert bench.issue(bench.lots["PH-8"]).code == "MATERIAL_NOT_IN_STOCK"
    assert "beyond" not in kept(bench, past_material(bench, "PH-8", 10))
    assert stock_of(bench, "PH-8") == q6(10)
    assert "beyond" in kept(bench, past_material(bench, "PH-8", 1)), "a load has all of it"


def test_a_material_in_pieces_that_are_out_is_linked_to_them(any_bench):
    bench = any_bench
    bench.make(3)
    bench.stock("Q-1", "PH-20", 50, state="quarantine", place="Q-01")
    assert past_material(bench, "Q-1", 2, first_piece=8).code == "PIECES_NOT_OUT"
    facts = kept(bench, past_material(bench, "Q-1", 2, first_piece=1, last_piece=2))
    assert facts["pieces"] == "1-2"
    assert links_of(bench, "Q-1") == [(1, 2, q6(2))]
    assert stopped_units(bench) == [1, 2]
    with bench.plant.database.read() as session:
        load = session.get(MaterialLoad, bench.load)
        assert (load.left_q6, load.piece_from, load.piece_to) == (0, 1, 2)
    assert stock_of(bench, "Q-1") == q6(48)


def test_pieces_without_a_material_get_it_when_it_is_told(bench):
    """The gate asks for what went in; told later, it is answered, and the rest feeds the line."""
    bench.back(bench.loads[0], 100)
    for number in (1, 2):
        kept(bench, past(bench, f"26C000{number}"))
    assert "INPUT_UNKNOWN" in {point.code for point in bench.gate().before_production}
    facts = kept(bench, past_material(bench, "PH-1", 3))
    assert facts["pieces"] == "1-2"
    assert links_of(bench, "PH-1") == [(1, 2, q6(2))]
    assert "INPUT_UNKNOWN" not in {point.code for point in bench.gate().before_production}
    assert isinstance(bench.make(1, serials=("26C0003",)), Done)
    with bench.plant.database.read() as session:
        assert session.get(MaterialLoad, bench.load).left_q6 == 0


def test_what_is_not_on_the_bill_is_linked_to_all_that_is_out(bench):
    bench.part("GLUE")
    bench.stock("G-1", "GLUE", 10)
    bench.make(2)
    facts = kept(bench, past_material(bench, "G-1", 1))
    assert facts["pieces"] == "1-2"
    assert links_of(bench, "G-1") == [(1, 2, q6(1))]
    bench.make(1)
    assert stopped_units(bench) == [1, 2, 3], "what comes may hold it as well"


def test_a_fact_is_kept_although_nothing_lies_at_the_line_by_the_books(bench):
    """What the books lack is adjusted and stays visible; the piece has its links."""
    with bench.plant.database.read() as session:
        assert session.scalar(select(Consumption.id)) is None
    kept(bench, past(bench, "26C0001"))
    assert links_of(bench, "PH-1") == [(1, 1, q6(1))]
