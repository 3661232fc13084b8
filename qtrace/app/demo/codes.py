"""What can be scanned in an open demo plant: labels of waiting deliveries, badges, commands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qtrace.app.demo.deliveries import WAITING, DeliveryLabel, labels_of
from qtrace.app.demo.people import PEOPLE, DemoPerson
from qtrace.services.people.accounts import people
from qtrace.services.reads import Reads
from qtrace.services.receiving.queries import expected_line
from qtrace.services.receiving.queue import QueueFilter, receiving_queue


@dataclass(frozen=True, slots=True)
class WaitingDelivery:
    """A delivery that is still at the door.

    Attributes:
        code: our own code for it, `DLV-…`.
        label: what the supplier put on it.
    """

    code: str
    label: DeliveryLabel


@dataclass(frozen=True, slots=True)
class DemoCodes:
    """Everything that the demo's sheet shows beside the commands."""

    badges: tuple[DemoPerson, ...]
    deliveries: tuple[WaitingDelivery, ...]


def demo_day(reads: Reads) -> date | None:
    """The day that this demo plant was made for; None in a live plant."""
    seed = reads.plant.demo_seed
    if not reads.plant.is_demo or not seed:
        return None
    try:
        return date.fromisoformat(seed.rpartition(" ")[2])
    except ValueError:
        return None  # a demo that another builder made: nothing is known of its labels


def delivery_labels(reads: Reads) -> tuple[WaitingDelivery, ...]:
    """Labels on what is still at the door, in the order of the story."""
    day = demo_day(reads)
    if day is None:
        return ()
    codes: dict[str, str] = {}
    open_lines: dict[str, set[int]] = {}
    for row in receiving_queue(reads, QueueFilter.TO_RECEIVE):
        line = expected_line(reads, row.line_id) if row.line_id is not None else None
        if line is not None:
            codes[line.delivery_number] = line.delivery_code
            open_lines.setdefault(line.delivery_number, set()).add(line.line_no)
    return tuple(
        WaitingDelivery(codes[waiting.number], label)
        for waiting in WAITING
        if waiting.number in codes
        for label in labels_of(waiting, open_lines[waiting.number], day)
    )


def label_bytes(reads: Reads) -> Mapping[str, bytes]:
    """What a scanner sends for each waiting delivery, by our delivery code: its first open lot."""
    found: dict[str, bytes] = {}
    for waiting in delivery_labels(reads):
        found.setdefault(waiting.code, waiting.label.scanned)
    return found


def demo_codes(reads: Reads) -> DemoCodes:
    """Badges of the people who are still active with the badge they began with, and deliveries."""
    active = {row.badge_code for row in people(reads) if row.state == "active"}
    badges = tuple(person for person in PEOPLE if person.badge in active)
    return DemoCodes(badges, delivery_labels(reads))
