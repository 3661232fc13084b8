"""One cache of compiled statements for all engines of a test process.

Every test has an engine of its own, and each would compile the same statements anew.
"""

from functools import cache

from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

ROOM = 4000


@cache
def _shared(_kind: type) -> LRUCache:
    return LRUCache(ROOM)


def share_compiled_statements() -> None:
    """From now on engines on the same kind of database find what another one compiled.

    Statements are kept under the dialect they were compiled for; two of one class are the same here,
    as all of them speak to the same server.
    """
    DefaultDialect.__eq__ = lambda self, other: type(self) is type(other)
    DefaultDialect.__hash__ = lambda self: hash(type(self))
    event.listen(Engine, "engine_connect", _use_shared)


def _use_shared(connection) -> None:
    engine = connection.engine
    if engine._compiled_cache is not None:
        engine._compiled_cache = _shared(type(engine.dialect))
