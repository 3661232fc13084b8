"""Desks of training and equipment: who may do what until when, what is fit and why not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.interlocks import InterlockKind
from qtrace.domain.people import Role
from qtrace.i18n import Language
from qtrace.services.gauges.commands import AddGauge
from qtrace.services.outcomes import Done
from qtrace.services.production.commands import AddEquipment, RecordTraining
from qtrace.services.production.line_fitness import (
    SOON,
    TrainingState,
    equipment_rows,
    training_rows,
    training_state,
)
from qtrace.ui.places import BatchesPlace, EquipmentPlace, InterlocksPlace, TrainingPlace
from qtrace.ui.production.batches_screen import BatchesScreen
from qtrace.ui.production.equipment_screen import EquipmentScreen
from qtrace.ui.production.interlocks_screen import InterlocksScreen
from qtrace.ui.production.training_screen import TrainingScreen
from tests.support.plants import PIN
from tests.support.production import TOPIC, make_production
from tests.ui.people.station import Look, check_looks
from tests.ui.production.conftest import badges_of

TODAY = date(2026, 11, 23)


@pytest.fixture
def open_desk(line_plant, open_station):
    def make(place, login: str = "sun", look=None):
        bench = make_production(line_plant)
        makers = {
            BatchesPlace: BatchesScreen, TrainingPlace: TrainingScreen,
            EquipmentPlace: EquipmentScreen, InterlocksPlace: InterlocksScreen,
        }  # fmt: skip
        station = open_station(line_plant, makers, look)
        station.scan(badges_of(line_plant)[login])
        station.type(PIN + "\r")
        station.shell.go(place)
        return bench, station

    return make


def choose(desk, fits):
    row = next(row for row in desk.screen.model.state.rows if fits(row))
    desk.screen.model.choose(desk.screen.model._subject.key(row))
    return row


def fill(desk, **answers):
    for name, text in answers.items():
        desk.screen.form.fields[name].set_text(text)


def test_everybody_who_works_at_a_line_stands_with_every_topic(open_desk):
    bench, desk = open_desk(TrainingPlace())
    rows = bench.ask(training_rows)
    assert {row.topic for row in rows} == {TOPIC}
    found = {row.person.en: row for row in rows}
    assert found["Mei"].state is TrainingState.TRAINED
    assert found["Mei"].operations == ("R-IP200 OP30",)
    assert found["Mei"].trainer.en == "Sun"
    assert found["Bo"].state is TrainingState.MISSING
    assert "Rui" not in found, "who releases does not work at a line"
    check_looks(desk)


def test_a_training_is_entered_for_the_chosen_person(open_desk):
    bench, desk = open_desk(TrainingPlace())
    choose(desk, lambda row: row.person.en == "Bo")
    desk.press("F2")
    check_looks(desk)
    fill(desk, done_on="gestern", valid_to="2029-13-01")
    desk.press("F10")
    assert set(desk.screen.model.state.problems) == {"done_on", "valid_to"}
    fill(desk, done_on="2026-01-05", valid_to="")
    desk.press("F10")
    assert desk.screen.model.state.form is None
    found = {row.person.en: row for row in bench.ask(training_rows)}
    assert (found["Bo"].state, found["Bo"].valid_to) == (TrainingState.TRAINED, None)


def test_nobody_trains_himself(open_desk):
    _bench, desk = open_desk(TrainingPlace())
    choose(desk, lambda row: row.person.en == "Sun")
    desk.press("F2")
    desk.press("F10")
    assert desk.screen.model.state.refusal is not None


@given(st.none() | st.dates(TODAY - timedelta(days=99), TODAY + timedelta(days=99)))
def test_a_training_counts_on_its_last_day(valid_to):
    state = training_state(valid_to, TODAY)
    counts = valid_to is None or valid_to >= TODAY
    assert (state in (TrainingState.TRAINED, TrainingState.ENDS_SOON)) is counts
    if state is TrainingState.ENDS_SOON:
        assert valid_to - TODAY <= SOON


def test_equipment_says_why_it_is_unfit_and_quality_changes_it(open_desk):
    bench, desk = open_desk(EquipmentPlace(), "qian")
    (row,) = bench.ask(equipment_rows)
    assert (row.code, row.line, row.unfit) == ("TQ-1", "L2", None)
    check_looks(desk)
    desk.press("F2")
    check_looks(desk)
    fill(desk, qualified_to="soon")
    desk.press("F10")
    assert set(desk.screen.model.state.problems) == {"qualified_to"}
    fill(desk, qualified_to="2026-01-31")
    desk.press("F10")
    (row,) = bench.ask(equipment_rows)
    assert row.unfit.code == "EQUIPMENT_NOT_QUALIFIED"
    assert "2026-01-31" in desk.screen.detail_spec().facts[0].value
    desk.press("F2")
    desk.screen.form.fields["state"].choose(["out_of_use"])
    desk.press("F10")
    (row,) = bench.ask(equipment_rows)
    assert (row.state, row.unfit.code) == ("out_of_use", "EQUIPMENT_OUT_OF_USE")
    check_looks(desk)


def test_a_gauge_without_calibration_makes_its_machine_unfit(open_desk):
    bench, _desk = open_desk(EquipmentPlace())
    gauge_id = bench.new()
    bench.people["met"] = bench.plant.person("met", Role.METROLOGY)
    bench.done(
        AddGauge(
            **bench.head(), gauge_id=gauge_id, gauge_code="G-9", name_en="Force", name_zh="力",
            gauge_type="force", resolution="0.1", range_text="0-100", unit="N",
        ),
        "met",
    )  # fmt: skip
    command = AddEquipment(
        **bench.head(), equipment_id=bench.new(), equipment_code="AX-9", name_en="Press",
        name_zh="压机", equipment_type="press", gauge_id=gauge_id,
    )  # fmt: skip
    assert isinstance(bench.send(command, "qian"), Done)
    row = bench.ask(equipment_rows)[0]
    assert (row.code, row.line, row.gauge) == ("AX-9", "", "G-9")
    assert row.unfit is not None


def test_the_desks_are_reached_from_each_other_and_from_batches(open_desk):
    _bench, desk = open_desk(BatchesPlace(), "rui")
    desk.press("F2")
    assert desk.opened[-1] == TrainingPlace()
    desk.press("F2")
    assert desk.screen.model.state.form is None, "who may not enter trainings does not"
    desk.press("F7")
    assert desk.opened[-1] == EquipmentPlace()
    desk.press("F2")
    assert desk.screen.model.state.form is None
    desk.press("F7")
    assert desk.opened[-1] == TrainingPlace()


@pytest.mark.parametrize("language", Language)
def test_both_languages_keep_the_rules(open_desk, language):
    _bench, desk = open_desk(TrainingPlace(), look=Look(language))
    check_looks(desk)
    desk.press("F7")
    check_looks(desk)


def test_interlocks_stand_until_they_are_cured(open_desk):
    """Nobody enters them: a refusal notes one, the training that was missing ends it."""
    bench, desk = open_desk(InterlocksPlace())
    assert desk.screen.model.state.rows == ()
    bench.ordered(4)
    bench.cleared()
    assert bench.start(by="bo").code == "NOT_TRAINED"
    assert bench.start(by="bo").code == "NOT_TRAINED"
    desk.press("F5")
    row = choose(desk, lambda _row: True)
    assert (row.kind, row.target.en, row.hits) == (InterlockKind.TRAINING, "Bo", 2)
    assert (row.facts["topic"], row.by.en, row.cleared_at) == (TOPIC, "Bo", None)
    check_looks(desk)
    other = {"person_id": bench.people["bo"], "done_on": date(2026, 11, 2), "valid_to": None}
    for topic, cured in (("Sweeping", False), (TOPIC, True)):
        command = RecordTraining(**bench.head(), training_id=bench.new(), topic=topic, **other)
        assert isinstance(bench.send(command, "sun"), Done)
        desk.press("F5")
        assert (desk.screen.model.state.rows[0].cleared_at is not None) is cured
    check_looks(desk)
    desk.press("F6")
    assert isinstance(desk.screen, TrainingScreen)
    desk.press("F6")
    assert isinstance(desk.screen, InterlocksScreen)
    desk.press("F7")
    assert isinstance(desk.screen, EquipmentScreen)
    desk.press("F6")
    assert isinstance(desk.screen, InterlocksScreen)
