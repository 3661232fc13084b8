"""Theme, sizes, icons, style sheet, sounds."""

import re
import wave
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage, QPainter, QPalette

from qtrace.app.fake_sound import FakeSound
from qtrace.app.qt_sound import QtSound
from qtrace.ports import Sound, Tone
from qtrace.reference import read_bytes, resource_root
from qtrace.ui.theme.apply import apply_theme, current_profile, current_tokens
from qtrace.ui.theme.icons import IconName, icon_pixmap, icon_source, paint_status, status_source
from qtrace.ui.theme.profiles import DESK, GLOVE, TOUCH
from qtrace.ui.theme.qss import style_sheet
from qtrace.ui.theme.tokens import DARK, LIGHT, Status


def test_the_theme_is_told_and_changed(qapp):
    apply_theme(qapp, DARK, GLOVE)
    assert current_tokens() is DARK
    assert current_profile() is GLOVE
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.bg
    apply_theme(qapp, LIGHT, TOUCH)
    assert current_tokens() is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Text).name().upper() == LIGHT.text


def test_sizes_follow_the_millimetres():
    assert TOUCH.at_ppi(149).control == 95
    assert GLOVE.at_ppi(149).control == 119
    assert DESK.at_ppi(100) == DESK
    assert TOUCH.at_ppi(80).control == 64  # never smaller than drawn
    with pytest.raises(ValueError):
        TOUCH.at_ppi(20)


def test_every_rule_of_the_style_sheet_is_scoped():
    sheet = style_sheet(LIGHT, TOUCH)
    for selectors in re.findall(r"([^{}]+)\{", sheet):
        for selector in selectors.split(","):
            assert '[look="' in selector, selector
    assert "$" not in sheet


def test_every_icon_is_drawn_on_the_grid_in_one_colour():
    for name in [*(icon.value for icon in IconName), *(f"status_{s.value}" for s in Status)]:
        root = ET.fromstring(icon_source(name))
        assert root.get("viewBox") == "0 0 24 24", name
        assert root.get("stroke") == "currentColor", name
        assert not re.search(r"#[0-9A-Fa-f]{3,}", icon_source(name)), name


def test_no_icon_file_is_forgotten():
    files = {path.name for path in resource_root().joinpath("icons").iterdir()}
    wanted = {f"{icon.value}.svg" for icon in IconName} | {f"status_{s.value}.svg" for s in Status}
    assert files == wanted


def solid_colours(pixmap):
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.getRgb()[:3] for pixel in pixels if pixel.alpha() == 255}


def test_icons_take_the_colour_of_the_token(qapp):
    for name in IconName:
        found = solid_colours(icon_pixmap(name, "#c3060f", 48))
        assert found, name
        for red, green, blue in found:  # blending rounds by one
            assert max(abs(red - 0xC3), abs(green - 0x06), abs(blue - 0x0F)) <= 1, name
    assert icon_pixmap(IconName.LOCK, "#c3060f", 24, 2.0).width() == 48


def test_the_five_shapes_differ_without_colour(qapp):
    def outline(status):
        image = QImage(48, 48, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        paint_status(painter, image.rect().toRectF(), status, "#000000")
        painter.end()
        return [image.pixelColor(x, y).alpha() > 127 for x in range(48) for y in range(48)]

    shapes = {status: outline(status) for status in Status}
    for one in Status:
        for other in Status:
            if one < other:
                differing = sum(a != b for a, b in zip(shapes[one], shapes[other], strict=True))
                assert differing > 150, (one, other, differing)


def test_a_filled_shape_carries_its_mark():
    source = status_source(Status.HOLD, "#15202B", fill="#FCBE30", mark="#15202B")
    assert 'fill="#FCBE30"' in source
    assert "currentColor" not in source


@pytest.mark.parametrize(
    ("tone", "least_ms", "most_ms"),
    [(Tone.OK, 75, 85), (Tone.BLOCKED, 500, 700), (Tone.HOLD, 250, 450), (Tone.NEUTRAL, 20, 90)],
)
def test_sounds_are_short_files(tone, least_ms, most_ms):
    with wave.open(BytesIO(read_bytes(f"sounds/{tone.value}.wav"))) as sound:
        assert least_ms <= sound.getnframes() / sound.getframerate() * 1000 <= most_ms
        assert sound.getnchannels() == 1


@pytest.mark.qt_log_ignore("(?i)pipewire|pulse|alsa|audio")  # a test machine has no loudspeaker
@pytest.mark.parametrize("make", [QtSound, FakeSound], ids=["qt", "fake"])
def test_every_tone_can_be_played_or_muted(qapp, make):
    sound: Sound = make()
    for tone in Tone:
        sound.play(tone)
    silent = make(muted=True)
    silent.play(Tone.BLOCKED)
    if isinstance(silent, FakeSound):
        assert sound.played == list(Tone)
        assert silent.played == []
    else:
        assert silent._effects is None  # a muted station never loads the module
