"""A hold has an owner whom somebody else names, and whom a rule may let lift it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from qtrace.domain.hold_rules import ReasonWish
from qtrace.domain.holds import Signee
from qtrace.services.holds.commands import AssignHold
from qtrace.services.holds.signers import may_own, who_may_lift
from qtrace.services.outcomes import Done
from tests.support.holds import make_holds
from tests.support.rules import in_force


@pytest.fixture
def bench(plant):
    made = make_holds(plant)
    yield made
    made.close()


def code(outcome):
    return "" if isinstance(outcome, Done) else outcome.code


def assign(bench, hold, owner, by="sup"):
    command = AssignHold(**bench.head(), hold_id=hold, owner_id=bench.people.get(owner, 5))
    return bench.send(command, by)


def test_where_the_owner_lifts_somebody_names_one(bench):
    wish = ReasonWish("own", "Own", "自", severity="major", criteria=(), signee=Signee.SELF)
    assert code(in_force(bench.plant, wish, bench.people["wang"])) == ""
    hold = bench.hold(bench.lot, reason="own", by="wang")
    assert all(each.why is not None for each in bench.ask(who_may_lift, hold)), "nobody yet"
    assert {each.login for each in bench.ask(may_own, hold)} >= {"qian", "rel"}
    for owner, by, fault in (
        ("wang", "sup", "placer"), ("qian", "qian", "self"), ("opr", "sup", "no_right"),
        ("nobody", "sup", "no_right"),
    ):  # fmt: skip
        outcome = assign(bench, hold, owner, by)
        assert (outcome.code, outcome.facts["fault"]) == ("HOLD_OWNER_UNFIT", fault)
    assert code(assign(bench, hold, "qian", by="lin")) == "NOT_ALLOWED"
    done = assign(bench, hold, "qian")
    assert done.facts["owner_en"] == bench.sheet(hold).head.owner.en != ""
    assert bench.sheet(hold).history[-1].kind == "assigned"
    signers = {each.login: each.why for each in bench.ask(who_may_lift, hold)}
    assert signers["qian"] is None
    assert signers["rel"].post == "self"
    assert code(bench.request(hold, by="sup")) == ""
    assert bench.release(hold, by="rel").code == "HOLD_SIGNEE"
    assert code(bench.release(hold, by="qian")) == ""
    assert code(assign(bench, hold, "rel")) == "HOLD_CLOSED"
    assert code(assign(bench, 5, "rel")) == "HOLD_UNKNOWN"


def test_an_owner_named_when_a_hold_is_placed_is_somebody_else(bench):
    def placed(owner, by="wang"):
        command = bench.hold_command(bench.new(), bench.lot, owner_id=bench.people[owner])
        return bench.send(command, by)

    assert placed("wang").facts["fault"] == "placer"
    assert placed("opr").facts["fault"] == "no_right"
    assert code(placed("qian")) == ""


def test_the_database_knows_the_kinds_of_events(bench):
    bench.hold(bench.lot)
    with bench.plant.owner.engine.connect() as connection:
        with pytest.raises(IntegrityError):
            connection.execute(
                text(
                    "INSERT INTO hold_event (id, seq, hold_id, kind, person_id, at, reason, "
                    "record_id) SELECT 5, 99, hold_id, 'owned', person_id, at, '', record_id "
                    "FROM hold_event"
                )
            )
        connection.rollback()
