"""Readings from a file: name it, see every cell that stands against it, then record them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout

from qtrace.domain.codes.internal import CommandCode
from qtrace.i18n import Translator
from qtrace.i18n.reasons import explain
from qtrace.services.inspection.reading_files import FileFault, FileRow
from qtrace.ui.bench import Bench
from qtrace.ui.inspection.file_model import FileModel, FileState
from qtrace.ui.places import InspectionPlace, ReadingsFilePlace
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.fields import TextField, TextLook
from qtrace.ui.widgets.file_choice import FileChoice
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable, TablePanel
from qtrace.ui.widgets.tablemodel import CellView, Column

FORM_WIDTH = 540
FILES = "*.xlsx *.csv"


class FileForm(DeskForm):
    """The name of the file and what its dry run found."""

    def __init__(self, tr: Translator) -> None:
        note = tr.say(
            "XLSX or CSV with the columns inspection, characteristic, piece, value, gauge. "
            "Nothing is recorded before every cell is right."
        )
        super().__init__(tr.say("Readings from a file"), note)
        hint = tr.say("type where it is and press Enter, or F2")
        self.path = TextField(tr.say("File"), hint, TextLook(mono=True))
        self.path.submitted.connect(lambda: self.triggered.emit("check"))
        self.found = FactList(tr.say("Dry run"), key_width=210, row=40)
        self.add("path", self.path, 2)
        self.add_wide(self.found)


class FileScreen(Screen):
    """Faults or readings left, the file right."""

    def __init__(
        self, bench: Bench, place: ReadingsFilePlace, model: QObject | None = None
    ) -> None:
        super().__init__()
        self._files = FileChoice(self)
        self._bench, self._tr, self._place = bench, bench.translator, place
        same = isinstance(model, FileModel) and model.inspection_id == place.inspection_id
        self._model = (
            model
            if same and isinstance(model, FileModel)
            else FileModel(bench, place.inspection_id)
        )
        tr = self._tr
        self.table: DataTable = DataTable(fault_columns(tr), lambda row: row.cell, tr.say("Cells"))
        self._shows_rows = False
        self.panel = TablePanel(self.table)
        self.form = FileForm(tr)
        self.form.setFixedWidth(scaled(FORM_WIDTH))
        self.form.triggered.connect(self.act)
        self.form.path.set_text(self._model.state.path)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(8))
        row.addWidget(self.panel, 1)
        row.addWidget(self.form)
        self._model.changed.connect(self._show)
        self._show(self._model.state)

    @property
    def model(self) -> FileModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self._tr.say("Readings from a file"), nav="inspect")

    def keys(self) -> Mapping[str, str]:
        """F2 chooses a file, F5 reads it again, F10 records, Esc goes back."""
        return {"F2": "choose", "F5": "check", "F10": "primary", "Esc": "close"}

    def typing_keys(self) -> Mapping[str, str]:
        """Up, Down and the pages walk through the table."""
        return {"Up": "row:-1", "Down": "row:1", "PageUp": "page:-1", "PageDown": "page:1"}

    def commands(self) -> Mapping[CommandCode, str]:
        """The command sheet records and goes back."""
        return {CommandCode.YES: "primary", CommandCode.CANCEL: "close"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if action in ("back", "close") and self._files.close():
            return
        verb, _, step = action.partition(":")
        if verb == "row":
            self.table.move(int(step))
        elif verb == "page":
            self.table.page(int(step))
        elif action == "choose":
            self._choose()
        elif action == "check":
            self._model.check(self.form.path.text())
        elif action == "primary":
            self._primary()
        elif action == "close":
            self.wants.emit(InspectionPlace(self._place.inspection_id))

    def opened(self) -> None:
        """The name of the file is typed first."""
        self.form.path.setFocus()

    def left(self) -> None:
        """The model no longer speaks to this view."""
        self._model.changed.disconnect(self._show)

    def _primary(self) -> None:
        state = self._model.state
        if state.is_done:
            self.act("close")
        elif state.may_record and self.form.path.text().strip() == state.path:
            self._model.record()
        else:
            self.act("check")

    def _choose(self) -> None:
        """Ask for a file beside the station, never in front of it."""
        patterns = self._tr.say("Readings ({patterns})", patterns=FILES)
        self._files.ask(self._tr.say("Readings from a file"), patterns, self._chosen)

    def _chosen(self, path: str) -> None:
        self.form.path.set_text(path)
        self._model.check(path)

    def _show(self, state: FileState) -> None:
        tr = self._tr
        shows_rows = bool(state.rows) and not state.faults
        if shows_rows != self._shows_rows:
            self._shows_rows = shows_rows
            self.table.set_columns(row_columns(tr) if shows_rows else fault_columns(tr))
        self.table.set_rows(state.rows if shows_rows else state.faults)
        self.panel.set_foot(*foot(tr, state))
        self.form.found.set_facts(summary(tr, state))
        words = primary_words(tr, state)
        self.form.set_actions(
            [
                ActionSpec("close", "Esc", tr.say("Back")),
                ActionSpec("choose", "F2", tr.say("File")),
            ],
            [ActionSpec("primary", "F10", words, None, ButtonKind.PRIMARY)],
        )
        self.form.show_busy(busy=state.busy)


def fault_columns(tr: Translator) -> Sequence[Column[FileFault]]:
    """The cell, what is wrong with it, and what to do."""

    def said(row: FileFault) -> CellView:
        found = explain(tr, row.code, row.facts)
        return CellView(found.text, found.next_step, role=TextRole.NOTE)

    return (
        Column("cell", tr.say("Cell"), lambda row: CellView(row.cell, role=TextRole.DATA), 90),
        Column("why", tr.say("What is wrong"), said),
    )


def row_columns(tr: Translator) -> Sequence[Column[FileRow]]:
    """Where a reading belongs, and its value."""

    def name(row: FileRow) -> CellView:
        return CellView(f"{row.number}  {tr.name(row.name_en, row.name_zh)}")

    def text(row: FileRow) -> CellView:
        return CellView(row.value, role=TextRole.DATA)

    return (
        Column("where", tr.say("Inspection"), lambda row: CellView(row.inspection), 150),
        Column("name", tr.say("Characteristic"), name),
        Column("piece", tr.say("Piece"), lambda row: CellView(str(row.piece)), 90),
        Column("value", tr.say("Value"), text, 120),
        Column("gauge", tr.say("Gauge"), lambda row: CellView(row.gauge, ink=Ink.TEXT2), 130),
    )


def foot(tr: Translator, state: FileState) -> tuple[str, str]:
    """How many cells are wrong, or readings right."""
    if state.check is None:
        return tr.say("No file was read yet"), ""
    if state.faults:
        return tr.count("{n} cell is wrong", "{n} cells are wrong", len(state.faults)), ""
    return tr.count("{n} reading", "{n} readings", len(state.rows)), tr.say("nothing is wrong")


def summary(tr: Translator, state: FileState) -> tuple[Fact, ...]:
    """What the dry run found, and how far the recording is."""
    if state.check is None:
        return ()
    wrong = len(state.faults)
    facts: list[Fact] = [
        Fact(tr.say("Can be recorded"), str(len(state.rows)), role=TextRole.DATA),
        Fact(
            tr.say("Stands against it"),
            str(wrong),
            status=Status.BLOCKED if wrong else Status.OK,
            verdict=tr.say("Correct the file") if wrong else tr.say("nothing is wrong"),
            role=TextRole.DATA,
        ),
    ]
    inspections = sorted({row.inspection for row in state.rows})
    if inspections:
        facts.append(Fact(tr.say("Inspections"), ", ".join(inspections[:4])))
    if state.recorded or state.is_done:
        done = tr.say("{n} of {total}", n=state.recorded, total=len(state.rows))
        facts.append(Fact(tr.say("Recorded"), done, role=TextRole.DATA))
    return tuple(facts)


def primary_words(tr: Translator, state: FileState) -> str:
    """What F10 does now."""
    if state.is_done:
        return tr.say("To the inspection")
    if state.may_record:
        return tr.count("Record {n} reading", "Record {n} readings", len(state.rows))
    return tr.say("Check the file")
