"""Calls for a supervisor: who, where, about what, and who is coming."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Versioned, key, one_of, primary

_OPEN = text("state = 'open'")


class SupervisorCall(Versioned, Base):
    """Somebody at a station called a supervisor; each station has at most one open call."""

    __tablename__ = "supervisor_call"
    __table_args__ = (
        one_of("area", ("receiving", "inspection", "line", "other")),
        one_of("state", ("open", "answered", "withdrawn")),
        CheckConstraint("answered_by IS NULL OR answered_by <> called_by", name="other_answers"),
        CheckConstraint("(state = 'answered') = (answered_by IS NOT NULL)", name="answered"),
        Index(
            "uq_supervisor_call_open",
            "station_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "state", "called_at"),
    )

    id: Mapped[int] = primary()
    station_id: Mapped[int] = key("station.id")
    area: Mapped[str]
    subject: Mapped[str] = mapped_column(Text)
    state: Mapped[str]
    called_by: Mapped[int] = key("person.id")
    called_at: Mapped[datetime]
    answered_by: Mapped[int | None] = key("person.id")
    ended_at: Mapped[datetime | None]
