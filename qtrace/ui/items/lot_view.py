"""The lot page as a value: what was read, which part is open, what is half typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from qtrace.domain.inspection import CharClass
from qtrace.services.documents.issued import IssuedDocument
from qtrace.services.items.lot_page import LotPage
from qtrace.services.items.queries import ItemHit, RecordLine
from qtrace.services.outcomes import Refusal

MOST_RECORDS: Final = 200
"""Newest records that are read with the page; the whole stream has its own desk."""


class Pane(StrEnum):
    """What stands right of the timeline."""

    OVERVIEW = "overview"
    DETAIL = "detail"
    PAPERS = "papers"
    FIND = "find"
    REPRINT = "reprint"


class Side(StrEnum):
    """What stands in the left column."""

    TIMELINE = "timeline"
    RECORDS = "records"


class Shelf(StrEnum):
    """What stands in the middle, below the inspection."""

    DOCUMENTS = "documents"
    LABELS = "labels"
    CASES = "cases"
    RELATIVES = "relatives"


class DetailKind(StrEnum):
    """What a detail is about."""

    STATUS = "status"
    RECORD = "record"
    DOCUMENT = "document"
    PAPER = "paper"
    CASE = "case"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class DetailRef:
    """The thing whose detail is open; the status has no id of its own."""

    kind: DetailKind
    object_id: int = 0

    @property
    def key(self) -> str:
        """The reference as the id of a row."""
        return f"{self.kind.value}:{self.object_id}"


def detail_of(key: str) -> DetailRef | None:
    """The reference that `DetailRef.key` wrote, or None."""
    kind, _, number = key.partition(":")
    if kind in set(DetailKind) and number.isdecimal():
        return DetailRef(DetailKind(kind), int(number))
    return None


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A supplier paper that is not registered yet."""

    kind: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class FindDraft:
    """A code that is typed, and where it leads.

    Attributes:
        asked: the text that `hits` answer; "" before the first question.
        hits: one for each lot, the best first.
        chosen: number of the chosen hit.
    """

    text: str = ""
    asked: str = ""
    hits: tuple[ItemHit, ...] = ()
    chosen: int = 0


class CopyReason(StrEnum):
    """Why a stored document is printed again."""

    DAMAGED = "damaged"
    LOST = "lost"
    FILE = "file"
    PRODUCTION = "production"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """A reprint that still needs its reason.

    Attributes:
        document_id: the document; 0 for a label.
        container: number of the container whose label it is; 0 for a document.
    """

    document_id: int = 0
    container: int = 0
    reason: CopyReason | None = None
    note: str = ""

    @property
    def is_ready(self) -> bool:
        """True if the reason says something."""
        if self.reason is CopyReason.OTHER:
            return bool(self.note.strip())
        return self.reason is not None


class NewsCode(StrEnum):
    """What the page did last; it stays until the next act."""

    PRINTING = "printing"
    PAPER_REGISTERED = "paper_registered"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class News:
    """The last act and its result."""

    code: NewsCode
    at: datetime
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LotView:
    """Everything the screen shows.

    Attributes:
        page: the lot; None before the first answer, or if there is none with this id.
        answered: True once the database has said what it knows.
        read_at: when the page was read.
        records: record stream of the lot, oldest first.
        others: records of its inspections, read when one of them is opened.
        char_class: class that the person chose for curve and strip, None for the usual one.
        detail: what is open on the detail pane.
        back: pane to return to from the detail.
        refusal: why the last act was refused.
        lost: why the database does not answer, or None while it does.
        busy: True while a command is on its way.
    """

    lot_id: int
    page: LotPage | None = None
    answered: bool = False
    read_at: datetime | None = None
    records: tuple[RecordLine, ...] = ()
    others: tuple[RecordLine, ...] = ()
    char_class: CharClass | None = None
    pane: Pane = Pane.OVERVIEW
    side: Side = Side.TIMELINE
    shelf: Shelf = Shelf.DOCUMENTS
    detail: DetailRef | None = None
    paper: PaperDraft = PaperDraft()
    find: FindDraft = FindDraft()
    copy: CopyDraft = CopyDraft()
    news: News | None = None
    refusal: Refusal | None = None
    lost: Refusal | None = None
    busy: bool = False

    @property
    def report(self) -> IssuedDocument | None:
        """The newest issued document, which F10 prints."""
        documents = self.page.documents if self.page is not None else ()
        return max(documents, key=lambda document: document.issued_at, default=None)

    @property
    def to_print(self) -> IssuedDocument | None:
        """The document that F10 prints: the open one, on the overview the newest."""
        if self.pane is Pane.REPRINT:
            return self.document(self.copy.document_id)
        if self.pane is not Pane.DETAIL:
            return self.report
        if self.detail is None or self.detail.kind is not DetailKind.DOCUMENT:
            return None
        return self.document(self.detail.object_id)

    def document(self, document_id: int) -> IssuedDocument | None:
        """An issued document of the lot by its id."""
        documents = self.page.documents if self.page is not None else ()
        return next((each for each in documents if each.document_id == document_id), None)

    def record(self, record_id: int) -> RecordLine | None:
        """A record about the lot or its inspections, if it was read."""
        known = (*self.records, *self.others)
        return next((each for each in known if each.record_id == record_id), None)

    @property
    def missing_papers(self) -> tuple[str, ...]:
        """Kinds of required papers that the lot does not have."""
        if self.page is None:
            return ()
        for reason in self.page.status.reasons:
            if reason.facts.get("missing"):
                return tuple(reason.facts["missing"].split(","))
        return ()
