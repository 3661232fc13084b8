"""The samples desk: taken, split, sent, reported; another person confirms."""

from dataclasses import replace

import pytest

from qtrace.domain.people import Role
from qtrace.domain.plans import ClassDraft
from qtrace.domain.samples import SampleActKind, SampleState
from qtrace.domain.sampling.plans import SampleType
from qtrace.i18n import Language, load_translator
from qtrace.services.samples.queries import samples
from qtrace.ui.places import QueuePlace, SamplesPlace
from qtrace.ui.samples.samples_screen import SamplesScreen
from qtrace.ui.samples.samples_texts import detail
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.inspections import MAJOR, make_bench, measured
from tests.support.plants import make_plant
from tests.ui.people.station import BADGES, Look, add_person, check_looks, open_station

__all__ = ["open_station"]
MAKERS = {SamplesPlace: SamplesScreen}


@pytest.fixture
def made(sqlite_url):
    plant = make_plant(sqlite_url)
    bench = make_bench(plant)
    add_person(plant, "siyuan", ("Wang Siyuan", "王思远"), (Role.QUALITY,), BADGES["wang"])
    bench.plan([ClassDraft(MAJOR, SampleType.FIXED, fixed_n=2, ac=0)], [measured(1)])
    yield bench
    plant.bench.close()


def opened(made, open_station, look=None):
    _, inspection = made.started(100, 4)
    station = open_station(made.plant, MAKERS, look)
    station.sign_in("wang")
    station.shell.go(SamplesPlace(inspection))
    return station


def fill(station, **texts):
    for name, text in texts.items():
        station.screen.form.fields[name].set_text(text)
    station.press("F10")


def take(station):
    station.press("F2")
    fill(station, container="2", quantity="3", purpose="tensile test")


def rows(made):
    return made.plant.bench.ask(samples)


def test_a_sample_is_taken_and_a_part_split_off(made, open_station):
    station = opened(made, open_station)
    station.press("F2")
    station.press("F10")
    assert set(station.screen.form.shown_problems()) == {"container", "quantity", "purpose"}
    fill(station, container="2", quantity="3", purpose="tensile test")
    (row,) = rows(made)
    assert (row.container_no, row.taken_q6) == (2, 3_000_000)
    station.screen.act(SampleActKind.SPLIT.value)
    fill(station, quantity="x", purpose="reserve")
    assert "quantity" in station.screen.form.shown_problems()
    fill(station, quantity="1")
    part = next(each for each in rows(made) if each.parent)
    assert station.screen.model.sample.code == part.code
    station.screen.act(SampleActKind.RETAIN.value)
    fill(station, note="shelf 3")
    assert next(each for each in rows(made) if each.parent).now.state is SampleState.RETAINED


def test_a_result_is_written_down_and_not_confirmed_by_the_same_person(made, open_station):
    station = opened(made, open_station)
    take(station)
    station.screen.act(SampleActKind.SEND.value)
    fill(station, laboratory="SGS")
    station.screen.act(SampleActKind.REPORT.value)
    fill(station, value="12.01", report="R-1")
    assert set(station.screen.form.shown_problems()) == {"characteristic", "piece"}
    own = made.sheet(rows(made)[0].inspection_id).characteristics[0].characteristic_id
    station.screen.form.fields["characteristic"].choose((str(own),))
    fill(station, piece="1")
    assert rows(made)[0].value == "12.01"
    station.press("F10")
    assert station.screen.model.state.form == SampleActKind.CONFIRM
    assert station.screen.model.signing.signer is None
    station.press("Esc")
    station.press("F7")
    assert station.opened[-1].inspection_id == rows(made)[0].inspection_id


@pytest.mark.parametrize(
    "look",
    [
        Look(Language.EN, LIGHT, TOUCH),
        Look(Language.ZH_CN, DARK, TOUCH),
        Look(Language.EN, DARK, DESK),
    ],
)
def test_nothing_is_cut_off(made, open_station, look):
    station = opened(made, open_station, look)
    check_looks(station)
    take(station)
    check_looks(station)
    station.screen.act(SampleActKind.SEND.value)
    fill(station, laboratory="SGS")
    station.screen.act(SampleActKind.REPORT.value)
    check_looks(station)


def test_typed_text_survives_language_idle_lock_and_leaving(made, open_station):
    station = opened(made, open_station)
    station.press("F2")
    fields = station.screen.form.fields
    for name, text in {"container": "2", "purpose": "tensile test"}.items():
        fields[name].set_text(text)

    def shown():
        form = station.screen.form
        return form is not None and {n: f.text() for n, f in form.fields.items() if f.text()}

    kept = {"container": "2", "purpose": "tensile test"}
    station.bench.set_language(load_translator(Language.ZH_CN))
    assert shown() == kept
    station.shell._leave("idle")
    station.sign_in("wang")
    assert isinstance(station.screen, SamplesScreen)
    assert shown() == kept
    station.press("Esc")
    place = station.shell.place
    station.shell.go(QueuePlace())
    station.shell.go(place)
    station.press("F2")
    assert shown() == kept, "left with Esc, it still comes back as it was"
    station.screen.form.fields["quantity"].set_text("3")
    station.press("F10")
    assert len(rows(made)) == 1
    station.press("F2")
    assert not shown()
    station.press("Esc")
    assert not station.screen.has_unsaved()


def test_a_sample_of_a_divided_lot_says_where_it_belongs(made, open_station):
    station = opened(made, open_station)
    take(station)
    (row,) = rows(made)
    shown = [fact.spoken() for fact in detail(station.bench, row).facts]
    assert not [text for text in shown if "Belongs to" in text]
    moved = replace(row, now_of="L26-00009-X")
    shown = [fact.spoken() for fact in detail(station.bench, moved).facts]
    assert f"Belongs to lot L26-00009-X {row.lot} was divided" in shown
