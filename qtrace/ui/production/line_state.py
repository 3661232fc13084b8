"""Everything a line station shows and what is half done on it, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.domain.production.progress import OutputKind
from qtrace.services.commands import Command
from qtrace.services.inspection.reading_photos import PhotoFile
from qtrace.services.outcomes import Refusal
from qtrace.services.production.handover import HandoverPage
from qtrace.services.production.line_rows import (
    BoardRow,
    CheckRow,
    LineStation,
    MaterialPlace,
    MaterialRow,
    OrderRow,
    Replacement,
)
from qtrace.services.production.line_targets import LineTarget, OperationChoice
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.desk_signing import SigningState


class LineForm(StrEnum):
    """Panels of the line station; some carry an id behind a colon (`check:17`)."""

    MENU = "menu"
    CODE = "code"
    CHECK = "check"
    CONFIRM_CHECK = "confirm_check"
    PIECES = "pieces"
    SHORT = "short"
    STOP = "stop"
    RESUME = "resume"
    CLEAR = "clear"
    CONFIRM_CLEARANCE = "confirm_clearance"
    LEFTOVER = "leftover"
    LEFTOVERS = "leftovers"
    PLACES = "places"
    CHECKS = "checks"
    HANDOVER = "handover"
    SHIFTS = "shifts"
    LABELS = "labels"
    PAST = "past"
    PART = "part"
    URGENT = "urgent"
    TAKE_LABEL = "take_label"
    TOOLS = "tools"

    def about(self, object_id: int) -> str:
        """The form about one object."""
        return f"{self.value}:{object_id}"


SIGNED = frozenset(
    {
        LineForm.CONFIRM_CHECK,
        LineForm.CONFIRM_CLEARANCE,
        LineForm.HANDOVER,
        LineForm.URGENT,
        LineForm.TAKE_LABEL,
    }
)
MENUS = frozenset({LineForm.MENU, LineForm.LEFTOVERS, LineForm.PLACES, LineForm.CHECKS})
"""Panels in which a digit does something at once."""
PHOTOGRAPHED = frozenset({LineForm.CHECK, LineForm.CLEAR})
"""Panels in which F4 takes a photo of what the camera shows."""


def form_parts(form: str | None) -> tuple[LineForm | None, int]:
    """What a form is, and the id that it is about (0 for none)."""
    if form is None:
        return None, 0
    kind, _, number = form.partition(":")
    return LineForm(kind), int(number or 0)


class LineSaid(StrEnum):
    """What the band answers when nothing was refused; sentences in `line_texts`."""

    MATERIAL_IN = "MATERIAL_IN"
    PIECES_OUT = "PIECES_OUT"
    LABEL_RIGHT = "LABEL_RIGHT"
    BATCH_LABEL_RIGHT = "BATCH_LABEL_RIGHT"
    CHECK_GOOD = "CHECK_GOOD"
    CHECK_BAD = "CHECK_BAD"
    CHECK_BAD_HELD = "CHECK_BAD_HELD"
    CHECK_DOUBTED = "CHECK_DOUBTED"
    CHECK_TO_CONFIRM = "CHECK_TO_CONFIRM"
    CHECK_CONFIRMED = "CHECK_IS_CONFIRMED"
    STARTED = "STARTED"
    FINISHED = "FINISHED"
    ORDER_FINISHED = "ORDER_FINISHED"
    LINE_STOPPED = "LINE_IS_STOPPED"
    RESUMED = "RESUMED"
    EQUIPMENT_READY = "EQUIPMENT_READY"
    EQUIPMENT_OFF = "EQUIPMENT_OFF"
    EQUIPMENT_CHANGED = "EQUIPMENT_CHANGED"
    CLEARED = "CLEARED"
    CLEARANCE_CONFIRMED = "CLEARANCE_IS_CONFIRMED"
    RETURNED = "RETURNED"
    HANDED_OVER = "HANDED_OVER"
    EQUIPMENT_TAKEN = "EQUIPMENT_TAKEN"
    GAUGE_TAKEN = "GAUGE_TAKEN"
    PLACE_TAKEN = "PLACE_TAKEN"
    NOW_SCAN_UNIT = "NOW_SCAN_UNIT"
    NOW_SCAN_MATERIAL = "NOW_SCAN_MATERIAL"
    ANSWER_FIRST = "ANSWER_FIRST"
    SAME_AGAIN = "SAME_AGAIN"
    NOT_KNOWN_HERE = "NOT_KNOWN_HERE"
    SEVERAL_LOTS = "SEVERAL_LOTS"
    START_FIRST = "START_FIRST"
    HOLD_TAG = "HOLD_TAG"
    LABELS_SENT = "LABELS_SENT"
    LABEL_TAKEN = "LABEL_IS_TAKEN"
    PAST_KEPT = "PAST_KEPT"
    PAST_TAKEN = "PAST_TAKEN"
    URGENT_GIVEN = "URGENT_GIVEN"
    SHIFTS_KEPT = "SHIFTS_KEPT"


@dataclass(frozen=True, slots=True)
class Saying:
    """An answer that stands in the band until the next act."""

    status: Status
    code: LineSaid
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """Something that was scanned for the next act: a machine, a gauge, a place."""

    object_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ScannedUnit:
    """A unit that was scanned and waits for an answer; `label` is what was scanned of it."""

    target: LineTarget
    label: str

    @property
    def name(self) -> str:
        """Its serial number."""
        return self.target.name


@dataclass(frozen=True, slots=True)
class Offered:
    """A lot that was scanned without a bag: how much of it is taken is asked.

    Attributes:
        item_id, name: the lot.
        needed_q6: what is still needed of it; 0 if enough lies there.
        stock_q6: what would come if all of it was taken.
    """

    item_id: int
    name: str
    needed_q6: int
    stock_q6: int


@dataclass(frozen=True, slots=True)
class Denied:
    """What was refused last: it may have happened already, or quality may allow it.

    Attributes:
        name: what it was about, as it was scanned.
        left: how much of it may still be taken; "" where the refusal does not say.
    """

    code: str
    command: Command
    name: str
    left: str = ""


@dataclass(frozen=True, slots=True)
class LineDeskState(SigningState):
    """The line station; `rows` are all lines, `chosen` is the one in front.

    Attributes:
        station: the chosen line; None until it is read.
        choices: operations that may be started or gone on with.
        picked: place of the picked one among them, or among the lines while none is chosen.
        picking: they are shown although an operation runs.
        run_id: the run that was asked for; None: the newest.
        said: what the band answers.
        checking: what is being judged while a scan is on its way, else "".
        about: what was scanned last, by its name.
        seen: what was scanned last, if it can be held: a lot, a bag, a unit, the lot of a traveller.
        replacements: what may be taken instead of what was refused.
        equipment: machines scanned for the next start, or for a running pass to go on with.
        gauge: gauge scanned for the next check.
        place: place scanned for what goes back, or from which the next material comes.
        quantity_q6: how much of the next material is taken; None: all of it.
        places: where the refused material lies.
        offered: the lot of which a quantity is asked.
        unit: unit of a rework pass whose replaced parts are asked for.
        replaced: needs whose part was replaced in the next pieces.
        kind: what the next pieces are.
        reason: why they are not good.
        handover: page of the shift that is to be handed over.
        denied: what was refused last, until something else is done.
        photo: taken for the open panel.
        doubted: value outside of its limits that was asked about: entered once more, it counts.
        made: first and last piece that came out last and got numbers here.
    """

    station: LineStation | None = None
    choices: tuple[OperationChoice, ...] = ()
    picked: int = 0
    picking: bool = False
    run_id: int | None = None
    said: Saying | None = None
    checking: str = ""
    about: str = ""
    seen: Marked | None = None
    replacements: tuple[Replacement, ...] = ()
    equipment: tuple[Marked, ...] = ()
    gauge: Marked | None = None
    place: Marked | None = None
    quantity_q6: int | None = None
    places: tuple[MaterialPlace, ...] = ()
    offered: Offered | None = None
    unit: ScannedUnit | None = None
    replaced: tuple[int, ...] | None = None
    kind: OutputKind = OutputKind.GOOD
    reason: str = ""
    handover: HandoverPage | None = None
    denied: Denied | None = None
    photo: PhotoFile | None = None
    doubted: str = ""
    made: tuple[int, int] | None = None

    @property
    def lines(self) -> tuple[BoardRow, ...]:
        """All lines of the plant."""
        return self.rows

    @property
    def choice(self) -> OperationChoice | None:
        """The picked operation."""
        return self.choices[self.picked] if self.picked < len(self.choices) else None

    @property
    def reworked(self) -> ScannedUnit | None:
        """The unit that the open panel is about."""
        kind, object_id = form_parts(self.form)
        is_about = self.unit is not None and self.unit.target.object_id == object_id
        return self.unit if kind is LineForm.PIECES and is_about else None

    @property
    def order(self) -> OrderRow | None:
        """The order in front: the running one, or that of the picked operation."""
        if self.station is None or not self.is_picking:
            return self.station.order if self.station is not None else None
        return self.choice.order if self.choice is not None else None

    @property
    def held_material(self) -> MaterialRow | None:
        """The first material at the line that must not be used any more."""
        rows = self.station.materials if self.station is not None else ()
        return next((row for row in rows if row.held is not None and row.load_id is not None), None)

    @property
    def held(self) -> Refusal | None:
        """The hold that stops the line now: on a material there, on the lot or on the place."""
        material = self.held_material
        if material is not None:
            return material.held
        stopping = self.station.stopping if self.station is not None else None
        return stopping if stopping is not None and "hold" in stopping.facts else None

    @property
    def is_picking(self) -> bool:
        """True while operations are shown instead of a run."""
        return self.station is not None and (self.picking or self.station.run is None)

    @property
    def is_list(self) -> bool:
        """True while lines or operations are walked with keys."""
        return self.is_picking or self.chosen is None

    def check(self, definition_id: int) -> CheckRow | None:
        """A check of the run."""
        rows = self.station.checks if self.station is not None else ()
        return next((row for row in rows if row.definition_id == definition_id), None)
