"""The case that a failed calibration opens, and the hold on the lots it put in doubt."""

from collections.abc import Mapping
from datetime import timedelta

from qtrace.domain.calibration import CalibrationReason
from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.gauges import GaugeReason
from qtrace.domain.holds import HoldReason
from qtrace.i18n.gauge_reasons import DOUBT_ALWAYS, DOUBT_SINCE
from qtrace.models.cases import Case, CaseLink, Nonconformance
from qtrace.models.gauges import Calibration, Gauge, GaugeLookback
from qtrace.models.items import Item
from qtrace.services.bilingual import both
from qtrace.services.cases.opening import NewCase, case_item, open_case
from qtrace.services.gauges.commands import HoldMeasuredLots
from qtrace.services.gauges.lookback import Doubt, doubt_of, held_for, measured_lots
from qtrace.services.holds.opening import GAUGE, SEVERITIES, NewHold, hold_lots
from qtrace.services.inspection.support import plant_day, plant_of
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import ObjectKind, Work

ASSESSMENT_DAYS = 3
Facts = Mapping[str, str]


def open_lookback(work: Work, row: Calibration) -> Case | None:
    """The nonconformance about the readings that a calibration put in doubt; None if none are.

    Opened with every measured lot as suspect; a second call gives the case that is there.
    """
    kept = work.session.get(GaugeLookback, row.id)
    if kept is not None:
        return work.session.get_one(Case, kept.case_id)
    doubt = doubt_of(work.session, row)
    if doubt is None:
        return None
    gauge = work.session.get_one(Gauge, row.gauge_id)
    case_id = work.new_id()
    title = f"{gauge.code} {gauge.name_zh} {gauge.name_en} {row.certificate_no}"
    due = work.now + timedelta(days=ASSESSMENT_DAYS)
    case = open_case(work, case_id, NewCase("ncr", "open", "major", title[:200], due_at=due))
    work.add(
        Nonconformance(
            case_id=case_id,
            source=GAUGE,
            inspection_id=None,
            description=_description(work, row, doubt),
            qty_affected_q6=0,
        )
    )
    work.add(
        GaugeLookback(
            calibration_id=row.id,
            gauge_id=gauge.id,
            good_id=doubt.good_id,
            case_id=case_id,
            since=doubt.since,
            until=doubt.until,
        )
    )
    lots = measured_lots(work.session, doubt)
    work.add_all([case_item(work, case_id, each, qty, "suspect") for each, qty in lots.items()])
    return case


def _description(work: Work, row: Calibration, doubt: Doubt) -> str:
    given = {"certificate": row.certificate_no, "day": row.done_on.isoformat()}
    if doubt.since is None:
        said = both(DOUBT_ALWAYS, **given)
    else:
        since = plant_day(plant_of(work.session), doubt.since)
        said = both(DOUBT_SINCE, since=since.isoformat(), **given)
    return f"{said['zh']} {said['en']}"


def hold_measured_lots(work: Work, command: HoldMeasuredLots) -> Facts | Refusal:
    """Hold all lots in doubt, or the chosen ones; what was held once is left as it is."""
    if command.severity not in SEVERITIES:
        return refuse(CatalogueReason.FIELD_INVALID, field="severity", value=command.severity)
    row = work.session.get(Calibration, command.calibration_id)
    refusal = refuse_unkeepable(note=command.note)
    if row is None or refusal is not None:
        return refusal or refuse(GaugeReason.GAUGE_NOT_FOUND)
    doubt = doubt_of(work.session, row)
    if doubt is None:
        return refuse(CalibrationReason.LOOKBACK_NOT_NEEDED)
    lots = measured_lots(work.session, doubt)
    for lot_id in command.lot_ids:
        if lot_id not in lots:
            item = work.session.get(Item, lot_id)
            return refuse(CalibrationReason.LOT_NOT_MEASURED, lot=item.lot if item else "")
    wanted = {each: lots[each] for each in command.lot_ids} if command.lot_ids else lots
    kept = work.session.get(GaugeLookback, row.id)
    done = held_for(work.session, kept.case_id if kept else None)
    fresh = {each: qty for each, qty in wanted.items() if each not in done}
    if not fresh:
        return refuse(CalibrationReason.LOTS_HELD_ALREADY, lots=len(wanted))
    return _hold(work, command, row, fresh)


def _hold(
    work: Work, command: HoldMeasuredLots, row: Calibration, lots: Mapping[int, int]
) -> Facts:
    case = open_lookback(work, row)
    assert case is not None
    gauge = work.session.get_one(Gauge, row.gauge_id)
    new = NewHold(
        HoldReason.GAUGE_FAILED,
        command.severity,
        command.note or f"{gauge.code} {case.number}",
        GAUGE,
        origin_case_id=case.id,
    )
    number = hold_lots(work, command.hold_id, lots, new)
    work.add(CaseLink(cause_id=case.id, effect_id=command.hold_id, kind="causes"))
    content = {
        "gauge": gauge.code,
        "calibration": str(row.id),
        "case": case.number,
        "hold": number,
        "lots": [str(each) for each in sorted(lots)],
    }
    work.sign(ObjectKind.CASE, command.hold_id, 1, dict(content))
    work.touch(ObjectKind.GAUGE, gauge.id)
    work.touch(ObjectKind.CASE, case.id)
    return {"hold": number, "case": case.number, "lots": str(len(lots))}
