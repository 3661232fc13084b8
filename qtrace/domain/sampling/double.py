"""Double sampling: a small first sample decides most lots, a second one of the same size the rest.

Source: ANSI/ASQ Z1.4-2003/2008 tables III-A to III-C (the values of MIL-STD-105E) and clause 9.4.
The double tables of ISO 2859-1 differ in several pairs of Ac and Re and are not shipped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from qtrace.domain.sampling.plans import (
    PlanError,
    PlanErrorCode,
    Scheme,
    SinglePlan,
    single_plan,
)
from qtrace.domain.sampling.tables import (
    FOLDER,
    LETTERS,
    Arrow,
    Read,
    Row,
    SamplingTables,
    Severity,
    Standard,
)

CELL_COUNT = 762


@dataclass(frozen=True, slots=True)
class DoubleCell:
    """One cell of a double table with its arrow already followed.

    Attributes:
        n1: first sample in pieces, >= 1.
        n2: second sample in pieces, >= 1.
        ac1: the first sample alone accepts at this count or below.
        re1: the first sample alone rejects at this count or above; > `ac1`.
        ac2: both samples together accept at this count or below; >= `ac1`.
        re2: both samples together reject at this count or above; > `ac2`.
    """

    n1: int
    n2: int
    ac1: int
    re1: int
    ac2: int
    re2: int


DoubleTables = Mapping[tuple[Severity, str, str], DoubleCell]
"""Double plans of Z1.4 by severity, code letter and canonical AQL; no entry: the single plan."""


@dataclass(frozen=True, slots=True)
class DoublePlan:
    """A double sampling plan for one lot.

    Attributes:
        code_letter: letter from the lot size.
        plan_letter: letter after the arrow.
        arrow: how the plan was reached.
        cell: sample sizes of the table (may exceed the lot) and numbers.
        inspect_all: the first sample is the whole lot (n1 >= lot size).
        n1_to_inspect: pieces of the first sample: n1, or the whole lot.
        n2_to_inspect: pieces of the second sample: n2, or what the first one left; 0 or more.
    """

    code_letter: str
    plan_letter: str
    arrow: Arrow
    cell: DoubleCell
    inspect_all: bool
    n1_to_inspect: int
    n2_to_inspect: int


class DoubleVerdict(StrEnum):
    """What the counts say; ACCEPT_IN_GAP accepts the lot and ends reduced inspection."""

    ACCEPT = "accept"
    ACCEPT_IN_GAP = "accept_in_gap"
    REJECT = "reject"
    SECOND_SAMPLE = "second_sample"


def build_double_tables(read: Read) -> DoubleTables:
    """The double tables of Z1.4 made from the shipped rows; complete, or not at all.

    Args:
        read: gives the rows of a resource by its path, e.g. `qtrace.reference.read_table`.

    Raises:
        ValueError: a table is damaged: a cell is missing, doubled, or not a plan.
    """
    cells: dict[tuple[Severity, str, str], DoubleCell] = {}
    for severity in Severity:
        path = f"{FOLDER}/z14_double_{severity.value}.csv"
        for row in read(path):
            key = (severity, row["code_letter"], row["aql"])
            if row["code_letter"] not in LETTERS:
                raise ValueError(f"{path}: {row['code_letter']} is no code letter")
            if key in cells:
                raise ValueError(f"{path}: {row['code_letter']}/{row['aql']} stands twice")
            cells[key] = _double_cell(row)
    if len(cells) != CELL_COUNT:
        raise ValueError(f"expected {CELL_COUNT} double plans, found {len(cells)}")
    return MappingProxyType(cells)


def double_plan(
    tables: SamplingTables,
    doubles: DoubleTables,
    scheme: Scheme,
    severity: Severity,
    lot_size: int,
) -> DoublePlan | SinglePlan | PlanError:
    """The double plan for a lot of `lot_size` pieces, or the single plan where the table says so.

    An arrow changes sizes and numbers together, and leads to the same letter as in single sampling.

    Source: ANSI/ASQ Z1.4 tables I and III-A to III-C.
    """
    if scheme.standard is not Standard.Z14:
        facts = {"type": "double", "standard": scheme.standard.edition}
        return PlanError(PlanErrorCode.TABLE_NOT_SHIPPED, facts)
    single = single_plan(tables, scheme, severity, lot_size)
    if isinstance(single, PlanError):
        return single
    letter, final = single.code_letter or "", single.plan_letter or ""
    cell = doubles.get((severity, letter, scheme.aql))
    if cell is None:
        return single
    first = min(cell.n1, lot_size)
    return DoublePlan(
        letter,
        final,
        single.arrow,
        cell,
        inspect_all=cell.n1 >= lot_size,
        n1_to_inspect=first,
        n2_to_inspect=min(cell.n2, lot_size - first),
    )


def judge_double(plan: DoublePlan, d1: int, total: int | None = None) -> DoubleVerdict | PlanError:
    """What the failed pieces say about the lot; the first sample decides wherever it can.

    A first sample that is the whole lot leaves nothing for a second: its count is the total.

    Args:
        plan: the plan of the lot.
        d1: failed pieces (nonconformities above AQL 10) in the first sample, >= 0.
        total: failed pieces in both samples, >= `d1`; None before the second one is inspected.

    Source: ANSI/ASQ Z1.4 clause 9.4; the gap between Ac2 and Re2: clause 8.3.4.
    """
    if d1 < 0 or (total is not None and total < d1):
        given = d1 if total is None or d1 < 0 else total - d1
        return PlanError(PlanErrorCode.BAD_COUNT, {"given": str(given)})
    cell = plan.cell
    if plan.n2_to_inspect == 0:
        return _judge_both(cell, d1)
    if d1 <= cell.ac1:
        return DoubleVerdict.ACCEPT
    if d1 >= cell.re1:
        return DoubleVerdict.REJECT
    return DoubleVerdict.SECOND_SAMPLE if total is None else _judge_both(cell, total)


def _judge_both(cell: DoubleCell, total: int) -> DoubleVerdict:
    if total <= cell.ac2:
        return DoubleVerdict.ACCEPT
    return DoubleVerdict.REJECT if total >= cell.re2 else DoubleVerdict.ACCEPT_IN_GAP


def _double_cell(row: Row) -> DoubleCell:
    cell = DoubleCell(*(int(row[name]) for name in ("n1", "n2", "ac1", "re1", "ac2", "re2")))
    ordered = 0 <= cell.ac1 < cell.re1 and cell.ac1 <= cell.ac2 < cell.re2
    if min(cell.n1, cell.n2) < 1 or not ordered:
        raise ValueError(f"not a double sampling plan: {dict(row)}")
    return cell
