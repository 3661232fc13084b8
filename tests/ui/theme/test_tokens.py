"""Contrast and distance of the colours, computed from the token file itself."""

from itertools import combinations

import pytest

from qtrace.ui.theme.tokens import DARK, LIGHT, Ink, Status
from tests.ui.theme.colour_math import ciede2000, contrast, distance

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = (Ink.BG, Ink.SURFACE, Ink.SUNKEN)


def test_the_measure_agrees_with_published_pairs():
    # Sharma, Wu, Dalal (2005), table 1, pairs 1, 7, 17, 25.
    published = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ]
    for one, other, expected in published:
        assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)


def test_the_measure_agrees_with_known_contrasts():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_words_are_readable_on_every_ground(tokens):
    for ink in (Ink.TEXT, Ink.TEXT2):
        for ground in GROUNDS:
            assert contrast(tokens.ink(ink), tokens.ink(ground)) >= 4.5, (ink, ground)
    assert contrast(tokens.on_primary, tokens.primary) >= 4.5


@THEMES
def test_controls_and_focus_stand_out(tokens):
    for ink in (Ink.CONTROL, Ink.PRIMARY, Ink.FOCUS):
        for ground in GROUNDS:
            assert contrast(tokens.ink(ink), tokens.ink(ground)) >= 3.0, (ink, ground)


@THEMES
@pytest.mark.parametrize("status", list(Status))
def test_words_on_a_status_are_readable(tokens, status):
    paint = tokens.status(status)
    assert contrast(paint.fill, paint.text) >= 4.5


@THEMES
@pytest.mark.parametrize("sight", ["normal", "protan", "deutan"])
def test_fills_differ_for_every_eye(tokens, sight):
    fills = {status: tokens.status(status).fill for status in Status}
    for one, other in combinations(Status, 2):
        assert distance(fills[one], fills[other], sight) >= 15, (one, other)


def test_the_distances_are_those_of_the_design():
    smallest = {
        (tokens.name.value, sight): min(
            distance(tokens.status(a).fill, tokens.status(b).fill, sight)
            for a, b in combinations(Status, 2)
        )
        for tokens in (LIGHT, DARK)
        for sight in ("normal", "protan", "deutan")
    }
    design = {
        ("light", "normal"): 23.3,
        ("light", "protan"): 21.5,
        ("light", "deutan"): 20.5,
        ("dark", "normal"): 23.9,
        ("dark", "protan"): 22.0,
        ("dark", "deutan"): 19.3,
    }
    for key, expected in design.items():
        assert smallest[key] == pytest.approx(expected, abs=0.1), key


def test_a_light_hold_has_an_outline():
    assert LIGHT.hold.outline
    assert contrast(LIGHT.hold.outline, LIGHT.surface) >= 3.0
