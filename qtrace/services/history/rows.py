"""What a device history shows, as values."""

from dataclasses import dataclass
from datetime import date, datetime

from qtrace.domain.production.balance import NeedBalance
from qtrace.domain.production.gate import Missing
from qtrace.services.briefs import NamePair
from qtrace.services.production.batch_queries import ReleaseRow
from qtrace.services.production.line_rows import OrderRow


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version that the order pinned: `revision`, `route`, `bill` or `label`."""

    kind: str
    code: str
    version: str
    approved_by: NamePair
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One pass of an operation in the history."""

    operation_no: int
    name: NamePair
    run_no: int
    started_at: datetime
    started_by: NamePair
    ended_at: datetime | None
    ended_by: NamePair
    equipment: tuple[str, ...]
    operators: tuple[NamePair, ...]
    good: int
    rework: int
    scrap: int


@dataclass(frozen=True, slots=True)
class InputRow:
    """A load that went in.

    Attributes:
        state: quality state of the lot now.
        holds: numbers of the holds on it now.
        urgent: it was used under an urgent release.
        deviation: it is kept although it would have been refused.
    """

    operation_no: int
    part: str
    name: NamePair
    unit: NamePair
    lot: str
    supplier: NamePair
    supplier_lot: str
    expiry: date | None
    issued_q6: int
    used_q6: int
    returned_q6: int
    lost_q6: int
    loaded_at: datetime
    loaded_by: NamePair
    deviation: bool
    state: str
    holds: tuple[str, ...]
    urgent: bool


@dataclass(frozen=True, slots=True)
class AncestorRow:
    """A lot further up: something that an input was made of."""

    lot: str
    part: str
    supplier: NamePair
    state: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A check that was made."""

    operation_no: int
    name: NamePair
    value: str
    lsl: str | None
    usl: str | None
    unit: str
    is_good: bool
    pieces: int
    at: datetime
    by: NamePair
    confirmed_by: NamePair
    has_photo: bool


@dataclass(frozen=True, slots=True)
class ClearanceFact:
    """A line clearance that a start confirmed."""

    items: int
    cleared_at: datetime
    cleared_by: NamePair
    confirmed_at: datetime | None
    confirmed_by: NamePair
    has_photo: bool


@dataclass(frozen=True, slots=True)
class StopFact:
    """A stop of the line while a run of the order was on it."""

    stop_type: str
    note: str
    started_at: datetime
    started_by: NamePair
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A deviation, nonconformance or hold about the lot, its units or what went into it."""

    number: str
    kind: str
    title: NamePair
    severity: str
    state: str
    opened_at: datetime
    opened_by: NamePair


@dataclass(frozen=True, slots=True)
class UdiSample:
    """The label of one unit as it was scanned, read into its elements.

    Attributes:
        elements: application identifier and value, in the order of the label.
    """

    serial: str
    scanned: str
    elements: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A label version on units of the lot.

    Attributes:
        printed: labels sent to a printer, reprints included.
        checked: units whose label was scanned and right.
    """

    version: str
    udi_di: str
    printed: int
    checked: int


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """A signature about the lot or its order."""

    name: str
    meaning: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeviceHistory:
    """The device history record: computed from the facts, complete or naming what is missing.

    Source: ISO 13485:2016 clause 7.5.1; 21 CFR 820.184; NMPA GMP 107/2025 articles 81, 100, 104.

    Attributes:
        made: good pieces.
        missing: what is missing for the market release; empty: the record is complete.
    """

    order: OrderRow
    made: int
    expiry: date | None
    finished_at: datetime | None
    versions: tuple[VersionRow, ...]
    steps: tuple[StepRow, ...]
    inputs: tuple[InputRow, ...]
    ancestry: tuple[AncestorRow, ...]
    balance: tuple[tuple[str, NamePair, NeedBalance], ...]
    results: tuple[ResultRow, ...]
    clearances: tuple[ClearanceFact, ...]
    stops: tuple[StopFact, ...]
    cases: tuple[CaseFact, ...]
    labels: tuple[LabelRow, ...]
    sample: UdiSample | None
    signatures: tuple[SignatureFact, ...]
    releases: tuple[ReleaseRow, ...]
    missing: tuple[Missing, ...]

    @property
    def is_complete(self) -> bool:
        """True if nothing is missing."""
        return not self.missing
