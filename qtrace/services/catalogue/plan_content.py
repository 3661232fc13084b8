"""What a plan version says: its rows, and what a signature under it covers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.models.inspection import Characteristic, PlanClass, PlanOption, PlanRevision
from qtrace.records.canonical import Json
from qtrace.services.catalogue.characteristic_terms import terms_by_id, terms_content
from qtrace.services.catalogue.class_terms import plan_terms_content
from qtrace.services.catalogue.plan_pictures import pictures_content
from qtrace.services.seen import draft_sha256


def revision_content(session: Session, revision: PlanRevision) -> Json:
    """What a signature under a plan version covers, in canonical form."""
    classes, characteristics = _children(session, revision.id)
    terms = plan_terms_content(session, classes)
    own_terms = terms_content(characteristics, terms_by_id(session, characteristics))
    option = session.get(PlanOption, revision.id)
    pictures = pictures_content(session, revision.id)
    return {
        **({"terms": terms} if terms else {}),
        **({"characteristic_terms": own_terms} if own_terms else {}),
        **({"pictures": pictures} if pictures else {}),
        **({"option": [option.first_lot, option.skip_lot]} if option else {}),
        "plan_id": str(revision.plan_id),
        "version": str(revision.version),
        "signature_chain": revision.signature_chain,
        "early_stop": revision.early_stop,
        "classes": [
            [c.char_class, c.sampling, c.standard, c.level, c.aql, _text(c.fixed_n), _text(c.ac)]
            for c in classes
        ],
        "characteristics": [
            [
                str(c.no), c.kind, c.char_class, c.name_en, c.name_zh, c.nominal, c.lsl, c.usl,
                c.unit_code, _text(c.decimals), c.gauge_type, c.method_en, c.method_zh,
                c.defect_codes,
            ]
            for c in characteristics
        ],
    }  # fmt: skip


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _children(session: Session, revision_id: int) -> tuple[list[PlanClass], list[Characteristic]]:
    order = {"critical": 0, "major": 1, "minor": 2}
    classes = session.scalars(
        select(PlanClass).where(PlanClass.plan_revision_id == revision_id)
    ).all()
    characteristics = session.scalars(
        select(Characteristic)
        .where(Characteristic.plan_revision_id == revision_id)
        .order_by(Characteristic.no)
    ).all()
    return sorted(classes, key=lambda row: order[row.char_class]), list(characteristics)


def plan_children(
    session: Session, revision_id: int
) -> tuple[tuple[PlanClass, ...], tuple[Characteristic, ...]]:
    """Rows of a plan version: classes, the gravest first, and characteristics by number."""
    classes, characteristics = _children(session, revision_id)
    return tuple(classes), tuple(characteristics)


def version_in_force(session: Session, plan_id: int) -> PlanRevision | None:
    """The effective version of a plan."""
    return session.scalar(
        select(PlanRevision).where(
            PlanRevision.plan_id == plan_id, PlanRevision.state == "effective"
        )
    )


def plan_sha256(session: Session, revision: PlanRevision) -> str:
    """Hash of a draft as its approver sees it, with its pictures and their balloons."""
    before = version_in_force(session, revision.plan_id)
    replaces = before.id if before is not None and before.id != revision.id else None
    return draft_sha256(revision_content(session, revision), replaces)
