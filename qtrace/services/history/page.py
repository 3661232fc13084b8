"""The device history of a batch for its page: the tables of the record, and what was issued."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from qtrace.domain.quantities import grouped_q6
from qtrace.i18n.translator import N_
from qtrace.models.documents import Document, DocumentFile, PrintJob
from qtrace.services.bilingual import Both, both, both_names
from qtrace.services.briefs import NamePair
from qtrace.services.documents.issued import HISTORY_KIND
from qtrace.services.history.contents import device_history
from qtrace.services.history.paper import Plain, history_body
from qtrace.services.reads import Reads
from qtrace.services.shipping.deliveries import delivered_pieces


@dataclass(frozen=True, slots=True)
class HistoryHead:
    """A column of a table: its heading, its share of the width, right-aligned for numbers."""

    heading: NamePair
    share: int
    right: bool


@dataclass(frozen=True, slots=True)
class HistoryTable:
    """One table of the record; `marked` are places of rows that stand out."""

    title: NamePair
    heads: tuple[HistoryHead, ...]
    rows: tuple[tuple[NamePair, ...], ...]
    marked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IssuedHistory:
    """A record that was issued.

    Attributes:
        prints: how often it was sent to a printer.
    """

    document_id: int
    number: str
    revision: int
    issued_at: datetime
    has_file: bool
    prints: int


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Everything on the page of a batch; `issued` has the newest first."""

    lot_id: int
    lot: str
    verdict: NamePair
    missing: tuple[NamePair, ...]
    facts: tuple[tuple[NamePair, NamePair], ...]
    tables: tuple[HistoryTable, ...]
    issued: tuple[IssuedHistory, ...]


def history_page(reads: Reads, lot_id: int) -> HistoryPage | None:
    """The page of a production lot, or None if it is none."""
    history = device_history(reads, lot_id)
    if history is None:
        return None
    body = history_body(history, reads.plant)
    return HistoryPage(
        lot_id=lot_id,
        lot=history.order.lot,
        verdict=_pair(body["verdict"]),
        missing=tuple(_pair(point) for point in body["missing"]),
        facts=tuple((_pair(fact["caption"]), _pair(fact["value"])) for fact in body["facts"]),
        tables=(*(_table(section) for section in body["sections"]), _delivered(reads, lot_id)),
        issued=_issued(reads, lot_id),
    )


def _pair(both: Both) -> NamePair:
    return NamePair(both["en"], both["zh"])


def _table(section: Plain) -> HistoryTable:
    heads = (
        HistoryHead(_pair(column["heading"]), column["share"], column["right"])
        for column in section["columns"]
    )
    rows = (tuple(_pair(cell) for cell in row) for row in section["rows"])
    return HistoryTable(
        _pair(section["title"]), tuple(heads), tuple(rows), tuple(section["marked"])
    )


def _delivered(reads: Reads, lot_id: int) -> HistoryTable:
    """Where its pieces went; no part of the record of making, which ends with the release."""
    heads = ((N_("Unit or batch"), 24), (N_("Quantity"), 12), (N_("Shipment"), 24), (N_("Customer"), 26),
             (N_("Has left"), 14))  # fmt: skip
    rows = tuple(
        (
            _same(row.piece),
            _same(grouped_q6(row.qty_q6)),
            _same(row.delivery.number),
            _pair(both_names(row.delivery.customer.zh, row.delivery.customer.en)),
            _same(row.delivery.at.astimezone(reads.zone).strftime("%Y-%m-%d %H:%M")),
        )
        for row in delivered_pieces(reads.session, lot_id)
    )
    told = tuple(HistoryHead(_pair(both(text)), share, False) for text, share in heads)
    return HistoryTable(_pair(both(N_("Delivered to customers"))), told, rows, ())


def _same(text: str) -> NamePair:
    return NamePair(text, text)


def _issued(reads: Reads, lot_id: int) -> tuple[IssuedHistory, ...]:
    session = reads.session
    rows = session.execute(
        select(Document, DocumentFile.id)
        .outerjoin(DocumentFile, DocumentFile.document_id == Document.id)
        .where(Document.item_id == lot_id, Document.kind == HISTORY_KIND)
        .order_by(Document.revision.desc())
    ).all()
    prints = {
        row.id: session.scalar(select(func.count()).where(PrintJob.document_id == row.id)) or 0
        for row, _file in rows
    }
    return tuple(
        IssuedHistory(
            row.id, row.number, row.revision, row.issued_at, file_id is not None, prints[row.id]
        )
        for row, file_id in rows
    )
