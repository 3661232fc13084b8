"""Calibrations: what they say about readings taken before them, and when the next one is due.

Source: ISO 13485:2016 clause 7.6 (validity of previous results when equipment is found not to
conform); ILAC-G24/OIML D 10:2022 (recalibration intervals).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from enum import StrEnum

from qtrace.domain.gauges import CalibrationFact, CalibrationKind, CalibrationResult


class AsFound(StrEnum):
    """How the gauge came to the laboratory, before anybody adjusted it.

    What could not be measured as found counts as out of tolerance.
    """

    IN_TOLERANCE = "in_tolerance"
    OUT_OF_TOLERANCE = "out_of_tolerance"


class CalibrationReason(StrEnum):
    """Why a calibration was not recorded, or lots measured with a gauge were not held."""

    CALIBRATION_CONTRADICTS = "CALIBRATION_CONTRADICTS"
    INTERVAL_DAYS = "INTERVAL_DAYS"
    LOOKBACK_NOT_NEEDED = "LOOKBACK_NOT_NEEDED"
    LOT_NOT_MEASURED = "LOT_NOT_MEASURED"
    LOTS_HELD_ALREADY = "LOTS_HELD_ALREADY"


def found_by_result(result: CalibrationResult) -> AsFound:
    """What a result says about the gauge as found, where nothing else was entered.

    A gauge that needed an adjustment was out of tolerance as far as anybody knows.
    """
    passed = result is CalibrationResult.PASSED
    return AsFound.IN_TOLERANCE if passed else AsFound.OUT_OF_TOLERANCE


def is_contradiction(result: CalibrationResult, as_found: AsFound) -> bool:
    """True for a gauge that passed untouched although it was out of tolerance."""
    return result is CalibrationResult.PASSED and as_found is AsFound.OUT_OF_TOLERANCE


def needs_lookback(result: CalibrationResult, as_found: AsFound) -> bool:
    """True if readings since the last good calibration are in doubt."""
    return result is CalibrationResult.FAILED or as_found is AsFound.OUT_OF_TOLERANCE


def last_good(facts: Sequence[CalibrationFact], calibration_id: int) -> CalibrationFact | None:
    """The newest calibration before `calibration_id` that left the gauge good, or None.

    Args:
        facts: rows in the order in which they were entered; extensions prove nothing.
        calibration_id: the calibration that put the readings in doubt.
    """
    before: list[CalibrationFact] = []
    for fact in facts:
        if fact.calibration_id == calibration_id:
            good = [each for each in before if each.done_on <= fact.done_on]
            return max(reversed(good), key=lambda each: each.done_on, default=None)
        if fact.kind is CalibrationKind.CALIBRATION and fact.result is not CalibrationResult.FAILED:
            before.append(fact)
    return None


def doubt_begins(good: CalibrationFact | None, zone: tzinfo) -> datetime | None:
    """First instant from which readings are in doubt; None means from the first one on.

    The whole day of the last good calibration is in doubt: nobody knows its hour.

    Args:
        good: what `last_good` found.
        zone: time zone of the plant.
    """
    return None if good is None else datetime.combine(good.done_on, time.min, tzinfo=zone)


class IntervalRule(StrEnum):
    """How the days until the next calibration follow from what was found."""

    FIXED = "fixed"
    STAIRCASE = "staircase"


@dataclass(frozen=True, slots=True)
class Interval:
    """The rule of one gauge, in days.

    Attributes:
        days: interval after the first calibration; of a fixed rule, after every one.
        shortest: a staircase goes no further down.
        longest: a staircase goes no further up.
    """

    rule: IntervalRule
    days: int
    shortest: int
    longest: int


MOST_INTERVAL_DAYS = 3653


def judge_interval(interval: Interval) -> CalibrationReason | None:
    """Why the days cannot be, or None: 0 < shortest ≤ days ≤ longest ≤ ten years."""
    ordered = 0 < interval.shortest <= interval.days <= interval.longest <= MOST_INTERVAL_DAYS
    return None if ordered else CalibrationReason.INTERVAL_DAYS


def next_days(interval: Interval, found: Sequence[AsFound]) -> int:
    """Days until the next calibration.

    A staircase becomes a quarter longer after every calibration that found the gauge in tolerance
    and is halved after one that did not, always between `shortest` and `longest`.

    Source: ILAC-G24/OIML D 10:2022, method of automatic adjustment ("staircase", calendar time);
    the factors are the house's.

    Args:
        interval: the rule of the gauge.
        found: how it was found at every calibration, oldest first; the first one sets `days`.

    Example:
        >>> rule = Interval(IntervalRule.STAIRCASE, 360, 90, 720)
        >>> good, bad = AsFound
        >>> next_days(rule, [good]), next_days(rule, [good, good]), next_days(rule, [good, bad])
        (360, 450, 180)
    """
    days = interval.days
    if interval.rule is IntervalRule.FIXED:
        return days
    for each in found[1:]:
        days = days * 5 // 4 if each is AsFound.IN_TOLERANCE else days // 2
        days = max(interval.shortest, min(interval.longest, days))
    return days
