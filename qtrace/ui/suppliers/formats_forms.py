"""The forms of the screen of supplier formats."""

from PySide6.QtCore import Signal

from qtrace.i18n import Translator
from qtrace.services.suppliers.formats import FormatRow
from qtrace.ui.suppliers.formats_model import FormatDraft, FormatForm
from qtrace.ui.suppliers.formats_texts import trial_facts
from qtrace.ui.suppliers.sample import tried
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.fields import TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm


class FormatFormPanel(DeskForm):
    """Declares a format with a sample that is tried while one types, or retires one.

    Signals:
        sample_typed: the sample as it stands.
    """

    sample_typed = Signal(str)

    def __init__(self, tr: Translator, form: FormatForm, row: FormatRow | None, year: int) -> None:
        if form is FormatForm.ADD:
            note = tr.say("Text of the label with fields: {example}", example=EXAMPLE)
            super().__init__(tr.say("Add a label format"), note)
        else:
            name = row.label if row is not None else ""
            title = tr.say("{name}: {what}", name=name, what=tr.say("Retire"))
            note = tr.say("No label is read by it any more. What was read stays.")
            super().__init__(title, note)
        self._tr, self.kind, self._year = tr, form, year
        self._texts: dict[str, TextField] = {}
        if form is FormatForm.ADD:
            self._add_fields(row)
        else:
            look = TextLook(check=printable(tr))
            self._text("reason", TextField(tr.say("Reason"), "", look), span=2)
        save = tr.say("Add") if form is FormatForm.ADD else tr.say("Retire")
        self.set_save(tr.say("Cancel"), save)

    def draft(self) -> FormatDraft:
        """The answers."""
        texts = {n: f.text() for n, f in self._texts.items() if n != "sample"}
        return FormatDraft(**texts)

    def show_sample(self, sample: str) -> None:
        """A label was scanned while the form is open."""
        if self.kind is FormatForm.ADD and self._texts["sample"].text() != sample:
            self._texts["sample"].set_text(sample)
            self._try()

    def _text(self, name: str, field: TextField, text: str = "", span: int = 1) -> None:
        field.set_text(text)
        self._texts[name] = field
        self.add(name, field, span)

    def _add_fields(self, row: FormatRow | None) -> None:
        tr, mono = self._tr, TextLook(mono=True)
        hint = tr.say("its code, such as S-0117")
        code = row.supplier_code if row is not None else ""
        self._text("supplier", TextField(tr.say("Supplier"), hint, mono), code)
        hint = tr.say("such as box label")
        self._text("name", TextField(tr.say("Name"), hint, TextLook(check=printable(tr))))
        hint = tr.say("fields: part lot serial qty expiry mfg ignore")
        self._text("pattern", TextField(tr.say("Pattern"), hint, mono), span=2)
        hint = tr.say("scan a label, or type its text")
        self._text("sample", TextField(tr.say("Sample"), hint, mono), span=2)
        self._result = FactList(tr.say("Result"), key_width=150, row=36)
        self.add_wide(self._result)
        self._texts["pattern"].edited.connect(lambda _text: self._try())
        self._texts["sample"].edited.connect(self._sample_edited)
        self._try()

    def _sample_edited(self, text: str) -> None:
        self._try()
        self.sample_typed.emit(text)

    def _try(self) -> None:
        pattern, sample = self._texts["pattern"].text(), self._texts["sample"].text()
        found = tried(pattern, sample, self._year)
        self._result.set_facts(trial_facts(self._tr, found, sample))


EXAMPLE = "P{part}|Q{qty:digits}|L{lot:1..12}|D{expiry:YYMMDD}"
