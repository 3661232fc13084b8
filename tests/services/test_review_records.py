"""What a forger with the database's own tools can change, and what finds it."""

import pytest
from sqlalchemy import select

from qtrace.domain.holds import HoldReason
from qtrace.models.items import Item
from qtrace.services.checks import check_projections
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.opening import holds_on
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.verification import verify_records
from tests.support.inspections import MAJOR, by_aql, looked_at, make_bench


@pytest.fixture
def bench(plant):
    made = make_bench(plant)
    made.plan((by_aql(MAJOR, "2.5", "S-4"),), (looked_at(1, MAJOR),), "inspect,review")
    return made


@pytest.fixture
def decided(bench):
    _, inspection = bench.started()
    bench.fill(inspection, bad=(1, 2, 3, 4))
    assert isinstance(bench.sign(inspection), Done)
    assert isinstance(bench.review(inspection), Done)
    return bench


def forge(plant, table: str, statement: str) -> None:
    """Change rows as somebody would who owns the database."""
    with plant.owner.engine.connect() as connection:
        if plant.database.is_sqlite:
            found = connection.exec_driver_sql(
                f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'"
            )
            for (name,) in found.all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        else:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        done = connection.exec_driver_sql(statement)
        assert done.rowcount, "nothing was forged"
        connection.info["qtrace_recorded"] = True
        connection.commit()


def found(plant) -> set[tuple[str, str]]:
    return {
        (bad.finding.value, bad.detail.split(" ")[0]) for bad in plant.bench.ask(verify_records).bad
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_id", "NULL"),
        ("actor_id", "1"),
        ("outcome", "'refused'"),
        ("command_code", "'X'"),
        ("entered_at", "'2020-01-01T00:00:00.000000Z'"),
    ],
)
def test_every_column_of_a_record_is_held_to_its_payload(plant, column, value):
    forge(
        plant, "record", f"UPDATE record SET {column} = {value} WHERE command_code = 'SET_UP_PLANT'"
    )
    if column == "actor_id" and value == "NULL":
        assert found(plant) == set()  # nobody set the plant up: that is what it says
    else:
        assert {kind for kind, _ in found(plant)} == {"COLUMN_MISMATCH"}


def test_a_record_hidden_from_an_objects_history_is_found(plant):
    assert found(plant) == set()
    forge(plant, "record_object", "DELETE FROM record_object WHERE target_kind = 'plant'")
    assert found(plant) == {("MISSING", "record_object")}


def test_a_record_pushed_into_an_objects_history_is_found(plant):
    forge(plant, "record_object", "INSERT INTO record_object VALUES ('item', 5, 7)")
    assert found(plant) == {("EXTRA_ROW", "record_object")}


@pytest.mark.parametrize(
    ("table", "statement", "finding"),
    [
        ("reading", "UPDATE reading SET verdict = 'pass'", "PROJECTION_MISMATCH"),
        ("document", "UPDATE document SET data = '{}'", "PROJECTION_MISMATCH"),
        ("signature", "UPDATE signature SET name_as_printed = 'Mallory'", "PROJECTION_MISMATCH"),
        ("hold", "UPDATE hold SET block_mask = 0", "PROJECTION_MISMATCH"),
        ("disposition", "DELETE FROM disposition", "MISSING"),
    ],
)
def test_forged_rows_are_named(decided, table, statement, finding):
    forge(decided.plant, table, statement)
    assert (finding, table) in found(decided.plant)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_value_that_no_column_holds_is_a_finding_and_no_error(decided):
    forge(decided.plant, "reading", "UPDATE reading SET at = 'yesterday'")
    assert ("EXTRA_ROW", "reading") in found(decided.plant)
    forge(decided.plant, "record", "UPDATE record SET entered_at = x'00' WHERE station_seq = 3")
    assert ("COLUMN_MISMATCH", "entered_at:") in found(decided.plant)


def test_a_hold_whose_members_are_all_gone_is_found(decided):
    plant = decided.plant
    assert plant.bench.ask(check_projections) == ()
    forge(plant, "hold_member", "DELETE FROM hold_member")
    assert [each.table for each in plant.bench.ask(check_projections)] == ["hold_member"]


def test_a_container_is_held_with_its_lot(bench):
    """The lot moves and is released as a whole: a hold on one of its bags would stop nothing."""
    lot, _ = bench.started()
    plant = bench.plant
    with plant.database.read() as session:
        box = session.scalar(select(Item.id).where(Item.origin_id == lot).limit(1))
    outcome = plant.send(
        PlaceHold(
            **bench.head(), hold_id=bench.ids.next_id(), lot_id=box,
            reason=HoldReason.CONTAMINATION, severity="major", note="wet bag",
        ),
        by=bench.people["lin"],
    )  # fmt: skip
    assert isinstance(outcome, Done)
    assert [row.number for row in plant.bench.ask(holds_on, lot)] == [outcome.facts["hold"]]


@pytest.mark.parametrize("over", [{"severity": "huge"}, {"note": "a\x07b"}, {"lot_id": 404}])
def test_a_hold_with_nonsense_is_a_refusal(bench, over):
    lot, _ = bench.started()
    values = {"lot_id": lot, "reason": HoldReason.OTHER, "severity": "major", "note": ""}
    outcome = bench.plant.send(
        PlaceHold(**bench.head(), hold_id=bench.ids.next_id(), **(values | over)),
        by=bench.people["lin"],
    )
    assert isinstance(outcome, Refusal)
    assert outcome.code in {"NOTHING_TO_HOLD", "TEXT_REFUSED", "FIELD_INVALID"}
