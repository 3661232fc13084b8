"""The lifecycle engine, and every table that the house drives with it."""

from enum import StrEnum

from qtrace.domain.inspection_flow import (
    CHAINS,
    FINAL,
    INSPECTION_LIFECYCLE,
    ChainStep,
    InspectionState,
    Signers,
    next_step,
    parse_chain,
)
from qtrace.domain.lifecycle import Lifecycle, LifecycleReason, StepRefusal, Transition
from qtrace.domain.people import FIRST_MATRIX


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    WALLED = "walled"


DOORS = Lifecycle(
    (
        Transition("build", None, Door.OPEN, "BUILD"),
        Transition("shut", Door.OPEN, Door.SHUT, "SHUT"),
        Transition("open", Door.SHUT, Door.OPEN, "OPEN", ("shutter",)),
        Transition("wall", Door.SHUT, Door.WALLED, "WALL"),
    )
)


def test_what_is_not_listed_is_not_possible():
    assert DOORS.step(Door.OPEN, "shut").target is Door.SHUT
    refused = DOORS.judge(Door.WALLED, "open")
    assert refused == StepRefusal(LifecycleReason.WRONG_STATE, {"state": "walled", "step": "open"})


def test_a_second_person_rule_binds_the_holder_of_the_post_only():
    holders = {"shutter": 1}
    refused = DOORS.judge(Door.SHUT, "open", 1, holders)
    assert isinstance(refused, StepRefusal)
    assert (refused.code, refused.facts["post"]) == (LifecycleReason.SAME_PERSON, "shutter")
    assert DOORS.judge(Door.SHUT, "open", 2, holders) is DOORS.step(Door.SHUT, "open")
    assert DOORS.judge(Door.SHUT, "open", None, {"shutter": None}) is not None
    assert not isinstance(DOORS.judge(Door.SHUT, "open", None, {"shutter": None}), StepRefusal)


def test_buttons_come_from_the_table_and_the_rights():
    assert [t.name for t in DOORS.offered(Door.SHUT, {"OPEN", "WALL"})] == ["open", "wall"]
    assert [t.name for t in DOORS.offered(Door.SHUT, {"WALL"})] == ["wall"]
    assert DOORS.offered(Door.WALLED, {"OPEN", "WALL"}) == ()


def test_faults_name_what_is_wrong_with_a_table():
    assert DOORS.faults(tuple(Door), (Door.WALLED,)) == ()
    assert DOORS.faults(tuple(Door), ()) == ("walled: dead end",)
    assert DOORS.faults(tuple(Door), (Door.WALLED, Door.OPEN)) == ("open: no end",)
    assert DOORS.faults((Door.OPEN, Door.SHUT), ()) == ("walled: unknown",)
    doubled = Lifecycle((*DOORS.transitions, Transition("shut", Door.OPEN, Door.WALLED)))
    assert doubled.faults(tuple(Door), (Door.WALLED,)) == ("shut: listed twice",)
    cut_off = Lifecycle(DOORS.transitions[1:])
    assert "open: cannot be reached" in cut_off.faults(tuple(Door), (Door.WALLED,))


def test_the_inspection_table_is_sound():
    assert INSPECTION_LIFECYCLE.faults(tuple(InspectionState), FINAL) == ()


def test_every_command_of_the_inspection_table_belongs_to_somebody():
    known = {code for codes in FIRST_MATRIX.values() for code in codes}
    assert {t.command for t in INSPECTION_LIFECYCLE.transitions if t.command} <= known


def test_chains_are_the_four_that_plans_may_ask_for():
    assert parse_chain("inspect,review,approve") == CHAINS[3]
    for wrong in ("", "review", "review,inspect", "inspect,inspect", "inspect, review", "sign"):
        assert parse_chain(wrong) is None


def test_the_next_step_is_the_first_that_nobody_signed():
    chain = CHAINS[3]
    assert next_step(chain, Signers()) is ChainStep.INSPECT
    assert next_step(chain, Signers(inspector=1)) is ChainStep.REVIEW
    assert next_step(chain, Signers(1, 2)) is ChainStep.APPROVE
    assert next_step(chain, Signers(1, 2, 3)) is None
    assert Signers(1, None, 3).persons == frozenset({1, 3})


def test_each_step_has_its_meaning_and_its_command():
    table = [(step.meaning.value, step.command) for step in ChainStep]
    assert table == [
        ("inspected", "SIGN_INSPECTION"),
        ("reviewed", "REVIEW_INSPECTION"),
        ("approved", "APPROVE_INSPECTION"),
    ]
