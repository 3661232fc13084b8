"""What a scan at a line does: materials go in, units come out, labels are looked at."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qtrace.domain.codes.interpret import Interpretation
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.production.reasons import PieceReason
from qtrace.services.line_commands import (
    CheckUnitLabel,
    IssueMaterial,
    RecordOutput,
)
from qtrace.services.line_rows import LineStation, RunRow
from qtrace.services.line_targets import LineTarget, LineTargetKind
from qtrace.services.outcomes import Done, refuse
from qtrace.ui.production.line_state import LineSaid, Marked
from qtrace.ui.theme.tokens import Status

if TYPE_CHECKING:
    from qtrace.ui.production.line_model import LineModel


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
        model.become(checking="", about=target.name)
        if target.kind is LineTargetKind.ORDER:
            model.show_order(target.line_id, target.object_id)
        elif target.kind in (LineTargetKind.NOTHING, LineTargetKind.SEVERAL):
            several = target.kind is LineTargetKind.SEVERAL
            said = LineSaid.SEVERAL_LOTS if several else LineSaid.NOT_KNOWN_HERE
            model.say(Status.NEUTRAL, said, {"name": target.name})
        elif target.kind is LineTargetKind.HOLD_TAG:
            model.say(Status.HOLD, LineSaid.HOLD_TAG, {"name": target.name})
        elif target.kind in (
            LineTargetKind.EQUIPMENT,
            LineTargetKind.GAUGE,
            LineTargetKind.LOCATION,
        ):
            self._mark(target)
        elif self._run is None:
            model.say(Status.NEUTRAL, LineSaid.START_FIRST, {"name": target.name})
        elif target.kind is LineTargetKind.MATERIAL:
            self._issue(self._run, target)
        else:
            self._unit(self._run, target, found)

    def _mark(self, target: LineTarget) -> None:
        """Keep a machine, a gauge or a place for the next act."""
        model, marked = self._model, Marked(target.object_id, target.name)
        if target.kind is LineTargetKind.EQUIPMENT:
            kept = tuple(each for each in model.line.equipment if each != marked)
            model.become(equipment=(*kept, marked))
            model.say(Status.OK, LineSaid.EQUIPMENT_TAKEN, {"name": target.name})
        elif target.kind is LineTargetKind.GAUGE:
            model.become(gauge=marked)
            model.say(Status.OK, LineSaid.GAUGE_TAKEN, {"name": target.name})
        else:
            model.become(place=marked)
            model.say(Status.OK, LineSaid.PLACE_TAKEN, {"name": target.name})

    def _issue(self, run: RunRow, target: LineTarget) -> None:
        model, load_id = self._model, self._model.bench.new_id()
        command = IssueMaterial(
            **model.bench.head(), load_id=load_id, run_id=run.run_id, item_id=target.object_id
        )

        def done(outcome: Done) -> None:
            model.say(Status.OK, LineSaid.MATERIAL_IN, {"name": target.name, **outcome.facts})

        model.act(command, done)

    def _unit(self, run: RunRow, target: LineTarget, found: Interpretation) -> None:
        """A unit comes out, is born, or its printed label is looked at."""
        model = self._model
        is_new = target.kind is LineTargetKind.NEW_UNIT
        if is_new and run.makes_units:
            self._make(run, target.name, str(found.raw))
        elif is_new or not (run.makes_units or run.takes_units):
            order = self._station.order
            number = order.number if order is not None else ""
            model.refuse(refuse(PieceReason.UNIT_OF_ANOTHER_ORDER, order=number))
        elif run.makes_units:
            self._look_at_label(target.object_id, target.name, str(found.raw))
        else:
            self.output(run, pieces=1, unit_ids=(target.object_id,), name=target.name)

    def _make(self, run: RunRow, serial: str, raw: str) -> None:
        """A unit with a new serial number; its label was scanned, so it is looked at too."""
        unit_id = self._model.bench.new_id()

        def then() -> None:
            self._look_at_label(unit_id, serial, raw)

        self.output(run, 1, (unit_id,), (serial,), name=serial, then=then)

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
            model.say(Status.OK, LineSaid.PIECES_OUT, {"name": "", **facts})
            if is_good and model.bench.may("PRINT_UNIT_LABELS"):
                model.saves.extras.print_labels(*span)

        model.act(command, done)

    def _look_at_label(self, unit_id: int, serial: str, raw: str) -> None:
        model = self._model
        command = CheckUnitLabel(
            **model.bench.head(),
            unit_label_id=model.bench.new_id(),
            unit_id=unit_id,
            raw_code=raw,
        )
        facts = {"name": serial}
        model.act(command, lambda _done: model.say(Status.OK, LineSaid.LABEL_RIGHT, facts))

    def output(
        self,
        run: RunRow,
        pieces: int,
        unit_ids: tuple[int, ...] = (),
        serials: tuple[str, ...] = (),
        *,
        name: str = "",
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
            unit_ids=unit_ids,
            serials=serials,
            reason=line.reason,
        )

        def done(outcome: Done) -> None:
            facts = {"name": name, "kind": line.kind.value, **outcome.facts}
            model.become(kind=OutputKind.GOOD, reason="", form=None)
            model.say(Status.OK, LineSaid.PIECES_OUT, facts)
            if then is not None:
                then()

        model.act(command, done)
