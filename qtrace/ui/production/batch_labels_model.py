"""Labels of the units of one batch: scanned, printed again, taken to the version in force."""

from collections.abc import Mapping
from dataclasses import dataclass

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode
from qtrace.domain.codes.interpret import Interpretation, Unknown
from qtrace.ports import Tone
from qtrace.services.commands import Command
from qtrace.services.labels.unit_label_queries import BatchLabels, batch_labels
from qtrace.services.labels.unit_labels_commands import PrintUnitLabels, TakeLabelVersion
from qtrace.services.outcomes import Changes, Done, Outcome, Refusal
from qtrace.services.production.line_commands import CheckUnitLabel
from qtrace.services.production.line_targets import LineTarget, line_target
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.production.batches_model import BATCHES
from qtrace.ui.production.line_extras import is_count
from qtrace.ui.production.line_state import LineForm, LineSaid, Saying
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.desk_model import Signer
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import NO_PROBLEMS, FieldProblem, judge_filled

HEARD = (ObjectKind.ITEM, ObjectKind.WORK_ORDER)
PRINT, TAKE = LineForm.LABELS.value, LineForm.TAKE_LABEL.value


@dataclass(frozen=True, slots=True)
class BatchLabelsState(SigningState):
    """The page of the labels of one batch.

    Attributes:
        page: what is open; None until it is read.
        said: answer to the last scan, until the next one.
    """

    page: BatchLabels | None = None
    said: Saying | None = None


class BatchLabelsModel(SigningModel):
    """Looks at labels by scan, after the order has ended as well."""

    def __init__(self, bench: Bench, lot_id: int) -> None:
        super().__init__(bench, BATCHES, BatchLabelsState())
        self.lot_id = lot_id

    @property
    def labels(self) -> BatchLabelsState:
        """The state of the page."""
        assert isinstance(self.state, BatchLabelsState)
        return self.state

    def refresh(self) -> None:
        """Read what is open."""
        self.bench.ask(batch_labels, lambda page: self.become(page=page), self.lot_id)

    def _heard(self, changes: Changes) -> None:
        if any(changes.touches(kind.value) for kind in HEARD):
            self.refresh()

    def open(self, form: str) -> None:
        """Open a panel; the version in force is signed."""
        super().open(form)
        self.become(said=None)
        if form == TAKE:
            self.offer_own()

    # --- scans ---------------------------------------------------------------------------------

    def scanned(self, found: Interpretation) -> None:
        """The label of a unit, or of a batch without units; all else means nothing here."""
        if not isinstance(found, GS1Message):
            text = found.text if isinstance(found, InternalCode | Unknown) else str(found.raw)
            self._answer(Saying(Status.NEUTRAL, LineSaid.NOT_KNOWN_HERE, {"name": text[:40]}))
            return
        self.bench.ask(line_target, lambda target: self._take(target, str(found.raw)), found, None)

    def _take(self, target: LineTarget, raw: str) -> None:
        page = self.labels.page
        if page is None or (target.unit is None and not page.is_lot):
            self._answer(Saying(Status.NEUTRAL, LineSaid.NOT_KNOWN_HERE, {"name": raw[:40]}))
            return
        command = CheckUnitLabel(
            **self.bench.head(),
            unit_label_id=self.bench.new_id(),
            work_order_id=page.order_id,
            unit_id=page.lot_id if page.is_lot else target.object_id,
            raw_code=raw,
        )
        said = LineSaid.BATCH_LABEL_RIGHT if page.is_lot else LineSaid.LABEL_RIGHT
        self._act(command, said, {"name": page.lot if page.is_lot else target.name})

    def _answer(self, saying: Saying) -> None:
        self.bench.tone(Tone.OK if saying.status is Status.OK else Tone.NEUTRAL)
        self.become(said=saying, refusal=None)

    # --- panels --------------------------------------------------------------------------------

    def save(self, answers: Mapping[str, str], secret: str) -> None:
        """Send what the open panel wishes."""
        if self.state.form == PRINT:
            self._print(answers)
        elif self.state.form == TAKE:
            self._take_version(answers, secret)

    def _print(self, answers: Mapping[str, str]) -> None:
        wanted = {name: answers[name] for name in ("first", "last")}
        problems = dict(judge_filled(wanted))
        for name, text in wanted.items():
            if name not in problems and not is_count(text):
                problems[name] = FieldProblem("COUNT_SHAPE")
        if self.refuse_answers(problems):
            return
        command = PrintUnitLabels(
            **self.bench.head(),
            job_id=self.bench.new_id(),
            lot_id=self.lot_id,
            first=int(wanted["first"]),
            last=int(wanted["last"]),
            reason=answers["reason"],
        )
        self._act(command, LineSaid.LABELS_SENT, {})

    def _take_version(self, answers: Mapping[str, str], secret: str) -> None:
        page = self.labels.page
        if page is None or self.refuse_answers(judge_filled({**answers, "secret": secret})):
            return
        signer = self.signer_with(secret)
        if signer is None:
            return
        command = TakeLabelVersion(
            **self.bench.head(), work_order_id=page.order_id, reason=answers["reason"]
        )
        self._act(command, LineSaid.LABEL_TAKEN, {}, signer)

    def _act(
        self,
        command: Command,
        code: LineSaid,
        facts: Mapping[str, str],
        signer: Signer | None = None,
    ) -> None:
        """Send; the open panel closes when it is done."""
        if self.state.busy:
            return
        self.become(busy=True, refusal=None, said=None, problems=NO_PROBLEMS)

        def sent(outcome: Outcome) -> None:
            self.become(busy=False)
            if isinstance(outcome, Refusal):
                self.bench.tone(Tone.BLOCKED)
                self.refused(outcome)
            else:
                self._done(outcome, code, facts)
            self.refresh()

        if signer is None:
            self.bench.send(command, sent)
        else:
            self.bench.send(command, sent, by=signer.person_id, claim=signer.claim)

    def _done(self, outcome: Done, code: LineSaid, facts: Mapping[str, str]) -> None:
        self.become(form=None)
        is_right = code in (LineSaid.LABEL_RIGHT, LineSaid.BATCH_LABEL_RIGHT)
        status = Status.OK if is_right else Status.INFO
        self._answer(Saying(status, code, {**facts, **outcome.facts}))
