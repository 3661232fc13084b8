"""Placing a hold as a value: what is named, why, how much of it, and what that will stop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from qtrace.domain.block_rules import Profiles
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import PROFILES, BlockProfile, InFlight, usual_in_flight
from qtrace.services.holds.graph import HoldPreview
from qtrace.services.holds.lists import Cause, HoldList, ListKind
from qtrace.services.holds.opening import HoldRow
from qtrace.services.holds.reasons import Reason
from qtrace.services.holds.subjects import AnchorRow, HoldSubject
from qtrace.services.inspection.reading_photos import PhotoFile
from qtrace.services.outcomes import Refusal
from qtrace.ui.holds.place_times import Times, may_time


class Pane(StrEnum):
    """What stands in the middle."""

    REASONS = "reasons"
    OTHER = "other"
    LIST = "list"
    SETTINGS = "settings"
    TIMES = "times"


class Setting(StrEnum):
    """What a reason brings along and a person may set otherwise; the order gives the digits."""

    SEVERITY = "severity"
    PROFILE = "profile"
    IN_FLIGHT = "in_flight"
    REVIEW = "review"
    SPREADS = "spreads"
    ORIGIN = "origin"


YES, NO = "yes", "no"
ORIGINS = (
    "manual", "nonconformance", "chart_rule", "complaint", "recall", "overdue_check", "change",
)  # fmt: skip
"""Where a hold that a person places may come from; the others are told by the house."""
CAUSE_ORIGINS = {"ncr": "nonconformance", "complaint": "complaint", "recall": "recall",
                 "change": "change"}  # fmt: skip
"""What the kind of the case says about the origin of a hold that follows from it."""
SEVERITIES = ("critical", "major", "minor")
REVIEW_DAYS = (1, 3, 7, 14, 30)
"""Days to the review that are offered beside those of the reason."""


@dataclass(frozen=True, slots=True)
class Widened:
    """The hold that is to cover more."""

    hold_id: int
    number: str = ""


SHOWN_REASONS = 9
"""Tiles of the first page; further reasons stand on the next one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A hold that was placed.

    Attributes:
        facts: `hold` (number), `lot`, `items`.
    """

    hold_id: int
    facts: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class PlaceState:
    """Everything that the screen shows.

    Attributes:
        subjects: what was scanned, the first one first; further ones join the same hold.
        chosen: what is held; None for the whole lot of every subject.
        reasons: what may be chosen by hand.
        profiles: what each block profile stops in this plant.
        page: page of the reasons.
        reason: the chosen one.
        severity: chosen by the person; empty for that of the reason.
        profile, in_flight, review_days: chosen by the person; None for that of the reason.
        propagates: chosen by the person; None for that of the reason.
        origin: chosen by the person; empty for that of the case or of the reason.
        cause: the case that it follows from.
        widened: the hold that is to cover more; None for a new one.
        lists: what may be held in one act with the first subject.
        with_list: the chosen one of them.
        times: what is typed of the times between which something was made.
        preview: what the hold would stop; None while it is counted.
        holds: holds that are on the first subject already.
        kind: of the things that `listed` offers.
        cursor: the tile of the list of other things that ENTER chooses.
        typed: a code that is typed in place of a scan; None while nobody types.
        photo: what the person saw.
        placed: the hold, once it is there.
    """

    subjects: tuple[HoldSubject, ...] = ()
    chosen: AnchorRow | None = None
    reasons: tuple[Reason, ...] = ()
    page: int = 0
    cursor: str = ""
    profiles: Profiles = field(default_factory=lambda: PROFILES)
    reason: Reason | None = None
    severity: str = ""
    profile: BlockProfile | None = None
    in_flight: InFlight | None = None
    review_days: int | None = None
    propagates: bool | None = None
    origin: str = ""
    cause: Cause | None = None
    widened: Widened | None = None
    lists: tuple[HoldList, ...] = ()
    with_list: ListKind | None = None
    note: str = ""
    times: Times = field(default_factory=Times)
    preview: HoldPreview | None = None
    holds: tuple[HoldRow, ...] = ()
    pane: Pane = Pane.REASONS
    kind: AnchorKind | None = None
    listed: tuple[AnchorRow, ...] = ()
    typed: str | None = None
    photo: PhotoFile | None = None
    placed: Placed | None = None
    refusal: Refusal | None = None
    busy: bool = False

    @property
    def subject(self) -> HoldSubject | None:
        """What was scanned first."""
        return self.subjects[0] if self.subjects else None

    @property
    def grade(self) -> str:
        """Severity that would be stored; empty while neither reason nor severity is chosen."""
        if self.severity or self.reason is None:
            return self.severity
        return self.reason.preset.severity

    @property
    def stops(self) -> BlockProfile | None:
        """Profile that would be stored; None before there is a reason."""
        if self.profile is not None or self.reason is None:
            return self.profile
        return self.reason.preset.profile

    @property
    def pieces_in_work(self) -> InFlight | None:
        """What becomes of pieces in work; None before there is a reason."""
        if self.in_flight is not None or self.reason is None:
            return self.in_flight
        if self.profile is not None and self.profile is not self.reason.preset.profile:
            return usual_in_flight(self.profile, self.profiles)
        return self.reason.preset.in_flight

    @property
    def days(self) -> int | None:
        """Days to the review; None before there is a reason."""
        if self.review_days is not None or self.reason is None:
            return self.review_days
        return self.reason.preset.review_days

    @property
    def spreads(self) -> bool | None:
        """True if it reaches what is made of it; None before there is a reason."""
        if self.propagates is not None or self.reason is None:
            return self.propagates
        return self.reason.preset.propagates

    @property
    def comes_from(self) -> str:
        """Origin that would be stored; empty before there is a reason."""
        if self.origin or self.reason is None:
            return self.origin
        told = CAUSE_ORIGINS.get(self.cause.kind) if self.cause is not None else None
        return told or self.reason.preset.origin

    @property
    def listed_items(self) -> tuple[int, ...]:
        """Items of the chosen list."""
        return next((row.item_ids for row in self.lists if row.kind is self.with_list), ())

    @property
    def anchor(self) -> AnchorRow | None:
        """What is held: the chosen thing, else the lot of the first subject."""
        if self.chosen is not None:
            return self.chosen
        return self.subject.anchors[0] if self.subject is not None else None

    @property
    def by_piece(self) -> bool:
        """True if scanned pieces are held alone and not with their lots."""
        subject = self.subject
        return self.chosen is not None and subject is not None and self.chosen == subject.piece

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """What the hold would name, each once."""
        if self.anchor is None:
            return ()
        found = [self.anchor.scope]
        is_range = found[0].has_range
        for subject in self.subjects[1:]:
            if is_range and subject.lot_id == found[0].anchor_id:
                continue  # its positions are those that were meant
            named = subject.item_id if self.by_piece else subject.lot_id
            found.append(Scope(AnchorKind.ITEM, named))
        found += [Scope(AnchorKind.ITEM, each) for each in self.listed_items]
        return tuple(dict.fromkeys(found))

    @property
    def shown_reasons(self) -> tuple[Reason, ...]:
        """Reasons of the page in front."""
        first = self.page * SHOWN_REASONS
        return self.reasons[first : first + SHOWN_REASONS]

    @property
    def pages(self) -> int:
        """Pages of reasons."""
        return max(1, -(-len(self.reasons) // SHOWN_REASONS))

    @property
    def may_set(self) -> bool:
        """True once a reason brings something along; a widened hold keeps what it has."""
        return self.reason is not None and self.widened is None

    @property
    def may_time(self) -> bool:
        """True if what is held can be narrowed to a time."""
        return may_time(self.anchor)

    @property
    def is_ready(self) -> bool:
        """True if it can be placed now."""
        return bool(self.scopes) and self.reason is not None and not self.busy
