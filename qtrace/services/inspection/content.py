"""What a signature under an inspection covers, and what its signer saw, in canonical form."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.models.cases import Case, CaseItem
from qtrace.models.gauges import Calibration, Gauge
from qtrace.models.items import Item, ItemStatus
from qtrace.records.canonical import Json
from qtrace.services.catalogue.class_terms import lot_terms_content
from qtrace.services.inspection.state import InspectionRows
from qtrace.services.inspection.support import plant_of, verified_kinds
from qtrace.services.items.standing import present_papers
from qtrace.services.outcomes import Refusal
from qtrace.services.receiving.certificates import live_values
from qtrace.services.seen import changed_since_seen, content_sha256
from qtrace.services.work import ObjectKind, Work


def signed_content(rows: InspectionRows, verdict: str) -> Json:
    """Every fact that the verdict rests on; the same text for every signer of the chain.

    Columns that signing itself changes (state, signers, versions) are left out.
    """
    inspection = rows.inspection
    photos: Json = [[str(key), list(hashes)] for key, hashes in rows.photos.items()]
    return {
        **({"photos": photos} if photos else {}),
        **({"terms": lot_terms_content(rows.terms)} if rows.terms else {}),
        "inspection": str(inspection.id),
        "number": inspection.number,
        "item": str(inspection.item_id),
        "plan_revision": str(inspection.plan_revision_id),
        "lot_size": str(inspection.lot_size),
        "seed": inspection.seed,
        "verdict": verdict,
        "classes": [
            [
                row.char_class, row.sampling, row.standard, row.edition, row.level, row.aql,
                row.severity, row.code_letter, row.plan_letter, str(row.n), str(row.ac),
                str(row.re), row.inspect_all,
            ]
            for row in rows.classes
        ],
        "samples": [[str(no), str(place)] for no, place in rows.samples.items()],
        "readings": [
            [
                str(r.id), str(r.characteristic_id), str(r.piece), r.value, r.raw, r.verdict,
                r.defect_code, r.lsl, r.usl, _id(r.gauge_id), _id(r.calibration_id), r.origin,
                str(r.person_id), r.at.isoformat(), r.confirmed,
            ]
            for r in rows.readings
        ],
        "all_ok": [
            [str(c.id), str(c.characteristic_id), str(c.piece_from), str(c.piece_to),
             str(c.person_id), c.at.isoformat()]
            for c in rows.counts
        ],
    }  # fmt: skip


def _id(value: int | None) -> str | None:
    return None if value is None else str(value)


def _papers(session: Session, lot_id: int) -> Json:
    """Papers of the lot, each with the values that were compared."""
    papers = present_papers(session, lot_id)
    values: dict[int, list[Json]] = {}
    for row in live_values(session, [paper.id for paper in papers]):
        told = [_id(row.characteristic_id), row.value, row.verdict]
        values.setdefault(row.paper_id, []).append(told)
    return [[row.kind, row.number, *values.get(row.id, ())] for row in papers]


def seen_sha256(session: Session, rows: InspectionRows) -> str:
    """SHA-256 (64 hex digits) over what a screen shows of the inspection now.

    Readings, tallies, verdict and plan; gauges with their calibration; papers, nonconformances and
    holds of the lot; its standing; who signed so far. A signing command carries it back, so that
    nobody signs what was never in front of them.

    Source: 21 CFR 11.70; 21 CFR 11.50(b).
    """
    inspection = rows.inspection
    certain = rows.verdict(verified_kinds(plant_of(session))).certain
    lot = session.get_one(Item, inspection.item_id)
    status = session.get(ItemStatus, lot.id)
    signers = (inspection.signed_by, inspection.reviewed_by, inspection.approved_by)
    content: Json = {
        "content": signed_content(rows, certain.value if certain else ""),
        "lot": [
            lot.lot, str(lot.qty_q6), lot.unit_code, lot.expiry.isoformat() if lot.expiry else "",
            _id(lot.part_revision_id), _id(lot.supplier_id), _id(lot.manufacturer_site_id),
            status.quality_state if status else "",
        ],
        "tallies": [
            [str(each.spec.number), str(len(each.judged)), [str(piece) for piece in sorted(each.failed)]]
            for each in rows.results.values()
        ],
        "gauges": _gauges(session, rows),
        "papers": _papers(session, lot.id),
        "cases": _cases(session, lot.id),
        "signers": [_id(person) for person in signers],
    }  # fmt: skip
    return content_sha256(content)


def _gauges(session: Session, rows: InspectionRows) -> Sequence[Json]:
    used = {each.gauge_id for each in rows.readings if each.gauge_id is not None}
    if not used:
        return []
    found = session.execute(
        select(Gauge.code, Gauge.state, Calibration.id, Calibration.due_on, Calibration.result)
        .outerjoin(Calibration, Calibration.gauge_id == Gauge.id)
        .where(Gauge.id.in_(used))
        .order_by(Gauge.code, Calibration.id)
    )
    return [
        [row.code, row.state, _id(row.id), row.due_on.isoformat() if row.due_on else "", row.result]
        for row in found
    ]


def _cases(session: Session, lot_id: int) -> Sequence[Json]:
    found = session.execute(
        select(Case.kind, Case.number, Case.state, Case.severity)
        .join(CaseItem, CaseItem.case_id == Case.id)
        .where(CaseItem.item_id == lot_id)
        .order_by(Case.id)
    )
    return [[row.kind, row.number, row.state, row.severity] for row in found]


def not_as_seen(work: Work, rows: InspectionRows, seen: str) -> Refusal | None:
    """None if the inspection is as the signer saw it; else who changed it last, and when."""
    if seen == seen_sha256(work.session, rows):
        return None
    inspection = rows.inspection
    about = (ObjectKind.INSPECTION, inspection.id), (ObjectKind.ITEM, inspection.item_id)
    return changed_since_seen(work, inspection.number, about)
