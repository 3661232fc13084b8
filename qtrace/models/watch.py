"""No change without a record: seen at the engine, refused at commit.

The watch reads every statement before it runs, so Core, ORM and textual SQL are all seen.
"""

import re
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, event

_CHANGE = re.compile(
    r"\b(?:insert\s+(?:or\s+\w+\s+)?into|replace\s+into|update(?:\s+or\s+\w+)?|delete\s+from"
    r"|truncate(?:\s+table)?|merge\s+into)\s+(?:only\s+)?[\"\[`]?(?:main[\"\]`]?\.[\"\[`]?)?(\w+)",
    re.IGNORECASE,
)
_CHANGED = "qtrace_changed_tables"
_RECORDED = "qtrace_recorded"


class UnrecordedChangeError(RuntimeError):
    """A transaction changed audited tables and added no record: it was not committed."""


@cache
def _audited() -> frozenset[str]:
    """Tables that need a record; all areas are mapped for it, so it waits for the first change."""
    from qtrace.models.schema import audited_classes

    return frozenset(audited_classes())


@lru_cache(2048)
def _written(statement: str) -> tuple[str, ...]:
    """Tables that a statement writes to; a program has few statements and sends them often."""
    return tuple(table.lower() for table in _CHANGE.findall(statement))


def watch(engine: Engine) -> None:
    """Make `engine` refuse commits that changed audited tables without adding a record."""

    @event.listens_for(engine, "before_cursor_execute")
    def see(conn: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        for name in _written(statement):
            if name in _audited():
                conn.info.setdefault(_CHANGED, set()).add(name)
            elif name == "record":
                conn.info[_RECORDED] = True

    @event.listens_for(engine, "commit")
    def judge(conn: Connection) -> None:
        changed = conn.info.pop(_CHANGED, None)
        recorded = conn.info.pop(_RECORDED, False)
        if changed and not recorded:
            raise UnrecordedChangeError(f"changed without a record: {', '.join(sorted(changed))}")

    @event.listens_for(engine, "rollback")
    def forget(conn: Connection) -> None:
        if conn.invalidated:
            return  # the connection is lost, and with it what was noted on it
        conn.info.pop(_CHANGED, None)
        conn.info.pop(_RECORDED, None)

    @event.listens_for(engine, "savepoint")
    def no_savepoint(_conn: Connection, _name: str) -> None:
        raise UnrecordedChangeError("savepoints could roll back a record and keep its change")
