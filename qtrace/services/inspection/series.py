"""A series of lots as people read it: the last lots with the severity of each, and the next one's."""

from sqlalchemy.orm import Session

from qtrace.domain.inspection import CharClass
from qtrace.domain.plans import sampling_rule
from qtrace.domain.sampling.plans import PlanError
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.switching import SwitchedLot, SwitchHistory
from qtrace.domain.sampling.tables import Severity
from qtrace.models.inspection import PlanClass
from qtrace.reference import plan_tables
from qtrace.services.catalogue.class_terms import class_draft
from qtrace.services.inspection.rows import Series, SeriesEvent, SeriesLot
from qtrace.services.inspection.support import persons
from qtrace.services.inspection.switching_history import (
    StoredEntry,
    StoredEvent,
    StoredLot,
    condition_changes,
    replay,
)

STRIP = 20


def series_of(
    session: Session, row: PlanClass, entries: tuple[StoredEntry, ...], last: int = STRIP
) -> Series | None:
    """The series of the class `row` that `entries` are, with its `last` lots."""
    rule = sampling_rule(plan_tables(), class_draft(session, row))
    if isinstance(rule, PlanError):
        return None
    history: SwitchHistory | None = None
    if rule.scheme is not None:
        replayed = replay(rule.scheme, condition_changes(session), entries)
        history = None if isinstance(replayed, PlanError) else replayed
    lots = _series_lots(entries, history)
    known = persons(session, {each.person_id for each in entries if isinstance(each, StoredEvent)})
    events = []
    seen = 0
    for entry in entries:
        if isinstance(entry, StoredLot):
            seen += 1
            continue
        event = SeriesEvent(entry.event, entry.at, known[entry.person_id], entry.reason, seen)
        events.append(event)
    return Series(
        CharClass(row.char_class),
        rule.type,
        row.standard,
        row.level or "",
        row.aql or "",
        tuple(lots[-last:]),
        tuple(events),
        history.state if history else SwitchState.NORMAL,
        history.score if history else None,
        history.reason if history else None,
    )


def _series_lots(
    entries: tuple[StoredEntry, ...], history: SwitchHistory | None
) -> list[SeriesLot]:
    steps = history.steps if history else ()
    lots = []
    for position, entry in enumerate(entries):
        if isinstance(entry, StoredEvent):
            continue
        step = steps[position] if steps else None
        after = step.state_after if isinstance(step, SwitchedLot) else SwitchState.NORMAL
        lots.append(
            SeriesLot(
                entry.inspection_id,
                entry.lot_id,
                entry.lot,
                entry.decided_at,
                entry.lot_size,
                entry.d,
                entry.n,
                entry.ac,
                entry.re,
                Severity(entry.severity),
                entry.accepted,
                entry.resubmitted,
                after,
                entry.is_counted,
            )
        )
    return lots
