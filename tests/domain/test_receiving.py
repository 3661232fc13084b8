"""The judgement at the door: every deviation its own code, no receipt impossible."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.code_profile import CodeProfile, Deviation
from qtrace.domain.receipt_quantities import (
    allowed_q6,
    excess_containers,
    expiry_of,
    pieces_of,
    split_quantity,
)
from qtrace.domain.receipt_rules import judge_receipt
from qtrace.domain.receiving import (
    Came,
    EarlierReceipt,
    Expected,
    FindingCode,
    Level,
    PartRules,
    Place,
    SourceFacts,
)
from qtrace.domain.suppliers import RESTRICTED, SourceState, standing

TODAY = date(2026, 11, 22)
UNIT = 1_000_000
LINE = Expected(
    part_id=1,
    part="SR-12",
    revision="C",
    supplier_lot="7F42",
    quantity_q6=1200 * UNIT,
    containers=12,
    ordered_q6=2000 * UNIT,
    received_q6=0,
    earlier=None,
)
CAME = Came(
    part_id=1,
    part="SR-12",
    revision="C",
    supplier_lot="7F42",
    made_on=date(2026, 11, 5),
    expiry=date(2031, 11, 5),
    quantity_q6=1200 * UNIT,
    containers=12,
    has_code=True,
    papers=frozenset({"material"}),
)
GOOD = SourceFacts(SourceState.APPROVED, is_first_lot=False, supplier="Hengmi", supplier_zh="恒密")
RULES = PartRules("C", ("material",), shelf_life_days=1826, over_delivery_pct=2)


def judged(expected=LINE, came=CAME, source=GOOD, rules=RULES):
    return judge_receipt(expected, came, source, rules, TODAY)


def test_what_agrees_in_everything_has_no_finding():
    verdict = judged()
    assert verdict.findings == ()
    assert (verdict.level, verdict.place) == (Level.OK, Place.QUARANTINE)
    assert (verdict.accepted_q6, verdict.excess_q6) == (1200 * UNIT, 0)


EARLIER = EarlierReceipt("2026-11-22T08:00:00+00:00", "Chen", "陈", "L26-00001-D")
WARN, RED = Level.WARNING, Level.BLOCKED
LACKS = Deviation(CodeProfile(("10", "17")), ("17",), ())
MORE = Deviation(CodeProfile(("10",)), (), ("17",))
NOT_KEPT = Deviation(CodeProfile(("10", "17"), strict=True), (), ())


@pytest.mark.parametrize(
    ("code", "level", "over"),
    [
        ("UNEXPECTED_DELIVERY", RED, {"expected": None}),
        ("ALREADY_RECEIVED", RED, {"expected": replace(LINE, earlier=EARLIER)}),
        ("PART_NOT_KNOWN", RED, {"came": replace(CAME, part_id=None, part="?")}),
        ("WRONG_PART", RED, {"came": replace(CAME, part_id=2, part="DC-08")}),
        ("NO_USABLE_CODE", WARN, {"came": replace(CAME, has_code=False)}),
        ("DIFFERENT_LOT", WARN, {"came": replace(CAME, supplier_lot="7F43")}),
        ("SUPPLIER_UNAPPROVED", RED, {"source": replace(GOOD, state=None)}),
        ("SUPPLIER_UNAPPROVED", RED, {"source": replace(GOOD, state=SourceState.CANDIDATE)}),
        ("SUPPLIER_UNAPPROVED", RED, {"source": replace(GOOD, state=SourceState.REMOVED)}),
        ("SUPPLIER_SUSPENDED", RED, {"source": replace(GOOD, state=SourceState.SUSPENDED)}),
        ("SUPPLIER_PROBATION", WARN, {"source": replace(GOOD, state=SourceState.PROBATION)}),
        ("FIRST_LOT_OF_SITE", WARN, {"source": replace(GOOD, is_first_lot=True)}),
        ("OLD_REVISION", RED, {"came": replace(CAME, revision="B")}),
        (
            "OLD_REVISION",
            RED,
            {"expected": replace(LINE, revision="B"), "came": replace(CAME, revision=None)},
        ),
        ("REVISION_DIFFERS", WARN, {"expected": replace(LINE, revision="B")}),
        ("NO_EFFECTIVE_REVISION", RED, {"rules": replace(RULES, effective_revision=None)}),
        ("EXPIRED", RED, {"came": replace(CAME, expiry=TODAY - timedelta(days=1))}),
        ("EXPIRES_SOON", WARN, {"came": replace(CAME, expiry=TODAY)}),
        ("EXPIRY_UNKNOWN", WARN, {"came": replace(CAME, expiry=None)}),
        ("DATES_CONTRADICT", WARN, {"came": replace(CAME, made_on=TODAY + timedelta(days=1))}),
        ("OVER_DELIVERY", WARN, {"expected": replace(LINE, received_q6=1000 * UNIT)}),
        ("MORE_THAN_ADVISED", WARN, {"came": replace(CAME, quantity_q6=1300 * UNIT)}),
        ("SHORT_DELIVERY", WARN, {"came": replace(CAME, quantity_q6=1199 * UNIT)}),
        ("CONTAINERS_DIFFER", WARN, {"came": replace(CAME, containers=11)}),
        ("READ_BY_PROFILE", WARN, {"came": replace(CAME, profile="10 17")}),
        ("FIELDS_MISSING", WARN, {"came": replace(CAME, deviation=LACKS)}),
        ("FIELDS_EXTRA", WARN, {"came": replace(CAME, deviation=MORE)}),
        ("PROFILE_NOT_KEPT", RED, {"came": replace(CAME, deviation=NOT_KEPT)}),
        ("CERTIFICATE_MISSING", WARN, {"came": replace(CAME, papers=frozenset())}),
    ],
)
def test_each_deviation_alone_has_its_own_code(code, level, over):
    verdict = judged(**over)
    assert [finding.code.value for finding in verdict.findings] == [code]
    assert verdict.level is level
    assert verdict.place is (Place.PENDING if level is RED else Place.QUARANTINE)


def test_all_codes_are_reached_by_the_cases_above():
    cases = next(
        mark
        for mark in test_each_deviation_alone_has_its_own_code.pytestmark
        if mark.name == "parametrize"
    )
    assert {case[0] for case in cases.args[1]} == set(FindingCode)


def test_the_loudest_finding_comes_first():
    verdict = judged(
        came=replace(
            CAME, papers=frozenset(), has_code=False, expiry=date(2020, 1, 1), made_on=None
        )
    )
    assert [f.code.value for f in verdict.findings] == [
        "EXPIRED", "NO_USABLE_CODE", "CERTIFICATE_MISSING",
    ]  # fmt: skip


def test_already_received_says_when_by_whom_and_as_which_lot():
    finding = judged(expected=replace(LINE, earlier=EARLIER)).findings[0]
    assert finding.facts == {
        "at": "2026-11-22T08:00:00+00:00", "name_en": "Chen", "name_zh": "陈",
        "lot": "L26-00001-D",
    }  # fmt: skip


def test_the_tolerance_of_the_part_counts_over_the_whole_order():
    within = judged(expected=replace(LINE, received_q6=840 * UNIT))
    assert within.excess_q6 == 0
    beyond = judged(expected=replace(LINE, received_q6=850 * UNIT))
    assert (beyond.accepted_q6, beyond.excess_q6) == (1190 * UNIT, 10 * UNIT)
    assert beyond.findings[0].facts["excess"] == "10"


def test_all_excess_goes_to_the_pending_place():
    verdict = judged(expected=replace(LINE, received_q6=2040 * UNIT))
    assert verdict.place is Place.PENDING
    assert (verdict.accepted_q6, verdict.excess_q6) == (0, 1200 * UNIT)


def test_shelf_life_decides_what_is_soon():
    short = replace(RULES, shelf_life_days=30)
    fresh = replace(CAME, expiry=TODAY + timedelta(days=10))
    assert judged(came=fresh, rules=short).findings == ()
    unlimited = replace(RULES, shelf_life_days=None)
    assert judged(came=fresh, rules=unlimited).findings[0].code is FindingCode.EXPIRES_SOON
    assert judged(came=replace(CAME, expiry=None), rules=unlimited).findings == ()


DAYS = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
QUANTITIES = st.none() | st.integers(-(10**12), 10**15)
EXPECTED = st.none() | st.builds(
    Expected,
    part_id=st.sampled_from([None, 1, 2]),
    part=st.text(max_size=3),
    revision=st.sampled_from([None, "B", "C"]),
    supplier_lot=st.sampled_from([None, "", "7F42"]),
    quantity_q6=st.integers(0, 10**13),
    containers=st.integers(0, 10),
    ordered_q6=st.none() | st.integers(0, 10**13),
    received_q6=st.integers(0, 10**13),
    earlier=st.sampled_from([None, EARLIER]),
)
CAMES = st.builds(
    Came,
    part_id=st.sampled_from([None, 1, 2]),
    part=st.text(max_size=3),
    revision=st.sampled_from([None, "B", "C"]),
    supplier_lot=st.sampled_from([None, "", "7F42"]),
    made_on=DAYS,
    expiry=DAYS,
    quantity_q6=QUANTITIES,
    containers=st.none() | st.integers(0, 10),
    has_code=st.booleans(),
    papers=st.frozensets(st.sampled_from(["material", "x"])),
)
SOURCES = st.builds(
    SourceFacts,
    state=st.none() | st.sampled_from(SourceState),
    is_first_lot=st.booleans(),
    supplier=st.just("s"),
    supplier_zh=st.just("s"),
)


@given(EXPECTED, CAMES, SOURCES, st.sampled_from([RULES, PartRules()]))
def test_every_situation_has_an_answer(expected, came, source, rules):
    verdict = judge_receipt(expected, came, source, rules, TODAY)
    assert verdict.accepted_q6 + verdict.excess_q6 == (came.quantity_q6 or 0)
    assert verdict.excess_q6 >= 0
    assert all(verdict.has(finding.code) for finding in verdict.findings)
    levels = [finding.level for finding in verdict.findings]
    assert verdict.level is (levels[0] if levels else Level.OK)
    if verdict.level is Level.BLOCKED:
        assert verdict.place is Place.PENDING
    if source.state is None or expected is None or came.part_id is None:
        assert verdict.place is Place.PENDING, "the unknown is never let through"
    assert all(isinstance(v, str) for f in verdict.findings for v in f.facts.values())


@given(st.integers(1, 10**15), st.integers(1, 9999))
def test_shares_add_up_and_differ_by_one_step(total, containers):
    shares = split_quantity(total, containers)
    assert len(shares) == containers
    assert sum(shares) == total
    step = UNIT if total % UNIT == 0 and total // UNIT >= containers else 1
    assert max(shares) - min(shares) in (0, step)


@given(st.integers(1, 500), st.integers(2, 10**6), st.data())
def test_the_excess_gets_containers_and_leaves_some(containers, total, data):
    excess = data.draw(st.integers(1, total - 1))
    boxes = excess_containers(containers, excess, total)
    assert boxes >= 1
    if containers > 1:
        assert containers - boxes >= 1


@given(st.integers(0, 10**9), st.integers(0, 100), st.integers(0, 10**9))
def test_tolerance_never_makes_less_than_the_open_order(ordered, pct, received):
    whole = allowed_q6(ordered * UNIT, received * UNIT, pct)
    assert whole >= max(ordered - received, 0) * UNIT
    assert whole % UNIT == 0


def test_an_order_in_fractions_keeps_its_fraction():
    assert allowed_q6(2_500_000, 1_000_000, 0) == 1_500_000


def test_expiry_from_the_day_of_manufacture():
    made = date(2026, 1, 1)
    assert expiry_of(None, made, 365) == date(2027, 1, 1)
    assert expiry_of(date(2026, 6, 1), made, 365) == date(2026, 6, 1)
    assert expiry_of(None, None, 365) is None
    assert expiry_of(None, made, None) is None


@pytest.mark.parametrize(("q6", "n"), [(1, 1), (UNIT, 1), (UNIT + 1, 2), (1200 * UNIT, 1200)])
def test_lot_size_is_rounded_up(q6, n):
    assert pieces_of(q6) == n


def test_a_source_is_never_better_than_its_supplier():
    for supplier in SourceState:
        assert standing(supplier, None) is (
            supplier if supplier in (SourceState.SUSPENDED, SourceState.REMOVED) else None
        )
        for source in SourceState:
            worse = standing(supplier, source)
            assert worse in (supplier, source)
            if supplier is SourceState.SUSPENDED and source is not SourceState.REMOVED:
                assert worse is SourceState.SUSPENDED
    assert SourceState.APPROVED not in RESTRICTED
