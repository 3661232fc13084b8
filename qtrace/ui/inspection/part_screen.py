"""A part of a lot is inspected now: containers are scanned or marked, the rest waits."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind
from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import N_, Translator
from qtrace.i18n.words import unit_symbol
from qtrace.ports import Tone
from qtrace.services.inspection.split_queries import SplitContainer
from qtrace.ui.bench import Bench
from qtrace.ui.inspection.part_model import PartModel, PartReason, PartState
from qtrace.ui.keys import Scan
from qtrace.ui.places import PartPlace, QueuePlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text
from qtrace.ui.widgets.fields import TextField, TextLook
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column
from qtrace.ui.widgets.topbar import ObjectPart

SENTENCES: Mapping[str, str] = {
    PartReason.NOT_A_QUANTITY: N_("This is no quantity"),
    PartReason.NOTHING_NOW: N_("Scan the containers that are inspected now"),
    PartReason.NOTHING_LATER: N_("Nothing would be left: inspect the whole lot"),
    PartReason.NOT_IN_CONTAINERS: N_("The marked containers hold another quantity"),
}


class PartForm(DeskForm):
    """Both portions with their sums, and the quantity."""

    def __init__(self, tr: Translator) -> None:
        note = tr.say(
            "Scan the containers that are inspected now; a second scan takes one back. Both parts "
            "become lots of their own with labels of their own."
        )
        super().__init__(tr.say("Inspect a part of the lot"), note)
        self.sums = FactList(tr.say("Both parts"), key_width=150, row=40)
        self.quantity = TextField(
            tr.say("Quantity that is inspected now"),
            tr.say("empty: all that lies in the marked containers"),
            TextLook(mono=True),
        )
        self.add_wide(self.sums)
        self.add("quantity", self.quantity, 2)
        self.set_save(tr.say("Back"), tr.say("Divide the lot"))


class PartScreen(Desk):
    """Containers left, both portions right."""

    def __init__(self, bench: Bench, place: PartPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        same = isinstance(model, PartModel) and model.inspection_id == place.inspection_id
        self._model = (
            model
            if same and isinstance(model, PartModel)
            else PartModel(bench, place.inspection_id)
        )
        self._place = place
        self._is_over = False
        table = DataTable(self._heads(tr), lambda row: row.number, tr.say("Containers"))
        super().__init__(bench, self._model, table, "")
        self.detail.setParent(self)  # the form stands in its place, always
        self.detail.hide()
        self.show_state(self._model.state)

    @property
    def model(self) -> PartModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The lot in the top bar."""
        sheet = self._model.dividing.sheet
        parts = (ObjectPart(sheet.lot.lot, TextRole.DATA),) if sheet is not None else ()
        return ScreenHead(self.lang.say("Inspect in parts"), parts, "queue")

    def keys(self) -> Mapping[str, str]:
        """F10 divides, F9 marks the chosen container, Esc goes back."""
        return {"F10": "save", "F9": "mark", "Esc": "close"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        chosen = self._model.state.chosen
        if action == "save":
            self._model.save()
        elif action == "mark" and chosen is not None:
            self._model.toggle(chosen)
        elif action == "close":
            self.wants.emit(QueuePlace("to_sample"))

    def scanned(self, scan: Scan) -> bool:
        """A container of the lot changes sides."""
        found = scan.interpretation
        sheet = self._model.dividing.sheet
        if not isinstance(found, InternalCode) or sheet is None:
            return False
        if found.kind is not InternalKind.CONTAINER or found.lot != sheet.lot.lot:
            return False
        is_known = found.index is not None and self._model.toggle(found.index)
        self.bench.tone(Tone.NEUTRAL if is_known else Tone.BLOCKED)
        return True

    def commands(self) -> Mapping[CommandCode, str]:
        """The command sheet divides and goes back."""
        return {CommandCode.YES: "save", CommandCode.ENTER: "save", CommandCode.CANCEL: "close"}

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:  # noqa: ARG002 - one width
        """Columns of the table."""
        return self._heads(self.lang)

    def make_form(self, form: str) -> PartForm:  # noqa: ARG002 - there is one form
        """The one form of the page."""
        made = PartForm(self.lang)
        made.quantity.edited.connect(self._model.type_quantity)
        made.quantity.submitted.connect(self._model.save)
        return made

    def said(self, problem: FieldProblem) -> str:
        """What is wrong with an answer."""
        return problem_text(self.lang, problem, SENTENCES)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """The form has all buttons."""
        return [ActionSpec("refresh", "F5", self.lang.say("Refresh"), IconName.REFRESH)], []

    def detail_spec(self) -> DetailSpec:
        """There is always the form."""
        return DetailSpec("")

    def show_state(self, state: DeskState) -> None:
        """Show the containers and both portions; go to the queue once the lot is divided."""
        if isinstance(state, PartState) and state.part_id is not None:
            if not self._is_over:
                self._is_over = True
                self.wants.emit(QueuePlace())
            return
        self.table.set_columns(self._heads(self.lang))
        super().show_state(state)
        tr, marked = self.lang, len(self._model.dividing.marked)
        text = tr.say("{n} of {total} containers now", n=marked, total=len(state.rows))
        self.panel.set_foot(text, tr.say("F9 marks the chosen one"))
        if isinstance(self.form, PartForm):
            self.form.sums.set_facts(self._sums())
        self.head_changed.emit()

    def _sums(self) -> tuple[Fact, Fact]:
        tr, found = self.lang, self._model.portions
        sheet = self._model.dividing.sheet
        unit = unit_symbol(tr, sheet.lot.unit) if sheet is not None else ""

        def fact(word: str, qty_q6: int, boxes: int) -> Fact:
            note = tr.count("{n} container", "{n} containers", boxes)
            return Fact(word, f"{grouped_q6(qty_q6)} {unit}", verdict=note, role=TextRole.DATA)

        return (
            fact(tr.say("Inspected now"), found.now_q6, found.now_containers),
            fact(tr.say("Inspected later"), found.later_q6, found.later_containers),
        )

    def _heads(self, tr: Translator) -> tuple[Column[SplitContainer], ...]:
        marked, sheet = self._model.dividing.marked, self._model.dividing.sheet
        unit = unit_symbol(tr, sheet.lot.unit) if sheet is not None else ""

        def goes(row: SplitContainer) -> CellView:
            if row.number in marked:
                return CellView(chip=ChipSpec(tr.say("Inspected now"), Status.OK))
            return CellView(tr.say("Inspected later"), ink=Ink.TEXT2)

        return (
            Column("number", tr.say("Container"), lambda row: CellView(str(row.number)), 110),
            Column(
                "qty", tr.say("Quantity"), lambda row: CellView(f"{grouped_q6(row.qty_q6)} {unit}")
            ),
            Column("goes", tr.say("Goes to"), goes, 200),
        )
