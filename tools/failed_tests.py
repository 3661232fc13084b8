"""A pytest plugin that writes the id of every test that fails, as it fails: `--failed-to FILE`.

`tools.check` tries them once more, each by itself.
"""

import re
from pathlib import Path

import pytest

GROUP = re.compile(r"@[^\]]*$")
"""What pytest-xdist adds to the id of a test that runs with others in one process."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the ids go; without it nothing is written."""
    parser.addoption("--failed-to", metavar="FILE", help="write the ids of failed tests to FILE")


def pytest_configure(config: pytest.Config) -> None:
    """Listen where the reports of all processes come together."""
    file = config.getoption("failed_to")
    if file is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Failed(Path(file)))


class _Failed:
    """Appends one id a line: of tests that failed, or that could not be set up or cleared away."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: set[str] = set()
        file.write_text("", encoding="utf-8")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Told of each phase of each test."""
        test = GROUP.sub("", report.nodeid)
        if report.failed and test not in self._known:
            self._known.add(test)
            with self._file.open("a", encoding="utf-8") as lines:
                lines.write(f"{test}\n")
