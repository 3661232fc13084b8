"""Nobody frees what is held past its criteria, the second person or the inspector."""

import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from qtrace.domain.hold_rules import ReasonWish
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import Criterion
from qtrace.models.database import Database, require_current, upgrade
from qtrace.models.items import Item
from qtrace.services.holds.commands import ConvertHold, NarrowHold, WidenHold
from qtrace.services.holds.opening import holds_on
from qtrace.services.holds.signers import may_lift, may_narrow
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.support.holds import NewItem, NewLink, make_holds
from tests.support.ncrs import open_ncr
from tests.support.plants import make_plant
from tests.support.rules import in_force


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


def code(outcome):
    return "" if isinstance(outcome, Done) else outcome.code


def narrow(bench, hold, *nos, by):
    seen = bench.sheet(hold).seen_sha256
    command = NarrowHold(
        **bench.head(), hold_id=hold, scope_nos=nos, reason="other machine", seen_sha256=seen
    )
    return bench.send(command, by, signed=True)


def widen(bench, hold, *items, by):
    command = WidenHold(**bench.head(), hold_id=hold, item_ids=items, scopes=(), reason="also")
    return bench.send(command, by)


def ways(bench):
    """The received lot as a hold may name it."""
    with bench.plant.database.read() as session:
        lot = session.get_one(Item, bench.lot)
        bags = session.scalars(select(Item.id).where(Item.origin_id == lot.id)).all()
        return {
            "lot": (lot.id,),
            "bags": tuple(bags),
            "one bag": (bags[0],),
            "supplier lot": (
                Scope(AnchorKind.SUPPLIER_LOT, lot.supplier_id, supplier_lot=lot.supplier_lot),
            ),
            "receipt": (Scope(AnchorKind.RECEIPT, lot.receipt_id),),
            "pieces of the lot": (Scope(AnchorKind.ORIGIN, lot.id),),
            "part": (Scope(AnchorKind.PART, lot.part_id),),
        }


# --- narrowing ------------------------------------------------------------------------------


def test_nobody_widens_a_hold_to_narrow_the_rest_away(bench):
    dummy = bench.new()
    bench.make(NewItem(dummy))
    hold = bench.hold(bench.lot, reason="parameter", by="lin")
    assert code(widen(bench, hold, dummy, by="wang")) == ""
    outcome = narrow(bench, hold, 1, by="wang")
    assert (outcome.code, outcome.facts["post"]) == ("HOLD_SECOND_PERSON", "widener")
    assert bench.ask(may_narrow, hold, bench.people["wang"]).post == "widener"
    assert bench.ask(may_lift, hold, bench.people["wang"]) is None
    outcome = narrow(bench, hold, 1, by="qian")
    assert (outcome.code, outcome.facts["criteria"]) == ("HOLD_CRITERIA_UNMET", "change_applied")
    assert bench.ask(may_narrow, hold, bench.people["qian"]) is None
    assert bench.ask(may_narrow, 5, bench.people["qian"]) is None
    assert len(bench.ask(holds_on, bench.lot)) == 1


def test_the_inspector_does_not_narrow_their_lot_away(sqlite_bench):
    bench = sqlite_bench
    other = bench.new()
    bench.make(NewItem(other))
    inspected(bench, "qian")
    hold = bench.hold(bench.lot, other, by="lin")
    outcome = narrow(bench, hold, 1, by="qian")
    assert (outcome.code, outcome.facts["post"]) == ("HOLD_SECOND_PERSON", "inspector")
    assert code(narrow(bench, hold, 1, by="wang")) == ""
    assert bench.ask(holds_on, bench.lot) == ()


def inspected(bench, by):
    """Let `by` have signed the inspection of the received lot."""
    with bench.plant.database.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        values = (bench.people[by], bench.lot)
        raw.execute("UPDATE inspection SET signed_by = ? WHERE item_id = ?", values)
        raw.commit()


# --- the lots behind it ---------------------------------------------------------------------

NAMES = ("lot", "bags", "one bag", "supplier lot", "receipt", "pieces of the lot", "part")


def test_a_hold_waits_for_the_nonconformance_of_its_lot_however_it_names_it(bench):
    case = open_ncr(bench)
    for name, scopes in ways(bench).items():
        hold = bench.hold(*scopes)
        outcome = bench.request(hold)
        assert (code(outcome), name) == ("HOLD_CRITERIA_UNMET", name)
        assert [each for each, _ in bench.sheet(hold).cases] == [case], name


@pytest.mark.parametrize("name", NAMES)
def test_the_inspector_of_a_lot_lifts_no_hold_on_it_however_it_is_named(sqlite_bench, name):
    bench = sqlite_bench
    inspected(bench, "qian")
    hold = bench.hold(*ways(bench)[name])
    assert code(bench.request(hold)) == ""
    outcome = bench.release(hold, by="qian")
    assert (outcome.code, outcome.facts["post"]) == ("HOLD_SECOND_PERSON", "inspector")
    assert bench.ask(may_lift, hold, bench.people["qian"]).post == "inspector"
    assert code(bench.release(hold, by="rel")) == ""


def test_the_inspector_of_what_was_made_of_it_does_not_let_that_go(sqlite_bench):
    bench = sqlite_bench
    inspected(bench, "qian")
    parent = bench.new()
    bench.make(NewItem(parent))
    bench.make(NewLink(parent, bench.lot))
    hold = bench.hold(parent)
    assert code(bench.request(hold, bench.lot)) == ""
    assert bench.release(hold, by="qian").facts["post"] == "inspector"


def test_a_lot_is_inspected_again_however_the_hold_names_it(sqlite_bench):
    bench = sqlite_bench
    wish = ReasonWish(
        "again", "Again", "再", severity="major", criteria=(Criterion.REINSPECTED,)
    )  # fmt: skip
    assert code(in_force(bench.plant, wish, bench.people["wang"])) == ""
    for name, scopes in ways(bench).items():
        hold = bench.hold(*scopes, reason="again")
        (criterion,) = bench.sheet(hold).criteria
        assert (criterion.is_met, criterion.facts["missing"]) == (False, "1"), name
    station = Scope(AnchorKind.STATION, bench.plant.bench.station.id)
    hold = bench.hold(station, reason="again")
    (criterion,) = bench.sheet(hold).criteria
    assert criterion.is_met, "a hold on a place alone has no lot to inspect"


# --- the database ---------------------------------------------------------------------------


def refused(bench, statement):
    with bench.plant.owner.engine.connect() as connection:
        with pytest.raises(IntegrityError):
            connection.execute(text(statement))
        connection.rollback()


def test_the_database_lets_no_hold_end_without_its_signatures(bench):
    hold = bench.hold(bench.lot, by="lin")
    assert code(bench.request(hold, by="sup")) == ""
    wang = bench.people["wang"]
    for values in (
        f"state = 'released', released_by = {wang}",
        f"state = 'released', requested_by = NULL, released_by = {wang}",
        f"state = 'released', released_by = {wang}, release_id = 5",
        "state = 'converted'",
        f"state = 'converted', converted_by = {wang}",
        f"state = 'converted', converted_by = {wang}, conversion_id = 5",
        f"state = 'converted', converted_by = {bench.people['lin']}, conversion_id = 5",
    ):
        refused(bench, f"UPDATE hold SET {values} WHERE case_id = {hold}")
    refused(
        bench,
        "INSERT INTO hold_scope_end (hold_id, no, placed_by, ended_by, record_id) "
        "SELECT case_id, 1, placed_by, placed_by, record_id FROM hold",
    )
    assert len(bench.ask(holds_on, bench.lot)) == 1


def test_holds_that_ended_before_get_their_keys(bench):
    other = bench.new()
    bench.make(NewItem(other))
    lifted, converted, part = (bench.hold(bench.lot, by="lin") for _ in range(3))
    narrowed = bench.hold(bench.lot, other, by="lin")
    assert code(narrow(bench, narrowed, 1, by="qian")) == ""
    assert code(bench.request(part, bench.lot)) == ""
    assert code(bench.release(part, by="rel")) == ""
    bench.lifted(lifted)
    convert = ConvertHold(
        **bench.head(), hold_id=converted, disposition="return", reason="wet",
        seen_sha256=bench.sheet(converted).seen_sha256,
    )  # fmt: skip
    bench.done(convert, "qian", signed=True)
    told = ends(bench)
    assert {row.state: row.converted_by for row in told} == {
        "released": None, "converted": bench.people["qian"], "active": None,
    }  # fmt: skip
    url = bench.plant.owner_url or bench.plant.database.url.render_as_string(hide_password=False)
    take_back(bench)
    upgrade(url)
    database = Database(url)
    require_current(database)
    database.close()
    assert ends(bench) == told
    assert bench.ask(verify_records).bad == ()


def ends(bench):
    with bench.plant.owner.engine.connect() as connection:
        holds = connection.execute(
            text("SELECT state, release_id, converted_by, conversion_id FROM hold ORDER BY seq")
        ).all()
        assert connection.execute(text("SELECT placed_by, ended_by FROM hold_scope_end")).all() == [
            (bench.people["lin"], bench.people["qian"])
        ]
        connection.rollback()
    return holds


COPIES = {
    "hold": ("release_id", "converted_by", "conversion_id"),
    "hold_scope_end": ("placed_by", "ended_by"),
}


def take_back(bench):
    """Make the schema what it was before revision 0020."""
    with bench.plant.owner.engine.connect() as connection:
        if bench.plant.database.is_sqlite:
            raw = connection.connection.dbapi_connection
            raw.execute("PRAGMA writable_schema = ON")
            for table in COPIES:
                (sql,) = raw.execute(
                    "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
                ).fetchone()
                first = sql.index("CONSTRAINT ck_hold_asked" if table == "hold" else
                                  "CONSTRAINT ck_hold_scope_end_placer")  # fmt: skip
                sql = re.sub(r"(placed_by|ended_by) BIGINT NOT NULL$", r"\1 BIGINT", sql)
                before = sql[:first].rstrip().rstrip(",") + ")"
                if table == "hold_scope_end":
                    before = before.replace("by BIGINT NOT NULL", "by BIGINT")
                raw.execute(
                    "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?",
                    (before, table),
                )
            raw.execute(
                "UPDATE sqlite_master SET sql = replace(sql, \"'converted', 'assigned')\","
                " \"'converted')\") WHERE type = 'table' AND name = 'hold_event'"
            )
            raw.execute("PRAGMA writable_schema = RESET")
        for table, names in COPIES.items():
            for name in names:
                tail = "" if bench.plant.database.is_sqlite else " CASCADE"
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {name}{tail}"))
        for index in ("uq_hold_release_key", "uq_signature_key"):
            connection.execute(text(f"DROP INDEX {index}"))
        connection.execute(text("DROP TABLE run_equipment_change"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0019'"))
        connection.commit()
