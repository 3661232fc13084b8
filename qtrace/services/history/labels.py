"""Labels in a device history: versions on the units, and one label as it was scanned."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.interpret import interpret
from qtrace.models.documents import PrintEvent, PrintJob
from qtrace.models.items import Item
from qtrace.models.production import LabelVersion
from qtrace.models.production_runs import UnitLabel
from qtrace.reference import ai_table
from qtrace.services.documents.issued import UNIT_TEMPLATE
from qtrace.services.history.rows import LabelRow, UdiSample
from qtrace.services.reads import Reads


def labels_of(session: Session, lot_id: int) -> tuple[LabelRow, ...]:
    """Label versions that units of the lot, or the lot itself, carry, with labels printed and units checked."""
    checked = session.execute(
        select(UnitLabel.label_version_id, func.count(UnitLabel.item_id.distinct()))
        .join(Item, Item.id == UnitLabel.item_id)
        .where(or_(Item.id == lot_id, Item.origin_id == lot_id))
        .group_by(UnitLabel.label_version_id)
    )
    scanned = {label_id: int(count) for label_id, count in checked}
    prints = session.execute(
        select(PrintJob.label_version_id, func.sum(PrintEvent.symbols_read_back))
        .join(PrintEvent, PrintEvent.job_id == PrintJob.id)
        .where(
            PrintJob.item_id == lot_id,
            PrintJob.template == UNIT_TEMPLATE,
            PrintEvent.outcome == "printed",
        )
        .group_by(PrintJob.label_version_id)
    )
    printed = {label_id or 0: int(count) for label_id, count in prints}
    rows = session.scalars(
        select(LabelVersion)
        .where(LabelVersion.id.in_(scanned.keys() | printed.keys()))
        .order_by(LabelVersion.id)
    )
    return tuple(
        LabelRow(row.version, row.udi_di, printed.get(row.id, 0), scanned.get(row.id, 0))
        for row in rows
    )


def udi_sample(reads: Reads, lot_id: int) -> UdiSample | None:
    """The first unit whose label was scanned, with the elements of its code."""
    row = reads.session.execute(
        select(UnitLabel, Item.serial)
        .join(Item, Item.id == UnitLabel.item_id)
        .where(or_(Item.id == lot_id, Item.origin_id == lot_id))
        .order_by(Item.unit_seq, UnitLabel.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    scan, serial = row
    message = interpret(scan.scanned, ai_table(), scan.at.year)
    elements = message.reading.elements if isinstance(message, GS1Message) else ()
    return UdiSample(serial or "", scan.scanned, tuple((e.ai, e.value) for e in elements))
