"""How far a hold reaches, against a reference that counts single positions until nothing moves."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.hold_spread import WHOLE, Edge, Reached, carries, covers, merge, spread

LAST = 12
positions = st.tuples(st.integers(1, LAST), st.integers(1, LAST) | st.none()).map(
    lambda r: r if r[1] is None or r[0] <= r[1] else (r[1], r[0])
)
ranges = st.lists(positions, max_size=4).map(tuple)


def points(found):
    """Single positions of ranges, as far as the reference looks."""
    return {
        seq for first, last in found for seq in range(first, LAST + 2 if last is None else last + 1)
    }


@given(ranges)
def test_merging_keeps_every_position_and_nothing_touches(found):
    merged = merge(found)
    assert points(merged) == points(found)
    for before, after in pairwise(merged):
        assert before[1] is not None
        assert before[1] + 1 < after[0]
    assert merge(merged) == merged


@given(ranges, st.integers(0, LAST))
def test_a_piece_is_covered_by_its_position(found, seq):
    assert covers(found, seq) is (seq in points(found))
    assert covers(found, None) is bool(found)


LOTS = range(1, 6)
UNITS = {10 + lot * 3 + n: (lot, n * 4) for lot in LOTS for n in (1, 2)}
ITEMS = (*LOTS, *UNITS)


@st.composite
def edges(draw):
    parent = draw(st.sampled_from(ITEMS))
    child = draw(st.sampled_from([each for each in ITEMS if each != parent]))
    lot, seq = UNITS.get(parent, (None, None))
    reach = draw(st.none() | positions) if child in LOTS else None
    first, last = reach or (None, None)
    return Edge(parent, child, first, last, lot, seq)


histories = st.tuples(
    st.lists(edges(), max_size=12),
    st.dictionaries(st.sampled_from(ITEMS), st.just(WHOLE) | ranges.filter(bool), max_size=3),
    st.sets(st.sampled_from(ITEMS), max_size=2),
)


def reference(links, seeds, exempt):
    """Positions by item, by going over all links again and again."""
    found = {item: points(r) for item, r in seeds.items() if item not in exempt}
    while True:
        before = {item: set(seqs) for item, seqs in found.items()}
        for edge in links:
            parent, lot = edge.parent, found.get(edge.parent_lot, set())
            held = parent in found or edge.parent_seq in lot
            if held and parent not in exempt and edge.child not in exempt:
                found.setdefault(edge.child, set()).update(points([edge.carried]))
        if found == before:
            return found


def edges_of(links):
    return lambda items: [e for e in links if e.parent in items or e.parent_lot in items]


@given(histories)
def test_it_reaches_what_the_reference_reaches(history):
    links, seeds, exempt = history
    found = spread(seeds, edges_of(links), exempt)
    wanted = reference(links, seeds, exempt)
    assert {item: points(each.ranges) for item, each in found.items()} == wanted
    for item, each in found.items():
        assert each.ranges == merge(each.ranges)
        assert each.distance or item in seeds


@given(histories, st.data())
def test_links_one_by_one_end_where_all_at_once_ends(history, data):
    """Whoever adds a link hands on what is reached; the order of the links does not matter."""
    links, seeds, exempt = history
    found = spread(seeds, edges_of([]), exempt)
    there = []
    for edge in data.draw(st.permutations(links)):
        there.append(edge)
        if carries(edge, found, exempt):
            more = spread({edge.child: (edge.carried,)}, edges_of(there), exempt, found, distance=1)
            found |= more
    wanted = spread(seeds, edges_of(links), exempt)
    assert {i: e.ranges for i, e in found.items()} == {i: e.ranges for i, e in wanted.items()}


def test_a_container_has_no_position_and_is_held_with_any_of_its_lot():
    bag = Edge(parent=20, child=2, parent_lot=1, parent_seq=None)
    assert carries(bag, {1: Reached(((4, 5),), 0)}, ())
    assert not carries(bag, {}, ())
    assert not carries(bag, {1: Reached(WHOLE, 0)}, {20})
    assert not carries(Edge(3, 4), {1: Reached(WHOLE, 0)}, ())


def test_the_distance_is_that_of_the_shortest_way():
    links = [Edge(1, 2), Edge(2, 3), Edge(1, 3), Edge(3, 1)]
    found = spread({1: WHOLE}, edges_of(links))
    assert {item: each.distance for item, each in found.items()} == {1: 0, 2: 1, 3: 1}
