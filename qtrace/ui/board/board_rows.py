"""What the wall board says of each line, in words, and how lines are put on pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from qtrace.domain.production.lines import LineState
from qtrace.i18n import Translator
from qtrace.i18n.production_words import STOP_TYPE_WORDS, production_word
from qtrace.services.briefs import NamePair
from qtrace.services.production.line_rows import BoardRow
from qtrace.services.production.wall_board import WallBoard
from qtrace.ui.theme.tokens import Status

ROWS_PER_PAGE = 6
HOURS_FROM = timedelta(hours=2)
SHAPES: Final[Mapping[LineState, Status | None]] = {
    LineState.STOPPED: Status.BLOCKED,
    LineState.CHANGEOVER: Status.INFO,
    LineState.RUNNING: Status.OK,
    LineState.IDLE: None,
    LineState.CHECK: Status.HOLD,
    LineState.SILENT: Status.NEUTRAL,
    LineState.HELD: Status.BLOCKED,
}
FILLED: Final = frozenset(
    {LineState.STOPPED, LineState.HELD, LineState.CHANGEOVER, LineState.CHECK}
)
STANDING: Final = frozenset({LineState.STOPPED, LineState.HELD})
"""Lines that somebody must go to: they stand on every page."""
GRAVEST: Final = (
    LineState.STOPPED,
    LineState.HELD,
    LineState.CHECK,
    LineState.SILENT,
    LineState.CHANGEOVER,
    LineState.RUNNING,
    LineState.IDLE,
)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One row on the wall.

    Attributes:
        product: name and number of what is made; or the name of the line.
        status: its shape; None for a plain ring: nothing runs, nothing is wrong.
        is_filled: it asks for the eye.
        reason: what; `second`: who and what next.
        number, unit: how long, `13` and `min`.
        since: `since 13:52`.
    """

    code: str
    product: tuple[str, ...]
    state: str
    status: Status | None
    is_filled: bool
    reason: str
    second: str
    number: str
    unit: str
    since: str

    def spoken(self) -> str:
        """What a screen reader says."""
        words = (self.code, self.state, self.reason, self.second, self.since)
        return ", ".join(filter(None, words))


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything on the wall at one moment.

    Attributes:
        counts: (state word, lines, shape to fill or None), the graver ones first.
        foot: the line at the left below; `is_lost`: it says that the answers are old.
        sums: the line at the right below.
        demo: the mark that a live plant never shows.
    """

    title: str
    counts: tuple[tuple[str, int, Status | None], ...]
    day: str
    clock: str
    lines: tuple[BoardLine, ...]
    foot: str
    is_lost: bool
    sums: str
    demo: str = ""


def pages(lines: Sequence[BoardRow]) -> tuple[tuple[BoardRow, ...], ...]:
    """Lines in pages of six; stopped ones are always on the first, all keep their order there."""
    if len(lines) <= ROWS_PER_PAGE:
        return (tuple(lines),)
    stopped = [row for row in lines if row.state in STANDING]
    others = [row for row in lines if row.state not in STANDING]
    ordered = [*stopped, *others]
    cut = [ordered[n : n + ROWS_PER_PAGE] for n in range(0, len(ordered), ROWS_PER_PAGE)]
    return tuple(tuple(sorted(page, key=lambda row: row.code)) for page in cut)


@dataclass(frozen=True, slots=True)
class BoardReader:
    """Who reads the board, where and when; `is_demo`: it is no live plant."""

    tr: Translator
    zone: ZoneInfo
    now: datetime
    is_demo: bool = False

    def name(self, row_name: object) -> str:
        """A name of master data or of a person."""
        return self.tr.name(getattr(row_name, "en", ""), getattr(row_name, "zh", ""))

    def clock(self, instant: datetime) -> str:
        """Time of the day at the plant."""
        return instant.astimezone(self.zone).strftime("%H:%M")


def page(
    reader: BoardReader, title: str, board: WallBoard, number: int, lost: datetime | None
) -> BoardPage:
    """One page of the wall.

    Args:
        reader: language, zone and time.
        title: name of the plant.
        board: what was read last.
        number: which page, from 0; it wraps around.
        lost: when the database stopped answering; None while it answers.
    """
    tr, all_pages = reader.tr, pages(board.lines)
    local = reader.now.astimezone(reader.zone)
    shown = all_pages[number % len(all_pages)]
    make = _unknown if lost is not None else _line
    foot = tr.say("Connected, read every second")
    if lost is not None:
        foot = tr.say("No connection since {time}: states unknown", time=reader.clock(lost))
    elif len(all_pages) > 1:
        foot = tr.say("Page {n} of {m}", n=number % len(all_pages) + 1, m=len(all_pages))
    holds, minutes = board.open_holds, board.stopped_minutes
    sums = tr.say("{holds} open holds, stopped today {minutes} min", holds=holds, minutes=minutes)
    if board.late_holds:
        sums = tr.say(
            "{holds} open holds, {late} past review, stopped today {minutes} min",
            holds=holds, late=board.late_holds, minutes=minutes,
        )  # fmt: skip
    return BoardPage(
        title,
        _counts(tr, board) if lost is None else (),
        local.strftime("%m-%d"),
        local.strftime("%H:%M"),
        tuple(make(reader, row, lost or board.at) for row in shown),
        foot,
        lost is not None,
        sums if lost is None else "",
        tr.say("DEMO PLANT") if reader.is_demo else "",
    )


def _counts(tr: Translator, board: WallBoard) -> tuple[tuple[str, int, Status | None], ...]:
    found = []
    for state in GRAVEST:
        number = sum(row.state is state for row in board.lines)
        if number:
            found.append(
                (state_word(tr, state), number, SHAPES[state] if state in FILLED else None)
            )
    return tuple(found)


def state_word(tr: Translator, state: LineState) -> str:
    """The state of a line as a wall says it."""
    words = {
        LineState.STOPPED: tr.term("line", "Stopped"),
        LineState.CHANGEOVER: tr.term("line", "Change-over"),
        LineState.RUNNING: tr.term("line", "Running"),
        LineState.IDLE: tr.term("line", "Idle"),
        LineState.CHECK: tr.term("line", "Check due"),
        LineState.SILENT: tr.term("line", "No signal"),
        LineState.HELD: tr.term("line", "Held"),
    }
    return words[state]


def _product(reader: BoardReader, row: BoardRow) -> tuple[str, ...]:
    if row.order is None:
        return (reader.name(row.name),)
    return reader.name(row.order.part.name), row.order.part.number


def _unknown(reader: BoardReader, row: BoardRow, lost: datetime) -> BoardLine:
    """A line about which nothing is known since `lost`: grey, whatever it was before."""
    tr = reader.tr
    word = tr.term("line", "Unknown")
    since = tr.say("since {time}", time=reader.clock(lost))
    return BoardLine(
        row.code, _product(reader, row), word, Status.NEUTRAL, False, "–", "", "", "", since
    )


def _line(reader: BoardReader, row: BoardRow, _at: datetime) -> BoardLine:
    tr = reader.tr
    reason, second = _words(reader, row)
    number, unit, since = "", "", ""
    if row.since is not None:
        since = tr.say("since {time}", time=reader.clock(row.since))
        if row.state is not LineState.IDLE:
            number, unit = _span(tr, reader.now - row.since)
    return BoardLine(
        row.code,
        _product(reader, row),
        state_word(tr, row.state),
        SHAPES[row.state],
        row.state in FILLED,
        reason,
        second,
        number,
        unit,
        since,
    )


def _words(reader: BoardReader, row: BoardRow) -> tuple[str, str]:
    """What, and who or what next."""
    tr = reader.tr
    held = tr.say("held: {holds}", holds=", ".join(row.holds)) if row.holds else ""
    if row.reason:
        what = production_word(tr, STOP_TYPE_WORDS, row.reason)
        by = tr.say("stopped by {name}", name=reader.name(row.by))
        return " ".join(filter(None, (what, row.note))), _joined(by, held)
    if row.state is LineState.HELD and row.held is not None:
        return _hold(reader, row, row.held.facts)
    if row.progress is not None and row.order is not None:
        return _work(reader, row, held)
    if row.next_order:
        when = row.next_at.astimezone(reader.zone).strftime("%m-%d %H:%M") if row.next_at else ""
        return tr.say("Next {order}", order=row.next_order), when
    return tr.say("No order is planned"), ""


def _hold(reader: BoardReader, row: BoardRow, told: Mapping[str, str]) -> tuple[str, str]:
    """The hold that stops the line with its reason, who placed it, and further holds."""
    tr = reader.tr
    why = reader.name(NamePair(told["why_en"], told["why_zh"]))
    by = tr.say("held by {name}", name=reader.name(NamePair(told["by_en"], told["by_zh"])))
    others = [number for number in row.holds if number != told["hold"]]
    also = tr.say("held: {holds}", holds=", ".join(others)) if others else ""
    return " ".join(filter(None, (told["hold"], why))), _joined(by, also)


def _work(reader: BoardReader, row: BoardRow, held: str) -> tuple[str, str]:
    """Pieces of the running operation, and what they wait for."""
    tr = reader.tr
    assert row.progress is not None
    assert row.order is not None
    unit = reader.name(row.order.part.unit)
    done, planned = _grouped(row.progress.done), _grouped(row.progress.planned)
    pieces = f"{done} / {planned} {unit}"
    if row.state is LineState.CHECK:
        return reader.name(row.check), _joined(pieces, reader.name(row.operation), held)
    if row.state is LineState.SILENT:
        return _silence(tr, row), _joined(pieces, reader.name(row.operation), held)
    return pieces, _joined(reader.name(row.operation), held)


def _silence(tr: Translator, row: BoardRow) -> str:
    """Why there is no signal."""
    if row.station_off:
        return tr.say("Station {station} is off", station=row.station_off)
    return tr.say("Nothing is recorded")


def _joined(*words: str) -> str:
    return " ⋅ ".join(filter(None, words))


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _span(tr: Translator, span: timedelta) -> tuple[str, str]:
    minutes = max(0, int(span.total_seconds()) // 60)
    if span < HOURS_FROM:
        return str(minutes), tr.term("unit", "min")
    return str(minutes // 60), tr.term("unit", "h")
