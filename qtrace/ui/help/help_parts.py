"""Parts of the help panel: a line of keys, and a command barcode that can be scanned."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.domain.codes.internal import CommandCode
from qtrace.i18n import Translator
from qtrace.ui.help.help_pages import CAP_GAP, cap_width, caps_width, line_height
from qtrace.ui.help.help_sheet import HelpCode, HelpLine
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import CENTRE, box, role_font, wrapped_height, write, write_wrapped
from qtrace.ui.theme.tokens import LIGHT, Tokens
from qtrace.ui.widgets.base import Painted, scaled
from qtrace.ui.widgets.identity import paint_modules

MODULE = 4
MOST_MODULES = 18
QUIET = 1.5
SYMBOL = round(MODULE * (MOST_MODULES + 2 * QUIET))
TILE_GAP = 8


class LineView(Painted):
    """Key caps and what they do; what waits is grey and says why."""

    def __init__(self, line: HelpLine, width: int) -> None:
        super().__init__(f"{' '.join(line.caps)}: {line.text}")
        self.setAccessibleDescription(line.waits)
        self._line = line
        self.setFixedSize(width, line_height(line, width))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint caps, words, and what is waited for."""
        line, font = self._line, role_font(TextRole.NOTE)
        ink = tokens.text if line.enabled else tokens.text2
        left, side = rect.left(), scaled(26)
        for cap in line.caps:
            place = QRectF(left, rect.top() + scaled(2), cap_width(cap), side)
            box(painter, place, edge=tokens.control, radius=scaled(5))
            write(painter, place, cap, font, ink, CENTRE)
            left += place.width() + scaled(CAP_GAP)
        words = rect.adjusted(caps_width(line), scaled(3), 0, 0)
        write_wrapped(painter, words, line.text, font, ink)
        if line.waits:
            below = wrapped_height(line.text, font, words.width())
            write_wrapped(painter, words.adjusted(0, below, 0, 0), line.waits, font, tokens.text2)


class CodeView(Painted):
    """The symbol of a command, black on white in every theme, and what it does."""

    def __init__(self, tr: Translator, code: HelpCode, modules: Sequence[str], width: int) -> None:
        super().__init__(f"{code.command.value}: {code.text}")
        self._code, self._modules = code, tuple(modules)
        self._also = ""
        if code.also:
            names = ", ".join(command.value for command in code.also)
            self._also = tr.say("also {commands}", commands=names)
        self.setAccessibleDescription(self._also)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(QSize(width, scaled(SYMBOL)))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint paper, modules, name, words."""
        side = scaled(SYMBOL)
        paper = QRectF(rect.left(), rect.top(), side, side)
        painter.fillRect(paper, LIGHT.surface)
        if self._modules:
            pixels = scaled(MODULE) * len(self._modules)
            inset = (side - pixels) // 2
            place = QRectF(paper.left() + inset, paper.top() + inset, pixels, pixels)
            paint_modules(painter, place, self._modules)
        words = rect.adjusted(side + scaled(10), 0, 0, 0)
        name = QRectF(words.left(), words.top(), words.width(), scaled(24))
        write(painter, name, self._code.command.value, role_font(TextRole.DATA_NOTE), tokens.text)
        font = role_font(TextRole.NOTE)
        text = words.adjusted(0, scaled(24), 0, 0)
        write_wrapped(painter, text, self._code.text, font, tokens.text)
        if self._also:
            below = wrapped_height(self._code.text, font, text.width())
            mono = role_font(TextRole.DATA_NOTE)
            write_wrapped(painter, text.adjusted(0, below, 0, 0), self._also, mono, tokens.text2)


Symbols = Mapping[CommandCode, tuple[str, ...]]
