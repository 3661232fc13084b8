"""The marks that the start-up benchmark reads."""

import time

from qtrace.app.startup_trace import VARIABLE, mark


def test_marks_are_lines_in_order_on_the_systems_clock(tmp_path, monkeypatch):
    file = tmp_path / "trace"
    monkeypatch.setenv(VARIABLE, str(file))
    before = time.monotonic()
    mark("start")
    mark("ready")
    names, instants = zip(*(line.split() for line in file.read_text().splitlines()), strict=True)
    assert names == ("start", "ready")
    assert before - 1e-5 <= float(instants[0]) <= float(instants[1]) <= time.monotonic() + 1e-5


def test_without_the_variable_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    mark("start")
    assert list(tmp_path.iterdir()) == []
