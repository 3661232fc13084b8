"""Deciding a lot in parts: which containers go, how much that is, and the command."""

from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.people import PeopleReason
from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.services.inspection.commands import SplitLot
from qtrace.services.inspection.queries import inspection_sheet
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.services.inspection.split_queries import SplitContainer, split_containers
from qtrace.services.outcomes import Changes, Refusal, refuse
from qtrace.services.people.accounts import PersonRow
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import ADD, DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import FieldProblem, judge_filled


class SplitReason(StrEnum):
    """Why the quantities cannot stand; the service judges again."""

    NOT_A_QUANTITY = "NOT_A_QUANTITY"
    NOTHING_LEFT = "NOTHING_LEFT"
    NOTHING_REJECTED = "NOTHING_REJECTED"


@dataclass(frozen=True, slots=True)
class Parts:
    """Both child lots as they stand now.

    Attributes:
        accepted_q6: quantity of the released one.
        rejected_q6: quantity of the rejected one.
        accepted_containers: labels of the first.
        rejected_containers: labels of the second.
        problem: why this is no split yet, or None.
    """

    accepted_q6: int = 0
    rejected_q6: int = 0
    accepted_containers: int = 0
    rejected_containers: int = 0
    problem: SplitReason | None = SplitReason.NOTHING_REJECTED


def parts_of(
    total_q6: int, containers: tuple[SplitContainer, ...], marked: frozenset[int], typed: str
) -> Parts:
    """The parts where `marked` containers are rejected, or a typed quantity out of them.

    Args:
        total_q6: quantity of the lot.
        containers: its containers.
        marked: numbers of the rejected ones.
        typed: rejected quantity as text; empty takes all that lies in the marked ones.
    """
    rejected = sum(box.qty_q6 for box in containers if box.number in marked)
    if typed:
        try:
            rejected = parse_q6(typed)
        except QuantityError:
            return Parts(problem=SplitReason.NOT_A_QUANTITY)
    accepted = total_q6 - rejected
    problem = None
    if rejected <= 0:
        problem = SplitReason.NOTHING_REJECTED
    elif accepted <= 0:
        problem = SplitReason.NOTHING_LEFT
    boxes = max(len(containers), 1)
    return Parts(accepted, rejected, max(boxes - len(marked), 1), max(len(marked), 1), problem)


@dataclass(frozen=True, slots=True)
class SplitState(SigningState):
    """A lot that is to be decided in parts.

    Attributes:
        sheet: the inspection as it was shown.
        marked: numbers of the rejected containers.
        typed: rejected quantity as it was typed.
        split: the lot was decided.
    """

    sheet: InspectionSheet | None = None
    marked: frozenset[int] = frozenset()
    typed: str = ""
    split: bool = False


class SplitModel(SigningModel):
    """Marks containers and sends the decision; its state is a `SplitState`.

    The one form is about the lot, not about the chosen container: `ADD` stays open for every row.
    """

    def __init__(self, bench: Bench, inspection_id: int) -> None:
        def containers(reads: object) -> tuple[SplitContainer, ...]:
            return split_containers(reads, inspection_id)  # type: ignore[arg-type]  # the desk's Reads

        subject = DeskSubject(containers, lambda row: row.number, ObjectKind.INSPECTION)
        super().__init__(bench, subject, SplitState(form=ADD))
        self.inspection_id = inspection_id
        self.done.connect(self._is_split)

    @property
    def splitting(self) -> SplitState:
        """The state with what only this page has."""
        assert isinstance(self.state, SplitState)
        return self.state

    @property
    def parts(self) -> Parts:
        """Both child lots now."""
        state = self.splitting
        total = state.sheet.lot.qty_q6 if state.sheet is not None else 0
        return parts_of(total, state.rows, state.marked, state.typed)

    def refresh(self) -> None:
        """Read the containers and the inspection again."""
        super().refresh()
        self.bench.ask(inspection_sheet, self._known, self.inspection_id)

    def why_not(self, person: PersonRow) -> Refusal | None:
        """Who inspected does not give the second signature."""
        sheet = self.splitting.sheet
        signed = {s.person.id for s in sheet.signatures if s.person} if sheet else set()
        return refuse(PeopleReason.SAME_PERSON) if person.person_id in signed else None

    def toggle(self, number: int) -> bool:
        """The container goes to the other part; False if the lot has no such container."""
        if all(row.number != number for row in self.state.rows):
            return False
        marked = self.splitting.marked ^ {number}
        self.become(marked=marked, chosen=number, problems={}, refusal=None)
        return True

    def type_quantity(self, text: str) -> None:
        """The rejected quantity is typed; empty goes by the containers again."""
        self.become(typed=text.strip(), problems={}, refusal=None)

    def save(self, reason: str, secret: str) -> None:
        """Sign and decide."""
        state, parts = self.splitting, self.parts
        if state.sheet is None or state.busy:
            return
        problems = judge_filled({"reason": reason, "secret": secret})
        if parts.problem is not None:
            problems["quantity"] = FieldProblem(parts.problem)
        signer = self.signer_with(secret)
        if self.refuse_answers(problems) or signer is None:
            return
        command = SplitLot(
            **self.bench.head(),
            inspection_id=self.inspection_id,
            accepted_id=self.bench.new_id(),
            rejected_id=self.bench.new_id(),
            accepted_q6=parts.accepted_q6,
            accepted_containers=parts.accepted_containers,
            rejected_containers=parts.rejected_containers,
            reason=reason,
            seen_sha256=state.sheet.seen_sha256,
        )
        self.send([lambda: command], signer=signer)

    def close(self) -> None:
        """The form is the page: it never closes."""

    def _known(self, sheet: InspectionSheet | None) -> None:
        is_first = self.splitting.sheet is None
        self.become(sheet=sheet)
        if is_first:
            self.offer_own()

    def _is_split(self) -> None:
        self.become(split=True)

    def _read_history(self) -> None:
        """Containers have no history here."""

    def _heard(self, changes: Changes) -> None:
        if changes.touches(ObjectKind.INSPECTION.value, self.inspection_id) and not self.state.busy:
            self.refresh()
