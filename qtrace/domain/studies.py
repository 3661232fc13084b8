"""Studies of measurement systems at the bench: what is planned, and who reads which part when.

Every appraiser has a random order of his own in every round, and parts are named by their place in
the study alone, so that nobody remembers what was read before.

Source: AIAG, Measurement Systems Analysis, 4th edition, chapter II section F (conducting a study:
random order, appraisers unaware of the part); chapter III for the sizes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from qtrace.domain.sampling.positions import shuffled

MOST_RUNS: Final = 2_000
_ROUND: Final = 1_000
_APPRAISER: Final = 1_000_000


class StudyKind(StrEnum):
    """What a study asks; the value is the stored text.

    GRR: repeatability and reproducibility. BIAS: error against reference values, and its linearity
    where there are several. AGREEMENT: do people judge good and bad alike, and rightly?
    """

    GRR = "grr"
    BIAS = "bias"
    AGREEMENT = "agreement"


class StudyReason(StrEnum):
    """Why a command about a study or a check standard was refused; the values never change."""

    STUDY_NOT_FOUND = "STUDY_NOT_FOUND"
    STUDY_SIZE = "STUDY_SIZE"
    STUDY_PARTS_ALIKE = "STUDY_PARTS_ALIKE"
    STUDY_PEOPLE_ALIKE = "STUDY_PEOPLE_ALIKE"
    STUDY_NEEDS_REFERENCE = "STUDY_NEEDS_REFERENCE"
    STUDY_LIMITS = "STUDY_LIMITS"
    STUDY_CONCLUDED = "STUDY_CONCLUDED"
    STUDY_INCOMPLETE = "STUDY_INCOMPLETE"
    STUDY_NO_RESULT = "STUDY_NO_RESULT"
    NOT_AN_APPRAISER = "NOT_AN_APPRAISER"
    NOT_THE_NEXT_TRIAL = "NOT_THE_NEXT_TRIAL"
    TRIAL_CHANGED = "TRIAL_CHANGED"
    TRIAL_VALUE = "TRIAL_VALUE"
    CHECK_STANDARD_MISSING = "CHECK_STANDARD_MISSING"
    CHECK_VALUE = "CHECK_VALUE"
    CHECK_CHANGED = "CHECK_CHANGED"


GOOD: Final = "ok"
BAD: Final = "nok"
JUDGEMENTS: Final = (GOOD, BAD)
"""What is read in a study of agreement."""


@dataclass(frozen=True, slots=True)
class StudySizes:
    """Least and most parts, appraisers and trials of a kind of study."""

    parts: tuple[int, int]
    appraisers: tuple[int, int]
    trials: tuple[int, int]


SIZES: Final[Mapping[StudyKind, StudySizes]] = {
    StudyKind.GRR: StudySizes((2, 25), (2, 10), (2, 10)),
    StudyKind.BIAS: StudySizes((1, 25), (1, 10), (2, 50)),
    StudyKind.AGREEMENT: StudySizes((2, 100), (1, 10), (1, 10)),
}


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part of a study.

    Attributes:
        label: what is written on it; nobody who measures is shown it.
        reference: its value as decimal text, or `ok`/`nok`; None where it is not known.
    """

    label: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """What is to be read.

    Attributes:
        parts: number 1 is the first one.
        appraisers: ids of people, likewise.
        lsl, usl: limits of what is measured, as decimal text.
    """

    kind: StudyKind
    parts: tuple[PlannedPart, ...]
    appraisers: tuple[int, ...]
    trials: int
    lsl: str | None = None
    usl: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """One reading of a study; all numbers from 1."""

    appraiser: int
    trial: int
    part: int


@dataclass(frozen=True, slots=True)
class StudyFault:
    """Why a study cannot be planned so."""

    code: StudyReason
    facts: Mapping[str, str] = field(default_factory=dict)


def judge_study(plan: StudyPlan) -> StudyFault | None:
    """Why `plan` is no study, or None."""
    sizes = SIZES[plan.kind]
    runs = len(plan.parts) * len(plan.appraisers) * plan.trials
    for given, (least, most) in (
        (len(plan.parts), sizes.parts),
        (len(plan.appraisers), sizes.appraisers),
        (plan.trials, sizes.trials),
        (runs, (1, MOST_RUNS)),
    ):
        if not least <= given <= most:
            return StudyFault(StudyReason.STUDY_SIZE, _size_facts(sizes))
    if len({part.label for part in plan.parts}) < len(plan.parts):
        return StudyFault(StudyReason.STUDY_PARTS_ALIKE)
    if len(set(plan.appraisers)) < len(plan.appraisers):
        return StudyFault(StudyReason.STUDY_PEOPLE_ALIKE)
    return _judge_references(plan) or _judge_limits(plan)


def _size_facts(sizes: StudySizes) -> dict[str, str]:
    return {
        "parts": f"{sizes.parts[0]}–{sizes.parts[1]}",
        "appraisers": f"{sizes.appraisers[0]}–{sizes.appraisers[1]}",
        "trials": f"{sizes.trials[0]}–{sizes.trials[1]}",
    }


def _judge_references(plan: StudyPlan) -> StudyFault | None:
    """A bias needs every value; a study of agreement knows all of them or none."""
    given = [part.reference is not None for part in plan.parts]
    needed = plan.kind is StudyKind.BIAS or (plan.kind is StudyKind.AGREEMENT and any(given))
    if not needed or all(given):
        return None
    label = plan.parts[given.index(False)].label
    return StudyFault(StudyReason.STUDY_NEEDS_REFERENCE, {"part": label})


def _judge_limits(plan: StudyPlan) -> StudyFault | None:
    if plan.lsl is None or plan.usl is None or Decimal(plan.lsl) < Decimal(plan.usl):
        return None
    return StudyFault(StudyReason.STUDY_LIMITS, {"lsl": plan.lsl, "usl": plan.usl})


def run_order(plan: StudyPlan, seed: int, appraiser: int) -> tuple[Run, ...]:
    """All runs of one appraiser in their order: round after round, each in a random order.

    Args:
        plan: what is to be read.
        seed: recorded whole number.
        appraiser: number of the person, from 1.
    """
    return tuple(
        Run(appraiser, trial, part)
        for trial in range(1, plan.trials + 1)
        for part in shuffled(len(plan.parts), seed + appraiser * _APPRAISER + trial * _ROUND)
    )


def next_run(order: Sequence[Run], done: Collection[Run]) -> Run | None:
    """The first run of `order` that was not done; None at the end."""
    return next((run for run in order if run not in done), None)
