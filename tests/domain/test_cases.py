"""What a nonconformance or a deviation waits for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.cases import CaseStep, next_step


@pytest.mark.parametrize(
    ("kind", "state", "in_rework", "step"),
    [
        ("ncr", "open", False, CaseStep.DISPOSE),
        ("ncr", "dispositioned", True, CaseStep.REWORK),
        ("ncr", "dispositioned", False, CaseStep.NOTHING),
        ("deviation", "open", False, CaseStep.CLOSE),
        ("deviation", "open", True, CaseStep.CLOSE),
        ("deviation", "closed", False, CaseStep.NOTHING),
        ("hold", "open", True, CaseStep.NOTHING),
    ],
)
def test_the_next_step(kind, state, in_rework, step):
    assert next_step(kind, state, in_rework=in_rework) is step


@given(st.text(max_size=8), st.text(max_size=8), st.booleans())
def test_every_text_gets_an_answer(kind, state, in_rework):
    assert next_step(kind, state, in_rework=in_rework) in CaseStep
