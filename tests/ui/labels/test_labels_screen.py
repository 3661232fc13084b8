"""Print jobs: waiting, failed, printed; trying again, printing again with a reason."""

import pytest
from sqlalchemy import select

from qtrace.domain.codes.internal import CommandCode, format_command
from qtrace.i18n import Language
from qtrace.models.documents import PrintJob
from qtrace.services.documents.commands import RecordPrint
from qtrace.services.documents.issued import PrintJobRow, print_jobs
from qtrace.ui.labels.labels_model import JobFilter, ReprintDraft, judge_reprint
from qtrace.ui.labels.labels_screen import LabelsScreen
from qtrace.ui.places import LabelsPlace
from qtrace.ui.theme.fonts import product_coverage
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.ui.people.station import Look, add_work, check_looks, texts

MAKERS = {LabelsPlace: LabelsScreen}


def printed(plant, job: PrintJobRow, outcome: str, detail: str) -> None:
    plant.done(
        RecordPrint(
            **plant.head(), job_id=job.job_id, outcome=outcome, detail=detail, symbols_read_back=1
        ),
        by=plant.people["lin"],
    )


@pytest.fixture
def job_plant(crew_plant):
    """Three label jobs: one printed, one failed, one waiting."""
    add_work(crew_plant)
    first, second, _ = crew_plant.bench.ask(print_jobs)
    printed(crew_plant, first, "printed", "10.0.0.7:9100")
    printed(crew_plant, second, "failed", "PRINTER_UNREACHABLE")
    return crew_plant


@pytest.fixture
def desk(job_plant, open_station):
    station = open_station(job_plant, MAKERS)
    station.sign_in("chen")
    station.shell.go(LabelsPlace())
    return station


def states(desk) -> list[str]:
    return [row.state for row in desk.screen.model.state.rows]


def test_open_jobs_come_first_and_the_tiles_count_all(desk):
    assert sorted(states(desk)) == ["failed", "waiting"]
    counts = {key: desk.screen.model.labels.count(key) for key in JobFilter}
    assert list(counts.values()) == [2, 1, 1, 1]
    desk.screen.filters.chosen.emit("printed")
    assert states(desk) == ["printed"]
    assert "10.0.0.7:9100" in str(desk.screen.detail._facts._facts)


def test_a_failed_job_says_why_and_can_be_tried_again(desk):
    asked = []
    desk.screen.retry_asked.connect(asked.append)
    desk.screen.filters.chosen.emit("failed")
    assert "cannot be reached" in str(desk.screen.detail._facts._facts)
    desk.press("F10")
    desk.scan(format_command(CommandCode.PRINT))
    desk.screen.act("retry_all")
    assert [job.state for job in asked] == ["failed"] * 3


def test_a_printed_job_is_not_tried_again(desk):
    asked = []
    desk.screen.retry_asked.connect(asked.append)
    desk.screen.filters.chosen.emit("printed")
    desk.press("F10")
    assert asked == []


def test_a_reprint_needs_a_reason_and_is_counted(desk):
    desk.screen.filters.chosen.emit("printed")
    lot = desk.screen.model.job.lot_id
    desk.press("F2")
    desk.press("F10")
    assert set(desk.screen.form.shown_problems()) == {"reason"}
    desk.screen.form.fields["reason"].set_text("label torn")
    desk.screen.form.fields["last"].set_text("2")
    desk.press("F10")
    assert desk.screen.model.state.form is None
    job = desk.screen.model.job
    assert (job.lot_id, job.copy_no, job.reason, job.state) == (lot, 1, "label torn", "waiting")
    assert (job.container_from, job.container_to) == (1, 2)
    assert "label torn" in str(desk.screen.detail._facts._facts)


def test_containers_that_do_not_exist_are_refused_by_the_service(desk):
    desk.press("F2")
    desk.screen.form.fields["reason"].set_text("torn")
    desk.screen.form.fields["last"].set_text("900")
    desk.press("F10")
    assert "no such container" in desk.screen.form.refused.text()
    with desk.plant.database.read() as session:
        assert len(session.scalars(select(PrintJob)).all()) == 3


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (ReprintDraft("1", "3", "torn"), set()),
        (ReprintDraft("3", "1", "torn"), {"last"}),
        (ReprintDraft("0", "x", ""), {"first", "last", "reason"}),
        (ReprintDraft("１", "99999", "𠮷"), {"first", "last", "reason"}),
    ],
)
def test_answers_are_judged(desk, draft, wrong):
    job = desk.screen.model.state.rows[0]
    assert set(judge_reprint(job, draft, product_coverage())) == wrong


def test_an_auditor_looks_and_prints_nothing(job_plant, open_station):
    from qtrace.domain.people import Role
    from tests.ui.people.station import add_person

    add_person(job_plant, "aud", ("Au Ditor", ""), (Role.AUDITOR,), 400)
    station = open_station(job_plant, MAKERS)
    station.bench.set_person(None)
    from tests.ui.people.station import signed

    station.bench.set_person(signed(job_plant, "aud"))
    station.shell.go(LabelsPlace())
    station.press("F2")
    assert station.screen.form is None


def test_nothing_to_print_says_so(crew_plant, open_station):
    station = open_station(crew_plant, MAKERS)
    station.sign_in("chen")
    station.shell.go(LabelsPlace())
    assert "The printers owe nothing" in texts(station.screen)


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_state_fits(job_plant, open_station, language, tokens, profile):
    station = open_station(job_plant, MAKERS, look=Look(language, tokens, profile))
    station.sign_in("chen")
    station.shell.go(LabelsPlace())
    check_looks(station)
    for chosen in ("failed", "printed"):
        station.screen.filters.chosen.emit(chosen)
        check_looks(station)
    station.press("F2")
    station.press("F10")
    check_looks(station)
