import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.oc import accept_probability
from qtrace.domain.sampling.plans import (
    PlanError,
    PlanErrorCode,
    Scheme,
    SinglePlan,
    c0_plan,
    fixed_plan,
    hundred_percent,
    make_scheme,
    single_plan,
)
from qtrace.domain.sampling.tables import LETTERS, Arrow, Level, Severity, Standard
from qtrace.reference import read_table
from tests.domain.sampling.structure import AQLS

# Rejection numbers of MIL-STD-105E, single normal, as listed in workflows.md B 3a, with one mark
# corrected: A/10 reads "^" there, but nothing stands above letter A; both sources of the shipped
# table and its structure say down.
VECTORS = """
A2: v v v v v 1 v v
B3: v v v v 1 ^ v 2
C5: v v v 1 ^ v 2 3
D8: v v 1 ^ v 2 3 4
E13: v 1 ^ v 2 3 4 6
F20: 1 ^ v 2 3 4 6 8
G32: ^ v 2 3 4 6 8 11
H50: v 2 3 4 6 8 11 15
J80: 2 3 4 6 8 11 15 22
K125: 3 4 6 8 11 15 22 ^
L200: 4 6 8 11 15 22 ^ ^
M315: 6 8 11 15 22 ^ ^ ^
N500: 8 11 15 22 ^ ^ ^ ^
P800: 11 15 22 ^ ^ ^ ^ ^
Q1250: 15 22 ^ ^ ^ ^ ^ ^
"""
VECTOR_AQLS = ["0.65", "1.0", "1.5", "2.5", "4.0", "6.5", "10", "15"]
ONE_CELL = [
    (line.split(":")[0][0], int(line.split(":")[0][1:]), aql, mark)
    for line in VECTORS.split("\n")
    if line
    for aql, mark in zip(VECTOR_AQLS, line.split(":")[1].split(), strict=True)
]


def lot_of(tables, letter):
    """A lot size and level that lead to `letter` with a lot larger than every sample."""
    for band in reversed(tables.bands):
        for level, found in band.letters.items():
            if found == letter:
                return level, 10**7 if band.lot_max is None else band.lot_max
    raise AssertionError(letter)


@pytest.mark.parametrize(("letter", "n", "aql", "mark"), ONE_CELL)
def test_vectors_of_mil_std_105e(tables, letter, n, aql, mark):
    level, lot = lot_of(tables, letter)
    plan = single_plan(tables, Scheme(Standard.Z14, level, aql), Severity.NORMAL, lot)
    assert plan.code_letter == letter
    if mark in "v^":
        assert plan.arrow is (Arrow.DOWN if mark == "v" else Arrow.UP)
        assert (plan.plan_letter > letter) == (mark == "v")
    else:
        assert (plan.arrow, plan.plan_letter, plan.n) == (Arrow.DIRECT, letter, n)
        assert (plan.ac, plan.re) == (int(mark) - 1, int(mark))


def test_a_lot_at_the_aql_is_nearly_always_accepted(tables):
    """The producer's side of every normal plan with AQL 10 or less, binomial."""
    chances = [
        accept_probability(cell.n, cell.ac, float(aql) / 100)
        for (standard, severity, letter, aql), cell in tables.cells.items()
        if standard is Standard.Z14 and severity is Severity.NORMAL and letter != "R"
        if float(aql) <= 10
    ]
    assert len(chances) == 15 * 16
    assert round(min(chances), 3) == 0.874
    assert round(max(chances), 3) == 0.994


@pytest.mark.parametrize("standard", list(Standard))
@pytest.mark.parametrize("severity", list(Severity))
def test_every_row_of_the_tables_comes_back_through_a_plan(tables, standard, severity):
    seen = 0
    for row in read_table(f"reference/sampling/{standard}_single_{severity}.csv"):
        level, lot = lot_of(tables, row["code_letter"])
        plan = single_plan(tables, Scheme(standard, level, row["aql"]), severity, lot)
        assert plan == SinglePlan(
            code_letter=row["code_letter"],
            plan_letter=row["plan_letter"],
            n=int(row["n"]),
            ac=int(row["ac"]),
            re=int(row["re"]),
            arrow=Arrow(row["arrow"]),
            inspect_all=int(row["n"]) >= lot,
            n_to_inspect=min(int(row["n"]), lot),
        )
        seen += 1
    assert seen == 416


@given(
    st.sampled_from(list(Standard)),
    st.sampled_from(list(Level)),
    st.sampled_from(AQLS),
    st.sampled_from(list(Severity)),
    st.integers(1, 10**6),
)
def test_no_plan_asks_for_more_than_the_lot(tables, standard, level, aql, severity, lot):
    plan = single_plan(tables, Scheme(standard, level, aql), severity, lot)
    assert plan.n_to_inspect == min(plan.n, lot)
    assert plan.inspect_all == (plan.n >= lot)
    assert 0 <= plan.ac < plan.re
    assert plan.verified
    assert (plan.arrow is Arrow.DIRECT) == (plan.code_letter == plan.plan_letter)
    if standard is Standard.ISO2859 or severity is not Severity.REDUCED:
        assert plan.re == plan.ac + 1


def test_a_lot_of_one_is_inspected_whole(tables):
    for level in Level:
        plan = single_plan(tables, Scheme(Standard.Z14, level, "0.65"), Severity.NORMAL, 1)
        assert plan.inspect_all
        assert plan.n_to_inspect == 1


@pytest.mark.parametrize("lot", [0, -1, -(10**20)])
def test_a_lot_of_nothing_is_refused_by_every_plan(tables, lot):
    error = PlanError(PlanErrorCode.LOT_TOO_SMALL, {"given": str(lot)})
    scheme = Scheme(Standard.Z14, Level.II, "1.0")
    assert single_plan(tables, scheme, Severity.NORMAL, lot) == error
    assert hundred_percent(lot) == error
    assert fixed_plan(lot, 5, 0) == error
    assert c0_plan(tables, "1.0", lot) == error


@pytest.mark.parametrize(
    ("standard", "level", "aql", "code", "given"),
    [
        ("mil105", "II", "1.0", PlanErrorCode.UNKNOWN_STANDARD, "mil105"),
        ("z14", "ii", "1.0", PlanErrorCode.UNKNOWN_LEVEL, "ii"),
        ("z14", "", "1.0", PlanErrorCode.UNKNOWN_LEVEL, ""),
        ("z14", "II", "0.7", PlanErrorCode.UNKNOWN_AQL, "0.7"),
    ],
)
def test_a_scheme_outside_the_tables_is_refused(tables, standard, level, aql, code, given):
    error = make_scheme(tables, standard, level, aql)
    assert isinstance(error, PlanError)
    assert (error.code, error.facts["given"]) == (code, given)
    assert error.facts["choices"]


def test_a_scheme_keeps_the_printed_aql(tables):
    assert make_scheme(tables, "iso2859", "S-4", "1") == Scheme(Standard.ISO2859, Level.S4, "1.0")


def test_hundred_percent():
    plan = hundred_percent(40, 1)
    assert (plan.n, plan.ac, plan.re, plan.inspect_all, plan.n_to_inspect) == (40, 1, 2, True, 40)
    assert plan.code_letter is plan.plan_letter is None
    assert hundred_percent(40, -1).code is PlanErrorCode.BAD_NUMBERS


def test_fixed_sample():
    plan = fixed_plan(1000, 5, 0)
    assert (plan.n, plan.ac, plan.re, plan.inspect_all, plan.n_to_inspect) == (5, 0, 1, False, 5)
    assert fixed_plan(3, 5, 1, 3).n_to_inspect == 3
    assert fixed_plan(3, 5, 1, 3).re == 3
    assert fixed_plan(3, 0, 0) == PlanError(PlanErrorCode.SAMPLE_TOO_SMALL, {"given": "0"})
    assert fixed_plan(3, 5, 2, 2) == PlanError(PlanErrorCode.BAD_NUMBERS, {"ac": "2", "re": "2"})
    assert fixed_plan(3, 5, -1).code is PlanErrorCode.BAD_NUMBERS


def test_c0_is_shipped_but_not_verified(tables):
    for row in read_table("reference/sampling/c0.csv"):
        for lot in {int(row["lot_min"]), int(row["lot_max"] or 10**9)}:
            plan = c0_plan(tables, row["aql"], lot)
            assert not plan.verified
            assert (plan.ac, plan.re) == (0, 1)
            whole = row["mode"] == "all" or int(row["n"]) >= lot
            assert plan.inspect_all is whole
            assert plan.n_to_inspect == (lot if whole else int(row["n"]))
    assert c0_plan(tables, "1", 1000).n == 34
    assert c0_plan(tables, "1", 1).inspect_all
    assert c0_plan(tables, "15", 1000).code is PlanErrorCode.UNKNOWN_AQL


def test_where_ac_is_two_or_more_one_step_tighter_has_the_same_sample(tables):
    """What the switching score relies on: no arrow, same letter, same n."""
    checked = 0
    for standard in Standard:
        for letter in LETTERS:
            for j, aql in enumerate(AQLS):
                cell = tables.cells[(standard, Severity.NORMAL, letter, aql)]
                if cell.ac >= 2:
                    tighter = tables.cells[
                        (standard, Severity.NORMAL, cell.plan_letter, AQLS[j - 1])
                    ]
                    assert tighter.arrow is Arrow.DIRECT
                    assert (tighter.n, tighter.ac < cell.ac) == (cell.n, True)
                    checked += 1
    assert checked > 200
