"""What the product font draws, and the refusal of what it does not."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QRawFont

from qtrace.domain.glyphs import missing_glyphs
from qtrace.reference import read_bytes
from qtrace.ui.theme.fonts import (
    MONO_FAMILY,
    SANS_FAMILY,
    SIZES,
    TextRole,
    font_of,
    load_fonts,
    product_coverage,
)


def test_personal_names_and_symbols_are_drawn():
    assert missing_glyphs("镕喆翀玥堃 张三丰 Åse Øvergård", product_coverage()) == ""
    assert missing_glyphs("✓ → ≤ ≥ ± · ⋅ ␝ № √ μ Ω ° × ÷ – — … ↑ ↓ ×", product_coverage()) == ""


def test_all_of_gbk_is_drawn():
    characters = []
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            try:
                characters.append(bytes((lead, trail)).decode("gbk"))
            except UnicodeDecodeError:
                continue
    missing = missing_glyphs("".join(characters), product_coverage())
    assert not [c for c in missing if "\u4e00" <= c <= "\u9fff"]
    assert len(missing) <= 60  # compatibility forms that the typeface itself never had


def test_the_list_is_true_for_the_shipped_file(qapp):
    raw = QRawFont()
    raw.loadFromData(
        read_bytes("fonts/NotoSansSC-Bold.ttf"), 16, QFont.HintingPreference.PreferNoHinting
    )
    for character in "镕喆翀玥堃✓→≤␝№⋅":
        assert raw.supportsCharacter(ord(character)), character
    assert not raw.supportsCharacter(0x20000)


def test_families_are_ours_and_half_an_em_wide(qapp):
    assert set(load_fonts()) == {SANS_FAMILY, MONO_FAMILY}
    data = QFontMetrics(font_of(TextRole.DATA))
    assert data.horizontalAdvance("0") * 2 == data.horizontalAdvance("检")
    assert {data.horizontalAdvance(c) for c in "0O1lI-W"} == {9}


def test_nothing_on_a_station_is_under_16_pixels():
    assert min(pixels for pixels, _bold, _mono in SIZES.values()) == 16


@pytest.mark.parametrize("name", ["NotoSansSC", "NotoSansMono"])
def test_the_licence_travels_with_the_font(name):
    assert b"SIL OPEN FONT LICENSE" in read_bytes(f"fonts/OFL-{name}.txt").upper()
