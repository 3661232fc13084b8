"""`qtrace sheet scanner --out F.pdf`: printed sheets that need no plant."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from qtrace.app.cli.errors import CommandError, ExitStatus
from qtrace.app.cli.plants import refused, write_file


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `qtrace sheet scanner`."""
    sheet = subparsers.add_parser("sheet", help="print sheets of codes", allow_abbrev=False)
    commands = sheet.add_subparsers(dest="sheet_command", required=True)
    scanner = commands.add_parser(
        "scanner", help="codes that reveal how a keyboard scanner is set up", allow_abbrev=False
    )
    scanner.add_argument("--out", metavar="F.pdf", required=True, help="file to write")
    scanner.add_argument(
        "--in",
        dest="sheet_language",
        choices=["zh", "en", "both"],
        default="both",
        help="language of the sheet (default: both)",
    )
    scanner.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Draw the sheet and write it."""
    if Path(options.out).suffix.lower() != ".pdf":
        raise CommandError(ExitStatus.BAD_INPUT, "BAD_ARGUMENTS", "The file name must end in .pdf")
    from qtrace.printing.refusals import PrintRefusal
    from qtrace.printing.scanner_sheet import scanner_sheet
    from qtrace.printing.words import DocumentLanguage
    from qtrace.scanning.decode import SymbolReaderAdapter

    language = DocumentLanguage(options.sheet_language)
    content = scanner_sheet(language, datetime.now(UTC).astimezone(), SymbolReaderAdapter())
    if isinstance(content, PrintRefusal):
        raise refused(content.code.value, dict(content.facts))
    write_file(Path(options.out), content)
    print(f"Scanner check sheet: {options.out}")
    return ExitStatus.OK
