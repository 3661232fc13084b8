import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.records.canonical import NotCanonicalError, canonical_bytes

_KEYS = st.text(alphabet=st.characters(max_codepoint=126, min_codepoint=32), max_size=6)
_TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_reads_back_and_has_one_spelling(value):
    data = canonical_bytes(value)
    assert json.loads(data) == value
    assert canonical_bytes(json.loads(data)) == data


@given(st.dictionaries(_KEYS, st.integers(0, 9), min_size=2, max_size=6))
def test_order_of_insertion_does_not_matter(pairs):
    backwards = dict(reversed(list(pairs.items())))
    assert canonical_bytes(pairs) == canonical_bytes(backwards)


@pytest.mark.parametrize(
    "value", [1.5, 2**53, {"批": 1}, {1: 2}, "\ud800", object(), {"a": {1, 2}}, [b"x"]]
)
def test_what_has_no_single_spelling_is_refused(value):
    with pytest.raises(NotCanonicalError):
        canonical_bytes(value)


def test_no_blanks_and_sorted_keys():
    assert (
        canonical_bytes({"b": [1, None, True], "a": "批"})
        == '{"a":"批","b":[1,null,true]}'.encode()
    )
