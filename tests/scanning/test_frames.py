"""Frames: whatever the chunks, the same frames; nothing of one is ever in the next."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qtrace.scanning.frames import Frame, FrameReader, Terminator
from qtrace.scanning.notes import Unreadable

MARKED = [each for each in Terminator if each.mark]
GS1 = b"]d20109506000134352\x1d21SN7"
ENVELOPE = b"[)>\x1e06\x1dP123\x1d1T456\x1e\x04"


def fed(reader: FrameReader, chunks) -> list[Frame]:
    return [frame for chunk in chunks for frame in reader.feed(chunk)]


def chopped(data: bytes, cuts) -> list[bytes]:
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[a:b] for a, b in pairwise(places)]


@pytest.mark.parametrize("terminator", MARKED)
@pytest.mark.parametrize(
    "data", [GS1, ENVELOPE, b" +A99/ ", "批号".encode(), bytes(range(128, 256))]
)
def test_what_stands_between_two_terminators_comes_untouched(terminator, data):
    reader = FrameReader(terminator)
    stream = (data + terminator.mark) * 2
    assert fed(reader, [stream]) == [Frame(data)] * 2
    assert not reader.open


@pytest.mark.parametrize(
    ("terminator", "stream", "data"),
    [
        (Terminator.ETX, b"\x02AB 12 \x03", b"AB 12 "),
        (Terminator.ETX, b"\x02AB\r\n\x03\r\n", b"AB"),
        (Terminator.CR, b"\xef\xbb\xbfAB\r", b"AB"),
        (Terminator.CR, b"\x02\xef\xbb\xbf\n\x02AB\x03\r", b"AB"),
        (Terminator.CR, b"\nAB\r\n", b"AB"),
        (Terminator.LF, b"AB\r\n", b"AB"),
        (Terminator.CRLF, b"A\rB\nC\r\n", b"A\rB\nC"),
        (Terminator.TAB, b"AB\t", b"AB"),
        (Terminator.CR, b"\tAB\t\r", b"\tAB\t"),
    ],
)
def test_only_frame_characters_go(terminator, stream, data):
    assert fed(FrameReader(terminator), [stream]) == [Frame(data)]


@pytest.mark.parametrize("terminator", MARKED)
def test_nothing_but_frame_characters_is_no_frame(terminator):
    reader = FrameReader(terminator)
    assert fed(reader, [terminator.mark * 3, b"\r\n\x02", terminator.mark]) == []
    assert fed(reader, [b"AB" + terminator.mark]) == [Frame(b"AB")]


def test_silence_ends_a_frame_only_where_nothing_else_does():
    silent, ended = FrameReader(Terminator.SILENCE), FrameReader(Terminator.CR)
    assert fed(silent, [b"AB\r", b"CD\r"]) == []
    assert silent.open
    assert silent.expire() == (Frame(b"AB\rCD"),)
    assert fed(ended, [b"AB"]) == []
    assert ended.expire() == (Frame(b"AB", Unreadable.SUFFIX_MISSING),)
    assert ended.expire() == ()
    assert not ended.open


@pytest.mark.parametrize("terminator", list(Terminator))
def test_a_broken_line_leaves_a_fragment_and_the_next_frame_whole(terminator):
    reader = FrameReader(terminator)
    fed(reader, [b"L26-048"])
    assert reader.abort() == (Frame(b"L26-048", Unreadable.FRAGMENT),)
    assert fed(reader, [b"17-H/07" + terminator.mark]) + list(reader.expire()) == [
        Frame(b"17-H/07")
    ]


@pytest.mark.parametrize("terminator", list(Terminator))
def test_a_frame_that_is_too_long_is_cut_refused_and_forgotten(terminator):
    reader = FrameReader(terminator, longest=10)
    got = fed(reader, [b"0123456789", b"ABCDEF" * 9, terminator.mark]) + list(reader.expire())
    assert got == [Frame(b"0123456789", Unreadable.TOO_LONG)]
    assert fed(reader, [b"NEXT" + terminator.mark]) + list(reader.expire()) == [Frame(b"NEXT")]


def test_the_longest_frame_passes_with_its_frame_characters():
    reader = FrameReader(Terminator.ETX, longest=10)
    assert fed(reader, [b"\x02" * 99, b"0123456789", b"\r\n", b"\x03"]) == [Frame(b"0123456789")]
    assert fed(reader, [b"0123456789A\x03"]) == [Frame(b"0123456789", Unreadable.TOO_LONG)]


def test_an_endless_stream_takes_no_memory():
    reader = FrameReader(Terminator.CRLF, longest=100)
    for _ in range(1000):
        assert reader.feed(b"\r" * 50 + b"x" * 50) == ()
    assert len(reader._bytes) + len(reader._head or b"") <= 101
    assert reader.open
    assert reader.feed(b"\r\nNEXT\r\n")[1] == Frame(b"NEXT")


SIGNS = st.sampled_from(list(b"\r\n\t\x02\x03\x1d\x1e\x04 A\xef\xbb\xbf"))
STREAMS = st.lists(SIGNS, max_size=60).map(bytes) | st.binary(max_size=60)


@given(st.sampled_from(Terminator), STREAMS, st.lists(st.integers(0, 99), max_size=12))
@example(Terminator.CRLF, b"A" * 25 + b"\r\nB\r\n", [25, 26, 27])
@example(Terminator.CRLF, b"A" * 26 + b"\rB\r\n", [26, 27])
@example(Terminator.ETX, b"A" * 10 + b"\r\n" * 8 + b"\x03B\x03", [4, 9, 20])
@example(Terminator.SILENCE, b"\xef\xbb\xbfA", [1, 2])
def test_the_chunks_change_nothing(terminator, stream, cuts):
    at_once, in_chunks = FrameReader(terminator, 10), FrameReader(terminator, 10)
    expected = [*at_once.feed(stream), *at_once.expire()]
    assert fed(in_chunks, chopped(stream, cuts)) + list(in_chunks.expire()) == expected
    assert all(0 < len(frame.data) <= 10 for frame in expected)


DATA = st.binary(min_size=1, max_size=30).map(lambda data: b"<" + data + b">")


@given(
    st.sampled_from(MARKED), st.lists(DATA, max_size=5), st.lists(st.integers(0, 999), max_size=9)
)
def test_frames_come_back_as_they_were_sent(terminator, sent, cuts):
    sent = [data.replace(terminator.mark, b"_") for data in sent]
    stream = b"".join(data + terminator.mark for data in sent)
    got = fed(FrameReader(terminator), chopped(stream, cuts))
    assert got == [Frame(data) for data in sent]
