"""What a signature under an inspection covers, in canonical form."""

from qtrace.records.canonical import Json
from qtrace.services.inspection_state import InspectionRows


def signed_content(rows: InspectionRows, verdict: str) -> Json:
    """Every fact that the verdict rests on; the same text for every signer of the chain.

    Columns that signing itself changes (state, signers, versions) are left out.
    """
    inspection = rows.inspection
    return {
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
