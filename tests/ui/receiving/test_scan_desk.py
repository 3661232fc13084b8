"""What the station says of a scan that no screen takes."""

import pytest

from qtrace.ui.places import ReceivePlace
from qtrace.ui.scan_desk import ScanDesk
from qtrace.ui.theme.tokens import Status
from tests.ui.receiving.dock import Dock, label, scan_of


def said_of(dock: Dock, text: str) -> tuple[list, list]:
    """Notices and places that the scan of `text` leads to, for somebody who is signed in."""
    desk = ScanDesk(dock.signed_in(dock.bench(), "chen"))
    notices, places = [], []
    desk.noticed.connect(notices.append)
    desk.opened.connect(places.append)
    desk.take(scan_of(text, dock.plant.clock.now()))
    return notices, places


@pytest.mark.parametrize(
    ("text", "code"),
    [("NB-TUBE 4MM/0926", "NOT_RECOGNISED"), ("L26-04809-A", "INTERNAL_CHECK")],
)
def test_an_unknown_code_is_named_by_its_code_and_has_a_next_step(dock, look, text, code):
    (notice,), places = said_of(dock, text)
    assert places == []
    assert (notice.status, notice.code) == (Status.NEUTRAL, code)
    assert notice.text.count(text) == 1
    assert "F2" in notice.next_step


def test_a_delivery_label_opens_receiving(dock, look):
    notices, places = said_of(dock, label())
    assert notices == []
    assert isinstance(places[0], ReceivePlace)
