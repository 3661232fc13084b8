"""Pictures of the plan beside the grid: asked for once per plan version."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from qtrace.services.catalogue.plan_pictures import PictureOfPlan, plan_pictures
from qtrace.ui.inspection.sheet_keeper import SheetKeeper


@dataclass(frozen=True, slots=True)
class DrawingState:
    """What is there to look at.

    Attributes:
        pictures: drawing and instruction, as far as the plan has them.
        shown: which of them is in front.
    """

    pictures: tuple[PictureOfPlan, ...] = ()
    shown: int = 0

    @property
    def picture(self) -> PictureOfPlan | None:
        """The picture in front."""
        return self.pictures[self.shown] if self.pictures else None


class DrawingDesk(QObject):
    """Holds the pictures of the plan that judges the lot.

    Signals:
        changed: the state is another one.
    """

    changed = Signal()

    def __init__(self, keeper: SheetKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._asked: int | None = None
        self.state = DrawingState()
        keeper.renewed.connect(self._renewed)

    def next(self) -> None:
        """The next picture, after the last one the first."""
        pictures = self.state.pictures
        if len(pictures) > 1:
            self.state = DrawingState(pictures, (self.state.shown + 1) % len(pictures))
            self.changed.emit()

    def _renewed(self) -> None:
        sheet = self._keeper.sheet
        plan = sheet.plan if sheet is not None else None
        if plan is not None and plan.revision_id != self._asked:
            self._asked = plan.revision_id
            self._keeper.bench.ask(plan_pictures, self._answered, plan.revision_id)

    def _answered(self, pictures: tuple[PictureOfPlan, ...]) -> None:
        if pictures != self.state.pictures:
            self.state = DrawingState(pictures)
            self.changed.emit()
