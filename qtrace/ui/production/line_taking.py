"""How materials are taken at a line: a whole lot, a part of it, from one of several places."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qtrace.domain.disposal import DisposalReason
from qtrace.domain.production.reasons import MaterialReason
from qtrace.domain.quantities import QuantityError, parse_q6, plain_q6
from qtrace.domain.warehouse import WarehouseReason
from qtrace.services.outcomes import Done
from qtrace.services.production.line_commands import IssueMaterial
from qtrace.services.production.line_rows import MaterialPlace, RunRow, Verdict
from qtrace.services.production.line_scans import material_places, scan_verdict
from qtrace.services.production.line_targets import LineTarget, LineTargetKind
from qtrace.ui.production.line_state import (
    Denied,
    LineDeskState,
    LineForm,
    LineSaid,
    Marked,
    Offered,
)
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.field_problems import FieldProblem, judge_filled

if TYPE_CHECKING:
    from qtrace.ui.production.line_model import LineModel

PARTLY = frozenset(
    {
        MaterialReason.URGENT_USED_UP.value,
        DisposalReason.CONCESSION_USED_UP.value,
        WarehouseReason.STOCK_TOO_LOW.value,
        MaterialReason.MATERIAL_ALREADY_ISSUED.value,
    }
)
"""Refusals after which less of the same may be taken."""


def refused_part(state: LineDeskState) -> Denied | None:
    """The material of which only a part may be taken, as the last refusal says."""
    denied = state.denied
    if denied is None or not isinstance(denied.command, IssueMaterial):
        return None
    return denied if denied.code in PARTLY and denied.left != "0" else None


def open_places(state: LineDeskState) -> tuple[MaterialPlace, ...]:
    """Places between which the refused material still has to be chosen."""
    denied = state.denied
    is_open = denied is not None and denied.code == WarehouseReason.LOT_IN_SEVERAL_PLACES
    return state.places if is_open else ()


def _needed(state: LineDeskState, need_no: int) -> int:
    """What the rest of the order still needs of a material."""
    rows = state.station.materials if state.station is not None else ()
    return next((row.short_q6 for row in rows if row.need_no == need_no), 0)


class LineTaking:
    """What takes materials at a `LineModel`."""

    def __init__(self, model: "LineModel") -> None:
        self._model = model

    def issue(self, run: RunRow, target: LineTarget) -> None:
        """The scanned material; a quantity or place that was said before counts for this one.

        A lot of which more lies there than is needed is not taken whole: the quantity is asked,
        unless a unit in rework waits for it, of which nobody knows what it needs.
        """
        line = self._model.line
        if not target.is_lot or line.quantity_q6 is not None or line.reworked is not None:
            self._issue(run, target)
            return
        place = line.place.object_id if line.place is not None else None

        def judged(verdict: Verdict) -> None:
            needed = _needed(self._model.line, verdict.need_no)
            if verdict.refusal is not None or verdict.qty_q6 <= needed:
                self._issue(run, target)
                return
            offered = Offered(target.object_id, target.name, needed, verdict.qty_q6)
            self._model.become(offered=offered, form=None)  # a panel of the lot before is gone
            self._model.open(LineForm.PART)

        self._model.bench.ask(scan_verdict, judged, run.run_id, target.object_id, None, place)

    def open_part(self) -> None:
        """Say how much: of the refused material, or of the next one."""
        self._model.become(offered=None)
        self._model.open(LineForm.PART)

    def _issue(self, run: RunRow, target: LineTarget) -> None:
        model, line = self._model, self._model.line
        command = IssueMaterial(
            **model.bench.head(),
            load_id=model.bench.new_id(),
            run_id=run.run_id,
            item_id=target.object_id,
            qty_q6=line.quantity_q6,
            from_location_id=line.place.object_id if line.place is not None else None,
        )
        self._send(command, target.name)

    def _send(self, command: IssueMaterial, name: str) -> None:
        model = self._model

        def done(outcome: Done) -> None:
            is_mine = model.state.form == LineForm.PART
            form = None if is_mine else model.state.form
            model.become(form=form, quantity_q6=None, place=None, offered=None)
            model.say(Status.OK, LineSaid.MATERIAL_IN, {"name": name, **outcome.facts})

        model.become(about=name)
        model.act(command, done)

    def refused(self, command: IssueMaterial, code: str) -> None:
        """A material that lies at several places: read which."""
        if code != WarehouseReason.LOT_IN_SEVERAL_PLACES:
            return

        def known(places: tuple[MaterialPlace, ...]) -> None:
            self._model.become(places=places)

        self._model.bench.ask(material_places, known, command.item_id)

    def place_scanned(self, place: Marked) -> bool:
        """Take what was refused from there; False if nothing waits for a place."""
        if not any(each.location_id == place.object_id for each in open_places(self._model.line)):
            return False
        self.take_from(place.object_id)
        return True

    def take_from(self, location_id: int) -> None:
        """The refused material once more, from this place."""
        denied = self._model.line.denied
        if denied is not None and isinstance(denied.command, IssueMaterial):
            self._again(denied, denied.command.qty_q6, location_id)

    def _again(self, denied: Denied, qty_q6: int | None, location_id: int | None) -> None:
        """The refused material once more, otherwise."""
        bench, wish = self._model.bench, denied.command
        assert isinstance(wish, IssueMaterial)
        again = IssueMaterial(
            **bench.head(),
            load_id=bench.new_id(),
            run_id=wish.run_id,
            item_id=wish.item_id,
            qty_q6=qty_q6,
            from_location_id=location_id,
        )
        self._send(again, denied.name)

    def save(self, answers: Mapping[str, str]) -> None:
        """A quantity: of the refused material at once, else of the next one that is scanned."""
        model = self._model
        problems, quantity = dict(judge_filled(answers)), 0
        if not problems:
            try:
                quantity = parse_q6(answers["quantity"])
            except QuantityError as error:
                problems["quantity"] = FieldProblem(error.code)
            if not quantity and not problems:
                problems["quantity"] = FieldProblem(WarehouseReason.QUANTITY_NOT_POSITIVE)
        if model.refuse_answers(problems):
            return
        offered, run = model.line.offered, model.shown_run
        if offered is not None and run is not None:
            target = LineTarget(LineTargetKind.MATERIAL, offered.item_id, offered.name)
            model.become(quantity_q6=quantity)
            self._issue(run, target)
            return
        denied = refused_part(model.line)
        if denied is not None and isinstance(denied.command, IssueMaterial):
            self._again(denied, quantity, denied.command.from_location_id)
            return
        model.become(form=None, quantity_q6=quantity)
        facts = {"quantity": plain_q6(quantity)}
        model.say(Status.INFO, LineSaid.NOW_SCAN_MATERIAL, facts)
