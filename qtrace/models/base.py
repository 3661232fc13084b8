"""The base of all mapped classes: naming, common columns, enumerations."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Integer, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column

from qtrace.models.types import Code, UtcDateTime

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

LATER = {"later": True}
"""Of a nullable column that came to a table after its first rows: it is left out of a row's digest
while it is empty, so that rows of older plants keep theirs."""

COPIED = {"copied": True}
"""Of a column that repeats what a fact says, so that the database can hold a rule: a row's digest
never has it, so that a migration may fill it in for rows of older plants."""


class Base(DeclarativeBase):
    """Base of every table; `int` is BIGINT, `str` compares byte by byte."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: BigInteger,
        str: Code,
        datetime: UtcDateTime,
        date: Date,
        bytes: LargeBinary,
    }


class Audited:
    """A table whose rows may only change together with a record of the stream.

    `record_id` names the record of the command that wrote the row last; the key is checked at
    commit, because the record is written when all its rows are known.
    """

    append_only: ClassVar[bool] = False

    @declared_attr
    def record_id(cls) -> Mapped[int]:  # noqa: N805 - declared_attr receives the class
        """The record that wrote this row last."""
        return mapped_column(
            ForeignKey("record.id", deferrable=True, initially="DEFERRED", use_alter=False)
        )


class Versioned(Audited):
    """Mutable with an optimistic version: the second of two writers learns that it was second."""

    @declared_attr
    def row_version(cls) -> Mapped[int]:  # noqa: N805 - declared_attr receives the class
        """Counts the changes of this row."""
        return mapped_column(Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - declared_attr receives the class
        return {"version_id_col": cls.row_version}


class Fact(Audited):
    """Append-only: inserted once, never updated, never deleted."""

    append_only: ClassVar[bool] = True


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """CHECK that `column` holds one of the text codes `values`."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def key(target: str, **options: Any) -> MappedColumn[Any]:
    """Foreign key column to `target` (`table.column`)."""
    return mapped_column(ForeignKey(target), **options)


def primary() -> MappedColumn[int]:
    """Client-made 64-bit primary key."""
    return mapped_column(BigInteger, primary_key=True, autoincrement=False)
