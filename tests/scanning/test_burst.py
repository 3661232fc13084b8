"""The burst machine: what is a scan, what is a reading, what is typing, what is none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.scanning import keys
from qtrace.scanning.classify import ReadingBurst, ScanBurst, Typed, UnreadableBurst
from qtrace.scanning.notes import Note, Unreadable
from qtrace.scanning.profiles import DeviceProfile, DeviceRole, Timing
from qtrace.scanning.strokes import KeyStroke, Kind, elapsed_ms
from tests.scanning.typing_hands import GS_CTRL, GS_F8, Bench, down_up, moved, press

UDI = "0109506000134352172805311026A7"
LABEL_TEXT = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=6, max_size=80
).filter(lambda text: "{GS}" not in text and "<GS>" not in text)


@pytest.mark.parametrize("end", ["\r", "\t", "\n"])
def test_a_burst_is_one_scan_and_no_widget_sees_a_key_of_it(end):
    bench = Bench()
    bench.scan(UDI + end)
    assert bench.only == ScanBurst(UDI.encode(), "wedge", ())
    assert bench.passed == []
    assert not bench.machine.open


def test_without_suffix_silence_ends_the_burst():
    bench = Bench()
    bench.scan(UDI, silent=False)
    assert bench.outcomes == []
    assert bench.machine.wait_ms == 120
    bench.outcomes += bench.machine.expire()
    assert bench.only == ScanBurst(UDI.encode(), "wedge", (Note.NO_SUFFIX,))


def test_cr_lf_is_one_end_and_the_lf_reaches_nobody():
    bench = Bench()
    bench.scan([*UDI, "\r", "\n"])
    assert bench.scans == [UDI.encode()]
    assert bench.passed == []


def test_spaces_at_the_end_of_a_code_stay():
    bench = Bench()
    bench.scan("+A123BJC5D6E71 \r")
    assert bench.scans == [b"+A123BJC5D6E71 "]


ALT_029 = [
    KeyStroke(0, keys.KEY_ALT),
    *(KeyStroke(0, ord(d), d, keys.ALT | keys.KEYPAD) for d in "029"),
]


@pytest.mark.parametrize(
    ("gs", "note"),
    [
        ([GS_CTRL], Note.GS_CTRL),
        ([KeyStroke(0, keys.KEY_BRACKET_RIGHT, "", keys.CONTROL)], Note.GS_CTRL),
        ([KeyStroke(0, 0, "\x1d")], None),
        ([GS_F8], Note.GS_F8),
        (ALT_029, Note.GS_ALT),
        ("{GS}", Note.GS_TEXT),
        ("<GS>", Note.GS_TEXT),
        ("␝", Note.GS_TEXT),
    ],
)
def test_every_way_of_sending_gs_is_known_and_noted(gs, note):
    bench = Bench()
    bench.scan([*UDI, *gs, *"21SN7", "\r"])
    assert bench.only == ScanBurst(f"{UDI}\x1d21SN7".encode(), "wedge", (note,) if note else ())


def test_a_substitute_counts_only_where_it_was_taught():
    plain, taught = Bench(), Bench(DeviceProfile("zebra", gs_substitute="|"))
    for bench in (plain, taught):
        bench.scan(UDI + "|21SN7\r")
    assert plain.scans == [f"{UDI}|21SN7".encode()]
    assert taught.only == ScanBurst(f"{UDI}\x1d21SN7".encode(), "zebra", (Note.GS_SUBSTITUTE,))


def test_a_scanner_that_types_every_character_with_alt_is_read():
    bench = Bench()
    events, now = [], 1_000
    for sign in "L26-04817-H":
        alt = KeyStroke(now, keys.KEY_ALT)
        events.append(alt)
        for digit in f"0{ord(sign)}":
            now += 4
            events += [
                KeyStroke(now, ord(digit), digit, keys.ALT | keys.KEYPAD),
                KeyStroke(now, ord(digit), digit, keys.ALT | keys.KEYPAD, Kind.RELEASE),
            ]
        now += 4
        events.append(moved(alt, now, Kind.RELEASE))
    bench.play([*events, press(now + 4, "\r")])
    assert bench.only == ScanBurst(b"L26-04817-H", "wedge", (Note.ALT_CODES,))


def test_f8_alone_is_a_key():
    bench = Bench()
    bench.scan([GS_F8])
    assert bench.only == Typed((moved(GS_F8, 1_000), moved(GS_F8, 1_000, Kind.RELEASE)))


def test_a_typed_key_waits_no_longer_than_the_gap():
    bench = Bench()
    bench.play([press(0, "7")])
    assert bench.machine.wait_ms == 50


@pytest.mark.parametrize("gap", [30, 45, 60, 80, 120, 250])
def test_typing_comes_back_in_order_however_fast(gap):
    bench = Bench()
    bench.typed("L26-04817 seal damaged", gap)
    assert bench.widget_text == "L26-04817 seal damaged"
    assert all(isinstance(outcome, Typed) for outcome in bench.outcomes)


@given(
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=40),
    st.lists(st.integers(28, 300), min_size=40, max_size=40),
)
def test_no_rhythm_of_human_keys_is_lost_or_taken_for_a_scan(text, gaps):
    bench = Bench()
    bench.play(down_up(text, 1_000, gaps))
    bench.outcomes += bench.machine.expire()
    assert bench.widget_text == text


@given(LABEL_TEXT, st.lists(st.integers(0, 20), min_size=7, max_size=7), st.booleans())
def test_every_label_at_scanner_speed_arrives_whole(text, gaps, suffix):
    bench = Bench()
    bench.play(down_up([*text, "\r"] if suffix else text, 1_000, gaps))
    bench.outcomes += bench.machine.expire()
    assert bench.scans == [text.encode()]
    assert bench.widget_text == ""


@given(
    st.lists(
        st.builds(
            KeyStroke,
            st.integers(0, 400),
            st.sampled_from([0x31, 0x41, 0x5D, keys.KEY_F8, keys.KEY_RETURN, keys.KEY_ALT, 0x20]),
            st.sampled_from(["", "1", "A", "é", "\r", "\x1d", "\ud800", "９"]),
            st.sampled_from([0, keys.SHIFT, keys.CONTROL, keys.ALT]),
            st.sampled_from(list(Kind)),
            st.booleans(),
        ),
        max_size=60,
    )
)
def test_whatever_comes_every_press_is_accounted_for_once(strokes):
    bench = Bench()
    strokes = sorted(strokes, key=lambda stroke: stroke.at_ms)
    bench.play(strokes)
    bench.outcomes += bench.machine.expire()
    given_back = sum(len(o.strokes) for o in bench.outcomes if isinstance(o, Typed))
    assert given_back + len(bench.passed) <= len(strokes)
    if not any(isinstance(o, ScanBurst | UnreadableBurst) for o in bench.outcomes):
        presses = [s for s in strokes if s.kind is Kind.PRESS]
        back = [s for o in bench.outcomes if isinstance(o, Typed) for s in o.strokes]
        seen = [s for s in [*back, *bench.passed] if s.kind is Kind.PRESS]
        assert len(seen) == len(presses)


def test_a_hiccup_inside_a_burst_does_not_break_it():
    bench = Bench()
    bench.play(down_up([*UDI, "\r"], 1_000, [5, 5, 5, 5, 110]))
    assert bench.scans == [UDI.encode()]


def test_a_burst_that_lost_its_head_to_typing_is_unreadable():
    bench = Bench()
    bench.play(down_up([*UDI, "\r"], 1_000, [70, *[5] * 40]))
    assert bench.widget_text == UDI[0]
    assert isinstance(bench.outcomes[-1], UnreadableBurst)
    assert bench.outcomes[-1].notes == (Note.UNREADABLE, Unreadable.AFTER_KEYS)
    assert bench.outcomes[-1].data == UDI[1:].encode()


def test_a_scan_a_moment_after_typing_is_a_scan():
    bench = Bench()
    bench.play(down_up("7", 1_000, [200]))
    bench.play(down_up([*UDI, "\r"], 1_200, [5]))
    assert bench.scans == [UDI.encode()]


def test_a_scan_a_moment_after_the_hold_key_is_a_scan():
    bench = Bench()
    bench.play(down_up([GS_F8], 1_000, [60]))
    bench.play(down_up([*UDI, "\r"], 1_060, [5]))
    assert bench.scans == [UDI.encode()]


@pytest.mark.parametrize(
    ("signs", "why"),
    [
        ("AB12\r", Unreadable.SHORT),
        ("AB12", Unreadable.FRAGMENT),
        ("]C1\r", Unreadable.SHORT),
        ([*UDI, KeyStroke(0, 0x01000030)], Unreadable.FOREIGN_KEY),
        ([*"12345", KeyStroke(0, 0x01001252), *"678\r"], Unreadable.FOREIGN_KEY),
        ("1.25\r", Unreadable.SHORT),
    ],
)
def test_a_half_recognised_burst_is_kept_and_named(signs, why):
    bench = Bench()
    bench.scan(signs)
    assert isinstance(bench.only, UnreadableBurst)
    assert bench.only.notes[-2:] == (Note.UNREADABLE, why)
    assert bench.widget_text == ""


def test_a_few_keys_hard_behind_a_burst_are_its_tail():
    bench = Bench()
    bench.play(down_up([*UDI, "\r", "#"], 1_000, [5]))
    bench.outcomes += bench.machine.expire()
    assert bench.scans == [UDI.encode()]
    assert bench.outcomes[1].notes == (Note.UNREADABLE, Unreadable.TAIL)
    assert bench.widget_text == ""


def test_two_scans_in_a_row_are_two():
    bench = Bench()
    bench.play(down_up([*UDI, "\r", *"L26-04817-H", "\r"], 1_000, [5]))
    assert bench.scans == [UDI.encode(), b"L26-04817-H"]


def test_names_of_machines_are_codes_where_the_scanner_ends_them_with_a_key():
    for name in ("TQ-L3", "OV-1A"):
        bench = Bench()
        bench.scan(name + "\r")
        assert bench.scans == [name.encode()]
        assert bench.widget_text == ""
    for signs, why in (("TQ-L3", Unreadable.FRAGMENT), ("01095\r", Unreadable.SHORT)):
        bench = Bench()
        bench.scan(signs)
        assert bench.only.notes[-1] == why, "nothing ended it, or a gauge may have sent it"


def test_an_aim_identifier_makes_a_short_code_a_scan():
    bench = Bench()
    bench.scan("]C0A1\r")
    assert bench.scans == [b"]C0A1"]


def test_caps_lock_is_seen_not_repaired():
    bench = Bench()
    bench.scan("]D2" + UDI + "\r")
    assert bench.only == ScanBurst(f"]D2{UDI}".encode(), "wedge", (Note.CAPS,))


def test_full_width_and_foreign_letters_are_noted_not_repaired():
    bench = Bench()
    bench.scan("０１０９５０６\r")
    assert bench.only == ScanBurst(
        "０１０９５０６".encode(), "wedge", (Note.FULL_WIDTH, Note.NON_ASCII)
    )
    bench = Bench()
    bench.scan("àéè&é\"'(\r")
    assert bench.only.notes == (Note.NON_ASCII,)


def test_input_method_text_inside_a_burst_makes_it_unreadable_outside_it_passes():
    bench = Bench()
    commit = KeyStroke(0, 0, "批", kind=Kind.COMMIT)
    bench.play([*down_up(UDI[:10], 1_000, [5]), commit, *down_up([*"99\r"], 1_050, [5])])
    assert bench.only.notes == (Note.IME, Note.UNREADABLE, Unreadable.IME)
    bench = Bench()
    bench.play([commit])
    assert bench.passed == [commit]


def test_input_method_text_behind_a_typed_key_loses_neither():
    bench = Bench()
    commit = KeyStroke(0, 0, "批", kind=Kind.COMMIT)
    bench.play([press(1_000, "p"), commit])
    assert bench.widget_text == "p"
    assert bench.passed == [commit]


def test_more_than_eight_kib_is_cut_and_unreadable():
    bench = Bench()
    bench.scan("A" * 9_000 + "\r", gap=0)
    assert bench.only.notes == (Note.UNREADABLE, Unreadable.TOO_LONG)
    assert len(bench.only.data) == 8_192
    assert bench.passed == []


def test_a_held_key_repeats_as_typing():
    bench = Bench()
    first = press(1_000, "0")
    repeats = [press(1_500 + 30 * n, "0", auto_repeat=True) for n in range(10)]
    bench.play([first])
    bench.outcomes += bench.machine.expire()
    bench.play(repeats)
    assert bench.widget_text == "0" * 11


def test_a_repeat_in_the_middle_of_typing_gives_everything_back():
    bench = Bench()
    bench.play([press(1_000, "a"), press(1_030, "b", auto_repeat=True)])
    assert bench.widget_text == "ab"


def test_a_repeat_inside_a_burst_is_noted():
    bench = Bench()
    doubled = [press(1_025, "0", auto_repeat=True), press(1_030, "\r")]
    bench.play([*down_up("L26-0", 1_000, [5]), *doubled])
    assert bench.only == ScanBurst(b"L26-00", "wedge", (Note.AUTO_REPEAT,))


def test_releases_follow_their_presses():
    bench = Bench()
    bench.play([press(1_000, "a")])
    bench.outcomes += bench.machine.expire()
    late = moved(press(0, "a"), 1_090, Kind.RELEASE)
    bench.play([late])
    assert bench.passed == [late]
    bench = Bench()
    bench.play([press(1_000 + n, sign) for n, sign in enumerate(UDI[:8] + "\r")])
    bench.play([moved(press(0, sign), 1_020, Kind.RELEASE) for sign in set(UDI[:8])])
    assert bench.scans == [UDI[:8].encode()]
    assert bench.passed == []


class TestGauges:
    @pytest.mark.parametrize("text", ["1.25", "12", "+0000.123", "-0,5", ".125", "1234567"])
    def test_a_short_decimal_is_a_reading_while_a_cell_waits(self, text):
        bench = Bench()
        bench.machine.reading_expected = True
        bench.scan(text + "\r")
        assert bench.only == ReadingBurst(text, "wedge", taught=False)

    def test_no_end_no_reading(self):
        bench = Bench()
        bench.machine.reading_expected = True
        bench.scan("1.25")
        assert bench.only.notes == (Note.UNREADABLE, Unreadable.FRAGMENT)

    def test_a_typed_value_stays_typing(self):
        bench = Bench()
        bench.machine.reading_expected = True
        bench.typed("1.25\r", 90)
        assert bench.widget_text == "1.25\r"

    @pytest.mark.parametrize("number", ["95060008", "012345678905", "9506000134352"])
    def test_a_number_with_a_right_check_digit_is_asked_about(self, number):
        bench = Bench()
        bench.machine.reading_expected = True
        bench.scan(number + "\r")
        right = number in ("012345678905", "9506000134352")
        assert bench.only.data == number.encode()
        assert bench.only.notes == ((Note.AMBIGUOUS_NUMBER,) if right else ())

    def test_nothing_is_asked_when_no_cell_waits(self):
        bench = Bench()
        bench.scan("9506000134352\r")
        assert bench.only.notes == ()

    def test_a_taught_gauge_decides_and_an_untaught_one_no_longer_counts(self):
        gauge = DeviceProfile("TG-011", DeviceRole.GAUGE, prefix="~", suffix="\t")
        bench = Bench(gauge)
        bench.machine.reading_expected = True
        bench.scan("~1.25\t")
        assert bench.only == ReadingBurst("1.25", "TG-011", taught=True)
        bench.outcomes.clear()
        bench.scan("1.25\r")
        assert bench.only.notes == (Note.UNREADABLE, Unreadable.SHORT)

    def test_a_suffix_alone_can_tell_gauge_and_scanner_apart(self):
        bench = Bench(
            DeviceProfile("TG-011", DeviceRole.GAUGE, suffix="\t"), DeviceProfile("scanner")
        )
        bench.scan("123456789\t")
        bench.scan("123456789\r")
        assert bench.outcomes == [
            ReadingBurst("123456789", "TG-011", taught=True),
            ScanBurst(b"123456789", "scanner", ()),
        ]


class TestTaughtScanners:
    PROFILE = DeviceProfile("dock", prefix="\x02", suffix="\x03\r\n")

    def test_prefix_and_suffix_frame_the_code(self):
        bench = Bench(self.PROFILE)
        bench.scan(["\x02", *"T1", "\x03", "\r", "\n"])
        assert bench.scans == [b"T1"]  # prefix and suffix tell even the shortest code
        bench = Bench(self.PROFILE)
        bench.scan(["\x02", *"ABCD\tEF12", "\x03", "\r", "\n"], gap=30)
        assert bench.only == ScanBurst(b"ABCD\tEF12", "dock", ())
        assert bench.passed == []

    def test_a_prefix_without_its_suffix_is_unreadable(self):
        bench = Bench(self.PROFILE)
        bench.scan(["\x02", *"ABCDEF12"])
        assert bench.only.notes == (Note.UNREADABLE, Unreadable.SUFFIX_MISSING)

    def test_another_key_behind_a_slow_prefixed_burst_spoils_it(self):
        bench = Bench(self.PROFILE)
        bench.scan(["\x02", *"ABCDEF12", KeyStroke(0, 0x01000030)], gap=40)
        assert bench.only.notes == (Note.UNREADABLE, Unreadable.FOREIGN_KEY)

    def test_a_person_may_type_the_prefix(self):
        bench = Bench(DeviceProfile("dock", prefix="~", suffix="\r"))
        bench.typed("~ok\r", 100)
        assert bench.widget_text == "~ok\r"

    def test_cr_lf_taught_is_the_same_as_cr(self):
        bench = Bench(DeviceProfile("dock", suffix="\r\n"))
        bench.scan([*UDI, "\r", "\n"])
        assert bench.only == ScanBurst(UDI.encode(), "dock", ())
        assert bench.passed == []


def test_times_survive_the_wrap_of_the_x_clock():
    assert elapsed_ms(2**32 - 3, 4) == 7
    assert elapsed_ms(5_000, 100) > 10**6
    bench = Bench()
    bench.now = 2**32 - 60
    events = down_up([*UDI, "\r"], bench.now, [5])
    bench.play([moved(e, e.at_ms % 2**32, e.kind) for e in events])
    assert bench.scans == [UDI.encode()]


def test_the_times_can_be_set():
    bench = Bench(timing=Timing(fast_ms=45, gap_ms=90))
    bench.scan(UDI + "\r", gap=40)
    assert bench.scans == [UDI.encode()]
