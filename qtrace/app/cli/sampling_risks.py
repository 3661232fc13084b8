"""Answers of `qtrace sampling oc` and `qtrace sampling find`."""

from collections.abc import Callable

from qtrace.app.cli.lines import Answer, Fields, LineError
from qtrace.app.cli.sampling_plans import line_error
from qtrace.domain.sampling.chances import Binomial, Hypergeometric, Poisson, Quality
from qtrace.domain.sampling.finder import (
    LARGEST_FOUND,
    RiskPoints,
    find_plan,
    find_variables_plan,
    make_risk_points,
)
from qtrace.domain.sampling.isolated import LARGEST_LOT
from qtrace.domain.sampling.plans import PlanError, PlanErrorCode
from qtrace.domain.sampling.risks import (
    Stages,
    accept_chance,
    make_stages,
    out_of_range,
    rectified,
)
from qtrace.domain.sampling.variables import Sigma

_KINDS = {"single": (1,), "double": (2,), "rectifying": (1, 2)}
_DISTRIBUTIONS = ("binomial", "hypergeometric", "poisson")
_LARGEST_RATE = 100.0


def answer_oc(fields: Fields) -> Answer:
    """Chance of acceptance; for rectifying inspection also AOQ and ATI.

    Raises:
        LineError: the line cannot be answered.
    """
    kind = fields.choice("kind", _KINDS)
    dist = fields.choice("dist", _DISTRIBUTIONS)
    stages = _stages(fields, _KINDS[kind])
    needs_lot = dist == "hypergeometric" or kind == "rectifying" or fields.gives("D")
    lot_size = _lot_size(fields) if needs_lot or fields.gives("N") else None
    inspected = sum(stage.n for stage in stages)
    if lot_size is not None and inspected > lot_size:
        facts = {"n": str(inspected), "lot": str(lot_size)}
        raise line_error(PlanError(PlanErrorCode.SAMPLE_EXCEEDS_LOT, facts))
    p = _fraction(fields, dist, lot_size)
    quality = _quality(dist, p, lot_size)
    if kind != "rectifying" or lot_size is None:
        return {"Pa": accept_chance(stages, quality)}
    result = rectified(stages, quality, lot_size, p)
    return {"Pa": result.pa, "AOQ": result.aoq, "ATI": result.ati}


def answer_find(fields: Fields) -> Answer:
    """The smallest plan for the two points.

    Raises:
        LineError: the line cannot be answered.
    """
    dist = fields.choice("dist", (*_DISTRIBUTIONS, "normal"))
    points = _risk_points(fields, _LARGEST_RATE if dist == "poisson" else 1.0)
    if dist == "normal":
        return _answer_find_variables(fields, points)
    limit, quality_of = LARGEST_FOUND, _quality_of(dist, None)
    if dist == "hypergeometric":
        lot_size = _lot_size(fields)
        limit, quality_of = min(limit, lot_size), _quality_of(dist, lot_size)
    plan = find_plan(points, quality_of, limit)
    if isinstance(plan, PlanError):
        raise line_error(plan)
    return {"n": plan.n, "c": plan.ac, "r": plan.re}


def _answer_find_variables(fields: Fields, points: RiskPoints) -> Answer:
    sigma = Sigma(fields.choice("s_type", (each.value for each in Sigma)))
    plan = find_variables_plan(points, sigma)
    if isinstance(plan, PlanError):
        raise line_error(plan)
    return {"n": plan.n, "k": plan.k}


def _risk_points(fields: Fields, largest: float) -> RiskPoints:
    prq, prp = fields.number("PRQ"), fields.number("PRP")
    crq, crp = fields.number("CRQ"), fields.number("CRP")
    points = make_risk_points(prq, prp, crq, crp, largest)
    if isinstance(points, PlanError):
        raise line_error(points)
    return points


def _stages(fields: Fields, lengths: tuple[int, ...]) -> Stages:
    """The plan of the line: `n` with `c` (and `r`), or with `ac` (and `re`).

    Without rejection numbers every sample rejects from the last acceptance number + 1 on.
    """
    sizes = fields.count_or_counts("n")
    if len(sizes) not in lengths:
        fields.wrong("n", "a list of 2 whole numbers" if lengths == (2,) else "one whole number")
    accept, reject = ("ac", "re") if fields.gives("ac") else ("c", "r")
    acs = _as_many(fields, accept, len(sizes))
    res = [acs[-1] + 1] * len(sizes)
    if fields.gives(reject):
        res = _as_many(fields, reject, len(sizes))
    stages = make_stages(sizes, acs, res)
    if isinstance(stages, PlanError):
        raise line_error(stages)
    return stages


def _as_many(fields: Fields, name: str, length: int) -> list[int]:
    values = fields.count_or_counts(name)
    if len(values) != length:
        raise LineError("WRONG_LENGTH", f"{name} must have as many numbers as n: {length}")
    return values


def _lot_size(fields: Fields) -> int:
    lot_size = fields.integer("N")
    if not 1 <= lot_size <= LARGEST_LOT:
        raise line_error(_outside("N", lot_size, 1, LARGEST_LOT))
    return lot_size


def _fraction(fields: Fields, dist: str, lot_size: int | None) -> float:
    """The fraction failed, as given or from `D` failed pieces of the lot."""
    if lot_size is not None and fields.gives("D"):
        if fields.gives("p"):
            raise LineError("TWO_FIELDS", "p and D say the same: give one of them")
        failed = fields.integer("D")
        if not 0 <= failed <= lot_size:
            raise line_error(_outside("D", failed, 0, lot_size))
        return failed / lot_size
    p, largest = fields.number("p"), _LARGEST_RATE if dist == "poisson" else 1.0
    if not 0 <= p <= largest:
        raise line_error(out_of_range("p", p, 0, largest))
    return p


def _quality(dist: str, p: float, lot_size: int | None) -> Quality:
    return _quality_of(dist, lot_size)(p)


def _quality_of(dist: str, lot_size: int | None) -> Callable[[float], Quality]:
    """Makes the quality of a fraction; failed pieces of a lot are rounded to a whole number."""
    if dist == "hypergeometric" and lot_size is not None:
        return lambda p: Hypergeometric(lot_size, round(p * lot_size))
    return Poisson if dist == "poisson" else Binomial


def _outside(name: str, given: int, low: int, high: int) -> PlanError:
    facts = {"name": name, "given": str(given), "low": str(low), "high": str(high)}
    return PlanError(PlanErrorCode.OUT_OF_RANGE, facts)
