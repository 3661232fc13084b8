"""A lot decided in parts: containers are scanned or a quantity is typed, then somebody signs."""

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
from qtrace.ui.inspection.split_model import SplitModel, SplitReason, SplitState
from qtrace.ui.keys import Scan
from qtrace.ui.places import InspectionPlace, SplitPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.desk_signing import SigningForm
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text
from qtrace.ui.widgets.fields import TextField, TextLook
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column
from qtrace.ui.widgets.topbar import ObjectPart

SENTENCES: Mapping[str, str] = {
    SplitReason.NOT_A_QUANTITY: N_("This is no quantity"),
    SplitReason.NOTHING_LEFT: N_("Nothing would be accepted: reject the whole lot"),
    SplitReason.NOTHING_REJECTED: N_("Scan the rejected containers, or type a quantity"),
}


class SplitForm(SigningForm):
    """Both parts with their sums, the quantity, the reason and who signs."""

    def __init__(self, tr: Translator) -> None:
        self.sums = FactList(tr.say("Both parts"), key_width=150, row=40)
        self.quantity = TextField(
            tr.say("Rejected quantity"),
            tr.say("empty: all that lies in the marked containers"),
            TextLook(mono=True),
        )
        note = tr.say("Scan the containers that are rejected; a second scan takes one back.")
        super().__init__(tr, tr.say("Accept a part of the lot"), note, tr.say("Reason"))

    def add_first(self) -> None:
        """Both sums, always in sight, and the quantity."""
        self.add_wide(self.sums)
        self.add("quantity", self.quantity, 2)

    def take_focus(self) -> None:
        """The reason has the focus: the quantity follows from scans."""
        self.fields["reason"].setFocus()


class SplitScreen(Desk):
    """Containers left, both parts and the signature right."""

    def __init__(self, bench: Bench, place: SplitPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        same = isinstance(model, SplitModel) and model.inspection_id == place.inspection_id
        self._model = (
            model
            if same and isinstance(model, SplitModel)
            else SplitModel(bench, place.inspection_id)
        )
        self._place = place
        self._is_over = False
        table = DataTable(self._heads(tr), lambda row: row.number, tr.say("Containers"))
        super().__init__(bench, self._model, table, "")
        self.detail.setParent(self)  # the form stands in its place, always
        self.detail.hide()
        self.show_state(self._model.state)

    @property
    def model(self) -> SplitModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The lot in the top bar."""
        sheet = self._model.splitting.sheet
        parts = (ObjectPart(sheet.lot.lot, TextRole.DATA),) if sheet is not None else ()
        return ScreenHead(self.lang.say("Split the lot"), parts, "inspect")

    def keys(self) -> Mapping[str, str]:
        """F10 signs, F9 marks the chosen container, Esc goes back."""
        return {"F10": "save", "F9": "mark", "Esc": "close"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        chosen = self._model.state.chosen
        if action == "save" and isinstance(self.form, SplitForm):
            self._model.save(self.form.reason(), self.form.secret())
        elif action == "mark" and chosen is not None:
            self._model.toggle(chosen)
        elif action == "close":
            self.wants.emit(InspectionPlace(self._place.inspection_id))

    def scanned(self, scan: Scan) -> bool:
        """A container of the lot changes sides; a badge names who signs."""
        found = scan.interpretation
        if not isinstance(found, InternalCode):
            return False
        if found.kind is InternalKind.BADGE:
            self._model.name_signer(found.text, by_badge=True)
            return True
        sheet = self._model.splitting.sheet
        if found.kind is not InternalKind.CONTAINER or sheet is None or found.lot != sheet.lot.lot:
            return False
        is_known = found.index is not None and self._model.toggle(found.index)
        self.bench.tone(Tone.NEUTRAL if is_known else Tone.BLOCKED)
        return True

    def commands(self) -> Mapping[CommandCode, str]:
        """The command sheet signs and goes back."""
        return {CommandCode.SIGN: "save", CommandCode.CANCEL: "close"}

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:  # noqa: ARG002 - one width
        """Columns of the table."""
        return self._heads(self.lang)

    def make_form(self, form: str) -> SplitForm:  # noqa: ARG002 - there is one form
        """The one form of the page."""
        made = SplitForm(self.lang)
        made.signer_typed.connect(lambda login: self._model.name_signer(login, by_badge=False))
        made.quantity.edited.connect(self._model.type_quantity)
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
        """Show the containers, both sums, and who is about to sign; go back once it is done."""
        if isinstance(state, SplitState) and state.split:
            if not self._is_over:
                self._is_over = True
                self.wants.emit(InspectionPlace(self._place.inspection_id))
            return
        self.table.set_columns(self._heads(self.lang))
        super().show_state(state)
        tr, parts = self.lang, self._model.parts
        marked = len(self._model.splitting.marked)
        text = tr.say("{n} of {total} containers rejected", n=marked, total=len(state.rows))
        self.panel.set_foot(text, tr.say("F9 marks the chosen one"))
        if not isinstance(self.form, SplitForm):
            return
        sheet = self._model.splitting.sheet
        unit = unit_symbol(tr, sheet.lot.unit) if sheet is not None else ""
        self.form.sums.set_facts(
            (
                Fact(
                    tr.term("report result", "Accepted"),
                    f"{grouped_q6(parts.accepted_q6)} {unit}",
                    verdict=tr.count("{n} container", "{n} containers", parts.accepted_containers),
                    role=TextRole.DATA,
                ),
                Fact(
                    tr.term("report result", "Rejected"),
                    f"{grouped_q6(parts.rejected_q6)} {unit}",
                    verdict=tr.count("{n} container", "{n} containers", parts.rejected_containers),
                    role=TextRole.DATA,
                ),
            )
        )
        signer = self._model.signing.signer
        name = tr.name(signer.name_en, signer.name_zh) if signer else ""
        words = tr.say("{name} signs", name=name) if name else tr.say("Sign")
        self.form.show_signing(self._model.signing, words)
        self.head_changed.emit()

    def _heads(self, tr: Translator) -> tuple[Column[SplitContainer], ...]:
        marked, sheet = self._model.splitting.marked, self._model.splitting.sheet
        unit = unit_symbol(tr, sheet.lot.unit) if sheet is not None else ""

        def goes(row: SplitContainer) -> CellView:
            if row.number in marked:
                return CellView(chip=ChipSpec(tr.term("report result", "Rejected"), Status.BLOCKED))
            return CellView(tr.term("report result", "Accepted"), ink=Ink.TEXT2)

        return (
            Column("number", tr.say("Container"), lambda row: CellView(str(row.number)), 110),
            Column(
                "qty", tr.say("Quantity"), lambda row: CellView(f"{grouped_q6(row.qty_q6)} {unit}")
            ),
            Column("goes", tr.say("Goes to"), goes, 150),
        )
