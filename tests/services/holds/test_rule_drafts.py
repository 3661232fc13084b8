"""Rules of holds are drafted by one person and put in force by another."""

from dataclasses import replace

import pytest

from qtrace.domain.block_rules import ProfileWish, in_order
from qtrace.domain.hold_rules import ReasonWish, RelationWish, RuleKind, StopWish
from qtrace.domain.holds import PROFILES, Activity, BlockProfile, InFlight, Signee
from qtrace.domain.people import Role
from qtrace.models.holds import RuleDecision
from qtrace.services.holds.reasons import hold_reasons
from qtrace.services.holds.rule_commands import ApproveRule, DraftRule, ReturnRule
from qtrace.services.holds.rule_drafts import decided_drafts, hold_rules, rule_seen
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.services.holds.test_holds_in_use import Trial
from tests.support.holds import make_holds
from tests.support.plants import make_plant
from tests.support.stations import door_with

WET = ReasonWish(
    "wet", "Wet", "受潮", "major", BlockProfile.SHIPPING, InFlight.FINISH, isolates=True
)


@pytest.fixture
def bench(plant):
    made = make_holds(plant)
    made.people["anna"] = plant.person("anna", Role.QUALITY)
    yield made
    made.close()


@pytest.fixture
def sqlite_bench(sqlite_url):
    plant = make_plant(sqlite_url)
    made = make_holds(plant)
    yield made
    made.close()
    plant.close()


def draft(bench, wish, by="wang"):
    draft_id = bench.new()
    return draft_id, bench.send(DraftRule(**bench.head(), draft_id=draft_id, wish=wish), by)


def approve(bench, draft_id, by="anna", **over):
    values = {"draft_id": draft_id, "seen_sha256": bench.ask(rule_seen, draft_id)} | over
    return bench.send(ApproveRule(**bench.head(), **values), by, signed=True)


def give_back(bench, draft_id, by="anna", reason="too wide"):
    return bench.send(ReturnRule(**bench.head(), draft_id=draft_id, reason=reason), by)


def rule(bench, kind, code):
    return next(row for row in bench.ask(hold_rules) if (row.kind, row.code) == (kind, code))


def test_nothing_changes_before_somebody_else_approves(bench):
    draft_id, outcome = draft(bench, WET)
    assert isinstance(outcome, Done)
    row = rule(bench, RuleKind.HOLD_REASON, "wet")
    assert (row.now, row.waiting.wish, row.waiting.by_id) == (None, WET, bench.people["wang"])
    assert "wet" not in {each.code for each in bench.ask(hold_reasons)}
    assert draft(bench, WET, "anna")[1].code == "RULE_DRAFT_OPEN"
    assert approve(bench, draft_id, "wang").code == "SAME_PERSON"
    assert approve(bench, draft_id, "lin").code == "NOT_ALLOWED"
    unseen = approve(bench, draft_id, seen_sha256="0" * 64)
    assert (unseen.code, unseen.facts["number"]) == ("CHANGED_SINCE_SEEN", "wet")
    assert unseen.facts["name_en"] == "Wang"
    assert isinstance(approve(bench, draft_id), Done)
    row = rule(bench, RuleKind.HOLD_REASON, "wet")
    assert (row.now, row.waiting, row.by_house) == (WET, None, False)
    hold = bench.hold(bench.lot, reason="wet")
    assert (bench.sheet(hold).profile, bench.sheet(hold).in_flight) == ("shipping", "finish")
    assert approve(bench, draft_id).code == "RULE_DRAFT_DECIDED"
    assert approve(bench, 5).code == "RULE_DRAFT_UNKNOWN"
    (told,) = bench.ask(decided_drafts, RuleKind.HOLD_REASON, "wet")
    assert (told.decision, told.comment, told.by != told.drafted_by) == ("approved", "", True)


def test_a_draft_is_given_back_and_written_again(bench):
    draft_id, _ = draft(bench, WET)
    assert give_back(bench, draft_id, "wang").code == "SAME_PERSON"
    assert give_back(bench, draft_id, reason=" ").code == "FIELD_EMPTY"
    assert isinstance(give_back(bench, draft_id), Done)
    assert all(row.code != "wet" for row in bench.ask(hold_rules))
    assert give_back(bench, draft_id).code == "RULE_DRAFT_DECIDED"
    assert give_back(bench, 5).code == "RULE_DRAFT_UNKNOWN"
    assert isinstance(draft(bench, WET)[1], Done)
    (told,) = bench.ask(decided_drafts, RuleKind.HOLD_REASON, "wet")
    assert (told.decision, told.comment) == ("returned", "too wide")


@pytest.mark.parametrize(
    "wish",
    [
        replace(WET, code="flash", isolates=False),
        replace(WET, code="flash", signee=Signee.LIST, signees=(7,)),
        StopWish("tool", "Tool broken", "模具损坏"),
        RelationWish("period", "hold", 3),
        ProfileWish("freeze", in_order(PROFILES[BlockProfile.FREEZE] - {Activity.LABEL})),
    ],
    ids=lambda wish: f"{type(wish).__name__}-{len(getattr(wish, 'signees', ()))}",
)
def test_every_kind_of_rule_goes_the_same_way(bench, wish):
    if getattr(wish, "signees", ()):
        wish = replace(wish, signees=(bench.people["qian"],))
    draft_id, outcome = draft(bench, wish)
    assert isinstance(outcome, Done)
    kind = RuleKind(outcome.facts["kind"])
    assert isinstance(approve(bench, draft_id), Done)
    assert rule(bench, kind, wish.code).now == wish
    assert bench.ask(verify_records).bad == ()


@pytest.mark.parametrize(
    "wish",
    [
        replace(WET, severity="awful"),
        replace(WET, review_days=0),
        replace(WET, signee=Signee.LIST),
        StopWish("tool", " ", ""),
        RelationWish("moon", "hold"),
        ProfileWish("moon", (Activity.SHIP,)),
    ],
)
def test_what_could_not_be_in_force_is_no_draft(sqlite_bench, wish):
    assert draft(sqlite_bench, wish)[1].code in ("FIELD_INVALID", "FIELD_EMPTY")


@pytest.mark.parametrize("stops", [(), (Activity.PACK,), (Activity.SHIP, Activity.INSPECT)])
def test_the_core_of_a_profile_never_gives_way(sqlite_bench, stops):
    refusal = draft(sqlite_bench, ProfileWish("shipping", stops))[1]
    assert refusal.code == "RULE_GIVES_WAY"


def test_a_hold_keeps_what_it_was_placed_with(bench):
    """A profile that becomes stricter stops more in later holds, and nothing else in standing ones."""
    before = bench.hold(bench.lot, profile=BlockProfile.SHIPPING)
    wider = ProfileWish("shipping", (Activity.COMPLETE_OPERATION, Activity.LABEL, Activity.SHIP))
    draft_id, _ = draft(bench, wider)
    assert isinstance(approve(bench, draft_id), Done)
    after = bench.hold(bench.lot, profile=BlockProfile.SHIPPING)
    stopped = bench.sheet(before).blocked
    assert (Activity.PACK in stopped, Activity.LABEL in stopped) == (True, False)
    stopped = bench.sheet(after).blocked
    assert (Activity.PACK in stopped, Activity.LABEL in stopped) == (False, True)
    assert bench.sheet(after).in_flight == "frozen", "it stops work now, so pieces stay"
    again, _ = draft(bench, ProfileWish("shipping", (Activity.SHIP,)))
    assert isinstance(approve(bench, again), Done)
    assert rule(bench, RuleKind.BLOCK_PROFILE, "shipping").now.stops == (Activity.SHIP,)


def test_the_database_refuses_the_author_too(bench):
    draft_id, _ = draft(bench, WET)

    def decide(work, _command):
        author = work.actor.person_id
        work.add(
            RuleDecision(
                draft_id=draft_id, drafted_by=author, decision="approved", decided_by=author,
                at=work.now, comment="",
            )
        )  # fmt: skip
        work.session.flush()
        return {}

    with door_with(bench.plant, {Trial: decide}) as station:
        outcome = station.send(Trial(**bench.head()), by=bench.people["wang"])
    assert (outcome.code, outcome.facts["detail"]) == ("CHANGED_BY_OTHERS", "IntegrityError")
