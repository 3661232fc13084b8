"""A lot decided in parts: containers scanned or a quantity typed, sums live, one signature."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.internal import CommandCode, format_badge, format_container
from qtrace.domain.quantities import MILLION
from qtrace.services.inspection.split_queries import SplitContainer
from qtrace.services.items.lot_page import lot_page
from qtrace.ui.inspection.split_model import Parts, SplitReason, parts_of
from qtrace.ui.inspection.split_screen import SplitScreen
from qtrace.ui.places import InspectionPlace, SplitPlace
from tests.support.plants import PIN
from tests.ui.inspection.scenes import ZHOU, scan_of
from tests.ui.inspection.test_decide import opened

BOXES = tuple(SplitContainer(number, 300 * MILLION) for number in range(1, 5))


@pytest.fixture
def page(make_scene):
    stage = make_scene()
    inspecting, hands = opened(stage, "inspect,review")
    hands.key("F10")
    hands.keys(PIN, "digits")
    hands.key("F10")
    stage.sign_in("zhou_b")
    asked = []
    inspecting.wants.connect(asked.append)
    inspecting.opened()
    assert inspecting.command(CommandCode.SPLIT)
    (place,) = asked
    assert isinstance(place, SplitPlace)
    screen = SplitScreen(stage.bench, place)
    screen.resize(1350, 688)
    screen.opened()
    stage.screens.append(screen)
    screen.stage = stage
    return screen


def scan_box(page, number):
    lot = page.model.splitting.sheet.lot.lot
    return page.scanned(scan_of(format_container(lot, number)))


def sign(page, secret=PIN):
    page.form._secret.set_text(secret)
    page.act("save")


def test_scanned_containers_go_to_the_rejected_part_and_back(page):
    assert scan_box(page, 2)
    assert scan_box(page, 3)
    parts = page.model.parts
    assert (parts.accepted_q6, parts.rejected_q6) == (600 * MILLION, 600 * MILLION)
    assert scan_box(page, 2)
    assert page.model.parts == Parts(900 * MILLION, 300 * MILLION, 3, 1, None)
    assert page.model.splitting.marked == {3}


def test_a_signed_split_makes_two_lots_that_know_their_origin(page):
    scan_box(page, 4)
    page.act("save")
    assert {"reason", "secret"} <= set(page.form.shown_problems())
    page.form._reason.set_text("bag 4 was wet")
    asked = []
    page.wants.connect(asked.append)
    page.scanned(scan_of(format_badge(ZHOU)))
    sign(page)
    assert asked == [InspectionPlace(page._place.inspection_id)]
    stage = page.stage
    sheet = stage.made.sheet(page.model.inspection_id)
    assert sheet.outcome.split
    lot = stage.made.plant.bench.ask(lot_page, sheet.lot.lot_id)
    assert lot is not None
    assert sheet.outcome.nonconformance


def test_a_typed_quantity_goes_before_the_containers(page):
    page.model.type_quantity("50")
    assert page.model.parts == Parts(1150 * MILLION, 50 * MILLION, 4, 1, None)
    page.model.type_quantity("five")
    sign(page)
    assert page.model.state.problems["quantity"].code == SplitReason.NOT_A_QUANTITY


def test_who_inspected_is_turned_away(page):
    page.stage.sign_in("lin")
    page.model.offer_own()
    assert page.model.signing.signer is None


@given(st.frozensets(st.integers(1, 4)), st.sampled_from(["", "0", "1", "1199.5", "1200", "x"]))
def test_both_parts_are_the_lot_or_there_is_a_problem(marked, typed):
    parts = parts_of(1200 * MILLION, BOXES, marked, typed)
    if parts.problem is None:
        assert parts.accepted_q6 + parts.rejected_q6 == 1200 * MILLION
        assert min(parts.accepted_q6, parts.rejected_q6) > 0
        assert min(parts.accepted_containers, parts.rejected_containers) >= 1
