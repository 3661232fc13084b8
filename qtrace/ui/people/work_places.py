"""Whose a piece of unfinished work is, and where it goes on."""

from collections.abc import Sequence

from qtrace.services.inspection.unfinished_work import WorkKind, WorkRow
from qtrace.services.people.accounts import PersonRow
from qtrace.ui.places import InspectionPlace, Place, ReceivePlace


def place_of_work(work: WorkRow) -> Place:
    """The screen of `work`."""
    if work.kind is WorkKind.LABELS or work.inspection_id is None:
        return ReceivePlace(lot_id=work.lot_id)
    return InspectionPlace(work.inspection_id)


def own_work(work: Sequence[WorkRow], person: PersonRow) -> WorkRow | None:
    """The newest of `work` that is the person's own, if any."""
    return next((row for row in work if is_of(row, person)), None)


def is_of(work: WorkRow, person: PersonRow) -> bool:
    """True if `work` is an inspection whose last reading is from `person`."""
    if work.kind is not WorkKind.INSPECTION:
        return False
    return (work.person.en, work.person.zh) == (person.name_en, person.name_zh)
