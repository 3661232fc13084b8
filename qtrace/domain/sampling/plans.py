"""From a lot size to a sampling plan: n, Ac, Re; what cannot be answered is a value that says why.

What a class's rule gives for a lot, whatever its kind, is put together in `lot_plans`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.sampling.tables import (
    Arrow,
    Level,
    SamplingTables,
    Severity,
    Standard,
    canonical_aql,
    code_letter,
)


class PlanErrorCode(StrEnum):
    """Why there is no plan; stable, shown through `explain_plan_error`."""

    UNKNOWN_STANDARD = "UNKNOWN_STANDARD"
    UNKNOWN_LEVEL = "UNKNOWN_LEVEL"
    UNKNOWN_AQL = "UNKNOWN_AQL"
    LOT_TOO_SMALL = "LOT_TOO_SMALL"
    SAMPLE_TOO_SMALL = "SAMPLE_TOO_SMALL"
    BAD_NUMBERS = "BAD_NUMBERS"
    BAD_COUNT = "BAD_COUNT"
    RULE_INCOMPLETE = "RULE_INCOMPLETE"
    TABLE_NOT_SHIPPED = "TABLE_NOT_SHIPPED"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    SAMPLE_EXCEEDS_LOT = "SAMPLE_EXCEEDS_LOT"
    RISKS_CROSSED = "RISKS_CROSSED"
    NO_PLAN = "NO_PLAN"
    READING_COUNT = "READING_COUNT"
    NO_LIMITS = "NO_LIMITS"
    LIMITS_CROSSED = "LIMITS_CROSSED"
    NO_SPREAD = "NO_SPREAD"
    SIGMA_MISSING = "SIGMA_MISSING"


@dataclass(frozen=True, slots=True)
class PlanError:
    """A refused question about sampling: `code` says why, `facts` name the value and the choices."""

    code: PlanErrorCode
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """What stays fixed over a series of lots; made by `make_scheme`, so always in the tables.

    Attributes:
        aql: canonical AQL text, exactly as printed ("1.0").
    """

    standard: Standard
    level: Level
    aql: str


@dataclass(frozen=True, slots=True)
class SinglePlan:
    """A single sampling plan for one lot.

    Attributes:
        code_letter: letter from the lot size; None where the plan has none (100 %, fixed, c=0).
        plan_letter: letter after the arrow; None as above.
        n: sample size of the table, in pieces; may exceed the lot.
        ac: accept at this many failed pieces or fewer.
        re: reject at this many failed pieces or more.
        arrow: how the plan was reached.
        inspect_all: the sample is the whole lot (n >= lot size).
        n_to_inspect: pieces to inspect: `n`, or the lot size when `inspect_all`.
        verified: False decides nothing until quality has checked the table and signed.
    """

    code_letter: str | None
    plan_letter: str | None
    n: int
    ac: int
    re: int
    arrow: Arrow
    inspect_all: bool
    n_to_inspect: int
    verified: bool = True


class SampleType(StrEnum):
    """Kinds of sampling a characteristic class may use."""

    SINGLE = "single"
    ALL = "all"
    FIXED = "fixed"
    C0 = "c0"
    DOUBLE = "double"
    VARIABLES = "variables"
    LIMITING = "lq"
    SUCCESS_RUN = "success_run"


def make_scheme(tables: SamplingTables, standard: str, level: str, aql: str) -> Scheme | PlanError:
    """The scheme of these texts, or why it is none; an AQL is matched exactly, never snapped."""
    if standard not in set(Standard):
        choices = ", ".join(Standard)
        return PlanError(PlanErrorCode.UNKNOWN_STANDARD, {"given": standard, "choices": choices})
    if level not in set(Level):
        return PlanError(PlanErrorCode.UNKNOWN_LEVEL, {"given": level, "choices": ", ".join(Level)})
    canonical = canonical_aql(aql, tables.aqls)
    if canonical is None:
        return _unknown_aql(aql, tables.aqls)
    return Scheme(Standard(standard), Level(level), canonical)


def single_plan(
    tables: SamplingTables, scheme: Scheme, severity: Severity, lot_size: int
) -> SinglePlan | PlanError:
    """The single sampling plan for a lot of `lot_size` pieces.

    An arrow changes both n and Ac. A lot of 1 lies below the printed table and is inspected whole.

    Source: ISO 2859-1:1999 tables 1 and 2-A to 2-C; ANSI/ASQ Z1.4 tables I and II-A to II-C.
    """
    if lot_size < 1:
        return _lot_too_small(lot_size)
    letter = code_letter(tables, scheme.level, lot_size)
    cell = tables.cells[(scheme.standard, severity, letter, scheme.aql)]
    return _plan(lot_size, cell.n, cell.ac, cell.re, (letter, cell.plan_letter, cell.arrow))


def hundred_percent(lot_size: int, ac: int = 0) -> SinglePlan | PlanError:
    """Every piece of the lot; the lot is accepted with at most `ac` failed pieces."""
    if lot_size < 1:
        return _lot_too_small(lot_size)
    if ac < 0:
        return PlanError(PlanErrorCode.BAD_NUMBERS, {"ac": str(ac), "re": str(ac + 1)})
    return _plan(lot_size, lot_size, ac, ac + 1)


def fixed_plan(lot_size: int, n: int, ac: int, re: int | None = None) -> SinglePlan | PlanError:
    """A sample of `n` pieces whatever the lot size; `re` is `ac` + 1 unless given."""
    rejection = ac + 1 if re is None else re
    if lot_size < 1:
        return _lot_too_small(lot_size)
    if n < 1:
        return PlanError(PlanErrorCode.SAMPLE_TOO_SMALL, {"given": str(n)})
    if not 0 <= ac < rejection:
        return PlanError(PlanErrorCode.BAD_NUMBERS, {"ac": str(ac), "re": str(rejection)})
    return _plan(lot_size, n, ac, rejection)


def c0_plan(tables: SamplingTables, aql: str, lot_size: int) -> SinglePlan | PlanError:
    """The plan with acceptance number 0; unverified: it decides nothing until quality has signed.

    Source: public list of c=0 plans, see `resources/reference/sampling/c0.csv`.
    """
    canonical = canonical_aql(aql, tables.zero_aqls)
    if canonical is None:
        return _unknown_aql(aql, tables.zero_aqls)
    if lot_size < 1:
        return _lot_too_small(lot_size)
    reached = [band for band in tables.zero_bands if band.lot_min <= max(lot_size, 2)]
    size = reached[-1].sizes[canonical]
    return _plan(lot_size, lot_size if size is None else size, 0, 1, verified=False)


def _plan(
    lot_size: int,
    n: int,
    ac: int,
    re: int,
    letters: tuple[str | None, str | None, Arrow] = (None, None, Arrow.DIRECT),
    *,
    verified: bool = True,
) -> SinglePlan:
    whole = n >= lot_size
    first, final, arrow = letters
    return SinglePlan(
        first, final, n, ac, re, arrow, whole, lot_size if whole else n, verified=verified
    )


def _lot_too_small(lot_size: int) -> PlanError:
    return PlanError(PlanErrorCode.LOT_TOO_SMALL, {"given": str(lot_size)})


def _unknown_aql(given: str, known: tuple[str, ...]) -> PlanError:
    return PlanError(PlanErrorCode.UNKNOWN_AQL, {"given": given, "choices": ", ".join(known)})
