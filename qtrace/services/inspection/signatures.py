"""Signatures of an inspection that stand, and the returns that took others out of force."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.inspection_flow import ChainStep
from qtrace.domain.inspection_ways import ReturnReason
from qtrace.models.inspection import InspectionReturn, SupersededSignature
from qtrace.models.people import Person, Signature
from qtrace.services.inspection.rows import Named, SheetReturn
from qtrace.services.work import ObjectKind

IN_CHAIN = tuple(step.meaning.value for step in ChainStep)


def standing_signatures(session: Session, inspection_id: int) -> tuple[Signature, ...]:
    """Signatures of the chain that no return took out of force, in their order."""
    return tuple(
        session.scalars(
            select(Signature)
            .outerjoin(SupersededSignature, SupersededSignature.signature_id == Signature.id)
            .where(
                Signature.target_kind == ObjectKind.INSPECTION.value,
                Signature.target_id == inspection_id,
                Signature.meaning.in_(IN_CHAIN),
                SupersededSignature.signature_id.is_(None),
            )
            .order_by(Signature.at, Signature.id)
        )
    )


def sheet_returns(
    session: Session, inspection_ids: Collection[int]
) -> dict[int, tuple[SheetReturn, ...]]:
    """Returns of each inspection that has any, the newest last."""
    if not inspection_ids:
        return {}
    found: dict[int, list[SheetReturn]] = {}
    rows = session.execute(
        select(InspectionReturn, Person)
        .join(Person, Person.id == InspectionReturn.returned_by)
        .where(InspectionReturn.inspection_id.in_(inspection_ids))
        .order_by(InspectionReturn.id)
    )
    for row, person in rows:
        found.setdefault(row.inspection_id, []).append(
            SheetReturn(
                Named(person.id, person.login, person.name_en, person.name_zh),
                row.at,
                ReturnReason(row.reason_code),
                row.note,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}
