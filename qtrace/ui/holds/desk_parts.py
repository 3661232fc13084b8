"""Parts of the holds desk: the list, the counts, the graph, the criteria."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import paint_mark, paint_status
from qtrace.ui.theme.paint import RIGHT, box, pen_of, role_font, rule, text_width, write
from qtrace.ui.theme.tokens import Status, Tokens
from qtrace.ui.widgets.base import Painted, PaintedButton, clear_layout, scaled
from qtrace.ui.widgets.chips import ChipSpec, chip_size, paint_chip
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.wrapping import one_line


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A hold in the list; `what` names the lot and its part."""

    hold_id: int
    number: str
    age: str
    text: str
    chip: ChipSpec | None = None
    what: str = ""


CHIP_ROOM = 32
"""Height of the line with the chip: what stands below it is never covered."""


class HoldButton(PaintedButton):
    """A hold: number, chip, age; below it the lot with its part, and why."""

    HEIGHT = 92

    def __init__(self, line: HoldLine) -> None:
        super().__init__(line.hold_id)
        self._line = line
        self._chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        chip = line.chip.text if line.chip else ""
        words = (line.number, chip, line.what, line.text, line.age)
        self.setAccessibleName(" ".join(filter(None, words)))

    def show_chosen(self, *, chosen: bool) -> None:
        """Mark it as the open one, or not."""
        if chosen is not self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        """Three lines."""
        return QSize(scaled(280), scaled(self.HEIGHT))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint number, chip, age, lot, part, reason."""
        if self._chosen or self.isDown():
            box(painter, rect, fill=tokens.sunken, radius=0)
        if self._chosen:
            bar = QRectF(rect.left(), rect.top(), scaled(4), rect.height())
            box(painter, bar, fill=tokens.primary, radius=0)
        rule(painter, rect.left() + scaled(12), rect.right(), rect.bottom() - 1, tokens.line)
        line, strong, note = self._line, role_font(TextRole.STRONG), role_font(TextRole.NOTE)
        inner = rect.adjusted(scaled(14), scaled(4), -scaled(8), -scaled(4))
        head = scaled(CHIP_ROOM)
        upper = QRectF(inner.left(), inner.top(), inner.width(), head)
        half = (inner.height() - head) / 2
        middle = QRectF(inner.left(), upper.bottom(), inner.width(), half)
        lower = middle.translated(0, half)
        write(painter, upper, line.number, strong, tokens.text)
        write(painter, upper, line.age, note, tokens.text, RIGHT)
        if line.chip is not None:
            free = upper.right() - text_width(line.age, note) - scaled(8)
            width = chip_size(line.chip).width()
            place = QRectF(free - width, upper.top(), width, upper.height())
            paint_chip(painter, place, line.chip, tokens)
        for place, text, ink in (
            (middle, line.what, tokens.text),
            (lower, line.text, tokens.text2),
        ):
            write(painter, place, one_line(text, note, place.width()), note, ink)


class HoldList(QWidget):
    """Groups of holds under each other.

    Signals:
        chosen: id of the pressed hold.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[int, HoldButton] = {}
        self._groups: tuple[tuple[str, tuple[HoldLine, ...]], ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, scaled(2), 0)
        self._column.setSpacing(0)

    def set_groups(self, groups: Sequence[tuple[str, tuple[HoldLine, ...]]]) -> None:
        """Show the groups; nothing is touched if they are the same as before."""
        if tuple(groups) == self._groups:
            return
        self._groups = tuple(groups)
        clear_layout(self._column)
        self.buttons = {}
        for title, lines in groups:
            if title:
                head = Label(title, TextRole.NOTE_STRONG)
                head.setContentsMargins(scaled(14), scaled(8), 0, scaled(2))
                self._column.addWidget(head)
            for line in lines:
                button = HoldButton(line)
                button.chosen.connect(self.chosen)
                self._column.addWidget(button)
                self.buttons[line.hold_id] = button
        self._column.addStretch(1)

    def show_chosen(self, hold_id: int | None) -> HoldButton | None:
        """Mark the open hold; returns its button."""
        for key, button in self.buttons.items():
            button.show_chosen(chosen=key == hold_id)
        return self.buttons.get(hold_id or 0)


class CountsView(Painted):
    """Numbers beside each other, each with its word below."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._counts: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(scaled(58))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, counts: Sequence[tuple[str, str]]) -> None:
        """Show number and word of each."""
        self._counts = tuple(counts)
        self.setAccessibleDescription("; ".join(f"{number} {word}" for number, word in counts))
        self.update()

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint the numbers over their words."""
        room = rect.width() / max(1, len(self._counts))
        for column, (number, word) in enumerate(self._counts):
            place = QRectF(rect.left() + column * room, rect.top(), room - scaled(6), scaled(34))
            ink = tokens.text2 if number == "0" else tokens.text
            write(painter, place, number, role_font(TextRole.VALUE), ink)
            below = place.translated(0, scaled(33))
            below.setHeight(scaled(24))
            write(painter, below, word, role_font(TextRole.NOTE), tokens.text2)


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in the graph.

    Attributes:
        item_id: 0 for what the scope names and for a count of the rest.
        stays: it stays held by what is proposed; None where nothing is proposed.
        marked: it is the chosen one.
    """

    item_id: int
    title: str
    note: str
    stays: bool | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """Layers from left to right, their names, and the edges between nodes of items."""

    names: tuple[str, ...] = ()
    layers: tuple[tuple[Node, ...], ...] = ()
    edges: tuple[tuple[int, int], ...] = ()


NODE_HEIGHT = 50
NODE_GAP = 10
MOST_LAYERS = 4


class GraphView(Painted):
    """What the hold covers, layer by layer; a press opens the thing.

    Signals:
        pressed: id of the pressed item.
    """

    pressed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._graph = Graph()
        self._places: dict[int, QRectF] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(scaled(150))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def graph(self) -> Graph:
        """What is shown."""
        return self._graph

    def show_graph(self, graph: Graph) -> None:
        """Show another graph."""
        self._graph = graph
        said = [f"{node.title} {node.note}" for layer in graph.layers for node in layer]
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def room(self) -> int:
        """Nodes that fit under each other."""
        pitch = scaled(NODE_HEIGHT + NODE_GAP)
        return max(1, (self.height() - scaled(28)) // pitch)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was pressed."""
        for item_id, place in self._places.items():
            if item_id > 0 and place.contains(event.position()):
                self.pressed.emit(item_id)
                return

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint edges, then nodes, then the names of the layers."""
        layers = self._graph.layers[:MOST_LAYERS]
        if not layers:
            return
        gap = scaled(22)
        width = min((rect.width() - gap * (len(layers) - 1)) / len(layers), float(scaled(200)))
        self._places = {}
        for column, layer in enumerate(layers):
            left = rect.left() + column * (width + gap)
            if column < len(self._graph.names):
                head = QRectF(left, rect.top(), width, scaled(24))
                name = self._graph.names[column]
                write(painter, head, name, role_font(TextRole.NOTE), tokens.text2)
            self._place_layer(rect, left, width, column, layer)
        self._draw_edges(painter, tokens)
        for column, layer in enumerate(layers):
            for number, node in enumerate(layer):
                key = node.item_id or -(column * 1000 + number + 1)
                self._draw_node(painter, self._places[key], node, tokens)

    def _place_layer(
        self, rect: QRectF, left: float, width: float, column: int, layer: Sequence[Node]
    ) -> None:
        pitch = scaled(NODE_HEIGHT + NODE_GAP)
        top = rect.top() + scaled(28)
        for number, node in enumerate(layer):
            key = node.item_id or -(column * 1000 + number + 1)
            place = QRectF(left, top + number * pitch, width, scaled(NODE_HEIGHT))
            self._places[key] = place

    def _draw_edges(self, painter: QPainter, tokens: Tokens) -> None:
        stays = {node.item_id: node.stays for layer in self._graph.layers for node in layer}
        for parent, child in self._graph.edges:
            if parent not in self._places or child not in self._places:
                continue
            first, last = self._places[parent], self._places[child]
            held = stays.get(parent) is True and stays.get(child) is True
            start = QPointF(first.right(), first.center().y())
            end = QPointF(last.left(), last.center().y())
            bend = (end.x() - start.x()) / 2
            path = QPainterPath(start)
            path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            colour = tokens.status(Status.BLOCKED).fill if held else tokens.control
            painter.setPen(pen_of(colour, 3 if held else 1.5))
            painter.drawPath(path)

    def _draw_node(self, painter: QPainter, place: QRectF, node: Node, tokens: Tokens) -> None:
        edge, width = (tokens.primary, 3.0) if node.marked else (tokens.control, 1.0)
        box(painter, place, fill=tokens.surface, edge=edge, width=width, radius=scaled(6))
        left, right = place.left() + scaled(10), place.right() - scaled(6)
        upper = QRectF(left, place.top() + scaled(3), right - left, scaled(23))
        lower = QRectF(left, place.top() + scaled(25), right - left, scaled(22))
        if node.stays is not None:  # beside the note: the number tells one thing from the next
            mark = QRectF(left, lower.top(), scaled(20), scaled(20))
            paint_mark(painter, mark, Status.BLOCKED if node.stays else Status.OK, tokens)
            lower.setLeft(mark.right() + scaled(6))
        data, note = role_font(TextRole.DATA_NOTE), role_font(TextRole.NOTE)
        write(painter, upper, one_line(node.title, data, upper.width()), data, tokens.text)
        write(painter, lower, one_line(node.note, note, lower.width()), note, tokens.text2)


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion: met or not, in words, and where its evidence stands."""

    is_met: bool
    text: str
    evidence: str = ""


class CriteriaView(Painted):
    """Criteria under each other, each with its evidence."""

    PITCH = 58

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._lines: tuple[CriterionLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[CriterionLine]) -> None:
        """Show the criteria."""
        self._lines = tuple(lines)
        self.setAccessibleDescription("; ".join(f"{each.text} {each.evidence}" for each in lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines each."""
        return QSize(scaled(300), scaled(self.PITCH * len(self._lines)))

    def minimumSizeHint(self) -> QSize:
        """All of them."""
        return QSize(scaled(200), self.sizeHint().height())

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint mark, words, evidence."""
        note = role_font(TextRole.NOTE)
        for number, each in enumerate(self._lines):
            top = rect.top() + number * scaled(self.PITCH)
            mark = QRectF(rect.left(), top + scaled(2), scaled(26), scaled(26))
            if each.is_met:
                paint_mark(painter, mark, Status.OK, tokens)
            else:
                paint_status(painter, mark, Status.NEUTRAL, tokens.text2)
            left = mark.right() + scaled(10)
            width = rect.right() - left
            upper = QRectF(left, top, width, scaled(30))
            lower = QRectF(left, top + scaled(28), width, scaled(24))
            write(painter, upper, each.text, role_font(TextRole.BODY), tokens.text)
            shown = one_line(each.evidence, note, width)
            write(painter, lower, shown, note, tokens.text2)
