"""Gauges: what a calibration is worth on a day, and why a gauge is refused.

Source: ISO 13485:2016 clause 7.6; NMPA GMP 107/2025 articles 40 and 101: an overdue gauge has no
override, only an extension that a second person approved before the gauge is used.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

DUE_SOON_DAYS = 14
MOST_EXTENSION_DAYS = 92


class GaugeState(StrEnum):
    """Whether a gauge is in use; the value is the stored text."""

    IN_USE = "in_use"
    OUT_OF_USE = "out_of_use"
    RETIRED = "retired"


class CalibrationKind(StrEnum):
    """A calibration, or an extension of its due date."""

    CALIBRATION = "calibration"
    EXTENSION = "extension"


class CalibrationResult(StrEnum):
    """What a calibration found."""

    PASSED = "passed"
    FAILED = "failed"
    ADJUSTED = "adjusted"


class CalibrationState(StrEnum):
    """What that means today."""

    GOOD = "good"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    FAILED = "failed"
    NONE = "none"


class GaugeReason(StrEnum):
    """Why a gauge cannot be used, or a command about it was refused."""

    GAUGE_NOT_FOUND = "GAUGE_NOT_FOUND"
    GAUGE_CODE_TAKEN = "GAUGE_CODE_TAKEN"
    GAUGE_MISSING = "GAUGE_MISSING"
    GAUGE_WRONG_TYPE = "GAUGE_WRONG_TYPE"
    GAUGE_OUT_OF_USE = "GAUGE_OUT_OF_USE"
    GAUGE_NOT_CALIBRATED = "GAUGE_NOT_CALIBRATED"
    GAUGE_FAILED = "GAUGE_FAILED"
    GAUGE_OVERDUE = "GAUGE_OVERDUE"
    CALIBRATION_DATES = "CALIBRATION_DATES"
    EXTENSION_DATES = "EXTENSION_DATES"
    EXTENSION_NEEDS_RISK = "EXTENSION_NEEDS_RISK"
    EXTENSION_USED_UP = "EXTENSION_USED_UP"
    EXTENSION_NOT_POSSIBLE = "EXTENSION_NOT_POSSIBLE"


@dataclass(frozen=True, slots=True)
class CalibrationFact:
    """One stored calibration or extension.

    Attributes:
        due_on: last day, included, on which the gauge may be used.
    """

    calibration_id: int
    kind: CalibrationKind
    done_on: date
    due_on: date
    result: CalibrationResult


@dataclass(frozen=True, slots=True)
class CalibrationStanding:
    """What the calibrations of a gauge say on one day.

    Attributes:
        calibration_id: the row that decides; None if there is none.
        due_on: last day of use; None if there is none.
        days_left: days until then, negative when overdue; None if there is none.
    """

    state: CalibrationState
    calibration_id: int | None = None
    due_on: date | None = None
    days_left: int | None = None

    @property
    def usable(self) -> bool:
        """True if a reading may be taken."""
        return self.state in (CalibrationState.GOOD, CalibrationState.DUE_SOON)


def calibration_standing(facts: Sequence[CalibrationFact], today: date) -> CalibrationStanding:
    """The standing on `today`; the newest row decides, so a failed calibration ends the older ones.

    Args:
        facts: rows in the order in which they were entered.
        today: calendar day at the plant.

    Example:
        >>> fact = CalibrationFact(1, CalibrationKind.CALIBRATION, date(2026, 1, 12),
        ...     date(2027, 1, 12), CalibrationResult.PASSED)
        >>> calibration_standing((fact,), date(2026, 11, 22)).days_left
        51
    """
    if not facts:
        return CalibrationStanding(CalibrationState.NONE)
    last = facts[-1]
    if last.result is CalibrationResult.FAILED:
        return CalibrationStanding(CalibrationState.FAILED, last.calibration_id)
    left = (last.due_on - today).days
    if left < 0:
        state = CalibrationState.OVERDUE
    else:
        state = CalibrationState.DUE_SOON if left <= DUE_SOON_DAYS else CalibrationState.GOOD
    return CalibrationStanding(state, last.calibration_id, last.due_on, left)


@dataclass(frozen=True, slots=True)
class GaugeRefusal:
    """Why a gauge cannot take this reading."""

    code: GaugeReason
    facts: Mapping[str, str]


def judge_gauge(
    code: str, gauge_type: str, state: GaugeState, standing: CalibrationStanding, wanted: str
) -> GaugeRefusal | None:
    """None if the gauge may take a reading now, else why not.

    Args:
        code: code on the gauge.
        gauge_type: what it is.
        state: whether it is in use.
        standing: its calibration today.
        wanted: type of gauge that the characteristic asks for.
    """
    facts = {"gauge": code, "gauge_type": gauge_type, "wanted": wanted}
    if gauge_type != wanted:
        return GaugeRefusal(GaugeReason.GAUGE_WRONG_TYPE, facts)
    if state is not GaugeState.IN_USE:
        return GaugeRefusal(GaugeReason.GAUGE_OUT_OF_USE, facts | {"state": state.value})
    match standing.state:
        case CalibrationState.NONE:
            return GaugeRefusal(GaugeReason.GAUGE_NOT_CALIBRATED, facts)
        case CalibrationState.FAILED:
            return GaugeRefusal(GaugeReason.GAUGE_FAILED, facts)
        case CalibrationState.OVERDUE:
            return GaugeRefusal(GaugeReason.GAUGE_OVERDUE, facts | _dates(standing))
        case CalibrationState.GOOD | CalibrationState.DUE_SOON:
            return None
        case _:
            assert_never(standing.state)


def _dates(standing: CalibrationStanding) -> dict[str, str]:
    assert standing.due_on is not None
    assert standing.days_left is not None
    return {"due_on": standing.due_on.isoformat(), "days": str(-standing.days_left)}


def latest_extension(facts: Sequence[CalibrationFact]) -> date | None:
    """Last day to which extensions may move the due date, however many there are; None without.

    Source: house rule: all extensions of one calibration together give at most a quarter of a year.
    """
    dues = [fact.due_on for fact in facts if fact.kind is CalibrationKind.CALIBRATION]
    return dues[-1] + timedelta(days=MOST_EXTENSION_DAYS) if dues else None


def judge_extension(
    standing: CalibrationStanding, due_on: date, today: date, latest: date | None
) -> GaugeReason | None:
    """Why a due date cannot be moved to `due_on`, or None if a second person may do it.

    Source: house rule: an extension moves the date forward, by at most a quarter of a year from
    today, and never saves a gauge that failed or was never calibrated.

    Args:
        standing: what the calibrations say today.
        due_on: the wished last day of use.
        today: calendar day at the plant.
        latest: what `latest_extension` says.
    """
    if standing.due_on is None or latest is None:
        return GaugeReason.EXTENSION_NOT_POSSIBLE
    days = (due_on - today).days
    if due_on <= standing.due_on or not 0 <= days <= MOST_EXTENSION_DAYS:
        return GaugeReason.EXTENSION_DATES
    return GaugeReason.EXTENSION_USED_UP if due_on > latest else None
