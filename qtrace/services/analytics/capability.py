"""Charts and capability of stored readings: the one source of numbers for screen and report."""

from dataclasses import dataclass

from qtrace.domain.analytics.capability import Capability, Specification
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.domain.analytics.lot_study import (
    ChartFamily,
    LotStudy,
    LotValues,
    lots_capability,
    study_lots,
)
from qtrace.reference import control_constants
from qtrace.services.analytics.queries import reading_series
from qtrace.services.analytics.rows import ChartFilter, ReadingSeries, SubjectKey
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class ChartAnswer:
    """Readings, and their control charts or why there are none."""

    series: ReadingSeries
    study: LotStudy | AnalyticsError


@dataclass(frozen=True, slots=True)
class CapabilityAnswer:
    """Readings with the limits of the newest lot, and the study or why there is none."""

    series: ReadingSeries
    specification: Specification
    study: Capability | AnalyticsError


def control_charts(
    reads: Reads,
    key: SubjectKey,
    chosen: ChartFilter,
    family: ChartFamily = ChartFamily.SHEWHART,
) -> ChartAnswer | None:
    """The control charts of a characteristic; None where nothing was measured."""
    series = reading_series(reads, key, chosen)
    if series is None:
        return None
    return ChartAnswer(series, study_lots(control_constants(), lot_values(series), family))


def capability_study(reads: Reads, key: SubjectKey, chosen: ChartFilter) -> CapabilityAnswer | None:
    """The capability of a characteristic; None where nothing was measured."""
    series = reading_series(reads, key, chosen)
    if series is None:
        return None
    newest = series.lots[-1]
    target = None if series.nominal is None else float(series.nominal)
    specification = Specification(_limit(newest.lsl), _limit(newest.usl), target)
    study = lots_capability(control_constants(), lot_values(series), specification)
    return CapabilityAnswer(series, specification, study)


def lot_values(series: ReadingSeries) -> tuple[LotValues, ...]:
    """The readings as the statistics take them."""
    return tuple(
        LotValues(tuple(reading.value for reading in lot.readings), lot.is_whole)
        for lot in series.lots
    )


def _limit(text: str | None) -> float | None:
    return None if text is None else float(text)
