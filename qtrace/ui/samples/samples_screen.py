"""Samples: the list, the chosen one with its life, and a form for what is done with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.inspection import CharKind
from qtrace.domain.samples import SampleActKind
from qtrace.i18n import Translator
from qtrace.i18n.words import unit_symbol
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import InspectionPlace, SamplesPlace
from qtrace.ui.samples.samples_model import SampleAnswers, SamplesModel, waits
from qtrace.ui.samples.samples_texts import ACTS, columns, detail
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import ADD, DeskState
from qtrace.ui.widgets.desk_signing import SigningForm
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

FORMS = {ADD, *(kind.value for kind in SampleActKind)}


class SampleForm(DeskForm):
    """A form about one act; its answers are texts by name."""

    def __init__(self, tr: Translator, title: str, note: str = "") -> None:
        super().__init__(title, note)
        self._tr = tr
        self.texts: dict[str, TextField] = {}
        self.choices: dict[str, ChoiceField] = {}

    def text(self, name: str, label: str, hint: str = "", *, mono: bool = False) -> None:
        """Add a line of text."""
        look = TextLook(mono=True) if mono else TextLook(check=printable(self._tr))
        field = TextField(label, hint, look)
        field.submitted.connect(lambda: self.triggered.emit("save"))
        self.texts[name] = field
        self.add(name, field, 1 if mono else 2)

    def choice(self, name: str, label: str, options: Sequence[Option]) -> None:
        """Add some tiles of which one is chosen."""
        field = ChoiceField(label, options)
        self.choices[name] = field
        self.add(name, field, 2)

    def answers(self) -> SampleAnswers:
        """What was typed and chosen."""
        texts = {name: field.text() for name, field in self.texts.items()}
        chosen = {name: "".join(field.chosen()[:1]) for name, field in self.choices.items()}
        return SampleAnswers(**texts, **chosen)


class SamplesScreen(Desk):
    """Samples left; where the chosen one is and what it showed right."""

    def __init__(self, bench: Bench, place: SamplesPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        own = model if isinstance(model, SamplesModel) else None
        self._model = own or SamplesModel(bench, place.inspection_id)
        heads = columns(bench, narrow=False)
        table = DataTable(heads, lambda row: row.sample_id, tr.say("Samples of lots"))
        super().__init__(bench, self._model, table, tr.say("What was done"))
        self.show_state(self._model.state)

    @property
    def model(self) -> SamplesModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Samples of lots"), nav="inspect")

    def keys(self) -> Mapping[str, str]:
        """F2 takes a sample, F7 goes back to the inspection, F10 confirms or saves."""
        if self._model.state.form is not None:
            return {"F10": "save", "Esc": "close", "F5": "refresh"}
        return {"F2": ADD, "F5": "refresh", "F7": "inspection", "F10": SampleActKind.CONFIRM.value}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action in FORMS:
            self._open(action)
        elif action == "save" and isinstance(self.form, SampleForm):
            self._model.save(self.form.answers())
        elif action == "save" and isinstance(self.form, SigningForm):
            self._model.save(SampleAnswers(), self.form.secret())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "inspection" and self._model.desk.sheet is not None:
            self.wants.emit(InspectionPlace(self._model.desk.sheet.inspection_id))

    def _open(self, form: str) -> None:
        if form == ADD:
            if self._model.may_take:
                self._model.open(ADD)
            return
        offered = {spec.id: spec.enabled for spec in self.detail_spec().actions}
        if offered.get(form):
            self._model.open(form)

    def scanned(self, scan: Scan) -> bool:
        """A badge names who confirms."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        if self._model.state.form != SampleActKind.CONFIRM:
            return False
        self._model.name_signer(found.text, by_badge=True)
        return True

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.bench, narrow=narrow)

    def make_form(self, form: str) -> DeskForm:
        """A form about the chosen sample, or about a new one."""
        tr = self.lang
        if form == ADD:
            return self._taking()
        row, kind = self._model.sample, SampleActKind(form)
        assert row is not None
        title = tr.say("{name}: {what}", name=row.code, what=tr.say(ACTS[kind]))
        if kind is SampleActKind.CONFIRM:
            note = tr.say("The result becomes a reading under the name of who confirms it.")
            signing = SigningForm(tr, title, f"{row.notes[-1].text}\n{note}", "")
            signing.signer_typed.connect(
                lambda login: self._model.name_signer(login, by_badge=False)
            )
            return signing
        made = SampleForm(tr, title)
        if kind is SampleActKind.SPLIT:
            made.text("quantity", tr.say("Quantity of the part"), mono=True)
            made.text("purpose", tr.say("What it is for"))
        elif kind is SampleActKind.SEND:
            made.text("laboratory", tr.say("Laboratory"))
        elif kind is SampleActKind.REPORT:
            self._reporting(made)
        else:
            made.text("note", tr.say("Why, or where it is kept"))
        made.set_save(tr.say("Cancel"), tr.say(ACTS[kind]))
        return made

    def _taking(self) -> SampleForm:
        tr, sheet = self.lang, self._model.desk.sheet
        assert sheet is not None
        title = tr.say("Take a sample of lot {lot}", lot=sheet.lot.lot)
        made = SampleForm(tr, title, tr.say("The quantity leaves the stock of the lot."))
        opened = ", ".join(str(box.number) for box in sheet.containers)
        hint = tr.say("drawn: {numbers}", numbers=opened) if opened else ""
        made.text("container", tr.say("Container"), hint, mono=True)
        made.text("quantity", tr.say("Quantity"), unit_symbol(tr, sheet.lot.unit), mono=True)
        made.text("purpose", tr.say("What it is for"))
        made.set_save(tr.say("Cancel"), tr.say("Take a sample"))
        return made

    def _reporting(self, made: SampleForm) -> None:
        tr, sheet = self.lang, self._model.desk.sheet
        rows = sheet.characteristics if sheet is not None else ()
        measured = [each for each in rows if each.kind is CharKind.VARIABLE]
        options = [
            Option(
                str(each.characteristic_id), f"{each.number} {tr.name(each.name_en, each.name_zh)}"
            )
            for each in measured
        ]
        if options:
            made.choice("characteristic", tr.say("Characteristic"), options)
        made.text("piece", tr.say("Number of the piece"), mono=True)
        made.text("value", tr.say("Value"), mono=True)
        made.text("report", tr.say("Number of the laboratory's report"))

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, model = self.lang, self._model
        there = model.desk.sheet is not None
        take = ActionSpec(
            ADD, "F2", tr.say("Take a sample"), None, ButtonKind.PRIMARY, model.may_take
        )
        return (
            [
                ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
                ActionSpec(
                    "inspection", "F7", tr.say("Inspection"), IconName.INSPECT, enabled=there
                ),
            ],
            [take],
        )

    def detail_spec(self) -> DetailSpec:
        """The chosen sample."""
        return detail(self.bench, self._model.sample)

    def show_state(self, state: DeskState) -> None:
        """Show the samples, how many are open and wait, and who is about to confirm."""
        is_open = sum(row.is_open for row in state.rows)
        waiting = sum(waits(row) for row in state.rows)
        text = self.lang.count("{n} open sample", "{n} open samples", is_open)
        self.panel.set_foot(text, self.lang.say("{n} to confirm", n=waiting))
        super().show_state(state)
        if isinstance(self.form, SigningForm):
            signer = self._model.signing.signer
            name = self.lang.name(signer.name_en, signer.name_zh) if signer else ""
            words = (
                self.lang.say("{name} confirms", name=name) if name else self.lang.say("Confirm")
            )
            self.form.show_signing(self._model.signing, words)
