"""Calls: who may answer, who may take back."""

import pytest

from qtrace.domain.calls import CallReason, CallState, answer_fault, withdrawal_fault

WAYS = [
    (CallState.OPEN, False, None, CallReason.CALL_OF_OTHERS),
    (CallState.OPEN, True, CallReason.CALL_OWN, None),
    (CallState.ANSWERED, False, CallReason.CALL_ANSWERED, CallReason.CALL_ANSWERED),
    (CallState.ANSWERED, True, CallReason.CALL_ANSWERED, CallReason.CALL_ANSWERED),
    (CallState.WITHDRAWN, False, CallReason.CALL_WITHDRAWN, CallReason.CALL_WITHDRAWN),
    (CallState.WITHDRAWN, True, CallReason.CALL_WITHDRAWN, CallReason.CALL_WITHDRAWN),
]


@pytest.mark.parametrize(("state", "own", "answering", "withdrawing"), WAYS)
def test_who_may_do_what(state, own, answering, withdrawing):
    assert answer_fault(state, is_own=own) is answering
    assert withdrawal_fault(state, is_here=own) is withdrawing
