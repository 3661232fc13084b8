"""`qtrace board`: all lines of the plant on a screen on the wall."""

import argparse

from qtrace.app.cli.plants import add_plant_options, plant_url, told


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `board`."""
    parser = subparsers.add_parser(
        "board",
        help="show all lines on a screen on the wall",
        description="Shows which lines run, stand, and why. It takes no input; Esc closes it.",
        allow_abbrev=False,
    )
    add_plant_options(parser)
    parser.add_argument(
        "--window", action="store_true", help="in a window, not on the whole screen"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show the board until it is closed.

    Raises:
        CommandError: settings or plant cannot be opened.
    """
    from qtrace.app.board import run_board
    from qtrace.app.cli.main import OpenOptions
    from qtrace.app.opening import begin, prepare_application

    names = ("language", "theme")
    given = {name: getattr(options, name, None) for name in names}
    settings = begin(OpenOptions({k: v for k, v in given.items() if v is not None}))
    app = prepare_application(settings)
    with told():
        return run_board(app, settings, plant_url(options), is_windowed=options.window)
