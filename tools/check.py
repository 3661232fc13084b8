"""Every check of the project, in one command.

    python -m tools.check            all of it; this is what CI runs
    python -m tools.check --coverage also the floor of nine tenths for the rest of the house
    python -m tools.check --fast     without coverage and without the wheel
    python -m tools.check --fast -- tests/domain -k lots      arguments for pytest

All steps run even if one fails, so that one run shows everything that is wrong. Of thousands of
tests, many with real processes, clocks and servers, a few that fail are tried once more, each by
itself; one that passes then is named in the summary as unsteady. A run of the tests that does not
end shows where every process stands, and is begun once more.
"""

import argparse
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLOSING_LINE = re.compile(
    r"\b(?:passed|failed|errors?|skipped|deselected|no tests ran)\b.* in [\d.]+s"
)
LEAST_MEMORY = 6 << 30  # bytes
FEW = 5  # tests that are tried again; more have one cause
TESTS_LIMIT_S = 2100.0  # more than twice what they take
GRACE_S = 10.0  # for a program that was killed, and for its last lines
STRICT = ("qtrace/domain", "qtrace/records")
"""Floors of the house that tests must reach whole, in every run."""


@dataclass(frozen=True, slots=True)
class Step:
    """One check.

    Attributes:
        name: short, for the table at the end.
        command: program and arguments.
        shown: print the output as it comes; else only after a failure.
        limit_s: the step is ended, and has failed, when it takes longer.
        beside: run it beside the others, one after the other: tests often wait, and a processor too.
    """

    name: str
    command: tuple[str, ...]
    shown: bool = False
    limit_s: float = 600
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """How a step ended.

    Attributes:
        unsteady: ids of tests that failed among the others and passed by themselves.
    """

    step: Step
    status: int
    took_s: float
    output: str
    unsteady: tuple[str, ...] = ()

    def __str__(self) -> str:
        verdict = "ok" if self.status == 0 else f"FAILED ({self.status})"
        return f"  {self.step.name:<14} {self.took_s:7.1f} s  {verdict}"


def steps(
    *, fast: bool, pytest_arguments: Sequence[str], report: Path, everything: bool = False
) -> list[Step]:
    """The checks in their order: cheap ones first.

    Args:
        fast: leave out coverage and the wheel.
        pytest_arguments: passed on to pytest.
        report: where coverage is written.
        everything: measure all of the house, not only the floors that must be covered whole.
    """
    python = sys.executable
    beside = Path(python).parent
    pytest = [python, "-m", "pytest", "-n", "2", "--dist", "loadgroup", "-q", "--durations=10"]
    pytest += ["-p", "tools.failed_tests", f"--failed-to={_failed_file(report)}"]
    if not fast:
        measured = ["--cov"] if everything else [f"--cov={floor}" for floor in STRICT]
        pytest += [*measured, "--cov-report=", f"--cov-report=json:{report}"]
    checks = [
        Step("lint", (python, "-m", "ruff", "check", ".")),
        Step("format", (python, "-m", "ruff", "format", "--check", ".")),
        Step("types", (python, "-m", "mypy"), beside=True),
        Step("floors", (str(beside / "lint-imports"), "--no-logo")),
        Step("limits", (python, "-m", "tools.limits"), beside=True),
        Step("catalogues", (python, "-m", "tools.catalogs", "--check"), beside=True),
        Step("compile", (python, "-m", "tools.catalogs")),
        Step("tests", (*pytest, *pytest_arguments), shown=True, limit_s=TESTS_LIMIT_S),
    ]
    if not pytest_arguments:  # all tests run: some of them want it soon
        checks.insert(0, Step("demo plants", (python, "-m", "tests.support.demo"), beside=True))
    if not fast:
        checks += [
            Step("coverage", (python, "-m", "tools.check_coverage", str(report))),
            Step("wheel", (python, "-m", "tools.check_wheel"), beside=True),
        ]
    return checks


def run_all(planned: Sequence[Step], report: Path, folder: str) -> list[Result]:
    """Run the steps: some in their order, the others beside them in theirs."""

    def one(step: Step) -> Result:
        if step.name == "tests":
            return run_tests(step, _failed_file(report), folder)
        return run(step, folder)

    with ThreadPoolExecutor(1) as lane:
        others = [lane.submit(one, step) for step in planned if step.beside]
        found = [one(step) for step in planned if not step.beside]
        return [*found, *(each.result() for each in others)]


def _failed_file(report: Path) -> Path:
    return report.with_name("failed-tests")


def run_tests(step: Step, failed: Path, folder: str) -> Result:
    """Run the tests; a run that does not come to its end is begun once more, and says so."""
    first = run(step, folder)
    if first.status != -signal.SIGABRT:
        return tried_again(first, failed, folder)
    second = tried_again(run(step, folder), failed, folder)
    stuck = (*second.unsteady, "the first run did not come to its end")
    return replace(second, took_s=first.took_s + second.took_s, unsteady=stuck)


def tried_again(result: Result, failed: Path, folder: str) -> Result:
    """The result of the tests after the few that failed had their second try."""
    ids = tuple(failed.read_text(encoding="utf-8").splitlines()) if failed.is_file() else ()
    if not result.status or not 0 < len(ids) <= FEW:
        return result
    command = (sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:randomly", *ids)
    again = run(Step("tests again", command, shown=True), folder)
    took_s = result.took_s + again.took_s
    if again.status:
        return replace(result, took_s=took_s)
    return replace(result, status=0, took_s=took_s, unsteady=ids)


def memory_folder() -> str | None:
    """Where files of the tests lie in memory: no test waits for a disk; None if there is no room.

    A database made from a template takes a twentieth of the time there.
    """
    place = Path("/dev/shm")  # noqa: S108 - a folder of our own is made below it
    if not os.access(place, os.W_OK) or shutil.disk_usage(place).free < LEAST_MEMORY:
        return None
    return str(place)


def _read(process: subprocess.Popen[str], lines: list[str], step: Step) -> None:
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            lines.append(line)
            if step.shown:
                print(line, end="", flush=True)


def _ask_where(process: subprocess.Popen[str]) -> None:
    """Have every process of the step say where it stands: pytest answers SIGABRT with its stacks."""
    os.killpg(process.pid, signal.SIGABRT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_S)


def _end_all(process: subprocess.Popen[str]) -> None:
    """End the step and whatever it left behind: a forgotten child would hold the pipe for ever."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(GRACE_S)


def run(step: Step, folder: str = tempfile.gettempdir()) -> Result:
    """Run one step from the project's folder; its temporary files go into `folder`."""
    print(f"== {step.name}", flush=True)
    started = time.monotonic()
    lines: list[str] = []
    environment = {
        "HYPOTHESIS_PROFILE": "ci",  # the same examples every time, unless somebody asks for more
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str(Path(folder) / "compiled"),  # programs that tests start are many
        "PYTHONUNBUFFERED": "1",
        "QTRACE_TEST_DEMOS": folder,  # tests that ask for a demo wait for the one that is begun here
        "QT_QPA_PLATFORM": "offscreen",
        "TMPDIR": folder,
    }
    process = subprocess.Popen(
        step.command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    reader = threading.Thread(target=_read, args=(process, lines, step), daemon=True)
    reader.start()
    try:
        process.wait(step.limit_s)
    except subprocess.TimeoutExpired:
        lines.append(f"ended: not done after {step.limit_s:g} s\n")
        print(lines[-1], end="", flush=True)
        _ask_where(process)
    finally:
        _end_all(process)
    reader.join(GRACE_S)
    output = "".join(lines)
    if process.returncode and not step.shown:
        print(output, flush=True)
    return Result(step, process.returncode, time.monotonic() - started, output)


def closing_line(output: str) -> str:
    """The line with which pytest says how many tests ran; empty if there is none."""
    found = [line for line in output.splitlines() if CLOSING_LINE.search(line)]
    return found[-1] if found else ""


def main() -> int:
    """Run the steps and print how each ended; 1 if any failed."""
    parser = argparse.ArgumentParser(description="Every check of the project.")
    parser.add_argument("--fast", action="store_true", help="without coverage and the wheel")
    parser.add_argument(
        "--coverage", action="store_true", help="measure all of the house; takes a third longer"
    )
    parser.add_argument("pytest_arguments", nargs="*", help="for pytest, after --")
    options = parser.parse_args()
    fast = options.fast or bool(options.pytest_arguments)  # coverage of a part says nothing
    with tempfile.TemporaryDirectory(prefix="qtc-", dir=memory_folder()) as folder:
        report = Path(folder) / "coverage.json"
        planned = steps(
            fast=fast,
            pytest_arguments=options.pytest_arguments,
            report=report,
            everything=options.coverage,
        )
        began = time.monotonic()
        results = run_all(planned, report, folder)
        took_s = time.monotonic() - began
    print("\n== summary")
    for result in results:
        print(result)
    print(f"  {'all':<14} {took_s:7.1f} s")
    closing = [line for result in results if (line := closing_line(result.output))]
    failed = [result.step.name for result in results if result.status]
    print(f"failed: {', '.join(failed)}" if failed else "every check passed")
    print("\n".join(closing))
    for each in (each for result in results for each in result.unsteady):
        print(f"unsteady: {each}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
