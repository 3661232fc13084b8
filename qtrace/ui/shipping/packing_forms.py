"""Forms of the packing table: a code, a quantity, a line, a reason."""

from qtrace.domain.quantities import plain_q6
from qtrace.i18n import Translator
from qtrace.services.shipping.queries import PackTarget
from qtrace.ui.shipping.packing_state import PackAnswers, PackForm
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.fields import TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm


class PackFormPanel(DeskForm):
    """One form of the packing table."""

    def __init__(self, tr: Translator, form: PackForm, target: PackTarget | None) -> None:
        titles = {
            PackForm.CODE: tr.say("Type a code"),
            PackForm.QUANTITY: tr.say("How many of it are packed?"),
            PackForm.ASK: tr.say("Ask for a part"),
            PackForm.SHORT: tr.say("Less than was asked for"),
            PackForm.LEAVE: tr.say("Does it leave now?"),
            PackForm.CANCEL: tr.say("Call the shipment off"),
        }
        notes = {
            PackForm.SHORT: tr.say("The reason stays in the record"),
            PackForm.LEAVE: tr.say("What has left is not taken back here"),
            PackForm.CANCEL: tr.say("Nothing leaves; what is packed is free again"),
        }
        name = target.name if target is not None and form is PackForm.QUANTITY else ""
        super().__init__(titles[form], notes.get(form, name))
        self.kind = form
        self.texts: dict[str, TextField] = {}
        mono = TextLook(mono=True)
        if form is PackForm.CODE:
            self._text("code", tr.say("Code as it is printed"), mono, 2)
        elif form is PackForm.QUANTITY:
            self._text("quantity", tr.say("Quantity"), mono, 1)
            if target is not None:
                self.texts["quantity"].set_text(plain_q6(target.room_q6))
        elif form is PackForm.ASK:
            self._text("part", tr.say("Part number"), mono, 1)
            self._text("quantity", tr.say("Quantity"), mono, 1)
        elif form is not PackForm.LEAVE:
            self._text("reason", tr.say("Reason"), TextLook(check=printable(tr)), 2)
        saves = {
            PackForm.CODE: tr.say("Take it"),
            PackForm.QUANTITY: tr.term("shipment", "Pack"),
            PackForm.ASK: tr.say("Ask for it"),
            PackForm.SHORT: tr.say("Close the packing"),
            PackForm.CANCEL: tr.say("Call it off"),
        }
        if form is PackForm.LEAVE:
            self._confirm(tr)
            return
        self.set_save(tr.say("Back"), saves[form])

    def _confirm(self, tr: Translator) -> None:
        """Another key than the one that opened the form: nobody ships by pressing F10 twice."""
        back = ActionSpec("close", "Esc", tr.say("Back"))
        leaves = ActionSpec("save", "Enter", tr.say("It leaves now"), None, ButtonKind.PRIMARY)
        self.set_actions([back], [leaves])

    def _text(self, name: str, label: str, look: TextLook, span: int) -> None:
        field = TextField(label, "", look)
        field.submitted.connect(lambda: self.triggered.emit("save"))
        self.texts[name] = field
        self.add(name, field, span)

    def answers(self) -> PackAnswers:
        """What was typed."""
        return PackAnswers(**{name: field.text() for name, field in self.texts.items()})

    def digit(self, sign: str) -> None:
        """A command barcode types a digit or the point; the first one replaces what is proposed."""
        field = self.texts.get("quantity")
        if field is not None:
            before = field.text() if self.typed().get("quantity") is not None else ""
            field.set_text(before + sign)

    def clear_quantity(self) -> None:
        """Take the number back."""
        field = self.texts.get("quantity")
        if field is not None:
            field.set_text("")
