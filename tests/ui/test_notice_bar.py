"""The line of notices shows all of what it has to say, on one line or on two."""

import pytest

from qtrace.ui.notice_bar import NoticeBar
from qtrace.ui.scan_desk import Notice
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.labels import Label

SHORT = Notice(Status.INFO, "Called at 13:17", "Shift+F6 takes it back", "CALL")
LONG = Notice(
    Status.NEUTRAL,
    "NB-TUBE 4MM/0926: This code is neither a UDI nor one of ours. Check that it is the right label.",
    "In Receiving, F2 types the number instead",
    "NOT_RECOGNISED",
)
LONGEST = Notice(
    Status.NEUTRAL,
    "NB-TUBE 4MM/0926 NB-TUBE 4MM/0926 NB-TUBE: "
    "This code is neither a UDI nor one of ours. Check that it is the right label.",
    "In Receiving, F2 types the number instead",
    "NOT_RECOGNISED",
)


@pytest.fixture
def bar(qtbot):
    shown = NoticeBar()
    qtbot.addWidget(shown)
    shown.resize(1350, 56)
    shown.show()
    return shown


def lines(bar) -> list[Label]:
    return [label for label in bar.findChildren(Label) if label.text()]


@pytest.mark.parametrize(("notice", "rows"), [(SHORT, 1), (LONG, 2), (LONGEST, 2)])
def test_nothing_is_cut_and_what_to_do_is_below_what_is_long(bar, notice, rows):
    bar.show_notice(notice)
    bar.layout().activate()
    text, following, code = lines(bar)
    for label in (text, following, code):
        assert label.width() >= label.sizeHint().width() - 1, label.text()
        assert label.geometry().right() <= bar.width()
    assert len({text.y(), following.y()}) == rows
    assert not text.geometry().intersects(following.geometry())


def test_a_short_notice_after_a_long_one_is_on_one_line_again(bar):
    bar.show_notice(LONG)
    bar.show_notice(SHORT)
    bar.layout().activate()
    text, following, _code = lines(bar)
    assert text.y() == following.y()
