"""Numbers, evidence, issued documents and print jobs."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import LATER, Base, Fact, Versioned, key, one_of, primary
from qtrace.models.types import Hash


class NumberSeries(Base):
    """The next human number per site, kind and year; gaps are allowed."""

    __tablename__ = "number_series"
    __table_args__ = (PrimaryKeyConstraint("site_id", "kind", "year"),)

    site_id: Mapped[int] = key("site.id")
    kind: Mapped[str]
    year: Mapped[int] = mapped_column(Integer)
    next_no: Mapped[int] = mapped_column(Integer)


class Blob(Fact, Base):
    """Bytes stored once by their content hash."""

    __tablename__ = "blob"
    __table_args__ = (CheckConstraint("length(sha256) = 32", name="sha256"),)

    sha256: Mapped[bytes] = mapped_column(Hash, primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str]
    content: Mapped[bytes]
    stored_at: Mapped[datetime]


class Evidence(Fact, Base):
    """A photo, certificate or file bound to what it proves."""

    __tablename__ = "evidence"
    __table_args__ = (Index(None, "target_kind", "target_id"),)

    id: Mapped[int] = primary()
    sha256: Mapped[bytes] = mapped_column(Hash)
    original_name: Mapped[str]
    taken_at: Mapped[datetime]
    person_id: Mapped[int] = key("person.id")
    target_kind: Mapped[str]
    target_id: Mapped[int]
    role: Mapped[str]


class Document(Fact, Base):
    """An issued document: number and data are frozen when it is issued."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("number", "revision"),
        one_of("kind", ("incoming_report", "hold_tag", "device_history")),
        Index(None, "item_id"),
    )

    id: Mapped[int] = primary()
    kind: Mapped[str]
    number: Mapped[str]
    revision: Mapped[int] = mapped_column(Integer)
    item_id: Mapped[int] = key("item.id")
    inspection_id: Mapped[int | None] = key("inspection.id")
    data: Mapped[str] = mapped_column(Text)
    data_sha256: Mapped[bytes] = mapped_column(Hash)
    issued_at: Mapped[datetime]
    issued_by: Mapped[int] = key("person.id")


class DocumentFile(Fact, Base):
    """The rendered bytes of an issued document: made once, never again."""

    __tablename__ = "document_file"
    __table_args__ = (UniqueConstraint("document_id", "media_type"),)

    id: Mapped[int] = primary()
    document_id: Mapped[int] = key("document.id")
    media_type: Mapped[str]
    sha256: Mapped[bytes] = mapped_column(Hash)
    stored_at: Mapped[datetime]


class PrintJob(Versioned, Base):
    """A label or a document to be printed; it stays until a printer took it.

    Attributes:
        container_from: first container, or first piece of a production lot whose units are
            labelled.
        label_version_id: version of the unit labels; None for labels of containers and papers.
    """

    __tablename__ = "print_job"
    __table_args__ = (
        one_of("kind", ("label", "document")),
        one_of("state", ("waiting", "printed", "failed", "void")),
        Index(None, "state"),
        Index(None, "item_id"),
    )

    id: Mapped[int] = primary()
    site_id: Mapped[int] = key("site.id")
    kind: Mapped[str]
    template: Mapped[str]
    item_id: Mapped[int] = key("item.id")
    document_id: Mapped[int | None] = key("document.id")
    label_status: Mapped[str | None]
    container_from: Mapped[int | None] = mapped_column(Integer)
    container_to: Mapped[int | None] = mapped_column(Integer)
    copy_no: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str]
    state: Mapped[str]
    requested_by: Mapped[int] = key("person.id")
    requested_at: Mapped[datetime]
    label_version_id: Mapped[int | None] = mapped_column(BigInteger, info=LATER)


class PrintEvent(Fact, Base):
    """What a printer did with a job."""

    __tablename__ = "print_event"
    __table_args__ = (Index(None, "job_id"), one_of("outcome", ("printed", "failed", "refused")))

    id: Mapped[int] = primary()
    job_id: Mapped[int] = key("print_job.id")
    outcome: Mapped[str]
    detail: Mapped[str]
    symbols_read_back: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]


class LabelCheck(Fact, Base):
    """A container's label with this status was scanned on the container."""

    __tablename__ = "label_check"
    __table_args__ = (UniqueConstraint("container_id", "label_status"), Index(None, "lot_id"))

    id: Mapped[int] = primary()
    lot_id: Mapped[int] = key("item.id")
    container_id: Mapped[int] = key("item.id")
    label_status: Mapped[str]
    person_id: Mapped[int] = key("person.id")
    station_id: Mapped[int] = key("station.id")
    at: Mapped[datetime]
