"""The one command that judges the project judges it right."""

import signal
import sys
from pathlib import Path

import pytest

from tools import check, check_coverage
from tools.failed_tests import GROUP


def _report(**files):
    return {
        "files": {
            name.replace("__", "/"): {
                "summary": {
                    "covered_lines": lines,
                    "num_statements": 10,
                    "covered_branches": branches,
                    "num_branches": 10,
                }
            }
            for name, (lines, branches) in files.items()
        }
    }


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"qtrace__domain__a": (10, 10), "qtrace__ui__b": (9, 9)}, []),
        ({"qtrace__domain__a": (10, 9)}, ["qtrace/domain/a: 95.0 % < 100 %"]),
        ({"qtrace__records__a": (9, 10)}, ["qtrace/records/a: 95.0 % < 100 %"]),
        ({"qtrace__ui__a": (10, 10), "qtrace__ui__b": (8, 8)}, []),
        ({"qtrace__ui__a": (10, 9), "qtrace__ui__b": (8, 8)}, ["everything else: 87.5 % < 90 %"]),
    ],
)
def test_coverage_floors(files, expected):
    found = check_coverage.problems(check_coverage.shares(_report(**files)))
    assert [line for line in found if not line.startswith("  ")] == expected


def test_hardware_adapters_are_left_out_by_name(monkeypatch):
    monkeypatch.setitem(check_coverage.NOT_REACHED_OFFLINE, "qtrace/ui/a", "needs a device")
    assert check_coverage.shares(_report(qtrace__ui__a=(0, 0))) == {}


def test_every_adapter_left_out_exists_and_has_a_reason():
    for path, reason in check_coverage.NOT_REACHED_OFFLINE.items():
        assert (check.ROOT / path).is_file()
        assert reason


@pytest.mark.parametrize(
    "line",
    [
        "12 passed in 3.21s",
        "=== 1 failed, 2 passed in 61.00s (0:01:01) ===",
        "no tests ran in 0.01s",
    ],
)
def test_pytests_closing_line_is_found(line):
    assert check.closing_line(f"12 passed tests talk\n{line}\nlater\n") == line


def test_no_closing_line_is_no_line():
    assert check.closing_line("usage: pytest\n") == ""


def test_a_failing_step_shows_its_output_and_status(capsys):
    program = "import sys; print('why'); sys.exit(3)"
    result = check.run(check.Step("odd", (sys.executable, "-c", program)))
    assert (result.status, "why" in capsys.readouterr().out) == (3, True)
    assert "FAILED (3)" in str(result)


def test_a_step_that_hangs_is_ended_and_says_what_it_had_said(capsys):
    step = check.Step("stuck", ("sh", "-c", "echo so far; sleep 60"), limit_s=1.5)
    result = check.run(step)
    assert result.status == -signal.SIGABRT
    told = capsys.readouterr().out
    assert "so far" in told
    assert "not done after 1.5 s" in told


def test_a_forgotten_child_does_not_hold_up_the_chain():
    forgetful = "import subprocess; subprocess.Popen(['sleep', '60']); print('done')"
    result = check.run(check.Step("forgetful", (sys.executable, "-c", forgetful)))
    assert (result.status, result.output) == (0, "done\n")
    assert result.took_s < check.GRACE_S


def test_a_passing_step_is_quiet(capsys):
    result = check.run(check.Step("fine", (sys.executable, "-c", "print('much')")))
    assert result.status == 0
    assert "much" not in capsys.readouterr().out


def test_a_fast_run_leaves_out_only_what_is_slow():
    def names(*, fast):
        planned = check.steps(fast=fast, pytest_arguments=(), report=Path("x"))
        return [step.name for step in planned]

    assert names(fast=False) == [*names(fast=True), "coverage", "wheel"]


STEADY = """
import os

def test_fine(): pass
def test_wrong(): assert False
def test_unsteady():
    with open(os.environ["MARK"], "a") as mark: mark.write("x")
    assert os.path.getsize(os.environ["MARK"]) > 1
"""


@pytest.mark.parametrize(
    ("tests", "status", "unsteady"),
    [
        ("test_fine", 0, []),
        ("test_fine or test_unsteady", 0, ["test_unsteady"]),
        ("test_wrong or test_unsteady", 1, []),
    ],
)
def test_a_few_that_fail_are_tried_again_and_named(tmp_path, monkeypatch, tests, status, unsteady):
    file, failed = tmp_path / "test_some.py", tmp_path / "failed-tests"
    file.write_text(STEADY)
    monkeypatch.setenv("MARK", str(tmp_path / "mark"))
    command = (sys.executable, "-m", "pytest", "-q", "-n", "0", "-k", tests, str(file))
    command += ("-p", "tools.failed_tests", f"--failed-to={failed}")
    result = check.run(check.Step("tests", command))
    monkeypatch.setattr(check, "ROOT", tmp_path)  # ids are told from the folder of the run
    result = check.tried_again(result, failed, str(tmp_path))
    assert result.status == status
    assert [each.rpartition("::")[2] for each in result.unsteady] == unsteady


def test_the_group_of_a_test_is_no_part_of_its_id():
    told = {"a.py::test": "a.py::test", "a.py::test@demo": "a.py::test", "t[x@y]": "t[x@y]"}
    assert {given: GROUP.sub("", given) for given in told} == told
    assert GROUP.sub("", "t[x@y]@demo") == "t[x@y]"


def test_more_than_a_few_have_one_cause_and_are_not_tried_again(tmp_path):
    failed = tmp_path / "failed-tests"
    failed.write_text("no.py::test\n" * (check.FEW + 1))
    result = check.Result(check.Step("tests", ()), 1, 2.0, "")
    assert check.tried_again(result, failed, str(tmp_path)) is result


def test_a_run_of_the_tests_that_hangs_is_begun_once_more(tmp_path):
    mark = tmp_path / "mark"
    once = f"if [ -e {mark} ]; then echo 3 passed in 1.00s; else touch {mark}; sleep 60; fi"
    step = check.Step("tests", ("sh", "-c", once), limit_s=1.5)
    result = check.run_tests(step, tmp_path / "none", str(tmp_path))
    assert result.status == 0
    assert check.closing_line(result.output) == "3 passed in 1.00s"
    assert result.unsteady == ("the first run did not come to its end",)
