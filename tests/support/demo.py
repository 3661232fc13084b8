"""One demo plant for a whole test run, also when several processes share the run."""

import os
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from qtrace.app.demo.build import build_demo

PATIENCE_S = 400.0
READY_MADE = "QTRACE_TEST_DEMO"
"""Environment variable with a demo file to use instead of building one."""
FOLDER = "QTRACE_TEST_DEMOS"
"""Environment variable with the folder where the demo plants of a run lie or come to lie."""
FIXED_DAY = date(2026, 11, 22)
"""The day of the demo whose contents are tested."""


def shared_demo(factory: pytest.TempPathFactory, today: date | None = None) -> Path:
    """A demo plant that tests copy; the first process that asks builds it, others wait for it.

    Args:
        factory: of this process.
        today: the demo's day, None for the day of the run.
    """
    if READY_MADE in os.environ and today is None:
        return Path(os.environ[READY_MADE])
    if FOLDER in os.environ:
        return _built_once(Path(os.environ[FOLDER]), today)
    folder = factory.getbasetemp()
    return _built_once(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder, today)


def _built_once(folder: Path, today: date | None) -> Path:
    name = f"shared-demo-{today or 'now'}"
    file, claim = folder / f"{name}.qtrace", folder / f"{name}.claim"
    with suppress(FileExistsError):
        os.close(os.open(claim, os.O_CREAT | os.O_EXCL))
        try:
            build_demo(str(file), today)
        except BaseException:
            claim.write_text("failed", encoding="ascii")
            raise
    return _waited_for(file, claim)


def _waited_for(file: Path, claim: Path) -> Path:
    ends = time.monotonic() + PATIENCE_S
    while not file.exists():
        assert not claim.read_text(encoding="ascii"), "the demo plant could not be built"
        assert time.monotonic() < ends, "the demo plant was not built in time"
        time.sleep(0.1)
    return file


if __name__ == "__main__":  # `tools.check` begins before the first test asks
    for day in (None, FIXED_DAY):
        _built_once(Path(os.environ[FOLDER]), day)
