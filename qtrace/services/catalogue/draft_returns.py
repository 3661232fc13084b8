"""Drafts that a second person gave back to their author."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.models.catalogue import DraftReturn, PartRevision
from qtrace.models.inspection import PlanRevision

Draft = PartRevision | PlanRevision
KIND_OF: dict[type[Draft], str] = {PartRevision: "part", PlanRevision: "plan"}


def draft_return(session: Session, draft: Draft) -> DraftReturn | None:
    """Why this draft, as it stands, was given back; None if it waits for approval."""
    return session.scalar(
        select(DraftReturn).where(
            DraftReturn.target_kind == KIND_OF[type(draft)],
            DraftReturn.revision_id == draft.id,
            DraftReturn.draft_version == draft.row_version,
        )
    )


def is_returned(session: Session, draft: Draft) -> bool:
    """True if the author has to correct the draft first."""
    return draft.state == "draft" and draft_return(session, draft) is not None
