import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.chances import Poisson
from qtrace.domain.sampling.double import (
    DoublePlan,
    DoubleVerdict,
    build_double_tables,
    double_plan,
    judge_double,
)
from qtrace.domain.sampling.oc import Distribution, quality_at
from qtrace.domain.sampling.plans import PlanError, PlanErrorCode, SinglePlan, make_scheme
from qtrace.domain.sampling.risks import accept_chance, make_stages
from qtrace.domain.sampling.tables import LETTERS, Level, Severity, Standard
from qtrace.reference import double_tables, read_bytes, read_table, sampling_tables
from tests.domain.sampling.structure import AQLS, double_cell
from tests.domain.sampling.test_plans import lot_of

PATH = "reference/sampling/z14_double_normal.csv"


def plan_of(tables, lot_size, aql="1.0", severity=Severity.NORMAL, standard="z14", level="II"):
    scheme = make_scheme(tables, standard, level, aql)
    return double_plan(tables, double_tables(), scheme, severity, lot_size)


def test_all_762_cells_follow_from_the_structure():
    doubles = double_tables()
    wrong = []
    for severity in Severity:
        for letter in LETTERS:
            for aql in AQLS:
                cell = doubles.get((severity, letter, aql))
                shipped = cell and (cell.n1, cell.n2, cell.ac1, cell.re1, cell.ac2, cell.re2)
                expected = double_cell(severity.value, letter, aql)
                if shipped != expected:
                    wrong.append((severity, letter, aql, shipped, expected))
    assert wrong == []
    assert len(doubles) == 762


def test_every_double_plan_is_as_strict_as_its_single_plan():
    """Where the single plan accepts half of the lots, so does the double one, as far as the round
    sample sizes allow: an oracle apart from the structure."""
    seen = {}
    for (severity, letter, aql), cell in double_tables().items():
        single = sampling_tables().cells[(Standard.Z14, severity, letter, aql)]
        seen[(single.n, single.re, cell)] = (severity, letter, aql)
    for (n, re, cell), where in seen.items():
        half = quality_at(n, re - 1, 0.5, Distribution.POISSON)
        stages = make_stages((cell.n1, cell.n2), (cell.ac1, cell.ac2), (cell.re1, cell.re2))
        bounds = (0.35, 0.58) if n >= 20 else (0.32, 0.65)
        assert bounds[0] < accept_chance(stages, Poisson(half)) < bounds[1], where


def test_the_four_typing_errors_of_the_source_are_corrected():
    doubles = double_tables()
    assert {doubles[(Severity.NORMAL, letter, "100")].re2 for letter in "LMNP"} == {27}


def test_every_file_names_its_source_and_confidence():
    for severity in Severity:
        text = read_bytes(f"reference/sampling/z14_double_{severity}.csv").decode("ascii")
        assert "# Source: " in text
        assert "# Confidence: " in text


def test_the_plan_of_a_lot(tables):
    plan = plan_of(tables, 1200)
    cell = plan.cell
    assert (plan.code_letter, plan.plan_letter, plan.inspect_all) == ("J", "J", False)
    assert (cell.n1, cell.n2, cell.ac1, cell.re1, cell.ac2, cell.re2) == (50, 50, 0, 3, 3, 4)
    assert (plan.n1_to_inspect, plan.n2_to_inspect) == (50, 50)


def test_the_single_plan_is_used_where_the_table_has_no_double_one(tables):
    plan = plan_of(tables, 280, "0.65")
    assert isinstance(plan, SinglePlan)
    assert (plan.plan_letter, plan.n, plan.ac) == ("F", 20, 0)


@pytest.mark.parametrize(
    ("lot_size", "inspect_all", "first", "second"),
    [(500, True, 500, 0), (800, True, 800, 0), (801, False, 800, 1), (1600, False, 800, 800)],
)
def test_samples_never_exceed_the_lot(tables, lot_size, inspect_all, first, second):
    scheme = make_scheme(tables, "z14", "II", "1.0")
    doubles = {key: double_tables()[(Severity.NORMAL, "Q", "0.15")] for key in keys_of(tables)}
    plan = double_plan(tables, doubles, scheme, Severity.NORMAL, lot_size)
    assert (plan.inspect_all, plan.n1_to_inspect, plan.n2_to_inspect) == (
        *(inspect_all, first, second),
    )


def keys_of(tables):
    return [(severity, letter, aql) for _, severity, letter, aql in tables.cells]


def test_iso_is_refused_because_its_table_is_not_shipped(tables):
    error = plan_of(tables, 1200, standard="iso2859")
    assert error.code is PlanErrorCode.TABLE_NOT_SHIPPED
    assert error.facts == {"type": "double", "standard": "ISO 2859-1:1999"}


def test_a_lot_of_nothing_is_refused(tables):
    assert plan_of(tables, 0).code is PlanErrorCode.LOT_TOO_SMALL


def test_every_letter_reaches_its_row(tables):
    for letter in LETTERS:
        level, lot = lot_of(tables, letter)
        plan = plan_of(tables, lot, "4.0", level=Level(level).value)
        assert plan.code_letter == letter


def verdicts(plan, *counts):
    return [judge_double(plan, *each) for each in counts]


def test_verdicts_of_a_normal_plan(tables):
    plan = plan_of(tables, 1200)  # 50 + 50, 0/3, 3/4
    accept, reject, second = (
        *(DoubleVerdict.ACCEPT, DoubleVerdict.REJECT, DoubleVerdict.SECOND_SAMPLE),
    )
    assert verdicts(plan, (0,), (1,), (2,), (3,)) == [accept, second, second, reject]
    assert verdicts(plan, (1, 3), (1, 4), (2, 2), (3, 3), (0, 9)) == [
        *(accept, reject, accept, reject, accept),
    ]


def test_the_gap_of_reduced_inspection_accepts_the_lot_and_ends_it(tables):
    plan = plan_of(tables, 1200, severity=Severity.REDUCED)
    cell = plan.cell
    assert (cell.n1, cell.ac1, cell.re1, cell.ac2, cell.re2) == (20, 0, 3, 0, 4)
    gap = plan.cell.ac2 + 1
    assert judge_double(plan, 1, gap) is DoubleVerdict.ACCEPT_IN_GAP
    assert judge_double(plan, 1, plan.cell.re2) is DoubleVerdict.REJECT


def test_a_first_sample_of_the_whole_lot_is_judged_by_the_last_numbers(tables):
    plan = plan_of(tables, 2, "25", level="III")
    assert isinstance(plan, DoublePlan)
    assert plan.inspect_all
    assert plan.n2_to_inspect == 0
    expected = [
        DoubleVerdict.ACCEPT if d <= plan.cell.ac2 else DoubleVerdict.REJECT for d in range(9)
    ]
    assert [judge_double(plan, d) for d in range(9)] == expected


@pytest.mark.parametrize("counts", [(-1,), (-1, 2), (2, 1), (0, -1)])
def test_impossible_counts_are_refused(tables, counts):
    error = judge_double(plan_of(tables, 1200), *counts)
    assert isinstance(error, PlanError)
    assert error.code is PlanErrorCode.BAD_COUNT
    assert error.facts["given"].startswith("-")


@given(
    key=st.sampled_from(sorted(double_tables())),
    d1=st.integers(0, 40),
    more=st.integers(0, 40),
)
def test_more_failures_never_help(tables, key, d1, more):
    severity, letter, aql = key
    level, lot = lot_of(tables, letter)
    plan = plan_of(tables, max(lot, 100_000), aql, severity, level=Level(level).value)
    if isinstance(plan, SinglePlan):
        return
    order = [DoubleVerdict.ACCEPT, DoubleVerdict.ACCEPT_IN_GAP, DoubleVerdict.REJECT]
    here = judge_double(plan, d1, d1 + more)
    worse = judge_double(plan, d1 + 1, d1 + 1 + more)
    assert order.index(here) <= order.index(worse)
    assert judge_double(plan, d1) in {here, DoubleVerdict.SECOND_SAMPLE}


def _damaged(change):
    def read(path):
        rows = [dict(row) for row in read_table(path)]
        return change(rows) if path == PATH else rows

    return read


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: rows[1:], "expected 762 double plans, found 761"),
        (lambda rows: [*rows, rows[3]], "stands twice"),
        (lambda rows: [{**rows[0], "code_letter": "I"}, *rows[1:]], "no code letter"),
        (lambda rows: [{**rows[0], "re2": "1"}, *rows[1:]], "not a double sampling plan"),
        (lambda rows: [{**rows[0], "ac1": "2"}, *rows[1:]], "not a double sampling plan"),
        (lambda rows: [{**rows[0], "n2": "0"}, *rows[1:]], "not a double sampling plan"),
    ],
)
def test_a_damaged_table_is_noticed_at_once(change, message):
    with pytest.raises(ValueError, match=message):
        build_double_tables(_damaged(change))
