"""Panels of rarer acts at a line: labels of units, what has happened, exceptions, shift times."""

from datetime import date, timedelta

from qtrace.domain.quantities import grouped_q6, plain_q6
from qtrace.i18n import Translator
from qtrace.services.production.line_commands import IssueMaterial
from qtrace.services.production.line_rows import LineStation
from qtrace.ui.production.line_forms import LinePanel, LineSigning, numbered
from qtrace.ui.production.line_state import Denied, Offered
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook, printable

MONO = TextLook(mono=True)
DEADLINE = timedelta(days=3)
HAPPENED = "yes"


class LabelsPanel(LinePanel):
    """Labels of units by their piece numbers; again only with a reason."""

    needed = ("first", "last")

    def __init__(self, tr: Translator, span: tuple[int, int]) -> None:
        note = tr.say("Every further print says COPY and its number; then scan the labels")
        super().__init__(tr.say("Print labels of units"), note)
        for name, label, number in (
            ("first", tr.say("From piece"), span[0]),
            ("last", tr.say("To piece"), span[1]),
        ):
            field = TextField(label, "", MONO)
            field.set_text(str(number))
            field.submitted.connect(lambda: self.triggered.emit("save"))
            self.add(name, field)
        hint = tr.say("needed if they were printed before")
        self.add("reason", TextField(tr.say("Reason"), hint, TextLook(check=printable(tr))), 2)
        self.set_save(tr.say("Cancel"), tr.say("Print the labels"))


class PastPanel(LinePanel):
    """What was refused has happened already: it is kept, with a deviation and a hold."""

    needed: tuple[str, ...] = ("sure", "reason")

    def __init__(self, tr: Translator, denied: Denied) -> None:
        note = tr.say("A deviation is opened and the pieces are held against release; work goes on")
        super().__init__(tr.say("It has happened already: {name}", name=denied.name), note)
        options = (
            Option(HAPPENED, tr.say("Yes: it is in, or made")),
            Option("no", tr.say("No: it was only tried")),
        )
        sure = ChoiceField(tr.say("Has it really happened?"), numbered(options))
        sure.edited.connect(self._go_on)
        self.add("sure", sure, 2)
        wish = denied.command
        if isinstance(wish, IssueMaterial):
            quantity = TextField(tr.say("Quantity that went in"), "", MONO)
            quantity.set_text(plain_q6(wish.qty_q6) if wish.qty_q6 is not None else "")
            self.add("quantity", quantity)
            hint = tr.say("7, or 3-8; empty: pieces without it, or the next ones")
            self.add("pieces", TextField(tr.say("In which pieces"), hint, MONO))
            self.needed = ("sure", "quantity", "reason")
        look = TextLook(check=printable(tr))
        reason = TextField(tr.say("What happened"), "", look)
        reason.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("reason", reason, 2)
        self.set_save(tr.say("Cancel"), tr.say("Record it"))

    def _go_on(self, chosen: tuple[str, ...]) -> None:
        """What happened is told next; what did not is left."""
        if chosen == (HAPPENED,):
            self.fields["quantity" if "quantity" in self.fields else "reason"].setFocus()
        else:
            self.triggered.emit("close")


def _proposed(denied: Denied | None, offered: Offered | None) -> str:
    """What is needed, or what may still be taken; "" where nobody knows."""
    if offered is not None:
        return plain_q6(offered.needed_q6) if offered.needed_q6 else ""
    return denied.left if denied is not None else ""


class PartPanel(LinePanel):
    """How much of a material is taken: of the refused one, or of the next one that is scanned."""

    needed = ("quantity",)

    def __init__(self, tr: Translator, denied: Denied | None, offered: Offered | None) -> None:
        note = tr.say("Only this quantity is taken; the rest stays where it lies")
        title, hint = tr.say("Take a part of a material"), ""
        named = offered or denied
        if named is not None:
            title = tr.say("Take a part of {name}", name=named.name)
        if offered is not None:
            hint = tr.say(
                "{needed} are needed, {stock} lie there",
                needed=grouped_q6(offered.needed_q6),
                stock=grouped_q6(offered.stock_q6),
            )
        super().__init__(title, note, columns=1)
        quantity = TextField(tr.say("Quantity"), hint, MONO)
        quantity.set_text(_proposed(denied, offered))
        quantity.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("quantity", quantity)
        words = tr.say("Take it") if named is not None else tr.say("Then scan it")
        self.set_save(tr.say("Cancel"), words)


class ToolsPanel(LinePanel):
    """A running operation goes on with other equipment: everything that was scanned, and why."""

    needed = ("reason",)

    def __init__(self, tr: Translator, had: str, scanned: str) -> None:
        note = tr.say("Instead of {had}; scan everything that is used from now on", had=had)
        super().__init__(tr.say("Go on with {name}", name=scanned), note, columns=1)
        reason = TextField(tr.say("Reason"), "", TextLook(check=printable(tr)))
        reason.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("reason", reason)
        self.set_save(tr.say("Cancel"), tr.say("Go on with it"))


class ShiftsPanel(LinePanel):
    """Times of the day at which shifts begin."""

    def __init__(self, tr: Translator, station: LineStation) -> None:
        note = tr.say("The page of a shift tells from the last handover, or from these times on")
        super().__init__(tr.say("Shift times of this line"), note, columns=1)
        starts = TextField(tr.say("Shifts begin at"), tr.say("such as 08:00 16:00 00:00"), MONO)
        starts.set_text(station.shift_starts)
        starts.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("starts", starts)
        self.set_save(tr.say("Cancel"), tr.say("Keep the times"))


class UrgentSigning(LineSigning):
    """Urgent release 紧急放行: quality lets a lot be used before its inspection has ended."""

    def __init__(self, tr: Translator, name: str, today: date) -> None:
        self._words, self._today = tr, today
        note = tr.say(
            "What is made of it waits for its inspection; who asks does not sign: quality signs here"
        )
        title = tr.say("Urgent release: {name}", name=name)
        super().__init__(tr, title, note, tr.say("Why it cannot wait"))

    def add_first(self) -> None:
        """Quantity and deadline stand above the reason."""
        tr = self._words
        self.add("quantity", TextField(tr.say("At most this quantity"), "", MONO))
        deadline = TextField(tr.say("Inspection ends by"), tr.say("such as 2027-12-31"), MONO)
        deadline.set_text((self._today + DEADLINE).isoformat())
        self.add("deadline", deadline)

    def answers(self) -> dict[str, str]:
        """Quantity, deadline and reason."""
        found = {"reason": self.reason()}
        for name in ("quantity", "deadline"):
            field = self.fields[name]
            if isinstance(field, TextField):
                found[name] = field.text()
        return found


class TakeLabelSigning(LineSigning):
    """Quality lets the order go on with the label version in force."""

    def __init__(self, tr: Translator, order: str) -> None:
        note = tr.say("Units that carry the old version need new labels; quality signs here")
        title = tr.say("Take the label version in force: {order}", order=order)
        super().__init__(tr, title, note, tr.say("Reason"))

    def answers(self) -> dict[str, str]:
        """The reason."""
        return {"reason": self.reason()}
