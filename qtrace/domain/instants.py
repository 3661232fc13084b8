"""Instants as text: one spelling in records, in digests and in the columns of SQLite."""

from datetime import UTC, datetime


def utc_text(instant: datetime) -> str:
    """Text of one width that sorts by time.

    Args:
        instant: aware; a naive one would be taken for local time.

    Example:
        >>> utc_text(datetime(2026, 11, 23, 2, 4, 5, tzinfo=UTC))
        '2026-11-23T02:04:05.000000Z'
    """
    plain = instant.astimezone(UTC).replace(tzinfo=None)
    return f"{plain.isoformat(timespec='microseconds')}Z"


def utc_of_text(text: str) -> datetime:
    """The aware UTC instant that `utc_text` wrote.

    Raises:
        ValueError: `text` is no instant.
    """
    return datetime.fromisoformat(text).astimezone(UTC)
