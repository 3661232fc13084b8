"""Samples of the site, and the commands about them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qtrace.domain.people import PeopleReason
from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.domain.samples import SampleActKind, SampleResult
from qtrace.services.commands import Command
from qtrace.services.inspection.queries import inspection_sheet
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.services.outcomes import Changes, Refusal, refuse
from qtrace.services.people.accounts import PersonRow
from qtrace.services.samples.commands import (
    ConfirmSampleResult,
    EndSample,
    ReportSampleResult,
    SendSample,
    SplitSample,
    TakeSample,
)
from qtrace.services.samples.queries import SampleRow, samples
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import ADD, DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import FieldProblem, FieldReason, judge_filled

SAMPLES = DeskSubject(samples, lambda row: row.sample_id, ObjectKind.INSPECTION)
ENDS = (SampleActKind.DESTROY, SampleActKind.RETURN, SampleActKind.RETAIN)
NEEDED = {
    SampleActKind.SPLIT: "SPLIT_SAMPLE",
    SampleActKind.SEND: "SEND_SAMPLE",
    SampleActKind.REPORT: "REPORT_SAMPLE_RESULT",
    SampleActKind.CONFIRM: "CONFIRM_SAMPLE_RESULT",
    **dict.fromkeys(ENDS, "END_SAMPLE"),
}


@dataclass(frozen=True, slots=True)
class SampleAnswers:
    """Answers of the forms, as typed."""

    container: str = ""
    quantity: str = ""
    purpose: str = ""
    laboratory: str = ""
    characteristic: str = ""
    piece: str = ""
    value: str = ""
    report: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SamplesState(SigningState):
    """A desk of samples.

    Attributes:
        sheet: the inspection that samples are taken for; None where the desk was opened without.
    """

    sheet: InspectionSheet | None = None


class SamplesModel(SigningModel):
    """Lists samples and sends what is done with them."""

    def __init__(self, bench: Bench, inspection_id: int | None) -> None:
        super().__init__(bench, SAMPLES, SamplesState())
        self.inspection_id = inspection_id

    @property
    def desk(self) -> SamplesState:
        """The state with what only this desk has."""
        assert isinstance(self.state, SamplesState)
        return self.state

    @property
    def sample(self) -> SampleRow | None:
        """The chosen sample."""
        return self.row

    @property
    def may_take(self) -> bool:
        """True where an inspection is in front whose lot still lies here."""
        sheet = self.desk.sheet
        return sheet is not None and sheet.lot.on_hand_q6 > 0 and self.bench.may("TAKE_SAMPLE")

    def refresh(self) -> None:
        """Read samples and the inspection in front again."""
        chosen = self.sample
        about = chosen.inspection_id if chosen is not None else None
        wanted = about if about is not None else self.inspection_id
        if wanted is not None:
            self.bench.ask(inspection_sheet, lambda sheet: self.become(sheet=sheet), wanted)
        super().refresh()

    def choose(self, key: int) -> None:
        """Show one sample; its inspection says what can be tested."""
        super().choose(key)
        row = self.sample
        if row is not None and row.inspection_id is not None:
            self.bench.ask(
                inspection_sheet, lambda sheet: self.become(sheet=sheet), row.inspection_id
            )

    def open(self, form: str) -> None:
        """Open a form; a confirmation is signed."""
        super().open(form)
        if form == SampleActKind.CONFIRM:
            self.offer_own()

    def why_not(self, person: PersonRow) -> Refusal | None:
        """Nobody confirms what they reported."""
        row = self.sample
        told = [note for note in row.notes if note.kind is SampleActKind.REPORT] if row else []
        if told and told[-1].by.id == person.person_id:
            return refuse(PeopleReason.SAME_PERSON)
        return None

    def save(self, answers: SampleAnswers, secret: str = "") -> None:
        """Check the open form, then send what it wishes."""
        form, row = self.state.form, self.sample
        if form is None or self.state.busy:
            return
        if form == ADD:
            self._take(answers)
        elif row is not None:
            kind = SampleActKind(form)
            acts: dict[SampleActKind, Callable[[SampleRow, SampleAnswers], None]] = {
                SampleActKind.SPLIT: self._split,
                SampleActKind.SEND: self._send_away,
                SampleActKind.REPORT: self._report,
            }
            if kind is SampleActKind.CONFIRM:
                self._confirm(row, secret)
            elif kind in acts:
                acts[kind](row, answers)
            else:
                self._end(row, kind, answers)

    def _take(self, answers: SampleAnswers) -> None:
        problems = judge_filled({"purpose": answers.purpose})
        container, quantity = _whole(answers.container), _q6(answers.quantity)
        if container is None:
            problems["container"] = FieldProblem(NOT_A_NUMBER)
        if quantity is None:
            problems["quantity"] = FieldProblem(NOT_A_NUMBER)
        sheet = self.desk.sheet
        if self.refuse_answers(problems) or sheet is None:
            return
        assert container is not None
        assert quantity is not None
        sample_id = self.bench.new_id()
        command = TakeSample(
            **self.bench.head(), inspection_id=sheet.inspection_id, sample_id=sample_id,
            container_no=container, qty_q6=quantity, purpose=answers.purpose,
        )  # fmt: skip
        self.send([lambda: command], then_choose=sample_id)

    def _split(self, row: SampleRow, answers: SampleAnswers) -> None:
        problems, quantity = judge_filled({"purpose": answers.purpose}), _q6(answers.quantity)
        if quantity is None:
            problems["quantity"] = FieldProblem(NOT_A_NUMBER)
        if self.refuse_answers(problems) or quantity is None:
            return
        child = self.bench.new_id()
        command = SplitSample(
            **self._head(row), child_id=child, qty_q6=quantity, purpose=answers.purpose
        )
        self.send([lambda: command], then_choose=child)

    def _send_away(self, row: SampleRow, answers: SampleAnswers) -> None:
        if self.refuse_answers(judge_filled({"laboratory": answers.laboratory})):
            return
        command = SendSample(**self._head(row), laboratory=answers.laboratory)
        self.send([lambda: command])

    def _report(self, row: SampleRow, answers: SampleAnswers) -> None:
        problems = judge_filled({"value": answers.value, "report": answers.report})
        if not answers.characteristic:
            problems["characteristic"] = FieldProblem(FieldReason.MISSING)
        piece = _whole(answers.piece)
        if piece is None:
            problems["piece"] = FieldProblem(NOT_A_NUMBER)
        if self.refuse_answers(problems) or piece is None:
            return
        command = ReportSampleResult(
            **self._head(row), characteristic_id=int(answers.characteristic), piece=piece,
            value=answers.value, report=answers.report,
        )  # fmt: skip
        self.send([lambda: command])

    def _confirm(self, row: SampleRow, secret: str) -> None:
        signer = self.signer_with(secret)
        if self.refuse_answers(judge_filled({"secret": secret})) or signer is None:
            return
        command: Command = ConfirmSampleResult(**self._head(row), reading_id=self.bench.new_id())
        self.send([lambda: command], signer=signer)

    def _end(self, row: SampleRow, kind: SampleActKind, answers: SampleAnswers) -> None:
        if self.refuse_answers(judge_filled({"note": answers.note})):
            return
        command = EndSample(**self._head(row), end=kind, note=answers.note)
        self.send([lambda: command])

    def _head(self, row: SampleRow) -> dict[str, Any]:
        act_id = self.bench.new_id()
        return {**self.bench.head(), "act_id": act_id, "sample_id": row.sample_id}

    def _read_history(self) -> None:
        """The row brings what was done with it."""

    def _heard(self, changes: Changes) -> None:
        if changes.touches(ObjectKind.INSPECTION.value) or changes.touches(ObjectKind.ITEM.value):
            self.refresh()


NOT_A_NUMBER = "QUANTITY_NOT_A_NUMBER"


def waits(row: SampleRow) -> bool:
    """True if the result of the sample waits to be confirmed."""
    return row.now.result is SampleResult.REPORTED


def _whole(text: str) -> int | None:
    cleaned = text.strip()
    is_number = bool(cleaned) and set(cleaned) <= set("0123456789") and len(cleaned) < 7
    return int(cleaned) if is_number else None


def _q6(text: str) -> int | None:
    try:
        return parse_q6(text)
    except QuantityError:
        return None
