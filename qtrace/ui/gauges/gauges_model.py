"""Gauges: which are due, and the commands about them and their calibrations."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum

from qtrace.domain.calibration import AsFound, Interval, IntervalRule, found_by_result
from qtrace.domain.gauges import CalibrationResult, CalibrationState, GaugeState
from qtrace.domain.glyphs import Coverage
from qtrace.domain.people import PeopleReason, SecretKind
from qtrace.i18n import Language
from qtrace.services.commands import Command
from qtrace.services.gauges.commands import (
    AddGauge,
    ChangeGauge,
    ExtendCalibration,
    RecordCalibration,
    SetGaugeInterval,
)
from qtrace.services.gauges.queries import GaugeRow, gauges
from qtrace.services.outcomes import refuse
from qtrace.services.people.accounts import PersonRow, person_by_badge, person_by_login
from qtrace.services.reads import Reads
from qtrace.services.secrets import SignatureClaim
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import product_coverage
from qtrace.ui.widgets.desk_model import DeskModel, DeskState, DeskSubject, Signer
from qtrace.ui.widgets.field_problems import (
    FieldProblem,
    day_of,
    judge_code,
    judge_day,
    judge_filled,
    judge_glyphs,
    judge_names,
)


class GaugeForm(StrEnum):
    """The form beside the table."""

    ADD = "add"
    CHANGE = "change"
    CALIBRATE = "calibrate"
    EXTEND = "extend"
    INTERVAL = "interval"


class AnswerReason(StrEnum):
    """Why an answer cannot stand."""

    RESULT_MISSING = "RESULT_MISSING"
    SIGNER_MISSING = "SIGNER_MISSING"
    RULE_MISSING = "RULE_MISSING"
    DAYS_MISSING = "DAYS_MISSING"


MOST_DIGITS = 4
"""Digits of a number of days."""


@dataclass(frozen=True, slots=True)
class GaugeDraft:
    """Answers of all forms about a gauge; days are ISO text."""

    code: str = ""
    name_en: str = ""
    name_zh: str = ""
    gauge_type: str = ""
    resolution: str = ""
    range_text: str = ""
    unit: str = ""
    location_text: str = ""
    state: str = GaugeState.IN_USE.value
    done_on: str = ""
    due_on: str = ""
    result: str = ""
    certificate_no: str = ""
    as_found: str = ""
    found_text: str = ""
    left_text: str = ""
    laboratory: str = ""
    traceability: str = ""
    rule: str = ""
    days: str = ""
    shortest: str = ""
    longest: str = ""
    risk: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DueListPrint:
    """The due list is wished on paper.

    Attributes:
        by: name of who prints it.
        then: called on the UI thread with an empty text, or why it was not printed.
    """

    language: Language
    by: str
    then: Callable[[str], None]


def draft_of(gauge: GaugeRow | None) -> GaugeDraft:
    """What may be changed of `gauge` as it stands; empty answers without one."""
    if gauge is None:
        return GaugeDraft()
    return GaugeDraft(
        name_en=gauge.name_en,
        name_zh=gauge.name_zh,
        resolution=gauge.resolution,
        range_text=gauge.range_text,
        location_text=gauge.location_text,
        state=gauge.state.value,
        rule=gauge.interval.rule.value if gauge.interval else "",
        days=str(gauge.interval.days) if gauge.interval else "",
        shortest=str(gauge.interval.shortest) if gauge.interval else "",
        longest=str(gauge.interval.longest) if gauge.interval else "",
    )


@dataclass(frozen=True, slots=True)
class GaugesState(DeskState):
    """A desk of gauges.

    Attributes:
        signer: the second person who is about to sign an extension.
        identified_by: how that person was named: `badge` or `login`.
    """

    signer: PersonRow | None = None
    identified_by: str = "badge"


URGENCY = (
    CalibrationState.OVERDUE,
    CalibrationState.FAILED,
    CalibrationState.NONE,
    CalibrationState.DUE_SOON,
    CalibrationState.GOOD,
)


def due_first(reads: Reads) -> tuple[GaugeRow, ...]:
    """All gauges: those in use first, and among them what is due first."""
    return tuple(sorted(gauges(reads), key=urgency))


def urgency(gauge: GaugeRow) -> tuple[bool, int, int, str]:
    """Where a gauge stands in the list."""
    standing = gauge.standing
    left = standing.days_left if standing.days_left is not None else 0
    return gauge.state is not GaugeState.IN_USE, URGENCY.index(standing.state), left, gauge.code


GAUGES = DeskSubject(due_first, lambda row: row.gauge_id, ObjectKind.GAUGE)


class GaugesModel(DeskModel):
    """Lists gauges and changes them; its state is a `GaugesState`."""

    def __init__(self, bench: Bench, gauge_id: int | None = None) -> None:
        super().__init__(bench, GAUGES, GaugesState(chosen=gauge_id))

    @property
    def gauges(self) -> GaugesState:
        """The state with what only this desk has."""
        assert isinstance(self.state, GaugesState)
        return self.state

    @property
    def gauge(self) -> GaugeRow | None:
        """The chosen gauge."""
        return self.row

    def open(self, form: str) -> None:
        """Open a form; nobody is about to sign yet."""
        super().open(form)
        if self.state.form == form:
            self.become(signer=None)

    def find(self, code: str) -> bool:
        """Choose the gauge with this code on it; False if there is none."""
        for row in self.state.rows:
            if row.code == code:
                self.choose(row.gauge_id)
                return True
        return False

    def name_signer(self, text: str, *, by_badge: bool) -> None:
        """A second person showed a badge, or typed a login name."""
        query = person_by_badge if by_badge else person_by_login
        way = "badge" if by_badge else "login"
        self.bench.ask(query, lambda person: self._named(person, way), text)

    def due_list(self) -> DueListPrint | None:
        """The wish for the due list on paper; None while nobody is signed in."""
        person, tr = self.bench.person, self.bench.translator
        if person is None:
            return None
        by = tr.name(person.person.name_en, person.person.name_zh)
        return DueListPrint(tr.language, by, self._printed)

    def _printed(self, trouble: str) -> None:
        self.become(refusal=refuse(trouble) if trouble else None)

    def save(self, draft: GaugeDraft) -> None:
        """Check the open form, then send what it wishes."""
        form = self.state.form
        if form is None or self.state.busy:
            return
        draft = self._with_proposal(GaugeForm(form), draft)
        problems = judge_gauge_draft(GaugeForm(form), draft, product_coverage())
        if form == GaugeForm.EXTEND and self.gauges.signer is None:
            problems["signer"] = FieldProblem(AnswerReason.SIGNER_MISSING)
        if self.refuse_answers(problems):
            return
        if form == GaugeForm.ADD:
            self._add(draft)
        elif self.gauge is not None:
            self._about(GaugeForm(form), draft, self.gauge)

    def _with_proposal(self, form: GaugeForm, draft: GaugeDraft) -> GaugeDraft:
        """The due date that the gauge's rule proposes where none was typed."""
        done_on = day_of(draft.done_on)
        if form is not GaugeForm.CALIBRATE or draft.due_on or done_on is None or not draft.result:
            return draft
        days = self.gauge.days_after(found_in(draft)) if self.gauge is not None else None
        if days is None:
            return draft
        return replace(draft, due_on=(done_on + timedelta(days=days)).isoformat())

    def _add(self, draft: GaugeDraft) -> None:
        gauge_id = self.bench.new_id()
        command = AddGauge(
            **self.bench.head(),
            gauge_id=gauge_id,
            gauge_code=draft.code,
            name_en=draft.name_en,
            name_zh=draft.name_zh,
            gauge_type=draft.gauge_type,
            resolution=draft.resolution,
            range_text=draft.range_text,
            unit=draft.unit,
            location_text=draft.location_text,
        )
        self.send([lambda: command], then_choose=gauge_id)

    def _about(self, form: GaugeForm, draft: GaugeDraft, gauge: GaugeRow) -> None:
        makers: dict[GaugeForm, Callable[[GaugeDraft, GaugeRow], Command]] = {
            GaugeForm.CHANGE: self._changed,
            GaugeForm.CALIBRATE: self._calibrated,
            GaugeForm.EXTEND: self._extended,
            GaugeForm.INTERVAL: self._ruled,
        }
        command = makers[form](draft, gauge)
        signer = self._signer(draft.secret) if form is GaugeForm.EXTEND else None
        self.send([lambda: command], signer=signer)

    def _signer(self, secret: str) -> Signer:
        person = self.gauges.signer
        assert person is not None
        way = self.gauges.identified_by
        kind = SecretKind.PIN if way == "badge" else SecretKind.PASSWORD
        return Signer(person.person_id, SignatureClaim(person.person_id, secret, kind, way))

    def _changed(self, draft: GaugeDraft, gauge: GaugeRow) -> Command:
        return ChangeGauge(
            **self.bench.head(),
            gauge_id=gauge.gauge_id,
            row_version=gauge.row_version,
            name_en=draft.name_en,
            name_zh=draft.name_zh,
            resolution=draft.resolution,
            range_text=draft.range_text,
            location_text=draft.location_text,
            state=GaugeState(draft.state),
        )

    def _calibrated(self, draft: GaugeDraft, gauge: GaugeRow) -> Command:
        done_on, due_on = day_of(draft.done_on), day_of(draft.due_on)
        assert done_on is not None
        assert due_on is not None
        return RecordCalibration(
            **self.bench.head(),
            calibration_id=self.bench.new_id(),
            gauge_id=gauge.gauge_id,
            done_on=done_on,
            due_on=due_on,
            result=CalibrationResult(draft.result),
            certificate_no=draft.certificate_no,
            as_found=found_in(draft),
            found_text=draft.found_text,
            left_text=draft.left_text,
            laboratory=draft.laboratory,
            traceability=draft.traceability,
        )

    def _ruled(self, draft: GaugeDraft, gauge: GaugeRow) -> Command:
        days = int(draft.days)
        ends = (draft.shortest, draft.longest)
        shortest, longest = (int(each) if each else days for each in ends)
        interval = Interval(IntervalRule(draft.rule), days, shortest, longest)
        return SetGaugeInterval(**self.bench.head(), gauge_id=gauge.gauge_id, interval=interval)

    def _extended(self, draft: GaugeDraft, gauge: GaugeRow) -> Command:
        due_on = day_of(draft.due_on)
        assert due_on is not None
        assert self.bench.person is not None
        return ExtendCalibration(
            **self.bench.head(),
            calibration_id=self.bench.new_id(),
            gauge_id=gauge.gauge_id,
            due_on=due_on,
            risk=draft.risk,
            requested_by=self.bench.person.person.person_id,
        )

    def _named(self, person: PersonRow | None, way: str) -> None:
        if person is None:
            self.become(signer=None, refusal=refuse(PeopleReason.UNKNOWN_PERSON))
        elif (
            self.bench.person is not None and person.person_id == self.bench.person.person.person_id
        ):
            self.become(signer=None, refusal=refuse(PeopleReason.SAME_PERSON))
        else:
            self.become(signer=person, identified_by=way, refusal=None, problems={})


def found_in(draft: GaugeDraft) -> AsFound:
    """How the gauge was found: as chosen, else as its result says."""
    if draft.as_found:
        return AsFound(draft.as_found)
    return found_by_result(CalibrationResult(draft.result))


def _judge_days(draft: GaugeDraft) -> dict[str, FieldProblem]:
    found: dict[str, FieldProblem] = {}
    if not draft.rule:
        found["rule"] = FieldProblem(AnswerReason.RULE_MISSING)
    typed = {"days": draft.days}
    if draft.rule == IntervalRule.STAIRCASE:
        typed |= {"shortest": draft.shortest, "longest": draft.longest}
    for name, text in typed.items():
        if not (0 < len(text) <= MOST_DIGITS and set(text) <= set("0123456789")):
            found[name] = FieldProblem(AnswerReason.DAYS_MISSING)
    return found


def judge_gauge_draft(
    form: GaugeForm, draft: GaugeDraft, coverage: Coverage
) -> dict[str, FieldProblem]:
    """What is wrong with the answers of `form`, by name."""
    found: dict[str, FieldProblem] = {}
    if form in (GaugeForm.ADD, GaugeForm.CHANGE):
        found |= judge_names(draft.name_en, draft.name_zh, coverage)
        texts = {"range_text": draft.range_text, "location_text": draft.location_text}
        found |= judge_filled({"resolution": draft.resolution}) | judge_glyphs(texts, coverage)
    if form is GaugeForm.ADD:
        found |= judge_code("code", draft.code)
        found |= judge_filled({"gauge_type": draft.gauge_type, "unit": draft.unit})
    if form is GaugeForm.CALIBRATE:
        found |= judge_day("done_on", draft.done_on) | judge_filled(
            {"certificate_no": draft.certificate_no}
        )
        if not draft.result:
            found["result"] = FieldProblem(AnswerReason.RESULT_MISSING)
    if form in (GaugeForm.CALIBRATE, GaugeForm.EXTEND):
        found |= judge_day("due_on", draft.due_on)
    if form is GaugeForm.INTERVAL:
        found |= _judge_days(draft)
    if form is GaugeForm.EXTEND:
        found |= judge_filled({"risk": draft.risk, "secret": draft.secret})
    return found
