"""The cascade reads what one look misses, believes weak symbols twice only, and keeps its budget."""

from itertools import count

import numpy as np
import pytest

from qtrace.scanning import cascade, stages
from qtrace.scanning.cascade import CascadeState, read_live, read_picture
from qtrace.scanning.decode import decode_gray
from qtrace.scanning.engines import Seen, by_zxing
from qtrace.scanning.regions import Region, bar_frame, find_regions
from qtrace.scanning.stages import LINEAR_STAGES, MATRIX_STAGES, STACKED_STAGES, Look
from tests.scanning.camera_pictures import BRACKETED, ELEMENT_STRING, Format, Shot, modules

GS1_128 = modules("(01)09506000134352(10)LOT/26A", Format.Code128, gs1=True)
GS1_128_DATA = b"010950600013435210LOT/26A"
MATRIX = modules(BRACKETED, Format.DataMatrix, gs1=True, forceSquare=True)
EAN = modules("9506000134352", Format.EAN13)
PDF = modules("[)>DELIVERY 4711 LOT LOT/26A", Format.PDF417)
PDF_DATA = b"[)>DELIVERY 4711 LOT LOT/26A"
RULED_PDF = np.pad(np.pad(PDF, ((4, 4), (0, 0)), constant_values=255), ((0, 0), (1, 1)))
FREE = 5.0
"""A budget that never ends: what is asked here is what can be read, not how fast."""


def read(picture) -> set[bytes]:
    return {one.data for one in read_picture(picture, FREE)}


def middle(one) -> tuple[float, float]:
    xs, ys = zip(*one.corners, strict=True)
    return sum(xs) / 4, sum(ys) / 4


@pytest.mark.parametrize(
    ("shot", "symbol", "data"),
    [
        (Shot(), MATRIX, ELEMENT_STRING),
        (Shot(turn_deg=33), MATRIX, ELEMENT_STRING),
        (Shot(inverted=True), MATRIX, ELEMENT_STRING),
        (Shot(module_px=2.4, noise=10), MATRIX, ELEMENT_STRING),
        (Shot(inverted=True), GS1_128, GS1_128_DATA),
        (Shot(turn_deg=28, module_px=1.9), GS1_128, GS1_128_DATA),
        (Shot(turn_deg=-61, module_px=1.8), GS1_128, GS1_128_DATA),
        (Shot(module_px=1.8, noise=9), GS1_128, GS1_128_DATA),
        (Shot(blur=2), GS1_128, GS1_128_DATA),
        (Shot(light=128, dark=104), GS1_128, GS1_128_DATA),
        (Shot(inverted=True), EAN, b"9506000134352"),
        (Shot(turn_deg=37), EAN, b"9506000134352"),
        (Shot(module_px=2.6, turn_deg=24), PDF, PDF_DATA),
    ],
)
def test_one_picture_is_enough(shot, symbol, data):
    assert read(shot.of(symbol)) == {data}


@pytest.mark.parametrize("shot", [Shot(inverted=True), Shot(turn_deg=28, module_px=1.9, noise=9)])
def test_a_linear_symbol_is_read_that_one_look_misses(shot):
    """The reason for the later stages; if this fails, zxing-cpp has learned it."""
    picture = shot.of(GS1_128)
    assert list(by_zxing(picture)) == []
    [found] = read_picture(picture, FREE)
    assert (found.format, found.data, found.aim_id) == ("Code128", GS1_128_DATA, "]C1")
    assert middle(found) == (pytest.approx(320, abs=25), pytest.approx(240, abs=25))


@pytest.mark.parametrize(
    ("stage", "shot", "symbol", "data"),
    [
        (stages._trimmed, Shot(inverted=True), GS1_128, GS1_128_DATA),
        (stages._large, Shot(noise=8), MATRIX, ELEMENT_STRING),
        (stages._calm, Shot(module_px=3, noise=16), MATRIX, ELEMENT_STRING),
        (stages._straight, Shot(turn_deg=28), GS1_128, GS1_128_DATA),
        (stages._straight_inverted, Shot(inverted=True, turn_deg=9), GS1_128, GS1_128_DATA),
        (stages._straight_sharp, Shot(blur=2), GS1_128, GS1_128_DATA),
        (stages._stacked, Shot(turn_deg=24), PDF, PDF_DATA),
        (stages._stacked, Shot(inverted=True), PDF, PDF_DATA),
        (stages._refocused, Shot(module_px=3, blur=5), MATRIX, ELEMENT_STRING),
        (stages._unbent, Shot(bend=0.8), GS1_128, GS1_128_DATA),
        (stages._stacked_unbent, Shot(module_px=2.6, bend=0.6), PDF, PDF_DATA),
        (stages._stacked_trimmed, Shot(module_px=2.6), RULED_PDF, PDF_DATA),
    ],
)
def test_each_stage_reads_what_it_is_for(stage, shot, symbol, data):
    picture = shot.of(symbol)
    look = Look(picture)
    assert {one.data for one in stage(look, find_regions(picture)[0])} == {data}


@pytest.mark.parametrize(
    "stage", sorted({*LINEAR_STAGES, *STACKED_STAGES, *MATRIX_STAGES}, key=str)
)
def test_no_stage_is_troubled_by_a_place_without_symbol(stage):
    picture = np.random.default_rng(3).integers(0, 256, (900, 900)).astype(np.uint8)
    for region in (
        Region(0, 0, 900, 900, 0.3, 1.0),
        Region(10, 10, 40, 30, None, 1.0),
        Region(0, 0, 20, 20, 0.0, 1.0),
    ):
        assert list(stage(Look(picture), region)) == []


def test_print_in_the_quiet_zone_is_trimmed_away():
    framed = np.pad(GS1_128[:, 8:-8], ((1, 1), (2, 2)), constant_values=0)
    assert read(Shot().of(framed)) == {GS1_128_DATA}


def test_all_symbols_of_a_label_are_read():
    label = Shot(module_px=3, centre=(320, 120)).of(MATRIX)
    label = Shot(centre=(320, 300), turn_deg=4, inverted=True, module_px=2).of(GS1_128, onto=label)
    assert read(label) == {ELEMENT_STRING, GS1_128_DATA}


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_read_from_noise_and_rulings(seed):
    random = np.random.default_rng(seed)
    noise = random.integers(0, 256, (240, 320)).astype(np.uint8)
    comb = np.repeat(random.integers(0, 2, 160) * 200 + 20, 4)[None].repeat(300, 0)
    dots = np.kron(random.integers(0, 2, (40, 40)), np.ones((6, 6))) * 200
    for picture in (noise, comb.astype(np.uint8), dots.astype(np.uint8)):
        assert read(picture) == set()


@pytest.mark.parametrize("shape", [(1, 1), (3, 700), (15, 15), (16, 16), (17, 33), (700, 3)])
def test_pictures_of_any_size_are_looked_at(shape):
    noise = np.random.default_rng(1).integers(0, 256, shape).astype(np.uint8)
    assert read(noise) == set()
    assert read_live(noise, CascadeState())[0] == []


def test_a_picture_need_not_be_contiguous():
    wide = np.repeat(Shot().of(MATRIX), 2, axis=1)
    assert [found[1] for found in decode_gray(wide[:, ::2])] == [ELEMENT_STRING]


def test_no_stage_begins_after_the_budget(monkeypatch):
    begun = []

    def stage(_look, region):
        begun.append(region)
        yield from ()

    monkeypatch.setattr(cascade, "stages_for", lambda *_: (stage,) * 9)
    picture = Shot(inverted=True).of(GS1_128)
    ticks = count()
    assert read_picture(picture, budget_s=4, clock=lambda: next(ticks)) == []
    assert len(begun) == 3


def test_weak_symbols_of_later_stages_need_two_readings(monkeypatch):
    picture = Shot(inverted=True).of(EAN)
    weak = Seen("EAN13", b"9506000134352", "]E0")
    once = (lambda *_: iter([weak]),)
    monkeypatch.setattr(cascade, "stages_for", lambda *_: once)
    assert read(picture) == set()
    monkeypatch.setattr(cascade, "stages_for", lambda *_: once * 2)
    assert read(picture) == {b"9506000134352"}


CODE_128 = Seen("Code128", b"0109506000134352", "]C1", ((1, 1), (99, 1), (99, 9), (1, 9)))
ROOMY = np.full((300, 400), 128, np.uint8)


def looks(monkeypatch, whole, near, other):
    """zxing-cpp sees `whole` in the whole and `near` in its place, zbar `other` there."""

    def zxing(picture, *_names, **_options):
        return iter(whole if picture.shape == ROOMY.shape else near)

    monkeypatch.setattr(cascade, "by_zxing", zxing)
    monkeypatch.setattr(cascade, "by_zbar", lambda _picture: iter(other))


@pytest.mark.parametrize("again", [([CODE_128], []), ([], [CODE_128])])
def test_a_symbol_without_error_correction_is_read_once_more(monkeypatch, again):
    looks(monkeypatch, [CODE_128], *again)
    [one] = read_picture(ROOMY, FREE)
    assert (one.data, one.proven) == (CODE_128.data, True)


def test_a_misreading_whose_check_character_fits_is_not_believed(monkeypatch):
    truth = Seen("Code128", b"0109506000134369", "]C1")
    looks(monkeypatch, [CODE_128], [], [truth])
    assert read_picture(ROOMY, FREE) == []
    nowhere = Seen("Code128", CODE_128.data, "]C1")
    looks(monkeypatch, [nowhere], [nowhere], [nowhere])
    assert read_picture(ROOMY, FREE) == []


def test_of_readings_that_agree_the_one_that_knows_its_aim_identifier_is_kept(monkeypatch):
    unsure = Seen("Code128", CODE_128.data, "")
    picture = Shot(inverted=True).of(GS1_128)
    monkeypatch.setattr(cascade, "stages_for", lambda *_: (lambda *_: iter([unsure, CODE_128]),))
    assert [one.aim_id for one in read_picture(picture, FREE)] == ["]C1"]
    assert [one.aim_id for one in read_live(picture, CascadeState())[0]] == ["]C1"]


@pytest.mark.parametrize(("symbol", "rows"), [(PDF, True), (GS1_128, False), (EAN, False)])
@pytest.mark.parametrize("turn_deg", [0, 9, 63])
def test_bars_that_change_along_their_length_are_stacked(symbol, rows, turn_deg):
    picture = Shot(module_px=2.6, turn_deg=turn_deg).of(symbol)
    look = Look(picture)
    assert look.has_rows(find_regions(picture)[0]) is rows


def test_a_noisy_picture_is_read_by_its_regions(monkeypatch):
    picture = Shot(module_px=4, noise=22).of(MATRIX)
    looked = []
    real = cascade.by_zxing
    monkeypatch.setattr(
        cascade, "by_zxing", lambda *args, **kw: looked.append(1) or real(*args, **kw)
    )
    assert read(picture) == {ELEMENT_STRING}
    assert looked == []


def test_a_region_is_where_the_symbol_is_and_knows_its_bars():
    picture = Shot(turn_deg=20, module_px=2, size=(720, 1280), centre=(800, 300)).of(GS1_128)
    first = find_regions(picture)[0]
    assert first.holds(800, 300)
    assert not first.holds(200, 600)
    frame = bar_frame(picture, first)
    assert np.rad2deg(frame.angle) % 180 == pytest.approx(20, abs=2)
    assert frame.centre == (pytest.approx(800, abs=20), pytest.approx(300, abs=20))
    assert frame.width == pytest.approx(GS1_128.shape[1] * 2, rel=0.3)


def test_a_region_without_bars_has_no_frame():
    picture = Shot().of(MATRIX)
    assert bar_frame(picture, Region(0, 0, 640, 480, None, 1.0)) is None
    assert bar_frame(picture, Region(0, 0, 8, 8, 0.0, 1.0)) is None
    assert bar_frame(picture, Region(0, 0, 64, 64, 0.0, 1.0)) is None


# --- a stream of pictures ------------------------------------------------------------------


def test_a_stream_reads_what_one_look_misses_within_a_round_of_stages():
    picture = Shot(inverted=True).of(GS1_128)
    state = CascadeState()
    for _picture_number in range(2 * len(LINEAR_STAGES)):
        seen, state = read_live(picture, state)
        if seen:
            break
    assert [one.data for one in seen] == [GS1_128_DATA]
    again, _state = read_live(picture, state)
    assert [one.data for one in again] == [GS1_128_DATA]


def staged(monkeypatch, *answers):
    """Stages a, b, c … that note their names; `answers` maps a name to what it sees."""
    ran = []

    def stage(name, seen):
        def look(*_):
            ran.append(name)
            return iter(seen)

        return look

    stages_ = tuple(stage(name, seen) for name, seen in zip("abc", answers, strict=True))
    monkeypatch.setattr(cascade, "stages_for", lambda *_: stages_)
    return ran


@pytest.mark.parametrize(("ticks", "ran_each"), [(99, 1), (40, 1), (20, 2), (1, 3)])
def test_later_stages_go_on_in_turn_while_there_is_time(monkeypatch, ticks, ran_each):
    """A clock that goes on by `ticks` ms at every look: at 40 of 60 ms no further stage starts."""
    ran = staged(monkeypatch, (), (), ())
    picture = Shot(inverted=True).of(GS1_128)
    state = CascadeState()
    clock = count(0, ticks)
    for _ in range(4):
        before = len(ran)
        _seen, state = read_live(picture, state, 60, lambda: next(clock))
        assert len(ran) == before + ran_each
    assert "".join(ran) == ("abc" * 4)[: 4 * ran_each]


def test_clutter_that_stays_in_view_gets_one_stage_a_picture(monkeypatch):
    ran = staged(monkeypatch, (), (), ())
    monkeypatch.setattr(cascade, "_PATIENCE", 2)
    picture = Shot(inverted=True).of(GS1_128)
    state, each = CascadeState(), []
    for _ in range(5):
        before = len(ran)
        _seen, state = read_live(picture, state, 60, lambda: 0)
        each.append(len(ran) - before)
    assert each == [3, 3, 1, 1, 1]
    moved = Shot(inverted=True, centre=(320, 100)).of(GS1_128)
    read_live(moved, state, 60, lambda: 0)
    assert len(ran) == 9 + 3, "another scene is looked at with all there is"


def test_a_stage_that_read_something_doubtful_comes_first_in_the_next_picture(monkeypatch):
    ran = staged(monkeypatch, (), [CODE_128], ())
    picture = Shot(inverted=True).of(GS1_128)
    seen, state = read_live(picture, CascadeState(), 9, lambda: 0)
    assert ("".join(ran), [one.proven for one in seen]) == ("abc", [False])
    read_live(picture, state, 9, lambda: 0)
    assert "".join(ran) == "abcbca"


def test_a_reading_that_needs_no_second_one_ends_the_picture(monkeypatch):
    matrix = Seen("DataMatrix", b"0109506000134352", "]d2")
    ran = staged(monkeypatch, [matrix], (), ())
    seen, _state = read_live(Shot(inverted=True).of(GS1_128), CascadeState(), 9, lambda: 0)
    assert ("".join(ran), seen) == ("a", [matrix])


def test_a_picture_without_any_place_to_look_at_leaves_nothing():
    assert read_live(np.full((480, 640), 128, np.uint8), CascadeState(3)) == ([], CascadeState())


def test_the_place_of_the_last_symbol_is_looked_at_first(monkeypatch):
    picture = Shot(module_px=3, size=(720, 1280), centre=(900, 200)).of(MATRIX)
    seen, state = read_live(picture, CascadeState())
    assert [one.data for one in seen] == [ELEMENT_STRING]
    assert state.near.holds(900, 200)
    looked = []
    real = cascade.by_zxing

    def noted(picture, *args, **options):
        looked.append(picture.shape)
        return real(picture, *args, **options)

    monkeypatch.setattr(cascade, "by_zxing", noted)
    for _ in range(3):
        [one], state = read_live(picture, state)
        assert middle(one) == (pytest.approx(900, abs=9), pytest.approx(200, abs=9))
    whole = [shape == (720, 1280) for shape in looked]
    assert whole == [False, False, True]


def test_a_camera_may_change_its_size():
    _seen, state = read_live(
        Shot(module_px=3, size=(720, 1280), centre=(1100, 600)).of(MATRIX), CascadeState()
    )
    seen, _state = read_live(Shot().of(MATRIX), state)
    assert [one.data for one in seen] == [ELEMENT_STRING]
