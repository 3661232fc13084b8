"""What the labels of units say, as frozen JSON for the printing floor."""

import json
from typing import Any

from qtrace.models.catalogue import Part
from qtrace.models.documents import PrintJob
from qtrace.models.production import LabelVersion
from qtrace.services.documents.issued import UNIT_TEMPLATE
from qtrace.services.labels.unit_labels import unit_code, units_between
from qtrace.services.reads import Reads


def unit_label_texts(reads: Reads, job_id: int) -> tuple[str, ...]:
    """JSON of every label of the job, in the order of its pieces; empty if it is no such job."""
    session = reads.session
    job = session.get(PrintJob, job_id)
    if job is None or job.template != UNIT_TEMPLATE or job.label_version_id is None:
        return ()
    label = session.get_one(LabelVersion, job.label_version_id)
    units = units_between(session, job.item_id, job.container_from or 1, job.container_to or 1)
    common = _common(reads, job, label)
    return tuple(
        json.dumps(
            common
            | {
                "serial": unit.serial or "",
                "lot": unit.lot or "",
                "expires_on": unit.expiry.isoformat() if unit.expiry else None,
                "code": unit_code(session, unit, label, reads.now.year),
            },
            ensure_ascii=False,
        )
        for unit in units
    )


def _common(reads: Reads, job: PrintJob, label: LabelVersion) -> dict[str, Any]:
    part = reads.session.get_one(Part, label.part_id)
    plant = reads.plant
    return {
        "part_number": part.number,
        "part_name": {"zh": part.name_zh, "en": part.name_en},
        "label_version": label.version,
        "manufacturer": {"zh": plant.name_zh, "en": plant.name_en},
        "address": plant.address,
        "language": plant.form_numbers.get("label_language", "both"),
        "printed_at": reads.now.astimezone(reads.zone).isoformat(),
        "copy_number": job.copy_no,
        "copy_reason": job.reason,
        "demo": plant.is_demo,
    }
