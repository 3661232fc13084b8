"""The `qtrace` command: opens the workstation, or runs one command of the command line.

Every command is a module with `add_parser(subparsers)`, whose parser sets `run`, a function of the
parsed options that returns the exit status. Only the module of the command that is asked for is
imported: `qtrace codes parse` loads neither Qt nor a database.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn, TextIO

from qtrace import __version__
from qtrace.app.cli.errors import CommandError, ExitStatus, error_json

COMMANDS = {
    "demo": ("qtrace.app.cli.demo", "make the demo plant and open it"),
    "board": ("qtrace.app.cli.board", "show all lines on a screen on the wall"),
    "tour": ("qtrace.app.cli.tour", "walk through the bench and keep pictures and documents"),
    "db": ("qtrace.app.cli.db", "bring a database up to date, or check it"),
    "records": ("qtrace.app.cli.records", "verify the record stream"),
    "workbook": ("qtrace.app.cli.workbook", "master data from an XLSX workbook"),
    "readings": ("qtrace.app.cli.readings", "readings of inspections as XLSX or CSV"),
    "codes": ("qtrace.app.cli.codes", "read codes as a scanner delivers them"),
    "sampling": ("qtrace.app.cli.sampling", "sampling plans and switching rules"),
    "spc": ("qtrace.app.cli.spc", "control charts, rules and capability"),
    "msa": ("qtrace.app.cli.msa", "measurement system analysis"),
    "certificate": ("qtrace.app.cli.certificate", "take out an issued document"),
    "dhr": ("qtrace.app.cli.dhr", "take out the device history record of a batch"),
    "sheet": ("qtrace.app.cli.sheet", "print the check sheet of keyboard scanners"),
    "label": ("qtrace.app.cli.label", "print a label again"),
}


@dataclass(frozen=True, slots=True)
class OpenOptions:
    """What the command line says about the window, in place of the settings file's values.

    Attributes:
        values: settings by name (`database`, `station`, ...), still unchecked text.
    """

    values: dict[str, str]


class _Parser(argparse.ArgumentParser):
    """Raises instead of printing, so that errors look the same from every command."""

    def error(self, message: str) -> NoReturn:
        usage = self.format_usage().strip()
        text = f"{message}\n{usage}" if usage else message
        raise CommandError(ExitStatus.BAD_INPUT, "BAD_ARGUMENTS", text)


def build_parser(wanted: Sequence[str]) -> argparse.ArgumentParser:
    """The parser; only the commands in `wanted` are loaded, the others are named in the help."""
    parser = _Parser(
        prog="qtrace",
        description="Quality workstation. Without a command it opens the window.",
        epilog="Exit status: 0 done, 2 bad input, 3 refused, 4 integrity, 5 environment.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"qtrace {__version__}")
    window = parser.add_argument_group("the window")
    window.add_argument("--database", metavar="FILE|URL", help="plant to open")
    window.add_argument("--station", metavar="CODE", help="station that this machine is")
    window.add_argument("--language", metavar="en|zh_CN", help="language of the sign-in page")
    window.add_argument("--theme", metavar="light|dark", help="brightness of the screens")
    window.add_argument("--profile", metavar="desk|touch|glove", help="who touches the screen")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, (module, summary) in COMMANDS.items():
        if name in wanted:
            import_module(module).add_parser(commands)
        else:
            commands.add_parser(name, help=summary)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run `qtrace` with `argv` (default: the process's); the exit status, never an exception."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        status = _run(arguments)
        _flush(sys.stdout)
    except CommandError as error:
        _show(error.code, error.text, as_json=_wants_json(arguments))
        return error.status
    except SystemExit as leaving:  # --help and --version
        return leaving.code if isinstance(leaving.code, int) else ExitStatus.OK
    except BrokenPipeError:  # the reader of our output has gone: nothing is left to say
        _discard_stdout()
        return 128 + 13
    except KeyboardInterrupt:
        return 128 + 2
    except Exception as error:  # noqa: BLE001 - entry of the program: a report, not a traceback
        return _unexpected(error, as_json=_wants_json(arguments))
    return status


def _run(arguments: list[str]) -> int:
    options = build_parser([word for word in arguments if word in COMMANDS]).parse_args(arguments)
    if options.command is None:
        from qtrace.app.opening import open_workstation

        names = ("database", "station", "language", "theme", "profile")
        given = {name: getattr(options, name) for name in names}
        return open_workstation(OpenOptions({k: v for k, v in given.items() if v is not None}))
    return int(options.run(options))


def _unexpected(error: Exception, *, as_json: bool) -> int:
    """Keep a report of a bug and say where it lies."""
    import logging

    from qtrace.app.config import Paths
    from qtrace.app.crash import CrashRecorder

    logging.getLogger("qtrace").addHandler(logging.NullHandler())  # keeps the traceback off stderr
    report = CrashRecorder(Paths.of_machine().log_dir).record(error)
    place = f" Report: {report.path}" if report.path else ""
    _show("UNEXPECTED", f"{report.summary}.{place}", as_json=as_json)
    return ExitStatus.UNEXPECTED


def _wants_json(arguments: Sequence[str]) -> bool:
    return "--json" in arguments or "--jsonl" in arguments


def _show(code: str, text: str, *, as_json: bool) -> None:
    print(error_json(code, text) if as_json else f"qtrace: {text}", file=sys.stderr)


def _speak_utf8() -> None:
    """Answers are UTF-8 whatever the console's code page; a windowed start has no console."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush(stream: TextIO | None) -> None:
    if stream is not None:
        stream.flush()


def _discard_stdout() -> None:
    """Let the interpreter's own flush at exit go nowhere instead of failing again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
