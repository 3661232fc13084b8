"""`qtrace certificate LOT --out F.pdf`: the stored, issued document, byte for byte."""

import argparse
from pathlib import Path

from qtrace.app.cli.errors import ExitStatus
from qtrace.app.cli.plants import add_plant_options, plant_url, refused, told, write_file


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `certificate`."""
    parser = subparsers.add_parser("certificate", help="take out an issued document")
    parser.add_argument("lot", metavar="LOT", help="our lot number")
    parser.add_argument("--out", metavar="F.pdf", required=True, help="file to write")
    add_plant_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the newest issued document of the lot as it was stored."""
    from qtrace.app.bootstrap import open_plant
    from qtrace.services.documents.issued import document_bytes, documents_of
    from qtrace.services.items.queries import find_item

    with told():
        plant = open_plant(plant_url(options), options.station, writing=False)
        try:
            hits = plant.workbench.ask(find_item, options.lot)
            lot = next((hit for hit in hits if hit.lot == options.lot.upper()), None)
            if lot is None:
                raise refused("NOT_FOUND", {})
            documents = plant.workbench.ask(documents_of, lot.lot_id)
            if not documents:
                raise refused("DOCUMENT_NOT_ISSUED", {"lot": options.lot})
            content = plant.workbench.ask(document_bytes, documents[0].document_id)
        finally:
            plant.close()
    if content is None:
        raise refused("DOCUMENT_NOT_STORED", {"number": documents[0].number})
    write_file(Path(options.out), content)
    print(f"{documents[0].number} rev. {documents[0].revision}: {options.out}")
    return ExitStatus.OK
