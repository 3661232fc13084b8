"""The order of what is on its way."""

from hypothesis import given
from hypothesis import strategies as st

from qtrace.services.outcomes import Refusal
from qtrace.ui.inspection.cells import span_text
from qtrace.ui.inspection.outbox import Act, Entry, Outbox, Stage


def reading(key: int, piece: int) -> Entry:
    return Entry(key, Act.READING, (1, piece), f"2.4{piece}")


def test_one_is_sent_at_a_time_and_in_order() -> None:
    box = Outbox().put(reading(1, 1)).put(reading(2, 2))
    assert box.next_to_send() == reading(1, 1)
    box = box.marked(1, stage=Stage.SENDING)
    assert box.next_to_send() is None
    box = box.marked(1, stage=Stage.STORED)
    following = box.next_to_send()
    assert following is not None
    assert following.key == 2


def test_trouble_holds_everything_back_and_loses_nothing() -> None:
    box = Outbox().put(reading(1, 1)).put(reading(2, 2)).marked(1, stage=Stage.SENDING)
    box = box.halted(1, Refusal("DISK_FULL"))
    assert box.next_to_send() is None
    assert box.unsaved == 2
    assert [e.key for e in box.entries] == [1, 2]
    again = box.resumed().next_to_send()
    assert again is not None
    assert again.key == 1


def test_a_new_act_tries_again() -> None:
    box = Outbox().put(reading(1, 1)).halted(1, Refusal("DISK_FULL")).put(reading(2, 2))
    again = box.next_to_send()
    assert again is not None
    assert again.key == 1


def test_stored_entries_stay_until_a_sheet_shows_them() -> None:
    box = Outbox().put(reading(7, 1)).marked(7, stage=Stage.STORED, seen_after=3)
    assert box.seen(frozenset(), 3).entries == box.entries
    assert box.seen(frozenset({7}), 3).entries == ()
    assert box.seen(frozenset(), 4).entries == ()


def test_an_undo_takes_no_cell() -> None:
    box = Outbox().put(Entry(1, Act.UNDO, (1, 4)))
    assert box.taken() == set()


@given(st.sets(st.integers(1, 200), max_size=40))
def test_spans_name_every_piece_once(pieces: set[int]) -> None:
    named: list[int] = []
    for part in span_text(pieces).split(", ") if pieces else []:
        first, _, last = part.partition("–")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(pieces)
