"""What the calibrations of a gauge say now, and whether it may take a reading."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.gauges import (
    CalibrationFact,
    CalibrationKind,
    CalibrationResult,
    CalibrationStanding,
    GaugeReason,
    GaugeState,
    calibration_standing,
    judge_gauge,
)
from qtrace.domain.hold_scopes import Context
from qtrace.domain.holds import Activity
from qtrace.models.gauges import Calibration, Gauge
from qtrace.services.gauges.lookback import calibration_facts
from qtrace.services.holds.check import check_place
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import Work


def fact_of(row: Calibration) -> CalibrationFact:
    """What a rule needs to know of a calibration."""
    return CalibrationFact(
        row.id,
        CalibrationKind(row.kind),
        row.done_on,
        row.due_on,
        CalibrationResult(row.result),
    )


def standing_of(session: Session, gauge_id: int, today: date) -> CalibrationStanding:
    """What the calibrations of a gauge say on `today`."""
    return calibration_standing(calibration_facts(session, gauge_id), today)


def standings(
    session: Session, gauge_ids: Sequence[int], today: date
) -> dict[int, CalibrationStanding]:
    """`standing_of` for several gauges at once."""
    facts: dict[int, list[CalibrationFact]] = {gauge_id: [] for gauge_id in gauge_ids}
    rows = session.scalars(
        select(Calibration)
        .where(Calibration.gauge_id.in_(gauge_ids))
        .order_by(Calibration.entered_at, Calibration.id)
    )
    for row in rows:
        facts[row.gauge_id].append(fact_of(row))
    return {gauge_id: calibration_standing(found, today) for gauge_id, found in facts.items()}


def check_gauge(work: Work, gauge_id: int | None, wanted: str) -> tuple[int, int | None] | Refusal:
    """Gauge id and calibration id to keep with a reading, or why the gauge cannot take it.

    Args:
        work: the transaction; its instant is the moment of reading.
        gauge_id: gauge that the person named.
        wanted: type of gauge that the characteristic asks for.
    """
    if gauge_id is None:
        return refuse(GaugeReason.GAUGE_MISSING, wanted=wanted)
    gauge = work.session.get(Gauge, gauge_id)
    if gauge is None:
        return refuse(GaugeReason.GAUGE_NOT_FOUND)
    today = plant_day(plant_of(work.session), work.now)
    standing = standing_of(work.session, gauge.id, today)
    problem = judge_gauge(gauge.code, gauge.gauge_type, GaugeState(gauge.state), standing, wanted)
    refusal = (
        held_gauge(work.session, gauge.id)
        if problem is None
        else Refusal(problem.code.value, problem.facts)
    )
    return refusal or (gauge.id, standing.calibration_id)


def held_gauge(session: Session, gauge_id: int) -> Refusal | None:
    """None if no hold on the gauge stops work with it.

    Nothing stops looking at a thing, but a held tool is no tool to look with.
    """
    return check_place(session, Activity.START_OPERATION, Context(gauge_ids=(gauge_id,)))
