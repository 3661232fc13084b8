"""The page of the labels of one batch: scan what is open, print again, take the new version."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind
from qtrace.services.labels.unit_label_queries import BatchLabels
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import BatchesPlace, BatchLabelsPlace, LotPlace
from qtrace.ui.production.batch_labels_model import PRINT, TAKE, BatchLabelsModel, BatchLabelsState
from qtrace.ui.production.line_forms import LinePanel, LineSigning
from qtrace.ui.production.line_more_forms import LabelsPanel, TakeLabelSigning
from qtrace.ui.production.line_texts import said_spec
from qtrace.ui.production.line_words import LineWords
from qtrace.ui.production.row_list import RowColumn, RowList, RowSpec
from qtrace.ui.screen import NOTHING_TYPED, Screen, ScreenHead, Typed
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionBar, ActionSpec, ButtonKind
from qtrace.ui.widgets.field_problems import problem_text
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.tablemodel import CellView
from qtrace.ui.widgets.topbar import ObjectPart
from qtrace.ui.widgets.verdict import SideFact, VerdictBand, VerdictSpec

GAP, ROW, BAND = 8, 40, 168
SHOWN = 100
"""Rows of the list; its note tells how many there are."""
COMMANDS = {CommandCode.ENTER: "save", CommandCode.YES: "save", CommandCode.CANCEL: "close",
            CommandCode.NO: "close", CommandCode.BACK: "back"}  # fmt: skip


class BatchLabelsScreen(Screen):
    """The answer to the last scan above; units whose label is open, or a panel, below."""

    def __init__(self, bench: Bench, place: BatchLabelsPlace, model: QObject | None = None) -> None:
        super().__init__()
        self._bench, self._words = bench, LineWords(bench.translator, bench.zone)
        kept = (
            model if isinstance(model, BatchLabelsModel) and model.lot_id == place.lot_id else None
        )
        self._model = kept or BatchLabelsModel(bench, place.lot_id)
        self.panel: LinePanel | LineSigning | None = None
        self._form: str | None = None
        self._build()
        self._model.changed.connect(self._show)
        self._show(self._model.labels)

    @property
    def model(self) -> BatchLabelsModel:
        """State and acts."""
        return self._model

    def _build(self) -> None:
        tr = self._words.tr
        self.band = VerdictBand()
        self.band.setFixedHeight(scaled(BAND))
        columns = (
            RowColumn(tr.term("production", "Piece"), 110),
            RowColumn(tr.say("Serial number or batch")),
            RowColumn(tr.say("Scanned on it"), 320),
        )
        self.units = RowList(columns, ROW)
        self._list = Panel(tr.say("Labels that nobody has scanned"))
        self._list.add(self.units, 1)
        self._stack = QVBoxLayout()
        self._stack.addWidget(self._list, 1)
        self.bar = ActionBar()
        self.bar.setFixedHeight(profile().control)
        self.bar.triggered.connect(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(GAP))
        column.addWidget(self.band)
        column.addLayout(self._stack, 1)
        column.addWidget(self.bar)

    # --- what the shell asks -------------------------------------------------------------------

    def head(self) -> ScreenHead:
        """The batch."""
        page = self._model.labels.page
        parts = (ObjectPart(page.lot, TextRole.NOTE, Ink.TEXT2),) if page is not None else ()
        return ScreenHead(self._words.tr.say("Labels of the batch"), parts, "batches")

    def keys(self) -> Mapping[str, str]:
        """Keys of the buttons, or those of the open panel."""
        if self._form is not None:
            return {"F10": "save", "Esc": "close"}
        return {spec.key: spec.id for spec in self._actions() if spec.enabled}

    def commands(self) -> Mapping[CommandCode, str]:
        """Command barcodes do what the keys do."""
        return COMMANDS

    def typed(self) -> Typed:
        """Answers in the open panel."""
        if self.panel is None or self._form is None:
            return NOTHING_TYPED
        return {self._form: self.panel.typed()}

    def put_typed(self, typed: Typed) -> None:
        """Put them back into the same panel."""
        if self.panel is not None and self._form is not None:
            self.panel.put_typed(typed.get(self._form, {}))

    def next_step(self) -> str:
        """What the band asks for."""
        return self.band.spec.next_step

    def in_sight(self) -> int | None:
        """The batch."""
        return self._model.lot_id

    def scanned(self, scan: Scan) -> bool:
        """Labels of units; a badge names who signs the open panel."""
        found = scan.interpretation
        if found is None:
            return False
        if isinstance(found, InternalCode):
            if found.kind is InternalKind.BADGE and self._form == TAKE:
                self._model.name_signer(found.text, by_badge=True)
                return True
            return False
        self._model.scanned(found)
        return True

    def opened(self) -> None:
        """Read what is open."""
        self._model.refresh()

    def left(self) -> None:
        """The model may live on: it no longer speaks to this view."""
        self._model.changed.disconnect(self._show)

    def act(self, action: str) -> None:
        """Do what a key or a button says."""
        model, panel = self._model, self.panel
        if action in (PRINT, TAKE):
            model.open(action)
        elif action == "save" and panel is not None:
            secret = panel.secret() if isinstance(panel, LineSigning) else ""
            model.save(panel.answers(), secret)
        elif action == "close" or (action == "back" and self._form is not None):
            model.close()
        elif action == "back":
            self.wants.emit(BatchesPlace())
        elif action == "lot":
            self.wants.emit(LotPlace(model.lot_id))
        elif action == "refresh":
            model.refresh()

    def _actions(self) -> tuple[ActionSpec, ...]:
        tr, page, may = self._words.tr, self._model.labels.page, self._bench.may
        is_labelled = page is not None and bool(page.version) and not page.is_lot
        found = [
            ActionSpec("back", "Esc", tr.say("Batches")),
            ActionSpec("lot", "F3", tr.say("Open the lot")),
            ActionSpec("refresh", "F5", tr.say("Refresh")),
            ActionSpec(
                PRINT, "F7", tr.say("Print labels of units"),
                enabled=is_labelled and may("PRINT_UNIT_LABELS"),
            ),
        ]  # fmt: skip
        if page is not None and page.in_force:
            words = tr.say("Take the label version in force")
            found.append(ActionSpec(TAKE, "F10", words, kind=ButtonKind.PRIMARY))
        return tuple(found)

    # --- showing -------------------------------------------------------------------------------

    def _show(self, state: BatchLabelsState) -> None:
        self.band.show_verdict(self._verdict(state))
        page = state.page
        if page is not None:
            self._show_units(page)
        if state.form != self._form:
            self._open(state)
        if self.panel is not None:
            self._fill(self.panel, state)
        left, right = self._actions()[:4], self._actions()[4:]
        self.bar.set_actions((), ()) if self._form else self.bar.set_actions(left, right)
        self.head_changed.emit()
        self.keys_changed.emit()

    def _show_units(self, page: BatchLabels) -> None:
        tr = self._words.tr
        rows = [
            RowSpec(
                each.item_id,
                (
                    CellView(str(each.number or "–"), ink=Ink.TEXT2),
                    CellView(each.serial, role=TextRole.DATA),
                    CellView(each.carries or tr.say("nothing yet"), ink=Ink.TEXT2),
                ),
            )
            for each in page.open[:SHOWN]
        ]
        self.units.set_rows(rows)
        note = tr.say("{n} of {m} units", n=len(page.open), m=page.units)
        self._list.set_note("" if page.is_lot else note)

    def _verdict(self, state: BatchLabelsState) -> VerdictSpec:
        tr, page = self._words.tr, state.page
        if state.refusal is not None and state.form is None:
            said = self._words.explained(state.refusal)
            title = tr.term("verdict", "Blocked")
            return VerdictSpec(Status.BLOCKED, title, said.text, said.next_step)
        if state.said is not None:
            return said_spec(self._words, state.said)
        if page is None:
            return VerdictSpec(Status.NEUTRAL, tr.term("verdict", "One moment"))
        return self._standing(page)

    def _standing(self, page: BatchLabels) -> VerdictSpec:
        tr = self._words.tr
        facts = (SideFact(tr.say("Label version"), page.version or "–"),)
        if page.in_force:
            text = tr.say(
                "Label version {old} is not in force any more; {new} took its place",
                old=page.version, new=page.in_force,
            )  # fmt: skip
            step = tr.say("Quality takes the version in force: F10; then print and scan again")
            return VerdictSpec(Status.HOLD, tr.term("verdict", "Wait"), text, step, facts=facts)
        if page.open and page.is_lot:
            text = tr.say("Nobody has checked the label of the batch")
            step = tr.say("Scan the label on one of its boxes")
            title = tr.term("verdict", "Not complete")
            return VerdictSpec(Status.HOLD, title, text, step, facts=facts)
        if page.open:
            text = tr.count("{n} label is open", "{n} labels are open", len(page.open))
            step = tr.say("Scan the label on each unit; F7 prints it again")
            title = tr.term("verdict", "Not complete")
            return VerdictSpec(Status.HOLD, title, text, step, facts=facts)
        if not page.version or not page.units:
            text = tr.say("No unit of this batch carries a label")
            return VerdictSpec(Status.NEUTRAL, tr.term("verdict", "Nothing to do"), text)
        title = tr.term("verdict", "Complete")
        text = tr.say("Every label of a unit was scanned and is right")
        if page.is_lot:
            text = tr.say("The label of batch {name} is right", name=page.lot)
        return VerdictSpec(Status.OK, title, text, tr.say("Back to the batches: Esc"), facts=facts)

    def _open(self, state: BatchLabelsState) -> None:
        old, self._form = self.panel, state.form
        self.panel = self._make(state)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._list.setVisible(self.panel is None)
        if self.panel is None:
            return
        self._stack.addWidget(self.panel, 1)
        self.panel.triggered.connect(self.act)
        self.panel.begin()
        if isinstance(self.panel, LineSigning):
            self.panel.signer_typed.connect(self._named)
        self.panel.take_focus()

    def _make(self, state: BatchLabelsState) -> LinePanel | LineSigning | None:
        tr, page = self._words.tr, state.page
        if page is None or state.form is None:
            return None
        if state.form == TAKE:
            return TakeLabelSigning(tr, page.order)
        numbers = [each.number for each in page.open] or [1, page.units]
        return LabelsPanel(tr, (min(numbers), max(numbers)))

    def _named(self, login: str) -> None:
        self._model.name_signer(login, by_badge=False)

    def _fill(self, panel: LinePanel | LineSigning, state: BatchLabelsState) -> None:
        tr, refusal = self._words.tr, state.refusal
        panel.show_busy(busy=state.busy)
        panel.refused.say(self._words.explained(refusal) if refusal is not None else None)
        problems = {name: problem_text(tr, found) for name, found in state.problems.items()}
        panel.say_judged(state.problems, problems)
        if isinstance(panel, LineSigning):
            signer = state.signer
            name = tr.name(signer.name_en, signer.name_zh) if signer is not None else ""
            panel.show_signing(state, tr.say("{name} signs", name=name) if name else tr.say("Sign"))
