"""Inspection plans as rows of the workbook, with their pictures as files beside it."""

import re
from collections.abc import Mapping

from sqlalchemy import select

from qtrace.domain.option_texts import options_text
from qtrace.domain.plan_pictures import PictureRole
from qtrace.domain.plans import CharacteristicDraft, ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.inspection import InspectionPlan, PlanRevision
from qtrace.services.catalogue.plan_pictures import PictureOfPlan, plan_pictures
from qtrace.services.catalogue.plans import PlanSheet, plan_revision
from qtrace.services.reads import Reads
from qtrace.services.workbook.production import Cells, Sheets, told, yes_no

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
_PNG = b"\x89PNG"


def plan_rows(
    reads: Reads, parts: Mapping[int, str], suppliers: Mapping[int, str]
) -> tuple[Sheets, dict[str, bytes]]:
    """Newest version of every incoming plan, with its classes, characteristics and pictures.

    Args:
        reads: the view.
        parts: numbers of parts by id.
        suppliers: codes of suppliers by id.
    """
    found: Sheets = {"plans": [], "plan_classes": [], "characteristics": []}
    files: dict[str, bytes] = {}
    rows = reads.session.scalars(
        select(InspectionPlan)
        .where(InspectionPlan.kind == "incoming")
        .order_by(InspectionPlan.code)
    )
    for plan in rows.all():
        newest = reads.session.scalar(
            select(PlanRevision.id)
            .where(PlanRevision.plan_id == plan.id)
            .order_by(PlanRevision.version.desc())
            .limit(1)
        )
        assert newest is not None, "a plan is made with its first version"
        sheet = plan_revision(reads, newest)
        assert sheet is not None, "it was found a moment ago"
        pictures = {each.role: each for each in plan_pictures(reads, newest)}
        names = {role: _file_name(plan, picture) for role, picture in pictures.items()}
        files |= {names[role]: picture.content for role, picture in pictures.items()}
        supplier = suppliers[plan.supplier_id] if plan.supplier_id else ""
        head = {"plan": plan.code, "part": parts[plan.part_id], "supplier": supplier}
        named = {role.value: names.get(role, "") for role in PictureRole}
        found["plans"].append(head | _options(sheet) | named)
        found["plan_classes"] += [_class(plan.code, each) for each in sheet.classes]
        found["characteristics"] += _characteristics(plan.code, sheet, pictures)
    return found, files


def _file_name(plan: InspectionPlan, picture: PictureOfPlan) -> str:
    """A name that no folder takes amiss; the plan's id tells apart what the code no longer does."""
    safe = _UNSAFE.sub("_", plan.code)
    stem = safe if safe == plan.code else f"{safe}-{plan.id}"
    suffix = "png" if picture.content.startswith(_PNG) else "jpg"
    return f"{stem}-{picture.role.value}.{suffix}"


def _options(sheet: PlanSheet) -> Cells:
    return {
        "signature_chain": sheet.signature_chain,
        "early_stop": yes_no(sheet.early_stop),
        "first_lot": sheet.first_lot.value,
        "skip_lot": yes_no(sheet.skip_lot),
    }


def _class(plan: str, draft: ClassDraft) -> Cells:
    is_by_values = draft.sampling is SampleType.VARIABLES
    return {
        "plan": plan,
        "class": draft.char_class.value,
        "sampling": draft.sampling.value,
        "standard": "z19" if is_by_values and not draft.standard else draft.standard or "",
        "level": draft.level or "",
        "aql": draft.aql or "",
        "fixed_n": told(draft.fixed_n),
        "ac": told(draft.ac),
        "sigma": draft.sigma or "",
        "sigma_value": draft.sigma_value or "",
        "method": draft.method or "",
        "lq": draft.lq or "",
        "confidence": draft.confidence or "",
        "reliability": draft.reliability or "",
    }


def _characteristics(
    plan: str, sheet: PlanSheet, pictures: Mapping[PictureRole, PictureOfPlan]
) -> list[Cells]:
    drawing = pictures.get(PictureRole.DRAWING)
    balloons = {each.number: f"{each.x} {each.y}" for each in drawing.balloons} if drawing else {}
    return [
        {"plan": plan, **_characteristic(each), "balloon": balloons.get(each.number, "")}
        for each in sheet.characteristics
    ]


def _characteristic(draft: CharacteristicDraft) -> Cells:
    return {
        "no": str(draft.number),
        "kind": draft.kind.value,
        "class": draft.char_class.value,
        "name_en": draft.name_en,
        "name_zh": draft.name_zh,
        "nominal": draft.nominal or "",
        "lsl": draft.lsl or "",
        "usl": draft.usl or "",
        "unit": draft.unit or "",
        "decimals": told(draft.decimals),
        "gauge_type": draft.gauge_type or "",
        "method_en": draft.method_en,
        "method_zh": draft.method_zh,
        "defect_codes": ",".join(draft.defect_codes),
        "options": options_text(draft.options),
        "required": yes_no(draft.required),
        "formula": draft.formula,
    }
