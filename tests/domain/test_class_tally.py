"""How a class ended, as the history of its series keeps it."""

from dataclasses import replace

import pytest

from qtrace.domain.inspection import CharClass
from qtrace.domain.inspection_tally import ClassTally, TallyState

OPEN = ClassTally(CharClass.MAJOR, 0, 1, 2, 8, 8, 0, TallyState.OPEN, 2, back_to_normal=False)


@pytest.mark.parametrize("state", TallyState)
def test_only_a_certain_rejection_counts_as_rejected(state):
    tally = replace(OPEN, state=state)
    assert tally.accepted is (state is not TallyState.REJECTED_CERTAIN)
