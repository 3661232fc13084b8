"""The release certificate part of a report: what is certified, against what, and by whom."""

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from qtrace.printing.drawing import Anchor, Box, Ink, Mark, Stroke, Text, rectangle
from qtrace.printing.flowables import (
    CAPTION,
    INK,
    STRONG,
    Cell,
    Marks,
    Style,
    fact_grid,
    stacked,
    text,
)
from qtrace.printing.fonts import Face
from qtrace.printing.page import TEXT_WIDTH_MM, instant
from qtrace.printing.report_data import CaseKind, Release, ReportData
from qtrace.printing.report_verdict import with_unit
from qtrace.printing.typeset import MM
from qtrace.printing.words import Phrase, Words

_INNER_MM = TEXT_WIDTH_MM - 10
_SEAL_MM = (40.0, 26.0)


def release_part(report: ReportData, release: Release, words: Words) -> Flowable:
    """The certificate in its own frame, never split over pages."""
    title = stacked(words.term("report", "Release certificate"), Style(Face.BOLD, 14))
    number = text(release.number or report.head.number, Style(Face.MONO_BOLD, 10))
    statement = stacked(words.name(release.statement), Style(Face.REGULAR, 9.6))
    content: list[Flowable] = [
        title,
        number,
        Spacer(1, 5),
        statement,
        Spacer(1, 5),
        fact_grid(_facts(report, release, words), _INNER_MM),
        Spacer(1, 7),
        _signature(release, words),
    ]
    frame = Table([[content]], colWidths=[TEXT_WIDTH_MM * MM], hAlign="LEFT")
    frame.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 1.2, INK),
                ("LEFTPADDING", (0, 0), (-1, -1), 5 * MM),
                ("RIGHTPADDING", (0, 0), (-1, -1), 5 * MM),
                ("TOPPADDING", (0, 0), (-1, -1), 4 * MM),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4 * MM),
            ]
        )
    )
    return frame


def _facts(report: ReportData, release: Release, words: Words) -> list[tuple[Phrase, Cell]]:
    lot, plan = report.lot, report.plan
    unit = words.name(report.quantities.unit)
    revision = words.term("report", "Rev {revision}", revision=lot.part_revision)
    concessions = [case.number for case in report.cases if case.kind is CaseKind.CONCESSION]
    none = words.term("report", "none")
    version = words.term(
        "report", "{number} version {version}", number=plan.number, version=plan.version
    )
    return [
        (words.term("report", "Lot"), text(lot.number, Style(Face.MONO_BOLD, 9))),
        (
            words.term("report", "Released quantity"),
            text(with_unit(release.quantity, unit), STRONG),
        ),
        (words.term("report", "Part"), text(f"{lot.part_number}  {revision.first}", STRONG)),
        (words.term("report", "Part name"), words.name(lot.part_name)),
        (words.term("report", "Supplier lot"), lot.supplier_lot),
        (words.term("report", "Expiry"), lot.expires_on.isoformat() if lot.expires_on else ""),
        (words.term("report", "Specification"), lot.specification),
        (words.term("report", "Standard"), plan.standard),
        (words.term("report", "Plan"), version),
        (words.term("report", "Concessions"), ", ".join(concessions) or none),
        (words.term("report", "Results in"), f"{report.head.number} / {report.head.revision}"),
        (words.term("report", "Order"), lot.order),
    ]


def _signature(release: Release, words: Words) -> Flowable:
    signature = release.signature
    role = words.name(signature.role)
    lines = [
        text(words.term("report", "Released by"), CAPTION),
        text(signature.person, Style(Face.BOLD, 12)),
        text(role, STRONG),
        text(words.name(signature.meaning), Style(Face.REGULAR, 8.6)),
        text(Phrase(instant(signature.signed_at), signature.station), Style(Face.REGULAR, 8.6)),
        text(signature.content_hash, Style(Face.MONO, 7)),
    ]
    width, height = _SEAL_MM
    seal = words.term("report", "Seal").line
    marks: list[Mark] = [
        rectangle(
            Box(0.3, 0.3, width - 0.6, height - 0.6), None, Stroke(Ink.GREY, 0.25, dashed=True)
        ),
        Text(width / 2, height / 2 + 1, seal, Face.REGULAR, 7.5, "seal", Ink.GREY, Anchor.MIDDLE),
    ]
    table = Table(
        [[lines, Marks(width, height, marks)]],
        colWidths=[(_INNER_MM - width) * MM, width * MM],
        hAlign="LEFT",
    )
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return table
