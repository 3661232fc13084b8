"""Measuring systems of the demo: a gauge that drifts on its check standard, and a signed study."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Final

from qtrace.app.demo.maker import Maker
from qtrace.domain.studies import PlannedPart, StudyKind
from qtrace.services.gauges.studies_commands import (
    ConcludeStudy,
    PlanStudy,
    RecordCheck,
    RecordTrial,
    SetCheckStandard,
)
from qtrace.services.gauges.studies_queries import study_sheet

GAUGE: Final = "TG-011"
OWNER: Final = "wu"
PEOPLE: Final = ("lin", "huang", "zhou")
PARTS: Final = 8
ROUNDS: Final = 2
FIRST_CHECK: Final = 72
CHECK_EVERY: Final = 3
DRIFT_FROM: Final = 15
"""Days ago from which the gauge reads a little too much."""


def measuring_steps(maker: Maker) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """When the check standard is read, and when the study is measured and signed."""
    yield maker.at(FIRST_CHECK + 1, 7, 40), partial(_standard, maker)
    for days_ago in range(FIRST_CHECK, 0, -CHECK_EVERY):
        yield maker.at(days_ago, 7, 45), partial(_check, maker, days_ago)
    yield maker.at(24, 13), partial(_study, maker)


def _standard(maker: Maker) -> None:
    maker.do(
        OWNER,
        SetCheckStandard,
        standard_id=maker.ids.next_id(),
        gauge_id=maker.id("gauge", GAUGE),
        standard="GB 2.500",
        nominal="2.500",
    )


def _check(maker: Maker, days_ago: int) -> None:
    random = maker.random(f"check {days_ago}")
    drift = 0.012 if days_ago < DRIFT_FROM else 0.0
    value = 2.5 + drift + random.gauss(0, 0.004)
    maker.do(
        "lin" if days_ago % 2 else "huang",
        RecordCheck,
        check_id=maker.ids.next_id(),
        gauge_id=maker.id("gauge", GAUGE),
        value=f"{value:.3f}",
    )


def _study(maker: Maker) -> None:
    """Planned by metrology, measured by everybody in the blind order, signed the same day."""
    study = maker.ids.next_id()
    maker.do(
        OWNER,
        PlanStudy,
        study_id=study,
        gauge_id=maker.id("gauge", GAUGE),
        kind=StudyKind.GRR,
        title="Wall thickness 壁厚",
        decimals=3,
        parts=tuple(PlannedPart(f"W{number}") for number in range(1, PARTS + 1)),
        appraisers=tuple(maker.id("person", login) for login in PEOPLE),
        trials=ROUNDS,
        lsl="2.32",
        usl="2.48",
    )
    for login in PEOPLE:
        _measure(maker, study, login)
    maker.wait(minutes=20)
    maker.sign(OWNER, ConcludeStudy, study_id=study, note="Yearly study / 年度研究")


def _measure(maker: Maker, study: int, login: str) -> None:
    random = maker.random(f"study {login}")
    lean = 0.002 * PEOPLE.index(login)
    sheet = maker.bench.ask(study_sheet, study)
    assert sheet is not None
    own = next(each for each in sheet.appraisers if each.person.code == login)
    run = own.next
    while run is not None:
        maker.wait(minutes=1)
        value = 2.34 + 0.017 * ((run.part * 5) % PARTS) + lean + random.gauss(0, 0.003)
        maker.do(
            login,
            RecordTrial,
            trial_id=maker.ids.next_id(),
            study_id=study,
            part_no=run.part,
            trial_no=run.trial,
            value=f"{value:.3f}",
        )
        sheet = maker.bench.ask(study_sheet, study)
        assert sheet is not None
        run = next(each.next for each in sheet.appraisers if each.person.code == login)
