"""The panel: a white field with a line around it, a title and a note."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import box
from qtrace.ui.theme.tokens import Ink, Tokens
from qtrace.ui.widgets.base import Painted, scaled
from qtrace.ui.widgets.labels import Label


class Frame(Painted):
    """A bare field with the panel's edge; `dashed` means: not part of a live plant."""

    def __init__(self, name: str = "", *, dashed: bool = False, sunken: bool = False) -> None:
        super().__init__(name)
        self._dashed = dashed
        self._sunken = sunken

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint ground and edge."""
        box(
            painter,
            rect,
            fill=tokens.bg if self._sunken else tokens.surface,
            edge=tokens.text if self._dashed else tokens.line,
            radius=scaled(8),
            dashed=self._dashed,
        )


class Panel(Frame):
    """A panel: title left, note right, and `body` for the content below.

    Attributes:
        body: the layout of the content.
    """

    def __init__(
        self, title: str = "", note: str = "", *, dashed: bool = False, sunken: bool = False
    ) -> None:
        super().__init__(title, dashed=dashed, sunken=sunken)
        self._title = Label(title, TextRole.TITLE)
        self._note = Label(note, TextRole.NOTE, Ink.TEXT2, align=Qt.AlignmentFlag.AlignRight)
        self._head = QHBoxLayout()
        self._head.setSpacing(scaled(12))
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._note)
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(8))
        self._outer = QVBoxLayout(self)
        self.tighten(top=8, bottom=8, spacing=6)
        self._outer.addLayout(self._head)
        self._outer.addLayout(self.body, 1)
        self._title.setVisible(bool(title))
        self._note.setVisible(bool(note))

    def tighten(self, *, top: int, bottom: int, spacing: int) -> None:
        """Change the air around head and body, in pixels of the drawing."""
        self._outer.setContentsMargins(scaled(16), scaled(top), scaled(16), scaled(bottom))
        self._outer.setSpacing(scaled(spacing))

    def set_title(self, title: str) -> None:
        """Change the title, which also names the panel for screen readers."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_note(self, note: str) -> None:
        """Change the note at the right."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add_head(self, widget: QWidget) -> None:
        """Put a widget at the right end of the title line."""
        self._head.addWidget(widget)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Append a widget to the body."""
        self.body.addWidget(widget, stretch)
