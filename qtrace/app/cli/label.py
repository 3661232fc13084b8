"""`qtrace label LOT --out F.pdf|F.zpl --as PERSON --reason …`: a reprint, marked and recorded."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qtrace.app.cli.acting import (
    PASSWORD_VARIABLE,
    STATION,
    add_person_options,
    signed_in_person,
)
from qtrace.app.cli.errors import CommandError, ExitStatus
from qtrace.app.cli.plants import add_plant_options, plant_url, refused, told, write_file

if TYPE_CHECKING:
    from qtrace.app.bootstrap import OpenPlant
    from qtrace.app.printing_jobs import LabelFormat


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `label`."""
    parser = subparsers.add_parser(
        "label",
        help="print a label again",
        description="Reprints the labels of a lot. In a live plant the person's password is asked "
        f"for, or taken from {PASSWORD_VARIABLE}.",
    )
    parser.add_argument("lot", metavar="LOT", help="our lot number")
    parser.add_argument("--out", metavar="F.pdf|F.zpl", required=True, help="file to write")
    add_person_options(parser)
    parser.add_argument("--reason", required=True, help="why it is printed again")
    parser.add_argument("--container", type=int, metavar="I", help="one container only")
    add_plant_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Record the reprint, draw it and write it."""
    from qtrace.app.bootstrap import open_plant
    from qtrace.app.printing_jobs import LabelFormat

    suffix = Path(options.out).suffix.lower().lstrip(".")
    if suffix not in set(LabelFormat):
        text = "The file name must end in .pdf or .zpl"
        raise CommandError(ExitStatus.BAD_INPUT, "BAD_ARGUMENTS", text)
    with told():
        plant = open_plant(plant_url(options), options.station or STATION)
        try:
            content, copy = _reprint(plant, options, LabelFormat(suffix))
        finally:
            plant.close()
    write_file(Path(options.out), content)
    print(f"{options.lot}: COPY {copy}, {options.out}")
    return ExitStatus.OK


def _reprint(
    plant: "OpenPlant", options: argparse.Namespace, form: "LabelFormat"
) -> tuple[bytes, str]:
    from qtrace.app.printing_jobs import DrawnLabels, draw_labels
    from qtrace.scanning.decode import SymbolReaderAdapter
    from qtrace.services.documents.commands import RecordPrint, ReprintLabel
    from qtrace.services.items.queries import find_item
    from qtrace.services.labels.checks import container_task
    from qtrace.services.outcomes import Refusal

    bench = plant.workbench
    person_id = signed_in_person(plant, options.person)
    hits = bench.ask(find_item, options.lot)
    lot = next((hit for hit in hits if hit.lot == options.lot.upper()), None)
    task = bench.ask(container_task, lot.lot_id) if lot else None
    if lot is None or task is None:
        raise refused("NOT_FOUND", {})
    job_id = bench.ids.next_id()
    head: dict[str, Any] = {"uid": bench.ids.next_uid(), "client_at": bench.clock.now()}
    outcome = bench.send(
        ReprintLabel(
            **head,
            job_id=job_id,
            lot_id=lot.lot_id,
            first=options.container or 1,
            last=options.container or task.total,
            reason=options.reason,
        ),
        by=person_id,
    )
    if isinstance(outcome, Refusal):
        raise refused(outcome.code, dict(outcome.facts))
    drawn = draw_labels(bench, job_id, SymbolReaderAdapter(), form)
    done = isinstance(drawn, DrawnLabels)
    head = {"uid": bench.ids.next_uid(), "client_at": bench.clock.now()}
    bench.send(
        RecordPrint(
            **head,
            job_id=job_id,
            outcome="printed" if done else "refused",
            detail=str(options.out),
            symbols_read_back=drawn.labels if isinstance(drawn, DrawnLabels) else 0,
        ),
        by=person_id,
    )
    if not isinstance(drawn, DrawnLabels):
        raise refused(drawn.code.value, dict(drawn.facts))
    return drawn.content, outcome.facts["copy"]
