"""The gate is complete exactly if nothing is missing, and names everything that is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.items import QualityState
from qtrace.domain.production.gate import (
    BatchFacts,
    CheckOpen,
    GateReason,
    HeldInput,
    InputState,
    NeedOpen,
    OperationStanding,
    ReleaseKind,
    missing,
)

COMPLETE = BatchFacts(
    made=10,
    order="WO-1",
    is_order_finished=True,
    operations=(OperationStanding(30, True, 10, 0), OperationStanding(40, True, 10, 0)),
    is_production_released=True,
)
OPEN = replace(COMPLETE, is_production_released=False)
FLAWS = {
    GateReason.BATCH_ENDED: {"state": "scrapped"},
    GateReason.BATCH_EXPIRED: {"expired": "2026-11-20"},
    GateReason.PIECES_OPEN: {"operations": (OperationStanding(40, True, 8, 0, 2),)},
    GateReason.NOTHING_MADE: {"made": 0},
    GateReason.ORDER_OPEN: {"is_order_finished": False},
    GateReason.OPERATION_OPEN: {"operations": (OperationStanding(30, False, 10, 0),)},
    GateReason.REWORK_OPEN: {"operations": (OperationStanding(30, True, 10, 1),)},
    GateReason.CHECK_OPEN: {"checks": (CheckOpen(30, "Torque", "扭矩", "missed"),)},
    GateReason.CASE_OPEN: {"cases": ("NCR-26-0001",)},
    GateReason.BATCH_HELD: {"held": (HeldInput("L", "HD-1", True),)},
    GateReason.INPUT_HELD: {"held": (HeldInput("M", "HD-2", False),)},
    GateReason.INPUT_URGENT: {"urgent": ("M",)},
    GateReason.INPUT_UNDECIDED: {"undecided": (InputState("M", "quarantine"),)},
    GateReason.INPUT_UNKNOWN: {"unfed": ("PH-20",)},
    GateReason.LABEL_UNCHECKED: {"units_unlabelled": 3},
    GateReason.BATCH_LABEL_UNCHECKED: {"is_lot_unlabelled": True},
    GateReason.LABEL_OUTDATED: {"label_outdated": "L/2"},
    GateReason.BALANCE_OPEN: {"needs": (NeedOpen("SR-12", "4", "0"),)},
    GateReason.PRODUCTION_RELEASE_MISSING: {"is_production_released": False},
}


OF_THE_LOT = {GateReason.BATCH_ENDED, GateReason.BATCH_EXPIRED}


def test_every_reason_is_tried():
    assert set(FLAWS) == set(GateReason)


def test_nothing_missing_is_complete():
    assert missing(COMPLETE, ReleaseKind.PRODUCTION) == ()
    assert missing(COMPLETE, ReleaseKind.MARKET) == ()


@given(st.sets(st.sampled_from(GateReason)), st.sampled_from(ReleaseKind))
def test_exactly_what_is_missing_is_named(reasons, kind):
    facts = COMPLETE
    held, operations = (), ()
    for reason in reasons:
        flaw = FLAWS[reason]
        held += flaw.get("held", ())
        operations += flaw.get("operations", ())
        facts = replace(facts, **flaw)
    facts = replace(facts, held=held, operations=operations or COMPLETE.operations)
    if kind is ReleaseKind.PRODUCTION:
        reasons = reasons - {GateReason.PRODUCTION_RELEASE_MISSING}
        if facts.is_production_released:
            reasons = reasons - OF_THE_LOT
    assert {each.code for each in missing(facts, kind)} == reasons


@given(st.sampled_from(QualityState) | st.text(max_size=8), st.sampled_from(ReleaseKind))
def test_only_a_lot_that_is_still_there_is_released(state, kind):
    good = {QualityState.QUARANTINE, QualityState.CONDITIONAL, QualityState.RELEASED}
    codes = {each.code for each in missing(replace(OPEN, state=state), kind)}
    assert (GateReason.BATCH_ENDED in codes) is (state not in good)


def test_what_comes_after_a_signed_release_does_not_undo_it():
    over = replace(COMPLETE, is_market_released=True, state="scrapped", expired="2026-11-20")
    for kind in ReleaseKind:
        assert missing(over, kind) == ()
    only_production = replace(over, is_market_released=False)
    assert {each.code for each in missing(only_production, ReleaseKind.MARKET)} == OF_THE_LOT
