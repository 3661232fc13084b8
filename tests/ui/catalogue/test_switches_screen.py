"""Severity: every series with its reason, switches signed, decisions with a reason."""

from dataclasses import replace

import pytest

from qtrace.domain.people import QualitySwitch, Role
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.services.inspection.switch_board import BoardKind, switch_board
from qtrace.services.inspection.switching_history import CHANGES
from qtrace.services.workbench import find_plant
from qtrace.ui.catalogue.switches_model import TURN, SeriesForm, offered
from qtrace.ui.catalogue.switches_screen import SwitchesScreen
from qtrace.ui.catalogue.switches_texts import OWN_REASONS
from qtrace.ui.places import SwitchesPlace
from tests.support.inspections import MAJOR, InspectionBench, by_aql, measured
from tests.support.plants import PIN
from tests.ui.people.station import badge

MAKERS = {SwitchesPlace: SwitchesScreen}


@pytest.fixture
def desk(crew_plant, open_station):
    work = InspectionBench(crew_plant)
    crew_plant.person("qian", Role.QUALITY)
    work.people.update(crew_plant.people)
    work.add_master(())
    work.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1, MAJOR),))
    station = open_station(crew_plant, MAKERS)
    station.sign_in("wang")
    station.shell.go(SwitchesPlace())
    return station


def series(station):
    (row,) = [r for r in station.screen.model.state.rows if r.kind is BoardKind.SERIES]
    return row


def test_a_switch_is_signed_with_a_reason(desk, crew_plant):
    desk.press("F10")
    assert desk.screen.model.state.form == TURN
    assert desk.screen.model.signing.signer.login == "wang"
    desk.press("F10")
    assert {"reason", "secret"} <= set(desk.screen.form.shown_problems())
    desk.type("yearly review")
    desk.screen.form.fields["secret"].setFocus()
    desk.type(PIN)
    desk.press("F10")
    facts = find_plant(crew_plant.database)
    assert facts.quality_switches == {QualitySwitch.REDUCED_AUTHORISED.value: True}
    row = desk.screen.model.state.rows[0]
    assert (row.is_on, row.notes[0].what, row.notes[0].reason) == (True, "on", "yearly review")
    assert "yearly review" in desk.screen.detail_spec().history[1].spoken()


def test_nobody_without_the_right_signs_a_switch(desk, crew_plant):
    desk.press("F10")
    desk.scan(badge("chen"))
    desk.type("because")
    desk.screen.form.fields["secret"].setFocus()
    desk.type(PIN)
    desk.press("F10")
    assert desk.screen.model.state.refusal.code == "NOT_ALLOWED"
    assert find_plant(crew_plant.database).quality_switches == {}


def test_a_series_is_moved_with_a_reason_and_tells_who_did_it(desk, crew_plant):
    row = series(desk)
    assert row.state is SwitchState.TIGHTENED
    desk.screen.model.choose(row.key)
    desk.screen.act(SeriesForm.DISCONTINUED.value)
    desk.type("supplier burnt down")
    desk.press("F10")
    row = series(desk)
    assert (row.state, row.notes[0].by.code) == (SwitchState.DISCONTINUED, "wang")
    assert offered(row) == (SeriesForm.RESUME,)
    desk.screen.act(SeriesForm.NORMAL.value)
    assert desk.screen.model.state.form is None
    desk.screen.act(SeriesForm.RESUME.value)
    desk.type("new tool approved")
    desk.press("F10")
    assert series(desk).state is SwitchState.TIGHTENED
    assert [note.reason for note in series(desk).notes] == [
        "new tool approved", "supplier burnt down",
    ]  # fmt: skip
    assert len(crew_plant.bench.ask(switch_board)) == len(QualitySwitch) + 1


@pytest.mark.parametrize("state", SwitchState)
def test_every_state_has_a_way_out(desk, state):
    assert offered(replace(series(desk), state=state))


def test_whatever_the_program_writes_as_a_reason_has_words():
    assert set(OWN_REASONS) == set(CHANGES)
