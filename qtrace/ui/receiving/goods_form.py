"""What stands on a bag without a usable code, typed by hand: lot and expiry twice, unseen."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from qtrace.i18n import Translator
from qtrace.ui.receiving.code_panel import text_field
from qtrace.ui.receiving.double_entry import Twice, entered, read_day
from qtrace.ui.receiving.forms import SideForm, put_texts, texts_in
from qtrace.ui.receiving.receive_state import Goods
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.fields import Answer
from qtrace.ui.widgets.labels import Label

MOST_LOT = 40


def _twice_of(answer: Answer | None) -> Twice:
    """A double entry as `GoodsForm.typed` told it."""
    if not isinstance(answer, tuple):
        return Twice()
    first, value, is_done = answer
    return Twice(first or None, value or None, is_done == str(True))


class GoodsForm(SideForm):
    """Supplier's lot, expiry, revision.

    Signals:
        given: the `Goods`.
    """

    given = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("What stands on the goods"))
        self._tr = tr
        note = tr.say("Lot and date are typed twice; the first entry is hidden.")
        self.add(Label(note, TextRole.NOTE, Ink.TEXT2, wrap=True))
        self.lot = text_field(tr.say("Supplier's lot"))
        self.lot.setMaxLength(MOST_LOT)
        self.expiry = text_field(tr.say("Use until"))
        self.revision = text_field(tr.say("Revision"))
        self.revision.setMaxLength(MOST_LOT)
        self._lot_twice = Twice()
        self._expiry_twice = Twice()
        self._lot_title = self.add_field("", self.lot)
        self._expiry_title = self.add_field("", self.expiry)
        self.add_field(tr.say("Revision, if it is written on it"), self.revision)
        self.lot.returnPressed.connect(self._lot_entered)
        self.expiry.returnPressed.connect(self._expiry_entered)
        self.revision.returnPressed.connect(self.submit)
        self.finish()
        self._show()

    def begin(self) -> None:
        """Start from empty fields: nothing typed for other goods may stay."""
        self._lot_twice = self._expiry_twice = Twice()
        for field in (self.lot, self.expiry, self.revision):
            field.clear()
        self.say_fault("")
        self._show()
        self._focus(self.lot)

    def typed(self) -> dict[str, Answer]:
        """What stands in the fields, and how far each double entry is."""
        found = texts_in({"lot": self.lot, "expiry": self.expiry, "revision": self.revision})
        for name, twice in (("lot_twice", self._lot_twice), ("expiry_twice", self._expiry_twice)):
            if twice.first is not None or twice.is_done:
                found[name] = (twice.first or "", twice.value or "", str(twice.is_done))
        return found

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """Fields and double entries again; a first entry stays hidden."""
        self._lot_twice = _twice_of(answers.get("lot_twice"))
        self._expiry_twice = _twice_of(answers.get("expiry_twice"))
        fields = {"lot": self.lot, "expiry": self.expiry, "revision": self.revision}
        put_texts(answers, fields)
        self._show()
        twice = (self._lot_twice, self._expiry_twice)
        open_ones = [name for name, each in zip(fields, twice, strict=False) if not each.is_done]
        self._focus(fields[open_ones[0] if open_ones else "revision"])

    def submit(self) -> None:
        """Take over if both entries are complete; else go to what is missing."""
        if not self._lot_twice.is_done:
            if self.lot.text().strip() or self._lot_twice.first is not None:
                self._lot_entered()
            self._focus(self.lot)
        elif not self._expiry_twice.is_done:
            if self.expiry.text().strip() or self._expiry_twice.first is not None:
                self._expiry_entered()
            self._focus(self.expiry)
        else:
            value = self._expiry_twice.value
            self.given.emit(
                Goods(
                    supplier_lot=self._lot_twice.value,
                    expiry=read_day(value) if value is not None else None,
                    revision=self.revision.text().strip() or None,
                )
            )

    def _lot_entered(self) -> None:
        self._lot_twice = entered(self._lot_twice, self.lot.text())
        self._after(self._lot_twice, self.lot, self.expiry)

    def _expiry_entered(self) -> None:
        text = self.expiry.text().strip()
        if text and read_day(text) is None:
            self.say_fault(self._tr.say("Type the day as 2031-11-05"))
            return
        day = read_day(text)
        plain = day.isoformat() if day is not None else ""
        self._expiry_twice = entered(self._expiry_twice, plain)
        self._after(self._expiry_twice, self.expiry, self.revision)

    def _after(self, twice: Twice, field: QLineEdit, following: QLineEdit) -> None:
        fault = self._tr.say("The two entries differ. Type both again.") if twice.differs else ""
        self.say_fault(fault)
        field.setText(twice.value or "")
        field.setReadOnly(twice.is_done)
        self._show()
        self._focus(following if twice.is_done else field)

    def _show(self) -> None:
        tr = self._tr
        titles = (
            (self._lot_title, self._lot_twice, tr.say("Supplier's lot; Enter if there is none")),
            (self._expiry_title, self._expiry_twice, tr.say("Use until; Enter if there is none")),
        )
        for label, twice, first_words in titles:
            if twice.is_done:
                agreed = tr.say("Both entries agree") if twice.value else tr.say("Nothing on it")
                label.setText(agreed)
            elif twice.first is not None:
                label.setText(tr.say("The same once more, unseen"))
            else:
                label.setText(first_words)
        self.lot.setReadOnly(self._lot_twice.is_done)
        self.expiry.setReadOnly(self._expiry_twice.is_done)

    @staticmethod
    def _focus(field: QLineEdit) -> None:
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
