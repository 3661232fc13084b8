"""What supplier certificates state, as the report freezes it."""

from typing import Any

from sqlalchemy.orm import Session

from qtrace.models.certificates import CertificateValue
from qtrace.models.documents import Evidence
from qtrace.models.inspection import Characteristic
from qtrace.models.receiving import SupplierPaper
from qtrace.services.bilingual import both_names
from qtrace.services.documents.report_rows import ResultRows
from qtrace.services.receiving.certificates import live_values

DIGEST_SIGNS = 12


def paper_digest(session: Session, paper: SupplierPaper) -> str:
    """Start of the SHA-256 of the kept file; empty where none was kept."""
    if paper.evidence_id is None:
        return ""
    return session.get_one(Evidence, paper.evidence_id).sha256.hex()[:DIGEST_SIGNS]


def certified_rows(session: Session, found: ResultRows) -> list[dict[str, Any]]:
    """Values in force by certificate and characteristic, with the limits that judged them."""
    numbers = {paper.id: paper.number for paper in found.papers}
    groups: dict[tuple[int, int], list[CertificateValue]] = {}
    for value in live_values(session, list(numbers)):
        groups.setdefault((value.paper_id, value.characteristic_id), []).append(value)
    return [
        _row(numbers[paper], session.get_one(Characteristic, characteristic), values)
        for (paper, characteristic), values in groups.items()
    ]


def _row(
    certificate: str, characteristic: Characteristic, values: list[CertificateValue]
) -> dict[str, Any]:
    lsl, usl = values[-1].lsl, values[-1].usl
    if lsl is not None and usl is not None:
        limits = f"{lsl} – {usl}"
    else:
        limits = f"≤ {usl}" if usl is not None else f"≥ {lsl}" if lsl is not None else "–"
    required = f"{limits} {characteristic.unit_code or ''}".strip()
    return {
        "certificate": certificate,
        "number": str(characteristic.no),
        "name": both_names(characteristic.name_zh, characteristic.name_en),
        "requirement": both_names(required, required),
        "values": "  ".join(value.value for value in values),
        "odd": "  ".join(value.value for value in values if value.verdict == "fail"),
    }
