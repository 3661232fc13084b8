"""What a device history record says: facts and tables whose words were frozen when it was issued."""

from dataclasses import dataclass

from qtrace.printing.codec import from_json
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.report_data import DocumentHead, Organisation
from qtrace.printing.words import Name


@dataclass(frozen=True, slots=True)
class HistoryColumn:
    """A column: heading, share of the width, right-aligned for numbers."""

    heading: Name
    share: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class HistorySection:
    """One table of the record.

    Attributes:
        rows: cells, one for each column.
        marked: places of rows that stand out (not good, held, deviation).
        empty: what is said where there are no rows.
    """

    title: Name
    columns: tuple[HistoryColumn, ...]
    rows: tuple[tuple[Name, ...], ...]
    empty: Name
    marked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryFact:
    """A caption with its value."""

    caption: Name
    value: Name


@dataclass(frozen=True, slots=True)
class HistoryData:
    """A whole device history record.

    Attributes:
        head: identity of the document.
        plant: who made the batch.
        lot: production lot.
        verdict: complete, or how much is missing.
        missing: what is missing, on page one; empty: the record is complete.
        facts: order, product, quantities, dates.
        sections: tables in reading order.
    """

    head: DocumentHead
    plant: Organisation
    lot: str
    verdict: Name
    missing: tuple[Name, ...]
    facts: tuple[HistoryFact, ...]
    sections: tuple[HistorySection, ...]


def history_from_json(text: str) -> HistoryData | PrintRefusal:
    """The record that `text` holds, or DOCUMENT_DATA_INVALID with the path of what is wrong."""
    return from_json(HistoryData, text)
