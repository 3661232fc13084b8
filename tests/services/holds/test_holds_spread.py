"""Placing holds, and how they reach what is made before and after."""

import pytest
from sqlalchemy import select

from qtrace.domain.hold_scopes import AnchorKind, Context, Scope
from qtrace.domain.holds import Activity, BlockProfile, InFlight
from qtrace.models.cases import Hold, HoldMember
from qtrace.models.documents import Evidence
from qtrace.models.holds import HoldSnapshot
from qtrace.models.items import Item, Link
from qtrace.services.checks import check_projections
from qtrace.services.evidence import EvidenceFile
from qtrace.services.holds.check import check_not_held, check_place, check_use
from qtrace.services.holds.commands import WidenHold
from qtrace.services.holds.effect import limited_reach
from qtrace.services.holds.graph import blocked_by, hold_preview, holds_over
from qtrace.services.holds.opening import holds_on
from qtrace.services.holds.settling import UngatedMakingError
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.support.holds import MakeUngated, NewItem, NewLink, make_holds


@pytest.fixture
def bench(plant):
    made = make_holds(plant)
    yield made
    made.close()


@pytest.fixture
def sqlite_bench(sqlite_url):
    from tests.support.plants import make_plant

    plant = make_plant(sqlite_url)
    made = make_holds(plant)
    yield made
    made.close()
    plant.close()


def held(bench, item, **context):
    """Numbers of holds over the item there."""
    return [each.covering.number for each in bench.ask(holds_over, item, Context(**context))]


def sound(bench):
    """Projections follow from their facts and records say what the rows are."""
    assert bench.ask(check_projections) == ()
    assert bench.ask(verify_records).bad == ()


def test_what_is_made_before_and_after_is_held_at_any_depth(bench):
    before = bench.made_of(bench.lot)
    hold = bench.hold(bench.lot)
    after = bench.made_of(before)
    unit = bench.unit(after, 3)
    built = bench.new()
    bench.make(NewItem(built, before, 9), NewItem(other := bench.new()), NewLink(unit, built))
    for item in (bench.lot, before, after, unit, built):
        (row,) = bench.ask(holds_on, item)
        assert row.hold_id == hold
    assert held(bench, other) == []
    ways = bench.ask(holds_over, unit)
    assert [row.item_id for row in ways[0].steps] == [bench.lot, before, after, unit]
    with bench.plant.database.read() as session:
        assert session.scalars(select(Link.parent_origin_id).where(Link.child_id == built)).one() \
            == after  # fmt: skip
        refusal = check_not_held(session, unit, Activity.CONSUME)
        assert (refusal.code, refusal.facts["via"]) == ("LOT_ON_HOLD", "derived")
        assert check_not_held(session, unit, Activity.INSPECT) is None
    sound(bench)


def test_only_the_pieces_of_a_range_are_held(sqlite_bench):
    bench = sqlite_bench
    lot = bench.made_of(bench.lot)
    units = {seq: bench.unit(lot, seq) for seq in (1, 5, 9)}
    child = bench.made_of(lot, seq=(1, 4))
    hold = bench.hold(Scope(AnchorKind.ITEM, lot, seq_from=4, seq_to=6))
    assert [bool(held(bench, units[seq])) for seq in (1, 5, 9)] == [False, True, False]
    assert held(bench, child), "a lot that took some of it is held"
    (row,) = (row for layer in bench.sheet(hold).layers for row in layer if row.item_id == lot)
    assert row.positions == ((4, 6),)
    assert (bench.sheet(hold).effect.units, bench.sheet(hold).effect.derived) == (1, 1)
    bench.make(NewItem(late := bench.new()), NewLink(units[9], late), NewLink(units[5], child))
    assert not held(bench, late), "the piece outside of the range carries nothing"
    sound(bench)


def test_a_material_changed_in_the_middle_holds_the_later_pieces(sqlite_bench):
    bench = sqlite_bench
    lot = bench.new()
    bench.make(NewItem(lot), NewLink(bench.lot, lot, (51, 100)))
    units = {seq: bench.unit(lot, seq) for seq in (50, 51, 100)}
    bench.hold(bench.lot)
    assert [bool(held(bench, units[seq])) for seq in (50, 51, 100)] == [False, True, True]
    bench.make(NewLink(bench.lot, lot, (40, 50)))
    assert held(bench, units[50]), "a top-up joins the range"
    sound(bench)


def test_later_arrivals_of_a_predicate_are_caught(bench):
    part = bench.receiving.parts["SR-12"]
    supplier = bench.receiving.suppliers["S-0117"]
    hold = bench.hold(
        Scope(AnchorKind.SUPPLIER_PART, part, supplier_id=supplier),
        Scope(AnchorKind.SUPPLIER_LOT, supplier, supplier_lot="8A"),
    )
    first = bench.lot
    bench.receiving.expected("b", order="PO-2")
    assert isinstance(bench.receiving.receive("b"), Done)
    arrived = bench.lot
    assert arrived != first
    assert held(bench, first) == held(bench, arrived) != []
    child = bench.made_of(arrived)
    assert [each.covering.hold_id for each in bench.ask(holds_over, child)] == [hold]
    sound(bench)


def test_places_and_tools_are_asked_at_the_scan(bench):
    station = bench.maker.station.id
    hold = bench.hold(
        Scope(AnchorKind.STATION, station), profile=BlockProfile.LINE_STOP,
        in_flight=InFlight.FINISH,
    )  # fmt: skip
    assert held(bench, bench.lot) == []
    assert held(bench, bench.lot, station_id=station) != []
    with bench.plant.database.read() as session:
        here = Context(station_id=station)
        refusal = check_place(session, Activity.START_OPERATION, here)
        assert (refusal.code, refusal.facts["hold_id"]) == ("PLACE_ON_HOLD", str(hold))
        assert check_place(session, Activity.COMPLETE_OPERATION, here) is None
        assert check_place(session, Activity.START_OPERATION, Context()) is None
        assert check_place(session, Activity.START_OPERATION, Context(line_id=station)) is None
        assert session.scalars(select(HoldMember)).all() == []
    sound(bench)


def test_many_holds_are_a_union(sqlite_bench):
    bench = sqlite_bench
    bench.hold(bench.lot, profile=BlockProfile.SHIPPING)
    bench.hold(bench.lot, reason="mix_up", profile=BlockProfile.FREEZE)
    with bench.plant.database.read() as session:
        assert check_not_held(session, bench.lot, Activity.SHIP).facts["holds"] == "2"
        assert check_not_held(session, bench.lot, Activity.SAMPLE).facts["holds"] == "1"
        assert check_not_held(session, bench.lot, Activity.INSPECT) is None
        assert check_use(session, bench.lot, Activity.SHIP).code == "STATE_FORBIDS"
        assert check_use(session, 5, Activity.SHIP).code == "NOTHING_TO_HOLD"


def test_one_bag_is_held_and_the_lot_is_not(sqlite_bench):
    bench = sqlite_bench
    with bench.plant.database.read() as session:
        bags = session.scalars(
            select(Item.id).where(Item.origin_id == bench.lot).order_by(Item.unit_seq)
        ).all()
    hold = bench.hold(bags[0], bags[1])
    assert [bool(held(bench, bag)) for bag in bags[:3]] == [True, True, False]
    assert held(bench, bench.lot) == []
    assert bench.sheet(hold).effect.containers == 2
    child = bench.made_of(bags[0])
    assert held(bench, child)
    whole = bench.hold(bench.lot, photo=EvidenceFile(b"jpeg", "bag.jpg", "image/jpeg"))
    assert len(held(bench, bags[2])) == 1
    assert bench.sheet(whole).effect.containers == 12
    with bench.plant.database.read() as session:
        assert session.scalars(select(Evidence.role).where(Evidence.target_id == whole)).one() \
            == "hold"  # fmt: skip
    sound(bench)


def test_the_preview_says_what_the_hold_will_do_and_it_is_kept(sqlite_bench):
    bench = sqlite_bench
    child = bench.made_of(bench.lot)
    scope = Scope(AnchorKind.ITEM, bench.lot)
    preview = bench.ask(hold_preview, (scope,))
    effect = preview.effect
    assert (effect.lots, effect.derived, effect.containers) == (1, 1, 12)
    assert effect.is_complete
    assert preview.fault is None
    assert [row.item_id for row in preview.rows] == [bench.lot, child]
    alone = bench.ask(hold_preview, (scope,), propagates=False).effect
    assert (alone.lots, alone.derived) == (1, 0)
    hold = bench.hold(bench.lot)
    (frozen,) = bench.sheet(hold).frozen
    assert frozen.effect == effect
    with bench.plant.database.read() as session:
        kept = session.get_one(HoldSnapshot, (hold, 1))
        assert str(child) in kept.content
        assert kept.sha256.hex() == frozen.sha256
    nothing = bench.ask(hold_preview, ())
    assert nothing.fault.code == "NOTHING_TO_HOLD"
    stopped = dict(blocked_by(BlockProfile.ALL_USE))
    assert stopped[Activity.CONSUME]
    assert not stopped[Activity.SAMPLE]


def test_a_preview_that_stops_counting_says_so(sqlite_bench):
    bench = sqlite_bench
    bench.made_of(bench.made_of(bench.lot))
    with bench.plant.database.read() as session:
        scopes = (Scope(AnchorKind.ITEM, bench.lot),)
        found, is_complete = limited_reach(session, scopes, propagates=True, most=1)
    assert (len(found), is_complete) == (2, False)


def test_a_repeated_command_places_one_hold(sqlite_bench):
    bench = sqlite_bench
    command = bench.hold_command(bench.new(), bench.lot)
    assert not bench.done(command, "opr").repeated
    assert bench.done(command, "opr").repeated
    with bench.plant.database.read() as session:
        assert len(session.scalars(select(Hold)).all()) == 1


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"reason": "no such"}, "HOLD_REASON_UNKNOWN"),
        ({"severity": "grave"}, "FIELD_INVALID"),
        ({"origin": "moon"}, "FIELD_INVALID"),
        ({"origin_case_id": 5}, "NOTHING_TO_HOLD"),
        ({"lot_id": 5}, "NOTHING_TO_HOLD"),
        ({"item_ids": (5,)}, "NOTHING_TO_HOLD"),
        ({"photo": EvidenceFile(b"", "x", "image/jpeg")}, "EVIDENCE_EMPTY"),
    ],
)
def test_what_cannot_be_placed(sqlite_bench, over, code):
    command = sqlite_bench.hold_command(sqlite_bench.new(), sqlite_bench.lot, **over)
    assert sqlite_bench.send(command).code == code


def test_scopes_that_make_no_sense(sqlite_bench):
    bench = sqlite_bench
    part = bench.receiving.parts["SR-12"]
    for scopes, code in (
        ((), "NOTHING_TO_HOLD"),
        ((Scope(AnchorKind.SUPPLIER_PART, part),), "HOLD_SCOPE_INVALID"),
        (tuple(Scope(AnchorKind.ITEM, n) for n in range(1, 2002)), "HOLD_SCOPE_INVALID"),
        ((Scope(AnchorKind.LINE, 5),), "NOTHING_TO_HOLD"),
    ):
        assert bench.send(bench.hold_command(bench.new(), *scopes)).code == code
    past = bench.plant.clock.now()
    late = bench.hold_command(bench.new(), bench.lot, review_by=past)
    assert bench.send(late).code == "HOLD_REVIEW_PAST"


def test_a_hold_is_widened(sqlite_bench):
    bench = sqlite_bench
    one, other = bench.made_of(bench.lot), bench.new()
    bench.make(NewItem(other))
    hold = bench.hold(one)
    command = WidenHold(**bench.head(), hold_id=hold, item_ids=(other, one), reason="same machine")
    assert bench.done(command, "lin").facts["scopes"] == "1"
    assert held(bench, other)
    assert [line.no for line in bench.sheet(hold).scopes] == [1, 2]
    assert len(bench.sheet(hold).frozen) == 2
    assert [line.kind for line in bench.sheet(hold).history] == ["placed", "widened"]
    sound(bench)


def test_nothing_is_made_without_the_gate(sqlite_bench):
    bench = sqlite_bench
    command = MakeUngated(**bench.head(), items=(NewItem(bench.new()),))
    with pytest.raises(UngatedMakingError):
        bench.maker.send(command)
