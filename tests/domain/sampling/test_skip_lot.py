from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.sampling.skip_lot import (
    SkipEvent,
    SkipLotOutcome,
    StockBarrier,
    StockQuestion,
    barriers_to_stock,
    is_chosen,
    qualification_points,
    skip_lots,
)
from qtrace.domain.sampling.skip_reason import SkipCause, SkipOutlook, SkipState
from qtrace.domain.sampling.tables import Severity
from qtrace.i18n.skip_reasons import explain_barrier, explain_skip, skip_word
from qtrace.i18n.translator import Language, load_translator

EN, ZH = load_translator(Language.EN), load_translator(Language.ZH_CN)
CLEAR = SkipLotOutcome(points=5, lot="C")
GOOD = SkipLotOutcome(points=3, lot="G")
DOUBTFUL = SkipLotOutcome(points=0, lot="D")
REJECTED = SkipLotOutcome(accepted=False, lot="R")
SKIPPED = SkipLotOutcome(inspected=False)
AGREED = SkipEvent.AGREED
QUALIFIED = [AGREED, *[CLEAR] * 10]  # one in four


def after(*entries):
    history = skip_lots(entries)
    assert history.verified is False
    assert history.states[-1:] in {(), (history.progress.state,)}
    return history.progress


@pytest.mark.parametrize(
    ("entries", "one_in"),
    [
        ([CLEAR] * 10, 4),
        ([*[CLEAR] * 9, GOOD, GOOD], 4),
        ([*[GOOD] * 3, *[CLEAR] * 9], 3),
        ([*[GOOD] * 10, *[CLEAR] * 4], 3),
        ([GOOD] * 17, 2),
    ],
)
def test_the_quicker_a_product_qualifies_the_more_is_skipped(entries, one_in):
    assert after(AGREED, *entries[:-1]).state is SkipState.LOT_BY_LOT
    progress = after(AGREED, *entries)
    assert (progress.state, progress.cause, progress.one_in) == (
        *(SkipState.SKIP, SkipCause.QUALIFIED, one_in),
    )
    assert progress.since == entries[-1].lot


def test_without_agreement_the_score_waits():
    waiting = after(*[CLEAR] * 10)
    assert (waiting.state, waiting.score) == (SkipState.LOT_BY_LOT, 50)
    assert skip_lots([CLEAR] * 10).reason.outlook is SkipOutlook.SCORE_ENOUGH
    assert after(*[CLEAR] * 10, AGREED).one_in == 4
    assert after(*[CLEAR] * 13, AGREED).one_in == 3
    assert after(*[CLEAR] * 30, AGREED).one_in == 2


@pytest.mark.parametrize("bad", [DOUBTFUL, REJECTED])
def test_a_bad_lot_begins_the_score_anew(bad):
    progress = after(AGREED, *[CLEAR] * 9, bad, CLEAR)
    assert (progress.state, progress.score, progress.lots) == (SkipState.LOT_BY_LOT, 5, 1)


def test_tightened_lots_resubmitted_lots_and_skipped_lots():
    tightened = replace(CLEAR, severity=Severity.TIGHTENED)
    for start in (QUALIFIED, [*QUALIFIED, REJECTED], [AGREED, CLEAR]):
        progress = after(*start, tightened)
        assert (progress.state, progress.cause) == (SkipState.LOT_BY_LOT, SkipCause.TIGHTENED)
        assert (progress.score, progress.agreed) == (0, True)
    for nothing in (SKIPPED, replace(REJECTED, resubmitted=True)):
        assert after(*QUALIFIED, nothing) == after(*QUALIFIED)


def test_ten_good_lots_skip_more_up_to_one_in_five():
    progress = after(*QUALIFIED, *[GOOD, SKIPPED, SKIPPED] * 9)
    assert (progress.one_in, progress.good_run) == (4, 9)
    progress = after(*QUALIFIED, *[GOOD, SKIPPED, SKIPPED] * 10)
    assert (progress.one_in, progress.good_run, progress.cause) == (5, 0, SkipCause.SKIPS_MORE)
    assert after(*QUALIFIED, *[GOOD] * 40).one_in == 5


@pytest.mark.parametrize(
    ("bad", "cause"), [(REJECTED, SkipCause.LOT_REJECTED), (DOUBTFUL, SkipCause.LOT_DOUBTFUL)]
)
def test_a_bad_lot_interrupts_and_four_good_ones_resume_more_often(bad, cause):
    progress = after(*QUALIFIED, bad)
    assert (progress.state, progress.cause, progress.since) == (
        *(SkipState.INTERRUPTED, cause, bad.lot),
    )
    assert after(*QUALIFIED, bad, *[GOOD] * 3).state is SkipState.INTERRUPTED
    resumed = after(*QUALIFIED, bad, *[GOOD] * 4)
    assert (resumed.state, resumed.cause, resumed.one_in) == (
        *(SkipState.SKIP, SkipCause.REQUALIFIED, 3),
    )


def test_half_of_the_lots_is_the_most_that_is_inspected_while_skipping():
    start = [AGREED, *[GOOD] * 17, REJECTED, *[GOOD] * 4]
    assert after(*start).one_in == 2


def test_requalification_ends_with_a_rejection_or_after_ten_lots():
    again = after(*QUALIFIED, REJECTED, GOOD, REJECTED)
    assert (again.state, again.cause) == (SkipState.LOT_BY_LOT, SkipCause.REJECTED_AGAIN)
    slow = [*[GOOD] * 3, DOUBTFUL, *[GOOD] * 3, DOUBTFUL, GOOD]
    assert after(*QUALIFIED, REJECTED, *slow).state is SkipState.INTERRUPTED
    late = after(*QUALIFIED, REJECTED, *slow, GOOD)
    assert (late.state, late.cause, late.score) == (
        *(SkipState.LOT_BY_LOT, SkipCause.NOT_REQUALIFIED, 0),
    )
    assert after(*QUALIFIED, REJECTED, *slow[:6], *[DOUBTFUL]).lots == 7


@pytest.mark.parametrize(
    ("event", "agreed"),
    [
        (SkipEvent.PRODUCT_CHANGED, True),
        (SkipEvent.PRODUCTION_INTERRUPTED, True),
        (SkipEvent.SUPPLIER_DISQUALIFIED, False),
        (SkipEvent.AUTHORITY, False),
    ],
)
def test_events_end_skipping(event, agreed):
    for start in (QUALIFIED, [*QUALIFIED, REJECTED], [AGREED, CLEAR]):
        progress = after(*start, event)
        assert (progress.state, progress.cause.name) == (SkipState.LOT_BY_LOT, event.name)
        assert (progress.score, progress.agreed) == (0, agreed)


def test_agreement_changes_nothing_while_skipping():
    assert after(*QUALIFIED, AGREED) == after(*QUALIFIED)


@pytest.mark.parametrize(
    ("d", "ac", "one", "two", "points"),
    [
        (0, 0, None, None, 3),
        (1, 0, None, None, 0),
        (0, 1, None, None, 5),
        (1, 1, None, None, 0),
        (1, 3, 2, 1, 5),
        (2, 3, 2, 1, 3),
        (3, 3, 2, 1, 0),
        (1, 2, 1, None, 3),
        (2, 2, None, None, 0),
        (0, 2, None, None, 0),
    ],
)
def test_points_of_a_lot(d, ac, one, two, points):
    assert qualification_points(d, ac, one, two) == points


@given(st.integers(2, 5))
def test_the_draw_is_fair_and_the_same_again(one_in):
    drawn = [is_chosen(one_in, seed) for seed in range(4000)]
    assert drawn == [is_chosen(one_in, seed) for seed in range(4000)]
    assert abs(sum(drawn) / 4000 - 1 / one_in) < 0.03


LOTS = st.sampled_from([CLEAR, GOOD, GOOD, GOOD, DOUBTFUL, REJECTED, SKIPPED, *SkipEvent])


@given(st.lists(LOTS, max_size=60))
def test_a_history_is_a_fold_whose_states_stay_in_their_bounds(entries):
    history = skip_lots(entries)
    assert len(history.states) == len(entries)
    for end in range(len(entries)):
        assert skip_lots(entries[: end + 1]).states == history.states[: end + 1]
    progress = history.progress
    assert (progress.one_in == 1) == (progress.state is SkipState.LOT_BY_LOT)
    assert 1 <= progress.one_in <= 5
    if progress.state is not SkipState.LOT_BY_LOT:
        assert progress.agreed
    moves = {(before, now) for before, now in pairwise(history.states)}
    assert (SkipState.LOT_BY_LOT, SkipState.INTERRUPTED) not in moves
    for tr in (EN, ZH):
        assert "{" not in explain_skip(tr, history.reason)


SAID = [
    ([], "Every lot is inspected; score 0 of 50 to skipping"),
    ([CLEAR] * 11, "Every lot is inspected; score 55 of 50, skipping awaits approval"),
    (
        QUALIFIED,
        "1 lot in 4 is inspected: qualified with lot C; 10 more good lots to skip more",
    ),
    (
        [*[CLEAR] * 10, AGREED],
        "1 lot in 4 is inspected: qualified with lot without number; 10 more good lots to skip more",
    ),
    ([*QUALIFIED, *[GOOD] * 10], "1 lot in 5 is inspected since lot G; one bad lot interrupts"),
    (
        [*QUALIFIED, REJECTED, *[GOOD] * 3],
        "Skipping interrupted: lot R rejected; 1 more good lot in a row resumes, 7 lots left",
    ),
]


@pytest.mark.parametrize(("entries", "line"), SAID)
def test_the_reason_is_one_line(entries, line):
    assert explain_skip(EN, skip_lots(entries).reason) == line


def test_every_cause_state_and_barrier_has_words():
    reason = skip_lots([]).reason
    for tr in (EN, ZH):
        lines = [explain_skip(tr, replace(reason, code=cause)) for cause in SkipCause]
        assert len(set(lines)) == len(SkipCause)
        assert len({skip_word(tr, state) for state in SkipState}) == 3
        assert len({explain_barrier(tr, each) for each in StockBarrier}) == len(StockBarrier)


FREE = StockQuestion(
    state=SkipState.SKIP,
    chosen=False,
    critical_class=False,
    identity_checked=True,
    certificate_complete=True,
    under_hold=False,
    first_after_change=False,
    verified=True,
)


def test_a_lot_goes_to_stock_only_without_any_barrier():
    assert barriers_to_stock(FREE) == ()
    every = StockQuestion(
        state=SkipState.INTERRUPTED,
        chosen=True,
        critical_class=True,
        identity_checked=False,
        certificate_complete=False,
        under_hold=True,
        first_after_change=True,
        verified=False,
    )
    assert barriers_to_stock(every) == tuple(StockBarrier)


@pytest.mark.parametrize(
    ("change", "barrier"),
    [
        ({"verified": False}, StockBarrier.NOT_VERIFIED),
        ({"critical_class": True}, StockBarrier.CRITICAL_CLASS),
        ({"state": SkipState.LOT_BY_LOT}, StockBarrier.NOT_SKIPPING),
        ({"chosen": True}, StockBarrier.CHOSEN),
        ({"first_after_change": True}, StockBarrier.FIRST_AFTER_CHANGE),
        ({"identity_checked": False}, StockBarrier.IDENTITY_OPEN),
        ({"certificate_complete": False}, StockBarrier.CERTIFICATE_MISSING),
        ({"under_hold": True}, StockBarrier.UNDER_HOLD),
    ],
)
def test_each_barrier_stands_by_itself(change, barrier):
    assert barriers_to_stock(replace(FREE, **change)) == (barrier,)
