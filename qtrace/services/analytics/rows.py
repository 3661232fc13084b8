"""What the charts are made of: measured characteristics, their readings by lot, causes of failure."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from qtrace.domain.inspection import CharClass
from qtrace.services.briefs import NamePair


class Period(Enum):
    """How far back a chart looks, in days; 0 is without end."""

    MONTH = 31
    QUARTER = 92
    YEAR = 366
    ALL = 0


@dataclass(frozen=True, slots=True)
class SubjectKey:
    """One characteristic of one part, whatever version of the plan it stands in."""

    part_id: int
    name_en: str
    unit: str


@dataclass(frozen=True, slots=True)
class ChartSubject:
    """A characteristic that was measured.

    Attributes:
        readings: in force, in the period.
        lots: inspections that they come from.
        last_at: when the newest was taken.
    """

    key: SubjectKey
    part: str
    part_name: NamePair
    name: NamePair
    char_class: CharClass
    decimals: int
    readings: int
    lots: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class SiteChoice:
    """A manufacturing site that delivered lots of the part."""

    site_id: int
    code: str
    name: NamePair


@dataclass(frozen=True, slots=True)
class ChartFilter:
    """Which lots of a part count.

    Attributes:
        period: how far back.
        site_id: manufacturing site; None for all.
    """

    period: Period = Period.YEAR
    site_id: int | None = None


@dataclass(frozen=True, slots=True)
class SeriesReading:
    """One value in force.

    Attributes:
        text: as it was recorded; `value` is the same for computing.
        is_corrected: another value stood here before.
    """

    piece: int
    value: float
    text: str
    at: datetime
    gauge: str
    person: NamePair
    is_failed: bool
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class SeriesLot:
    """One inspection with its readings by piece.

    Attributes:
        n: pieces of the sample.
        is_open: the inspection is not decided yet.
        lsl: lower limit that judged the readings.
        usl: upper limit.
    """

    lot_id: int
    lot: str
    inspection: str
    started_at: datetime
    site: str
    supplier: NamePair
    n: int
    is_open: bool
    lsl: str | None
    usl: str | None
    readings: tuple[SeriesReading, ...]

    @property
    def is_whole(self) -> bool:
        """Every piece of the sample was read; else it goes on, or ended early."""
        return len(self.readings) >= self.n


@dataclass(frozen=True, slots=True)
class ReadingSeries:
    """All lots of the filter in time order.

    Attributes:
        nominal: of the newest plan version, as text.
        is_cut: older lots were left out because there are too many.
    """

    key: SubjectKey
    name: NamePair
    decimals: int
    nominal: str | None
    lots: tuple[SeriesLot, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class DefectCause:
    """How many pieces one defect, or one characteristic out of its limits, has cost.

    Attributes:
        code: code of the defect; empty for a measured characteristic.
        name: the characteristic.
    """

    code: str
    name: NamePair
    pieces: int


@dataclass(frozen=True, slots=True)
class DefectPareto:
    """Causes of failure of a part, the largest first, over `lots` inspections."""

    causes: tuple[DefectCause, ...]
    lots: int

    @property
    def total(self) -> int:
        """Failures over all causes; a piece with two of them counts twice."""
        return sum(cause.pieces for cause in self.causes)
