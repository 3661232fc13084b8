"""The story of an incoming inspection report: its sections in reading order."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table, TableStyle

from qtrace.printing.drawing import SymbolMark
from qtrace.printing.flowables import (
    BODY,
    CAPTION,
    DATA,
    GREY,
    STRONG,
    Align,
    Cell,
    Column,
    Marks,
    Run,
    Style,
    TextBlock,
    data_table,
    fact_grid,
    stacked,
    text,
)
from qtrace.printing.fonts import Face
from qtrace.printing.page import TEXT_WIDTH_MM, PageFacts, instant
from qtrace.printing.report_data import (
    CharacteristicResult,
    ClassResult,
    DocumentHead,
    Organisation,
    Outcome,
    ReportData,
)
from qtrace.printing.report_figures import Photos, figures_annex
from qtrace.printing.report_readings import readings_annex
from qtrace.printing.report_release import release_part
from qtrace.printing.report_series import series_section
from qtrace.printing.report_tables import (
    cases_table,
    certificates_table,
    defects_table,
    gauges_table,
    signatures_table,
)
from qtrace.printing.report_verdict import result_cell, verdict_strip
from qtrace.printing.report_words import defect_class_phrase, severity_phrase
from qtrace.printing.typeset import MM
from qtrace.printing.words import Phrase, Words

_TITLE = Style(Face.BOLD, 21)
_SECTION = Style(Face.BOLD, 10)
_CORNER_MM = 42.0


def page_facts(report: ReportData) -> PageFacts:
    """What stands on every page of the report."""
    words = Words(report.head.language)
    title = words.term("report", "Incoming inspection report")
    return document_facts(report.head, report.plant, title, report.lot.number)


def document_facts(
    head: DocumentHead, plant: Organisation, title: Phrase, subject: str
) -> PageFacts:
    """What stands on every page of an issued document."""
    words = Words(head.language)
    revision = words.term("report", "rev {revision}", revision=head.revision)
    return PageFacts(
        language=head.language,
        plant=words.name(plant.name),
        address=_address(plant, words),
        title=title,
        number=f"{head.number}  {revision.first}",
        form=_form(head, words),
        footer=(
            words.term("report", "Verification code {code}", code=head.verification_code).first,
            words.term("report", "Issued {at}", at=instant(head.issued_at)).first,
        ),
        file_title=f"{head.number} / {head.revision}",
        file_subject=subject,
        demo=head.demo,
    )


def _form(head: DocumentHead, words: Words) -> Phrase:
    """The plant's number of the form; nothing where the plant has given none."""
    if not head.form_number:
        return Phrase("")
    return words.term(
        "report",
        "Form {form} rev {revision}",
        form=head.form_number,
        revision=head.form_revision,
    )


def _address(plant: Organisation, words: Words) -> Phrase:
    address = words.name(plant.address)
    return Phrase("  ".join(filter(None, (plant.number, address.line))))


def report_story(report: ReportData, symbol: SymbolMark, photos: Photos) -> list[Flowable]:
    """All sections of `report`; `symbol` stands beside the title, `photos` behind the readings."""
    return _Story(report, symbol, photos).flowables()


class _Story:
    """Numbers the sections of one report; sections without content do not appear."""

    def __init__(self, report: ReportData, symbol: SymbolMark, photos: Photos) -> None:
        self._report = report
        self._photos = photos
        self._symbol = symbol
        self._words = Words(report.head.language)
        self._count = 0

    def flowables(self) -> list[Flowable]:
        """The whole story."""
        report, words = self._report, self._words
        return [
            title_block(
                report.head,
                words.term("report", "Incoming inspection report"),
                words,
                self._symbol,
            ),
            verdict_strip(report, words),
            *self._section(words.term("report", "Lot and source"), _lot(report, words)),
            *self._section(
                words.term("report", "Sampling and result by class"), _sampling(report, words)
            ),
            *self._section(
                words.term("report", "Last lots and severity"), series_section(report, words)
            ),
            *self._section(
                words.term("report", "Characteristics"), _characteristics(report, words)
            ),
            *self._section(words.term("report", "Defects found"), defects_table(report, words)),
            *self._section(words.term("report", "Gauges"), gauges_table(report, words)),
            *self._section(
                words.term("report", "Supplier certificates"), certificates_table(report, words)
            ),
            *self._section(
                words.term("report", "Nonconformances, holds and concessions"),
                cases_table(report, words),
            ),
            *self._section(words.term("report", "Remarks"), _remarks(report, words)),
            *self._section(
                words.term("report", "Signatures"), signatures_table(report.signatures, words)
            ),
            *_release(report, words),
            *self._section(
                words.term("report", "Annex: all readings"), readings_annex(report, words)
            ),
            *self._section(
                words.term("report", "Annex: photos"), figures_annex(report, words, self._photos)
            ),
        ]

    def _section(self, heading: Phrase, content: Sequence[Flowable]) -> list[Flowable]:
        if not content:
            return []
        self._count += 1
        return [*section_head(self._count, heading), *content]


def section_head(number: int, heading: Phrase) -> list[Flowable]:
    """The numbered heading of a section; it never stands alone at the foot of a page."""
    wide = 6 if number < 10 else 9
    line = Table(
        [[text(f"{number}", _SECTION), text(heading, _SECTION)]],
        colWidths=[wide * MM, (TEXT_WIDTH_MM - wide) * MM],
        hAlign="LEFT",
    )
    line.setStyle(
        TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)])
    )
    return [Spacer(1, 9), CondPageBreak(28 * MM), line]


def _remarks(report: ReportData, words: Words) -> list[Flowable]:
    remarks = words.name(report.remarks)
    return [stacked(remarks, BODY)] if remarks.first else []


def _release(report: ReportData, words: Words) -> list[Flowable]:
    if report.release is None:
        if report.outcome is not Outcome.REJECTED:
            return []
        refusal = words.term(
            "report", "This lot was rejected: there is no release certificate for it."
        )
        return [Spacer(1, 8), text(refusal, STRONG)]
    return [Spacer(1, 12), KeepTogether([release_part(report, report.release, words)])]


def title_block(head: DocumentHead, title: Phrase, words: Words, symbol: SymbolMark) -> Flowable:
    """Kind, number and revision of a document at the left, its symbol at the right."""
    number = text(head.number, Style(Face.MONO_BOLD, 12.5))
    facts: list[str] = [
        words.term("report", "Revision {revision}", revision=head.revision).line,
        words.term("report", "Issued {at}", at=instant(head.issued_at)).first,
    ]
    if head.supersedes:
        facts.append(words.term("report", "Supersedes {number}", number=head.supersedes).line)
    left = [stacked(title, _TITLE), Spacer(1, 3), number, text("    ".join(facts), CAPTION)]
    size = symbol.symbol.width_modules * symbol.scale.module_mm
    code = text(head.verification_code, Style(Face.MONO, 6.6, GREY), Align.RIGHT)
    # The quiet zone reaches into the margin, so that the modules end where the text ends.
    quiet = symbol.symbol.quiet * symbol.scale.module_mm
    placed = replace(symbol, x=_CORNER_MM - size + quiet, y=-quiet)
    mark = Marks(_CORNER_MM, size - quiet, [placed])
    table = Table(
        [[left, [mark, code]]],
        colWidths=[(TEXT_WIDTH_MM - _CORNER_MM) * MM, _CORNER_MM * MM],
        hAlign="LEFT",
    )
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, 0), 3),
                ("LEFTPADDING", (1, 0), (1, 0), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
            ]
        )
    )
    return table


def _lot(report: ReportData, words: Words) -> list[Flowable]:
    lot = report.lot
    part = words.name(lot.part_name)
    revision = words.term("report", "Rev {revision}", revision=lot.part_revision)
    facts: list[tuple[Phrase, Cell]] = [
        (words.term("report", "Lot"), text(lot.number, Style(Face.MONO_BOLD, 9))),
        (words.term("report", "Part"), text(f"{lot.part_number}  {revision.first}", STRONG)),
        (words.term("report", "Supplier lot"), text(lot.supplier_lot or "–", DATA)),
        (words.term("report", "Part name"), part),
        (words.term("report", "Supplier"), _organisation(words, report.supplier)),
        (words.term("report", "Specification"), lot.specification),
        (words.term("report", "Manufacturing site"), _organisation(words, report.site)),
        (words.term("report", "Order"), lot.order),
        (words.term("report", "Delivery note"), lot.delivery_note),
        (words.term("report", "Received"), instant(lot.received_at)),
        (words.term("report", "Containers"), words.name(lot.containers)),
        (
            words.term("report", "Made on"),
            lot.manufactured_on.isoformat() if lot.manufactured_on else "",
        ),
        (words.term("report", "Expiry"), lot.expires_on.isoformat() if lot.expires_on else ""),
    ]
    return [fact_grid(facts, TEXT_WIDTH_MM)]


def _organisation(words: Words, party: Organisation) -> Flowable:
    name, address = words.name(party.name), words.name(party.address)
    number = f" ({party.number})" if party.number else ""
    paragraphs = [(Run(f"{name.first}{number}", BODY),)]
    lines = (name.second, address.first, address.second)
    paragraphs += [(Run(line, BODY.smaller()),) for line in lines if line]
    return TextBlock(paragraphs)


def _sampling(report: ReportData, words: Words) -> list[Flowable]:
    plan = report.plan
    sampling = words.name(plan.sampling)
    facts: list[tuple[Phrase, Cell]] = [
        (
            words.term("report", "Plan"),
            words.term(
                "report", "{number} version {version}", number=plan.number, version=plan.version
            ),
        ),
        (words.term("report", "Standard"), plan.standard),
        (words.term("report", "Sampling"), sampling),
        (words.term("report", "Level"), plan.level),
        (
            words.term("report", "Severity"),
            TextBlock([_bold(severity_phrase(words, plan.severity))]),
        ),
        (words.term("report", "Reason"), words.name(plan.severity_reason)),
    ]
    if plan.stopped_early.zh or plan.stopped_early.en:
        facts.append((words.term("report", "Stopped early"), words.name(plan.stopped_early)))
    content: list[Flowable] = [fact_grid(facts, TEXT_WIDTH_MM)]
    if plan.unverified_table:
        warning = words.term("report", "The sampling table is not verified and decided nothing.")
        content.append(text(warning, STRONG))
    return [*content, Spacer(1, 5), _class_table(report, words)]


def _bold(phrase: Phrase) -> tuple[Run, ...]:
    runs = [Run(phrase.first, STRONG)]
    if phrase.second:
        runs.append(Run(phrase.second, STRONG.smaller()))
    return tuple(runs)


def _class_table(report: ReportData, words: Words) -> Flowable:
    columns = (
        Column(words.term("report", "Class"), 38),
        Column(words.term("report", "AQL"), 20, Align.RIGHT),
        Column(words.term("report", "Code letter"), 24, Align.RIGHT),
        Column(words.term("report", "Sample n"), 20, Align.RIGHT),
        Column(words.term("report", "Ac"), 14, Align.RIGHT),
        Column(words.term("report", "Re"), 14, Align.RIGHT),
        Column(words.term("report", "Found d"), 16, Align.RIGHT),
        Column(words.term("report", "Result"), TEXT_WIDTH_MM - 146),
    )
    return data_table(columns, [_class_row(result, words) for result in report.classes])


def _class_row(result: ClassResult, words: Words) -> Sequence[Cell]:
    strong = Style(Face.MONO_BOLD, 9)
    return (
        text(defect_class_phrase(words, result.defect_class), STRONG),
        result.aql or "–",
        result.code_letter or "–",
        str(result.n),
        str(result.ac) if result.ac >= 0 else "–",
        str(result.re) if result.re >= 0 else "–",
        text(str(result.d), strong, Align.RIGHT),
        result_cell(words, accepted=result.accepted),
    )


def _characteristics(report: ReportData, words: Words) -> list[Flowable]:
    columns = (
        Column(words.term("report", "No."), 13),
        Column(words.term("report", "Characteristic"), 41),
        Column(words.term("report", "Requirement"), 34),
        Column(words.term("report", "Method"), 26),
        Column(words.term("report", "n"), 9, Align.RIGHT),
        Column(words.term("report", "Min"), 15, Align.RIGHT),
        Column(words.term("report", "Mean"), 15, Align.RIGHT),
        Column(words.term("report", "Max"), 15, Align.RIGHT),
        Column(words.term("report", "d"), TEXT_WIDTH_MM - 168, Align.RIGHT),
    )
    rows = [_characteristic_row(result, words) for result in report.characteristics]
    return [data_table(columns, rows)]


def _characteristic_row(result: CharacteristicResult, words: Words) -> Sequence[Cell]:
    name = words.name(result.name)
    paragraphs = [(Run(name.first, BODY),)]
    if name.second:
        paragraphs.append((Run(name.second, BODY.smaller()),))
    paragraphs.append((Run(defect_class_phrase(words, result.defect_class).line, CAPTION),))
    requirement = words.name(result.requirement)
    if result.unit:
        second = f"{requirement.second} {result.unit}" if requirement.second else ""
        requirement = Phrase(f"{requirement.first} {result.unit}", second)
    found = Style(Face.MONO_BOLD if result.d else Face.MONO, 8.6)
    return (
        result.number,
        TextBlock(paragraphs),
        requirement,
        words.name(result.method),
        str(result.n),
        result.minimum or "–",
        result.mean or "–",
        result.maximum or "–",
        text(str(result.d), found, Align.RIGHT),
    )
