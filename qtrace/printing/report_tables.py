"""Tables of the report that list what a lot brought along: defects, gauges, papers, cases, signatures."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, Spacer

from qtrace.printing.flowables import (
    BODY,
    CAPTION,
    DATA,
    STRONG,
    Align,
    Cell,
    Column,
    Run,
    Style,
    TextBlock,
    data_table,
    text,
)
from qtrace.printing.fonts import Face
from qtrace.printing.page import TEXT_WIDTH_MM, instant
from qtrace.printing.report_data import ReportData, SignatureRow
from qtrace.printing.report_words import case_kind_phrase, defect_class_phrase
from qtrace.printing.typeset import MM
from qtrace.printing.words import Words


def defects_table(report: ReportData, words: Words) -> list[Flowable]:
    """Kinds of defects with the pieces they were found on; nothing if none were found."""
    defects = report.defects
    if not defects:
        return []
    columns = (
        Column(words.term("report", "Code"), 20),
        Column(words.term("report", "Defect"), 54),
        Column(words.term("report", "Class"), 24),
        Column(words.term("report", "Pieces"), 36),
        Column(words.term("report", "Count"), 14, Align.RIGHT),
        Column(words.term("report", "Note"), TEXT_WIDTH_MM - 148),
    )
    rows: list[Sequence[Cell]] = [
        (
            text(row.code, DATA),
            words.name(row.name),
            defect_class_phrase(words, row.defect_class),
            row.samples,
            str(row.count),
            words.name(row.note),
        )
        for row in defects
    ]
    return [data_table(columns, rows)]


def gauges_table(report: ReportData, words: Words) -> list[Flowable]:
    """Gauges used, with the end of their calibration."""
    gauges = report.gauges
    if not gauges:
        return []
    columns = (
        Column(words.term("report", "Gauge"), 28),
        Column(words.term("report", "Name"), 70),
        Column(words.term("report", "Calibrated until"), 34),
        Column(words.term("report", "Calibration certificate"), TEXT_WIDTH_MM - 132),
    )
    rows: list[Sequence[Cell]] = [
        (
            text(row.number, DATA),
            words.name(row.name),
            text(row.calibrated_until.isoformat() if row.calibrated_until else "–", DATA),
            row.calibration_certificate or "–",
        )
        for row in gauges
    ]
    return [data_table(columns, rows)]


def certificates_table(report: ReportData, words: Words) -> list[Flowable]:
    """Papers of the supplier, with the start of their hash."""
    certificates = report.certificates
    if not certificates:
        return []
    columns = (
        Column(words.term("report", "Document"), 62),
        Column(words.term("report", "Number"), 46),
        Column(words.term("report", "Issued on"), 26),
        Column(words.term("report", "SHA-256 begins"), TEXT_WIDTH_MM - 134),
    )
    rows: list[Sequence[Cell]] = [
        (
            words.name(row.kind),
            text(row.number or "–", DATA),
            text(row.issued_on.isoformat() if row.issued_on else "–", DATA),
            text(row.digest or "–", DATA),
        )
        for row in certificates
    ]
    return [data_table(columns, rows), *certified_table(report, words)]


def certified_table(report: ReportData, words: Words) -> list[Flowable]:
    """Values that the certificates state, beside the limits of the plan; the odd ones apart."""
    if not report.certified:
        return []
    columns = (
        Column(words.term("report", "Certificate"), 34),
        Column(words.term("report", "Characteristic"), 44),
        Column(words.term("report", "Requirement"), 36),
        Column(words.term("report", "Certified values"), TEXT_WIDTH_MM - 142),
        Column(words.term("report", "Beyond"), 28),
    )
    rows: list[Sequence[Cell]] = [
        (
            text(row.certificate, DATA),
            words.name(row.name),
            words.name(row.requirement),
            text(row.values, DATA),
            text(row.odd or "–", STRONG if row.odd else DATA),
        )
        for row in report.certified
    ]
    return [Spacer(0, 1.5 * MM), data_table(columns, rows)]


def cases_table(report: ReportData, words: Words) -> list[Flowable]:
    """Cases of the lot; says so when there is none."""
    cases = report.cases
    if not cases:
        none = words.term("report", "None on the day of issue.")
        return [text(none, BODY)]
    columns = (
        Column(words.term("report", "Kind"), 34),
        Column(words.term("report", "Number"), 32),
        Column(words.term("report", "What"), 76),
        Column(words.term("report", "State"), TEXT_WIDTH_MM - 142),
    )
    rows: list[Sequence[Cell]] = [
        (
            case_kind_phrase(words, row.kind),
            text(row.number, DATA),
            words.name(row.text),
            words.name(row.state),
        )
        for row in cases
    ]
    return [data_table(columns, rows)]


def signatures_table(signatures: Sequence[SignatureRow], words: Words) -> list[Flowable]:
    """Who signed what, when, where and with which meaning."""
    columns = (
        Column(words.term("report", "Person"), 30),
        Column(words.term("report", "Role"), 26),
        Column(words.term("report", "Meaning"), 50),
        Column(words.term("report", "Time and station"), 40),
        Column(words.term("report", "Signed content begins"), TEXT_WIDTH_MM - 146),
    )
    rows: list[Sequence[Cell]] = [
        (
            text(row.person, STRONG),
            words.name(row.role),
            words.name(row.meaning),
            TextBlock(
                [(Run(instant(row.signed_at), BODY),)]
                + ([(Run(row.station, CAPTION),)] if row.station else [])
            ),
            text(row.content_hash, Style(Face.MONO, 7)),
        )
        for row in signatures
    ]
    note = words.term(
        "report",
        "Signed electronically; each signature is bound to the content it signs.",
    )
    return [data_table(columns, rows), Spacer(1, 2), text(note, CAPTION)]
