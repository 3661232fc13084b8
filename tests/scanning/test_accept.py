"""A symbol in view is one scan; a weak one needs two pictures that agree."""

from hypothesis import given
from hypothesis import strategies as st

from qtrace.scanning.accept import AGREE_S, AWAY_S, Acceptance
from qtrace.scanning.engines import Seen

STRONG = Seen("DataMatrix", b"010950600013435210A", "]d2")
WEAK = Seen("EAN13", b"9506000134352", "]E0")


def test_a_strong_symbol_is_a_scan_at_once_and_once():
    rule = Acceptance()
    assert rule.take([STRONG], 0.0) == [STRONG]
    assert rule.was_delivered(STRONG)
    for tenth in range(1, 100):
        assert rule.take([STRONG], tenth / 10) == []


def test_it_is_a_new_scan_after_it_was_away():
    rule = Acceptance()
    rule.take([STRONG], 0.0)
    assert rule.take([], AWAY_S + 0.1) == []
    assert not rule.was_delivered(STRONG)
    assert rule.take([STRONG], AWAY_S + 0.2) == [STRONG]


def test_a_weak_symbol_waits_for_a_second_picture():
    rule = Acceptance()
    assert rule.take([WEAK], 0.0) == []
    assert not rule.was_delivered(WEAK)
    assert rule.take([WEAK], 0.1) == [WEAK]
    assert rule.take([WEAK], 0.2) == []


def test_a_check_character_alone_needs_a_second_picture_unless_read_twice():
    once = Seen("Code128", b"0109506000134352", "]C1")
    rule = Acceptance()
    assert rule.take([once], 0.0) == []
    assert rule.take([once], 0.1) == [once]
    twice = Seen("Code128", b"0109506000134352", "]C1", proven=True)
    assert Acceptance().take([twice], 0.0) == [twice]


def test_a_micro_qr_code_may_be_a_piece_of_a_larger_symbol():
    piece = Seen("MicroQRCode", b"267391", "]Q1")
    assert Acceptance().take([piece], 0.0) == []


def test_two_readings_too_far_apart_do_not_agree():
    rule = Acceptance()
    rule.take([WEAK], 0.0)
    assert rule.take([WEAK], AGREE_S + 0.1) == []
    assert rule.take([WEAK], AGREE_S + 0.2) == [WEAK]


def test_the_same_bytes_in_another_symbology_are_another_symbol():
    rule = Acceptance()
    other = Seen("QRCode", STRONG.data, "]Q3")
    assert rule.take([STRONG, other], 0.0) == [STRONG, other]


@given(
    st.lists(st.tuples(st.integers(0, 7), st.booleans(), st.booleans()), max_size=40),
)
def test_never_twice_without_being_away(pictures):
    rule, now, last, given = Acceptance(), 0.0, {}, set()
    for tenths, strong, weak in pictures:
        now += tenths / 10
        seen = [one for one, there in ((STRONG, strong), (WEAK, weak)) if there]
        for one in seen:
            if now - last.get(one, -AWAY_S) >= AWAY_S:
                given.discard(one)
            last[one] = now
        for one in rule.take(seen, now):
            assert one not in given
            given.add(one)
