"""The help panel: what the screen is for, what is next, its keys, its command barcodes."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.ui.help.help_pages import (
    CODE_COLUMNS,
    GAP,
    LINE_COLUMNS,
    Page,
    flow,
    line_height,
    tiles,
)
from qtrace.ui.help.help_parts import SYMBOL, TILE_GAP, CodeView, LineView, Symbols
from qtrace.ui.help.help_sheet import HelpCode, HelpLine, HelpSheet
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.paint import role_font, wrapped_height
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import clear_layout, scaled
from qtrace.ui.widgets.buttons import ActionSpec, KeyButton
from qtrace.ui.widgets.fields import WrappedLabel
from qtrace.ui.widgets.labels import IconLabel, Label, Rule
from qtrace.ui.widgets.panel import Frame

SIDE = 16
EDGE = 12
HEAD = 48


class HelpPanel(Frame):
    """Shows a `HelpSheet` in pages; nothing in it takes the focus.

    Attributes:
        buttons: by action id: `close`, and `more` where there are several pages.
        page: the page in front, from 0.

    Signals:
        pressed: id of the button.
    """

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons: dict[str, KeyButton] = {}
        self.page = 0
        self.pages = 1
        self._shown: tuple[object, ...] = ()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(scaled(SIDE), scaled(EDGE), scaled(SIDE), scaled(EDGE))
        self._outer.setSpacing(scaled(GAP))

    def show_sheet(self, tr: Translator, sheet: HelpSheet, symbols: Symbols, size: QSize) -> None:
        """Show `sheet` in a panel of `size`; the page stays as long as there is one."""
        shown = (tr.language, sheet, dict(symbols), size, self.page)
        if shown == self._shown:
            return
        self._shown = shown
        self.setAccessibleName(tr.say("Help: {screen}", screen=sheet.title))
        self.setAccessibleDescription(f"{sheet.purpose} {sheet.next_step}")
        makers = self._makers(tr, sheet, symbols, size)
        self.pages = len(makers)
        self.page = min(self.page, self.pages - 1)
        self._shown = (*shown[:-1], self.page)
        clear_layout(self._outer)
        self._outer.addLayout(self._head(tr, sheet))
        self._outer.addWidget(makers[self.page]())
        self._outer.addStretch(1)
        self._outer.addWidget(Rule())
        self._outer.addWidget(WrappedLabel(sheet.foot))
        self.setFixedSize(size)

    def _head(self, tr: Translator, sheet: HelpSheet) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(scaled(12))
        head.addWidget(IconLabel(IconName.HELP, 28))
        head.addWidget(Label(tr.say("Help: {screen}", screen=sheet.title), TextRole.TITLE), 1)
        specs = [ActionSpec("close", "Esc", tr.say("Close"))]
        if self.pages > 1:
            words = tr.say("Page {n} of {total}", n=self.page + 1, total=self.pages)
            specs.insert(0, ActionSpec("more", "Shift+F1", words))
        self.buttons = {}
        for spec in specs:
            button = KeyButton(spec)
            button.setFixedHeight(scaled(HEAD))
            button.chosen.connect(lambda value: self.pressed.emit(str(value)))
            self.buttons[spec.id] = button
            head.addWidget(button)
        return head

    def _makers(
        self, tr: Translator, sheet: HelpSheet, symbols: Symbols, size: QSize
    ) -> list[Callable[[], QWidget]]:
        """One maker for each page: keys first, then command barcodes."""
        width = size.width() - 2 * scaled(SIDE)
        font = role_font(TextRole.NOTE)
        foot = round(wrapped_height(sheet.foot, font, width)) + 1
        spaces = 2 * scaled(EDGE) + 4 * scaled(GAP)
        room = size.height() - scaled(HEAD) - foot - spaces - scaled(GAP)
        first = room - self._intro_height(sheet, width)
        column = (width - scaled(SIDE)) // LINE_COLUMNS
        heights = [line_height(line, column) for line in sheet.lines]
        key_pages = flow(sheet.lines, heights, (first, room), LINE_COLUMNS) or ((),)
        makers = [
            self._keys_maker(sheet if number == 0 else None, page, column)
            for number, page in enumerate(key_pages)
        ]
        note = tr.say("Scan from the screen; a barcode does what its key does.")
        left = room - round(wrapped_height(note, font, width)) - scaled(GAP)
        rows = (left + scaled(TILE_GAP)) // (scaled(SYMBOL) + scaled(TILE_GAP))
        makers += [
            self._codes_maker(tr, note, codes, symbols, width)
            for codes in tiles(sheet.codes, rows, CODE_COLUMNS)
        ]
        return makers

    @staticmethod
    def _intro_height(sheet: HelpSheet, width: int) -> int:
        texts = ((sheet.purpose, TextRole.BODY), (sheet.next_step, TextRole.STRONG))
        return sum(
            round(wrapped_height(text, role_font(role), width)) + scaled(2 * GAP)
            for text, role in texts
            if text
        )

    @staticmethod
    def _keys_maker(
        intro: HelpSheet | None, page: Page[HelpLine], width: int
    ) -> Callable[[], QWidget]:
        def make() -> QWidget:
            body = QWidget()
            column = QVBoxLayout(body)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(scaled(GAP))
            if intro is not None:
                if intro.purpose:
                    column.addWidget(WrappedLabel(intro.purpose, TextRole.BODY, Ink.TEXT))
                if intro.next_step:
                    column.addWidget(WrappedLabel(intro.next_step, TextRole.STRONG, Ink.TEXT))
            row = QHBoxLayout()
            row.setSpacing(scaled(SIDE))
            for lines in page:
                stack = QVBoxLayout()
                stack.setSpacing(0)
                for line in lines:
                    stack.addWidget(LineView(line, width))
                stack.addStretch(1)
                row.addLayout(stack)
            row.addStretch(1)
            column.addLayout(row)
            return body

        return make

    @staticmethod
    def _codes_maker(
        tr: Translator, note: str, codes: tuple[HelpCode, ...], symbols: Symbols, width: int
    ) -> Callable[[], QWidget]:
        def make() -> QWidget:
            body = QWidget()
            column = QVBoxLayout(body)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(scaled(GAP))
            column.addWidget(WrappedLabel(note))
            grid = QGridLayout()
            grid.setSpacing(scaled(TILE_GAP))
            tile = (width - (CODE_COLUMNS - 1) * scaled(TILE_GAP)) // CODE_COLUMNS
            for number, code in enumerate(codes):
                view = CodeView(tr, code, symbols.get(code.command, ()), tile)
                grid.addWidget(view, number // CODE_COLUMNS, number % CODE_COLUMNS)
            grid.setColumnStretch(CODE_COLUMNS, 1)
            column.addLayout(grid)
            return body

        return make
