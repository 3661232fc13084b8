"""Counting the statements of a query, so that a list never costs a statement a row."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import event

from qtrace.models.database import Database


@dataclass
class Counted:
    """Statements that were sent to a database."""

    texts: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many."""
        return len(self.texts)


@contextmanager
def count_statements(database: Database) -> Iterator[Counted]:
    """Count what the reading side sends inside the block."""
    counted = Counted()

    def see(_conn, _cursor, statement, *_rest):
        counted.texts.append(statement)

    engine = database._reader
    event.listen(engine, "before_cursor_execute", see)
    try:
        yield counted
    finally:
        event.remove(engine, "before_cursor_execute", see)
