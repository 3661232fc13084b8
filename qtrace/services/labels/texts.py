"""What the labels of a print job say, as frozen JSON for the printing floor."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from qtrace.domain.codes.gs1_write import encode_element_string
from qtrace.domain.codes.internal import LabelMark
from qtrace.domain.codes.interpret import OWN_CODE_AI
from qtrace.domain.quantities import plain_q6
from qtrace.models.cases import Case, CaseItem
from qtrace.models.catalogue import Part, PartCode, PartRevision, Unit
from qtrace.models.documents import PrintJob
from qtrace.models.items import Item
from qtrace.reference import ai_table
from qtrace.services.holds.check import coverings
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class LabelCode:
    """What the matrix symbol of a label carries.

    Attributes:
        content: an element string with 0x1D between variable elements, or our own code.
        is_gs1: True for an element string.
        year: year against which two-digit years are understood.
    """

    content: str
    is_gs1: bool
    year: int


def label_code(reads: Reads, lot_id: int, number: int, status: str) -> LabelCode | None:
    """The code of container `number` with a label that shows `status`; None without such a one."""
    lot = reads.session.get(Item, lot_id)
    box = reads.session.scalar(
        select(Item).where(
            Item.origin_id == lot_id, Item.kind == "container", Item.unit_seq == number
        )
    )
    if lot is None or box is None:
        return None
    said = _of_container(box, status) | _symbols(reads, lot, box, status, _gtin(reads, lot))
    return LabelCode(said["code"], bool(said.get("code_is_gs1")), reads.now.year)


def label_texts(reads: Reads, job_id: int) -> tuple[str, ...]:
    """JSON of every label of the job, in the order of its containers; empty if there is none."""
    job = reads.session.get(PrintJob, job_id)
    if job is None or job.kind != "label" or job.label_status is None:
        return ()
    lot = reads.session.get_one(Item, job.item_id)
    part = reads.session.get(Part, lot.part_id) if lot.part_id else None
    revision = (
        reads.session.get(PartRevision, lot.part_revision_id) if lot.part_revision_id else None
    )
    unit = reads.session.get_one(Unit, lot.unit_code)
    containers = reads.session.scalars(
        select(Item)
        .where(Item.origin_id == lot.id, Item.kind == "container")
        .order_by(Item.unit_seq)
    ).all()
    plant = reads.plant
    common: dict[str, Any] = {
        "status": job.label_status,
        "lot": lot.lot or "",
        "containers": len(containers),
        "part_number": part.number if part else "?",
        "part_revision": revision.revision if revision else "",
        "part_name": _name(part.name_zh, part.name_en) if part else _name("", ""),
        "unit": _name(unit.symbol_zh, unit.symbol_en),
        "code_is_gs1": False,
        "linear": "",
        "expires_on": lot.expiry.isoformat() if lot.expiry else None,
        "supplier_lot": lot.supplier_lot or "",
        "case_number": _case_number(reads, lot.id, job.label_status or ""),
        "plant": _name(plant.name_zh, plant.name_en),
        "form_number": plant.form_numbers.get("label", ""),
        "language": plant.form_numbers.get("label_language", "both"),
        "printed_at": reads.now.astimezone(reads.zone).isoformat(),
        "copy_number": job.copy_no,
        "copy_reason": job.reason,
        "demo": plant.is_demo,
    }
    gtin = _gtin(reads, lot)
    first, last = job.container_from or 1, job.container_to or len(containers)
    return tuple(
        json.dumps(
            common
            | _of_container(box, job.label_status or "")
            | _hold_of(reads, box, job.label_status or "")
            | _symbols(reads, lot, box, job.label_status or "", gtin),
            ensure_ascii=False,
        )
        for box in containers
        if first <= (box.unit_seq or 0) <= last
    )


def _of_container(box: Item, status: str) -> dict[str, Any]:
    return {
        "container": box.unit_seq,
        "quantity": plain_q6(box.qty_q6),
        "code": container_code(box.lot or "", status),
    }


def _hold_of(reads: Reads, box: Item, status: str) -> dict[str, Any]:
    """The newest hold on a container whose label says that it is held."""
    if status != "hold":
        return {}
    found = coverings(reads.session, box.id)
    return {"case_number": found[-1].number if found else ""}


def _symbols(reads: Reads, lot: Item, box: Item, status: str, gtin: str | None) -> dict[str, Any]:
    """GS1 symbols where the part has a GTIN: a DataMatrix with the lot, a GS1-128 with our code."""
    if gtin is None:
        return {}
    own = container_code(box.lot or "", status)
    elements = [("01", gtin), ("10", lot.lot or ""), (OWN_CODE_AI, own)]
    if lot.expiry is not None:
        elements.insert(1, ("17", lot.expiry.strftime("%y%m%d")))
    year = reads.now.year
    return {
        "code": encode_element_string(elements, ai_table(), year),
        "code_is_gs1": True,
        "linear": encode_element_string([(OWN_CODE_AI, own)], ai_table(), year),
    }


def _gtin(reads: Reads, lot: Item) -> str | None:
    """GTIN of the part's smallest package, or None where the part has none."""
    return reads.session.scalar(
        select(PartCode.code)
        .where(PartCode.part_id == lot.part_id, PartCode.agency == "GS1")
        .order_by(PartCode.units_per_q6, PartCode.id)
        .limit(1)
    )


def container_code(code: str, status: str) -> str:
    """The scannable code of a container's label; it says which status the label shows."""
    return f"{code}{LabelMark[status.upper()].value}"


def _name(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def _case_number(reads: Reads, lot_id: int, status: str) -> str:
    """The nonconformance of a rejected lot; else nothing."""
    if status != "rejected":
        return ""
    number = reads.session.scalar(
        select(Case.number)
        .join(CaseItem, CaseItem.case_id == Case.id)
        .where(CaseItem.item_id == lot_id, Case.kind == "ncr")
        .order_by(Case.id.desc())
        .limit(1)
    )
    return number or ""
