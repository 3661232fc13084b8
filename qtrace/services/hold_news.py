"""Which of the holds that others have just placed stop what a station has in sight."""

from collections.abc import Collection

from qtrace.domain.hold_scopes import Context
from qtrace.services.hold_check import Covering, coverings
from qtrace.services.reads import Reads


def new_covers(
    reads: Reads, item_id: int | None, hold_ids: Collection[int]
) -> tuple[Covering, ...]:
    """Those of the holds that cover the item in sight, or work at the station that asks.

    Args:
        reads: the view; its station is a place that may be held.
        item_id: lot, container or unit in sight, or None.
        hold_ids: holds that somebody has placed or widened now.
    """
    here = Context(station_id=reads.station.id)
    found = coverings(reads.session, item_id, here)
    return tuple(each for each in found if each.hold_id in hold_ids)
