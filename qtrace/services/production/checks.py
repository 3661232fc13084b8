"""In-process checks: where they stand, entering them, confirming them; handlers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import BlockProfile, HoldReason
from qtrace.domain.inspection import ReadingVerdict, read_number
from qtrace.domain.interlocks import InterlockKind
from qtrace.domain.people import PeopleReason
from qtrace.domain.production.checks_due import (
    STOPPING,
    CheckFact,
    CheckKind,
    CheckRule,
    CheckStanding,
    CheckState,
    RunClock,
    check_standing,
    is_of_a_piece,
    suspect_ranges,
)
from qtrace.domain.production.lines import CHECKING
from qtrace.domain.production.reasons import PieceReason
from qtrace.models.gauges import Gauge
from qtrace.models.production import CheckDefinition
from qtrace.models.production_runs import (
    CheckConfirmation,
    CheckResult,
    LineStop,
    OperationRun,
    RunEquipmentChange,
)
from qtrace.services.commands import Command
from qtrace.services.evidence import judge_evidence, keep_evidence
from qtrace.services.gauges.standing import held_gauge
from qtrace.services.holds.interlocks import clear_interlocks
from qtrace.services.holds.opening import NewHold, open_hold
from qtrace.services.inspection.support import names_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.production.counts import piece_rows, pieces_done, range_text
from qtrace.services.production.guards import (
    RunPlace,
    locked,
    open_run,
    run_place,
    stopped,
    touch_place,
    unfit,
    unfit_gauge,
)
from qtrace.services.production.line_commands import ConfirmProcessCheck, RecordProcessCheck
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
_WORDS = {"ok": True, "nok": False}
_CODES = {
    CheckState.DUE: PieceReason.CHECK_NEEDED,
    CheckState.MISSED: PieceReason.CHECK_MISSED,
    CheckState.FAILED: PieceReason.CHECK_FAILED,
    CheckState.UNCONFIRMED: PieceReason.CHECK_UNCONFIRMED,
}


@dataclass(frozen=True, slots=True)
class RunCheck:
    """A check of a run with its results, oldest first, and where it stands."""

    definition: CheckDefinition
    results: tuple[CheckResult, ...]
    confirmed: Mapping[int, CheckConfirmation]
    standing: CheckStanding


def run_checks(
    session: Session, run: OperationRun, now: datetime, *, is_ending: bool = False
) -> tuple[RunCheck, ...]:
    """Every check of the run's operation as it stands at `now`."""
    definitions = session.scalars(
        select(CheckDefinition)
        .where(CheckDefinition.operation_id == run.operation_id)
        .order_by(CheckDefinition.no)
    ).all()
    if not definitions:
        return ()
    results = session.scalars(
        select(CheckResult)
        .where(CheckResult.run_id == run.id)
        .order_by(CheckResult.pieces, CheckResult.id)  # ids follow the clock of a station
    ).all()
    confirmed = {
        row.result_id: row
        for row in session.scalars(
            select(CheckConfirmation).where(
                CheckConfirmation.result_id.in_([row.id for row in results])
            )
        )
    }
    clock = _clock(session, run, now, is_ending=is_ending)
    found = []
    for each in definitions:
        own = tuple(row for row in results if row.definition_id == each.id)
        facts = [CheckFact(r.is_good, r.id in confirmed, r.pieces, r.at) for r in own]
        found.append(RunCheck(each, own, confirmed, check_standing(_rule(each), facts, clock)))
    return tuple(found)


def _clock(session: Session, run: OperationRun, now: datetime, *, is_ending: bool) -> RunClock:
    stops = select(LineStop.ended_at).where(
        LineStop.line_id == run.line_id,
        LineStop.started_at >= run.started_at,
        LineStop.ended_at.is_not(None),
    )
    tools = select(RunEquipmentChange.at).where(RunEquipmentChange.run_id == run.id)
    resumed = [at for at in session.scalars(union_all(stops, tools)) if at is not None]
    pieces = pieces_done(session, run.id)
    return RunClock(run.started_at, now, pieces, resumed, is_ending)


def _rule(row: CheckDefinition) -> CheckRule:
    return CheckRule(
        CheckKind(row.kind),
        at_start=row.at_start,
        every_n=row.every_n,
        every_minutes=row.every_minutes,
        after_stop=row.after_stop,
        second_person=row.second_person,
    )


def stopping_check(
    session: Session, run: OperationRun, checks: Sequence[RunCheck]
) -> Refusal | None:
    """None if no check stops the run, else which one and which pieces it leaves in doubt."""
    for each in checks:
        if each.standing.state in STOPPING:
            refusal = refuse(
                _CODES[each.standing.state],
                check_en=each.definition.name_en,
                check_zh=each.definition.name_zh,
                pieces=doubt_of(session, run, each.standing),
            )
            return locked(refusal, InterlockKind.CHECK_OVERDUE, "operation_run", run.id)
    return None


def doubt_of(session: Session, run: OperationRun, standing: CheckStanding) -> str:
    """Numbers of the pieces that a missed or failed check leaves in doubt; "" for none."""
    if not standing.suspect_pieces:
        return ""
    return range_text(suspect_ranges(piece_rows(session, run.id), standing.last_good_pieces))


def record_check(work: Work, command: RecordProcessCheck) -> Facts | Refusal:
    """Enter a result; a bad one names the pieces since the last good one."""
    place = open_run(work, command.run_id)
    if isinstance(place, Refusal):
        return place
    definition = work.session.get(CheckDefinition, command.definition_id)
    if definition is None or definition.operation_id != place.operation.id:
        return refuse(PieceReason.CHECK_UNKNOWN)
    judged = _judge(definition, command.value)
    if isinstance(judged, Refusal):
        return judged
    pieces = pieces_done(work.session, place.run.id)
    refusal = (
        _no_piece(definition, pieces)
        or _not_now(work, place, is_good=judged)
        or _gauge_refusal(work, definition, command)
        or judge_evidence(command.photo)
    )
    if refusal is not None:
        return refusal
    evidence_id = None
    if command.photo is not None:
        order_id = place.order.id
        evidence_id = keep_evidence(work, command.photo, ObjectKind.WORK_ORDER, order_id, "check")
    work.add(
        CheckResult(
            id=command.result_id,
            run_id=place.run.id,
            definition_id=definition.id,
            value=command.value.strip(),
            is_good=judged,
            lsl=definition.lsl,
            usl=definition.usl,
            gauge_id=command.gauge_id,
            pieces=pieces,
            person_id=work.actor.person_id,
            at=work.now,
            evidence_id=evidence_id,
        )
    )
    touch_place(work, place)
    checks = _cleared(work, place)
    standing = next(c.standing for c in checks if c.definition.id == definition.id)
    doubt = doubt_of(work.session, place.run, standing)
    told = {"state": standing.state.value, "pieces": doubt}
    if judged or not doubt:
        return told
    return told | {"hold": _hold_doubt(work, place, definition, (command.hold_id, standing))}


def _cleared(work: Work, place: RunPlace) -> tuple[RunCheck, ...]:
    """The checks of the run now; its interlock is cleared if none of them stops it any more."""
    checks = run_checks(work.session, place.run, work.now)
    if stopping_check(work.session, place.run, checks) is None:
        clear_interlocks(work, "operation_run", place.run.id)
    return checks


def _hold_doubt(
    work: Work, place: RunPlace, definition: CheckDefinition, what: tuple[int, CheckStanding]
) -> str:
    """Hold the pieces since the last good check; work on others goes on. Return the number."""
    hold_id, standing = what
    ranges = suspect_ranges(piece_rows(work.session, place.run.id), standing.last_good_pieces)
    lot_id = place.order.item_id
    scopes = tuple(Scope(AnchorKind.ITEM, lot_id, seq_from=a, seq_to=b) for a, b in ranges)
    is_value = definition.kind == CheckKind.PARAMETER.value
    note = f"{definition.name_zh} {definition.name_en}".strip()
    new = NewHold(
        HoldReason.PARAMETER if is_value else HoldReason.FUNCTION,
        "major",
        note,
        "inspection",
        BlockProfile.PRODUCT_RELEASE,
    )
    return open_hold(work, hold_id, scopes, new)[0]


def _judge(definition: CheckDefinition, text: str) -> bool | Refusal:
    """True if the value is good; without limits the words `ok` and `nok` count."""
    facts = {"check_en": definition.name_en, "check_zh": definition.name_zh}
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text.strip()[:40])
    if definition.lsl is None and definition.usl is None:
        word = _WORDS.get(text.strip().lower())
        return (
            refuse(PieceReason.CHECK_VALUE_INVALID, given=shown, **facts) if word is None else word
        )
    number = read_number(text, definition.unit_code)
    if isinstance(number, ReadingVerdict):
        return refuse(PieceReason.CHECK_VALUE_INVALID, given=shown, **facts)
    above = definition.lsl is None or number >= Decimal(definition.lsl)
    below = definition.usl is None or number <= Decimal(definition.usl)
    return above and below


def _no_piece(definition: CheckDefinition, pieces: int) -> Refusal | None:
    """None if there is a piece to check."""
    if is_of_a_piece(CheckKind(definition.kind), pieces):
        return None
    names = {"check_en": definition.name_en, "check_zh": definition.name_zh}
    return refuse(PieceReason.CHECK_NO_PIECE, **names)


def _not_now(work: Work, place: RunPlace, *, is_good: bool) -> Refusal | None:
    """None if the person may check here now; a bad result is a fact, whoever found it."""
    if not is_good:
        return None
    return unfit(work, place) or stopped(work.session, place.line, place.stop, CHECKING)


def _gauge_refusal(
    work: Work, definition: CheckDefinition, command: RecordProcessCheck
) -> Refusal | None:
    refusal = refuse_unkeepable(value=command.value)
    if refusal is not None or not definition.gauge_type:
        return refusal
    gauge = work.session.get(Gauge, command.gauge_id) if command.gauge_id is not None else None
    if gauge is None:
        return refuse("GAUGE_MISSING", wanted=definition.gauge_type)
    return unfit_gauge(work.session, gauge, definition.gauge_type, work.today) or held_gauge(
        work.session, gauge.id
    )


def confirm_check(work: Work, command: ConfirmProcessCheck) -> Facts | Refusal:
    """The second person's signature under a good result."""
    session = work.session
    result = session.get(CheckResult, command.result_id)
    if result is None or not result.is_good:
        return refuse(PieceReason.CHECK_UNKNOWN)
    known = session.get(CheckConfirmation, result.id)
    if known is not None:
        by = names_of(session, known.confirmed_by)
        return refuse(PieceReason.CHECK_CONFIRMED, at=known.at.isoformat(), **by)
    if result.person_id == work.actor.person_id:
        return refuse(PeopleReason.SAME_PERSON)
    work.add(
        CheckConfirmation(
            result_id=result.id,
            checked_by=result.person_id,
            confirmed_by=work.actor.person_id,
            at=work.now,
        )
    )
    place = run_place(session, session.get_one(OperationRun, result.run_id))
    content = {
        "result_id": str(result.id),
        "definition_id": str(result.definition_id),
        "value": result.value,
        "pieces": str(result.pieces),
        "checked_by": str(result.person_id),
    }
    work.sign(ObjectKind.WORK_ORDER, place.order.id, place.order.row_version, content)
    _cleared(work, place)
    touch_place(work, place)
    return {}


HANDLERS: dict[type[Command], Handler] = {
    RecordProcessCheck: record_check,
    ConfirmProcessCheck: confirm_check,
}
