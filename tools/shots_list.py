"""Every screen that is photographed, as data: its name, how to get there, how to know it is there.

A shot with `after` goes on from where that shot stands; one without begins at the sign-in page of a
fresh copy of the demo plant.
"""

from collections.abc import Iterator

from tools.shots_acts import Shot
from tools.shots_cases import CASES
from tools.shots_desks import CHARTS, DESKS, HELP
from tools.shots_holds import HOLDS
from tools.shots_inspection import DOUBLE, INSPECT, REJECT
from tools.shots_kinds import KINDS
from tools.shots_production import BATCHES, LINE
from tools.shots_receiving import LABELS, QUEUE, RECEIVE, SIGN_IN
from tools.shots_shipping import SHIPPING
from tools.shots_stations import STATIONS

SHOTS = (
    *SIGN_IN,
    *QUEUE,
    *RECEIVE,
    *LABELS,
    *INSPECT,
    *DOUBLE,
    *KINDS,
    *REJECT,
    *HOLDS,
    *CASES,
    *DESKS,
    *STATIONS,
    *CHARTS,
    *LINE,
    *BATCHES,
    *SHIPPING,
    *HELP,
)
"""Every picture of a station, in an order in which each comes after the one it goes on from."""


def chains(shots: tuple[Shot, ...] = SHOTS) -> Iterator[tuple[Shot, ...]]:
    """The shots of one station each, in order."""
    chain: list[Shot] = []
    for shot in shots:
        if not shot.after and chain:
            yield tuple(chain)
            chain = []
        chain.append(shot)
    if chain:
        yield tuple(chain)
