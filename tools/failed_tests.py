"""A pytest plugin that writes the ids of the tests that failed: `--failed-to FILE`.

`tools.check` tries them once more, each by itself.
"""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where the ids go; without it nothing is written."""
    parser.addoption("--failed-to", metavar="FILE", help="write the ids of failed tests to FILE")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """One id a line: of tests that failed, that could not be set up, or whose process ended."""
    file = config.getoption("failed_to")
    if file is not None:
        reports = [*terminalreporter.getreports("failed"), *terminalreporter.getreports("error")]
        ids = dict.fromkeys(report.nodeid for report in reports)
        Path(file).write_text("".join(f"{each}\n" for each in ids), encoding="utf-8")
