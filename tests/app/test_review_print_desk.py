"""Printing while people come and go, and while other stations work on the same plant."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from qtrace.app.fake_executor import SteppedExecutor
from qtrace.app.fake_sound import FakeSound
from qtrace.app.print_desk import PrintDesk, PrintOutlet
from qtrace.app.printing_jobs import LabelFormat
from qtrace.app.window import symbol_reader
from qtrace.i18n import Language, load_translator
from qtrace.models.documents import DocumentFile, PrintEvent, PrintJob
from qtrace.services.outcomes import Changes, Done
from qtrace.services.people.accounts import signed_in
from qtrace.services.workbench import find_plant
from qtrace.ui.bench import Bench
from tests.support.inspections import MAJOR, by_aql, looked_at, make_bench
from tests.support.plants import make_plant


@dataclass
class Paper:
    """A printer that keeps what came out."""

    sheets: list[bytes] = field(default_factory=list)

    def send(self, data: bytes) -> None:
        self.sheets.append(data)


@dataclass
class Desk:
    """A print desk of one station, driven by hand."""

    bench: Bench
    executor: SteppedExecutor
    labels: Paper
    desk: PrintDesk


@pytest.fixture
def plant(sqlite_url):
    made = make_plant(sqlite_url)
    yield made
    made.bench.close()


@pytest.fixture
def work(plant):
    made = make_bench(plant)
    made.plan((by_aql(MAJOR, "2.5", "S-4"),), (looked_at(1, MAJOR),))
    return made


def desk_of(workbench, plant) -> Desk:
    executor, labels = SteppedExecutor(), Paper()
    facts = find_plant(plant.database)
    bench = Bench(workbench, executor, load_translator(Language.EN), facts, FakeSound())
    outlet = PrintOutlet(labels, LabelFormat.ZPL, Paper(), "test")
    return Desk(
        bench, executor, labels, PrintDesk(bench, workbench, executor, outlet, symbol_reader)
    )


def enter(desk: Desk, work, login: str) -> None:
    person = work.people.get(login) or work.plant.admin
    desk.bench.set_person(work.plant.bench.ask(signed_in, person))


def decide(work) -> None:
    _, inspection = work.started()
    work.fill(inspection)
    assert isinstance(work.sign(inspection), Done)


def rows(plant, model) -> list:
    with plant.database.read() as session:
        return list(session.scalars(select(model)))


def test_what_was_printed_is_recorded_although_the_person_left(plant, work):
    decide(work)
    desk = desk_of(plant.bench, plant)
    enter(desk, work, "lin")
    while not desk.labels.sheets:
        assert desk.executor.step()
    desk.bench.set_person(None)  # locked, while the printer was busy
    desk.executor.run_all()
    printed = len(desk.labels.sheets)
    enter(desk, work, "lin")
    desk.executor.run_all()
    assert {job.state for job in rows(plant, PrintJob)} == {"printed"}
    assert len(rows(plant, PrintEvent)) == len(rows(plant, PrintJob))
    assert len(desk.labels.sheets) >= printed
    assert len(desk.labels.sheets) == len(rows(plant, PrintJob)), "no label came out twice"


def test_a_report_drawn_for_nobody_is_stored_for_the_next(plant, work):
    decide(work)
    desk = desk_of(plant.bench, plant)
    enter(desk, work, "lin")
    desk.executor.step()  # the question for documents; its drawing waits
    desk.bench.set_person(None)
    desk.executor.run_all()
    assert rows(plant, DocumentFile) == []
    enter(desk, work, "lin")
    desk.executor.run_all()
    assert len(rows(plant, DocumentFile)) == 1


def test_who_may_not_print_starts_no_printer(plant, work):
    decide(work)
    desk = desk_of(plant.bench, plant)
    enter(desk, work, "met")
    desk.executor.run_all()
    assert desk.labels.sheets == []
    enter(desk, work, "lin")
    desk.executor.run_all()
    assert len(desk.labels.sheets) == len(rows(plant, PrintJob))


def test_two_stations_do_not_print_the_same_label(plant, work):
    other = work.other_station()
    here, there = desk_of(plant.bench, plant), desk_of(other, plant)
    enter(here, work, "lin")
    enter(there, work, "lin")
    decide(work)
    news = Changes(frozenset({("print_job", 1), ("document", 1)}), "SIGN_INSPECTION", 1)
    here.bench.heard(news)
    there.bench.heard(news)
    for _ in range(200):
        here.executor.step()
        there.executor.step()
    assert there.labels.sheets == []
    assert len(here.labels.sheets) == len(rows(plant, PrintJob))
    assert {job.state for job in rows(plant, PrintJob)} == {"printed"}
    other.close()
