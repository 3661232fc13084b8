"""An exception nobody expected becomes a report, whatever else is wrong."""

import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest

from qtrace import __version__
from qtrace.app.crash import KEPT_REPORTS, CrashRecorder, build_report


def _error() -> ValueError:
    with pytest.raises(ValueError) as caught:
        int("no\nnumber")
    return caught.value


def test_the_report_says_what_where_and_when():
    at = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    report = build_report(_error(), at=at, facts={"station": "RB-01"})
    assert report.summary == "ValueError: invalid literal for int() with base 10: 'no\\nnumber'"
    assert "2026-03-01 07:30:00 UTC" in report.text
    assert f"QTrace: {__version__}" in report.text
    assert "station: RB-01" in report.text
    assert "test_crash.py" in report.text


def test_locals_stay_out():
    pin = str(1000 * 123 + 456)

    def fail():
        held = pin
        raise RuntimeError(len(held))

    with pytest.raises(RuntimeError) as caught:
        fail()
    assert "123456" not in build_report(caught.value, at=datetime.now(UTC)).text


@pytest.mark.expects_log("unexpected: ValueError")
def test_it_is_kept_and_shown(tmp_path):
    shown = []
    recorder = CrashRecorder(tmp_path / "log", on_report=shown.append)
    report = recorder.record(_error())
    assert shown == [report]
    assert report.path.read_text(encoding="utf-8") == report.text


@pytest.mark.expects_log("unexpected: ValueError")
def test_only_the_newest_are_kept(tmp_path):
    recorder = CrashRecorder(tmp_path)
    paths = [recorder.record(_error()).path for _ in range(KEPT_REPORTS + 3)]
    assert sorted(tmp_path.glob("crash-*.txt")) == sorted(paths)[3:]


@pytest.mark.expects_log("unexpected: ValueError", "could not be kept", "unexpected: LookupError")
def test_neither_disk_nor_listener_makes_it_worse(tmp_path):
    (tmp_path / "file").write_text("")

    def fails(report):
        raise LookupError("no window")

    recorder = CrashRecorder(tmp_path / "file" / "log", on_report=fails)
    assert recorder.record(_error()).path is None


@pytest.mark.expects_log("unexpected: ValueError")
def test_threads_report_through_the_hook(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    shown = []
    recorder = CrashRecorder(tmp_path, on_report=shown.append)
    recorder.install()
    try:

        def run():
            raise _error()

        thread = threading.Thread(target=run, name="device")
        thread.start()
        thread.join()
        sys.excepthook(ValueError, _error(), None)
    finally:
        recorder.uninstall()
    assert ["device" in report.text for report in shown] == [True, False]


def test_a_dying_process_leaves_its_stack(tmp_path):
    program = (
        "import sys, os, signal, pathlib\n"
        "from qtrace.app.crash import CrashRecorder\n"
        "CrashRecorder(pathlib.Path(sys.argv[1])).install()\n"
        "os.kill(os.getpid(), signal.SIGSEGV)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert done.returncode < 0
    assert "Segmentation fault" in (tmp_path / "fault.log").read_text()


def test_an_interrupt_is_no_crash(tmp_path, capsys):
    CrashRecorder(tmp_path)._excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert list(tmp_path.iterdir()) == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
