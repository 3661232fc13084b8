"""The incoming inspection report as data: built once, when it is issued."""

import json
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from qtrace.domain.catalogue import PaperKind
from qtrace.domain.inspection_ways import Obstacle
from qtrace.domain.people import Meaning, Role
from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import N_
from qtrace.i18n.inspection_words import RETURN_REASONS
from qtrace.i18n.words import CASE_STATES, CONTAINERS, MEANINGS, PAPERS, ROLES
from qtrace.models.cases import Case, CaseItem
from qtrace.models.inspection import Inspection
from qtrace.models.people import Signature
from qtrace.models.stations import Plant, Station
from qtrace.services.bilingual import Both, both, both_names, translators
from qtrace.services.documents.report_certified import certified_rows, paper_digest
from qtrace.services.documents.report_characteristics import (
    characteristics_part,
    samples_part,
    stopped_early,
    value_text,
    with_cells,
)
from qtrace.services.documents.report_classes import (
    JudgedRows,
    judged_rows,
    report_classes,
    sampling_words,
)
from qtrace.services.documents.report_outcome import (
    Settlement,
    outcome_reason,
    release_part,
    settlement,
)
from qtrace.services.documents.report_rows import LotRows, ResultRows, lot_rows, result_rows
from qtrace.services.documents.report_series import series_part
from qtrace.services.inspection.severity import severity_line
from qtrace.services.inspection.signatures import sheet_returns
from qtrace.services.inspection.state import reading_photos
from qtrace.services.reads import PlantFacts, plant_facts
from qtrace.services.work import Work

Plain = dict[str, Any]
NOTHING: Both = {"zh": "", "en": ""}
_SAMPLING = {
    "aql": N_("Single sampling"),
    "all": N_("100 % inspection"),
    "fixed": N_("Fixed sample size"),
    "c0": N_("Zero acceptance number (c = 0)"),
    "double": N_("Double sampling"),
    "variables": N_("Sampling by variables"),
    "lq": N_("Limiting quality"),
    "success_run": N_("Confidence and reliability"),
}


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """Data of a report that is being issued."""

    number: str
    lot_id: int
    text: str


def report_json(work: Work, inspection_id: int, reject_for: Obstacle | None = None) -> FrozenReport:
    """The report of a decided inspection as canonical JSON text."""
    inspection = work.session.get_one(Inspection, inspection_id)
    plant = plant_facts(work.session.get_one(Plant, 1))
    lot = lot_rows(work.session, inspection)
    found = result_rows(work.session, inspection)
    judged = judged_rows(work, inspection)
    zone = ZoneInfo(plant.time_zone)
    signatures = [_signature(work, row, zone) for row in found.signatures]
    end = settlement(work, inspection, lot.lot)
    report: Plain = {
        "head": _head(work, inspection, plant, zone),
        "plant": _organisation(both_names(plant.name_zh, plant.name_en), "", plant.address),
        "supplier": _supplier(lot),
        "site": _site(lot),
        "lot": _lot(lot, zone),
        "quantities": _quantity_part(lot, end),
        "plan": _plan(found, judged),
        "outcome": end.word,
        "outcome_reason": outcome_reason(found, end, judged.verdict, reject_for),
        "classes": report_classes(judged, found),
        "characteristics": characteristics_part(found),
        "reading_columns": [str(row.no) for row in with_cells(found)],
        "samples": samples_part(found),
        "defects": _defects(found),
        "gauges": [
            {
                "number": gauge.code,
                "name": both_names(gauge.name_zh, gauge.name_en),
                "calibrated_until": calibration.due_on.isoformat() if calibration else None,
                "calibration_certificate": calibration.certificate_no if calibration else "",
            }
            for gauge, calibration in found.gauges
        ],
        "certificates": [
            {
                "kind": both(PAPERS[PaperKind(row.kind)])
                if row.kind in set(PaperKind)
                else both_names(row.kind, row.kind),
                "number": row.number,
                "issued_on": None,
                "digest": paper_digest(work.session, row),
            }
            for row in found.papers
        ],
        "certified": certified_rows(work.session, found),
        "cases": _cases(work, lot.lot.id),
        "signatures": signatures,
        "remarks": _returns(work, inspection, zone),
        "release": release_part(end, signatures),
        "figures": _figures(work, found),
        "series": series_part(work.session, inspection),
    }
    text = json.dumps(report, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return FrozenReport(inspection.number, lot.lot.id, text)


def _figures(work: Work, found: ResultRows) -> list[Plain]:
    """Photos of the readings that count, by characteristic and piece."""
    numbers = {row.id: row.no for row in found.characteristics}
    photos = reading_photos(work.session, [row.id for row in found.readings])
    ordered = sorted(found.readings, key=lambda r: (numbers[r.characteristic_id], r.sample_no))
    return [
        {
            "characteristic": str(numbers[row.characteristic_id]),
            "piece": str(row.sample_no),
            "value": value_text(row.value) or row.defect_code or "",
            "digest": digest,
        }
        for row in ordered
        for digest in photos.get(row.id, ())
    ]


def _head(work: Work, inspection: Inspection, plant: PlantFacts, zone: ZoneInfo) -> Plain:
    form, _, revision = plant.form_numbers.get("incoming_report", "").partition("/")
    return {
        "number": inspection.number,
        "revision": 1,
        "form_number": form,
        "form_revision": revision,
        "language": plant.form_numbers.get("report_language", "both"),
        "issued_at": work.now.astimezone(zone).isoformat(),
        "verification_code": "",
        "symbol_data": "",
        "supersedes": "",
        "demo": plant.is_demo,
    }


def _organisation(name: Both, number: str, address: str = "") -> Plain:
    return {"name": name, "number": number, "address": both_names(address, address)}


def _supplier(lot: LotRows) -> Plain:
    if lot.supplier is None:
        return _organisation(both_names("–", "–"), "")
    return _organisation(both_names(lot.supplier.name_zh, lot.supplier.name_en), lot.supplier.code)


def _site(lot: LotRows) -> Plain:
    site = lot.site
    if site is None:
        return _organisation(both_names("–", "–"), "")
    name = both_names(f"{site.maker_zh} {site.name_zh}", f"{site.maker_en}, {site.name_en}")
    return _organisation(name, site.code)


def _lot(lot: LotRows, zone: ZoneInfo) -> Plain:
    part, item = lot.part, lot.lot
    word = part.container_word if part else "container"
    one, many = CONTAINERS.get(word, CONTAINERS["container"])
    zh, en = translators()
    received = lot.receipt.received_at if lot.receipt else item.created_at
    return {
        "number": item.lot or "",
        "part_number": part.number if part else "",
        "part_revision": lot.revision.revision if lot.revision else "",
        "part_name": both_names(part.name_zh, part.name_en) if part else NOTHING,
        "specification": lot.revision.drawing if lot.revision else "",
        "supplier_lot": item.supplier_lot or "",
        "order": lot.order,
        "delivery_note": lot.delivery_note,
        "received_at": received.astimezone(zone).isoformat(),
        "manufactured_on": item.made_on.isoformat() if item.made_on else None,
        "expires_on": item.expiry.isoformat() if item.expiry else None,
        "containers": {
            "zh": zh.count(one, many, lot.containers),
            "en": en.count(one, many, lot.containers),
        },
    }


def _quantity_part(lot: LotRows, end: Settlement) -> Plain:
    is_whole = lot.receipt is not None and lot.lot.origin_id is None
    received = lot.receipt.qty_q6 if lot.receipt and is_whole else lot.lot.qty_q6
    return {
        "unit": both_names(lot.unit.symbol_zh, lot.unit.symbol_en),
        "received": grouped_q6(received),
        "released": grouped_q6(end.released_q6),
        "set_aside": grouped_q6(end.aside_q6),
        "set_aside_note": both_names(end.aside_lots, end.aside_lots),
    }


def _plan(found: ResultRows, judged: JudgedRows) -> Plain:
    leading = max(
        found.classes, key=lambda row: ("reduced", "normal", "tightened").index(row.severity)
    )
    zh, en = translators()
    return {
        "number": found.plan.code,
        "version": str(found.plan_revision.version),
        "standard": leading.edition or "",
        "sampling": sampling_words(judged, _SAMPLING[leading.sampling]),
        "level": ", ".join(sorted({row.level for row in found.classes if row.level})),
        "severity": leading.severity,
        "severity_reason": {
            "zh": severity_line(zh, leading.severity_reason),
            "en": severity_line(en, leading.severity_reason),
        },
        "unverified_table": False,
        "stopped_early": stopped_early(found),
    }


def _defects(found: ResultRows) -> list[Plain]:
    by_id = {row.id: row for row in found.characteristics}
    groups: dict[tuple[str, int], list[int]] = {}
    for reading in found.readings:
        if reading.defect_code:
            place = (reading.defect_code, reading.characteristic_id)
            groups.setdefault(place, []).append(reading.sample_no)
    return [
        {
            "code": code,
            "name": both_names(by_id[key].name_zh, by_id[key].name_en),
            "defect_class": by_id[key].char_class,
            "samples": ", ".join(str(no) for no in sorted(samples)),
            "count": len(samples),
            "note": NOTHING,
        }
        for (code, key), samples in sorted(groups.items())
    ]


def _cases(work: Work, lot_id: int) -> list[Plain]:
    rows = work.session.scalars(
        select(Case).join(CaseItem, CaseItem.case_id == Case.id).where(CaseItem.item_id == lot_id)
    )
    kinds = {"ncr": "nonconformance", "hold": "hold"}
    return [
        {
            "kind": kinds[row.kind],
            "number": row.number,
            "text": both_names(row.title, row.title),
            "state": both(CASE_STATES[row.state])
            if row.state in CASE_STATES
            else both_names(row.state, row.state),
        }
        for row in rows
        if row.kind in kinds
    ]


def _returns(work: Work, inspection: Inspection, zone: ZoneInfo) -> Both:
    """Every time the inspection was sent back, with who, when and why."""
    zh, en = translators()
    lines: dict[str, list[str]] = {"zh": [], "en": []}
    for each in sheet_returns(work.session, [inspection.id]).get(inspection.id, ()):
        at = f"{each.at.astimezone(zone):%Y-%m-%d %H:%M}"
        for word, tr in (("zh", zh), ("en", en)):
            name = tr.name(each.person.name_en, each.person.name_zh)
            reason = tr.say(RETURN_REASONS[each.reason])
            text = tr.say(
                N_("Sent back by {name} on {at}: {reason}. The signatures before are superseded."),
                name=name,
                at=at,
                reason=f"{reason} {each.note}".strip(),
            )
            lines[word].append(text)
    return {word: " ".join(said) for word, said in lines.items()}


def _signature(work: Work, row: Signature, zone: ZoneInfo) -> Plain:
    roles = [ROLES[Role(code)] for code in row.role_code.split(",") if code]
    zh, en = translators()
    station = work.session.get(Station, row.station_id)
    return {
        "person": row.name_as_printed,
        "role": {
            "zh": "、".join(zh.say(role) for role in roles),
            "en": ", ".join(en.say(role) for role in roles),
        },
        "meaning": both(MEANINGS[Meaning(row.meaning)]),
        "signed_at": row.at.astimezone(zone).isoformat(),
        "content_hash": row.content_sha256.hex()[:12],
        "station": station.code if station else "",
    }
