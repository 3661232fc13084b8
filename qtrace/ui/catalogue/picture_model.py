"""Drawing and instruction of a plan version: looked at, and set while the version is a draft."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.plan_pictures import Balloon, PictureRole, fraction_text
from qtrace.ports import Tone
from qtrace.services.catalogue.plan_pictures import PictureOfPlan, SetPlanPicture, plan_pictures
from qtrace.services.catalogue.plans import PlanSheet, plan_revision
from qtrace.services.inspection.reading_photos import PhotoFile
from qtrace.services.outcomes import Done, Outcome, Refusal
from qtrace.services.reads import Reads
from qtrace.ui.bench import Bench
from qtrace.ui.catalogue.picture_file import read_plan_picture

STEP = 0.01
"""How far one key moves a balloon, as a fraction of the picture."""
MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class PictureSheet:
    """A plan version and its pictures."""

    plan: PlanSheet
    pictures: tuple[PictureOfPlan, ...]


def picture_sheet(reads: Reads, revision_id: int) -> PictureSheet | None:
    """The version with its pictures, or None."""
    plan = plan_revision(reads, revision_id)
    return None if plan is None else PictureSheet(plan, plan_pictures(reads, revision_id))


@dataclass(frozen=True, slots=True)
class PictureState:
    """What the screen shows.

    Attributes:
        sheet: None while it is asked for.
        role: which picture is in front.
        number: characteristic whose balloon is placed next.
        picture: file of the picture in front; None while there is none.
        balloons: balloons of the picture in front, as they would be saved.
        inherited_from: version that the stored picture in front was set for, if another one.
        file: where a new file came from and which page of it; None for what is stored.
        changed: something waits to be saved.
        missing: there is no such plan version.
    """

    sheet: PictureSheet | None = None
    role: PictureRole = PictureRole.DRAWING
    number: int = 0
    picture: PhotoFile | None = None
    balloons: tuple[Balloon, ...] = ()
    inherited_from: int | None = None
    file: tuple[str, int] | None = None
    changed: bool = False
    busy: bool = False
    refusal: Refusal | None = None
    missing: bool = False


class PictureModel(QObject):
    """The pictures of one plan version.

    Signals:
        changed: the state is another one.
    """

    changed = Signal()

    def __init__(self, bench: Bench, revision_id: int) -> None:
        super().__init__()
        self._bench = bench
        self.revision_id = revision_id
        self.state = PictureState()

    @property
    def may_set(self) -> bool:
        """True while the version is a draft and the person at the desk may change it."""
        sheet = self.state.sheet
        is_draft = sheet is not None and sheet.plan.version.state == "draft"
        return is_draft and self._bench.may(SetPlanPicture.code)

    def open(self) -> None:
        """Ask for the version; what was changed here and not saved stays."""
        if not self.state.changed:
            self._bench.ask(picture_sheet, self._answered, self.revision_id)

    def show_role(self, role: PictureRole) -> None:
        """Bring the other picture to the front; what is not saved keeps its place."""
        if role is not self.state.role and not self.state.changed:
            self._show(role)

    def choose(self, number: int) -> None:
        """The characteristic whose balloon is placed next."""
        if number != self.state.number:
            self._change(number=number)

    def step(self, step: int) -> None:
        """The next or the previous characteristic."""
        numbers = self._numbers()
        if numbers:
            at = numbers.index(self.state.number) if self.state.number in numbers else 0
            self.choose(numbers[(at + step) % len(numbers)])

    def load(self, path: str, page: int = 1) -> None:
        """Read a file; a picture of it takes the place of the present one."""
        if not self.may_set or self.state.busy:
            return
        self._change(busy=True, refusal=None)
        self._bench.ask(
            read_plan_picture, lambda found: self._loaded((path, page), found), path, page
        )

    def turn(self, step: int) -> None:
        """Another page of the PDF that was read last."""
        if self.state.file is not None:
            path, page = self.state.file
            if page + step >= 1:
                self.load(path, page + step)

    def place(self, x: float, y: float) -> None:
        """Put the balloon of the chosen characteristic here and go to the next one without one."""
        if not self._is_open:
            return
        self._put(x, y)
        placed = {each.number for each in self.state.balloons}
        left = [number for number in self._numbers() if number not in placed]
        later = [number for number in left if number > self.state.number]
        if left:
            self.choose((later or left)[0])

    def nudge(self, right: int, down: int) -> None:
        """Move the balloon of the chosen characteristic a little; a missing one begins in the middle."""
        if not self._is_open:
            return
        own = next((b for b in self.state.balloons if b.number == self.state.number), None)
        if own is None:
            self._put(MIDDLE, MIDDLE)
        else:
            self._put(float(own.x) + right * STEP, float(own.y) + down * STEP)

    def remove(self) -> None:
        """Take the balloon of the chosen characteristic away."""
        left = tuple(b for b in self.state.balloons if b.number != self.state.number)
        if self._is_open and left != self.state.balloons:
            self._change(balloons=left, changed=True, refusal=None)

    def save(self) -> None:
        """Store picture and balloons."""
        state = self.state
        if not self._is_open or not state.changed or state.busy or state.picture is None:
            return
        is_new = state.file is not None
        command = SetPlanPicture(
            **self._bench.head(),
            picture_id=self._bench.new_id(),
            revision_id=self.revision_id,
            role=state.role,
            balloons=state.balloons,
            picture=state.picture.content if is_new else None,
            name=state.picture.name if is_new else "",
        )
        self._change(busy=True)
        self._bench.send(command, self._saved)

    def drop(self) -> bool:
        """Forget what was not saved; False if there is nothing."""
        if not self.state.changed:
            return False
        self._show(self.state.role)
        return True

    # --- inside -------------------------------------------------------------------------------

    @property
    def _is_open(self) -> bool:
        return self.may_set and self.state.picture is not None

    def _numbers(self) -> list[int]:
        sheet = self.state.sheet
        return [] if sheet is None else [row.number for row in sheet.plan.characteristics]

    def _put(self, x: float, y: float) -> None:
        number = self.state.number
        others = [each for each in self.state.balloons if each.number != number]
        new = Balloon(number, fraction_text(x), fraction_text(y))
        balloons = tuple(sorted((*others, new), key=lambda each: each.number))
        self._change(balloons=balloons, changed=True, refusal=None)

    def _answered(self, sheet: PictureSheet | None) -> None:
        if sheet is None:
            self._change(missing=True)
            return
        self.state = replace(self.state, sheet=sheet)
        if self.state.number not in self._numbers():
            self.state = replace(self.state, number=next(iter(self._numbers()), 0))
        self._show(self.state.role)

    def _show(self, role: PictureRole) -> None:
        """The stored picture of a role."""
        sheet = self.state.sheet
        pictures = sheet.pictures if sheet is not None else ()
        own = next((each for each in pictures if each.role is role), None)
        self._change(
            role=role,
            picture=PhotoFile(own.name, own.content) if own is not None else None,
            balloons=own.balloons if own is not None else (),
            inherited_from=own.inherited_from if own is not None else None,
            file=None,
            changed=False,
            busy=False,
            refusal=None,
        )

    def _loaded(self, file: tuple[str, int], found: PhotoFile | Refusal) -> None:
        if isinstance(found, Refusal):
            self._refused(found)
        else:
            self._change(picture=found, inherited_from=None, file=file, changed=True, busy=False)

    def _saved(self, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self._bench.tone(Tone.OK)
            self._change(changed=False, busy=False, refusal=None, file=None)
            self.open()
        else:
            self._refused(outcome)

    def _refused(self, refusal: Refusal) -> None:
        self._bench.tone(Tone.BLOCKED)
        self._change(busy=False, refusal=refusal)

    def _change(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit()
