"""The layout table, compared with the keyboard data of the X Window System."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.scanners.layouts import (
    PAIRS,
    RIGHT,
    Layout,
    LayoutPair,
    character,
    is_dead,
    pattern,
    place,
    retyped,
    swapped_case,
)

KEYS = [
    "TLDE", *(f"AE{n:02}" for n in range(1, 13)), *(f"AD{n:02}" for n in range(1, 13)), "BKSL",
    *(f"AC{n:02}" for n in range(1, 12)), *(f"AB{n:02}" for n in range(1, 11)), "LSGT",
]  # fmt: skip
DEAD = {
    "dead_grave": "\u0300", "dead_acute": "\u0301", "dead_circumflex": "\u0302",
    "dead_tilde": "\u0303", "dead_diaeresis": "\u0308",
}  # fmt: skip
NAMES = {
    "grave": "`", "asciitilde": "~", "exclam": "!", "at": "@", "numbersign": "#", "dollar": "$",
    "percent": "%", "asciicircum": "^", "ampersand": "&", "asterisk": "*", "parenleft": "(",
    "parenright": ")", "minus": "-", "underscore": "_", "equal": "=", "plus": "+",
    "bracketleft": "[", "bracketright": "]", "braceleft": "{", "braceright": "}",
    "backslash": "\\", "bar": "|", "semicolon": ";", "colon": ":", "apostrophe": "'",
    "quotedbl": '"', "comma": ",", "less": "<", "period": ".", "greater": ">", "slash": "/",
    "question": "?", "sterling": "£", "section": "§", "degree": "°", "ssharp": "ß", "mu": "µ",
    "udiaeresis": "ü", "Udiaeresis": "Ü", "odiaeresis": "ö", "Odiaeresis": "Ö",
    "adiaeresis": "ä", "Adiaeresis": "Ä", "eacute": "é", "egrave": "è", "ccedilla": "ç",
    "Ccedilla": "Ç", "agrave": "à", "ugrave": "ù", "igrave": "ì", "ograve": "ò",
    "ntilde": "ñ", "Ntilde": "Ñ", "masculine": "º", "ordfeminine": "ª", "notsign": "¬",
    "exclamdown": "¡", "questiondown": "¿", "periodcentered": None, "twosuperior": "²",
    "threesuperior": "³", "EuroSign": "€", "currency": "¤",
}  # fmt: skip
#: Keys of which Windows makes something else: dead keys, and its Euro sign.
VARIANTS = {(Layout.FR, 2, 2), (Layout.FR, 2, 7), (Layout.ES, 2, 4), (Layout.ES, 2, 5)}


def symbols_of(layout: Layout, folder) -> dict[tuple[int, int], str]:
    """Names of the key symbols by level and key, as the X server would load them."""
    variant = {Layout.FR: "fr(azerty)", Layout.JP: "jp(106)"}.get(layout, layout.value)
    source = folder / "map.xkb"
    source.write_text(
        'xkb_keymap { xkb_keycodes { include "evdev+aliases(qwerty)" };'
        'xkb_types { include "complete" }; xkb_compatibility { include "complete" };'
        f'xkb_symbols {{ include "pc+{variant}" }}; }};'
    )
    target = folder / "out.xkb"
    subprocess.run(
        ["xkbcomp", "-w0", "-xkb", str(source), str(target)], check=True, capture_output=True
    )
    found = {}
    for name, body in re.findall(r"key <(\w+)>\s*\{(.*?)\};", target.read_text(), re.DOTALL):
        if name in KEYS:
            levels = re.search(r"\[([^\]]*)\]\s*[,}]?\s*$", body.split("symbols[Group1]=")[-1])
            assert levels, body
            for level, symbol in enumerate(levels[1].split(",")):
                found[level, KEYS.index(name)] = symbol.strip()
    return found


@pytest.mark.skipif(shutil.which("xkbcomp") is None, reason="needs xkbcomp")
@pytest.mark.parametrize("layout", list(Layout))
def test_every_key_of_the_table_is_that_of_the_x_keyboard(layout, tmp_path):
    symbols = symbols_of(layout, tmp_path)
    wrong = []
    for level in range(3):
        for key in range(48):
            ours = character(layout, level, key)
            name = symbols.get((level, key), "NoSymbol")
            theirs = DEAD.get(name) or NAMES.get(name, name)
            if ours and ours != theirs and (layout, level, key) not in VARIANTS:
                wrong.append((level, KEYS[key], ours, name))
    assert wrong == []
    assert sum(bool(character(layout, level, key)) for level in (0, 1) for key in range(48)) > 85


def test_agreeing_layouts_change_nothing():
    text = "".join(map(chr, range(0x20, 0x7F)))
    assert re.fullmatch(pattern(text, RIGHT, caps=False), text)
    assert not re.fullmatch(pattern(text, RIGHT, caps=True), text)
    assert re.fullmatch(pattern(text, RIGHT, caps=True), text.swapcase())


@pytest.mark.parametrize(
    ("host", "sent", "arrives"),
    [
        (Layout.DE, "]C1yz/-", "+C1zy-ß"),
        (Layout.FR, "]d2aqm1", "$déqa,&"),
        (Layout.GB, '"@#\\', '@"£#'),
        (Layout.ES, "/-=", "-'¡"),
        (Layout.IT, "[]`", "è+\\"),
        (Layout.JP, "]@[", '["@'),
    ],
)
def test_what_a_us_scanner_types_on_other_keyboards(host, sent, arrives):
    expression = pattern(sent, LayoutPair(Layout.US, host), caps=False)
    assert re.fullmatch(expression, arrives)


def test_a_dead_key_may_come_out_in_every_way():
    expression = pattern("1^2", LayoutPair(Layout.US, Layout.GB), caps=False)
    assert re.fullmatch(expression, "1^2")
    german = LayoutPair(Layout.US, Layout.DE)
    for arrived in ("1^^9", "19", "1^9"):
        assert re.fullmatch(pattern("1``9", german, caps=False), arrived)


def test_what_a_layout_has_no_key_for_matches_anything():
    expression = pattern("A`B", LayoutPair(Layout.IT, Layout.US), caps=False)
    assert re.fullmatch(expression, "AB")
    assert re.fullmatch(expression, "A?B")
    assert place(Layout.IT, "`") is None


def test_pairs_are_all_that_disagree():
    assert len(PAIRS) == 42
    assert not any(pair.agrees for pair in PAIRS)


def test_places_prefer_fewer_fingers():
    assert place(Layout.US, "a") == (0, 26)
    assert place(Layout.US, "A") == (1, 26)
    assert character(Layout.US, 2, 5) == ""


def test_only_single_characters_change_their_case():
    assert (swapped_case("a"), swapped_case("Ü"), swapped_case("ß")) == ("A", "ü", "ß")
    assert (is_dead("\u0301"), is_dead("´"), is_dead("")) == (True, False, False)


@given(st.text(), st.sampled_from(PAIRS), st.booleans())
def test_every_text_has_an_expression(text, pair, caps):
    re.compile(pattern(text, pair, caps=caps))


def test_what_was_read_can_be_told_from_what_arrived():
    german = LayoutPair(Layout.US, Layout.DE)
    assert retyped("+C1zy ß\x1d", german) == "]C1yz -\x1d"
    assert retyped("+€", german) is None
    assert retyped("€", LayoutPair(Layout.US, Layout.IT)) is None
    assert retyped("x", LayoutPair(Layout.DE, Layout.US)) == "x"
    assert retyped("=", LayoutPair(Layout.DE, Layout.US)) is None


@given(st.text(), st.sampled_from(PAIRS))
def test_what_was_read_arrives_again(text, pair):
    read = retyped(text, pair)
    if read is not None:
        for sign, sent in zip(text, read, strict=True):
            found = place(pair.scanner, sent)
            assert sign <= " " or (found and character(pair.host, *found))
