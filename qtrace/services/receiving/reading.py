"""What master data know about a label at the door: code profiles and formats of suppliers."""

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.codes.label_join import IssuerMessage, join
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.supplier_format import try_formats
from qtrace.reference import ai_table
from qtrace.services.catalogue.code_profiles import read_by_profile
from qtrace.services.reads import Reads
from qtrace.services.receiving.queries import names_delivery
from qtrace.services.suppliers.formats import expected_formats


def decided(reads: Reads, message: IssuerMessage) -> IssuerMessage:
    """`message` as the code profile of its GTIN reads it; any other message as it is."""
    if isinstance(message, GS1Message):
        return read_by_profile(reads, message, reads.today.year)
    return message


def read_by_formats(reads: Reads, text: str, supplier_id: int | None = None) -> LabelMessage | None:
    """What `text`, a code of no issuer, says in the formats of suppliers; None if none fits.

    The number of an order or a delivery is no label. If several formats fit, the reading is
    SUSPECT: then the delivery has to be chosen first, so that only its supplier's formats count.

    Args:
        reads: the view of the data.
        text: what was scanned or typed, without frame characters.
        supplier_id: whose delivery is open; None: every supplier from whom something is expected.
    """
    formats = expected_formats(reads, supplier_id)
    if not formats or names_delivery(reads, text):
        return None
    return try_formats(formats, text, reads.today.year)


def read_again(reads: Reads, raw: str) -> IssuerMessage | None:
    """What the raw code of a receipt says by the master data of now; None if it is of no issuer.

    Args:
        reads: the view of the data.
        raw: the scanned text; symbols that make one label stand on lines of their own.
    """
    found: IssuerMessage | None = None
    for symbol in raw.split("\n"):
        message = interpret(symbol, ai_table(), reads.today.year)
        if isinstance(message, GS1Message | LabelMessage):
            found = (join(found, message, ai_table()) if found is not None else None) or message
    return decided(reads, found) if found is not None else None
