"""`qtrace tour --out DIR`: the bench's main job off-screen, on a plant of its own."""

import argparse
import os
from pathlib import Path

from qtrace.app.cli.errors import ExitStatus
from qtrace.app.cli.plants import told


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `tour`."""
    parser = subparsers.add_parser(
        "tour",
        help="walk through the bench and keep pictures and documents",
        description="Drives the real window by scans and keys through one accepted and one "
        "rejected lot on a throw-away demo plant. Needs no display.",
    )
    parser.add_argument("--out", metavar="DIR", default="tour", help="folder for what it leaves")
    parser.add_argument("--language", choices=["en", "zh_CN"], default="en")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the tour and say what it did and where it lies."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.*=false")
    from qtrace.app.config import Settings, ThemeChoice
    from qtrace.app.logging import start_logging, stop_logging
    from qtrace.app.tour.run import run_tour
    from qtrace.i18n import Language

    folder = Path(options.out)
    settings = Settings(language=Language(options.language), theme=ThemeChoice(options.theme))
    handler = start_logging(folder / "log")
    try:
        with told():
            result = run_tour(folder, settings, print)
    finally:
        stop_logging(handler)
    for step in result.steps:
        print(f"  {step}")
    print(f"{len(result.pictures)} pictures, {len(result.papers)} papers in {folder.resolve()}:")
    for path in (*result.pictures, *result.papers):
        print(f"  {path.name}")
    print(
        f"{result.scans} scans and {result.keys} keys went through the real scan path, "
        f"{result.seconds:.0f} s in all, 0 mouse clicks."
    )
    return ExitStatus.OK
