"""What a person does at a line with keys and panels: each saved panel becomes one command."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qtrace.domain.production.checks_due import CheckState
from qtrace.domain.production.lines import StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.services.outcomes import Done
from qtrace.services.production.commands import FinishWorkOrder
from qtrace.services.production.line_commands import (
    ClearLine,
    FinishOperation,
    RecordProcessCheck,
    ResumeLine,
    ReturnMaterial,
    StartOperation,
    StopLine,
)
from qtrace.services.production.line_rows import CheckRow, LineStation, RunRow
from qtrace.ui.camera_photo import kept_photo
from qtrace.ui.production.line_cells import is_outside, limits_text
from qtrace.ui.production.line_extras import LineExtras, is_count
from qtrace.ui.production.line_forms import NOTHING_REPLACED
from qtrace.ui.production.line_signed import LineSigned
from qtrace.ui.production.line_state import SIGNED, LineForm, LineSaid, form_parts
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.field_problems import FieldProblem, judge_filled

if TYPE_CHECKING:
    from qtrace.ui.production.line_model import LineModel

Answers = Mapping[str, str]


def _asked_too(answers: Answers) -> dict[str, str]:
    """What a pass of rework asks beside the rest: it has to be answered."""
    return {"replaced": answers["replaced"]} if "replaced" in answers else {}


def _needs(answers: Answers) -> tuple[int, ...] | None:
    """Numbers of the needs that were replaced; None where it is not asked."""
    if "replaced" not in answers:
        return None
    return tuple(int(each) for each in answers["replaced"].split() if each != NOTHING_REPLACED)


class LineSaves:
    """What keys and panels of a `LineModel` do."""

    def __init__(self, model: "LineModel") -> None:
        self._model = model
        self._signed = LineSigned(model)
        self.extras = LineExtras(model)

    @property
    def _station(self) -> LineStation:
        station = self._model.line.station
        assert station is not None
        return station

    @property
    def _run(self) -> RunRow | None:
        return self._model.shown_run

    def save(self, answers: Answers, secret: str = "") -> None:
        """Send what the open panel wishes."""
        kind, object_id = form_parts(self._model.state.form)
        plain: Mapping[LineForm, Callable[[], None]] = {
            LineForm.CHECK: lambda: self._save_check(object_id, answers),
            LineForm.PIECES: lambda: self._save_pieces(answers),
            LineForm.STOP: lambda: self._save_stop(answers),
            LineForm.RESUME: self.resume,
            LineForm.CLEAR: lambda: self._save_clearance(answers),
            LineForm.LEFTOVER: lambda: self._save_leftover(object_id, answers),
            LineForm.SHORT: lambda: self._save_short(answers),
            LineForm.PART: lambda: self._model.taking.save(answers),
        }
        if kind is None:
            return
        if kind in plain:
            plain[kind]()
        elif kind in SIGNED:
            self._signed.save(kind, object_id, answers, secret)
        else:
            self.extras.save(kind, answers)

    def start(self) -> None:
        """Start the picked operation, or go on with it where it runs."""
        model, choice = self._model, self._model.line.choice
        if choice is None:
            return
        if choice.run_id is not None:
            model.show_run(choice.run_id)
            return
        command = StartOperation(
            **model.bench.head(),
            run_id=model.bench.new_id(),
            work_order_id=choice.order.order_id,
            operation_no=choice.operation_no,
            run_no=choice.run_no,
            equipment_ids=tuple(each.object_id for each in model.line.equipment),
        )

        model.become(about=f"OP{choice.operation_no} {choice.order.number}")

        def done(_outcome: Done) -> None:
            facts = {"operation": str(choice.operation_no), "order": choice.order.number}
            model.take_machines(())
            model.become(picking=False, run_id=None)
            model.say(Status.OK, LineSaid.STARTED, facts)

        model.act(command, done)

    def finish(self) -> None:
        """Finish the operation."""
        run = self._run
        if run is not None and self._station.finishing is None:
            self._finish(run, is_short=False, reason="")

    def _finish(self, run: RunRow, *, is_short: bool, reason: str) -> None:
        model = self._model
        command = FinishOperation(
            **model.bench.head(), run_id=run.run_id, is_short=is_short, reason=reason
        )

        def done(_outcome: Done) -> None:
            model.become(run_id=None, form=None)
            model.say(Status.OK, LineSaid.FINISHED, {"operation": str(run.operation_no)})

        model.act(command, done)

    def close_order(self) -> None:
        """The picked order is done: its batch goes to the release officer."""
        model, choice = self._model, self._model.line.choice
        if choice is None:
            return
        command = FinishWorkOrder(**model.bench.head(), work_order_id=choice.order.order_id)
        facts = {"order": choice.order.number}
        model.act(command, lambda _done: model.say(Status.OK, LineSaid.ORDER_FINISHED, facts))

    def _save_short(self, answers: Answers) -> None:
        run = self._run
        if run is not None and not self._model.refuse_answers(judge_filled(answers)):
            self._finish(run, is_short=True, reason=answers["reason"])

    def _save_check(self, definition_id: int, answers: Answers) -> None:
        model, run = self._model, self._run
        row = model.line.check(definition_id)
        if run is None or row is None or model.refuse_answers(judge_filled(answers)):
            return
        if is_outside(row, answers["value"]) and model.line.doubted != answers["value"]:
            model.become(doubted=answers["value"])
            limits = limits_text(model.bench.translator, row)
            facts = {"value": answers["value"], "limits": limits}
            model.say(Status.HOLD, LineSaid.CHECK_DOUBTED, facts)
            return
        gauge = model.line.gauge
        command = RecordProcessCheck(
            **model.bench.head(),
            result_id=model.bench.new_id(),
            hold_id=model.bench.new_id(),
            run_id=run.run_id,
            definition_id=definition_id,
            value=answers["value"],
            gauge_id=gauge.object_id if gauge is not None and row.gauge_type else None,
            photo=kept_photo(model.line.photo),
        )
        model.act(command, lambda outcome: self._checked(row, outcome))

    def _checked(self, row: CheckRow, outcome: Done) -> None:
        model = self._model
        model.become(form=None, gauge=None)
        facts = {"name_en": row.name.en, "name_zh": row.name.zh, **outcome.facts}
        state = outcome.facts.get("state", "")
        if state == CheckState.FAILED:
            held = LineSaid.CHECK_BAD_HELD if "hold" in facts else LineSaid.CHECK_BAD
            model.say(Status.BLOCKED, held, facts)
        elif state == CheckState.UNCONFIRMED:
            model.say(Status.HOLD, LineSaid.CHECK_TO_CONFIRM, facts)
            model.open(LineForm.CONFIRM_CHECK.about(row.definition_id))
        else:
            model.say(Status.OK, LineSaid.CHECK_GOOD, facts)

    def _save_pieces(self, answers: Answers) -> None:
        model, run = self._model, self._run
        if run is None:
            return
        kind = OutputKind(answers["kind"])
        asked = {"pieces": answers["pieces"]} if "pieces" in answers else {}
        if run.makes_units and not asked.get("pieces"):
            asked = {}  # their labels are scanned
        if kind is not OutputKind.GOOD:
            asked["reason"] = answers["reason"]
        problems = judge_filled(asked | _asked_too(answers))
        if "pieces" in asked and not problems and not is_count(asked["pieces"]):
            problems = {"pieces": FieldProblem("COUNT_SHAPE")}
        if model.refuse_answers(problems):
            return
        replaced = _needs(answers)
        model.become(kind=kind, reason=answers.get("reason", ""), replaced=replaced)
        unit = model.line.reworked
        if unit is not None:
            model.acts.go_on_with(run, unit)
            return
        if "pieces" in asked:
            self._bring_out(run, int(asked["pieces"]))
            return
        model.become(form=None)
        model.say(Status.INFO, LineSaid.NOW_SCAN_UNIT, {"kind": kind.value})

    def _bring_out(self, run: RunRow, pieces: int) -> None:
        """Pieces come out; new units get their numbers here, and good ones their labels."""
        acts, tr = self._model.acts, self._model.bench.translator
        self._model.become(about=tr.count("{n} piece", "{n} pieces", pieces))
        if run.makes_units:
            acts.make_numbered(run, pieces)
        else:
            acts.output(run, pieces)

    def _save_stop(self, answers: Answers) -> None:
        model, station = self._model, self._station
        if model.refuse_answers(judge_filled({"type": answers["type"]})):
            return
        command = StopLine(
            **model.bench.head(),
            stop_id=model.bench.new_id(),
            line_id=station.line_id,
            stop_type=StopType(answers["type"]),
            note=answers["note"],
        )

        def done(_outcome: Done) -> None:
            model.become(form=None)
            model.say(Status.HOLD, LineSaid.LINE_STOPPED, {"line": station.code})

        model.act(command, done)

    def resume(self) -> None:
        """The line runs again."""
        model, station = self._model, self._station
        command = ResumeLine(**model.bench.head(), line_id=station.line_id)
        facts = {"line": station.code}

        def done(outcome: Done) -> None:
            model.become(form=None)
            model.say(Status.OK, LineSaid.RESUMED, {**facts, **outcome.facts})

        model.act(command, done)

    def _save_clearance(self, answers: Answers) -> None:
        model, station = self._model, self._station
        command = ClearLine(
            **model.bench.head(),
            clearance_id=model.bench.new_id(),
            line_id=station.line_id,
            checklist=tuple(answers["items"].split()),
            photo=kept_photo(model.line.photo),
        )

        def done(_outcome: Done) -> None:
            model.become(form=None)
            model.say(Status.HOLD, LineSaid.CLEARED, {"line": station.code})

        model.act(command, done)

    def _save_leftover(self, load_id: int, answers: Answers) -> None:
        model = self._model
        problems = dict(judge_filled({"quantity": answers["quantity"]}))
        quantity = 0
        if not problems:
            try:
                quantity = parse_q6(answers["quantity"])
            except QuantityError as error:
                problems["quantity"] = FieldProblem(error.code)
        place = model.line.place
        if quantity and place is None:
            problems["place"] = FieldProblem("MISSING")
        if model.refuse_answers(problems):
            return
        command = ReturnMaterial(
            **model.bench.head(),
            load_id=load_id,
            qty_q6=quantity,
            to_location_id=place.object_id if quantity and place is not None else None,
            reason=answers["reason"],
        )

        def done(outcome: Done) -> None:
            model.become(form=None, place=None)
            model.say(Status.OK, LineSaid.RETURNED, outcome.facts)

        model.act(command, done)
