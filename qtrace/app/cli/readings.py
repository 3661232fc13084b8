"""`qtrace readings export|check|import`: readings of inspections as XLSX or CSV."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from qtrace.app.cli.acting import STATION, add_person_options, signed_in_person
from qtrace.app.cli.errors import CommandError, ExitStatus
from qtrace.app.cli.plants import add_plant_options, plant_url, told, write_file
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain

if TYPE_CHECKING:
    from qtrace.app.readings_import import ReadingsReport
    from qtrace.exchange.readings import ReadingFile


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `readings` with its actions."""
    parser = subparsers.add_parser("readings", help="readings of inspections as XLSX or CSV")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="write the readings of an inspection")
    export.add_argument("inspection", metavar="NUMBER")
    export.add_argument("--out", metavar="F.xlsx|F.csv", required=True, help="file to write")
    add_plant_options(export)
    export.set_defaults(run=run_export)
    check = actions.add_parser("check", help="dry run: every error by cell, nothing is changed")
    check.add_argument("file", metavar="F.xlsx|F.csv")
    check.add_argument("--json", action="store_true", help="one JSON document")
    add_plant_options(check)
    check.set_defaults(run=run_check)
    load = actions.add_parser("import", help="dry run, then record through the usual commands")
    load.add_argument("file", metavar="F.xlsx|F.csv")
    load.add_argument("--json", action="store_true", help="one JSON document")
    add_person_options(load)
    add_plant_options(load)
    load.set_defaults(run=run_import)


def run_export(options: argparse.Namespace) -> int:
    """Write a file."""
    from qtrace.app.bootstrap import open_plant
    from qtrace.exchange.readings import write_csv, write_xlsx
    from qtrace.services.inspection.readings_exchange import reading_rows

    with told():
        plant = open_plant(plant_url(options), options.station, writing=False)
        try:
            rows = plant.workbench.ask(reading_rows, options.inspection)
        finally:
            plant.close()
    if rows is None:
        text = f"There is no inspection {options.inspection}"
        raise CommandError(ExitStatus.BAD_INPUT, "NOT_KNOWN", text)
    path = Path(options.out)
    write_file(path, write_csv(rows) if path.suffix.lower() == ".csv" else write_xlsx(rows))
    print(f"{path}: {len(rows)} readings")
    return ExitStatus.OK


def run_check(options: argparse.Namespace) -> int:
    """The dry run."""
    from qtrace.app.bootstrap import open_plant
    from qtrace.app.readings_import import check_readings

    file = _read(options.file)
    with told():
        plant = open_plant(plant_url(options), options.station, writing=False)
        try:
            report = check_readings(plant.workbench, file)
        finally:
            plant.close()
    return _show(report, as_json=options.json)


def run_import(options: argparse.Namespace) -> int:
    """Record, after a dry run without errors."""
    from qtrace.app.bootstrap import open_plant
    from qtrace.app.readings_import import import_readings

    file = _read(options.file)
    with told():
        plant = open_plant(plant_url(options), options.station or STATION)
        try:
            person = signed_in_person(plant, options.person)
            report = import_readings(plant.workbench, file, person)
        finally:
            plant.close()
    return _show(report, as_json=options.json)


def _read(name: str) -> "ReadingFile":
    from qtrace.exchange.readings import read_readings

    try:
        return read_readings(Path(name).read_bytes())
    except OSError as error:
        detail = error.strerror or type(error).__name__
        text = f"{name} cannot be read: {detail}"
        raise CommandError(ExitStatus.BAD_INPUT, "FILE_NOT_READ", text) from error


def _show(report: "ReadingsReport", *, as_json: bool) -> int:
    tr = load_translator(Language.EN)
    errors = []
    for error in report.errors:
        reason = error.facts.get("reason", "")
        words = explain(tr, reason or error.code.value, error.facts).text
        errors.append({"cell": error.cell, "code": reason or error.code.value, "text": words})
    if as_json:
        answer = {"errors": errors, "ready": report.ready, "recorded": report.recorded}
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for entry in errors:
            print("{cell}: {text} [{code}]".format(**entry))
        print(f"{report.recorded} recorded, {report.ready} can be, {len(errors)} errors")
    return ExitStatus.OK if not errors else ExitStatus.BAD_INPUT
