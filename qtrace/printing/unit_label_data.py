"""What the label of one unit says, and where its parts stand."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from qtrace.printing.codec import from_json
from qtrace.printing.label_template import SymbolPlace, TextPlace
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.words import DocumentLanguage, Name
from qtrace.reference import read_bytes

UNIT_SIZE = "unit-70x40"


@dataclass(frozen=True, slots=True)
class UnitLabelData:
    """The label of one serial unit, complete.

    Attributes:
        part_number: catalogue number (REF).
        part_name: name of the device.
        lot: our lot number.
        serial: serial number.
        code: UDI as element string (no leading FNC1, 0x1D between).
        label_version: version of the label.
        manufacturer: name of the plant.
        address: its address, or empty.
        language: language of the label.
        printed_at: aware instant.
        expires_on: last usable day, or None.
        copy_number: 0 for the first print; n marks COPY n.
        copy_reason: why it was printed again.
        demo: True prints the demo mark.
    """

    part_number: str
    part_name: Name
    lot: str
    serial: str
    code: str
    label_version: str
    manufacturer: Name
    address: str
    language: DocumentLanguage
    printed_at: datetime
    expires_on: date | None = None
    copy_number: int = 0
    copy_reason: str = ""
    demo: bool = False


def unit_label_from_json(text: str) -> UnitLabelData | PrintRefusal:
    """The label that `text` holds, or DOCUMENT_DATA_INVALID with the path of what is wrong."""
    return from_json(UnitLabelData, text)


@dataclass(frozen=True, slots=True)
class UnitTemplate:
    """Places of a unit label in millimetres; `rows` holds REF, LOT, SN and expiry."""

    width_mm: float
    height_mm: float
    name: TextPlace
    udi: TextPlace
    matrix: SymbolPlace
    matrix_text: TextPlace
    rows: TextPlace
    demo: TextPlace
    maker: TextPlace
    footer: TextPlace


@cache
def unit_template(name: str = UNIT_SIZE) -> UnitTemplate | PrintRefusal:
    """The shipped template, or a refusal when its file is missing or malformed."""
    try:
        text = read_bytes(f"labels/{name}.json").decode("utf-8")
    except FileNotFoundError:
        return PrintRefusal(PrintRefusalCode.TEMPLATE_UNKNOWN, {"template": name})
    return from_json(UnitTemplate, text)
