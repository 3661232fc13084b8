"""The entry of the command line: statuses, error shapes, what gets loaded."""

import json
import os
import subprocess
import sys
import types
from importlib import import_module

import pytest

from qtrace.app.cli import main as entry
from qtrace.app.cli.errors import CommandError, ExitStatus

PROBE = "qtrace_probe_command"


@pytest.fixture
def probe(monkeypatch):
    """A command `probe` whose body the test gives."""

    def install(run):
        module = types.ModuleType(PROBE)

        def add_parser(subparsers):
            parser = subparsers.add_parser("probe")
            parser.add_argument("--json", action="store_true")
            parser.set_defaults(run=run)

        module.add_parser = add_parser
        monkeypatch.setitem(sys.modules, PROBE, module)
        monkeypatch.setitem(entry.COMMANDS, "probe", (PROBE, "a test"))

    return install


def _raise(error):
    def run(options):
        raise error

    return run


@pytest.mark.parametrize("status", [0, 2, 3, 4, 5])
def test_the_command_chooses_the_status(probe, status):
    probe(lambda options: status)
    assert entry.main(["probe"]) == status


def test_an_error_is_a_sentence_or_an_object(probe, capsys):
    probe(_raise(CommandError(ExitStatus.REFUSED, "LOT_ON_HOLD", "批次已封存")))
    assert entry.main(["probe"]) == 3
    assert capsys.readouterr() == ("", "qtrace: 批次已封存\n")
    assert entry.main(["probe", "--json"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert json.loads(err) == {"error": {"code": "LOT_ON_HOLD", "text": "批次已封存"}}


@pytest.mark.expects_log("unexpected: ZeroDivisionError")
def test_a_bug_is_kept_as_a_report_and_shows_no_traceback(probe, capsys, qtrace_home):
    probe(_raise(ZeroDivisionError("division by zero")))
    assert entry.main(["probe", "--json"]) == 1
    error = json.loads(capsys.readouterr().err)["error"]
    (report,) = (qtrace_home / "log").glob("crash-*.txt")
    assert error["code"] == "UNEXPECTED"
    assert str(report) in error["text"]
    assert "Traceback" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments", [["nix"], ["--nix"], ["probe", "--nix"], ["probe", "a"], ["--station"]]
)
def test_bad_arguments_are_bad_input(probe, capsys, arguments):
    probe(lambda options: 0)
    assert entry.main(arguments) == 2
    assert entry.main([*arguments, "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert json.loads(err.splitlines()[-1])["error"]["code"] == "BAD_ARGUMENTS"


def test_help_and_version_are_no_errors(capsys):
    assert entry.main(["--version"]) == 0
    assert entry.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in entry.COMMANDS)


@pytest.mark.parametrize(("name", "module"), [(n, m) for n, (m, _) in entry.COMMANDS.items()])
def test_every_command_has_its_module_and_help(name, module, capsys):
    assert callable(import_module(module).add_parser)
    assert entry.main([name, "--help"]) == 0
    assert f"qtrace {name}" in capsys.readouterr().out


def test_the_window_gets_what_was_said(monkeypatch):
    window, seen = types.ModuleType("qtrace.app.opening"), []
    window.open_workstation = lambda options: seen.append(options.values) or 0
    monkeypatch.setitem(sys.modules, "qtrace.app.opening", window)
    assert entry.main(["--station", "demo", "--theme", "dark"]) == 0
    assert entry.main([]) == 0
    assert seen == [{"station": "demo", "theme": "dark"}, {}]


def test_an_interrupt_and_a_closed_pipe_end_quietly(probe, capsys):
    probe(_raise(KeyboardInterrupt()))
    assert entry.main(["probe"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_goes_away_makes_no_noise():
    program = (
        "import sys, types\n"
        "from qtrace.app.cli import main as entry\n"
        "m = types.ModuleType('p')\n"
        "def add_parser(s):\n"
        "    s.add_parser('p').set_defaults(run=lambda o: [print('x' * 99) for _ in range(9999)] and 0)\n"
        "m.add_parser = add_parser\n"
        "sys.modules['p'] = m\n"
        "entry.COMMANDS['p'] = ('p', '')\n"
        "sys.exit(entry.main(['p']))\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.read(10)
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), error) == (141, b"")


def test_answers_are_utf8_whatever_the_console():
    program = (
        "import sys\nfrom qtrace.app.cli import main as entry\n"
        "print(entry.main(['--version']), '封存')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("utf-8").endswith("0 封存\n")


def test_reading_codes_loads_neither_qt_nor_a_database():
    program = (
        "import sys\nfrom qtrace.app.cli.main import main\n"
        "status = main(['codes', 'parse', '--jsonl'])\n"
        "bad = {m.split('.')[0] for m in sys.modules} & {'PySide6', 'sqlalchemy', 'numpy'}\n"
        "sys.exit(str(bad) if bad else status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input="", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
