"""Studies of gauges on paper: read, drawn and printed off the UI thread."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from qtrace.i18n import Translator, load_translator
from qtrace.ports import Executor, Failure, PrinterError
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.study_report import StudyPaper, render_study
from qtrace.printing.words import Name
from qtrace.services.gauges.studies_queries import study_sheet
from qtrace.services.reads import Reads
from qtrace.services.workbench import Workbench
from qtrace.ui.gauges.studies_pictures import study_spec
from qtrace.ui.gauges.studies_texts import VERDICTS, study_facts

if TYPE_CHECKING:
    from qtrace.app.print_desk import PrintOutlet
    from qtrace.ui.gauges.studies_model import StudyPrint


def print_study(
    wish: "StudyPrint",
    workbench: Workbench,
    executor: Executor,
    outlet: "Callable[[], PrintOutlet]",
) -> None:
    """Print a complete study; `wish` is told an empty text, or a stable code where it failed."""

    def job() -> str:
        tr = load_translator(wish.language)
        paper = workbench.ask(study_paper, wish.study_id, wish.by, tr)
        if paper is None:
            return PrintRefusalCode.NOTHING_TO_PRINT.value
        drawn = render_study(paper, tr)
        if isinstance(drawn, PrintRefusal):
            return drawn.code.value
        try:
            outlet().documents.send(drawn)
        except PrinterError as error:
            return error.code
        return ""

    def done(result: str | Failure) -> None:
        wish.then(type(result.error).__name__ if isinstance(result, Failure) else result)

    executor.read(job, done)


def study_paper(reads: Reads, study_id: int, by: str, tr: Translator) -> StudyPaper | None:
    """The page from the numbers that the screen shows; None while the study is not complete."""
    sheet = study_sheet(reads, study_id)
    spec = study_spec(tr, sheet) if sheet is not None else None
    if sheet is None or spec is None or sheet.verdict is None:
        return None
    signed = tr.say("not signed yet")
    if sheet.concluded_by is not None and sheet.concluded_at is not None:
        name = tr.name(sheet.concluded_by.name_en, sheet.concluded_by.name_zh)
        day = sheet.concluded_at.astimezone(reads.zone).strftime("%Y-%m-%d")
        signed = tr.say("signed by {name} on {day}", name=name, day=day)
    plant = reads.plant
    facts = study_facts(tr, sheet)
    return StudyPaper(
        Name(plant.name_zh, plant.name_en),
        plant.address,
        plant.is_demo,
        sheet.number,
        sheet.title,
        sheet.gauge,
        tr.say(VERDICTS[sheet.verdict][0]),
        signed,
        tuple((fact.key, f"{fact.value}  {fact.note}".rstrip()) for fact in facts),
        spec.bars_title,
        tuple((bar.text, bar.share, bar.value) for bar in spec.bars),
        spec.limits,
        spec.lines_title,
        tuple((each.label, each.joined, each.points) for each in spec.lines),
        spec.ticks,
        spec.levels,
        reads.now.astimezone(reads.zone),
        by,
    )
