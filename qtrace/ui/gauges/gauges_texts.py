"""Words of the gauges screen."""

from collections.abc import Mapping

from qtrace.domain.calibration import AsFound, IntervalRule, needs_lookback
from qtrace.domain.gauges import CalibrationKind, CalibrationResult, CalibrationState, GaugeState
from qtrace.i18n import N_, Translator
from qtrace.services.gauges.queries import CalibrationRow, GaugeRow
from qtrace.ui.bench import Bench
from qtrace.ui.gauges.gauges_model import AnswerReason, GaugeForm, GaugesState
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import QUIET, DetailSpec, history_facts
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column

RESULTS = {
    CalibrationResult.PASSED: N_("Passed"),
    CalibrationResult.ADJUSTED: N_("Adjusted, then passed"),
    CalibrationResult.FAILED: N_("Failed"),
}
FOUND = {
    AsFound.IN_TOLERANCE: N_("In tolerance"),
    AsFound.OUT_OF_TOLERANCE: N_("Out of tolerance"),
}
RULES = {
    IntervalRule.FIXED: N_("Fixed"),
    IntervalRule.STAIRCASE: N_("Staircase"),
}
STATES = {
    GaugeState.IN_USE: N_("In use"),
    GaugeState.OUT_OF_USE: N_("Out of use"),
    GaugeState.RETIRED: N_("Retired"),
}
SENTENCES: Mapping[str, str] = {
    AnswerReason.RESULT_MISSING: N_("Choose what the calibration found"),
    AnswerReason.SIGNER_MISSING: N_("A second person scans a badge here, or types the login name"),
    AnswerReason.RULE_MISSING: N_("Choose how the interval follows"),
    AnswerReason.DAYS_MISSING: N_("Type a number of days"),
}
STUDIES = "studies"
"""The way to check standard and studies."""
LOOKBACK = "lookback"
"""The way to the lots that a calibration put in doubt."""
TOLD_BY_CALIBRATIONS = QUIET | {"RECORD_CALIBRATION", "EXTEND_CALIBRATION"}


def standing_chip(tr: Translator, gauge: GaugeRow) -> ChipSpec | None:
    """A chip for what keeps a gauge from use, or soon will; None for the usual."""
    if gauge.state is not GaugeState.IN_USE:
        return ChipSpec(tr.say(STATES[gauge.state]), Status.NEUTRAL)
    days = gauge.standing.days_left or 0
    state = gauge.standing.state
    if state is CalibrationState.OVERDUE:
        text = tr.count("overdue {n} day", "overdue {n} days", -days)
        return ChipSpec(text, Status.BLOCKED)
    if state is CalibrationState.DUE_SOON:
        text = tr.count("{n} day left", "{n} days left", days) if days else tr.say("due today")
        return ChipSpec(text, Status.HOLD)
    unusable = {
        CalibrationState.FAILED: tr.say("failed"),
        CalibrationState.NONE: tr.say("never calibrated"),
    }
    return ChipSpec(unusable[state], Status.BLOCKED) if state in unusable else None


def columns(bench: Bench, *, narrow: bool) -> tuple[Column[GaugeRow], ...]:
    """Columns of the table."""
    tr = bench.translator

    def standing(gauge: GaugeRow) -> CellView:
        chip = standing_chip(tr, gauge)
        if chip is not None:
            return CellView(chip=chip)
        days = gauge.standing.days_left or 0
        return CellView(tr.count("{n} day left", "{n} days left", days), ink=Ink.TEXT2)

    def due(gauge: GaugeRow) -> CellView:
        day = gauge.standing.due_on
        return CellView(day.isoformat() if day else "–", role=TextRole.DATA)

    code = Column[GaugeRow](
        "code", tr.say("Gauge"), lambda row: CellView(row.code, role=TextRole.DATA), 120
    )
    name = Column[GaugeRow](
        "name",
        tr.say("Name"),
        lambda row: CellView(tr.name(row.name_en, row.name_zh), strong_if_chosen=True),
    )
    place = Column[GaugeRow](
        "place", tr.say("Place"), lambda row: CellView(row.location_text, ink=Ink.TEXT2), 120
    )
    due_on = Column[GaugeRow]("due", tr.say("Due on"), due, 130)
    state = Column[GaugeRow]("state", tr.say("Calibration"), standing, 204)
    return (code, name, state) if narrow else (code, name, place, due_on, state)


def detail(bench: Bench, state: GaugesState, gauge: GaugeRow | None) -> DetailSpec:
    """The chosen gauge."""
    tr = bench.translator
    if gauge is None:
        return DetailSpec(tr.say("No gauge is chosen"))
    last = next((c for c in gauge.calibrations if c.kind is CalibrationKind.CALIBRATION), None)
    due = gauge.standing.due_on
    facts = [
        Fact(tr.say("Type"), gauge.gauge_type),
        Fact(tr.say("Range"), gauge.range_text or "–"),
        Fact(tr.say("Resolution"), gauge.resolution),
        Fact(tr.say("Place"), gauge.location_text or "–"),
        Fact(tr.say("Due on"), due.isoformat() if due else "–", role=TextRole.DATA),
    ]
    if gauge.interval is not None:
        facts.append(Fact(tr.say("Interval"), interval_text(tr, gauge)))
    if last is not None and last.finding.laboratory:
        facts.append(Fact(tr.say("Laboratory"), last.finding.laboratory))
    if last is not None and last.certificate_no:
        facts.append(Fact(tr.say("Certificate"), last.certificate_no, role=TextRole.DATA))
    told = tuple(fact for row in gauge.calibrations for fact in calibration_facts(bench, row))
    records = history_facts(tr, state.history, bench.zone, quiet=TOLD_BY_CALIBRATIONS)
    return DetailSpec(
        title=f"{gauge.code}  {tr.name(gauge.name_en, gauge.name_zh)}",
        chip=standing_chip(tr, gauge),
        facts=tuple(facts),
        history=(*told, *records),
        actions=_actions(bench, gauge),
    )


def calibration_facts(bench: Bench, row: CalibrationRow) -> tuple[Fact, ...]:
    """When it was entered, what it says, who did it; an extension names who approved it."""
    tr = bench.translator
    at = bench.local(row.entered_at).strftime("%Y-%m-%d %H:%M")
    day = row.due_on.isoformat()
    done_by = tr.name(row.done_by.name_en, row.done_by.name_zh)
    if row.kind is CalibrationKind.CALIBRATION:
        result = tr.say(RESULTS[row.result])
        failed = row.result is CalibrationResult.FAILED
        what = result if failed else tr.say("{result}, until {day}", result=result, day=day)
        told = Fact(at, what, verdict=done_by, role=TextRole.NOTE)
        case = Fact("", row.case, role=TextRole.NOTE)
        return (told, case) if row.case else (told,)
    what = tr.say("Extended until {day}", day=day)
    approver = row.approved_by
    name = tr.name(approver.name_en, approver.name_zh) if approver is not None else ""
    return (
        Fact(at, what, verdict=tr.say("approved: {name}", name=name), role=TextRole.NOTE),
        Fact("", row.risk, verdict=tr.say("asked: {name}", name=done_by), role=TextRole.NOTE),
    )


def interval_text(tr: Translator, gauge: GaugeRow) -> str:
    """The rule and what it proposes after a good calibration."""
    assert gauge.interval is not None
    days = gauge.days_after(AsFound.IN_TOLERANCE)
    return tr.say("{rule}, {n} days", rule=tr.say(RULES[gauge.interval.rule]), n=days)


def doubting(gauge: GaugeRow) -> CalibrationRow | None:
    """The newest calibration that put readings in doubt, or None."""
    return next(
        (
            row
            for row in gauge.calibrations
            if row.kind is CalibrationKind.CALIBRATION
            and needs_lookback(row.result, row.finding.as_found)
        ),
        None,
    )


def _actions(bench: Bench, gauge: GaugeRow) -> tuple[ActionSpec, ...]:
    tr = bench.translator
    may_extend = gauge.standing.due_on is not None and bench.person is not None
    return (
        ActionSpec(
            GaugeForm.CALIBRATE,
            "",
            tr.say("Calibrated"),
            IconName.CERTIFICATE,
            enabled=bench.may("RECORD_CALIBRATION"),
        ),
        ActionSpec(GaugeForm.EXTEND, "", tr.say("Extend"), IconName.CLOCK, enabled=may_extend),
        ActionSpec(
            LOOKBACK,
            "F6",
            tr.say("Lots in doubt"),
            IconName.TRACE,
            enabled=doubting(gauge) is not None,
        ),
        ActionSpec(STUDIES, "F7", tr.say("Measuring"), IconName.CHART),
        ActionSpec(
            GaugeForm.INTERVAL,
            "",
            tr.say("Interval"),
            IconName.CLOCK,
            enabled=bench.may("SET_GAUGE_INTERVAL"),
        ),
        ActionSpec(
            GaugeForm.CHANGE,
            "",
            tr.say("Change"),
            IconName.PEN,
            enabled=bench.may("CHANGE_GAUGE"),
        ),
    )
