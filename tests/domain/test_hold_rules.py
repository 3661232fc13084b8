"""A rule that is wished comes back from its text as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.hold_rules import (
    ReasonWish,
    RelationWish,
    RuleKind,
    StopWish,
    kind_of,
    wish_of,
    wish_text,
)
from qtrace.domain.holds import BlockProfile, Criterion, InFlight, Signee

WISHES = st.one_of(
    st.builds(
        ReasonWish, code=st.text(), name_en=st.text(), name_zh=st.text(), severity=st.text(),
        profile=st.sampled_from(BlockProfile), in_flight=st.sampled_from(InFlight),
        criteria=st.lists(st.sampled_from(Criterion), unique=True).map(tuple),
        signee=st.sampled_from(Signee), signees=st.lists(st.integers(1)).map(tuple),
    ),
    st.builds(StopWish, code=st.text(), name_en=st.text(), name_zh=st.text()),
    st.builds(RelationWish, code=st.text(), act=st.text(), days=st.integers(0, 400)),
)  # fmt: skip


@given(WISHES, WISHES)
def test_a_wish_has_one_text_and_comes_back_from_it(wish, other):
    kind = kind_of(wish)
    assert wish_of(kind, wish_text(wish)) == wish
    assert (wish == other) == ((kind, wish_text(wish)) == (kind_of(other), wish_text(other)))
    assert kind in RuleKind
