"""Measuring with one gauge: its check standard, its studies, and what is read in them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.domain.analytics.study_result import StudyVerdict
from qtrace.domain.studies import PlannedPart, StudyKind
from qtrace.i18n import Language
from qtrace.services.commands import Command
from qtrace.services.gauges.studies_commands import (
    ConcludeStudy,
    PlanStudy,
    RecordCheck,
    RecordTrial,
    SetCheckStandard,
)
from qtrace.services.gauges.studies_queries import (
    AppraiserRow,
    Measuring,
    StudySheet,
    measuring,
    study_sheet,
)
from qtrace.services.outcomes import Changes, Refusal, refuse
from qtrace.services.people.accounts import PersonRow, people
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import FieldProblem, judge_filled

CHECK_KEY = 0
"""Key of the row of the check standard."""
MOST_DIGITS = 3


class StudyForm(StrEnum):
    """The forms beside the list."""

    PLAN = "plan"
    STANDARD = "standard"
    MEASURE = "measure"
    SIGN = "sign"


class StudyProblem(StrEnum):
    """Why an answer cannot stand."""

    KIND_MISSING = "KIND_MISSING"
    NUMBER_MISSING = "NUMBER_MISSING"
    NAME_UNKNOWN = "NAME_UNKNOWN"


@dataclass(frozen=True, slots=True)
class MeasuringRow:
    """A row of the list: the check standard, or a study.

    Attributes:
        kind: None for the check standard.
    """

    key: int
    kind: StudyKind | None
    number: str
    title: str
    done: int
    runs: int
    verdict: StudyVerdict | None = None


@dataclass(frozen=True, slots=True)
class StudyDraft:
    """Answers of the forms.

    Attributes:
        parts: marks with reference values, such as `A=10.00, B=20.00`.
        people: login names of who measures.
    """

    kind: str = ""
    title: str = ""
    parts: str = ""
    people: str = ""
    trials: str = ""
    decimals: str = ""
    lsl: str = ""
    usl: str = ""
    standard: str = ""
    nominal: str = ""
    value: str = field(default="")


@dataclass(frozen=True, slots=True)
class StudyPrint:
    """A complete study is wished on paper.

    Attributes:
        by: name of who prints it.
        then: called on the UI thread with an empty text, or why it was not printed.
    """

    study_id: int
    language: Language
    by: str
    then: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class StudiesState(SigningState):
    """A desk of studies.

    Attributes:
        gauge: the gauge with checks and list; None before the first answer.
        sheet: the chosen study; None for the check standard.
        known: people by their login names.
    """

    gauge: Measuring | None = None
    sheet: StudySheet | None = None
    known: tuple[PersonRow, ...] = ()


class StudiesModel(SigningModel):
    """Lists checks and studies of a gauge, and sends what is read."""

    def __init__(self, bench: Bench, gauge_id: int) -> None:
        subject = DeskSubject(lambda _reads: (), lambda row: row.key, ObjectKind.GAUGE)
        super().__init__(bench, subject, StudiesState())
        self.gauge_id = gauge_id
        self._resumes = False

    @property
    def studies(self) -> StudiesState:
        """The state with gauge and study."""
        assert isinstance(self.state, StudiesState)
        return self.state

    @property
    def chosen(self) -> MeasuringRow | None:
        """The chosen row."""
        return self.row

    @property
    def own(self) -> AppraiserRow | None:
        """The person who is signed in, if the chosen study names that person."""
        sheet, person = self.studies.sheet, self.bench.person
        if sheet is None or person is None or sheet.concluded_at is not None:
            return None
        wanted = person.person.person_id
        return next((each for each in sheet.appraisers if each.person.id == wanted), None)

    def can_measure(self) -> bool:
        """True if there is something to read for who is signed in."""
        row = self.chosen
        if row is None:
            return False
        if row.kind is None:
            gauge = self.studies.gauge
            return gauge is not None and gauge.check is not None and self.bench.may("RECORD_CHECK")
        return self.own is not None and self.own.next is not None

    def can_sign(self) -> bool:
        """True if the chosen study is complete and not signed."""
        sheet = self.studies.sheet
        return sheet is not None and sheet.verdict is not None and sheet.concluded_at is None

    def paper(self) -> StudyPrint | None:
        """The wish for the chosen study on paper; None while it is not complete."""
        sheet, person, tr = self.studies.sheet, self.bench.person, self.bench.translator
        if sheet is None or sheet.verdict is None or person is None:
            return None
        by = tr.name(person.person.name_en, person.person.name_zh)
        return StudyPrint(sheet.study_id, tr.language, by, self._printed)

    def _printed(self, trouble: str) -> None:
        self.become(refusal=refuse(trouble) if trouble else None)

    def refresh(self) -> None:
        """Read list and chosen study again."""
        self.bench.ask(measuring, self._got_gauge, self.gauge_id)
        if not self.studies.known:
            self.bench.ask(people, lambda rows: self.become(known=rows))

    def choose(self, key: int) -> None:
        """Show a row and read its study."""
        if key != self.state.chosen:
            self.become(sheet=None)
            super().choose(key)

    def open(self, form: str) -> None:
        """Open a form, if there is something to do in it."""
        allowed = {
            StudyForm.PLAN: self.bench.may("PLAN_STUDY"),
            StudyForm.STANDARD: self.bench.may("SET_CHECK_STANDARD"),
            StudyForm.MEASURE: self.can_measure(),
            StudyForm.SIGN: self.can_sign() and self.bench.may("CONCLUDE_STUDY"),
        }
        if allowed[StudyForm(form)]:
            super().open(form)
            if form == StudyForm.SIGN:
                self.offer_own()

    def close(self) -> None:
        """Back to the details; nothing is measured any more."""
        self._resumes = False
        super().close()

    def sign(self, note: str, secret: str) -> None:
        """Sign the chosen study."""
        signer, sheet = self.signer_with(secret), self.studies.sheet
        problems = judge_filled({"secret": secret})
        if self.state.busy or self.refuse_answers(problems) or signer is None or sheet is None:
            return
        study_id = sheet.study_id
        self.send(
            [lambda: ConcludeStudy(**self.bench.head(), study_id=study_id, note=note)],
            signer=signer,
        )

    def save(self, draft: StudyDraft) -> None:
        """Check the open form, then send what it wishes."""
        form = self.state.form
        if form is None or self.state.busy:
            return
        makers: dict[str, Callable[[StudyDraft], Command | None]] = {
            StudyForm.PLAN: self._planned,
            StudyForm.STANDARD: self._standard,
            StudyForm.MEASURE: self._measured,
        }
        command = makers[form](draft)
        if command is None:
            return
        self._resumes = form == StudyForm.MEASURE
        chosen = command.study_id if isinstance(command, PlanStudy) else None
        self.send([lambda: command], then_choose=chosen)

    def _planned(self, draft: StudyDraft) -> Command | None:
        problems = judge_filled({"title": draft.title, "parts": draft.parts})
        if draft.kind not in set(StudyKind):
            problems["kind"] = FieldProblem(StudyProblem.KIND_MISSING)
        numbers = {"trials": draft.trials, "decimals": draft.decimals or "0"}
        for name, text in numbers.items():
            if not is_number(text):
                problems[name] = FieldProblem(StudyProblem.NUMBER_MISSING)
        names = words_of(draft.people)
        known = {row.login.casefold(): row.person_id for row in self.studies.known}
        unknown = next((name for name in names if name.casefold() not in known), None)
        if unknown is not None or not names:
            facts = {"name": unknown or "–"}
            problems["people"] = FieldProblem(StudyProblem.NAME_UNKNOWN, facts)
        if self.refuse_answers(problems):
            return None
        return PlanStudy(
            **self.bench.head(),
            study_id=self.bench.new_id(),
            gauge_id=self.gauge_id,
            kind=StudyKind(draft.kind),
            title=draft.title,
            decimals=int(numbers["decimals"]),
            parts=tuple(planned_part(word) for word in words_of(draft.parts)),
            appraisers=tuple(known[name.casefold()] for name in names),
            trials=int(draft.trials),
            lsl=draft.lsl,
            usl=draft.usl,
        )

    def _standard(self, draft: StudyDraft) -> Command | None:
        if self.refuse_answers(
            judge_filled({"standard": draft.standard, "nominal": draft.nominal})
        ):
            return None
        return SetCheckStandard(
            **self.bench.head(),
            standard_id=self.bench.new_id(),
            gauge_id=self.gauge_id,
            standard=draft.standard,
            nominal=draft.nominal,
        )

    def _measured(self, draft: StudyDraft) -> Command | None:
        row = self.chosen
        if self.refuse_answers(judge_filled({"value": draft.value})) or row is None:
            return None
        if row.kind is None:
            return RecordCheck(
                **self.bench.head(),
                check_id=self.bench.new_id(),
                gauge_id=self.gauge_id,
                value=draft.value,
            )
        own = self.own
        if own is None or own.next is None:
            return None
        return RecordTrial(
            **self.bench.head(),
            trial_id=self.bench.new_id(),
            study_id=row.key,
            part_no=own.next.part,
            trial_no=own.next.trial,
            value=draft.value,
        )

    def _got_gauge(self, found: Measuring | None) -> None:
        if found is None:
            return
        rows = [check_row(found)]
        rows += [
            MeasuringRow(
                study.study_id, study.kind, study.number, study.title, study.done, study.runs,
                study.verdict,
            )
            for study in found.studies
        ]  # fmt: skip
        self.become(gauge=found)
        self._listed(tuple(rows))

    def _read_history(self) -> None:
        """What is chosen is read instead of its records."""
        chosen = self.state.chosen
        if chosen not in (None, CHECK_KEY):
            self.bench.ask(study_sheet, self._got_study, chosen)
        else:
            self._go_on()

    def _got_study(self, sheet: StudySheet | None) -> None:
        if sheet is not None and sheet.study_id == self.state.chosen:
            self.become(sheet=sheet)
            self._go_on()

    def _go_on(self) -> None:
        """After a reading the form opens again for the next one."""
        if self._resumes and self.state.form is None and not self.state.busy:
            self._resumes = False
            if self.state.refusal is None:
                self.open(StudyForm.MEASURE)

    def _close_with(self, then_choose: int | None, refusal: Refusal | None) -> None:
        super()._close_with(then_choose, refusal)
        self.refresh()

    def _heard(self, changes: Changes) -> None:
        if changes.touches(ObjectKind.GAUGE.value, self.gauge_id) and self.state.form is None:
            self.refresh()


def check_row(found: Measuring) -> MeasuringRow:
    """The row of the check standard."""
    check = found.check
    count = len(check.checks) if check is not None else 0
    return MeasuringRow(CHECK_KEY, None, "", check.standard if check else "", count, count)


def words_of(text: str) -> tuple[str, ...]:
    """Words between commas, semicolons or spaces, in any width."""
    for sign in ",;，；、":
        text = text.replace(sign, " ")
    return tuple(text.split())


def planned_part(word: str) -> PlannedPart:
    """A mark, with its reference value behind an equals sign."""
    label, _, reference = word.partition("=")
    return PlannedPart(label, reference or None)


def is_number(text: str) -> bool:
    """True for a whole number of few digits."""
    return 0 < len(text) <= MOST_DIGITS and set(text) <= set("0123456789")
