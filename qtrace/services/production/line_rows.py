"""What the screens of a line show, in plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from qtrace.domain.items import ShownStatus
from qtrace.domain.production.checks_due import CheckKind, CheckState
from qtrace.domain.production.lines import LineState
from qtrace.domain.production.progress import Progress
from qtrace.services.briefs import NO_NAME, NamePair, PartBrief
from qtrace.services.outcomes import Refusal


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A work order on a line.

    Attributes:
        label_in_force: the label version in force, where the order uses another one; else "".
        urgent: lots in urgent use, not decided yet, that went into its lot.
    """

    order_id: int
    number: str
    part: PartBrief
    revision: str
    lot_id: int
    lot: str
    planned: int
    state: str
    label_version: str
    udi_di: str
    label_in_force: str = ""
    urgent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunRow:
    """An operation being done.

    Attributes:
        minutes_each: minutes for one piece so far, stops left out; None before the first.
        makes_units: each piece needs a new serial number.
        takes_units: each piece is a unit that is scanned.
    """

    run_id: int
    operation_no: int
    name: NamePair
    run_no: int
    started_at: datetime
    started_by: NamePair
    equipment: tuple[str, ...]
    minutes_each: float | None
    makes_units: bool
    takes_units: bool


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A load of a material of the operation, or the material while nothing of it lies there.

    Attributes:
        lot: its lot; of a material without an open load the last one, "" before the first.
        load_id: the open load, or None.
        left_q6: what is left of the load.
        at_line_q6: what lies at the line of all open loads of the material.
        needed_q6: what the rest of the order needs of the material.
        is_first: it is the load that is used up first, or the only row of the material.
        status: word about the lot; None without a lot.
        held: the refusal of the hold on it, or None.
    """

    need_no: int
    part: PartBrief
    revision: str
    per_piece: str
    lot_id: int | None
    lot: str
    load_id: int | None
    left_q6: int
    at_line_q6: int
    needed_q6: int
    is_first: bool
    expiry: date | None
    status: ShownStatus | None
    held: Refusal | None

    @property
    def short_q6(self) -> int:
        """What is missing for the rest of the order; a warning, no block."""
        return max(0, self.needed_q6 - self.at_line_q6)


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check of the operation.

    Attributes:
        last_value: as it was entered; "" before the first.
        pieces_left: pieces until it is due, or None.
        due_piece: number of pieces at which it is due, or None.
        due_at: when it is due by time, or None.
        doubt: numbers of the pieces that it leaves in doubt, e.g. `31-86`; "" for none.
        waiting_id: result that waits for a second person, or None.
        last_by_id: who entered the last result.
    """

    definition_id: int
    name: NamePair
    kind: CheckKind
    state: CheckState
    every_n: int | None
    every_minutes: int | None
    lsl: str | None
    usl: str | None
    unit: str
    gauge_type: str
    last_value: str
    last_at: datetime | None
    last_by: NamePair
    confirmed_by: NamePair
    pieces_left: int | None
    due_piece: int | None
    due_at: datetime | None
    doubt: str
    waiting_id: int | None
    last_by_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClearanceRow:
    """The last clearance of a line; who cleared it does not confirm it."""

    clearance_id: int
    cleared_at: datetime
    cleared_by: NamePair
    confirmed_by: NamePair
    is_confirmed: bool
    cleared_by_id: int


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop of a line; `ended_at` is None while it lasts."""

    stop_id: int
    stop_type: str
    note: str
    started_at: datetime
    started_by: NamePair
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ScanRow:
    """Something that this station did or was denied; `facts` are those of the outcome."""

    at: datetime
    command: str
    is_allowed: bool
    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LineStation:
    """Everything a line station shows.

    Attributes:
        orders: open orders of the line, the running ones first.
        run: the newest running operation at this line, or the one that was asked for.
        stopping: why no piece may come out now, or None.
        finishing: why the operation cannot be finished now, or None.
        asked_check: the check that is asked for now, so that pieces or the end may come; or None.
        scans_today, blocked_today: what this station did and was denied today.
        shift_starts: times of the day at which shifts begin, set apart by blanks.
        row_version: of the line, for a change of its settings.
    """

    line_id: int
    code: str
    name: NamePair
    state: LineState
    stop: StopRow | None
    orders: tuple[OrderRow, ...]
    order: OrderRow | None
    run: RunRow | None
    progress: Progress | None
    materials: tuple[MaterialRow, ...]
    checks: tuple[CheckRow, ...]
    clearance: ClearanceRow | None
    stopping: Refusal | None
    finishing: Refusal | None
    scans: tuple[ScanRow, ...]
    scans_today: int
    blocked_today: int
    asked_check: int | None = None
    shift_starts: str = ""
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class Replacement:
    """A lot that may be used instead and where it lies; first expired, first out."""

    lot_id: int
    lot: str
    part: str
    location: str
    on_hand_q6: int
    expiry: date | None
    part_name: NamePair = NO_NAME


@dataclass(frozen=True, slots=True)
class MaterialPlace:
    """A place where a material lies, lines left out."""

    location_id: int
    code: str
    on_hand_q6: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scanned material would get at an operation.

    Attributes:
        refusal: why it is refused, or None if it may be used.
        lot_id, lot, part: what was scanned, as far as it is known.
        qty_q6: what would be brought in; 0 if it is refused.
        need_no: the need of the operation that it is for; 0 if it is refused.
        replacements: lots that may be used instead, at most three.
    """

    refusal: Refusal | None
    lot_id: int | None
    lot: str
    part: PartBrief | None
    qty_q6: int
    replacements: tuple[Replacement, ...]
    need_no: int = 0


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A line on the wall.

    Attributes:
        since: when this state began; None if nothing ever ran.
        by: who stopped the line, or started the operation.
        reason: stop type while it stands; else "".
        note: what was said about the stop.
        holds: numbers of active holds on the running lot, on the line and on what it works with.
        next_order: number of the next planned order, "" if there is none.
        stopped_minutes: minutes of stops today.
        check: the check that stops the pieces, or an empty name.
        station_off: code of the station of the run, if its program does not run.
        held: which hold stops the next piece or the next start, by whom and why.
    """

    line_id: int
    code: str
    name: NamePair
    state: LineState
    order: OrderRow | None
    operation: NamePair
    progress: Progress | None
    since: datetime | None
    by: NamePair
    reason: str
    note: str
    holds: tuple[str, ...]
    next_order: str
    next_at: datetime | None
    stopped_minutes: int
    check: NamePair = NO_NAME
    station_off: str = ""
    held: Refusal | None = None
