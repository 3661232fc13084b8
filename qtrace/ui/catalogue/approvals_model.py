"""What waits for approval, and the commands that approve it or give it back."""

from enum import StrEnum

from qtrace.domain.people import PeopleReason
from qtrace.domain.suppliers import SourceState
from qtrace.services.catalogue.commands import ApprovePartRevision, ReturnDraft
from qtrace.services.catalogue.drafts import DraftKind, DraftRow, drafts
from qtrace.services.catalogue.plans_commands import ApprovePlan, ReleaseSkippedLot
from qtrace.services.commands import Command
from qtrace.services.outcomes import Changes, Refusal, refuse
from qtrace.services.people.accounts import PersonRow
from qtrace.services.production.commands import ApproveBill, ApproveLabelVersion, ApproveRoute
from qtrace.services.suppliers.commands import SetSourceState
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import judge_filled

DRAFTS = DeskSubject(drafts, lambda row: row.revision_id, ObjectKind.PLAN)
HEARD = (
    ObjectKind.PLAN, ObjectKind.PART, ObjectKind.SUPPLIER, ObjectKind.INSPECTION,
    ObjectKind.ROUTE, ObjectKind.BILL,
)  # fmt: skip
NEEDED = {
    DraftKind.PART: "APPROVE_PART_REVISION",
    DraftKind.PLAN: "APPROVE_PLAN",
    DraftKind.SOURCE: "SET_SOURCE_STATE",
    DraftKind.LOT: "RELEASE_SKIPPED_LOT",
    DraftKind.ROUTE: "APPROVE_ROUTE",
    DraftKind.BILL: "APPROVE_BILL",
    DraftKind.LABEL: "APPROVE_LABEL_VERSION",
}


class ApprovalForm(StrEnum):
    """The form beside the table."""

    APPROVE = "approve"
    RETURN = "return"
    SOURCE = "source"


class ApprovalsModel(SigningModel):
    """Lists drafts and decides them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, DRAFTS, SigningState())
        self._seen = ""

    @property
    def draft(self) -> DraftRow | None:
        """The chosen draft."""
        return self.row

    def why_not(self, person: PersonRow) -> Refusal | None:
        """Nobody approves what is their own."""
        draft = self.draft
        if draft is not None and draft.author is not None and draft.author.id == person.person_id:
            return refuse(PeopleReason.SAME_PERSON)
        return None

    def open(self, form: str) -> None:
        """Open a form about the chosen draft."""
        draft = self.draft
        if draft is None:
            return
        if form == ApprovalForm.APPROVE and draft.kind is DraftKind.SOURCE:
            form = ApprovalForm.SOURCE
        super().open(form)
        if form == ApprovalForm.APPROVE:
            self._seen = draft.seen_sha256  # later news is not what they looked at
            self.offer_own()

    def save(self, reason: str, secret: str) -> None:
        """Send what the open form wishes."""
        draft, form = self.draft, self.state.form
        if draft is None or form is None or self.state.busy:
            return
        if form == ApprovalForm.APPROVE:
            self._approve(draft, secret)
        elif not self.refuse_answers(judge_filled({"reason": reason})):
            command = (
                self._returned(draft, reason)
                if form == ApprovalForm.RETURN
                else self._approved_source(draft, reason)
            )
            self.send([lambda: command])

    def _approve(self, draft: DraftRow, secret: str) -> None:
        signer = self.signer_with(secret)
        if self.refuse_answers(judge_filled({"secret": secret})) or signer is None:
            return
        command = self._approved(draft)
        self.send([lambda: command], signer=signer)

    def _approved(self, draft: DraftRow) -> Command:
        head, draft_id, seen = self.bench.head(), draft.revision_id, self._seen
        match draft.kind:
            case DraftKind.PLAN:
                return ApprovePlan(**head, revision_id=draft_id, seen_sha256=seen)
            case DraftKind.LOT:
                return ReleaseSkippedLot(**head, inspection_id=draft_id)
            case DraftKind.ROUTE:
                return ApproveRoute(**head, revision_id=draft_id, seen_sha256=seen)
            case DraftKind.BILL:
                return ApproveBill(**head, revision_id=draft_id, seen_sha256=seen)
            case DraftKind.LABEL:
                return ApproveLabelVersion(**head, label_version_id=draft_id, seen_sha256=seen)
            case _:
                return ApprovePartRevision(**head, revision_id=draft_id, seen_sha256=seen)

    def _returned(self, draft: DraftRow, reason: str) -> Command:
        return ReturnDraft(
            **self.bench.head(),
            return_id=self.bench.new_id(),
            kind=draft.kind.value,
            revision_id=draft.revision_id,
            row_version=draft.row_version,
            reason=reason,
        )

    def _approved_source(self, draft: DraftRow, reason: str) -> Command:
        assert draft.supplier is not None
        assert draft.site is not None
        return SetSourceState(
            **self.bench.head(),
            source_id=draft.revision_id,
            supplier_id=draft.supplier.id,
            part_id=draft.part.id,
            site_id=draft.site.id,
            state=SourceState.APPROVED,
            reason=reason,
            lots_left_tightened=0,
        )

    def _listed(self, rows: tuple[DraftRow, ...]) -> None:
        """What was decided is gone: the next one is chosen."""
        if all(row.revision_id != self.state.chosen for row in rows):
            self.become(chosen=None, form=None)
        super()._listed(rows)

    def _read_history(self) -> None:
        """A draft has no history yet."""

    def _heard(self, changes: Changes) -> None:
        if any(changes.touches(kind.value) for kind in HEARD):
            self.refresh()
