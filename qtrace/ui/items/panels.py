"""The panels that take the place of the overview: papers, find, reprint, detail."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtrace.ui.items.bar_texts import COPY_REASONS
from qtrace.ui.items.detail_texts import DetailText
from qtrace.ui.items.lot_view import CopyReason, LotView
from qtrace.ui.items.sight import Sight
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import TileSpec
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.fields import TextField, TextLook, printable
from qtrace.ui.widgets.forms import scrolling
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.steps import RecordLine, RecordList
from qtrace.ui.widgets.tiles import Tiles, Words

COLUMNS = 3
NAME_WIDTH = 190


class PapersPanel(Panel):
    """Supplier papers: which are there, which are missing, and one more to register.

    Signals:
        kind_chosen: `PaperKind` value.
        number_edited: number of the paper.
    """

    kind_chosen = Signal(str)
    number_edited = Signal(str)
    row_opened = Signal(str)

    def __init__(self, sight: Sight) -> None:
        tr = sight.tr
        super().__init__(tr.say("Supplier papers"))
        self._sight = sight
        self.rows = RecordList(tr.say("Supplier papers"), kind_width=210)
        self.rows.opened.connect(self.row_opened)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, scaled(12), 0)
        column.addWidget(self.rows)
        column.addStretch(1)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(scaled(8))
        form.addWidget(Label(tr.say("One more has come"), TextRole.TITLE))
        self._kinds = Tiles((), COLUMNS)
        self._kinds.chosen.connect(self.kind_chosen)
        form.addWidget(self._kinds)
        self.number = TextField(
            tr.say("Number on the paper"), look=TextLook(mono=True, check=printable(tr))
        )
        self.number.edited.connect(self.number_edited)
        form.addWidget(self.number)
        self.add(scrolling(content), 1)
        self.add(self._form)

    def show_view(
        self,
        view: LotView,
        rows: Sequence[RecordLine],
        kinds: Sequence[TileSpec],
        *,
        may_register: bool,
    ) -> None:
        """Show papers and draft."""
        self.rows.set_records(rows)
        self._kinds.set_specs(kinds)
        self._form.setVisible(may_register)
        if self.number.input.text() != view.paper.number:
            self.number.set_text(view.paper.number)


class FindPanel(Panel):
    """A code is typed; several lots are offered.

    Signals:
        edited: the typed text.
        hit_chosen: number of a hit.
    """

    edited = Signal(str)
    hit_chosen = Signal(int)

    def __init__(self, sight: Sight) -> None:
        tr = sight.tr
        super().__init__(tr.say("Type a code"))
        hint = tr.say("Our lot or container, its last digits, supplier lot, serial or part number")
        self.field = TextField(tr.say("Code"), hint, TextLook(mono=True))
        self.field.edited.connect(self.edited)
        self._said = Label("", TextRole.TITLE, wrap=True)
        self._hits = Tiles((), 1)
        self._hits.chosen.connect(self._press)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, scaled(12), 0)
        column.addWidget(self._hits)
        column.addStretch(1)
        self.add(self.field)
        self.add(self._said)
        self.add(scrolling(content), 1)

    def _press(self, key: str) -> None:
        self.hit_chosen.emit(int(key))

    def show_hits(self, text: str, said: str, hits: Sequence[TileSpec]) -> None:
        """Show what was typed and where it leads."""
        if self.field.input.text() != text:
            self.field.set_text(text)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._hits.set_specs(hits)


class ReprintPanel(Panel):
    """Why something is printed again.

    Signals:
        reason_chosen: `CopyReason` value.
        note_edited: the words of the person.
    """

    reason_chosen = Signal(str)
    note_edited = Signal(str)

    def __init__(self, sight: Sight) -> None:
        tr = sight.tr
        super().__init__(tr.say("Print again: why?"))
        self._sight = sight
        self._what = Label("", TextRole.DATA)
        self._reasons = Tiles((), COLUMNS)
        self._reasons.chosen.connect(self.reason_chosen)
        self._words = Words(tr.say("In your words"), NAME_WIDTH)
        self._words.edited.connect(self.note_edited)
        self.add(self._what)
        self.add(self._reasons)
        self.add(self._words)
        note = tr.say("The paper says COPY with its number; the reason is kept in the record")
        self.add(Label(note, TextRole.NOTE, Ink.TEXT2, wrap=True))
        self.body.addStretch(1)

    def show_view(self, view: LotView) -> None:
        """Show the draft."""
        tr, copy = self._sight.tr, view.copy
        document = view.document(copy.document_id)
        what = document.number if document is not None else ""
        if copy.container and view.page is not None:
            lot = view.page.identity.lot
            what = tr.say("Label {lot} / {number}", lot=lot, number=copy.container)
        self._what.setText(what)
        self._reasons.set_specs(
            [
                TileSpec(
                    reason.value,
                    tr.say(COPY_REASONS[reason]),
                    tail=str(number),
                    selected=reason is copy.reason,
                )
                for number, reason in enumerate(CopyReason, start=1)
            ]
        )
        self._words.show_words(copy.note)


class DetailPanel(Panel):
    """One thing with everything that is known about it.

    Signals:
        opened: id of a row that leads on.
    """

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._text: DetailText | None = None
        self._facts = FactList(name, key_width=180, row=44, last_rule=True)
        self._rows = RecordList(name, kind_width=90)
        self._rows.opened.connect(self.opened)
        self._stored_title = Label("", TextRole.NOTE_STRONG)
        self._stored = FactList(name, key_width=260, row=30, ruled=False)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, scaled(12), 0)
        column.setSpacing(scaled(8))
        for widget in (self._facts, self._rows, self._stored_title, self._stored):
            column.addWidget(widget)
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add(scrolling(content), 1)

    def show_text(self, text: DetailText) -> None:
        """Show `text`; nothing is touched if it is the same as before."""
        if text == self._text:
            return
        self._text = text
        self.set_title(text.title)
        self.set_note(text.note)
        self._facts.set_facts(text.facts)
        self._facts.setVisible(bool(text.facts))
        self._rows.set_records(text.rows)
        self._rows.setVisible(bool(text.rows))
        self._stored_title.setText(text.stored_title)
        self._stored_title.setVisible(bool(text.stored))
        self._stored.set_facts(text.stored)
        self._stored.setVisible(bool(text.stored))
