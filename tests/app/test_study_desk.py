"""A study goes from its readings to the printer, or says why not; in both languages."""

import pytest

from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.print_desk import PrintOutlet
from qtrace.app.printing_jobs import LabelFormat
from qtrace.app.study_desk import print_study, study_paper
from qtrace.domain.studies import PlannedPart, StudyKind
from qtrace.i18n import Language, load_translator
from qtrace.printing.drawing import Box, Outline
from qtrace.printing.fake import FakePrinter
from qtrace.printing.refusals import PrinterErrorCode
from qtrace.printing.study_report import bar_marks, line_marks
from qtrace.services.gauges.studies_commands import ConcludeStudy, PlanStudy, RecordTrial
from qtrace.services.gauges.studies_queries import study_sheet
from qtrace.ui.gauges.studies_model import StudyPrint
from tests.printing.support import text_of
from tests.support.inspections import make_bench
from tests.support.plants import make_plant


@pytest.fixture
def plant(sqlite_url):
    made = make_plant(sqlite_url)
    yield made
    made.bench.close()


def studied(work, kind, parts, value):
    """A study of two people and two rounds, measured to its end."""
    study = work.ids.next_id()
    people = (work.people["lin"], work.people["sun"])
    work.plant.done(
        PlanStudy(
            **work.head(), study_id=study, gauge_id=work.caliper, kind=kind, title="Inner dia.",
            decimals=2, parts=parts, appraisers=people, trials=2, lsl="9", usl="15",
        ),
        by=work.people["met"],
    )  # fmt: skip
    while value is not None:
        sheet = work.plant.bench.ask(study_sheet, study)
        waiting = next((each for each in sheet.appraisers if each.next is not None), None)
        if waiting is None:
            break
        run = waiting.next
        work.plant.done(
            RecordTrial(
                **work.head(), trial_id=work.ids.next_id(), study_id=study, part_no=run.part,
                trial_no=run.trial, value=value(run),
            ),
            by=waiting.person.id,
        )  # fmt: skip
    return study


def test_studies_are_printed_or_their_failure_is_told(plant, tmp_path):
    work = make_bench(plant)
    work.caliper = work.gauge()
    parts = tuple(PlannedPart(f"W{i}", f"{10 + i}.0") for i in range(1, 5))
    words = (PlannedPart("A", "ok"), PlannedPart("B", "nok"))
    grr = studied(work, StudyKind.GRR, parts, lambda run: f"{10 + run.part + run.trial / 99:.3f}")
    bias = studied(work, StudyKind.BIAS, parts, lambda run: f"{10 + run.part + run.trial / 99:.3f}")
    judged = studied(work, StudyKind.AGREEMENT, words, lambda run: ("ok", "nok")[run.part - 1])
    waiting = studied(work, StudyKind.GRR, parts, None)
    met = work.people["met"]
    plant.done(ConcludeStudy(**work.head(), study_id=grr), by=met, claim=plant.claim(met))
    told, paper = [], FakePrinter()

    def outlet():
        return PrintOutlet(paper, LabelFormat.PDF, paper, "test")

    def send(study, language=Language.EN, by="Wu"):
        wish = StudyPrint(study, language, by, told.append)
        print_study(wish, plant.bench, ImmediateExecutor(), outlet)
        return text_of(paper.jobs[-1], tmp_path)

    text = send(grr)
    for words_ in ("MS26-0001", "Gauge R&R", "signed by Met on 2026-11-22", "acceptable", "W4"):
        assert words_ in text
    assert "not signed yet" in send(bias)
    assert "Kappa" in send(judged)
    assert "量具研究" in send(grr, Language.ZH_CN)
    assert told == [""] * 4
    send(waiting)
    send(grr, by="\U0001f600")
    paper.fail_with = PrinterErrorCode.UNREACHABLE
    send(grr)
    assert told[4:] == ["NOTHING_TO_PRINT", "GLYPH_MISSING", "PRINTER_UNREACHABLE"]
    given = plant.bench.ask(study_paper, grr, "Wu", load_translator(Language.EN))
    box = Box(0.0, 0.0, 170.0, 75.0)
    for marks in (bar_marks(given, box), line_marks(given, box)):
        for mark in marks:
            for x, y in mark.points if isinstance(mark, Outline) else ((mark.x, mark.y),):
                assert -1 <= x <= 171
                assert -1 <= y <= 76
