"""Where the inspector is and where to go on: pure functions over the sheet."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from qtrace.domain.inspection import CharacteristicSpec, CharKind
from qtrace.services.inspection.rows import Cell, InspectionSheet, SheetCharacteristic

CellKey = tuple[int, int]
"""Characteristic id and piece; piece 0 is an attribute as a whole, which has no cells."""


def characteristic_of(sheet: InspectionSheet, characteristic_id: int) -> SheetCharacteristic:
    """The characteristic with this id.

    Raises:
        StopIteration: the sheet has none.
    """
    return next(c for c in sheet.characteristics if c.characteristic_id == characteristic_id)


def is_variable(characteristic: SheetCharacteristic) -> bool:
    """True if it takes measured values."""
    return characteristic.kind is CharKind.VARIABLE


def has_cells(characteristic: SheetCharacteristic) -> bool:
    """True if every piece has a reading of its own; an attribute is looked at as a whole."""
    return characteristic.kind is not CharKind.ATTRIBUTE


def is_on_the_way(characteristic: SheetCharacteristic) -> bool:
    """True if the inspector comes by: not where values are computed, or may be left out."""
    return characteristic.required and characteristic.kind is not CharKind.FORMULA


def cells_by_key(sheet: InspectionSheet) -> dict[CellKey, Cell]:
    """Living readings and defects by their cell; of several defects of a piece the newest."""
    return {(cell.characteristic_id, cell.piece): cell for cell in sheet.cells}


def keys_of(characteristic: SheetCharacteristic) -> Iterator[CellKey]:
    """All cells of a characteristic in the order in which they are taken."""
    if has_cells(characteristic):
        for piece in range(1, characteristic.n + 1):
            yield characteristic.characteristic_id, piece
    else:
        yield characteristic.characteristic_id, 0


def filled_keys(sheet: InspectionSheet) -> set[CellKey]:
    """Cells that need nothing more: values, defects, attributes looked at on every piece."""
    filled = {(cell.characteristic_id, cell.piece) for cell in sheet.cells}
    filled |= {
        (c.characteristic_id, 0)
        for c in sheet.characteristics
        if not has_cells(c) and c.done >= c.n
    }
    return filled


def next_key(
    sheet: InspectionSheet, taken: Collection[CellKey], after: CellKey | None = None
) -> CellKey | None:
    """The next open cell: further in the same characteristic, else its beginning, else the next.

    Args:
        sheet: the inspection.
        taken: cells that need nothing more, stored or on their way.
        after: where the inspector was.

    Returns:
        The cell, or None when nothing is open.
    """
    order = list(sheet.characteristics)
    if after is not None:
        own = characteristic_of(sheet, after[0])
        at = order.index(own)
        order = order[at:] + order[:at]
        for key in keys_of(own):
            if key[1] > after[1] and key not in taken:
                return key
    for characteristic in filter(is_on_the_way, order):
        for key in keys_of(characteristic):
            if key not in taken:
                return key
    return None


def first_key(
    sheet: InspectionSheet, taken: Collection[CellKey], characteristic_id: int
) -> CellKey:
    """The first open cell of a characteristic, or its first cell when it is complete."""
    own = characteristic_of(sheet, characteristic_id)
    keys = list(keys_of(own))
    return next((key for key in keys if key not in taken), keys[0])


def container_of(sheet: InspectionSheet, piece: int) -> int | None:
    """Number of the container that a piece comes from, or None if nobody knows."""
    return next((box.number for box in sheet.containers if piece in box.pieces), None)


def span_text(pieces: Collection[int]) -> str:
    """Piece numbers as ranges.

    Example:
        >>> span_text((9, 10, 11, 12, 45))
        '9–12, 45'
    """
    runs: list[list[int]] = []
    for piece in sorted(pieces):
        if runs and piece == runs[-1][-1] + 1:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return ", ".join(texts)


def spec_of(characteristic: SheetCharacteristic) -> CharacteristicSpec:
    """What the domain's rule needs to judge a value before it is sent."""
    return CharacteristicSpec(
        characteristic.number,
        characteristic.kind,
        characteristic.char_class,
        characteristic.n,
        _decimal(characteristic.nominal),
        _decimal(characteristic.lsl),
        _decimal(characteristic.usl),
        characteristic.decimals,
        characteristic.unit,
        characteristic.options,
        characteristic.required,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
