"""Container labels: each is scanned on its container; the task stays open until N of N."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from qtrace.domain.codes.internal import InternalCode, InternalKind, LabelMark, parse_internal
from qtrace.domain.items import LabelStatus
from qtrace.domain.receiving import ReceivingReason
from qtrace.models.catalogue import Part, Unit
from qtrace.models.documents import LabelCheck
from qtrace.models.items import Item
from qtrace.services.briefs import PartBrief, part_brief
from qtrace.services.commands import Command
from qtrace.services.items.standing import container_count, wanted_label
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.receiving.commands import CheckLabel
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def check_label(work: Work, command: CheckLabel) -> Facts | Refusal:
    """Tick containers off; the same label again is an answer, not a fault."""
    lot = work.session.get(Item, command.lot_id)
    if lot is None or lot.kind != "lot":
        return refuse(ReceivingReason.LOT_UNKNOWN)
    refusal = _refuse_status(work, lot, command.label_status)
    if refusal is not None:
        return refusal
    numbers = _numbers(lot, command)
    if isinstance(numbers, Refusal):
        return numbers
    containers = _containers(work, lot, numbers)
    if isinstance(containers, Refusal):
        return containers
    is_again = not _tick(work, lot, command.label_status, containers)
    done = _done(work, lot.id, command.label_status)
    total = container_count(work.session, lot.id)
    work.touch(ObjectKind.ITEM, lot.id)
    return {
        "lot": lot.lot or "",
        "number": str(numbers[-1]),
        "done": str(done),
        "total": str(total),
        "again": "yes" if is_again else "no",
        "open": "yes" if done < total else "no",
    }


def _refuse_status(work: Work, lot: Item, status: LabelStatus) -> Refusal | None:
    wanted = wanted_label(work.session, lot)
    if wanted is None:
        return refuse(ReceivingReason.LABEL_TASK_NONE, lot=lot.lot)
    if wanted is not status:
        facts = {"lot": lot.lot, "status": status.value, "wanted": wanted.value}
        return refuse(ReceivingReason.LABEL_STATUS_OLD, **facts)
    return None


def _numbers(lot: Item, command: CheckLabel) -> tuple[int, ...] | Refusal:
    """Container numbers of the scanned codes, all of this lot and with the right status."""
    numbers = []
    for text in command.codes:
        scanned = parse_internal(text.strip())
        if not isinstance(scanned, InternalCode) or scanned.kind is not InternalKind.CONTAINER:
            return refuse(ReceivingReason.NO_CONTAINER_CODE, scanned=text[:60])
        if scanned.lot != lot.lot:
            facts = {"scanned": scanned.lot, "lot": lot.lot}
            return refuse(ReceivingReason.LABEL_OF_OTHER_LOT, **facts)
        if scanned.mark is None:
            return refuse(ReceivingReason.LABEL_WITHOUT_STATUS, scanned=scanned.text)
        if scanned.mark != LabelMark[command.label_status.name].value:
            status = LabelStatus[LabelMark(scanned.mark).name].value
            facts = {"lot": lot.lot, "status": status, "wanted": command.label_status.value}
            return refuse(ReceivingReason.LABEL_STATUS_OLD, **facts)
        assert scanned.index is not None
        numbers.append(scanned.index)
    return tuple(numbers) or refuse(ReceivingReason.NO_CONTAINER_CODE, scanned="")


def _containers(work: Work, lot: Item, numbers: tuple[int, ...]) -> dict[int, int] | Refusal:
    """Id by container number."""
    rows = work.session.execute(
        select(Item.unit_seq, Item.id).where(
            Item.origin_id == lot.id, Item.kind == "container", Item.unit_seq.in_(numbers)
        )
    )
    found = {number: item_id for number, item_id in rows if number is not None}
    missing = next((number for number in numbers if number not in found), None)
    if missing is not None:
        return refuse(ReceivingReason.CONTAINER_UNKNOWN, lot=lot.lot, number=missing)
    return found


def _tick(work: Work, lot: Item, status: LabelStatus, containers: dict[int, int]) -> bool:
    """Add the missing checks; True if there was any."""
    known = set(
        work.session.scalars(
            select(LabelCheck.container_id).where(
                LabelCheck.container_id.in_(containers.values()),
                LabelCheck.label_status == status.value,
            )
        )
    )
    fresh = [item_id for item_id in containers.values() if item_id not in known]
    for container_id in fresh:
        work.session.add(
            LabelCheck(
                id=work.new_id(),
                lot_id=lot.id,
                container_id=container_id,
                label_status=status.value,
                person_id=work.actor.person_id,
                station_id=work.station.id,
                at=work.now,
            )
        )
    work.session.flush()
    return bool(fresh)


def _done(work: Work, lot_id: int, status: LabelStatus) -> int:
    return (
        work.session.scalar(
            select(func.count())
            .select_from(LabelCheck)
            .where(LabelCheck.lot_id == lot_id, LabelCheck.label_status == status.value)
        )
        or 0
    )


@dataclass(frozen=True, slots=True)
class LabelTask:
    """Containers of a lot that must carry a label of one status, and those that were seen with it.

    Attributes:
        label_status: what they must carry.
        total: containers of the lot.
        checked: numbers that were scanned, from 1.
        quantities_q6: quantity of each container, in order.
    """

    lot_id: int
    lot: str
    part: PartBrief | None
    label_status: LabelStatus
    total: int
    checked: frozenset[int]
    quantities_q6: tuple[int, ...]

    @property
    def is_open(self) -> bool:
        """True until N of N."""
        return len(self.checked) < self.total


def container_task(
    reads: Reads, lot_id: int, status: LabelStatus | None = None
) -> LabelTask | None:
    """The label task of a lot; `status` None: what the containers must carry now.

    None if there is no such lot or its state needs no labels any more.
    """
    session = reads.session
    lot = session.get(Item, lot_id)
    if lot is None or lot.kind != "lot":
        return None
    wanted = status or wanted_label(session, lot)
    if wanted is None:
        return None
    boxes = session.execute(
        select(Item.id, Item.unit_seq, Item.qty_q6)
        .where(Item.origin_id == lot_id, Item.kind == "container")
        .order_by(Item.unit_seq)
    ).all()
    checked = set(
        session.scalars(
            select(LabelCheck.container_id).where(
                LabelCheck.lot_id == lot_id, LabelCheck.label_status == wanted.value
            )
        )
    )
    part = session.get(Part, lot.part_id) if lot.part_id is not None else None
    return LabelTask(
        lot_id=lot.id,
        lot=lot.lot or "",
        part=part_brief(part, session.get(Unit, lot.unit_code)),
        label_status=wanted,
        total=len(boxes),
        checked=frozenset(number or 0 for box_id, number, _quantity in boxes if box_id in checked),
        quantities_q6=tuple(quantity for _box_id, _number, quantity in boxes),
    )


LABEL_CHECKS: dict[type[Command], Handler] = {CheckLabel: check_label}
