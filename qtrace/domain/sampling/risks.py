"""What a single or double plan does to a lot: chance of acceptance, outgoing quality, effort.

Source: ISO 2859-1:1999 clause 11.6 and annex; ISO/TR 2859-10; AOQ and ATI after Dodge and Romig,
with rejected lots sorted whole and failed pieces replaced by good ones.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qtrace.domain.sampling.chances import Quality
from qtrace.domain.sampling.plans import PlanError, PlanErrorCode

LARGEST_SAMPLE = 10_000_000
LARGEST_NUMBER = 1_000
LARGEST_DOUBLE_SAMPLE = 100_000


@dataclass(frozen=True, slots=True)
class Stage:
    """One sample of a plan; numbers count the failures of all samples so far.

    Attributes:
        n: pieces of this sample, >= 1.
        ac: accept at this count or below, >= 0.
        re: reject at this count or above, > `ac`; in the last stage the lot is accepted below it
            (the gap of reduced Z1.4 accepts).
    """

    n: int
    ac: int
    re: int


Stages = tuple[Stage, ...]
"""One stage: a single plan; two: a double plan. Made by `make_stages`."""


def make_stages(sizes: Sequence[int], acs: Sequence[int], res: Sequence[int]) -> Stages | PlanError:
    """The plan with these sizes and numbers (one or two of each), or why it is none."""
    largest = LARGEST_SAMPLE if len(sizes) == 1 else LARGEST_DOUBLE_SAMPLE
    for n in sizes:
        if n < 1:
            return PlanError(PlanErrorCode.SAMPLE_TOO_SMALL, {"given": str(n)})
        if n > largest:
            return out_of_range("n", n, 1, largest)
    stages = tuple(Stage(*each) for each in zip(sizes, acs, res, strict=True))
    for i, stage in enumerate(stages):
        if not 0 <= stage.ac < stage.re or (i and stage.ac < stages[i - 1].ac):
            facts = {"ac": str(stage.ac), "re": str(stage.re)}
            return PlanError(PlanErrorCode.BAD_NUMBERS, facts)
    if len(stages) > 1 and stages[-1].re > LARGEST_NUMBER:
        return out_of_range("re", stages[-1].re, 1, LARGEST_NUMBER)
    return stages


def accept_chances(stages: Stages, quality: Quality) -> tuple[float, ...]:
    """Chance (0 to 1) that the lot is accepted at each stage; their sum is Pa.

    A lot must have at least as many pieces as all samples together.
    """
    first = stages[0]
    if len(stages) == 1:
        return (quality.up_to(first.n, first.re - 1),)
    second, chances = stages[1], quality.chances(first.n)
    counts = range(first.ac + 1, min(first.re, second.re))
    later = math.fsum(
        chances.at(d1) * quality.after(first.n, d1).up_to(second.n, second.re - 1 - d1)
        for d1 in counts
        if chances.at(d1)
    )
    return chances.up_to(first.ac), later


def accept_chance(stages: Stages, quality: Quality) -> float:
    """Chance (0 to 1) that the lot is accepted."""
    return min(1.0, math.fsum(accept_chances(stages, quality)))


@dataclass(frozen=True, slots=True)
class Rectified:
    """What sorting rejected lots leads to.

    Attributes:
        pa: chance that the lot is accepted.
        aoq: average outgoing fraction failed, 0 to 1.
        ati: average total inspection in pieces, from the sample to the whole lot.
    """

    pa: float
    aoq: float
    ati: float


def rectified(stages: Stages, quality: Quality, lot_size: int, p: float) -> Rectified:
    """Average outgoing quality and inspection of lots of `lot_size` with fraction `p` failed.

    Source: AOQ = p sum Pa_i (N - n_i) / N; ATI = sum Pa_i n_i + (1 - Pa) N, where Pa_i is the chance
    of acceptance at stage i and n_i what is inspected until then.
    """
    by_stage = accept_chances(stages, quality)
    inspected = [sum(stage.n for stage in stages[: i + 1]) for i in range(len(stages))]
    passed = [(pa, n) for pa, n in zip(by_stage, inspected, strict=True)]
    pa = min(1.0, math.fsum(by_stage))
    aoq = p * math.fsum(pa_i * (lot_size - n) for pa_i, n in passed) / lot_size
    ati = math.fsum(pa_i * n for pa_i, n in passed) + (1 - pa) * lot_size
    return Rectified(pa, aoq, ati)


def out_of_range(name: str, given: float, low: float, high: float) -> PlanError:
    """The error that says between which values `name` must lie."""
    facts = {"name": name, "given": f"{given:.12g}", "low": f"{low:.12g}", "high": f"{high:.12g}"}
    return PlanError(PlanErrorCode.OUT_OF_RANGE, facts)
