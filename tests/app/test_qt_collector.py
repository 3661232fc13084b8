"""Widgets in garbage end on the UI thread, whoever allocates."""

import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QWidget

from qtrace.app.qt_collector import MOST, Collector


@pytest.fixture
def collector(qapp):
    made = Collector()
    yield made
    made.stop()


def _garbage(ended: list[int]) -> None:
    widget = QWidget()
    widget.itself = widget
    weakref.finalize(widget, lambda: ended.append(threading.get_ident()))


def _allocate() -> None:
    kept = [[number] for number in range(400_000)]
    assert kept


def test_garbage_of_widgets_is_collected_on_the_thread_of_the_ui(collector):
    ended: list[int] = []
    _garbage(ended)
    worker = threading.Thread(target=_allocate)
    worker.start()
    worker.join(30)
    assert ended == [], "nobody else collects"
    gc.collect(0)  # whatever was allocated meanwhile is old enough to be looked at
    for _ in range(50):
        if ended:
            break
        _allocate()
        collector.collect()
    assert ended == [threading.get_ident()]


def test_nothing_is_collected_before_it_is_due(collector, monkeypatch):
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", asked.append)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    for count, wanted in (
        ((700, 10, 10), []),
        ((701, 3, 3), [0]),
        ((701, 11, 2), [1]),
        ((0, 0, 11), [2]),
    ):
        asked.clear()
        monkeypatch.setattr(gc, "get_count", lambda count=count: count)
        collector.collect()
        assert asked == wanted


@pytest.mark.parametrize(("waiting", "is_put_off"), [(MOST - 1, True), (MOST, False)])
def test_a_scan_puts_it_off_but_not_for_ever(collector, monkeypatch, waiting, is_put_off):
    monkeypatch.setattr(gc, "get_count", lambda: (waiting, 0, 0))
    started: list[bool] = []
    monkeypatch.setattr(collector._timer, "start", lambda: started.append(True))
    collector.put_off()
    assert started == [True] * is_put_off


def test_it_is_given_back(qapp):
    assert gc.isenabled()
    collector = Collector()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
