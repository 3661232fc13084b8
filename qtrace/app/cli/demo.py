"""`qtrace demo [--reset] [--no-window] [--sheet F.pdf]`: the demo plant of this machine."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qtrace.app.cli.errors import ExitStatus
from qtrace.app.cli.plants import refused, told, write_file

Progress = Callable[[str, int], None]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo`."""
    parser = subparsers.add_parser(
        "demo",
        help="make the demo plant and open it",
        description="Makes the demo plant of this machine if there is none, and opens it.",
        allow_abbrev=False,
    )
    parser.add_argument("--reset", action="store_true", help="throw it away and make a new one")
    parser.add_argument("--no-window", action="store_true", help="make it, but do not open it")
    parser.add_argument("--sheet", metavar="F.pdf", help="write the sheet of codes to scan")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the demo if need be, print its sheet if asked, open it unless told not to."""
    from qtrace.app.config import demo_path

    path = demo_path()
    if path.exists() and not (options.reset or options.sheet or options.no_window):
        return _open(path, options)  # a second start paints first and looks at the file then
    from qtrace.app.plant_files import PlantProblem

    make = reset_demo if options.reset else ensure_demo
    with told():
        try:
            make(path, _Lines())
        except PlantProblem as problem:
            raise refused(problem.code, problem.facts) from problem
    if options.sheet:
        _write_sheet(path, Path(options.sheet))
    if options.no_window:
        _introduce(path)
        return ExitStatus.OK
    return _open(path, options)


def ensure_demo(path: Path, progress: Progress | None = None) -> None:
    """Make the demo plant at `path` if nothing is there; bring the schema of an older one up.

    Blocking: making one takes some ten seconds.

    Raises:
        PlantProblem: what is there is not a demo plant.
        DatabaseProblem: it cannot be read or written.
    """
    from qtrace.app.plant_files import PlantMark, plant_mark
    from qtrace.models.database import Database, head_revision, stored_revision, upgrade

    if plant_mark(str(path)) is PlantMark.DEMO:
        database = Database(str(path))
        stored = stored_revision(database)
        database.close()
        if stored != head_revision():
            upgrade(str(path))
        return
    from qtrace.app.demo.build import build_demo

    build_demo(str(path), progress=progress)


def reset_demo(path: Path, progress: Progress | None = None) -> None:
    """Make the demo plant anew; the old one stays until the new one is complete.

    Raises:
        PlantProblem: what is there is not a demo plant; it stays as it is.
        StationProblem: the demo is open.
        DatabaseProblem: it cannot be read or written.
    """
    from qtrace.app.bootstrap import StationProblem
    from qtrace.app.config import Paths, Settings
    from qtrace.app.demo.build import build_demo
    from qtrace.app.demo.places import STATION
    from qtrace.app.problems import SetupProblem
    from qtrace.app.single_instance import lock_station

    url = Settings(database=str(path)).database_url
    lock = lock_station(url, STATION, Paths.of_machine().data_dir)
    if isinstance(lock, SetupProblem):
        raise StationProblem(lock.code.value, dict(lock.facts))
    with lock:
        build_demo(str(path), progress=progress)


class _Lines:
    """Says every tenth per cent on standard error: the output of a command stays clean."""

    def __init__(self) -> None:
        self._said = -1

    def __call__(self, what: str, per_cent: int) -> None:
        if per_cent // 10 != self._said:
            self._said = per_cent // 10
            print(f"demo plant {per_cent:3d} %: {what}", file=sys.stderr, flush=True)


def _write_sheet(path: Path, out: Path) -> None:
    from qtrace.app.bootstrap import open_plant
    from qtrace.app.demo.sheet import draw_sheet
    from qtrace.printing.refusals import PrintRefusal
    from qtrace.scanning.decode import SymbolReaderAdapter

    with told():
        plant = open_plant(str(path), "", writing=False)
    try:
        content = draw_sheet(plant.workbench, SymbolReaderAdapter())
    finally:
        plant.close()
    if isinstance(content, PrintRefusal):
        raise refused(content.code.value, dict(content.facts))
    write_file(out, content)
    print(f"Sheet of codes: {out}")


def _introduce(path: Path) -> None:
    from qtrace.app.demo.people import PEOPLE

    print(f"Demo plant: {path}")
    print("Sign in with badge and PIN, or with name and password:")
    for who in PEOPLE:
        roles = ", ".join(role.value for role in who.roles)
        print(f"  {who.badge}  {who.pin}  {who.login:6} {who.password:18} {who.name_en}, {roles}")


def _open(path: Path, options: argparse.Namespace) -> int:
    """Open the demo in the window, with this machine's settings but for database and station."""
    from qtrace.app.cli.main import OpenOptions
    from qtrace.app.opening import begin, prepare_application, run_station

    names = ("language", "theme", "profile")
    given = {name: getattr(options, name, None) for name in names}
    settings = begin(OpenOptions({k: v for k, v in given.items() if v is not None}))
    settings = replace(settings, database=str(path), station="")
    app = prepare_application(settings)
    return run_station(app, settings, settings.database_url, lambda: ensure_demo(path))
