"""The wall board: what rows say, pages, and what a lost connection leaves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.fake_sound import FakeSound
from qtrace.domain.holds import HoldRefusal
from qtrace.domain.production.lines import LineState
from qtrace.domain.production.progress import Progress
from qtrace.i18n import Language, load_translator
from qtrace.ports import Failure
from qtrace.services.briefs import NO_NAME, NamePair, PartBrief
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import refuse
from qtrace.services.production.line_rows import BoardRow, OrderRow
from qtrace.services.production.wall_board import WallBoard, wall_board
from qtrace.services.workbench import find_plant
from qtrace.ui.bench import Bench
from qtrace.ui.board.board_rows import ROWS_PER_PAGE, BoardReader, page, pages
from qtrace.ui.board.board_view import BoardView
from qtrace.ui.board.board_window import TURN_AFTER, BoardWindow
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.tokens import Status
from tests.support.production import make_production, production_plant

NOW = datetime(2026, 11, 22, 6, 5, tzinfo=UTC)
PUMP = PartBrief(
    1, "IP-200", NamePair("Infusion pump", "输注泵"), "pcs", NamePair("pcs", "台"), "box"
)
ORDER = OrderRow(1, "WO-26-1203", PUMP, "C", 2, "IP200-2611-C", 150, "running", "", "")
ROW = BoardRow(
    line_id=1, code="L2", name=NamePair("Line 2", "二号线"), state=LineState.RUNNING, order=ORDER,
    operation=NamePair("Assembly", "泵头装配"), progress=Progress(150, 60, 2, 1, 87),
    since=NOW - timedelta(minutes=1), by=NamePair("Zhao Lei", "赵蕾"), reason="", note="", holds=(),
    next_order="", next_at=None, stopped_minutes=0,
)  # fmt: skip
STOPPED = replace(
    ROW, code="L1", state=LineState.STOPPED, reason="quality", note="7F42-01",
    since=NOW - timedelta(minutes=13), holds=("H-26-0194",), stopped_minutes=13,
)  # fmt: skip
IDLE = replace(
    ROW, code="L6", state=LineState.IDLE, order=None, progress=None, operation=NO_NAME,
    next_order="WO-26-1211", next_at=NOW + timedelta(hours=17),
)  # fmt: skip


def shown(lines, number=0, lost=None, language=Language.EN, late=0, *, is_demo=False):
    reader = BoardReader(load_translator(language), ZoneInfo("Asia/Shanghai"), NOW, is_demo)
    return page(reader, "Hall 1", WallBoard(NOW, tuple(lines), 9, late, 28), number, lost)


def test_a_demo_plant_is_marked_on_the_wall_too():
    assert shown((ROW,)).demo == ""
    assert shown((ROW,), is_demo=True).demo == "DEMO PLANT"


def test_holds_that_are_past_their_review_are_told_apart():
    assert "past review" not in shown((ROW,)).sums
    assert "9 open holds, 2 past review" in shown((ROW,), late=2).sums


def test_a_stopped_line_asks_for_the_eye_and_says_why_who_and_how_long():
    line = shown((STOPPED,)).lines[0]
    assert (line.is_filled, line.status, line.reason) == (True, Status.BLOCKED, "Quality 7F42-01")
    assert line.second == "stopped by Zhao Lei ⋅ held: H-26-0194"
    assert (line.number, line.unit, line.since) == ("13", "min", "since 13:52")


def test_running_and_idle_lines_stay_quiet():
    running, idle = shown((ROW, IDLE)).lines
    assert (running.is_filled, running.reason, running.second) == (
        False, "63 / 150 pcs", "Assembly",
    )  # fmt: skip
    assert (idle.status, idle.reason, idle.number) == (None, "Next WO-26-1211", "")


def test_the_head_counts_and_the_foot_sums():
    got = shown((STOPPED, ROW, IDLE))
    assert [(word, n) for word, n, _s in got.counts] == [
        ("Stopped", 1),
        ("Running", 1),
        ("Idle", 1),
    ]
    assert got.sums == "9 open holds, stopped today 28 min"


def test_a_line_that_waits_for_a_check_asks_for_the_eye_a_silent_one_does_not():
    waits = replace(ROW, state=LineState.CHECK, check=NamePair("First piece", "首件"))
    silent = replace(ROW, code="L3", state=LineState.SILENT, since=NOW - timedelta(minutes=40))
    got = shown((waits, silent))
    first, second = got.lines
    assert (first.state, first.status, first.is_filled) == ("Check due", Status.HOLD, True)
    assert first.reason == "First piece"
    assert first.second.startswith("60 / 150 pcs") or first.second.startswith("63 / 150 pcs")
    assert (second.state, second.status, second.is_filled) == (
        "No signal", Status.NEUTRAL, False,
    )  # fmt: skip
    assert (second.reason, second.number) == ("Nothing is recorded", "40")
    off = shown((replace(silent, station_off="LINE-3"),)).lines[0]
    assert off.reason == "Station LINE-3 is off"
    assert [word for word, _n, _s in got.counts] == ["Check due", "No signal"]


HELD = replace(
    ROW, code="L6", state=LineState.HELD, holds=("H-26-0007", "H-26-0009"), since=NOW,
    held=refuse(
        HoldRefusal.PLACE_ON_HOLD, hold="H-26-0007", why_en="Flash", why_zh="飞边",
        by_en="Zhao Lei", by_zh="赵磊",
    ),
)  # fmt: skip


def test_a_held_line_says_which_hold_why_and_by_whom():
    got = shown((ROW, HELD))
    line = got.lines[1]
    assert (line.state, line.status, line.is_filled) == ("Held", Status.BLOCKED, True)
    assert (line.reason, line.second) == (
        "H-26-0007 Flash", "held by Zhao Lei ⋅ held: H-26-0009",
    )  # fmt: skip
    assert [word for word, _n, _s in got.counts] == ["Held", "Running"]
    assert shown((replace(HELD, holds=("H-26-0007",)),)).lines[0].second == "held by Zhao Lei"


def test_a_lost_connection_greys_everything():
    got = shown((STOPPED, ROW), lost=NOW)
    assert got.is_lost
    assert "14:05" in got.foot
    assert not got.counts
    assert {(line.status, line.is_filled, line.state) for line in got.lines} == {
        (Status.NEUTRAL, False, "Unknown")
    }


@given(st.lists(st.sampled_from(LineState), max_size=40))
def test_every_line_is_on_one_page_and_stopped_ones_come_first(states):
    rows = [replace(ROW, code=f"L{n:02}", state=state) for n, state in enumerate(states)]
    cut = pages(rows)
    assert sorted(row.code for each in cut for row in each) == [row.code for row in rows]
    assert all(len(each) <= ROWS_PER_PAGE for each in cut)
    stopped = [row.state in (LineState.STOPPED, LineState.HELD) for each in cut for row in each]
    first = stopped[:ROWS_PER_PAGE]
    assert sum(first) == min(ROWS_PER_PAGE, sum(stopped)) or len(cut) == 1


@pytest.mark.parametrize("language", Language)
def test_nothing_is_cut_off(qapp, language):
    view = BoardView()
    view.resize(1366, 768)
    waits = replace(ROW, code="L4", state=LineState.CHECK, check=NamePair("First piece", "首件"))
    silent = replace(ROW, code="L5", state=LineState.SILENT)
    elided.clear()
    for lost in (NOW, None):
        rows = (STOPPED, ROW, IDLE, waits, silent, HELD)
        view.show_page(shown(rows, 0, lost, language, 3, is_demo=True))
        view.grab()
    assert list(elided) == []
    assert "L1" in view.accessibleDescription()


class Flaky(ImmediateExecutor):
    """An executor whose reads may fail."""

    fails = False

    def read(self, job, then):
        if self.fails:
            from qtrace.models.database import DatabaseProblem

            then(Failure(DatabaseProblem("DATABASE_UNREACHABLE", {})))
        else:
            super().read(job, then)


@pytest.fixture
def wall(sqlite_url, qapp):
    plant = production_plant(sqlite_url)
    bench = make_production(plant)
    executor = Flaky()
    ui = Bench(
        plant.bench, executor, load_translator(Language.EN), find_plant(plant.database), FakeSound()
    )
    window = BoardWindow(ui)
    window.begin()
    yield bench, executor, window
    window.close()
    window.deleteLater()
    plant.close()


def test_the_wall_follows_the_plant_and_says_when_it_cannot(wall):
    bench, executor, window = wall
    assert [line.state for line in window.view.page.lines] == ["Idle"]
    bench.ordered()
    bench.cleared()
    bench.start()
    window.tick()
    assert window.view.page.lines[0].reason == "0 / 10 pcs"
    assert bench.plant.bench.ask(wall_board).open_holds == 0
    plant = bench.plant
    hold = PlaceHold(
        **plant.head(), hold_id=plant.ids.next_id(), lot_id=bench.lot, reason="appearance"
    )
    plant.done(hold, by=bench.people["mei"])
    assert plant.bench.ask(wall_board).late_holds == 0
    plant.clock.advance(timedelta(days=8))
    told = plant.bench.ask(wall_board)
    assert (told.open_holds, told.late_holds) == (1, 1), "time lifts no hold"
    executor.fails = True
    window.tick()
    assert window.view.page.is_lost
    executor.fails = False
    for _ in range(TURN_AFTER):
        window.tick()
    assert not window.view.page.is_lost
