"""Rules of holds for tests: drafted by one, put in force by another."""

from qtrace.domain.hold_rules import Wish
from qtrace.domain.people import Role
from qtrace.services.holds.rule_commands import ApproveRule, DraftRule
from qtrace.services.holds.rule_drafts import rule_seen
from qtrace.services.outcomes import Outcome, Refusal
from tests.support.plants import TestPlant

APPROVER = "approver"


def in_force(plant: TestPlant, wish: Wish, by: int) -> Outcome:
    """Draft the rule as `by` and let somebody of quality approve it; the first refusal ends it."""
    draft_id = plant.ids.next_id()
    drafted = plant.send(DraftRule(**plant.head(), draft_id=draft_id, wish=wish), by=by)
    if isinstance(drafted, Refusal):
        return drafted
    if APPROVER not in plant.people:
        plant.people[APPROVER] = plant.person(APPROVER, Role.QUALITY)
    other = plant.people[APPROVER]
    seen = plant.bench.ask(rule_seen, draft_id)
    approve = ApproveRule(**plant.head(), draft_id=draft_id, seen_sha256=seen)
    return plant.send(approve, by=other, claim=plant.claim(other))
