"""What a scan at a line does: materials go in, units come out, labels are looked at."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode
from qtrace.domain.codes.interpret import Interpretation, Unknown
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.production.reasons import PieceReason
from qtrace.services.items.scan_numbers import number_target
from qtrace.services.items.scan_targets import Target, TargetKind
from qtrace.services.outcomes import Done, refuse
from qtrace.services.production.line_commands import (
    CheckUnitLabel,
    RecordOutput,
)
from qtrace.services.production.line_rows import LineStation, RunRow
from qtrace.services.production.line_targets import LineTarget, LineTargetKind
from qtrace.ui.production.line_forms import asks_replaced
from qtrace.ui.production.line_state import LineForm, LineSaid, Marked, ScannedUnit
from qtrace.ui.scan_desk import place_of
from qtrace.ui.theme.tokens import Status

if TYPE_CHECKING:
    from qtrace.ui.production.line_model import LineModel


LONGEST = 40
"""Characters of an unknown code that the band shows."""
DESKS = frozenset({TargetKind.HOLD, TargetKind.CASE})
"""What a line has no use for, but the station: its page is opened."""


@dataclass(frozen=True, slots=True)
class Units:
    """Units that come out with one scan: ids, new serial numbers, the scanned label, the name."""

    ids: tuple[int, ...] = ()
    serials: tuple[str, ...] = ()
    label: str = ""
    name: str = ""


NO_UNITS = Units()


_HOLDABLE = (LineTargetKind.MATERIAL, LineTargetKind.UNIT, LineTargetKind.HOLD_TAG)


class LineActs:
    """What scans of a `LineModel` do."""

    def __init__(self, model: "LineModel") -> None:
        self._model = model

    @property
    def _station(self) -> LineStation:
        station = self._model.line.station
        assert station is not None
        return station

    @property
    def _run(self) -> RunRow | None:
        return self._model.shown_run

    # --- scans ---------------------------------------------------------------------------------

    def take(self, target: LineTarget, found: Interpretation) -> None:
        """Do what the scanned thing is for."""
        model = self._model
        model.become(checking="", about=target.name, seen=_holdable(target))
        if target.kind is LineTargetKind.ORDER:
            model.show_order(target.line_id, target.object_id)
        elif target.kind in (LineTargetKind.NOTHING, LineTargetKind.SEVERAL):
            several = target.kind is LineTargetKind.SEVERAL
            if several:
                model.say(Status.NEUTRAL, LineSaid.SEVERAL_LOTS, {"name": target.name})
            else:
                self._unknown(found)
        elif target.kind is LineTargetKind.HOLD_TAG:
            model.say(Status.HOLD, LineSaid.HOLD_TAG, {"name": target.name})
        elif target.kind in (
            LineTargetKind.EQUIPMENT,
            LineTargetKind.GAUGE,
            LineTargetKind.LOCATION,
        ):
            self._mark(target)
        elif self._run is None:
            self._without_run(target, found)
        elif target.kind is LineTargetKind.MATERIAL:
            model.taking.issue(self._run, target)
        else:
            self._unit(self._run, target, found)

    def _unknown(self, found: Interpretation) -> None:
        """The number of a hold or a case opens its page; all else is said with what was read."""
        text = found.text if isinstance(found, InternalCode | Unknown) else str(found.raw)

        def looked_up(target: Target) -> None:
            place = place_of(self._model.bench, target, text) if target.kind in DESKS else None
            if place is not None:
                self._model.elsewhere.emit(place)
                return
            shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
            self._model.say(Status.NEUTRAL, LineSaid.NOT_KNOWN_HERE, {"name": shown})

        self._model.bench.ask(number_target, looked_up, text)

    def _mark(self, target: LineTarget) -> None:
        """Keep a machine, a gauge or a place for the next act."""
        model, marked = self._model, Marked(target.object_id, target.name)
        if target.kind is LineTargetKind.EQUIPMENT:
            kept = tuple(each for each in model.line.equipment if each != marked)
            if marked in model.line.equipment:  # a second scan takes a wrong machine off again
                model.take_machines(kept)
                model.say(Status.INFO, LineSaid.EQUIPMENT_OFF, {"name": target.name})
                return
            model.take_machines((*kept, marked))
            runs = self._run is not None
            said = LineSaid.EQUIPMENT_READY if runs else LineSaid.EQUIPMENT_TAKEN
            model.say(Status.OK, said, {"name": target.name})
        elif target.kind is LineTargetKind.GAUGE:
            model.become(gauge=marked)
            model.say(Status.OK, LineSaid.GAUGE_TAKEN, {"name": target.name})
        elif not model.taking.place_scanned(marked):
            model.become(place=marked)
            model.say(Status.OK, LineSaid.PLACE_TAKEN, {"name": target.name})

    def _without_run(self, target: LineTarget, found: Interpretation) -> None:
        """Nothing runs in front: only the label of a unit that was made can be looked at."""
        label = _label_on(found)
        if target.unit is not None and label:
            self._look_at_label(target, target.unit.order_id, label)
        else:
            self._model.say(Status.NEUTRAL, LineSaid.START_FIRST, {"name": target.name})

    def _unit(self, run: RunRow, target: LineTarget, found: Interpretation) -> None:
        """A unit comes out, is born, or its printed label is looked at."""
        model, order = self._model, self._station.order
        assert order is not None, "a run has an order"
        label, is_good = _label_on(found), model.line.kind is OutputKind.GOOD
        if target.kind is LineTargetKind.NEW_UNIT and run.makes_units:
            self._make(run, target, order.order_id, str(found.raw))
        elif target.kind is LineTargetKind.NEW_UNIT or not (run.makes_units or run.takes_units):
            model.refuse(refuse(PieceReason.UNIT_OF_ANOTHER_ORDER, order=order.number))
        elif run.makes_units and not is_good:
            facts = {"serial": target.name, "operation": str(run.operation_no)}
            model.refuse(refuse(PieceReason.UNIT_COUNTED, **facts))
        elif run.makes_units or (is_good and _waits_for_label(target, label)):
            self._look_at_label(target, order.order_id, label or target.name)
        else:
            self._take_on(run, target, order.order_id, label)

    def _make(self, run: RunRow, target: LineTarget, order_id: int, label: str) -> None:
        """A unit with a new serial number; its label was scanned, so it is looked at too."""
        born = replace(target, object_id=self._model.bench.new_id())

        def then() -> None:
            if is_good:
                self._look_at_label(born, order_id, label)

        is_good = self._model.line.kind is OutputKind.GOOD
        units = Units((born.object_id,), (target.name,), label, target.name)
        self.output(run, 1, units, then=then)

    def _take_on(self, run: RunRow, target: LineTarget, order_id: int, label: str) -> None:
        """A known unit comes out; a label that nobody has looked at yet is looked at.

        In a pass of rework it is asked first what was replaced: only that is used up.
        """
        line = self._model.line
        if asks_replaced(run, self._station.materials) and line.replaced is None:
            self._ask_replaced(target, label)
            return
        is_good = self._model.line.kind is OutputKind.GOOD
        is_open = is_good and target.unit is not None and not target.unit.is_labelled

        def then() -> None:
            if is_open and label:
                self._look_at_label(target, order_id, label)

        self.output(run, 1, Units((target.object_id,), (), label, target.name), then=then)

    def _ask_replaced(self, target: LineTarget, label: str) -> None:
        model, waiting = self._model, self._model.line.reworked
        if waiting is not None:
            model.say(Status.HOLD, LineSaid.ANSWER_FIRST, {"name": waiting.name})
            return
        model.become(unit=ScannedUnit(target, label))
        model.open(LineForm.PIECES.about(target.object_id))

    def go_on_with(self, run: RunRow, unit: ScannedUnit) -> None:
        """It is said what was replaced in the scanned unit: it comes out."""
        order = self._station.order
        assert order is not None, "a run has an order"
        self._take_on(run, unit.target, order.order_id, unit.label)

    def make_numbered(self, run: RunRow, pieces: int) -> None:
        """New units whose serial numbers the plant gives; the labels of good ones are printed."""
        model, line = self._model, self._model.line
        is_good = line.kind is OutputKind.GOOD
        command = RecordOutput(
            **model.bench.head(),
            output_id=model.bench.new_id(),
            run_id=run.run_id,
            kind=line.kind,
            pieces=pieces,
            unit_ids=tuple(model.bench.new_id() for _ in range(pieces)),
            allot=True,
            reason=line.reason,
        )

        def done(outcome: Done) -> None:
            facts = outcome.facts
            span = (int(facts["first"]), int(facts["last"]))
            model.become(kind=OutputKind.GOOD, reason="", form=None, made=span)
            said = {"name": "", "kind": line.kind.value, **facts}
            model.say(Status.OK, LineSaid.PIECES_OUT, said)
            if is_good and model.bench.may("PRINT_UNIT_LABELS"):
                model.saves.extras.print_labels(*span)

        model.act(command, done)

    def _look_at_label(self, unit: LineTarget, order_id: int, raw: str) -> None:
        """The label of a unit of this order: what is not on it, or another one's, is wrong."""
        model = self._model
        command = CheckUnitLabel(
            **model.bench.head(),
            unit_label_id=model.bench.new_id(),
            work_order_id=order_id,
            unit_id=unit.object_id,
            raw_code=raw,
        )

        def done(outcome: Done) -> None:
            model.say(Status.OK, LineSaid.LABEL_RIGHT, {"name": unit.name, **outcome.facts})

        model.act(command, done)

    def output(
        self,
        run: RunRow,
        pieces: int,
        units: Units = NO_UNITS,
        *,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Pieces come out as what was said before; `then` goes on when they are recorded."""
        model, line = self._model, self._model.line
        command = RecordOutput(
            **model.bench.head(),
            output_id=model.bench.new_id(),
            run_id=run.run_id,
            kind=line.kind,
            pieces=pieces,
            unit_ids=units.ids,
            serials=units.serials,
            reason=line.reason,
            replaced=line.replaced or (),
            label=units.label,
        )

        def done(outcome: Done) -> None:
            facts = {"name": units.name, "kind": line.kind.value, **outcome.facts}
            model.become(kind=OutputKind.GOOD, reason="", form=None, replaced=None, unit=None)
            model.say(Status.OK, LineSaid.PIECES_OUT, facts)
            if then is not None:
                then()

        model.act(command, done)


def _label_on(found: Interpretation) -> str:
    """The scan, if it is that of a label; a typed or bare number is none."""
    return str(found.raw) if isinstance(found, GS1Message | LabelMessage) else ""


def _waits_for_label(target: LineTarget, label: str) -> bool:
    """True if the unit is through here already and only its label was never looked at."""
    unit = target.unit
    return unit is not None and unit.is_out and not unit.is_labelled and bool(label)


def _holdable(target: LineTarget) -> Marked | None:
    """The scanned thing, if it is there and can be held."""
    return Marked(target.object_id, target.name) if target.kind in _HOLDABLE else None
