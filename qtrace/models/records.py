"""The record stream's tables."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base
from qtrace.models.types import Hash


class Record(Base):
    """One record: canonical bytes, their leaf hash, and the place in the station's chain."""

    __tablename__ = "record"
    __table_args__ = (
        PrimaryKeyConstraint("site_id", "station_id", "station_seq"),
        UniqueConstraint("id"),
        UniqueConstraint("uid"),
        CheckConstraint("length(leaf) = 32", name="leaf"),
        Index(None, "entered_at"),
    )

    site_id: Mapped[int]
    station_id: Mapped[int]
    station_seq: Mapped[int]
    id: Mapped[int] = mapped_column(unique=False)
    uid: Mapped[str]
    prev_hash: Mapped[bytes]
    leaf: Mapped[bytes] = mapped_column(Hash)
    payload: Mapped[bytes]
    command_code: Mapped[str]
    outcome: Mapped[str]
    actor_id: Mapped[int | None]
    entered_at: Mapped[datetime]


class RecordObject(Base):
    """Index for the history of one object."""

    __tablename__ = "record_object"
    __table_args__ = (PrimaryKeyConstraint("target_kind", "target_id", "record_id"),)

    target_kind: Mapped[str]
    target_id: Mapped[int]
    record_id: Mapped[int]


class CommandLog(Base):
    """Claim of a command uid, with the outcome that a repeated send gets again."""

    __tablename__ = "command"

    uid: Mapped[str] = mapped_column(primary_key=True)
    request_sha256: Mapped[bytes] = mapped_column(Hash)
    record_id: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(Text)
