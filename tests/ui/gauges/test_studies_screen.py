"""Measuring with a gauge from the keyboard: check standard, studies, their pictures and signature."""

from datetime import date

import pytest

from qtrace.domain.analytics.study_result import StudyVerdict
from qtrace.domain.codes.internal import format_badge
from qtrace.domain.gauges import CalibrationResult
from qtrace.domain.people import Role
from qtrace.domain.studies import PlannedPart, StudyKind
from qtrace.i18n import Language
from qtrace.services.gauges.commands import AddGauge, RecordCalibration
from qtrace.services.gauges.studies_commands import ConcludeStudy, PlanStudy, RecordTrial
from qtrace.services.gauges.studies_queries import study_sheet
from qtrace.services.outcomes import Done
from qtrace.ui.gauges.gauges_screen import GaugesScreen
from qtrace.ui.gauges.studies_model import StudyDraft, planned_part, words_of
from qtrace.ui.gauges.studies_pictures import study_spec
from qtrace.ui.gauges.studies_screen import StudiesScreen
from qtrace.ui.places import GaugesPlace, StudiesPlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.plants import PIN
from tests.ui.people.station import Look, add_person, check_looks, texts

MAKERS = {GaugesPlace: GaugesScreen, StudiesPlace: StudiesScreen}
CHECKS = ("10.00", "10.01", "10.00", "9.99", "10.00", "10.01", "9.99", "10.00", "10.20")


@pytest.fixture
def gauge(crew_plant):
    plant, gauge = crew_plant, crew_plant.ids.next_id()
    by = plant.people["mei"]
    plant.done(
        AddGauge(
            **plant.head(), gauge_id=gauge, gauge_code="TG-011", name_en="Caliper", name_zh="卡尺",
            gauge_type="caliper", resolution="0.01 mm", range_text="0–150 mm", unit="mm",
        ),
        by=by,
    )  # fmt: skip
    plant.done(
        RecordCalibration(
            **plant.head(), calibration_id=plant.ids.next_id(), gauge_id=gauge,
            done_on=date(2026, 1, 12), due_on=date(2027, 1, 12), certificate_no="C-1",
            result=CalibrationResult.PASSED,
        ),
        by=by,
    )  # fmt: skip
    add_person(plant, "meg", ("Meg Lu", "陆梅"), (Role.METROLOGY,), 300)
    return gauge


@pytest.fixture
def open_page(crew_plant, gauge, open_station):
    def make(login="mei", look=None):
        station = open_station(crew_plant, MAKERS, look)
        station.sign_in(login)
        station.shell.go(StudiesPlace(gauge))
        return station

    return make


def fill(station, **answers):
    for name, text in answers.items():
        station.screen.form.fields[name].set_text(text)


def study(  # noqa: PLR0917 - a plan and what is read
    plant, gauge, kind, parts, people, trials, value, *, signed=False
):
    """A study that everybody measures at once; `value` is of the run."""
    study_id = plant.ids.next_id()
    ids = tuple(plant.people[name] for name in people)
    mei = plant.people["mei"]
    plant.done(
        PlanStudy(
            **plant.head(), study_id=study_id, gauge_id=gauge, kind=kind, title="Inner dia.",
            decimals=2, parts=parts, appraisers=ids, trials=trials,
        ),
        by=mei,
    )  # fmt: skip
    while value is not None:
        sheet = plant.bench.ask(study_sheet, study_id)
        waiting = next((each for each in sheet.appraisers if each.next is not None), None)
        if waiting is None:
            break
        run = waiting.next
        plant.done(
            RecordTrial(
                **plant.head(), trial_id=plant.ids.next_id(), study_id=study_id,
                part_no=run.part, trial_no=run.trial, value=value(run),
            ),
            by=waiting.person.id,
        )  # fmt: skip
    if signed:
        command = ConcludeStudy(**plant.head(), study_id=study_id)
        assert isinstance(plant.send(command, by=mei, claim=plant.claim(mei)), Done)
    return study_id


def fine(run):
    return f"{12 + run.part / 10 + run.appraiser / 500 + run.trial / 900:.4f}"


def test_the_check_standard_is_named_measured_and_charted(open_page):
    station = open_page()
    screen = station.screen
    assert "Name the object that the gauge is checked with" in texts(screen)
    station.press("F4")
    assert screen.form is None
    station.press("F3")
    station.press("F10")
    assert "Please fill this in" in texts(screen.form)
    fill(station, standard="GB 10.000", nominal="10.00")
    station.press("F10")
    assert "Not checked yet" in texts(screen)
    station.press("F4")
    assert "Measure GB 10.000" in texts(screen.form)
    for value in CHECKS:
        station.type(value + "\r")
    station.press("Esc")
    check = screen.model.studies.gauge.check
    assert [each.text for each in check.checks] == list(CHECKS)
    assert "Rule 1: one point beyond a control limit: check again" in texts(screen)
    assert screen.chart.isVisible()
    assert not screen.picture.isVisible()
    station.press("F4")
    station.type("ten\r")
    assert '"ten" is no value in mm' in texts(screen)
    station.press("Esc")
    station.press("Esc")
    assert isinstance(station.opened[-1], GaugesPlace)
    station.press("F7")
    assert isinstance(station.screen, StudiesScreen)


def test_a_study_is_planned_measured_blind_and_signed(open_page, crew_plant):
    station = open_page()
    screen = station.screen
    station.press("F2")
    station.press("F10")
    said = texts(screen.form)
    for words in ("Choose what the study asks", "Type a whole number", "– is no login name here"):
        assert words in said
    screen.form._kind.choose(("grr",))
    fill(station, title="Inner dia.", parts="A B", people="mei，meg", trials="2", decimals="2")
    station.press("F10")
    assert screen.form is None
    assert "Mei" in texts(screen)
    assert "0/4" in texts(screen)
    station.press("F4")
    own = screen.model.own
    assert f"Part {own.next.part}, round 1" in texts(screen.form)
    for number in range(4):
        part = screen.model.own.next.part
        station.type(f"{part * 10 + number / 100}\r")
    assert screen.form is None
    assert screen.model.studies.sheet.findings is None  # Meg must not know
    assert "4/4" in texts(screen)
    station.press("F8")
    assert screen.form is None
    station.press("Ctrl+L")
    station.scan(format_badge(300))
    station.type(PIN + "\r")
    station.shell.go(StudiesPlace(screen.model.gauge_id))
    screen = station.screen
    station.press("Down")
    station.press("F4")
    for number in range(4):
        part = screen.model.own.next.part
        station.type(f"{part * 10 + number / 100}\r")
    assert screen.model.studies.sheet.verdict is not None
    assert screen.picture.isVisible()
    assert "Gauge R&R" in screen.picture.accessibleDescription()
    station.press("F8")
    fill(station, secret=PIN)
    station.press("F10")
    assert screen.model.studies.sheet.concluded_by.code == "meg"
    assert "signed by Meg Lu" in texts(screen)
    station.press("F4")
    assert screen.form is None
    asked = []
    screen.print_asked.connect(asked.append)
    station.press("F9")
    assert asked[0].by == "Meg Lu"
    asked[0].then("PRINTER_UNREACHABLE")
    assert screen.model.state.refusal.code == "PRINTER_UNREACHABLE"
    asked[0].then("")
    station.press("Up")
    station.press("F9")
    assert len(asked) == 1


def test_every_kind_of_study_has_its_picture(open_page, crew_plant, gauge):
    parts = tuple(PlannedPart(f"P{i}") for i in range(1, 4))
    study(crew_plant, gauge, StudyKind.GRR, parts, ("mei", "meg"), 2, fine, signed=True)
    known = (PlannedPart("G1", "10.00"), PlannedPart("G2", "20.00"))
    study(crew_plant, gauge, StudyKind.BIAS, known, ("mei",), 3,
          lambda run: f"{run.part * 10 + run.trial / 1000}")  # fmt: skip
    words = (PlannedPart("A", "ok"), PlannedPart("B", "nok"), PlannedPart("C", "ok"))
    study(crew_plant, gauge, StudyKind.AGREEMENT, words, ("mei", "meg"), 2,
          lambda run: "nok" if run.part == 2 else "ok")  # fmt: skip
    study(crew_plant, gauge, StudyKind.GRR, parts, ("mei", "meg"), 2, lambda _run: "12.00")
    study(crew_plant, gauge, StudyKind.GRR, parts, ("mei", "meg"), 2, None)
    for language, tokens, profile in ((Language.EN, LIGHT, TOUCH), (Language.ZH_CN, DARK, DESK)):
        station = open_page("mei", Look(language, tokens, profile))
        screen, tr = station.screen, station.bench.translator
        seen = []
        for _ in range(6):
            check_looks(station)
            seen.append(screen.picture.isVisible())
            sheet = screen.model.studies.sheet
            spec = study_spec(tr, sheet) if sheet is not None else None
            assert (spec is not None) is seen[-1]
            station.press("Down")
        assert seen == [False, False, False, True, True, True]
        assert screen.model.studies.sheet.verdict is StudyVerdict.ACCEPTABLE
        station.press("F2")
        check_looks(station)
        station.close()


def test_marks_values_and_names_are_read_from_one_line():
    assert words_of("A=10.00, B，C；D") == ("A=10.00", "B", "C", "D")
    assert planned_part("A=10.00") == PlannedPart("A", "10.00")
    assert planned_part("A") == PlannedPart("A")


def test_nobody_measures_for_somebody_else(open_page, crew_plant, gauge):
    parts = (PlannedPart("A"), PlannedPart("B"))
    study(crew_plant, gauge, StudyKind.GRR, parts, ("meg", "lin"), 2, None)
    station = open_page()
    station.press("Down")
    station.press("F4")
    assert station.screen.form is None
    model = station.screen.model
    assert model._measured(StudyDraft(value="12")) is None
