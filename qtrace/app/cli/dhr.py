"""`qtrace dhr BATCH --out F.pdf`: the stored device history record, byte for byte."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qtrace.app.cli.acting import PASSWORD_VARIABLE, STATION, signed_in_person
from qtrace.app.cli.errors import ExitStatus
from qtrace.app.cli.plants import add_plant_options, plant_url, refused, told, write_file

if TYPE_CHECKING:
    from qtrace.app.bootstrap import OpenPlant
    from qtrace.services.documents.issued import IssuedDocument


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `dhr`."""
    parser = subparsers.add_parser(
        "dhr",
        help="take out the device history record of a batch",
        description="Writes the newest issued record of a batch. With --as it is issued first if "
        "anything has changed; in a live plant the person's password is asked for, or taken from "
        f"{PASSWORD_VARIABLE}.",
    )
    parser.add_argument("batch", metavar="BATCH", help="number of the production lot")
    parser.add_argument("--out", metavar="F.pdf", required=True, help="file to write")
    parser.add_argument("--as", dest="person", metavar="PERSON", default="", help="who issues it")
    parser.add_argument(
        "--language", choices=["zh", "en", "both"], default="", help="of a newly issued record"
    )
    add_plant_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Issue the record where somebody asks for it, then write the newest one as it is stored."""
    from qtrace.app.bootstrap import open_plant

    with told():
        station = (options.station or STATION) if options.person else options.station
        plant = open_plant(plant_url(options), station, writing=bool(options.person))
        try:
            lot_id = _lot_id(plant, options.batch)
            if options.person:
                _issue(plant, lot_id, options)
            document, content = _stored(plant, lot_id, options.batch)
        finally:
            plant.close()
    write_file(Path(options.out), content)
    print(f"{document.number} rev. {document.revision}: {options.out}")
    return ExitStatus.OK


def _lot_id(plant: "OpenPlant", batch: str) -> int:
    from qtrace.services.production.batch_queries import batch_by_lot

    lot_id = plant.workbench.ask(batch_by_lot, batch)
    if lot_id is None:
        raise refused("BATCH_UNKNOWN", {})
    return lot_id


def _issue(plant: "OpenPlant", lot_id: int, options: argparse.Namespace) -> None:
    from qtrace.app.printing_jobs import draw_document
    from qtrace.domain.documents import DocumentRefusal
    from qtrace.printing.refusals import PrintRefusal
    from qtrace.scanning.decode import SymbolReaderAdapter
    from qtrace.services.documents.commands import StoreDocument
    from qtrace.services.documents.issued import PDF, issued_document
    from qtrace.services.history.commands import IssueDeviceHistory
    from qtrace.services.outcomes import Refusal

    bench = plant.workbench
    person_id = signed_in_person(plant, options.person)
    document_id = bench.ids.next_id()
    outcome = bench.send(
        IssueDeviceHistory(
            **_head(plant), document_id=document_id, lot_id=lot_id, language=options.language
        ),
        by=person_id,
    )
    if isinstance(outcome, Refusal):
        if outcome.code == DocumentRefusal.HISTORY_UNCHANGED:
            return
        raise refused(outcome.code, dict(outcome.facts))
    document = bench.ask(issued_document, document_id)
    assert document is not None, "it was issued"
    content = draw_document(document, SymbolReaderAdapter())
    if isinstance(content, PrintRefusal):
        raise refused(content.code.value, dict(content.facts))
    bench.send(
        StoreDocument(
            **_head(plant), document_id=document_id, media_type=PDF, content=content
        ),
        by=person_id,
    )  # fmt: skip


def _head(plant: "OpenPlant") -> dict[str, Any]:
    bench = plant.workbench
    return {"uid": bench.ids.next_uid(), "client_at": bench.clock.now()}


def _stored(plant: "OpenPlant", lot_id: int, batch: str) -> "tuple[IssuedDocument, bytes]":
    from qtrace.services.documents.issued import HISTORY_KIND, document_bytes, documents_of

    documents = plant.workbench.ask(documents_of, lot_id)
    found = next((each for each in documents if each.kind == HISTORY_KIND), None)
    if found is None:
        raise refused("HISTORY_NOT_ISSUED", {"lot": batch})
    content = plant.workbench.ask(document_bytes, found.document_id)
    if content is None:
        raise refused("DOCUMENT_NOT_STORED", {"number": found.number})
    return found, content
