"""Characters that cannot be drawn are named, each once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.glyphs import missing_glyphs, parse_coverage


def test_what_is_missing_is_named_once_in_order():
    coverage = parse_coverage("# drawn\n\n20-7E\n4E00-9FA5\n")
    assert missing_glyphs("A😀𠀀😀B", coverage) == "😀𠀀"
    assert missing_glyphs("line\nbreak\tand\r", coverage) == ""


@given(st.sets(st.integers(0, 0x2FFF), min_size=1), st.text())
def test_missing_is_exactly_the_complement(codes, text):
    lines = "".join(f"{code:X}-{code:X}\n" for code in sorted(codes))
    missing = missing_glyphs(text, parse_coverage(lines))
    wanted = {c for c in text if ord(c) not in codes and c not in "\n\r\t"}
    assert set(missing) == wanted
    assert len(missing) == len(wanted)


@pytest.mark.parametrize("text", ["41", "41-40", "20-40\n30-50", "XY-ZZ"])
def test_a_damaged_list_is_refused(text):
    with pytest.raises(ValueError):
        parse_coverage(text)
