"""What one container label says."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qtrace.printing.codec import from_json, to_json
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.words import DocumentLanguage, Name


class LotStatus(StrEnum):
    """Status printed on a label; EXCESS is what came beyond the order."""

    QUARANTINE = "quarantine"
    RELEASED = "released"
    REJECTED = "rejected"
    HOLD = "hold"
    EXCESS = "excess"


class LabelSize(StrEnum):
    """Shipped label templates, width x height in millimetres."""

    L100X60 = "100x60"
    L70X40 = "70x40"


@dataclass(frozen=True, slots=True)
class LabelData:
    """One label of one container, complete and formatted.

    Attributes:
        status: status of the lot, said by word, shape and silhouette, never by colour alone.
        lot: our lot number.
        container: index of this container, from 1.
        containers: containers of the lot.
        part_number: part.
        part_revision: revision.
        part_name: name of the part.
        quantity: formatted quantity in this container; empty when not known.
        unit: unit of the quantity.
        code: text of the DataMatrix: an internal code, or a GS1 element string (no leading FNC1,
            0x1D between) when `code_is_gs1`.
        code_is_gs1: True draws a GS1 DataMatrix.
        linear: element string of an optional GS1-128; empty: none.
        expires_on: last usable day, or None.
        supplier_lot: lot number of the supplier, or empty.
        case_number: nonconformance or hold that blocks the lot, or empty.
        plant: name of the plant.
        form_number: form number and revision of the label.
        language: language of the label.
        printed_at: aware instant, printed with its offset.
        copy_number: 0 for the first print; n marks COPY n.
        copy_reason: why it was printed again.
        demo: True prints the demo mark.
    """

    status: LotStatus
    lot: str
    container: int
    containers: int
    part_number: str
    part_revision: str
    part_name: Name
    quantity: str
    unit: Name
    code: str
    plant: Name
    form_number: str
    language: DocumentLanguage
    printed_at: datetime
    code_is_gs1: bool = False
    linear: str = ""
    expires_on: date | None = None
    supplier_lot: str = ""
    case_number: str = ""
    copy_number: int = 0
    copy_reason: str = ""
    demo: bool = False


def label_to_json(label: LabelData) -> str:
    """`label` as JSON with sorted keys."""
    return to_json(label)


def label_from_json(text: str) -> LabelData | PrintRefusal:
    """The label that `text` holds, or DOCUMENT_DATA_INVALID with the path of what is wrong."""
    return from_json(LabelData, text)
