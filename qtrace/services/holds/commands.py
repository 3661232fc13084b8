"""Commands about holds: placing and changing them, asking for their end, lifting them.

All of them take all gates: what happens to holds has one order, which stations read as news.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from qtrace.domain.hold_scopes import Scope
from qtrace.domain.holds import BlockProfile, Criterion, InFlight, Signee
from qtrace.domain.people import Meaning
from qtrace.services.commands import Command
from qtrace.services.evidence import EvidenceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold(Command):
    """Stop something now; needs no approval and no signature.

    What is not given comes with the reason. Of `lot_id`, `item_ids` and `scopes` at least one names
    something; many items are one act.

    Attributes:
        hold_id: id of the case that the hold is.
        lot_id: a lot (all of it); a container stands for its lot.
        item_ids: items exactly as they are: lots, single containers, single units.
        scopes: everything else: ranges, lines, places, parts, predicates.
        reason: why; a `HoldReason` or a reason of the plant.
        severity: critical, major or minor; empty for that of the reason.
        note: what was seen, in the person's words.
        in_flight: what becomes of pieces that are being worked on.
        review_by: until when somebody must look at it again.
        owner_id: who sees to it: somebody else, with the right to lift holds.
        origin: where it comes from, one of `qtrace.domain.holds.ORIGINS`; empty for the reason's.
        origin_case_id: the case it follows from.
        photo: what the person saw.
        print_tags: print hold tags for the containers of the lots that are named.
    """

    code: ClassVar[str] = "PLACE_HOLD"
    version: ClassVar[int] = 2
    places_hold: ClassVar[bool] = True
    urgent: ClassVar[bool] = True

    hold_id: int
    reason: str
    lot_id: int | None = None
    item_ids: tuple[int, ...] = ()
    scopes: tuple[Scope, ...] = ()
    severity: str = ""
    note: str = ""
    profile: BlockProfile | None = None
    in_flight: InFlight | None = None
    propagates: bool | None = None
    review_by: datetime | None = None
    owner_id: int | None = None
    origin: str = ""
    origin_case_id: int | None = None
    photo: EvidenceFile | None = None
    print_tags: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WidenHold(Command):
    """Let a hold cover more; like placing it needs nobody's leave.

    Attributes:
        print_tags: print hold tags for the containers of the lots that are added.
    """

    code: ClassVar[str] = "WIDEN_HOLD"
    version: ClassVar[int] = 2
    places_hold: ClassVar[bool] = True
    urgent: ClassVar[bool] = True

    hold_id: int
    item_ids: tuple[int, ...] = ()
    scopes: tuple[Scope, ...] = ()
    reason: str
    print_tags: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrowHold(Command):
    """Take rows of the scope out of a hold; signed by somebody else than who placed it.

    Attributes:
        scope_nos: numbers of the rows, as `HoldSheet.scopes` shows them.
        seen_sha256: hash of what the screen showed.
    """

    code: ClassVar[str] = "NARROW_HOLD"
    places_hold: ClassVar[bool] = True
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    hold_id: int
    scope_nos: tuple[int, ...]
    reason: str
    seen_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendHold(Command):
    """Give a hold a later review date, with a reason."""

    code: ClassVar[str] = "MOVE_HOLD_REVIEW"
    places_hold: ClassVar[bool] = True

    hold_id: int
    review_by: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignHold(Command):
    """Name who sees to a hold: somebody with the right to lift holds, not who placed it."""

    code: ClassVar[str] = "ASSIGN_HOLD"
    places_hold: ClassVar[bool] = True

    hold_id: int
    owner_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateHolds(Command):
    """Note every hold whose review is past and was not told yet; none is ever lifted by time."""

    code: ClassVar[str] = "ESCALATE_HOLDS"
    places_hold: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHoldChange(Command):
    """Say what was changed after the stop, so that the cause is gone."""

    code: ClassVar[str] = "RECORD_HOLD_CHANGE"
    places_hold: ClassVar[bool] = True

    change_id: int
    hold_id: int
    applied_at: datetime
    description: str
    photo: EvidenceFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRelease(Command):
    """Ask for the end of a hold, or for the release of some of its items; criteria are computed.

    Attributes:
        item_ids: items that are to be released; empty for the whole hold.
    """

    code: ClassVar[str] = "REQUEST_RELEASE"
    places_hold: ClassVar[bool] = True

    request_id: int
    hold_id: int
    item_ids: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHold(Command):
    """Lift a hold, or release what the request names, with a second person's signature.

    Attributes:
        comment: what the signer relies on, in words.
        seen_sha256: hash of what the screen showed (`HoldSheet.seen_sha256`).
    """

    code: ClassVar[str] = "RELEASE_HOLD"
    places_hold: ClassVar[bool] = True
    meaning: ClassVar[Meaning | None] = Meaning.RELEASED

    release_id: int
    hold_id: int
    comment: str
    seen_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectRelease(Command):
    """Turn a request down, with a reason; the hold stays active."""

    code: ClassVar[str] = "REJECT_RELEASE"
    places_hold: ClassVar[bool] = True
    meaning: ClassVar[Meaning | None] = Meaning.RETURNED

    hold_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertHold(Command):
    """End a hold by scrapping or returning every lot it names; a second person signs.

    Attributes:
        disposition: `scrap` or `return`.
    """

    code: ClassVar[str] = "CONVERT_HOLD"
    places_hold: ClassVar[bool] = True
    accepting: ClassVar[bool] = True
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    hold_id: int
    disposition: str
    reason: str
    seen_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHoldReason(Command):
    """Add a reason of the plant, or give one of the house other presets or words.

    Nobody sends this alone: `ApproveRule` puts it in force, for a draft of somebody else.

    Attributes:
        isolates: the kin of a lot that is held for it follows the isolation rules.
    """

    code: ClassVar[str] = "SET_HOLD_REASON"
    version: ClassVar[int] = 2

    reason: str
    name_en: str
    name_zh: str
    severity: str
    profile: BlockProfile = BlockProfile.ALL_USE
    propagates: bool = True
    in_flight: InFlight = InFlight.FROZEN
    review_days: int = 7
    criteria: tuple[Criterion, ...] = (Criterion.NCR_DISPOSED,)
    signee: Signee = Signee.ANY
    signees: tuple[int, ...] = field(default=())
    origin: str = "manual"
    is_active: bool = True
    isolates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStopType(Command):
    """Add or change a type of stop of a line; put in force by `ApproveRule`."""

    code: ClassVar[str] = "SET_STOP_TYPE"

    stop_type: str
    name_en: str
    name_zh: str
    is_planned: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SetIsolationRule(Command):
    """Say what becomes of related lots when a lot goes bad; put in force by `ApproveRule`.

    Attributes:
        relation: `supplier_lot`, `delivery` or `period`.
        act: `hold`, `propose` or `off`.
        days: for `period`: how many days before and after.
    """

    code: ClassVar[str] = "SET_ISOLATION_RULE"

    relation: str
    act: str
    days: int = 0
