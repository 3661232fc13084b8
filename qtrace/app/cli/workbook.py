"""`qtrace workbook template|export|check|import|approve`: real master data in one XLSX file."""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from qtrace.app.cli.acting import add_person_options, person_claim, signed_in_person
from qtrace.app.cli.errors import CommandError, ExitStatus
from qtrace.app.cli.plants import add_plant_options, plant_url, refused, told, write_file
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain

if TYPE_CHECKING:
    from qtrace.app.bootstrap import OpenPlant
    from qtrace.app.workbook_import import ImportReport


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `workbook` with its actions."""
    parser = subparsers.add_parser("workbook", help="master data from an XLSX workbook")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    template = actions.add_parser("template", help="write an empty workbook")
    template.add_argument("--out", metavar="F.xlsx", required=True, help="file to write")
    template.add_argument("--language", choices=["en", "zh_CN"], default="en")
    template.set_defaults(run=run_template)
    export = actions.add_parser(
        "export", help="write master data as a workbook, pictures of plans beside it"
    )
    export.add_argument("--out", metavar="F.xlsx", required=True, help="file to write")
    export.add_argument("--language", choices=["en", "zh_CN"], default="en")
    add_plant_options(export)
    export.set_defaults(run=run_export)
    check = actions.add_parser("check", help="dry run: every error by cell, nothing is changed")
    check.add_argument("file", metavar="F.xlsx")
    check.add_argument("--json", action="store_true", help="one JSON document")
    check.add_argument("--pictures", metavar="DIR", help="folder of drawings; default: of the file")
    add_plant_options(check)
    check.set_defaults(run=run_check)
    load = actions.add_parser("import", help="dry run, then import through the usual commands")
    load.add_argument("file", metavar="F.xlsx")
    load.add_argument("--json", action="store_true", help="one JSON document")
    load.add_argument("--pictures", metavar="DIR", help="folder of drawings; default: of the file")
    add_person_options(load)
    add_plant_options(load)
    load.set_defaults(run=run_import)
    approve = actions.add_parser("approve", help="sign drafts of parts and plans, as second person")
    add_person_options(approve)
    add_plant_options(approve)
    approve.set_defaults(run=run_approve)


def run_template(options: argparse.Namespace) -> int:
    """Write the template."""
    _write(options, {})
    return ExitStatus.OK


def run_export(options: argparse.Namespace) -> int:
    """Write what the plant has, as the workbook that an import reads."""
    from qtrace.app.bootstrap import open_plant
    from qtrace.services.workbook.export import master_data

    with told():
        plant = open_plant(plant_url(options), options.station, writing=False)
        try:
            found = plant.workbench.ask(master_data)
        finally:
            plant.close()
    _write(options, found.sheets)
    for name, picture in found.pictures.items():
        path = Path(options.out).parent / name
        write_file(path, picture)
        print(path)
    return ExitStatus.OK


def _write(options: argparse.Namespace, rows: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
    from qtrace.exchange.layout import SHEETS
    from qtrace.exchange.workbook import write_workbook

    tr = load_translator(Language(options.language))
    texts = {column.help for sheet in SHEETS for column in sheet.columns}
    write_file(Path(options.out), write_workbook(rows, {text: tr.say(text) for text in texts}))
    print(options.out)


def run_check(options: argparse.Namespace) -> int:
    """The dry run."""
    from qtrace.app.bootstrap import open_plant
    from qtrace.app.workbook_import import check_workbook
    from qtrace.exchange.workbook import read_workbook

    book = read_workbook(_read(options.file))
    with told():
        plant = open_plant(plant_url(options), options.station, writing=False)
        try:
            zone = ZoneInfo(plant.plant.time_zone)
            report = check_workbook(plant.workbench, book, zone, _pictures(options))
        finally:
            plant.close()
    return _show(report, as_json=options.json, done=False)


def run_import(options: argparse.Namespace) -> int:
    """Import, after a dry run without errors."""
    from qtrace.app.workbook_import import import_workbook
    from qtrace.exchange.workbook import read_workbook

    book = read_workbook(_read(options.file))
    with told():
        plant = _open(options)
        try:
            person = signed_in_person(plant, options.person)
            zone = ZoneInfo(plant.plant.time_zone)
            report = import_workbook(plant.workbench, book, zone, person, _pictures(options))
        finally:
            plant.close()
    return _show(report, as_json=options.json, done=True)


def run_approve(options: argparse.Namespace) -> int:
    """Sign every draft that somebody else wrote."""
    from qtrace.services.catalogue.commands import ApprovePartRevision
    from qtrace.services.catalogue.draft_rows import DraftKind
    from qtrace.services.catalogue.draft_seen import draft_seen
    from qtrace.services.catalogue.master_data import waiting_drafts
    from qtrace.services.catalogue.plans_commands import ApprovePlan
    from qtrace.services.outcomes import Refusal

    with told():
        plant = _open(options)
        try:
            claim = person_claim(plant, options.person)
            bench = plant.workbench
            drafts = bench.ask(waiting_drafts)
            for draft in drafts:
                kind: type[ApprovePartRevision | ApprovePlan]
                kind = ApprovePartRevision if draft.kind == "part" else ApprovePlan
                command = kind(
                    uid=bench.ids.next_uid(),
                    client_at=bench.clock.now(),
                    revision_id=draft.revision_id,
                    seen_sha256=bench.ask(draft_seen, DraftKind(draft.kind), draft.revision_id),
                )
                outcome = bench.send(command, by=claim.person_id, claim=claim)
                if isinstance(outcome, Refusal):
                    raise refused(outcome.code, dict(outcome.facts))
                print(f"approved: {draft.text}")
        finally:
            plant.close()
    if not drafts:
        print("Nothing waits for approval.")
    return ExitStatus.OK


def _open(options: argparse.Namespace) -> "OpenPlant":
    from qtrace.app.bootstrap import open_plant
    from qtrace.app.cli.acting import STATION

    return open_plant(plant_url(options), options.station or STATION)


def _pictures(options: argparse.Namespace) -> Path:
    """Folder of the drawings: the one that is named, else that of the workbook."""
    return Path(options.pictures) if options.pictures else Path(options.file).parent


def _read(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        detail = error.strerror or type(error).__name__
        text = f"{name} cannot be read: {detail}"
        raise CommandError(ExitStatus.BAD_INPUT, "FILE_NOT_READ", text) from error


def _show(report: "ImportReport", *, as_json: bool, done: bool) -> int:
    tr = load_translator(Language.EN)
    errors = []
    for error in report.errors:
        explained = explain(tr, error.code.value, error.facts)
        text = f"{explained.text}. {explained.next_step}".rstrip(". ") + "."
        errors.append(
            {"sheet": error.sheet, "cell": error.cell, "code": error.code.value, "text": text}
        )
    if as_json:
        answer = {
            "errors": errors,
            "added": dict(report.added),
            "known": dict(report.known),
            "left": dict(report.left),
            "imported": done and not errors,
        }
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for entry in errors:
            print("{sheet}!{cell}: {text} [{code}]".format(**entry))
        word = "Imported" if done and not errors else "Would add" if not errors else "Found"
        print(f"{word}: " + (", ".join(f"{n} {s}" for s, n in report.added.items()) or "nothing"))
        if report.left:
            waiting = ", ".join(f"{n} {s}" for s, n in report.left.items())
            print(f"Left for a person whose role may add them: {waiting}")
    return ExitStatus.OK if not errors else ExitStatus.BAD_INPUT
