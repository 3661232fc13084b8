"""Photographs every screen of the demo plant from the real window.

`python -m tools.shots --out DIR [--only NAME] [--language en|zh_CN|all] [--theme light|dark|all]`
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.shots_acts import Shot
    from tools.shots_stage import Look, Stage

SIZE = (1366, 768)
JOIN, BOARD = "first-run-join", "board"
PAGES = {
    "first-run": {},
    "first-run-plant": {"name_en": "Northlake Medical", "address": "1 Lake Road"},
    "first-run-site": {"site_name_en": "Suzhou", "site_code": "SZ"},
    "first-run-administrator": {},
}
"""Pages before there is a plant, with what is typed into each before the next one."""
FIRST_RUN = (*PAGES, JOIN)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tools.shots", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--only", default="", help="names that begin so")
    parser.add_argument("--language", choices=["en", "zh_CN", "all"], default="all")
    parser.add_argument("--theme", choices=["light", "dark", "all"], default="all")
    parser.add_argument("--demo", type=Path, help="file of a demo plant, if one is at hand")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures; 1 if a screen was not reached."""
    options = _parser().parse_args(arguments)
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.*=false")
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(_say_unless_known)
    with tempfile.TemporaryDirectory(prefix="qtrace-shots-") as place:
        os.environ["QTRACE_HOME"] = place
        return _shoot_all(options, Path(place))


def _say_unless_known(_kind: object, _context: object, text: str) -> None:
    """What Qt says, without what the offscreen platform says about itself."""
    if "plugin does not support" not in text:
        print(text, file=sys.stderr)


def _shoot_all(options: argparse.Namespace, place: Path) -> int:
    from qtrace.app.config import ThemeChoice
    from qtrace.app.demo.build import build_demo
    from qtrace.i18n import Language
    from tools.shots_stage import Look

    demo = options.demo
    if demo is None:
        demo = place / "demo.qtrace"
        build_demo(str(demo))
    languages = [word for word in Language if options.language in ("all", word.value)]
    themes = [word for word in ThemeChoice if options.theme in ("all", word.value)]
    began, taken, missed = time.monotonic(), 0, []
    for language, theme in product(languages, themes):
        look = Look(language, theme)
        folder = options.out / look.name
        for name, reached in _shoot(demo, place, look, folder, options.only):
            taken += 1
            if not reached:
                missed.append(f"{look.name}/{name}")
                print(f"not reached: {missed[-1]}", file=sys.stderr)
    seconds = time.monotonic() - began
    print(f"{taken} pictures in {options.out}, {seconds:.0f} s, {len(missed)} not reached")
    return 1 if missed or not taken else 0


def _shoot(
    demo: Path, place: Path, look: "Look", folder: Path, only: str
) -> Iterator[tuple[str, bool]]:
    """Every wanted shot in one look: its name, and whether the station got there."""
    from tools.shots_list import chains
    from tools.shots_stage import Stage

    for number, chain in enumerate(chains()):
        wanted = [shot.name for shot in chain if shot.name.startswith(only)]
        if not wanted:
            continue
        stage = Stage(demo, place / f"{look.name}-{number}", look)
        try:
            yield from _shoot_chain(stage, chain, wanted, folder)
        finally:
            stage.close()
    for name in FIRST_RUN:
        if name.startswith(only):
            yield name, shoot_first_run(name, look, folder)
    if BOARD.startswith(only):
        yield BOARD, shoot_board(demo, place / f"{look.name}-board", look, folder)


def _shoot_chain(
    stage: "Stage", chain: "tuple[Shot, ...]", wanted: list[str], folder: Path
) -> Iterator[tuple[str, bool]]:
    """The wanted shots of one station; what comes after a missed step is missed, too."""
    from qtrace.app.tour.driver import StillBusyError

    for position, shot in enumerate(chain):
        try:
            shot.reach(stage)
        except (AssertionError, LookupError, StillBusyError) as error:
            print(f"{shot.name}: {error!r}", file=sys.stderr)
            yield from ((late.name, False) for late in chain[position:] if late.name in wanted)
            return
        if shot.name in wanted:
            stage.grab(None, folder / f"{shot.name}.png")
            yield shot.name, shot.there(stage)
        if shot.name == wanted[-1]:
            return


def shoot_first_run(name: str, look: "Look", folder: Path) -> bool:
    """The page before there is a plant; it has no station."""
    from qtrace.app.config import Settings
    from qtrace.app.opening import prepare_application
    from qtrace.i18n import load_translator
    from qtrace.ui.people.first_run import FirstRunScreen

    app = prepare_application(Settings(language=look.language, theme=look.theme))
    page = FirstRunScreen(load_translator(look.language))
    page.resize(*SIZE)
    page.show()
    page.activateWindow()
    if name == JOIN:
        page.model.choose_join()
    for before in FIRST_RUN[: FIRST_RUN.index(name)] if name != JOIN else ():
        for answer, text in PAGES[before].items():
            page.model.set(answer, text)
        page.model.go_on()
    for _ in range(3):  # a form is laid out, then its scroll bar goes
        app.processEvents()
    folder.mkdir(parents=True, exist_ok=True)
    page.grab().save(str(folder / f"{name}.png"))
    shown = {JOIN: "join", FIRST_RUN[0]: "choice"}.get(name, name.removeprefix("first-run-"))
    reached = page.model.state.page == shown and not page.model.state.problems
    reached = reached and (page.join_page is not None) is (name == JOIN)
    page.close()
    page.deleteLater()
    return reached


def shoot_board(demo: Path, place: Path, look: "Look", folder: Path) -> bool:
    """The board on the wall; it has a window of its own and nobody at it."""
    from qtrace.app.board import WallStation
    from qtrace.app.bootstrap import open_plant
    from qtrace.app.config import Settings
    from qtrace.app.fake_executor import ImmediateExecutor
    from qtrace.app.opening import prepare_application

    settings = Settings(language=look.language, theme=look.theme)
    app = prepare_application(settings)
    place.mkdir(parents=True, exist_ok=True)
    file = Path(shutil.copyfile(demo, place / "plant.qtrace"))
    wall = WallStation(open_plant(str(file), "", writing=False), settings, ImmediateExecutor())
    wall.window.resize(*SIZE)
    wall.window.show()
    wall.window.begin()
    app.processEvents()
    folder.mkdir(parents=True, exist_ok=True)
    wall.window.grab().save(str(folder / f"{BOARD}.png"))
    page = wall.window.view.page
    wall.close()
    wall.window.deleteLater()
    app.processEvents()
    return page is not None and bool(page.lines)


if __name__ == "__main__":
    sys.exit(main())
