"""Inspecting a part of a lot: which containers now, how much that is, and the command."""

from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.domain.sampling.lot_parts import divide
from qtrace.services.inspection.commands import InspectPart
from qtrace.services.inspection.queries import inspection_sheet
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.services.inspection.split_queries import SplitContainer, split_containers
from qtrace.services.outcomes import Changes
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import ADD, DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.field_problems import FieldProblem


class PartReason(StrEnum):
    """Why the containers do not divide the lot; the service judges again."""

    NOT_A_QUANTITY = "NOT_A_QUANTITY"
    NOTHING_NOW = "NOTHING_NOW"
    NOTHING_LATER = "NOTHING_LATER"
    NOT_IN_CONTAINERS = "NOT_IN_CONTAINERS"


@dataclass(frozen=True, slots=True)
class Portions:
    """What is inspected now and what waits, in millionths of the unit, with their containers."""

    now_q6: int = 0
    later_q6: int = 0
    now_containers: int = 0
    later_containers: int = 0
    problem: PartReason | None = PartReason.NOTHING_NOW


def portions_of(
    containers: tuple[SplitContainer, ...], marked: tuple[int, ...], typed: str
) -> Portions:
    """Both portions where `marked` containers are inspected now, or a typed quantity out of them.

    Args:
        containers: containers of the lot.
        marked: numbers of those that are inspected now, in the order in which they were marked.
        typed: quantity that is inspected now as text; empty takes all that lies in them.
    """
    contents = [(box.number, box.qty_q6) for box in containers]
    inside = {number: qty for number, qty in contents if number in marked}
    total = sum(qty for _, qty in contents)
    wanted = sum(inside.values())
    if typed:
        try:
            wanted = parse_q6(typed)
        except QuantityError:
            return Portions(problem=PartReason.NOT_A_QUANTITY)
    if not marked or wanted <= 0:
        return Portions(0, total, 0, len(contents), PartReason.NOTHING_NOW)
    if wanted >= total:
        return Portions(total, 0, len(contents), 0, PartReason.NOTHING_LATER)
    found = divide(contents, marked, wanted)
    if found is None:
        boxes = len(contents)
        return Portions(wanted, total - wanted, len(marked), boxes, PartReason.NOT_IN_CONTAINERS)
    return Portions(wanted, total - wanted, len(found.part), len(found.rest), None)


@dataclass(frozen=True, slots=True)
class PartState(DeskState):
    """A lot that is to be inspected in parts.

    Attributes:
        sheet: the inspection that waits.
        marked: numbers of the containers that are inspected now, as they were marked.
        typed: quantity as it was typed.
        part_id: inspection of the part, once the lot is divided.
    """

    sheet: InspectionSheet | None = None
    marked: tuple[int, ...] = ()
    typed: str = ""
    part_id: int | None = None


class PartModel(DeskModel):
    """Marks containers and divides the lot; its state is a `PartState`."""

    def __init__(self, bench: Bench, inspection_id: int) -> None:
        def containers(reads: object) -> tuple[SplitContainer, ...]:
            return split_containers(reads, inspection_id)  # type: ignore[arg-type]  # the desk's Reads

        subject = DeskSubject(containers, lambda row: row.number, ObjectKind.INSPECTION)
        super().__init__(bench, subject, PartState(form=ADD))
        self.inspection_id = inspection_id
        self._part_id = 0
        self.done.connect(self._is_divided)

    @property
    def dividing(self) -> PartState:
        """The state with what only this page has."""
        assert isinstance(self.state, PartState)
        return self.state

    @property
    def portions(self) -> Portions:
        """Both portions now."""
        state = self.dividing
        return portions_of(state.rows, state.marked, state.typed)

    def refresh(self) -> None:
        """Read the containers and the inspection again."""
        super().refresh()
        self.bench.ask(inspection_sheet, self._known, self.inspection_id)

    def toggle(self, number: int) -> bool:
        """The container is inspected now, or later; False if the lot has no such container."""
        if all(row.number != number for row in self.state.rows):
            return False
        marked = self.dividing.marked
        if number in marked:
            marked = tuple(each for each in marked if each != number)
        else:
            marked = (*marked, number)
        self.become(marked=marked, chosen=number, problems={}, refusal=None)
        return True

    def type_quantity(self, text: str) -> None:
        """The quantity is typed; empty goes by the containers again."""
        self.become(typed=text.strip(), problems={}, refusal=None)

    def save(self) -> None:
        """Divide the lot."""
        state, portions = self.dividing, self.portions
        if state.busy:
            return
        problem = portions.problem
        if self.refuse_answers({"quantity": FieldProblem(problem)} if problem else {}):
            return
        new_id = self.bench.new_id
        self._part_id = new_id()
        command = InspectPart(
            **self.bench.head(),
            inspection_id=self.inspection_id,
            part_id=new_id(),
            part_inspection_id=self._part_id,
            rest_id=new_id(),
            rest_inspection_id=new_id(),
            containers=state.marked,
            qty_q6=portions.now_q6,
        )
        self.send([lambda: command])

    def close(self) -> None:
        """The form is the page: it never closes."""

    def _known(self, sheet: InspectionSheet | None) -> None:
        self.become(sheet=sheet)

    def _is_divided(self) -> None:
        self.become(part_id=self._part_id)

    def _read_history(self) -> None:
        """Containers have no history here."""

    def _heard(self, changes: Changes) -> None:
        if changes.touches(ObjectKind.INSPECTION.value, self.inspection_id) and not self.state.busy:
            self.refresh()
