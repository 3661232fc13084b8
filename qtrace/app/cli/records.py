"""`qtrace records verify`: is every record as it was written, and every row as recorded?"""

import argparse
import json
from typing import TYPE_CHECKING

from qtrace.app.cli.errors import CommandError, ExitStatus
from qtrace.app.cli.plants import add_plant_options, plant_url, told

if TYPE_CHECKING:
    from qtrace.app.bootstrap import OpenPlant


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `records verify`."""
    parser = subparsers.add_parser("records", help="verify the record stream")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="recompute every hash and compare every row")
    add_plant_options(verify)
    verify.add_argument("--json", action="store_true", help="one JSON document")
    verify.add_argument("--code", metavar="C", help="find the record of a printed code")
    verify.set_defaults(run=run_verify)


def run_verify(options: argparse.Namespace) -> int:
    """Verify the stream, or find the record of one code."""
    from qtrace.app.bootstrap import open_plant

    with told():
        plant = open_plant(plant_url(options), options.station, writing=False)
    try:
        with told():
            return _find(plant, options) if options.code else _verify(plant, options)
    finally:
        plant.close()


def _verify(plant: "OpenPlant", options: argparse.Namespace) -> int:
    from qtrace.services.verification import verify_records

    report = plant.workbench.ask(verify_records)
    bad = [
        {
            "finding": b.finding.value,
            "station": b.station,
            "sequence": b.sequence,
            "detail": b.detail,
        }
        for b in report.bad
    ]
    if options.json:
        answer = {
            "verdict": "ok" if not bad else bad[0]["finding"],
            "records": report.records,
            "rows": report.rows,
            "first_bad": bad[0] if bad else None,
            "findings": bad,
            "heads": {k: {"sequence": s, "leaf": leaf} for k, (s, leaf) in report.heads.items()},
        }
        print(json.dumps(answer, ensure_ascii=False))
    elif not bad:
        print(f"OK: {report.records} records, {report.rows} rows are as they were recorded.")
    else:
        print(f"NOT AS RECORDED: {report.records} records, {report.rows} rows read.")
        for entry in bad:
            print("  {finding}: station {station} record {sequence}: {detail}".format(**entry))
    return ExitStatus.OK if not bad else ExitStatus.INTEGRITY


def _find(plant: "OpenPlant", options: argparse.Namespace) -> int:
    from qtrace.services.verification import record_of_code

    found = plant.workbench.ask(record_of_code, options.code)
    if found is None:
        text = f"No record has the code {options.code}. Check the digits on the paper."
        raise CommandError(ExitStatus.BAD_INPUT, "CODE_NOT_FOUND", text)
    answer = {
        "record": found.record_id,
        "action": found.action,
        "entered_at": found.entered_at,
        "station": found.station,
        "sequence": found.sequence,
        "intact": found.intact,
    }
    if options.json:
        print(json.dumps(answer))
    else:
        word = "intact" if found.intact else "ALTERED"
        print(f"{options.code}: {found.action} of {found.entered_at}, record {word}")
    return ExitStatus.OK if found.intact else ExitStatus.INTEGRITY
