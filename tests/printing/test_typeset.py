"""Line breaking and fitting: the whole text is there, inside its box, or the answer is no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.printing.fonts import Face, check_glyphs, face_for, width_pt
from qtrace.printing.refusals import PrintRefusalCode
from qtrace.printing.typeset import MM, TextBox, fit, wrap

mixed = st.text("abc XYZ-/0159,.()（）密封圈合格，。、：《》", min_size=0, max_size=60)


@given(text=mixed, width=st.floats(12, 200), size=st.floats(5, 20))
def test_wrapped_lines_hold_everything_within_the_width(
    text: str, width: float, size: float
) -> None:
    lines = wrap(text, Face.REGULAR, size, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert width_pt(line, Face.REGULAR, size) <= width + 1e-6 or len(line) == 1


def test_chinese_punctuation_never_starts_a_line() -> None:
    text = "密封圈内径超上限，批次已封存。移入不合格品区，等待处置。"
    for width in range(30, 200, 7):
        for line in wrap(text, Face.REGULAR, 10, width)[1:]:
            assert line[0] not in "，。"


def test_words_break_at_spaces_before_anything_else() -> None:
    assert wrap("Seal ring silicone", Face.REGULAR, 10, 60) == ("Seal ring", "silicone")


def test_explicit_line_feeds_stay() -> None:
    assert wrap("密封圈\nSeal ring", Face.REGULAR, 10, 500) == ("密封圈", "Seal ring")


@given(text=mixed, width=st.floats(5, 80), height=st.floats(2, 30), lines=st.integers(1, 4))
def test_fitted_text_is_inside_its_box(text: str, width: float, height: float, lines: int) -> None:
    box = TextBox(width, height, 14, 6, lines)
    fitted = fit(text, Face.BOLD, box)
    if fitted is None:
        smallest = wrap(text, Face.BOLD, 6, width * MM)
        too_high = 6 * 1.18 * (len(smallest) - 1) + 6 > height * MM
        too_wide = any(width_pt(line, Face.BOLD, 6) > width * MM for line in smallest)
        assert len(smallest) > lines or too_high or too_wide
        return
    assert 6 <= fitted.size_pt <= 14
    assert len(fitted.lines) <= lines
    assert all(
        width_pt(line, Face.BOLD, fitted.size_pt) <= width * MM + 1e-6 for line in fitted.lines
    )


def test_short_text_keeps_the_preferred_size() -> None:
    fitted = fit("L26", Face.MONO_BOLD, TextBox(60, 10, 17, 9))
    assert fitted is not None
    assert fitted.size_pt == 17


def test_mono_face_gives_way_where_it_has_no_glyph() -> None:
    assert face_for("L26-04817-H", Face.MONO_BOLD) is Face.MONO_BOLD
    assert face_for("批号 L26", Face.MONO_BOLD) is Face.BOLD


@pytest.mark.parametrize("text", ["镕喆翀玥堃", "µm ±2 ≥ Re ℃ °", "Ø12 × 2.4", "ÄÖÜ é"])
def test_names_and_technical_signs_have_glyphs(text: str) -> None:
    assert check_glyphs(text, "name") is None


@pytest.mark.parametrize(
    ("text", "codepoint"),
    [
        ("lot \U00020000", "U+20000"),
        ("a\u202eb", "U+202E"),
        ("a\x00", "U+0000"),
        ("\ud800", "U+D800"),
        ("smile \U0001f600", "U+1F600"),
        ("a\tb", "U+0009"),
    ],
)
def test_unprintable_characters_are_named(text: str, codepoint: str) -> None:
    refusal = check_glyphs(text, "lot")
    assert refusal is not None
    assert refusal.code is PrintRefusalCode.GLYPH_MISSING
    assert refusal.facts["codepoint"] == codepoint
    assert refusal.facts["field"] == "lot"
