"""Routes and bills that cannot be kept, and why."""

from dataclasses import replace

import pytest

from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.production.drafts import (
    BillLineDraft,
    CheckDraft,
    OperationDraft,
    check_bill,
    check_route,
)

CHECK = CheckDraft(1, CheckKind.PATROL, "Patrol", "巡检", every_n=30)
STEP = OperationDraft(10, "Assembly", "装配", checks=(CHECK,))


def with_check(**over):
    return (replace(STEP, checks=(replace(CHECK, **over),)),)


@pytest.mark.parametrize(
    ("operations", "fault"),
    [
        ((), "NO_OPERATIONS"),
        ((STEP, STEP), "OPERATION_TWICE"),
        ((replace(STEP, no=0),), "OPERATION_TWICE"),
        ((replace(STEP, name_en=" ", name_zh=""),), "NAME_MISSING"),
        ((replace(STEP, most_passes=0),), "PASSES_INVALID"),
        ((replace(STEP, most_passes=10),), "PASSES_INVALID"),
        ((replace(STEP, makes_units=True), replace(STEP, no=20, makes_units=True)), "UNITS_TWICE"),
        ((replace(STEP, checks=(CHECK, CHECK)),), "CHECK_TWICE"),
        (with_check(no=0), "CHECK_TWICE"),
        (with_check(name_en="", name_zh=""), "NAME_MISSING"),
        (with_check(every_n=None), "CHECK_NEVER_DUE"),
        (with_check(every_n=0), "CHECK_NEVER_DUE"),
        (with_check(every_minutes=-1), "CHECK_NEVER_DUE"),
        (with_check(lsl="x"), "CHECK_LIMITS"),
        (with_check(lsl="2", usl="1"), "CHECK_LIMITS"),
        ((STEP,), None),
        (with_check(lsl="0.80", usl="0.95"), None),
        (with_check(every_n=None, kind=CheckKind.LAST_PIECE), None),
        (with_check(every_n=None, after_stop=True), None),
    ],
)
def test_routes(operations, fault):
    found = check_route(operations)
    assert (found.code.value if found else None) == fault


LINE = BillLineDraft(1, 30, 101, 201, 2)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ((), "NO_MATERIALS"),
        ((LINE, replace(LINE, no=2)), "MATERIAL_TWICE"),
        ((LINE, replace(LINE, part_id=102)), "MATERIAL_TWICE"),
        ((replace(LINE, num=0),), "MATERIAL_QUANTITY"),
        ((replace(LINE, den=0),), "MATERIAL_QUANTITY"),
        ((replace(LINE, num=1, den=1_000_001),), "MATERIAL_QUANTITY"),
        ((replace(LINE, no=0),), "MATERIAL_ALTERNATE"),
        ((replace(LINE, rank=1),), "MATERIAL_ALTERNATE"),
        ((LINE, replace(LINE, rank=1, part_id=102, num=3)), "MATERIAL_ALTERNATE"),
        ((replace(LINE, overlap=-1),), "MATERIAL_OVERLAP"),
        ((replace(LINE, overlap=10_001),), "MATERIAL_OVERLAP"),
        ((LINE, replace(LINE, rank=1, part_id=102), replace(LINE, no=2, operation_no=40)), None),
    ],
)
def test_bills(lines, fault):
    found = check_bill(lines)
    assert (found.code.value if found else None) == fault
