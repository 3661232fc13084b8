"""What a second person signs at a line: checks, clearances, shifts, exceptions of quality."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.services.commands import Command
from qtrace.services.labels.unit_labels_commands import TakeLabelVersion
from qtrace.services.outcomes import Done
from qtrace.services.production.line_commands import (
    ConfirmClearance,
    ConfirmProcessCheck,
    HandOverShift,
    IssueMaterial,
    UseUrgently,
)
from qtrace.ui.production.line_state import LineForm, LineSaid
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.field_problems import FieldProblem, judge_filled

if TYPE_CHECKING:
    from qtrace.ui.production.line_model import LineModel

Answers = Mapping[str, str]


class LineSigned:
    """Panels of a `LineModel` that end with somebody's signature."""

    def __init__(self, model: "LineModel") -> None:
        self._model = model

    def save(self, kind: LineForm, object_id: int, answers: Answers, secret: str) -> None:
        """Send what the open panel wishes."""
        if kind is LineForm.HANDOVER:
            self._hand_over(answers.get("note", ""), secret)
        elif kind is LineForm.CONFIRM_CHECK:
            self._confirm_check(object_id, secret)
        elif kind is LineForm.CONFIRM_CLEARANCE:
            self._confirm_clearance(secret)
        elif kind is LineForm.URGENT:
            self._use_urgently(answers, secret)
        elif kind is LineForm.TAKE_LABEL:
            self._take_label(answers, secret)

    def _sign(self, command: Command, secret: str, then: Callable[[Done], None]) -> None:
        model = self._model
        signer = model.signer_with(secret)
        if signer is not None:
            model.act(command, then, signer)

    def _is_unsigned(self, secret: str) -> bool:
        return self._model.refuse_answers(judge_filled({"secret": secret}))

    def _confirm_check(self, definition_id: int, secret: str) -> None:
        model = self._model
        row = model.line.check(definition_id)
        if row is None or row.waiting_id is None or self._is_unsigned(secret):
            return
        command = ConfirmProcessCheck(**model.bench.head(), result_id=row.waiting_id)
        facts = {"name_en": row.name.en, "name_zh": row.name.zh}

        def done(_outcome: Done) -> None:
            model.become(form=None)
            model.say(Status.OK, LineSaid.CHECK_CONFIRMED, facts)

        self._sign(command, secret, done)

    def _confirm_clearance(self, secret: str) -> None:
        model, station = self._model, self._model.line.station
        if station is None or station.clearance is None or self._is_unsigned(secret):
            return
        command = ConfirmClearance(
            **model.bench.head(), clearance_id=station.clearance.clearance_id
        )
        facts = {"line": station.code}

        def done(_outcome: Done) -> None:
            model.become(form=None)
            model.say(Status.OK, LineSaid.CLEARANCE_CONFIRMED, facts)

        self._sign(command, secret, done)

    def _hand_over(self, note: str, secret: str) -> None:
        """Whoever takes over signs the page that this person gives."""
        model, page, giver = self._model, self._model.line.handover, self._model.bench.person
        if page is None or giver is None or self._is_unsigned(secret):
            return
        command = HandOverShift(
            **model.bench.head(),
            handover_id=model.bench.new_id(),
            line_id=page.line_id,
            since=page.since,
            until=page.until,
            given_by=giver.person.person_id,
            seen_sha256=page.sha256,
            note=note,
        )

        def done(_outcome: Done) -> None:
            model.become(form=None, handover=None)
            model.say(Status.OK, LineSaid.HANDED_OVER, {"line": page.code})

        self._sign(command, secret, done)

    def _use_urgently(self, answers: Answers, secret: str) -> None:
        """Quality lets the refused material be used; who works here asks, somebody else signs."""
        model, denied, asking = self._model, self._model.line.denied, self._model.bench.person
        if denied is None or not isinstance(denied.command, IssueMaterial) or asking is None:
            return
        problems = dict(judge_filled({**answers, "secret": secret}))
        quantity, deadline = 0, None
        if "quantity" not in problems:
            try:
                quantity = parse_q6(answers["quantity"])
            except QuantityError as error:
                problems["quantity"] = FieldProblem(error.code)
        if "deadline" not in problems:
            try:
                deadline = date.fromisoformat(answers["deadline"])
            except ValueError:
                problems["deadline"] = FieldProblem("DATE_SHAPE")
        if model.refuse_answers(problems) or deadline is None:
            return
        command = UseUrgently(
            **model.bench.head(),
            urgent_release_id=model.bench.new_id(),
            lot_id=denied.command.item_id,
            qty_q6=quantity,
            asked_by=asking.person.person_id,
            reason=answers["reason"],
            deadline=deadline,
        )

        def done(outcome: Done) -> None:
            model.become(form=None)
            model.say(Status.OK, LineSaid.URGENT_GIVEN, outcome.facts)

        self._sign(command, secret, done)

    def _take_label(self, answers: Answers, secret: str) -> None:
        """Quality lets the order go on with the label version in force."""
        model, order = self._model, self._model.line.order
        if order is None:
            return
        if model.refuse_answers(judge_filled({**answers, "secret": secret})):
            return
        command = TakeLabelVersion(
            **model.bench.head(), work_order_id=order.order_id, reason=answers["reason"]
        )

        def done(outcome: Done) -> None:
            model.become(form=None)
            model.say(Status.OK, LineSaid.LABEL_TAKEN, outcome.facts)

        self._sign(command, secret, done)
