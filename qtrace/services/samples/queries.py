"""Samples of a site, with where each belongs, what it has come to and what was done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.samples import ENDED, SampleActKind, SampleStanding, possible
from qtrace.models.catalogue import Part
from qtrace.models.inspection import Characteristic, Inspection
from qtrace.models.items import Item
from qtrace.models.samples import SampleAct, SampleObject
from qtrace.services.inspection.rows import Named
from qtrace.services.inspection.support import persons
from qtrace.services.reads import Reads
from qtrace.services.samples.homes import acts_of, sample_home, standing_of


@dataclass(frozen=True, slots=True)
class SampleNote:
    """Something that was done with a sample.

    Attributes:
        text: laboratory, value with report number, code of the part, or why it ended.
    """

    kind: SampleActKind
    at: datetime
    by: Named
    text: str


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A sample with where it is and what may be done with it.

    Attributes:
        parent: code of the sample that it was split off; empty if it came from the lot.
        lot: lot that it was taken from.
        now_of: part of that lot that it belongs to since the lot was divided; else empty.
        inspection_id: inspection that its results are readings of.
        characteristic_id: what the last report is about, with its `piece` and `value`.
        next_acts: what can be done next.
        is_open: something may still be done with it.
    """

    sample_id: int
    code: str
    parent: str
    lot_id: int
    lot: str
    now_of: str
    part: Named
    inspection_id: int | None
    inspection: str
    container_no: int
    taken_q6: int
    now: SampleStanding
    unit: str
    purpose: str
    taken_by: Named
    taken_at: datetime
    characteristic_id: int | None
    piece: int | None
    value: str
    next_acts: tuple[SampleActKind, ...]
    notes: tuple[SampleNote, ...]

    @property
    def is_open(self) -> bool:
        """True until it has ended and nothing waits to be confirmed."""
        return self.now.state not in ENDED


def samples(reads: Reads) -> tuple[SampleRow, ...]:
    """Samples of this site, those that are open first, the newest first."""
    rows = reads.session.execute(
        select(SampleObject, Item, Part)
        .join(Item, Item.id == SampleObject.lot_id)
        .join(Part, Part.id == Item.part_id)
        .where(SampleObject.site_id == reads.station.site_id)
        .order_by(SampleObject.id.desc())
    ).all()
    codes = {row[0].id: row[0].code for row in rows}
    found = [_row(reads, codes, row[0], row[1], row[2]) for row in rows]
    return tuple(sorted(found, key=lambda row: not row.is_open))


def _row(
    reads: Reads, codes: Mapping[int, str], sample: SampleObject, lot: Item, part: Part
) -> SampleRow:
    session = reads.session
    acts = acts_of(session, sample.id)
    home = sample_home(session, sample)
    home_lot = session.get_one(Item, home.lot_id)
    inspection = session.get(Inspection, home.inspection_id) if home.inspection_id else None
    known = persons(session, {sample.taken_by, *(row.person_id for row in acts)})
    told = next((row for row in reversed(acts) if row.act == SampleActKind.REPORT), None)
    now = standing_of(session, sample)
    return SampleRow(
        sample.id,
        sample.code,
        codes[sample.parent_id] if sample.parent_id else "",
        lot.id,
        lot.lot or "",
        (home_lot.lot or "") if home_lot is not lot else "",
        Named(part.id, part.number, part.name_en, part.name_zh),
        inspection.id if inspection else None,
        inspection.number if inspection else "",
        sample.container_no,
        sample.qty_q6,
        now,
        sample.unit_code,
        sample.purpose,
        known[sample.taken_by],
        sample.taken_at,
        told.characteristic_id if told else None,
        told.piece if told else None,
        (told.value or "") if told else "",
        possible(now),
        tuple(_note(session, codes, row, known) for row in acts),
    )


def _note(
    session: Session, codes: Mapping[int, str], row: SampleAct, known: Mapping[int, Named]
) -> SampleNote:
    parts = [row.laboratory or "", codes.get(row.child_id or 0, "")]
    if row.characteristic_id is not None:
        number = session.get_one(Characteristic, row.characteristic_id).no
        parts.append(f"#{number}.{row.piece}: {row.value}")
    text = "  ".join(part for part in (*parts, row.note) if part)
    return SampleNote(SampleActKind(row.act), row.at, known[row.person_id], text)
