"""Who brought what nobody announced: found by typing a part of the name."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal

from qtrace.i18n import Translator
from qtrace.i18n.receiving_words import source_word
from qtrace.services.suppliers.handlers import SupplierRow
from qtrace.ui.receiving.code_panel import text_field
from qtrace.ui.receiving.forms import SideForm, put_texts, texts_in
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.fields import Answer
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column


class SupplierForm(SideForm):
    """A list of suppliers with a field that narrows it.

    Signals:
        given: the `SupplierRow`.
    """

    given = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Who brought it"))
        self._tr = tr
        self._rows: tuple[SupplierRow, ...] = ()
        self.search = text_field(tr.say("Part of the name"))
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.submit)
        self.add_field(tr.say("Part of the name or number"), self.search)
        columns = (
            Column[SupplierRow](
                "code", tr.say("Number"), lambda row: CellView(row.code, role=TextRole.DATA), 104
            ),
            Column[SupplierRow](
                "name",
                tr.say("Supplier"),
                lambda row: CellView(tr.name(row.name_en, row.name_zh), strong_if_chosen=True),
            ),
            Column[SupplierRow](
                "state",
                "",
                lambda row: CellView(source_word(tr, row.state), role=TextRole.NOTE, ink=Ink.TEXT2),
                164,
            ),
        )
        self.table = DataTable(columns, lambda row: row.supplier_id, tr.say("Suppliers"))
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add(self.table, 1)
        self.finish()
        self.body.setStretch(self.body.count() - 1, 0)

    def offer(self, rows: Sequence[SupplierRow]) -> None:
        """Offer these suppliers."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._narrow(self.search.text())

    def begin(self) -> None:
        """Everything is offered, the cursor is in the field."""
        self.search.clear()
        self.say_fault("")
        self._narrow("")
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def typed(self) -> dict[str, Answer]:
        """What is searched for, and whom it is about to name."""
        found = texts_in({"search": self.search})
        return {**found, "chosen": str(self.table.chosen_key())} if found else {}

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """Search and choice again; a supplier that is no longer found is not chosen."""
        put_texts(answers, {"search": self.search})
        chosen = answers.get("chosen")
        row = next((row for row in self._rows if str(row.supplier_id) == chosen), None)
        if row is not None:
            self.table.choose(row.supplier_id)

    def step(self, by: int) -> None:
        """Choose another supplier."""
        self.table.move(by)

    def submit(self) -> None:
        """Say the chosen one."""
        key = self.table.chosen_key()
        row = next((row for row in self._rows if row.supplier_id == key), None)
        if row is None:
            self.say_fault(self._tr.say("No supplier has this name or number"))
            return
        self.given.emit(row)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        rows = [
            row
            for row in self._rows
            if wanted in f"{row.code} {row.name_en} {row.name_zh}".casefold()
        ]
        self.table.set_rows(rows)
        if rows and self.table.chosen_key() not in {row.supplier_id for row in rows}:
            self.table.choose(rows[0].supplier_id)
