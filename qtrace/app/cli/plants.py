"""Which plant a command works on, and its problems as errors of the command line."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qtrace.app.cli.errors import CommandError, ExitStatus
from qtrace.domain.problems import Problem
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain

_INTEGRITY = {"DATABASE_DAMAGED", "GUARDS_MISSING"}


def add_plant_options(parser: argparse.ArgumentParser) -> None:
    """`--database` and `--station` for commands; the machine's settings stand in for them."""
    parser.add_argument("--database", metavar="FILE|URL", help="plant (default: the settings')")
    parser.add_argument("--station", metavar="CODE", default="", help="station that acts")


def plant_url(options: argparse.Namespace) -> str:
    """The plant that the options or the settings name; else the demo plant of this machine.

    Raises:
        CommandError: the settings cannot be read.
    """
    from qtrace.app.config import Paths, Settings, demo_path, load_settings, with_environment

    if options.database:
        return str(options.database)
    paths = Paths.of_machine()
    settings = load_settings(paths.config_file)
    if isinstance(settings, Settings):
        settings = with_environment(settings)
    if not isinstance(settings, Settings):
        tr = load_translator(Language.EN)
        raise CommandError(ExitStatus.ENVIRONMENT, settings.code.value, settings.text(tr))
    return settings.database_url or str(demo_path(paths))


@contextmanager
def told() -> Iterator[None]:
    """Turn problems of the world into errors with an exit status.

    Raises:
        CommandError: instead of any `Problem`.
    """
    try:
        yield
    except Problem as problem:
        explained = explain(load_translator(Language.EN), problem.code, problem.facts)
        status = ExitStatus.INTEGRITY if problem.code in _INTEGRITY else ExitStatus.ENVIRONMENT
        text = f"{explained.text}. {explained.next_step}" if explained.next_step else explained.text
        raise CommandError(status, problem.code, text) from problem


def refused(code: str, facts: dict[str, str]) -> CommandError:
    """A refusal of a command as an error with exit status 3."""
    explained = explain(load_translator(Language.EN), code, facts)
    return CommandError(ExitStatus.REFUSED, code, f"{explained.text}. {explained.next_step}")


def write_file(path: Path, content: bytes) -> None:
    """Write `content` to `path`.

    Raises:
        CommandError: it cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        detail = error.strerror or type(error).__name__
        text = f"{path} cannot be written: {detail}"
        raise CommandError(ExitStatus.ENVIRONMENT, "FILE_NOT_WRITTEN", text) from error
