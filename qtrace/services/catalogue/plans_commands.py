"""Commands about inspection plans and their switching histories."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.people import Meaning
from qtrace.domain.plans import CharacteristicDraft, ClassDraft, FirstLot
from qtrace.domain.sampling.skip_lot import SkipEvent
from qtrace.domain.sampling.switching import SwitchEvent
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPlan(Command):
    """Add a plan with its first draft, or a further draft to the plan with this id.

    Attributes:
        plan_id: id of the plan; that of an existing one adds the next version to it.
        revision_id: id of the draft.
        plan_code: code of the plan, e.g. `SR-12`.
        supplier_id: for this supplier only, or None for all.
        kind: `incoming`, `in_process` or `final`.
        signature_chain: `inspect`, `inspect,review`, `inspect,approve` or all three.
        early_stop: an inspection may end as soon as its verdict is certain.
        first_lot: what becomes of the first lot after a change, or from a source on trial.
        skip_lot: lots may go to stock without inspection where the skip-lot rules allow it.
    """

    code: ClassVar[str] = "ADD_PLAN"
    version: ClassVar[int] = 3

    plan_id: int
    revision_id: int
    plan_code: str
    part_id: int
    supplier_id: int | None
    signature_chain: str
    early_stop: bool
    classes: tuple[ClassDraft, ...]
    characteristics: tuple[CharacteristicDraft, ...]
    kind: str = "incoming"
    first_lot: FirstLot = FirstLot.TIGHTENED
    skip_lot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePlan(Command):
    """A second person signs a draft: it is effective, its predecessor superseded.

    Attributes:
        revision_id: the draft.
        seen_sha256: what the approver saw: `DraftRow.seen_sha256`, 64 hex digits.
    """

    code: ClassVar[str] = "APPROVE_PLAN"
    version: ClassVar[int] = 2
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    revision_id: int
    seen_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSkipEvent(Command):
    """What people decide about skipping the lots of a source: agreed, changed, taken back.

    Attributes:
        event_id: id of the new row.
        supplier_id: decides which plan is meant, as at the start of an inspection.
        reason: why, as text.
    """

    code: ClassVar[str] = "SKIP_EVENT"

    event_id: int
    part_id: int
    manufacturer_site_id: int | None
    supplier_id: int | None
    event: SkipEvent
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseSkippedLot(Command):
    """Let a lot go to stock without inspection that the skip-lot rules did not draw."""

    code: ClassVar[str] = "RELEASE_SKIPPED_LOT"
    meaning: ClassVar[Meaning | None] = Meaning.RELEASED
    accepting: ClassVar[bool] = True

    inspection_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSwitchEvent(Command):
    """What people decide about a series of lots: resume, irregular production, authority.

    Attributes:
        event_ids: one id for each class of the plan (spare ones are not used).
        char_class: stored word of the class, or None for all classes that the plan samples by AQL.
        supplier_id: decides which plan's scheme is meant, as at the start of an inspection.
        reason: why, as text.
    """

    code: ClassVar[str] = "SWITCH_EVENT"

    event_ids: tuple[int, ...]
    part_id: int
    manufacturer_site_id: int
    supplier_id: int | None
    char_class: str | None
    event: SwitchEvent
    reason: str
