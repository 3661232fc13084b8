"""What the inspection screens show, in plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from qtrace.domain.gauges import CalibrationStanding
from qtrace.domain.inspection import CharClass, CharKind, ChoiceOption
from qtrace.domain.inspection_flow import ChainStep, InspectionState
from qtrace.domain.inspection_tally import (
    ClassTally,
    InspectionOutcome,
    InspectionVerdict,
    VariablesRule,
)
from qtrace.domain.inspection_ways import Obstacle, ReturnReason
from qtrace.domain.people import Meaning
from qtrace.domain.sampling.lot_plans import SecondSample
from qtrace.domain.sampling.plans import SampleType, SinglePlan
from qtrace.domain.sampling.severity_reason import SeverityReason, SwitchState
from qtrace.domain.sampling.switching import SwitchEvent
from qtrace.domain.sampling.tables import Severity


@dataclass(frozen=True, slots=True)
class Named:
    """A row of master data or a person by id, code and both names."""

    id: int
    code: str
    name_en: str
    name_zh: str


@dataclass(frozen=True, slots=True)
class SheetLot:
    """The lot that is inspected.

    Attributes:
        on_hand_q6: what lies in stock now (after pieces were set aside).
        container_word: stored word for its containers, e.g. `bag`.
    """

    lot_id: int
    lot: str
    part: Named
    revision: str
    supplier: Named | None
    manufacturer_site: Named | None
    supplier_lot: str | None
    qty_q6: int
    on_hand_q6: int
    unit: str
    expiry: date | None
    quality_state: str
    receipt_number: str
    containers: int
    container_word: str
    location: Named | None


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The plan version that judges the lot."""

    plan_id: int
    revision_id: int
    code: str
    version: int
    early_stop: bool
    chain: tuple[ChainStep, ...]


@dataclass(frozen=True, slots=True)
class SheetClass:
    """One class: what it is judged with, and where it stands.

    Attributes:
        reason: why it has its severity; None where no switching rules apply.
        plan: n, Ac, Re, letters and whether the table is verified; of a double plan the first.
        second: the second sample of a double plan.
        variables: n, k and M of a class that is judged from its values.
        terms: further texts of the scheme: `lq`, `confidence`, `reliability`.
    """

    char_class: CharClass
    sampling: SampleType
    aql: str
    level: str
    standard: str | None
    edition: str | None
    severity: Severity
    reason: SeverityReason | None
    plan: SinglePlan
    tally: ClassTally
    second: SecondSample | None = None
    variables: VariablesRule | None = None
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GaugeChoice:
    """A gauge that a characteristic may be measured with."""

    gauge_id: int
    code: str
    name_en: str
    name_zh: str
    resolution: str
    unit: str
    standing: CalibrationStanding


@dataclass(frozen=True, slots=True)
class SheetCharacteristic:
    """One characteristic with its progress.

    Attributes:
        done: pieces judged, of `n`.
        d: failed pieces.
        gauges: gauges of its type that are in use, good ones first.
        gauge_id: gauge of its last reading in this inspection, or the only good one, or None.
        options: answers of a choice.
        required: every piece needs a reading; only a text may do without.
        formula: of a computed characteristic; empty for all others.
    """

    characteristic_id: int
    number: int
    kind: CharKind
    char_class: CharClass
    name_en: str
    name_zh: str
    nominal: str | None
    lsl: str | None
    usl: str | None
    unit: str
    decimals: int
    method_en: str
    method_zh: str
    gauge_type: str | None
    defect_codes: tuple[str, ...]
    n: int
    done: int
    d: int
    gauges: tuple[GaugeChoice, ...]
    gauge_id: int | None
    options: tuple[ChoiceOption, ...] = ()
    required: bool = True
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A living reading or defect of one piece.

    Attributes:
        value: canonical text; None for a defect.
        raw: text as it came.
        failed: True if it counts against the lot.
        distance: signed text of how far outside the limits; empty inside.
        first_value: value that stood here first, if it was corrected.
        photos: how many photos are attached to it.
    """

    reading_id: int
    characteristic_id: int
    piece: int
    value: str | None
    raw: str | None
    defect_code: str | None
    failed: bool
    distance: str
    origin: str
    gauge_id: int | None
    person: Named
    at: datetime
    first_value: str | None
    photos: int = 0


@dataclass(frozen=True, slots=True)
class AllOk:
    """A living "all OK" over a range of pieces."""

    count_id: int
    characteristic_id: int
    piece_from: int
    piece_to: int
    person: Named
    at: datetime


@dataclass(frozen=True, slots=True)
class SheetContainer:
    """A container that is opened, and the pieces that come from it."""

    number: int
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where the inspector goes on: the first empty cell."""

    characteristic_id: int
    piece: int
    container: int | None


@dataclass(frozen=True, slots=True)
class SheetSignature:
    """One step of the chain; `person` is None while nobody signed it."""

    step: ChainStep
    meaning: Meaning
    command: str
    person: Named | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class SheetReturn:
    """Somebody sent the inspection back to the inspector.

    Attributes:
        note: what is to be done, in the person's words; empty for none.
    """

    person: Named
    at: datetime
    reason: ReturnReason
    note: str


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """A paper that the part asks for, and the number of the one that was seen."""

    kind: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed reading against its limits, or a defect."""

    characteristic_id: int
    number: int
    name_en: str
    name_zh: str
    piece: int
    value: str | None
    distance: str
    lsl: str | None
    usl: str | None
    unit: str
    defect_code: str | None


@dataclass(frozen=True, slots=True)
class SheetOutcome:
    """What the decision brought about; empty texts where it brought nothing of the kind."""

    decided_at: datetime | None
    verdict: InspectionOutcome | None
    split: bool
    nonconformance: str
    holds: tuple[str, ...]
    document: str
    child_lots: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class InspectionSheet:
    """Everything of one inspection.

    Attributes:
        verdict: computed now from the rows: outcome, what is certain, missing, tallies, hint.
        signed_verdict: the verdict that was signed, or None.
        position: first empty cell, or None when every reading is there.
        last_entry: what UNDO would take back: ("reading"|"count", id).
        next_step: signature that is waited for; None before the readings are signed is `inspect`.
        set_aside: pieces that failed, ascending.
        open_holds: numbers of holds that cover the lot now.
        obstacles: what keeps the lot from release now, the gravest first.
        returns: every time it was sent back, the newest last.
        seen_sha256: hash of what this sheet shows; a signing command carries it back.
    """

    inspection_id: int
    number: str
    state: InspectionState
    row_version: int
    lot: SheetLot
    lot_size: int
    needed_at: datetime | None
    requested_at: datetime
    started_at: datetime | None
    plan: SheetPlan | None
    classes: tuple[SheetClass, ...]
    characteristics: tuple[SheetCharacteristic, ...]
    cells: tuple[Cell, ...]
    all_ok: tuple[AllOk, ...]
    containers: tuple[SheetContainer, ...]
    position: Position | None
    last_entry: tuple[str, int] | None
    verdict: InspectionVerdict
    signed_verdict: InspectionOutcome | None
    signatures: tuple[SheetSignature, ...]
    next_step: ChainStep | None
    papers: tuple[SheetPaper, ...]
    set_aside: tuple[int, ...]
    failures: tuple[Failure, ...]
    open_holds: tuple[str, ...]
    outcome: SheetOutcome
    obstacles: tuple[Obstacle, ...]
    returns: tuple[SheetReturn, ...]
    seen_sha256: str


@dataclass(frozen=True, slots=True)
class SeriesLot:
    """One lot of a switching history, oldest first in `Series.lots`.

    Attributes:
        severity: severity it was inspected under.
        state_after: what it left for the next lot.
        is_counted: False for a resubmitted lot, and for a part of a lot that counts elsewhere.
    """

    inspection_id: int
    lot_id: int
    lot: str
    decided_at: datetime
    lot_size: int
    d: int
    n: int
    ac: int
    re: int
    severity: Severity
    accepted: bool
    resubmitted: bool
    state_after: SwitchState
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class SeriesEvent:
    """A decision between two lots; `after` lots of the series came before it."""

    event: SwitchEvent
    at: datetime
    person: Named
    reason: str
    after: int


@dataclass(frozen=True, slots=True)
class Series:
    """History of one part x manufacturing site x class, and what holds for the next lot.

    Attributes:
        reason: why; None where no switching rules apply.
        score: switching score (ISO 2859-1 on normal), else None.
    """

    char_class: CharClass
    sampling: SampleType
    standard: str | None
    level: str
    aql: str
    lots: tuple[SeriesLot, ...]
    events: tuple[SeriesEvent, ...]
    state: SwitchState
    score: int | None
    reason: SeverityReason | None


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """An inspection in a list."""

    inspection_id: int
    number: str
    state: InspectionState
    lot_id: int
    lot: str
    part: Named
    lot_size: int
    needed_at: datetime | None
    requested_at: datetime
    started_at: datetime | None
    decided_at: datetime | None
    verdict: str | None
    inspector: Named | None
    next_step: ChainStep | None
