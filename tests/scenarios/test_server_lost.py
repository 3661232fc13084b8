"""The real window on a PostgreSQL whose power goes: what it says, and that it never stops."""

import time

import pytest
from PySide6.QtCore import QEvent, QTimer

from qtrace.app.bootstrap import open_plant
from qtrace.app.config import Settings
from qtrace.app.executor import QtExecutor
from qtrace.app.opening import prepare_application
from qtrace.app.window import Workstation
from qtrace.models.database import Database
from qtrace.models.station_claim import SPACE, StationClaim, claim_station
from qtrace.services.catalogue.commands import AddUnit
from qtrace.services.outcomes import Done
from qtrace.services.people.accounts import signed_in
from qtrace.ui.bars import database_word
from tests.support.own_server import own_server
from tests.support.plants import make_plant
from tests.support.station import quiet_sound

pytestmark = [pytest.mark.timeout(120), pytest.mark.expects_log("")]


@pytest.fixture
def station(monkeypatch, qapp):
    quiet_sound(monkeypatch)
    with own_server() as server:
        server.execute("CREATE DATABASE plant")
        made = make_plant(server.url("plant"), upgraded=False)
        made.close()
        prepare_application(Settings())
        executor = QtExecutor()
        plant = open_plant(server.url("plant"), "IQC-2")
        station = Workstation(plant, Settings(station="IQC-2"), executor, outlet=lambda: None)
        station.server, station.admin = server, made.admin
        station.shell.show()
        yield station
        executor.stop(20)
        station.close()
        station.shell.close()
        station.shell.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_header_tells_the_truth_and_the_window_goes_on(station, qtbot):
    bench, workbench = station.bench, station.bench._workbench
    bench.set_person(workbench.ask(signed_in, station.admin))
    qtbot.waitUntil(lambda: station._news.is_live, timeout=20_000)
    assert database_word(bench) == "DB connected"
    gaps, last = [], [time.perf_counter()]
    beat = QTimer(interval=10)

    def tick() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    beat.timeout.connect(tick)
    beat.start()
    station.server.kill()
    qtbot.waitUntil(lambda: database_word(bench) == "DB lost", timeout=20_000)
    outcomes: list = []
    command = AddUnit(**bench.head(), unit_code="mm", symbol_en="mm", symbol_zh="毫米")
    bench.send(command, outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=30_000)
    assert outcomes[0].code == "DATABASE_UNREACHABLE"
    last[0] = time.perf_counter()  # the server is started by this very thread
    station.server.start()
    last[0] = time.perf_counter()
    qtbot.waitUntil(lambda: database_word(bench) == "DB connected", timeout=30_000)
    bench.send(command, outcomes.append)
    qtbot.waitUntil(lambda: len(outcomes) == 2, timeout=30_000)
    beat.stop()
    assert isinstance(outcomes[1], Done)
    qtbot.waitUntil(lambda: station._news.is_live, timeout=20_000)
    assert len(gaps) > 5
    assert sorted(gaps)[int(len(gaps) * 0.95)] < 0.25, "the window stood still"


def test_a_restarted_server_may_have_given_the_station_away(station, qtbot):
    """Said in the header and in place of the top bar; nothing is accepted until it is ours."""
    bench, workbench = station.bench, station.bench._workbench
    bench.set_person(workbench.ask(signed_in, station.admin))
    qtbot.waitUntil(lambda: station._news.is_live, timeout=20_000)
    station.server.restart()
    admin = Database(station.server.url("plant"))
    other = claim_station(admin, "IQC-2")
    if not isinstance(other, StationClaim):  # the station looked before we did: be quicker now
        station.server.execute(
            f"SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE classid = {SPACE}"
        )
        other = claim_station(admin, "IQC-2")
    assert isinstance(other, StationClaim)
    qtbot.waitUntil(lambda: bench.elsewhere is not None, timeout=30_000)
    assert database_word(bench) == "In use elsewhere"
    assert "IQC-2 is open on another computer" in station.shell._notice.accessibleName()
    outcomes: list = []
    command = AddUnit(**bench.head(), unit_code="mm", symbol_en="mm", symbol_zh="毫米")
    bench.send(command, outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=30_000)
    assert outcomes[0].code == "STATION_ELSEWHERE"
    other.release()
    admin.close()
    qtbot.waitUntil(lambda: bench.elsewhere is None, timeout=30_000)
    bench.send(command, outcomes.append)
    qtbot.waitUntil(lambda: len(outcomes) == 2, timeout=30_000)
    assert isinstance(outcomes[1], Done)
