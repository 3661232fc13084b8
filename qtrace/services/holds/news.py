"""Which of the holds that others have just placed stop what a station has in sight."""

from collections.abc import Collection

from qtrace.domain.hold_scopes import Context
from qtrace.services.holds.check import Covering, coverings
from qtrace.services.reads import Reads


def new_covers(
    reads: Reads, item_ids: Collection[int], hold_ids: Collection[int]
) -> tuple[Covering, ...]:
    """Those of the holds that cover something in sight, or work at the station that asks.

    A bag or unit is in sight with its lot.

    Args:
        reads: the view; its station is a place that may be held.
        item_ids: lots, containers and units in sight.
        hold_ids: holds that somebody has placed or widened now.
    """
    here = Context(station_id=reads.station.id)
    found: dict[int, Covering] = {}
    for item_id in (None, *item_ids):
        for each in coverings(reads.session, item_id, here, whole=item_id is not None):
            if each.hold_id in hold_ids:
                found.setdefault(each.hold_id, each)
    return tuple(sorted(found.values(), key=lambda each: each.seq))
