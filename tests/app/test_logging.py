"""The machine's log."""

import logging

import pytest

from qtrace.app.logging import FILE_NAME, start_logging, stop_logging, take_qt_messages


@pytest.fixture
def root_level():
    level = logging.getLogger().level
    yield
    logging.getLogger().setLevel(level)


def test_lines_carry_utc_level_name_and_thread(tmp_path, root_level):
    handler = start_logging(tmp_path / "log")
    try:
        logging.getLogger("qtrace.test").info("printer %s", "放行")
        logging.getLogger("qtrace.test").debug("not kept")
    finally:
        stop_logging(handler)
    (line,) = (tmp_path / "log" / FILE_NAME).read_text(encoding="utf-8").splitlines()
    stamp, level, name, thread, *message = line.split(" ")
    assert stamp.endswith("Z")
    assert (level, name, thread, message) == (
        "INFO",
        "qtrace.test",
        "[MainThread]",
        ["printer", "放行"],
    )


def test_a_refusing_disk_leaves_standard_error(tmp_path, root_level, capsys):
    (tmp_path / "log").write_text("a file in the folder's place")
    handler = start_logging(tmp_path / "log")
    try:
        logging.getLogger("qtrace.test").info("still heard")
    finally:
        stop_logging(handler)
    assert "still heard" in capsys.readouterr().err


@pytest.mark.expects_log("default: from Qt")
def test_qt_speaks_through_the_log():
    from PySide6.QtCore import qInstallMessageHandler, qWarning

    try:
        take_qt_messages()
        qWarning("from Qt")
    finally:
        qInstallMessageHandler(None)
