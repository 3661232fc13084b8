"""Interlocks on record, as tests look at them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qtrace.models.holds import Interlock
from qtrace.services.reads import Reads


@dataclass(frozen=True)
class NotedInterlock:
    """What a row says."""

    kind: str
    target_kind: str
    target_id: int
    hits: int
    facts: Mapping[str, str]
    last_by: int | None


def open_interlocks(reads: Reads) -> tuple[NotedInterlock, ...]:
    """Interlocks that stand, the newest hit first."""
    rows = reads.session.scalars(
        select(Interlock)
        .where(Interlock.cleared_at.is_(None))
        .order_by(Interlock.last_at.desc(), Interlock.id)
    )
    return tuple(
        NotedInterlock(
            row.kind, row.target_kind, row.target_id, row.hits, json.loads(row.facts), row.last_by
        )
        for row in rows
    )
