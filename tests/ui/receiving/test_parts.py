"""A part of a lot is inspected now: from the queue by keys or scans alone, and back to the queue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from qtrace.domain.codes.internal import (
    CommandCode,
    format_command,
    format_container,
    format_lot,
)
from qtrace.domain.quantities import MILLION
from qtrace.services.inspection.split_queries import SplitContainer
from qtrace.services.receiving.queue import QueueState
from qtrace.ui.inspection.part_model import PartReason, Portions, portions_of
from qtrace.ui.inspection.part_screen import PartScreen
from qtrace.ui.places import PartPlace, QueuePlace
from tests.ui.receiving.hands import Hands
from tests.ui.receiving.scenes import label_all, received_lot

BOXES = tuple(SplitContainer(number, 100 * MILLION) for number in (1, 2, 3))


@pytest.fixture
def queue(dock, open_queue):
    received_lot(dock, labelled=True)
    return open_queue("lin", filter_id="to_sample")


@pytest.fixture
def page(queue):
    queue.press("F7")
    (place,) = queue.went
    assert isinstance(place, PartPlace)
    screen = PartScreen(queue.bench, place)
    yield queue, Hands(queue.dock, screen, queue.bench).shown(1246, 688)
    screen.left()
    screen.close()
    screen.deleteLater()
    QApplication.processEvents()


def test_who_may_not_inspect_is_not_offered_to_divide(dock, open_queue):
    received_lot(dock, labelled=True)
    hands = open_queue("chen", filter_id="to_sample")
    assert "F7" not in [button.spec.key for button in hands.bar.buttons]
    hands.press("F7")
    assert hands.went == []


def test_scanned_containers_are_inspected_now_and_the_rest_waits(page):
    queue, hands = page
    lot = hands.screen.model.dividing.sheet.lot.lot
    for number in (3, 2, 2):
        assert hands.scan(format_container(lot, number))
    assert hands.screen.model.portions == Portions(100 * MILLION, 200 * MILLION, 1, 2, None)
    assert not hands.scan(format_container(format_lot(2026, 99999), 1))
    assert hands.scan(format_command(CommandCode.YES))
    assert hands.went == [QueuePlace()]
    queue.screen.model.show_filter("all")
    rows = [row for row in queue.screen.model.view.rows if row.whole is not None]
    assert [row.state for row in rows] == [QueueState.TO_LABEL] * 2
    assert sorted(row.qty_q6 // MILLION for row in rows) == [100, 200]
    for row in rows:
        label_all(queue.dock, row.lot_id)
    queue.screen.model.show_filter("to_sample")
    assert len(queue.screen.model.view.rows) == 2


def test_keys_alone_mark_and_divide_and_mistakes_are_said(page):
    _, hands = page
    hands.press("F10")
    assert hands.screen.form.shown_problems()
    hands.press("F9")
    hands.press("Down")
    hands.press("F9")
    hands.screen.form.quantity.set_text("150")
    hands.screen.model.type_quantity("150")
    assert hands.screen.model.portions == Portions(150 * MILLION, 150 * MILLION, 2, 2, None)
    hands.press("F10")
    assert hands.went == [QueuePlace()]


def test_escape_leaves_the_lot_as_it_was(page):
    _, hands = page
    hands.press("Esc")
    assert hands.went == [QueuePlace("to_sample")]


@pytest.mark.parametrize(
    ("marked", "typed", "problem"),
    [
        ((), "", PartReason.NOTHING_NOW),
        ((1,), "x", PartReason.NOT_A_QUANTITY),
        ((1,), "300", PartReason.NOTHING_LATER),
        ((1, 2), "90", PartReason.NOT_IN_CONTAINERS),
        ((1,), "0", PartReason.NOTHING_NOW),
    ],
)
def test_why_containers_do_not_divide_the_lot(marked, typed, problem):
    assert portions_of(BOXES, marked, typed).problem is problem


@given(
    st.lists(st.integers(1, 3), unique=True).map(tuple), st.sampled_from(["", "1", "99.5", "250"])
)
def test_both_portions_are_the_lot_or_there_is_a_problem(marked, typed):
    found = portions_of(BOXES, marked, typed)
    if found.problem is None:
        assert found.now_q6 + found.later_q6 == 300 * MILLION
        assert min(found.now_q6, found.later_q6, found.now_containers, found.later_containers) > 0
