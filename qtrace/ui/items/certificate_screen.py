"""A certificate compared with the plan value by value: what is within is quiet, the odd one glows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.i18n import Translator
from qtrace.i18n.words import paper_word
from qtrace.services.receiving.certificates import ComparedCharacteristic, ComparedValue
from qtrace.ui.bench import Bench
from qtrace.ui.items.certificate_model import (
    CertificateForm,
    CertificateModel,
    CertificateState,
)
from qtrace.ui.places import CertificatePlace, LotPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.fields import TextField, TextLook, printable
from qtrace.ui.widgets.file_choice import FileChoice
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign


class ValuesForm(DeskForm):
    """Values of one characteristic, one after the other."""

    def __init__(self, tr: Translator, model: CertificateModel) -> None:
        row, found = model.chosen, model.proposed
        assert row is not None
        note = limits_text(tr, row)
        super().__init__(f"{row.number}  {tr.name(row.name.en, row.name.zh)}", note)
        hint = tr.say("as they stand in the certificate, with spaces between")
        self._values = TextField(tr.say("Values"), hint, TextLook(mono=True, check=printable(tr)))
        self._values.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("values", self._values, 2)
        self._values.set_text(" ".join(each.value for each in found))
        if found:
            words = tr.say("Page {n}: “{line}”", n=found[0].page, line=found[0].line[:60])
            self._values.line.tell("")
            self._values.setAccessibleDescription(words)
            self._note.setText(f"{note}\n{words}")
        self.set_save(tr.say("Cancel"), tr.say("Record"))

    def text(self) -> str:
        """What was typed."""
        return self._values.text()


def limits_text(tr: Translator, row: ComparedCharacteristic) -> str:
    """What the plan asks for."""
    unit = row.unit
    if row.lsl is not None and row.usl is not None:
        return f"{row.lsl} – {row.usl} {unit}".strip()
    if row.usl is not None:
        return f"≤ {row.usl} {unit}".strip()
    return f"≥ {row.lsl} {unit}".strip() if row.lsl is not None else tr.say("no limits")


class CertificateScreen(Desk):
    """One certificate: characteristics of the plan left, the values of the chosen one right."""

    def __init__(self, bench: Bench, place: CertificatePlace, model: QObject | None = None) -> None:
        known = isinstance(model, CertificateModel) and model.asked_for == place.paper_id
        self._model = (
            model
            if known and isinstance(model, CertificateModel)
            else CertificateModel(bench, place.paper_id)
        )
        tr = bench.translator
        self.bench = bench
        table = DataTable(
            _columns(tr), lambda row: row.characteristic_id, tr.say("Certificate values")
        )
        super().__init__(bench, self._model, table, tr.say("Values"))
        self._files = FileChoice(self)
        self.show_state(self._model.state)

    @property
    def model(self) -> CertificateModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Certificate"), nav="lots")

    def keys(self) -> Mapping[str, str]:
        """F2 enters values, F4 photographs, F6 reads the file, F7 keeps one, Esc goes back."""
        if self._model.state.form is None:
            return {
                "F2": CertificateForm.VALUES, "F4": "keep_photo", "F6": "read", "F7": "file",
                "F8": "undo", "F5": "refresh", "Esc": "back",
            }  # fmt: skip
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action) or (action in ("back", "close") and self._files.close()):
            return
        model = self._model
        deeds: dict[str, Callable[[], object]] = {
            CertificateForm.VALUES: lambda: model.open(CertificateForm.VALUES),
            "save": self._save,
            "close": model.close,
            "refresh": model.refresh,
            "read": model.read_file,
            "undo": model.take_back,
            "keep_photo": self._photograph,
            "file": self._ask_for_file,
            "back": self._back,
        }
        deed = deeds.get(action)
        if deed is not None:
            deed()

    def _save(self) -> None:
        if isinstance(self.form, ValuesForm):
            self._model.save(self.form.text())

    def _photograph(self) -> None:
        if self._may_keep():
            self._model.photograph()

    def _back(self) -> None:
        sheet = self._model.certificate.sheet
        if sheet is not None:
            self.wants.emit(LotPlace(sheet.lot_id))

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return _columns(self.lang)[:: 2 if narrow else 1]

    def make_form(self, form: str) -> ValuesForm:  # noqa: ARG002 - there is one form
        """Values of the chosen characteristic."""
        return ValuesForm(self.lang, self._model)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, model = self.lang, self._model
        sheet = model.certificate.sheet
        is_text = sheet is not None and sheet.is_text
        back = ActionSpec("back", "Esc", tr.say("To the lot"), IconName.ARROW_LEFT)
        read = ActionSpec("read", "F6", tr.say("Read the file"), enabled=is_text and model.is_open)
        keep = ActionSpec("file", "F7", tr.say("Keep a file"), enabled=self._may_keep())
        enter = ActionSpec(
            CertificateForm.VALUES, "F2", tr.say("Enter values"), None, ButtonKind.PRIMARY,
            enabled=model.is_open and model.chosen is not None,
        )  # fmt: skip
        return [back, keep, read], [enter]

    def detail_spec(self) -> DetailSpec:
        """The chosen characteristic with its values."""
        tr, model = self.lang, self._model
        row = model.chosen
        if row is None:
            return DetailSpec(tr.say("The plan of this lot measures nothing"))
        facts = tuple(self._fact(value) for value in row.values)
        undo = ActionSpec(
            "undo", "F8", tr.say("Take back the newest"), IconName.ARROW_LEFT,
            enabled=bool(row.values) and model.is_open,
        )  # fmt: skip
        return DetailSpec(
            f"{row.number}  {tr.name(row.name.en, row.name.zh)}",
            limits_text(tr, row),
            facts=facts,
            actions=(undo,),
        )

    def show_state(self, state: DeskState) -> None:
        """Show the characteristics, and how many values are odd."""
        assert isinstance(state, CertificateState)
        sheet, tr = state.sheet, self.lang
        if sheet is not None:
            name = f"{paper_word(tr, sheet.kind)} {sheet.number}"
            kept = sheet.file or tr.say("no file kept")
            odd = tr.count("{n} of {all} values is odd", "{n} of {all} values are odd", sheet.odd,
                           all=sheet.count)  # fmt: skip
            self.panel.set_foot(name if state.form is not None else f"{name}  {kept}", odd)
        super().show_state(state)

    def _may_keep(self) -> bool:
        return self.bench.may("REGISTER_PAPER") and self._model.is_open

    def _fact(self, value: ComparedValue) -> Fact:
        tr = self.lang
        where = tr.say("from the file") if value.is_from_file else tr.say("typed")
        note = tr.say("{distance} beyond", distance=value.distance) if value.distance else where
        return Fact(
            f"{value.no}",
            value.text,
            note=note,
            status=None if value.is_good else Status.BLOCKED,
            verdict=tr.name(value.person.en, value.person.zh) if value.is_good else tr.say("odd"),
            role=TextRole.DATA,
        )

    def _ask_for_file(self) -> None:
        """Ask for a file beside the station, never in front of it."""
        if not self._may_keep():
            return
        patterns = "PDF, JPEG, PNG (*.pdf *.jpg *.jpeg *.png)"
        self._files.ask(self.lang.say("Certificate"), patterns, self._model.attach)


def _columns(tr: Translator) -> tuple[Column[ComparedCharacteristic], ...]:
    def name(row: ComparedCharacteristic) -> CellView:
        words = f"{row.number}  {tr.name(row.name.en, row.name.zh)}"
        return CellView(words, strong_if_chosen=True)

    def asked(row: ComparedCharacteristic) -> CellView:
        return CellView(limits_text(tr, row), role=TextRole.DATA, ink=Ink.TEXT2)

    def values(row: ComparedCharacteristic) -> CellView:
        odd = [value for value in row.values if not value.is_good]
        if odd:
            return CellView(chip=ChipSpec(odd[0].text, Status.BLOCKED))
        shown = "  ".join(value.text for value in row.values[:3])
        more = len(row.values) - 3
        text = f"{shown} +{more}" if more > 0 else shown
        return CellView(text or "–", role=TextRole.DATA, ink=Ink.TEXT if text else Ink.TEXT2)

    return (
        Column("name", tr.say("Characteristic"), name),
        Column("asked", tr.say("Plan"), asked, 210),
        Column("values", tr.say("Certificate"), values, 230, ColumnAlign.LEFT),
    )
