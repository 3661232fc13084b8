"""What is kept as evidence stays, whatever else is decided about it; what ended stays ended."""

import pytest
from sqlalchemy import select

from qtrace.domain.disposal import Disposal, DisposalLine
from qtrace.domain.holds import BlockProfile
from qtrace.domain.quantities import q6
from qtrace.models.items import Disposition, ItemStatus
from qtrace.services.cases.disposal_commands import DisposeNcr
from qtrace.services.cases.sheets import case_sheet
from qtrace.services.checks import check_projections
from qtrace.services.holds.commands import ConvertHold
from qtrace.services.outcomes import Done
from tests.support.holds import make_holds
from tests.support.ncrs import open_ncr


@pytest.fixture
def bench(plant):
    made = make_holds(plant)
    yield made
    made.close()


def dispose(bench, case, disposal, quantity=1200):
    lines = (DisposalLine(bench.lot, q6(quantity), disposal, "as told"),)
    if quantity < 1200:
        lines += (DisposalLine(bench.lot, q6(1200 - quantity), Disposal.REWORK, "sort"),)
    command = DisposeNcr(
        **bench.head(), case_id=case, lines=lines, comment="looked at",
        seen_sha256=bench.ask(case_sheet, case).seen_sha256,
    )  # fmt: skip
    return bench.send(command, "qian", signed=True)


def convert(bench, hold, disposition="scrap"):
    command = ConvertHold(
        **bench.head(), hold_id=hold, disposition=disposition, reason="wet",
        seen_sha256=bench.sheet(hold).seen_sha256,
    )  # fmt: skip
    return bench.send(command, "qian", signed=True)


def state_of(bench, lot):
    with bench.plant.database.read() as session:
        return session.get_one(ItemStatus, lot).quality_state


@pytest.mark.parametrize("disposal", [Disposal.SCRAP, Disposal.RETURN])
def test_evidence_does_not_leave_by_somebody_elses_decision(bench, disposal):
    frozen = bench.hold(bench.lot, profile=BlockProfile.FREEZE, reason="other")
    usual = bench.hold(bench.lot)
    refused = convert(bench, usual, disposal.value)
    assert (refused.code, refused.facts["hold_id"]) == ("LOT_ON_HOLD", str(frozen))
    assert state_of(bench, bench.lot) == "quarantine"
    done = convert(bench, frozen, disposal.value)
    assert isinstance(done, Done), "the hold that keeps it may end so"
    again = convert(bench, usual, disposal.value)
    assert isinstance(again, Done)
    assert again.facts["lots"] == "0", "the lot has ended already"
    assert bench.ask(check_projections) == ()


def test_evidence_is_not_divided_and_the_usual_hold_lets_scrap_go(bench):
    case = open_ncr(bench)
    frozen = bench.hold(bench.lot, profile=BlockProfile.FREEZE)
    leaves = ((Disposal.SCRAP, 1200), (Disposal.RETURN, 1200), (Disposal.USE_AS_IS, 200))
    for disposal, quantity in leaves:
        refused = dispose(bench, case, disposal, quantity)
        assert refused.code == "LOT_ON_HOLD"
        assert refused.facts["hold_id"] == str(frozen)
    bench.lifted(frozen)
    bench.hold(bench.lot)
    bench.hold(bench.lot, reason="appearance")
    assert isinstance(dispose(bench, case, Disposal.SCRAP), Done)
    assert state_of(bench, bench.lot) == "scrapped"
    assert bench.ask(check_projections) == ()


def test_a_hold_that_came_from_the_nonconformance_waits_for_its_disposal(bench):
    case = open_ncr(bench)
    hold = bench.hold(bench.lot, profile=BlockProfile.FREEZE, origin_case_id=case, by="wang")
    assert bench.request(hold).code == "HOLD_CRITERIA_UNMET"
    assert isinstance(dispose(bench, case, Disposal.RETURN), Done)
    bench.lifted(hold)


@pytest.mark.parametrize("first", [Disposal.SCRAP, Disposal.RETURN])
def test_what_ended_never_comes_back(bench, first):
    cases = [open_ncr(bench, writer) for writer in (11, 12)]
    assert isinstance(dispose(bench, cases[0], first), Done)
    ended = state_of(bench, bench.lot)
    for disposal in Disposal:
        if disposal is not first:
            refused = dispose(bench, cases[1], disposal)
            assert (refused.code, refused.facts["state"]) == ("STATE_FORBIDS", ended)
    assert isinstance(dispose(bench, cases[1], first), Done), "the second case can be closed"
    with bench.plant.database.read() as session:
        told = session.scalars(select(Disposition).where(Disposition.item_id == bench.lot)).all()
    assert len(told) == 1, "and the lot has ended once"
    assert bench.ask(check_projections) == ()


def test_a_lot_in_parts_keeps_its_end_when_a_later_case_names_it(bench):
    first, second = open_ncr(bench), open_ncr(bench, 12)
    assert isinstance(dispose(bench, first, Disposal.SCRAP, 200), Done)
    assert state_of(bench, bench.lot) == "split"
    assert isinstance(dispose(bench, second, Disposal.USE_AS_IS), Done)
    assert state_of(bench, bench.lot) == "split"
    assert bench.ask(check_projections) == ()
