"""Where the inspector stands in the grid, and how to get from there to the next cell."""

from collections.abc import Collection, Sequence

from qtrace.services.inspection.rows import InspectionSheet
from qtrace.ui.inspection.cells import (
    CellKey,
    characteristic_of,
    first_key,
    has_cells,
    keys_of,
    next_key,
)


class GridCursor:
    """The current cell and the characteristic in front.

    Attributes:
        cell: current cell; None when every cell has its reading.
        characteristic_id: the characteristic in front.
        resume: where to go on after a correction, or None.
    """

    def __init__(self) -> None:
        self.cell: CellKey | None = None
        self.characteristic_id = 0
        self.resume: CellKey | None = None

    def go(self, key: CellKey) -> None:
        """Stand at `key`."""
        self.cell, self.characteristic_id = key, key[0]
        if key == self.resume:
            self.resume = None

    def stand_at(self, sheet: InspectionSheet | None, key: CellKey) -> None:
        """Stand at the cell that `key` belongs to; an attribute is one cell for all its pieces."""
        in_cells = sheet is None or has_cells(characteristic_of(sheet, key[0]))
        self.go(key if in_cells else (key[0], 0))

    def select(self, key: CellKey, taken: Collection[CellKey]) -> None:
        """Go to a cell; from one that is taken the way leads back to where one was."""
        if key in taken and self.cell is not None and self.resume is None:
            self.resume = self.cell
        self.go(key)

    def go_on(self, sheet: InspectionSheet, taken: Collection[CellKey]) -> None:
        """Back from a correction, or to the next open cell; None when there is no more."""
        if self.resume is not None:
            self.go(self.resume)
            return
        key = next_key(sheet, taken, self.cell)
        if key is None:
            self.cell = None
        else:
            self.go(key)

    def show(
        self, sheet: InspectionSheet, taken: Collection[CellKey], characteristic_id: int
    ) -> None:
        """Bring a characteristic to the front, at its first open cell."""
        self.resume = None
        self.go(first_key(sheet, taken, characteristic_id))

    def neighbour(self, sheet: InspectionSheet, step: int) -> int:
        """Id of the characteristic `step` places further, round the end."""
        ids = [c.characteristic_id for c in sheet.characteristics]
        at = ids.index(self.characteristic_id) if self.characteristic_id in ids else 0
        return ids[(at + step) % len(ids)]

    def above_or_below(self, sheet: InspectionSheet, step: int) -> CellKey | None:
        """The cell `step` pieces further in the same characteristic, or None."""
        if self.cell is None:
            return None
        keys = list(keys_of(characteristic_of(sheet, self.cell[0])))
        at = keys.index(self.cell) + step
        return keys[at] if 0 <= at < len(keys) else None

    def first_open(self, pieces: Sequence[int], taken: Collection[CellKey]) -> CellKey | None:
        """The first cell among `pieces` without a reading, else the first of them."""
        keys = [(self.characteristic_id, piece) for piece in pieces]
        return next((key for key in keys if key not in taken), next(iter(keys), None))

    def reopen(self, sheet: InspectionSheet, number: int, piece: int) -> bool:
        """Go to a cell that was taken back; False if the sheet has no such characteristic."""
        own = next((c for c in sheet.characteristics if c.number == number), None)
        if own is None:
            return False
        self.resume = None
        self.go((own.characteristic_id, piece if has_cells(own) else 0))
        return True

    def renew(self, sheet: InspectionSheet, taken: Collection[CellKey]) -> None:
        """Find the place again in another sheet; who has none goes to the first open cell."""
        known = [c.characteristic_id for c in sheet.characteristics]
        if self.cell is not None and self.characteristic_id in known:
            return
        self.cell = next_key(sheet, taken, None)
        if self.cell is not None:
            self.characteristic_id = self.cell[0]
        elif self.characteristic_id not in known and known:
            self.characteristic_id = known[-1]
