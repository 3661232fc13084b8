"""The head of the lot page: who the lot is, and its status on its colour."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from qtrace.ui.items.head_texts import BlockText, HeadText
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import box
from qtrace.ui.theme.tokens import Ink, Tokens
from qtrace.ui.widgets.base import PaintedButton, scaled
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.identity import StatusBlock
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Frame

HEIGHT = 128
BLOCK_WIDTH = 400
NAMES_WIDTH = 304


class _BlockFace(PaintedButton):
    """The press on the status block; it shows itself only when it is held or in focus."""

    def __init__(self, name: str) -> None:
        super().__init__("status")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the edge of a held button."""
        if self.isDown():
            box(painter, rect, edge=tokens.text, width=3)


class StatusPress(QWidget):
    """The status block, which opens its reasons when it is pressed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.face = _BlockFace(name)
        self._block = StatusBlock()
        stack = QStackedLayout(self)
        stack.setStackingMode(QStackedLayout.StackingMode.StackAll)
        stack.addWidget(self._block)
        stack.addWidget(self.face)
        stack.setCurrentWidget(self.face)

    def show_block(self, text: BlockText) -> None:
        """Say the status and why."""
        self._block.show_block(text.status, text.title, text.lines)
        self.face.setAccessibleDescription("; ".join((text.title, *text.lines)))


class HeadPanel(QWidget):
    """Identity left, status right."""

    def __init__(self, name: str, status_name: str) -> None:
        super().__init__()
        self.setFixedHeight(scaled(HEIGHT))
        frame = Frame(name)
        self._lot = Label("", TextRole.DATA_VALUE)
        self._part = Label("", TextRole.TITLE, wrap=True)
        self._source = Label("", TextRole.BODY, Ink.TEXT2)
        names = QVBoxLayout()
        names.setSpacing(scaled(2))
        names.addStretch(1)
        for label in (self._lot, self._part, self._source):
            names.addWidget(label)
        names.addStretch(1)
        self._left = FactList("", key_width=96, row=38, ruled=False)
        self._right = FactList("", key_width=74, row=38, ruled=False)
        row = QHBoxLayout(frame)
        row.setContentsMargins(scaled(20), 0, scaled(8), 0)
        row.setSpacing(scaled(16))
        holder = QWidget()
        holder.setLayout(names)
        names.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(scaled(NAMES_WIDTH))
        row.addWidget(holder)
        row.addWidget(self._left, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._right, 1, Qt.AlignmentFlag.AlignVCenter)
        self.status = StatusPress(status_name)
        self.status.setFixedWidth(scaled(BLOCK_WIDTH))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(frame, 1)
        outer.addWidget(self.status)

    def show_head(self, head: HeadText, block: BlockText) -> None:
        """Show identity and status."""
        self._lot.setText(head.lot)
        self._part.setText(head.part)
        self._source.setText(head.source)
        self._left.set_facts(head.left)
        self._right.set_facts(head.right)
        self._left.setAccessibleName(head.lot)
        self._right.setAccessibleName(head.lot)
        self.status.show_block(block)
