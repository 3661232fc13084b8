"""Where a piece of unfinished work goes on."""

from qtrace.services.unfinished_work import WorkKind, WorkRow
from qtrace.ui.places import InspectionPlace, Place, ReceivePlace


def place_of_work(work: WorkRow) -> Place:
    """The screen of `work`."""
    if work.kind is WorkKind.LABELS or work.inspection_id is None:
        return ReceivePlace(lot_id=work.lot_id)
    return InspectionPlace(work.inspection_id)
