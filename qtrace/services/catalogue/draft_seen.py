"""The hash of a draft as it stands: what an approving command carries back."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from qtrace.models.catalogue import PartRevision
from qtrace.models.inspection import PlanRevision
from qtrace.models.production import BillRevision, LabelVersion, RouteRevision
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.part_revisions import part_revision_sha256
from qtrace.services.catalogue.plan_content import plan_sha256
from qtrace.services.production.drafts import bill_sha256, route_sha256
from qtrace.services.production.master import label_sha256
from qtrace.services.reads import Reads

Hashed = Callable[[Session, int], str | None]


def draft_seen(reads: Reads, kind: DraftKind, revision_id: int) -> str:
    """Hash of a draft, 64 hex digits; empty if there is none with this id."""
    hashed = _HASHED[kind](reads.session, revision_id)
    return hashed or ""


def _hashing(model: type[Any], hashed: Callable[[Session, Any], str]) -> Hashed:
    def of(session: Session, revision_id: int) -> str | None:
        draft = session.get(model, revision_id)
        return hashed(session, draft) if draft is not None else None

    return of


_HASHED: dict[DraftKind, Hashed] = {
    DraftKind.PART: _hashing(PartRevision, part_revision_sha256),
    DraftKind.PLAN: _hashing(PlanRevision, plan_sha256),
    DraftKind.ROUTE: _hashing(RouteRevision, route_sha256),
    DraftKind.BILL: _hashing(BillRevision, bill_sha256),
    DraftKind.LABEL: _hashing(LabelVersion, label_sha256),
}
