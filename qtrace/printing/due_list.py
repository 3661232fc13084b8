"""The list of gauges by what is due first, as a working paper: no number, no record."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from reportlab.platypus import Spacer

from qtrace.i18n.translator import Language, Translator
from qtrace.printing.flowables import (
    BODY,
    DATA,
    STRONG,
    Cell,
    Column,
    Style,
    data_table,
    text,
)
from qtrace.printing.fonts import Face, check_glyphs
from qtrace.printing.page import TEXT_WIDTH_MM, PageFacts, build_pages, instant
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.typeset import MM
from qtrace.printing.words import DocumentLanguage, Name, Phrase

_TITLE: Final = Style(Face.BOLD, 17)
_LANGUAGES: Final = {Language.EN: DocumentLanguage.EN, Language.ZH_CN: DocumentLanguage.ZH}


class DueState(StrEnum):
    """What a line of the list says about its gauge."""

    OVERDUE = "overdue"
    FAILED = "failed"
    NEVER = "never"
    SOON = "soon"
    GOOD = "good"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class DueLine:
    """One gauge; `days` until its last day of use, negative when that has passed."""

    code: str
    name: Name
    kind: str
    place: str
    certificate: str
    due_on: date | None
    days: int | None
    state: DueState


@dataclass(frozen=True, slots=True)
class DueList:
    """Everything on the paper."""

    plant: Name
    address: str
    is_demo: bool
    lines: tuple[DueLine, ...]
    printed_at: datetime
    printed_by: str


def render_due_list(due: DueList, tr: Translator) -> bytes | PrintRefusal:
    """The list as PDF in the language of `tr`, or why it cannot be printed (GLYPH_MISSING)."""
    for line in due.lines:
        shown = (line.code, line.name.zh, line.name.en, line.kind, line.place, line.certificate)
        refusal = check_glyphs("".join(shown), line.code)
        if refusal is not None:
            return refusal
    title = tr.say("Calibration due list")
    facts = PageFacts(
        language=_LANGUAGES[tr.language],
        plant=Phrase(tr.name(due.plant.en, due.plant.zh)),
        address=Phrase(due.address),
        title=Phrase(title),
        number=f"{due.printed_at:%Y-%m-%d}",
        form=Phrase(tr.say("Working paper without record")),
        footer=(
            tr.say("Printed {at}", at=instant(due.printed_at)),
            tr.say("by {name}", name=due.printed_by),
        ),
        file_title=title,
        file_subject=title,
        demo=due.is_demo,
    )
    blocked = sum(line.state in _BLOCKED for line in due.lines)
    said = tr.say("{n} may not be used today", n=blocked)
    target = io.BytesIO()
    story = [text(title, _TITLE), Spacer(0, 2 * MM), text(said, BODY), Spacer(0, 3 * MM)]
    build_pages(facts, [*story, _table(due, tr)], target)
    return target.getvalue()


_BLOCKED: Final = (DueState.OVERDUE, DueState.FAILED, DueState.NEVER)


def _table(due: DueList, tr: Translator) -> object:
    columns = (
        Column(Phrase(tr.say("Gauge")), 22),
        Column(Phrase(tr.say("Name")), TEXT_WIDTH_MM - 152),
        Column(Phrase(tr.say("Type")), 26),
        Column(Phrase(tr.say("Place")), 20),
        Column(Phrase(tr.say("Certificate")), 30),
        Column(Phrase(tr.say("Due on")), 22),
        Column(Phrase(tr.say("State")), 32),
    )
    rows: list[Sequence[Cell]] = [
        (
            text(line.code, DATA),
            tr.name(line.name.en, line.name.zh),
            line.kind,
            line.place or "–",
            text(line.certificate or "–", DATA),
            text(line.due_on.isoformat() if line.due_on else "–", DATA),
            text(state_words(tr, line), STRONG if line.state in _BLOCKED else BODY),
        )
        for line in due.lines
    ]
    return data_table(columns, rows)


def state_words(tr: Translator, line: DueLine) -> str:
    """What a line says."""
    days = line.days or 0
    if line.state is DueState.OVERDUE:
        return tr.count("overdue {n} day", "overdue {n} days", -days)
    if line.state in (DueState.SOON, DueState.GOOD):
        return tr.count("{n} day left", "{n} days left", days)
    words = {
        DueState.FAILED: tr.say("failed"),
        DueState.NEVER: tr.say("never calibrated"),
        DueState.OUT: tr.say("Out of use"),
    }
    return words[line.state]
