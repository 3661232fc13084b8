"""Decided inspections: a wrong measurement is inspected again, signed by somebody else."""

import pytest

from qtrace.domain.inspection_flow import InspectionState, ReinspectionCause
from qtrace.domain.people import Role
from qtrace.domain.plans import ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.i18n import Language
from qtrace.services.inspection.reinspection import decided_inspections
from qtrace.services.outcomes import Done
from qtrace.ui.decided.decided_model import AGAIN
from qtrace.ui.decided.decided_screen import DecidedScreen
from qtrace.ui.places import DecidedPlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.inspections import MAJOR, make_bench, measured
from tests.support.plants import PIN, make_plant
from tests.ui.people.station import BADGES, Look, add_person, check_looks, open_station

__all__ = ["open_station"]
MAKERS = {DecidedPlace: DecidedScreen}


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
    made.fill(inspection)
    assert isinstance(made.sign(inspection), Done)
    station = open_station(made.plant, MAKERS, look)
    station.sign_in("wang")
    station.shell.go(DecidedPlace(inspection))
    return station, inspection


def test_a_lot_is_inspected_again_by_a_signature(made, open_station):
    station, inspection = opened(made, open_station)
    station.press("F10")
    assert station.screen.model.state.form == AGAIN
    station.press("F10")
    assert set(station.screen.form.shown_problems()) == {"why", "reason", "secret"}
    station.screen.form.fields["why"].choose((ReinspectionCause.WRONG_GAUGE.value,))
    station.screen.form.fields["reason"].set_text("gauge read too much")
    station.screen.form.fields["secret"].set_text(PIN)
    station.press("F10")
    rows = {row.inspection_id: row for row in made.plant.bench.ask(decided_inspections)}
    note = rows[inspection].followed
    assert (note.reason, note.note) == (ReinspectionCause.WRONG_GAUGE, "gauge read too much")
    assert made.sheet(inspection).lot.quality_state == "quarantine"
    station.press("F10")
    assert station.screen.model.state.form is None
    station.press("F7")
    assert station.opened[-1].inspection_id == inspection


def test_the_new_inspection_names_the_wrong_one(made, open_station):
    station, inspection = opened(made, open_station)
    station.press("F10")
    station.screen.form.fields["why"].choose((ReinspectionCause.WRONG_SAMPLE.value,))
    station.screen.form.fields["reason"].set_text("pieces of another lot")
    station.screen.form.fields["secret"].set_text(PIN)
    station.press("F10")
    from sqlalchemy import select

    from qtrace.models.inspection import Inspection

    with made.plant.database.read() as session:
        query = select(Inspection.id).where(Inspection.state == InspectionState.WAITING.value)
        again = session.scalars(query).one()
    made.start(again)
    made.fill(again)
    assert isinstance(made.sign(again), Done)
    rows = {row.inspection_id: row for row in made.plant.bench.ask(decided_inspections)}
    assert rows[again].follows.number == rows[inspection].inspection.number


@pytest.mark.parametrize(
    "look",
    [
        Look(Language.EN, LIGHT, TOUCH),
        Look(Language.ZH_CN, DARK, TOUCH),
        Look(Language.EN, DARK, DESK),
    ],
)
def test_nothing_is_cut_off(made, open_station, look):
    station, _ = opened(made, open_station, look)
    check_looks(station)
    station.press("F10")
    check_looks(station)
