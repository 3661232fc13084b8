"""What is written at every cell and not yet sent: half-typed values, reasons, corrections."""

from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.cell_editor import CellEditor
from qtrace.ui.inspection.cells import CellKey


class CellNotes:
    """Every cell keeps its own, so that moving about loses nothing.

    Attributes:
        refusals: why a cell refused what was put into it.
        replaces: reading that a cell's next value corrects, where the service named it.
    """

    def __init__(self) -> None:
        self._editors: dict[CellKey, CellEditor] = {}
        self.refusals: dict[CellKey, Refusal] = {}
        self.replaces: dict[CellKey, int] = {}

    def editor(self, cell: CellKey | None) -> CellEditor:
        """What was typed into `cell` so far."""
        return CellEditor() if cell is None else self._editors.get(cell, CellEditor())

    def write(self, cell: CellKey, editor: CellEditor) -> None:
        """Keep what was typed; what was said about the cell before is over."""
        self._editors[cell] = editor
        self.refusals.pop(cell, None)

    def forget(self, cell: CellKey | None) -> None:
        """Nothing stands at `cell` any more."""
        if cell is not None:
            self._editors.pop(cell, None)
            self.refusals.pop(cell, None)
            self.replaces.pop(cell, None)

    def has(self, cell: CellKey | None) -> bool:
        """True if something typed or said stands at `cell`."""
        return cell in self.refusals or not self.editor(cell).empty
