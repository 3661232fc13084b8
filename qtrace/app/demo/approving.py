"""Drafts of the demo plant, signed by the second person as they stand."""

from typing import Any, Final

from qtrace.app.demo.maker import Maker
from qtrace.services.catalogue.commands import ApprovePartRevision
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.draft_seen import draft_seen
from qtrace.services.catalogue.plans_commands import ApprovePlan
from qtrace.services.commands import Command
from qtrace.services.production.commands import ApproveBill, ApproveLabelVersion, ApproveRoute

APPROVALS: Final[dict[DraftKind, tuple[type[Command], str]]] = {
    DraftKind.PART: (ApprovePartRevision, "revision_id"),
    DraftKind.PLAN: (ApprovePlan, "revision_id"),
    DraftKind.ROUTE: (ApproveRoute, "revision_id"),
    DraftKind.BILL: (ApproveBill, "revision_id"),
    DraftKind.LABEL: (ApproveLabelVersion, "label_version_id"),
}


def approve(maker: Maker, by: str, kind: DraftKind, draft_id: int, **fields: Any) -> None:
    """Put a draft in force with the signature of `by`."""
    command, key = APPROVALS[kind]
    seen = maker.bench.ask(draft_seen, kind, draft_id)
    maker.sign(by, command, **{key: draft_id}, seen_sha256=seen, **fields)
