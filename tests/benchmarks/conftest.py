"""Benchmarks run alone and on purpose: `pytest -m benchmark tests/benchmarks -n 0 -s`."""

from collections.abc import Callable

import pytest


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints a measured line, also when pytest captures."""

    def show(line: str) -> None:
        with capsys.disabled():
            print(f"\n  {line}", end="")

    return show
