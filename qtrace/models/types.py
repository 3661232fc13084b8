"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, LargeBinary, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine

from qtrace.domain.instants import utc_of_text, utc_text


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC instant in microseconds: timestamptz, or fixed-width ISO text on SQLite.

    Naive values are refused at binding, because SQLite would drop the zone without a word.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, timestamptz elsewhere."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else self.impl_instance)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse naive values; write UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime refused: instants are aware UTC")
        value = value.astimezone(UTC)
        return utc_text(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read back an aware UTC instant."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return utc_of_text(value)
        result: datetime = value.astimezone(UTC)
        return result


class Code(TypeDecorator[str]):
    """Text compared byte by byte on every database; NUL is refused identically on all."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text; collation C on PostgreSQL, which is SQLite's own order."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.TEXT(collation="C"))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - signature is SQLAlchemy's
        """Refuse NUL: SQLite would hide what follows it, PostgreSQL would raise."""
        if value is not None and "\x00" in value:
            raise ValueError("NUL refused in text")
        return value


Hash = LargeBinary(32)
