"""Decided inspections, and the command that asks for a new one."""

from qtrace.domain.inspection_flow import ReinspectionCause
from qtrace.domain.people import PeopleReason
from qtrace.services.inspection.commands import AskReinspection
from qtrace.services.inspection.reinspection import DecidedRow, decided_inspections
from qtrace.services.outcomes import Changes, Refusal, refuse
from qtrace.services.people.accounts import PersonRow
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import FieldProblem, FieldReason, judge_filled

DECIDED = DeskSubject(decided_inspections, lambda row: row.inspection_id, ObjectKind.INSPECTION)
AGAIN = "again"


class DecidedModel(SigningModel):
    """Lists decided inspections; its one form asks for a new inspection, signed."""

    def __init__(self, bench: Bench, inspection_id: int | None) -> None:
        super().__init__(bench, DECIDED, SigningState(chosen=inspection_id))

    @property
    def decided(self) -> DecidedRow | None:
        """The chosen inspection."""
        return self.row

    def why_not(self, person: PersonRow) -> Refusal | None:
        """Who inspected does not ask for a new inspection of the own work."""
        row = self.decided
        inspector = row.inspection.inspector if row is not None else None
        if inspector is not None and inspector.id == person.person_id:
            return refuse(PeopleReason.SAME_PERSON)
        return None

    def open(self, form: str) -> None:
        """Open the form; who is signed in is about to sign."""
        super().open(form)
        self.offer_own()

    def save(self, reason: str, note: str, secret: str) -> None:
        """Send what the form wishes."""
        row = self.decided
        if row is None or self.state.form != AGAIN or self.state.busy:
            return
        problems = judge_filled({"reason": note, "secret": secret})
        if reason not in set(ReinspectionCause):
            problems["why"] = FieldProblem(FieldReason.MISSING)
        signer = self.signer_with(secret)
        if self.refuse_answers(problems) or signer is None:
            return
        command = AskReinspection(
            **self.bench.head(),
            original_id=row.inspection_id,
            inspection_id=self.bench.new_id(),
            reason=ReinspectionCause(reason),
            note=note,
        )
        self.send([lambda: command], signer=signer)

    def _heard(self, changes: Changes) -> None:
        if changes.touches(ObjectKind.INSPECTION.value):
            self.refresh()
