"""What the inspection screen shows, as one value."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.sampling.severity_reason import SeverityReason
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.answers import AnswerState
from qtrace.ui.inspection.drawing_desk import DrawingState
from qtrace.ui.inspection.label_desk import LabelState
from qtrace.ui.inspection.panel_desk import PanelState
from qtrace.ui.inspection.photo_desk import NO_PHOTO, PhotoState
from qtrace.ui.inspection.reading_desk import ReadingState
from qtrace.ui.inspection.signing_desk import SigningState
from qtrace.ui.inspection.verdict_view import Standing


class Page(StrEnum):
    """What the screen shows."""

    LOADING = "loading"
    MISSING = "missing"
    WAITING = "waiting"
    GRID = "grid"
    DECIDE = "decide"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class InspectionView:
    """Everything the screen shows, as one value.

    Attributes:
        outlook: what this lot does to the severity of the next one; None before it is decided.
        today: calendar day at the plant.
        start_refusal: why the inspection was not started.
        contradiction: ACCEPT or REJECT was asked for and the readings say something else.
        photo: photos of the reading in front.
        camera: the station's camera shows pictures, so that a photo can be taken.
        answer: the photo that is about to become a reading.
        drawing: pictures of the plan.
    """

    page: Page
    sheet: InspectionSheet | None
    standing: Standing | None
    reading: ReadingState
    signing: SigningState
    labels: LabelState
    outlook: SeverityReason | None
    panel: PanelState
    today: date
    start_refusal: Refusal | None = None
    contradiction: InspectionOutcome | None = None
    photo: PhotoState = NO_PHOTO
    camera: bool = False
    answer: AnswerState = field(default_factory=AnswerState)
    drawing: DrawingState = field(default_factory=DrawingState)
