"""What the grid shows beside the sheet."""

from dataclasses import dataclass, field

from qtrace.services.inspection.rows import Cell
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.cells import CellKey
from qtrace.ui.inspection.gauge_choice import GaugesInHand
from qtrace.ui.inspection.outbox import Outbox, Question


@dataclass(frozen=True, slots=True)
class ReadingState:
    """What the grid shows beside the sheet.

    Attributes:
        cursor: current cell; None when every cell has its reading.
        characteristic_id: the characteristic in front.
        text: what stands in the current cell.
        outbox: what is on its way.
        question: what is asked about the current cell, or None.
        refusal: why the current cell refuses, or None.
        correcting: the stored reading that the current cell would correct, or None.
        gauges: which gauge is in the hand for which characteristic.
        may_measure: the person at the bench may record readings.
    """

    cursor: CellKey | None = None
    characteristic_id: int = 0
    text: str = ""
    outbox: Outbox = field(default_factory=Outbox)
    question: Question | None = None
    refusal: Refusal | None = None
    correcting: Cell | None = None
    gauges: GaugesInHand = field(default_factory=GaugesInHand)
    may_measure: bool = True
