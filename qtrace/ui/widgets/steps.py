"""Lists that lead on: next steps, created records, unfinished work."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qtrace.ui.theme.apply import current_tokens
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon
from qtrace.ui.theme.paint import RIGHT, box, role_font, rule, text_width, write
from qtrace.ui.theme.tokens import Tokens
from qtrace.ui.widgets.base import Painted, PaintedButton, clear_layout, scaled
from qtrace.ui.widgets.signatures import StepState, paint_step_mark


@dataclass(frozen=True, slots=True)
class StepLine:
    """One next step."""

    number: int
    text: str
    note: str = ""
    state: StepState = StepState.WAITING


class StepList(Painted):
    """Numbered next steps, 40 px each."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._steps: tuple[StepLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[StepLine]) -> None:
        """Show `steps`."""
        self._steps = tuple(steps)
        self.setAccessibleDescription("; ".join(f"{s.number} {s.text} {s.note}" for s in steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line each."""
        return QSize(scaled(400), scaled(40 * len(self._steps)))

    def minimumSizeHint(self) -> QSize:
        """All lines."""
        return QSize(scaled(260), scaled(40 * len(self._steps)))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint marks, words, notes."""
        for number, step in enumerate(self._steps):
            place = QRectF(rect.left(), rect.top() + scaled(40) * number, rect.width(), scaled(40))
            mark = QRectF(place.left(), place.center().y() - scaled(14), scaled(28), scaled(28))
            paint_step_mark(painter, mark, step.number, step.state, tokens)
            now = step.state is StepState.NOW
            font = role_font(TextRole.NOTE_STRONG if now else TextRole.NOTE)
            ink = tokens.text if now else tokens.text2
            write(painter, place, step.note, font, ink, RIGHT)
            free = place.width() - scaled(48) - text_width(step.note, font) - scaled(8)
            words = QRectF(place.left() + scaled(48), place.top(), free, place.height())
            role = TextRole.STRONG if now else TextRole.BODY
            write(painter, words, step.text, role_font(role), tokens.text)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record that can be opened.

    Attributes:
        kind: what it is ("nonconformance"), a note.
        number: its number, as data.
        text: a second line; without one the record takes one line.
        note: at the right end.
        after: a note right after the number ("draft").
    """

    id: str
    icon: IconName
    kind: str
    number: str
    text: str = ""
    note: str = ""
    after: str = ""


class _RecordRow(PaintedButton):
    """One record; a press opens it."""

    def __init__(self, line: RecordLine, kind_width: int) -> None:
        super().__init__(line.id)
        self._line = line
        self._kind_width = kind_width
        parts = (line.kind, line.number, line.after, line.text, line.note)
        self.setAccessibleName(" ".join(filter(None, parts)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One or two lines."""
        return QSize(scaled(320), scaled(72 if self._line.text else 40))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint icon, kind, number, note, text."""
        record = self._line
        if self.isDown():
            box(painter, rect, fill=tokens.sunken, radius=scaled(6))
        tall = bool(record.text)
        icon = QRectF(
            rect.left() + (scaled(6) if tall else 0), rect.top(), scaled(26), rect.height()
        )
        paint_icon(painter, icon, record.icon, tokens.text)
        left = rect.left() + scaled(48 if tall else 35)
        top = rect.top() + scaled(10) if tall else rect.top()
        height = scaled(26) if tall else rect.height()
        note, data = role_font(TextRole.NOTE), role_font(TextRole.DATA_NOTE)
        upper = QRectF(left, top, rect.right() - left, height)
        write(painter, upper, record.note, note, tokens.text2, RIGHT)
        right = upper.right() - text_width(record.note, note) - scaled(8)
        kind_font = note if tall else role_font(TextRole.NOTE)
        kind_ink = tokens.text2 if tall else tokens.text
        kind = QRectF(left, top, scaled(self._kind_width), height)
        kind.setWidth(max(kind.width(), text_width(record.kind, note) + scaled(8)))
        write(painter, kind, record.kind, kind_font, kind_ink)
        start = kind.right()
        write(painter, QRectF(start, top, right - start, height), record.number, data, tokens.text)
        if record.after:
            start += text_width(record.number, data) + scaled(10)
            write(
                painter, QRectF(start, top, right - start, height), record.after, note, tokens.text2
            )
        if tall:
            lower = QRectF(left, top + scaled(27), rect.right() - left, scaled(28))
            write(painter, lower, record.text, role_font(TextRole.BODY), tokens.text)


class _RuledColumn(QWidget):
    """Rows with a line between them, and one above the first if asked."""

    def __init__(self, *, top_rule: bool) -> None:
        super().__init__()
        self._top_rule = top_rule
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 1, 0, 0)
        self._column.setSpacing(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        clear_layout(self._column)
        self._rows = list(rows)
        for row in rows:
            self._column.addWidget(row)
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        tokens = current_tokens()
        for number, row in enumerate(self._rows):
            if number or self._top_rule:
                rule(painter, 0, self.width(), row.geometry().top() - 1, tokens.line)
        painter.end()


class RecordList(_RuledColumn):
    """Records under each other, each opens by a press."""

    opened = Signal(str)

    def __init__(self, name: str, *, kind_width: int = 72, top_rule: bool = False) -> None:
        super().__init__(top_rule=top_rule)
        self._kind_width = kind_width
        self.setAccessibleName(name)

    def set_records(self, records: Sequence[RecordLine]) -> None:
        """Show `records`."""
        rows = [_RecordRow(record, self._kind_width) for record in records]
        for row in rows:
            row.chosen.connect(self._open)
        self.show_rows(rows)

    def _open(self, value: object) -> None:
        self.opened.emit(str(value))


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A piece of unfinished work: what, how far, whose, and how it goes on."""

    id: str
    icon: IconName
    code: str
    code_note: str
    title: str
    title_note: str
    person: str
    person_note: str
    strong: bool = False


class _WorkRow(PaintedButton):
    """One piece of work in three columns of two lines."""

    def __init__(self, work: WorkLine) -> None:
        super().__init__(work.id)
        self._work = work
        parts = (
            work.code,
            work.code_note,
            work.title,
            work.title_note,
            work.person,
            work.person_note,
        )
        self.setAccessibleName(" ".join(filter(None, parts)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(scaled(640), scaled(75))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the three columns."""
        work = self._work
        if self.isDown():
            box(painter, rect, fill=tokens.sunken, radius=scaled(6))
        icon = QRectF(rect.left() + scaled(5), rect.top(), scaled(28), rect.height())
        paint_icon(painter, icon, work.icon, tokens.text)
        note = role_font(TextRole.NOTE)
        strong = TextRole.STRONG if work.strong else TextRole.BODY
        person = (
            max(
                text_width(work.person, role_font(TextRole.BODY)),
                text_width(work.person_note, note),
            )
            + 2
        )
        columns = (
            (scaled(52), scaled(180), work.code, TextRole.DATA, work.code_note, None),
            (
                scaled(244),
                rect.width() - scaled(256) - person,
                work.title,
                strong,
                work.title_note,
                None,
            ),
            (rect.width() - person, person, work.person, TextRole.BODY, work.person_note, RIGHT),
        )
        for x, width, text, role, below, align in columns:
            upper = QRectF(rect.left() + x, rect.top() + scaled(9), width, scaled(28))
            lower = QRectF(rect.left() + x, rect.top() + scaled(39), width, scaled(26))
            if align is None:
                write(painter, upper, text, role_font(role), tokens.text)
                write(painter, lower, below, note, tokens.text2)
            else:
                write(painter, upper, text, role_font(role), tokens.text, align)
                write(painter, lower, below, note, tokens.text2, align)


class WorkList(_RuledColumn):
    """Unfinished work; a press goes on with it."""

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(top_rule=True)
        self.setAccessibleName(name)

    def set_work(self, work: Sequence[WorkLine]) -> None:
        """Show `work`."""
        rows = [_WorkRow(line) for line in work]
        for row in rows:
            row.chosen.connect(self._open)
        self.show_rows(rows)

    def _open(self, value: object) -> None:
        self.opened.emit(str(value))
