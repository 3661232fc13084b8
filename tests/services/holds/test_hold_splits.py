"""A bag that is held keeps its hold whatever its lot is divided into."""

import pytest
from sqlalchemy import select

from qtrace.domain.disposal import Disposal, DisposalLine
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import BlockProfile
from qtrace.domain.quantities import q6
from qtrace.models.items import Item, Link
from qtrace.services.cases.disposal_commands import DisposeNcr
from qtrace.services.cases.sheets import case_sheet
from qtrace.services.checks import check_projections
from qtrace.services.holds.check import coverings
from qtrace.services.inspection.commands import InspectPart
from qtrace.services.outcomes import Done
from qtrace.services.samples.commands import TakeSample
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


def bags_of(bench, lot):
    with bench.plant.database.read() as session:
        told = select(Item.id).where(Item.origin_id == lot, Item.kind == "container")
        return session.scalars(told.order_by(Item.unit_seq)).all()


def held(bench, item):
    with bench.plant.database.read() as session:
        return [each.hold_id for each in coverings(session, item)]


def test_a_bag_that_becomes_a_lot_of_its_own_keeps_its_hold(bench):
    hold = bench.hold(bags_of(bench, bench.lot)[0])
    part, rest = bench.new(), bench.new()
    bench.done(
        InspectPart(
            **bench.head(), inspection_id=bench.receiving.last_inspection, part_id=part,
            part_inspection_id=bench.new(), rest_id=rest, rest_inspection_id=bench.new(),
            containers=(1, 2), qty_q6=q6(150),
        ),
        "lin",
    )  # fmt: skip
    assert [held(bench, bag) for bag in bags_of(bench, part)] == [[hold], []]
    assert not any(held(bench, bag) for bag in bags_of(bench, rest))
    assert held(bench, part) == held(bench, rest) == []
    assert bench.ask(check_projections) == ()


def test_what_was_divided_off_unseen_has_the_holds_of_every_bag(bench):
    case = open_ncr(bench)
    hold = bench.hold(bags_of(bench, bench.lot)[5])
    assert isinstance(dispose(bench, case, Disposal.USE_AS_IS, 200), Done)
    with bench.plant.database.read() as session:
        told = select(Link.child_id).where(Link.parent_id == bench.lot)
        children = session.scalars(told).all()
    assert children
    assert [held(bench, child) for child in children] == [[hold]] * len(children)
    assert bench.ask(check_projections) == ()


def test_a_lot_is_not_scrapped_with_a_bag_that_is_kept_as_evidence(bench):
    case = open_ncr(bench)
    frozen = bench.hold(bags_of(bench, bench.lot)[5], profile=BlockProfile.FREEZE)
    refused = dispose(bench, case, Disposal.SCRAP)
    assert (refused.code, refused.facts["hold_id"]) == ("PIECES_ON_HOLD", str(frozen))


def test_a_frozen_bag_is_not_opened_for_a_sample(bench):
    bench.hold(bags_of(bench, bench.lot)[1], profile=BlockProfile.FREEZE)

    def sampled(number):
        command = TakeSample(
            **bench.head(), sample_id=bench.new(), inspection_id=bench.receiving.last_inspection,
            container_no=number, qty_q6=q6(1), purpose="tensile test",
        )  # fmt: skip
        return bench.send(command, "lin")

    assert sampled(2).code == "LOT_ON_HOLD"
    assert isinstance(sampled(1), Done)
    assert sampled(99).code == "SAMPLE_CONTAINER_UNKNOWN"


def test_a_held_workstation_and_a_frozen_place_let_nothing_be_moved_or_sampled(bench):
    station = Scope(AnchorKind.STATION, bench.plant.bench.station.id)
    hold = bench.hold(station, profile=BlockProfile.FREEZE)
    assert bench.receiving.move("Q-02").code == "PLACE_ON_HOLD"
    bench.lifted(hold)
    place = Scope(AnchorKind.LOCATION, bench.receiving.places["Q-01"])
    assert isinstance(bench.receiving.move("Q-02", qty_q6=q6(100)), Done)
    bench.hold(place, profile=BlockProfile.FREEZE)
    command = TakeSample(
        **bench.head(), sample_id=bench.new(), inspection_id=bench.receiving.last_inspection,
        container_no=1, qty_q6=q6(1), purpose="tensile test",
    )  # fmt: skip
    assert bench.send(command, "lin").code == "PLACE_ON_HOLD", "the fullest place is frozen"
