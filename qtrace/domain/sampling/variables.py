"""Sampling by variables: plans n, k, M of Z1.9 and the judgement of measured values.

The shipped tables are not verified against the standard: every plan says so, and decides nothing
until quality has checked the table and signed.

Source: ANSI/ASQ Z1.9 section B (standard deviation unknown, standard deviation method) and
section D (standard deviation known); k method = form 1, M method = form 2.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist
from types import MappingProxyType

from qtrace.domain.sampling.plans import PlanError, PlanErrorCode
from qtrace.domain.sampling.tables import (
    FOLDER,
    LetterBand,
    Level,
    Read,
    Row,
    Severity,
    canonical_aql,
    require_seamless,
)

VARIABLES_LETTERS = "BCDEFGHIJKLMNP"
VARIABLES_LEVELS = (Level.S3, Level.S4, Level.I, Level.II, Level.III)
VARIABLES_AQLS = ("0.10", "0.15", "0.25", "0.40", "0.65", "1.0", "1.5", "2.5", "4.0", "6.5", "10")

_LARGEST = 1e100


class Sigma(StrEnum):
    """Whether the standard deviation of the process is known; the value is the stored text."""

    KNOWN = "known"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class VariablesCell:
    """One cell of a variables table.

    Attributes:
        n: sample size in pieces, >= 2 (known), >= 3 (unknown).
        k: least distance of the mean from a limit, in standard deviations.
        m_pct: largest estimated percent nonconforming that is accepted.
    """

    n: int
    k: float
    m_pct: float


@dataclass(frozen=True, slots=True)
class VariablesTables:
    """The shipped tables of Z1.9; built once by `build_variables_tables`.

    Attributes:
        bands: code letters of the five levels of Z1.9, ascending by lot size.
        cells: plans by sigma, severity, code letter and canonical AQL; complete.
    """

    bands: tuple[LetterBand, ...]
    cells: Mapping[tuple[Sigma, Severity, str, str], VariablesCell]


@dataclass(frozen=True, slots=True)
class VariablesPlan:
    """A variables plan for one lot.

    Attributes:
        code_letter: letter from the lot size.
        sigma: which of the two methods the numbers belong to.
        n: sample size of the table, in pieces; may exceed the lot.
        k: least distance of the mean from a limit, in standard deviations.
        m_pct: largest estimated percent nonconforming that is accepted.
        inspect_all: n >= lot size: every piece is inspected, and judged piece by piece.
        verified: False decides nothing until quality has checked the table and signed.
    """

    code_letter: str
    sigma: Sigma
    n: int
    k: float
    m_pct: float
    inspect_all: bool
    verified: bool = False


@dataclass(frozen=True, slots=True)
class VariablesJudgement:
    """What the measured values say about the lot.

    Attributes:
        mean: mean of the readings, in their unit.
        spread: standard deviation of the sample (n - 1), or the known one of the process.
        q_lower: distance of the mean from the lower limit in spreads; None without that limit.
        q_upper: the same for the upper limit.
        p_lower_pct: estimated percent of pieces below the lower limit; 0 without that limit.
        p_upper_pct: estimated percent of pieces above the upper limit; 0 without that limit.
        accepted_by_k: verdict of the k method; None with two limits, where it does not apply.
        accepted_by_m: verdict of the M method.
        verified: False: the verdict is information, the lot stays open.
    """

    mean: float
    spread: float
    q_lower: float | None
    q_upper: float | None
    p_lower_pct: float
    p_upper_pct: float
    accepted_by_k: bool | None
    accepted_by_m: bool
    verified: bool

    @property
    def p_pct(self) -> float:
        """Estimated percent nonconforming on both sides together."""
        return self.p_lower_pct + self.p_upper_pct


def build_variables_tables(read: Read) -> VariablesTables:
    """The tables made from the shipped rows; complete, or not at all.

    Args:
        read: gives the rows of a resource by its path, e.g. `qtrace.reference.read_table`.

    Raises:
        ValueError: a table is damaged: a cell is missing, doubled, or not a plan.
    """
    bands = tuple(_band(row) for row in read(f"{FOLDER}/z19_code_letters.csv"))
    require_seamless([(band.lot_min, band.lot_max) for band in bands])
    cells: dict[tuple[Sigma, Severity, str, str], VariablesCell] = {}
    for sigma in Sigma:
        path = f"{FOLDER}/z19_sigma_{sigma.value}.csv"
        for row in read(path):
            key = (sigma, Severity(row["severity"]), row["code_letter"], row["aql"])
            if key in cells:
                raise ValueError(f"{path}: {row['code_letter']}/{row['aql']} stands twice")
            cells[key] = _cell(row, sigma)
    if set(cells) != _all_keys():
        raise ValueError("a cell of Z1.9 is missing or strange")
    return VariablesTables(bands, MappingProxyType(cells))


def variables_plan(
    tables: VariablesTables, level: str, aql: str, severity: Severity, sigma: Sigma, lot_size: int
) -> VariablesPlan | PlanError:
    """The variables plan for a lot of `lot_size` pieces; level and AQL are matched exactly.

    Source: ANSI/ASQ Z1.9 tables A-2, B-3, B-4, D-3, D-4.
    """
    if level not in VARIABLES_LEVELS:
        choices = ", ".join(VARIABLES_LEVELS)
        return PlanError(PlanErrorCode.UNKNOWN_LEVEL, {"given": level, "choices": choices})
    canonical = canonical_aql(aql, VARIABLES_AQLS)
    if canonical is None:
        facts = {"given": aql, "choices": ", ".join(VARIABLES_AQLS)}
        return PlanError(PlanErrorCode.UNKNOWN_AQL, facts)
    if lot_size < 1:
        return PlanError(PlanErrorCode.LOT_TOO_SMALL, {"given": str(lot_size)})
    reached = [band for band in tables.bands if band.lot_min <= max(lot_size, 2)]
    letter = reached[-1].letters[Level(level)]
    cell = tables.cells[(sigma, severity, letter, canonical)]
    return VariablesPlan(letter, sigma, cell.n, cell.k, cell.m_pct, inspect_all=cell.n >= lot_size)


def judge_variables(
    readings: Sequence[float],
    lsl: float | None,
    usl: float | None,
    plan: VariablesPlan,
    sigma: float | None = None,
) -> VariablesJudgement | PlanError:
    """What `plan.n` readings say about a lot whose characteristic is normally distributed.

    Args:
        readings: one value of each piece, in one unit; as many as the plan has pieces.
        lsl: lower limit in the same unit, or None.
        usl: upper limit in the same unit, or None; above `lsl`.
        plan: says n, k, M and the method.
        sigma: standard deviation of the process, > 0; needed where the plan takes it as known,
            of no effect where it does not.

    Source: ANSI/ASQ Z1.9 clauses B3, B8 and D3, D8 (estimates of tables B-5 and D-5).
    """
    error = _unfit(readings, lsl, usl, plan, sigma)
    if error is not None:
        return error
    mean = math.fsum(readings) / plan.n
    spread = sigma if plan.sigma is Sigma.KNOWN and sigma is not None else _spread(readings, mean)
    if spread == 0:
        return PlanError(PlanErrorCode.NO_SPREAD, {})
    q_lower = None if lsl is None else (mean - lsl) / spread
    q_upper = None if usl is None else (usl - mean) / spread
    p_lower = percent_beyond(q_lower, plan.n, plan.sigma)
    p_upper = percent_beyond(q_upper, plan.n, plan.sigma)
    one_sided = [q for q in (q_lower, q_upper) if q is not None]
    return VariablesJudgement(
        mean,
        spread,
        q_lower,
        q_upper,
        p_lower,
        p_upper,
        accepted_by_k=one_sided[0] >= plan.k if len(one_sided) == 1 else None,
        accepted_by_m=p_lower + p_upper <= plan.m_pct,
        verified=plan.verified,
    )


def percent_beyond(q: float | None, n: int, sigma: Sigma) -> float:
    """Estimated percent of pieces beyond a limit that lies `q` spreads from the mean; None: 0.

    The minimum-variance unbiased estimate: a symmetric beta distribution with both parameters
    n / 2 - 1 where sigma is unknown (n >= 3), a normal one with q stretched where it is known.

    Source: ANSI/ASQ Z1.9 tables B-5 and D-5; Lieberman and Resnikoff, JASA 50 (1955).
    """
    if q is None:
        return 0.0
    if sigma is Sigma.KNOWN:
        return 100 * NormalDist().cdf(-q * math.sqrt(n / (n - 1)))
    from scipy.special import betainc

    x = 0.5 - 0.5 * q * math.sqrt(n) / (n - 1)
    half = n / 2 - 1
    return 100 * float(betainc(half, half, min(1.0, max(0.0, x))))


def _unfit(
    readings: Sequence[float],
    lsl: float | None,
    usl: float | None,
    plan: VariablesPlan,
    sigma: float | None,
) -> PlanError | None:
    """Why the values cannot be judged."""
    if len(readings) != plan.n:
        facts = {"given": str(len(readings)), "n": str(plan.n)}
        return PlanError(PlanErrorCode.READING_COUNT, facts)
    named = [("reading", each) for each in readings]
    named += [("lsl", lsl or 0.0), ("usl", usl or 0.0)]
    strange = next((each for each in named if not abs(each[1]) <= _LARGEST), None)
    if strange is not None:
        return _out_of_range(*strange, f"{-_LARGEST:g}")
    return _unfit_limits(lsl, usl) or _unfit_sigma(plan.sigma, sigma)


def _unfit_limits(lsl: float | None, usl: float | None) -> PlanError | None:
    if lsl is None and usl is None:
        return PlanError(PlanErrorCode.NO_LIMITS, {})
    if lsl is not None and usl is not None and lsl >= usl:
        return PlanError(PlanErrorCode.LIMITS_CROSSED, {"lsl": f"{lsl:g}", "usl": f"{usl:g}"})
    return None


def _unfit_sigma(method: Sigma, sigma: float | None) -> PlanError | None:
    if method is Sigma.UNKNOWN:
        return None
    if sigma is None:
        return PlanError(PlanErrorCode.SIGMA_MISSING, {})
    return None if 0 < sigma <= _LARGEST else _out_of_range("sigma", sigma, "0")


def _out_of_range(name: str, given: float, low: str) -> PlanError:
    facts = {"name": name, "given": f"{given:g}", "low": low, "high": f"{_LARGEST:g}"}
    return PlanError(PlanErrorCode.OUT_OF_RANGE, facts)


def _spread(readings: Sequence[float], mean: float) -> float:
    if min(readings) == max(readings):
        return 0.0
    squares = [(each - mean) ** 2 for each in readings]
    return math.sqrt(math.fsum(squares) / (len(squares) - 1))


def _band(row: Row) -> LetterBand:
    letters = MappingProxyType({level: row[level.value] for level in VARIABLES_LEVELS})
    lot_max = int(row["lot_max"]) if row["lot_max"] else None
    return LetterBand(int(row["lot_min"]), lot_max, letters)


def _cell(row: Row, sigma: Sigma) -> VariablesCell:
    cell = VariablesCell(int(row["n"]), float(row["k"]), float(row["M_pct"]))
    least = 2 if sigma is Sigma.KNOWN else 3
    if cell.n < least or not math.isfinite(cell.k) or not 0 <= cell.m_pct < 100:
        raise ValueError(f"not a variables plan: {dict(row)}")
    return cell


def _all_keys() -> set[tuple[Sigma, Severity, str, str]]:
    return {
        (sigma, severity, letter, aql)
        for sigma in Sigma
        for severity in Severity
        for letter in VARIABLES_LETTERS
        for aql in VARIABLES_AQLS
    }
