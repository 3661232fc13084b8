"""How long a gauge may be used after a calibration: the rule, and what it proposes."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.calibration import Interval, IntervalRule, judge_interval
from qtrace.domain.gauges import GaugeReason
from qtrace.models.gauges import Gauge, GaugeInterval
from qtrace.services.gauges.commands import SetGaugeInterval
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]


def set_gauge_interval(work: Work, command: SetGaugeInterval) -> Facts | Refusal:
    """Say how long a gauge may be used after a calibration; it proposes from now on."""
    gauge = work.session.get(Gauge, command.gauge_id)
    if gauge is None:
        return refuse(GaugeReason.GAUGE_NOT_FOUND)
    fault = judge_interval(command.interval)
    if fault is not None:
        return refuse(fault, gauge=gauge.code)
    wanted = command.interval
    row = work.session.get(GaugeInterval, gauge.id)
    if row is None:
        row = GaugeInterval(gauge_id=gauge.id)
        work.session.add(row)
    row.rule, row.days = wanted.rule.value, wanted.days
    row.shortest, row.longest = wanted.shortest, wanted.longest
    work.session.flush()
    work.touch(ObjectKind.GAUGE, gauge.id)
    return {"gauge": gauge.code, "days": str(wanted.days)}


def intervals(session: Session, gauge_ids: Sequence[int]) -> dict[int, Interval]:
    """Rules by gauge; a gauge without one is not among them."""
    rows = session.scalars(select(GaugeInterval).where(GaugeInterval.gauge_id.in_(gauge_ids)))
    return {
        row.gauge_id: Interval(IntervalRule(row.rule), row.days, row.shortest, row.longest)
        for row in rows
    }
