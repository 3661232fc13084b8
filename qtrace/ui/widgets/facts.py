"""Facts: key, value and how the value was judged, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon, paint_status
from qtrace.ui.theme.paint import (
    LEFT,
    RIGHT,
    fit_font,
    role_font,
    rule,
    text_width,
    wrapped_height,
    write,
    write_wrapped,
)
from qtrace.ui.theme.tokens import Status, Tokens
from qtrace.ui.widgets.base import Painted, scaled
from qtrace.ui.widgets.chips import ChipSpec, chip_size, paint_chip


@dataclass(frozen=True, slots=True)
class Fact:
    """One line.

    Attributes:
        key: what it is.
        value: the fact itself.
        code: an identifier before the key (GS1 application identifier), as data.
        note: words after the value, as a note.
        status: None leaves the right end empty or to `verdict`; OK is a quiet grey tick, and
            every other status a filled chip with `verdict` as its word.
        verdict: words at the right end.
        role: type role of the value.
    """

    key: str
    value: str = ""
    code: str = ""
    note: str = ""
    status: Status | None = None
    verdict: str = ""
    role: TextRole = TextRole.BODY

    def spoken(self) -> str:
        """What a screen reader says."""
        return " ".join(filter(None, (self.code, self.key, self.value, self.note, self.verdict)))


class FactList(Painted):
    """Facts under each other; a value that is too long for its line takes a second one."""

    def __init__(
        self,
        name: str,
        *,
        key_width: int = 80,
        code_width: int = 0,
        row: int = 47,
        last_rule: bool = False,
        ruled: bool = True,
    ) -> None:
        super().__init__(name)
        self._key_width = key_width
        self._code_width = code_width
        self._row_height = row
        self._last_rule = last_rule
        self._ruled = ruled
        self._facts: tuple[Fact, ...] = ()
        self._heights: dict[tuple[int, int], int] = {}  # layouts ask again and again
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show `facts`."""
        self._facts = tuple(facts)
        self._heights.clear()
        self.setAccessibleDescription("; ".join(fact.spoken() for fact in facts))
        self.updateGeometry()
        self.update()

    def set_row(self, row: int) -> None:
        """Let a line be `row` pixels of the drawing high."""
        self._row_height = row
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Height when `width` wide."""
        asked = width, scaled(self._row_height)
        if asked not in self._heights:
            heights = (self._height(fact, float(width)) for fact in self._facts)
            self._heights[asked] = round(sum(heights))
        return self._heights[asked]

    def hasHeightForWidth(self) -> bool:
        """Long values need more lines in less width."""
        return True

    def sizeHint(self) -> QSize:
        """One row each."""
        width = self.width() if self.width() > scaled(200) else scaled(340)
        return QSize(scaled(320), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """All rows."""
        return QSize(scaled(220), self.sizeHint().height())

    def _left(self) -> int:
        return scaled(self._key_width + self._code_width)

    def _right_width(self, fact: Fact) -> float:
        """Room that the right end takes."""
        if fact.status is None:
            return text_width(fact.verdict, role_font(TextRole.NOTE)) + (8 if fact.verdict else 0)
        if fact.status is Status.OK:
            words = text_width(fact.verdict, role_font(TextRole.NOTE))
            return words + scaled(34 if fact.verdict else 28)
        return chip_size(ChipSpec(fact.verdict, fact.status)).width() + scaled(8)

    def _height(self, fact: Fact, width: float) -> float:
        free = width - self._left() - self._right_width(fact)
        font = role_font(fact.role)
        if fact.note or text_width(fact.value, font) <= free:
            return scaled(self._row_height)
        smaller = fit_font(fact.value, font, free)
        if text_width(fact.value, smaller) <= free:
            return scaled(self._row_height)
        lines = wrapped_height(fact.value, role_font(TextRole.NOTE), free)
        return max(float(scaled(self._row_height)), lines + scaled(12))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint all facts and the lines between them."""
        top = rect.top()
        for number, fact in enumerate(self._facts):
            height = self._height(fact, rect.width())
            self._draw_fact(painter, QRectF(rect.left(), top, rect.width(), height), fact, tokens)
            top += height
            below = number + 1 < len(self._facts) or self._last_rule
            if below and self._ruled:
                rule(painter, rect.left(), rect.right(), top - 1, tokens.line)

    def _draw_fact(self, painter: QPainter, place: QRectF, fact: Fact, tokens: Tokens) -> None:
        note = role_font(TextRole.NOTE)
        if fact.code:
            code = QRectF(place.left(), place.top(), scaled(self._code_width) - 4, place.height())
            write(painter, code, fact.code, role_font(TextRole.DATA_NOTE), tokens.text2)
        key = QRectF(
            place.left() + scaled(self._code_width),
            place.top(),
            scaled(self._key_width) - 6,
            place.height(),
        )
        self._draw_key(painter, key, fact.key, tokens)
        area = QRectF(
            place.left() + self._left(),
            place.top(),
            place.width() - self._left() - self._right_width(fact),
            place.height(),
        )
        font = role_font(fact.role)
        fitted = fit_font(fact.value, font, area.width())
        if not fact.note and text_width(fact.value, fitted) > area.width() + 1:
            flags = LEFT
            write_wrapped(painter, area, fact.value, note, tokens.text, flags)
        else:
            width = min(text_width(fact.value, font), area.width())
            write(painter, area, fact.value, font, tokens.text)
            if fact.note:
                rest = area.adjusted(width + scaled(10), 0, 0, 0)
                write(painter, rest, fact.note, note, tokens.text2)
        self._draw_right(painter, place, fact, tokens)

    @staticmethod
    def _draw_key(painter: QPainter, place: QRectF, text: str, tokens: Tokens) -> None:
        font = role_font(TextRole.NOTE)
        if text_width(text, font) <= place.width() + 6:
            write(painter, place.adjusted(0, 0, 6, 0), text, font, tokens.text2)
        else:
            write_wrapped(painter, place, text, font, tokens.text2, LEFT)

    @staticmethod
    def _draw_right(painter: QPainter, place: QRectF, fact: Fact, tokens: Tokens) -> None:
        font = role_font(TextRole.NOTE)
        if fact.status not in (None, Status.OK):
            paint_chip(painter, place, ChipSpec(fact.verdict, fact.status), tokens, RIGHT)
            return
        write(painter, place, fact.verdict, font, tokens.text2, RIGHT)
        if fact.status is Status.OK:
            right = place.right() - (
                text_width(fact.verdict, font) + scaled(6) if fact.verdict else scaled(2)
            )
            side = scaled(22 if fact.verdict else 20)
            mark = QRectF(right - side, place.top(), side, place.height())
            if fact.verdict:
                paint_status(painter, mark, Status.OK, tokens.text2)
            else:
                paint_icon(painter, mark, IconName.TICK, tokens.text2)
