"""News on the UI thread: told at once, asked for where something is missing, each once."""

from datetime import timedelta

import pytest

from qtrace.app.adapters import Argon2Hasher
from qtrace.app.fake_executor import SteppedExecutor
from qtrace.app.fake_sound import FakeSound
from qtrace.app.qt_news import SILENT_MS, SURE_TICKS, NewsWatch
from qtrace.domain.people import Role
from qtrace.i18n import Language, load_translator
from qtrace.models.database import Database
from qtrace.services.catalogue.commands import AddUnit
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.news import Announcement, Signal, SignalKind, heads_of_others
from qtrace.services.people.commands import EnrolStation
from qtrace.services.registry import handlers
from qtrace.services.work import StationRef
from qtrace.services.workbench import Outside, Workbench, find_plant
from qtrace.ui.bench import Bench
from tests.support.plants import make_plant


class Second:
    """A second station's news, beside the plant's first one that writes."""

    def __init__(self, url: str) -> None:
        self.plant = plant = make_plant(url)
        self.station = StationRef(plant.ids.next_id(), plant.bench.station.site_id, "IQC-3")
        plant.done(
            EnrolStation(
                **plant.head(),
                station_id=self.station.id,
                site_id=self.station.site_id,
                station_code=self.station.code,
                name_en="",
                name_zh="",
                mode="receiving",
            ),
            by=plant.admin,
        )
        self.database = Database(url)
        outside = Outside(plant.clock, plant.ids, Argon2Hasher(cheap=True))
        self.workbench = Workbench(self.database, handlers(), outside, self.station)
        self.executor = SteppedExecutor(report=lambda _error: None)
        facts = find_plant(self.database)
        tr = load_translator(Language.EN)
        self.bench = Bench(self.workbench, self.executor, tr, facts, FakeSound())
        self.heard: list = []
        self.bench.changed.connect(self.heard.append)
        self.heads = self.workbench.ask(heads_of_others)
        self.watch = NewsWatch(self.bench, self.workbench.follow, self.executor, self.heads)
        self.watch._timer.stop()  # the test is its clock
        self.executor.run_all()

    @property
    def first(self) -> int:
        return self.plant.bench.station.id

    def told(self, after: int, *, objects=frozenset({("item", 5)}), is_done: bool = True) -> None:
        """A message `after` the last known number."""
        number = self.heads[self.first] + after
        told = Announcement(self.first, number, "X", is_done, objects)
        self.watch.take(Signal(SignalKind.TOLD, told))

    def close(self) -> None:
        self.watch.stop()
        self.workbench.close()
        self.plant.bench.close()


@pytest.fixture
def second(sqlite_url, qapp):
    made = Second(sqlite_url)
    yield made
    made.close()


def test_what_is_next_is_passed_on_without_a_query(second):
    second.told(1)
    assert second.executor.waiting == 0
    assert [(c.objects, c.station_id) for c in second.heard] == [({("item", 5)}, second.first)]
    second.told(1)
    assert len(second.heard) == 1, "each once"


def test_a_refusal_counts_and_says_nothing(second):
    second.told(1, is_done=False, objects=frozenset())
    second.told(2)
    assert (len(second.heard), second.executor.waiting) == (1, 0)


@pytest.mark.parametrize("lost", [1, 3])
def test_a_skipped_number_is_looked_up(second, lost):
    people = [second.plant.person(f"p{n}", Role.INSPECTOR) for n in range(2)]
    second.told(1 + lost)
    assert [c.objects for c in second.heard] == [{("item", 5)}], "what stops work does not wait"
    second.executor.run_all()
    assert all(any(c.touches("person", each) for c in second.heard) for each in people)


def test_what_was_told_before_its_turn_is_not_told_again(second):
    second.plant.person("lin", Role.INSPECTOR)
    behind = second.workbench.ask(heads_of_others)[second.first] - second.heads[second.first]
    second.told(behind)
    second.told(behind)
    assert len(second.heard) == 1
    second.executor.run_all()
    assert len(second.heard) == behind > 1, "each record once, the last one first"


def test_objects_that_did_not_fit_are_looked_up(second):
    person = second.plant.person("lin", Role.INSPECTOR)
    second.told(1, objects=None)
    assert second.heard == []
    second.executor.run_all()
    assert any(c.touches("person", person) for c in second.heard)


def test_a_stir_in_the_file_is_looked_up_and_later_stirs_with_it(second):
    person = second.plant.person("lin", Role.INSPECTOR)
    for _ in range(5):
        second.watch.take(Signal(SignalKind.STIRRED))
    assert second.executor.waiting == 1
    second.executor.step()
    assert second.executor.waiting == 1, "once more for what came meanwhile"
    second.executor.run_all()
    assert sum(c.touches("person", person) for c in second.heard) >= 1
    known = len(second.heard)
    second.watch.take(Signal(SignalKind.STIRRED))
    second.executor.run_all()
    assert len(second.heard) == known


def test_its_own_news_are_none(second):
    own = Announcement(second.station.id, 1, "X", True, frozenset({("item", 5)}))
    second.watch.take(Signal(SignalKind.TOLD, own))
    assert (second.heard, second.executor.waiting) == ([], 0)


def test_while_nothing_is_heard_the_clock_asks(second):
    second.watch.take(Signal(SignalKind.STARTED))
    second.executor.run_all()
    assert second.watch.is_live
    second.watch._tick()
    assert second.executor.waiting == 0
    second.watch.take(Signal(SignalKind.LOST))
    second.executor.run_all()
    assert not second.watch.is_live
    person = second.plant.person("lin", Role.INSPECTOR)
    second.watch._tick()
    second.executor.run_all()
    assert any(c.touches("person", person) for c in second.heard)


def test_even_a_live_line_is_checked_now_and_then(second):
    for _ in range(SURE_TICKS):
        second.watch.take(Signal(SignalKind.BEAT))
        second.watch._tick()
    assert second.executor.waiting == 1


def test_a_line_without_a_beat_is_lost(second, monkeypatch):
    second.watch.take(Signal(SignalKind.BEAT))
    monkeypatch.setattr("qtrace.app.qt_news.SILENT_MS", -1)
    assert SILENT_MS == 5_000
    second.watch._tick()
    assert not second.watch.is_live


def test_without_heads_the_first_answer_begins(second):
    watch = NewsWatch(second.bench, second.workbench.follow, second.executor)
    watch._timer.stop()
    second.executor.run_all()
    second.heard.clear()
    number = second.workbench.ask(heads_of_others)[second.first] + 1
    told = Announcement(second.first, number, "X", True, frozenset())
    watch.take(Signal(SignalKind.TOLD, told))
    assert len(second.heard) == 1
    watch.stop()
    watch.take(Signal(SignalKind.TOLD, told))
    watch._ask()
    assert (len(second.heard), second.executor.waiting) == (1, 0)


def test_a_failed_look_shows_and_is_done_again(second, monkeypatch):
    from qtrace.models.database import DatabaseProblem

    states = []
    second.bench.database_state_changed.connect(states.append)

    def gone(*_args):
        raise DatabaseProblem("DATABASE_UNREACHABLE", {})

    with monkeypatch.context() as broken:
        broken.setattr(second.workbench, "ask", gone)
        second.watch.take(Signal(SignalKind.LOST))
        second.executor.run_all()
    person = second.plant.person("lin", Role.INSPECTOR)
    second.plant.clock.advance(timedelta(seconds=1))
    second.watch._tick()
    second.executor.run_all()
    assert any(c.touches("person", person) for c in second.heard)
    assert len(states) == 2


def test_a_long_absence_is_heard_to_its_end(second, monkeypatch):
    monkeypatch.setattr("qtrace.services.news.MOST", 2)
    monkeypatch.setattr("qtrace.app.qt_news.MOST", 2)
    people = [second.plant.person(f"p{n}", Role.INSPECTOR) for n in range(3)]
    second.watch.take(Signal(SignalKind.STARTED))
    second.executor.run_all()
    assert all(any(c.touches("person", each) for c in second.heard) for each in people)


def test_who_stops_something_goes_before_what_waits(second):
    """What only might lead to a hold keeps its place: it follows from what was done before it."""
    codes = {command.code for command in handlers() if command.urgent}
    assert codes == {"PLACE_HOLD", "WIDEN_HOLD"}
    order: list[str] = []
    head = second.bench.head
    unit = AddUnit(**head(), unit_code="mm", symbol_en="mm", symbol_zh="mm")
    stop = PlaceHold(**head(), hold_id=1, reason="dimension", lot_id=2)
    second.bench.send(unit, lambda _outcome: order.append("unit"))
    second.bench.send(stop, lambda _outcome: order.append("stop"))
    second.executor.run_all()
    assert order == ["stop", "unit"]
