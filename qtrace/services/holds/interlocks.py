"""Interlocks on record: noted when somebody runs into one, cleared when its cause is cured."""

import json
from collections.abc import Collection, Mapping

from sqlalchemy import select

from qtrace.domain.interlocks import InterlockHit, interlock_of
from qtrace.models.holds import Interlock
from qtrace.services.outcomes import Refusal
from qtrace.services.work import Work


def is_interlock(refusal: Refusal) -> bool:
    """True if the refusal is that of an interlock and must be noted."""
    return interlock_of(refusal.facts) is not None


def note_interlock(work: Work, refusal: Refusal) -> None:
    """Note that somebody ran into the interlock that the refusal names, if it names one."""
    hit = interlock_of(refusal.facts)
    if hit is None:
        return
    row = _open_row(work, hit)
    facts = json.dumps(dict(hit.facts), ensure_ascii=False, sort_keys=True)
    if row is None:
        work.add(
            Interlock(
                id=work.new_id(),
                kind=hit.kind.value,
                target_kind=hit.target_kind,
                target_id=hit.target_id,
                facts=facts,
                hits=1,
                first_at=work.now,
                last_at=work.now,
                last_by=work.actor_id,
                station_id=work.station.id,
                cleared_at=None,
            )
        )
        return
    row.hits, row.facts = row.hits + 1, facts
    row.last_at, row.last_by, row.station_id = work.now, work.actor_id, work.station.id
    work.session.flush()


def _open_row(work: Work, hit: InterlockHit) -> Interlock | None:
    return work.session.scalars(
        select(Interlock).where(
            Interlock.target_kind == hit.target_kind,
            Interlock.target_id == hit.target_id,
            Interlock.kind == hit.kind.value,
            Interlock.cleared_at.is_(None),
        )
    ).first()


def clear_interlocks(
    work: Work,
    target_kind: str,
    target_id: int,
    still: Collection[str] = (),
    facts: Mapping[str, str] | None = None,
) -> int:
    """Clear what has been cured on a target; return how many were cleared.

    Args:
        work: a transaction in which the checks have passed.
        target_kind: kind of what is no longer stopped.
        target_id: its id.
        still: kinds that stop it still.
        facts: what the newest hit must have been about, such as the topic of a training.
    """
    rows = work.session.scalars(
        select(Interlock).where(
            Interlock.target_kind == target_kind,
            Interlock.target_id == target_id,
            Interlock.cleared_at.is_(None),
        )
    ).all()
    wanted = dict(facts or {}).items()
    cured = [
        row for row in rows if row.kind not in still and wanted <= json.loads(row.facts).items()
    ]
    for row in cured:
        row.cleared_at = work.now
    work.session.flush()
    return len(cured)
