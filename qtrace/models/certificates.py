"""Values that stand in suppliers' certificates."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qtrace.models.base import Base, Fact, key, one_of, primary


class CertificateValue(Fact, Base):
    """One value of a certificate against the plan's limits; corrected by a later row."""

    __tablename__ = "certificate_value"
    __table_args__ = (
        one_of("verdict", ("pass", "fail", "void")),
        one_of("origin", ("typed", "file")),
        CheckConstraint("no > 0", name="no"),
        UniqueConstraint("supersedes_id"),
        Index(None, "paper_id", "characteristic_id", "no"),
    )

    id: Mapped[int] = primary()
    paper_id: Mapped[int] = key("supplier_paper.id")
    characteristic_id: Mapped[int] = key("characteristic.id")
    no: Mapped[int] = mapped_column(Integer)
    value: Mapped[str]
    value_raw: Mapped[str]
    verdict: Mapped[str]
    lsl: Mapped[str | None]
    usl: Mapped[str | None]
    origin: Mapped[str]
    page: Mapped[int | None] = mapped_column(Integer)
    person_id: Mapped[int] = key("person.id")
    at: Mapped[datetime]
    supersedes_id: Mapped[int | None] = key("certificate_value.id")
