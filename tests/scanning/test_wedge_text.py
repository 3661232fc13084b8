"""Prefix, suffix and stand-ins for GS: taken away once, at one place, and found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.scanning.notes import Note
from qtrace.scanning.profiles import GS_TEXTS, DeviceProfile
from qtrace.scanning.wedge_text import sign_notes, wedge_text

PLAIN = DeviceProfile("wedge")
TAUGHT = DeviceProfile("zebra", prefix="S1:", suffix="#\r", gs_substitute="|", gs_texts=("[GS]",))


@pytest.mark.parametrize(
    ("profile", "raw", "text", "notes"),
    [
        (PLAIN, "10A\x1d21B", "10A\x1d21B", set()),
        (PLAIN, "10A{GS}21B\r\n", "10A\x1d21B", {Note.GS_TEXT}),
        (PLAIN, "10A<GS>21B\t", "10A\x1d21B", {Note.GS_TEXT}),
        (PLAIN, "10A␝21B", "10A\x1d21B", {Note.GS_TEXT}),
        (PLAIN, "10A|21B", "10A|21B", set()),
        (PLAIN, "+A99 \r", "+A99 ", set()),
        (PLAIN, "\x0210A\x03", "\x0210A\x03", set()),
        (TAUGHT, "S1:10A|21B#\r", "10A\x1d21B", {Note.GS_SUBSTITUTE}),
        (TAUGHT, "S1:10A[GS]21|B#\r", "10A\x1d21\x1dB", {Note.GS_SUBSTITUTE, Note.GS_TEXT}),
        (TAUGHT, "10A{GS}", "10A{GS}", set()),
        (PLAIN, "10１", "10１", {Note.NON_ASCII, Note.FULL_WIDTH}),
        (PLAIN, "10é", "10é", {Note.NON_ASCII}),
        (PLAIN, "]D2011", "]D2011", {Note.CAPS}),
        (PLAIN, "]D1ABC", "]D1ABC", {Note.CAPS}),
        (PLAIN, "]c1011", "]c1011", {Note.CAPS}),
        (PLAIN, "]d2011", "]d2011", set()),
    ],
)
def test_every_form(profile, raw, text, notes):
    found = wedge_text(raw, profile)
    assert (found.text, found.notes) == (text, notes)


def test_the_bracket_of_an_identifier_is_no_separator():
    profile = DeviceProfile("x", gs_substitute="]")
    assert wedge_text("]d210A]21B", profile).text == "]d210A\x1d21B"
    assert wedge_text("10A]21B", profile).text == "10A\x1d21B"


def test_a_prefix_that_is_no_text_is_no_reason_to_doubt():
    found = wedge_text("€10A", DeviceProfile("euro", prefix="€"))
    assert (found.text, found.notes) == ("10A", frozenset())


@given(
    st.lists(st.sampled_from(["10A", "é", "|", "[GS]", "\x1d", "S1:", " ", "["]), max_size=12),
    st.booleans(),
)
def test_every_character_is_found_where_it_came(parts, framed):
    raw = "".join(parts)
    raw = f"S1:{raw}#\r" if framed else raw
    found = wedge_text(raw, TAUGHT)
    for position, sign in enumerate(found.text):
        came = raw[found.place(position) :]
        assert came.startswith((sign, "|", "[GS]") if sign == "\x1d" else sign)


@given(st.text())
def test_without_a_profile_only_what_stands_for_gs_changes(raw):
    found = wedge_text(raw, PLAIN)
    expected = raw.rstrip("\r\n\t")
    for word in GS_TEXTS:
        expected = expected.replace(word, "\x1d")
    assert found.text == expected
    assert found.body == raw.rstrip("\r\n\t")
    assert found.notes >= sign_notes(found.text)


def test_a_device_that_sends_nothing_for_gs_is_left_alone():
    assert wedge_text("10{GS}A", DeviceProfile("x", gs_texts=())).text == "10{GS}A"
