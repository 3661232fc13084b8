"""Rarer panels of a line: labels of units, what has happened already, shift times."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.services.commands import Command
from qtrace.services.labels.unit_labels_commands import PrintUnitLabels
from qtrace.services.outcomes import Done
from qtrace.services.production.commands import SetLineShifts
from qtrace.services.production.line_commands import (
    ChangeRunEquipment,
    IssueMaterial,
    RecordOutput,
    RecordPastMaterial,
    RecordPastOutput,
    RecordPastStart,
    StartOperation,
)
from qtrace.ui.production.line_state import Denied, LineForm, LineSaid
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.field_problems import FieldProblem, judge_filled

if TYPE_CHECKING:
    from qtrace.ui.production.line_model import LineModel

MOST_DIGITS = 7
Answers = Mapping[str, str]


def is_count(text: str) -> bool:
    """True for a number of pieces from 1 on."""
    return set(text) <= set("0123456789") and 0 < len(text) <= MOST_DIGITS and int(text) > 0


Span = tuple[int | None, int | None]
WentIn = tuple[int, Span]
"""How much of a material went in, and into which pieces, if it is known."""


def piece_span(text: str) -> Span:
    """First and last piece of `7` or `3-8`; (None, None) for everything else."""
    first, dash, last = text.replace("–", "-").partition("-")
    first, last = first.strip(), last.strip() if dash else first.strip()
    if is_count(first) and is_count(last) and int(first) <= int(last):
        return int(first), int(last)
    return None, None


class LineExtras:
    """What these panels of a `LineModel` send."""

    def __init__(self, model: "LineModel") -> None:
        self._model = model

    def save(self, kind: LineForm, answers: Answers) -> None:
        """Send what the open panel wishes."""
        if kind is LineForm.LABELS:
            self._save_labels(answers)
        elif kind is LineForm.PAST:
            self._save_past(answers)
        elif kind is LineForm.SHIFTS:
            self._save_shifts(answers)
        elif kind is LineForm.TOOLS:
            self._save_tools(answers)

    def _save_tools(self, answers: Answers) -> None:
        """The running operation goes on with the machines that were scanned."""
        model, run = self._model, self._model.shown_run
        if run is None or model.refuse_answers(judge_filled(answers)):
            return
        command = ChangeRunEquipment(
            **model.bench.head(),
            run_id=run.run_id,
            equipment_ids=tuple(each.object_id for each in model.line.equipment),
            reason=answers["reason"],
        )

        def done(outcome: Done) -> None:
            model.become(form=None)
            model.take_machines(())
            model.say(Status.OK, LineSaid.EQUIPMENT_CHANGED, outcome.facts)

        model.act(command, done)

    def _save_labels(self, answers: Answers) -> None:
        wanted = {name: answers[name] for name in ("first", "last")}
        problems = dict(judge_filled(wanted))
        for name, text in wanted.items():
            if name not in problems and not is_count(text):
                problems[name] = FieldProblem("COUNT_SHAPE")
        if not self._model.refuse_answers(problems):
            self.print_labels(int(wanted["first"]), int(wanted["last"]), answers["reason"])

    def print_labels(self, first: int, last: int, reason: str = "") -> None:
        """Ask for the labels of these pieces; the first one that is read back closes the loop."""
        model, station = self._model, self._model.line.station
        order = station.order if station is not None else None
        if order is None:
            return
        command = PrintUnitLabels(
            **model.bench.head(),
            job_id=model.bench.new_id(),
            lot_id=order.lot_id,
            first=first,
            last=last,
            reason=reason,
        )

        def done(outcome: Done) -> None:
            model.become(form=None)
            model.say(Status.INFO, LineSaid.LABELS_SENT, outcome.facts)

        model.act(command, done)

    def _save_past(self, answers: Answers) -> None:
        """It has happened: it is kept with a deviation, and what was made of it is held."""
        model, denied = self._model, self._model.line.denied
        if denied is None:
            return
        pieces = answers.get("pieces", "")
        told = {name: text for name, text in answers.items() if name != "pieces"}
        problems, quantity = dict(judge_filled(told)), 0
        span = piece_span(pieces)
        if pieces and span == (None, None):
            problems["pieces"] = FieldProblem("COUNT_SHAPE")
        if "quantity" in answers and "quantity" not in problems:
            try:
                quantity = parse_q6(answers["quantity"])
            except QuantityError as error:
                problems["quantity"] = FieldProblem(error.code)
        if model.refuse_answers(problems):
            return
        command = self._past(denied, (quantity, span), answers["reason"])
        if command is None:
            return

        def done(outcome: Done) -> None:
            if isinstance(command, RecordPastStart):
                model.take_machines(())
                model.become(picking=False, run_id=None)
            model.become(form=None, denied=None)
            same = LineSaid.PAST_TAKEN if "taken" in outcome.facts else LineSaid.PAST_KEPT
            model.say(Status.HOLD, same, {"name": denied.name, **outcome.facts})

        model.act(command, done)

    def _past(self, denied: Denied, went_in: WentIn, reason: str) -> Command | None:
        quantity, (first, last) = went_in
        bench, wish = self._model.bench, denied.command
        new: Callable[[], int] = bench.new_id
        if isinstance(wish, StartOperation):
            return RecordPastStart(
                **bench.head(),
                run_id=new(),
                work_order_id=wish.work_order_id,
                operation_no=wish.operation_no,
                deviation_id=new(),
                hold_id=new(),
                reason=reason,
                run_no=wish.run_no,
                equipment_ids=wish.equipment_ids,
            )
        if isinstance(wish, IssueMaterial):
            return RecordPastMaterial(
                **bench.head(),
                load_id=new(),
                run_id=wish.run_id,
                item_id=wish.item_id,
                qty_q6=quantity,
                deviation_id=new(),
                hold_id=new(),
                reason=reason,
                first_piece=first,
                last_piece=last,
            )
        if isinstance(wish, RecordOutput):
            return RecordPastOutput(
                **bench.head(),
                output_id=new(),
                run_id=wish.run_id,
                kind=wish.kind,
                deviation_id=new(),
                hold_id=new(),
                reason=reason,
                pieces=wish.pieces,
                unit_ids=wish.unit_ids,
                serials=wish.serials,
                allot=wish.allot,
                replaced=wish.replaced,
            )
        return None

    def _save_shifts(self, answers: Answers) -> None:
        model, station = self._model, self._model.line.station
        if station is None:
            return
        command = SetLineShifts(
            **model.bench.head(),
            line_id=station.line_id,
            row_version=station.row_version,
            starts=tuple(answers["starts"].split()),
        )

        def done(outcome: Done) -> None:
            model.become(form=None)
            model.say(Status.OK, LineSaid.SHIFTS_KEPT, outcome.facts)

        model.act(command, done)
