"""What stands right of the timeline: inspection, shelves, curve, strip."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qtrace.services.items.lot_page import LotPage
from qtrace.ui.items import list_texts as lists
from qtrace.ui.items import picture_texts as pictures
from qtrace.ui.items.class_cells import ClassCells
from qtrace.ui.items.delivery_texts import deliveries
from qtrace.ui.items.lot_view import LotView, Shelf
from qtrace.ui.items.sight import Sight
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon
from qtrace.ui.theme.paint import RIGHT, box, role_font, text_width, write
from qtrace.ui.theme.tokens import Ink, Tokens
from qtrace.ui.widgets.base import PaintedButton, scaled
from qtrace.ui.widgets.chart_risk import RiskCurve
from qtrace.ui.widgets.containers import ContainerTiles, TileSize
from qtrace.ui.widgets.forms import scrolling
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.lotstrip import LotStrip
from qtrace.ui.widgets.panel import Frame, Panel
from qtrace.ui.widgets.steps import RecordLine, RecordList
from qtrace.ui.widgets.tabs import PanelTabs

MIDDLE_WIDTH = 436
STRIP_HEIGHT = 132
INSPECTION_HEIGHT = 156
TILE_COLUMNS = 8


class InspectionPanel(Panel):
    """d against Ac of each class; a press on the number opens the inspection.

    Signals:
        class_chosen: id of a class.
        opened: the inspection is wanted.
    """

    class_chosen = Signal(str)
    opened = Signal()

    def __init__(self, sight: Sight) -> None:
        super().__init__(sight.tr.say("Inspection"))
        self._sight = sight
        self.setFixedHeight(scaled(INSPECTION_HEIGHT))
        self._open = LinkButton(sight.tr.say("Open the inspection"))
        self._open.chosen.connect(self._press)
        self.add_head(self._open)
        self._line = Label("", TextRole.NOTE, Ink.TEXT2)
        self._cells = ClassCells(sight.tr.say("Classes"))
        self._cells.chosen.connect(self.class_chosen)
        self._empty = Label("", TextRole.BODY, Ink.TEXT2, wrap=True)
        self.body.setSpacing(0)
        self.tighten(top=2, bottom=2, spacing=0)
        for widget in (self._line, self._cells, self._empty):
            self.add(widget)
        self.body.addStretch(1)

    def _press(self, _value: object) -> None:
        self.opened.emit()

    def show_view(self, view: LotView) -> None:
        """Show the newest inspection of the lot."""
        if view.page is None:
            return
        text = lists.inspection(self._sight, view.page)
        self._open.show_words(text.note)
        self._line.setText(text.line)
        self._cells.set_cells(text.cells)
        self._cells.setVisible(bool(text.cells))
        self._empty.setText(text.empty)
        self._empty.setVisible(bool(text.empty))


class LinkButton(PaintedButton):
    """A number, or a verb, that opens what it names."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.show_words("")

    def show_words(self, text: str) -> None:
        """Show `text`; without one there is nothing to open."""
        self.setText(text)
        self.setAccessibleName(f"{self._name} {text}".strip())
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A finger's height for one line of words and the arrow."""
        width = text_width(self.text(), role_font(TextRole.NOTE))
        return QSize(round(width) + scaled(26), scaled(40))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint words and arrow."""
        if self.isDown():
            box(painter, rect, fill=tokens.sunken, radius=scaled(6))
        arrow = QRectF(rect.right() - scaled(18), rect.top(), scaled(18), rect.height())
        paint_icon(painter, arrow, IconName.CHEVRON_RIGHT, tokens.text2)
        words = rect.adjusted(scaled(4), 0, -scaled(20), 0)
        write(painter, words, self.text(), role_font(TextRole.NOTE), tokens.text2, RIGHT)


class ShelfPanel(Frame):
    """Documents, labels, cases and related lots behind tabs.

    Signals:
        shelf_chosen: id of a tab.
        row_opened: id of a row.
        label_pressed: number of a container.
        scan_asked: the labels are to be scanned now.
    """

    shelf_chosen = Signal(str)
    row_opened = Signal(str)
    label_pressed = Signal(int)
    scan_asked = Signal()

    def __init__(self, sight: Sight) -> None:
        super().__init__(sight.tr.say("Files"))
        self._sight = sight
        self.tabs = PanelTabs(sight.tr.say("Files"))
        self.tabs.chosen.connect(self.shelf_chosen)
        self._pages = QStackedWidget()
        self._lists = {shelf: self._list_page(shelf) for shelf in Shelf if shelf != Shelf.LABELS}
        self._labels = LabelShelf(sight)
        self._labels.pressed.connect(self.label_pressed)
        self._labels.scan_asked.connect(self.scan_asked)
        self._pages.addWidget(self._labels)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(scaled(16), scaled(2), scaled(4), scaled(2))
        outer.setSpacing(scaled(2))
        outer.addWidget(self.tabs)
        outer.addWidget(self._pages, 1)

    def _list_page(self, shelf: Shelf) -> "ListShelf":
        page = ListShelf(shelf.value)
        page.rows.opened.connect(self.row_opened)
        self._pages.addWidget(page)
        return page

    def show_view(self, view: LotView) -> None:
        """Show the chosen shelf."""
        page = view.page
        if page is None:
            return
        tabs = lists.shelf_tabs(self._sight, view)
        shelf = lists.shelf_in_sight(view, tabs)
        self.tabs.set_tabs(tabs, shelf.value)
        sight = self._sight
        self._lists[Shelf.DOCUMENTS].show_rows(
            lists.documents(sight, view), lists.documents_note(sight, view)
        )
        self._lists[Shelf.CASES].show_rows(lists.cases(sight, page))
        self._lists[Shelf.RELATIVES].show_rows(
            (*deliveries(sight, page), *lists.relatives(sight, page))
        )
        self._labels.show_view(view)
        self._pages.setCurrentWidget(self._labels if shelf is Shelf.LABELS else self._lists[shelf])


class ListShelf(QWidget):
    """Rows that open, with a note below them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._shown: tuple[object, ...] | None = None
        self.rows = RecordList(name, kind_width=104)
        self._note = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, scaled(12), 0)
        column.setSpacing(scaled(4))
        column.addWidget(self.rows)
        column.addWidget(self._note)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = scrolling(content)
        area.setMinimumHeight(scaled(40))
        outer.addWidget(area)

    def show_rows(self, rows: tuple[RecordLine, ...], note: str = "") -> None:
        """Show `rows`; nothing is touched if they are the same as before."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if rows != self._shown:
            self._shown = rows
            self.rows.set_records(rows)


class LabelShelf(QWidget):
    """The containers and their labels.

    Signals:
        pressed: number of a container whose label is wanted again.
        scan_asked: the labels are to be scanned now.
    """

    pressed = Signal(int)
    scan_asked = Signal()

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._sight = sight
        self._line = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self._tiles = ContainerTiles(TILE_COLUMNS, TileSize.SMALL)
        self._tiles.pressed.connect(self.pressed)
        self._scan = LinkButton(sight.tr.say("Labels"))
        self._scan.chosen.connect(self._ask)
        self._shown: tuple[object, ...] = ()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, scaled(12), 0)
        column.setSpacing(scaled(4))
        head = QHBoxLayout()
        head.addWidget(self._line, 1)
        head.addWidget(self._scan)
        column.addLayout(head)
        column.addWidget(self._tiles)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = scrolling(content)
        area.setMinimumHeight(scaled(40))
        outer.addWidget(area)

    def _ask(self, _value: object) -> None:
        self.scan_asked.emit()

    def show_view(self, view: LotView) -> None:
        """Show what must be labelled and what is."""
        page = view.page
        if page is None:
            return
        self._line.setText(lists.labels_line(self._sight, page))
        is_open = page.labels is not None and page.labels.is_open
        self._scan.show_words(self._sight.tr.say("Scan labels") if is_open else "")
        tiles = lists.label_tiles(page)
        if tiles != self._shown:
            self._shown = tiles
            self._tiles.set_tiles(tiles)


class CurvePanel(Panel):
    """The operating characteristic with its three points, and a handle: if so much is bad?

    Signals:
        source_asked: where the numbers come from is wanted.
    """

    source_asked = Signal()

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._sight = sight
        self._text: pictures.CurveText | None = None
        self._source = LinkButton(sight.tr.say("Where from"))
        self._source.chosen.connect(self._ask)
        place = self._source.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # the title stays where those beside it stand
        self._source.setSizePolicy(place)
        self.add_head(self._source)
        self.tighten(top=2, bottom=4, spacing=0)
        self._line = Label("", TextRole.NOTE, Ink.TEXT2)
        self.curve = RiskCurve(sight.tr.say("Operating characteristic"))
        self.curve.p_moved.connect(self._moved)
        self._empty = Label("", TextRole.BODY, Ink.TEXT2, wrap=True)
        self.add(self._line)
        self.add(self.curve, 1)
        self.add(self._empty)
        self.body.addStretch(0)

    def show_view(self, view: LotView) -> None:
        """Draw the curve of the class in question."""
        if view.page is None:
            return
        text = self._text = pictures.curve(self._sight, view.page)
        self.set_title(text.title)
        has_class = view.page.char_class is not None
        words = text.note or self._sight.tr.say("Where from")
        self._source.show_words(words if has_class else "")
        self._line.setText(text.line)
        self._line.setVisible(bool(text.line))
        self.curve.setVisible(text.spec is not None)
        self._empty.setVisible(bool(text.empty))
        self._empty.setText(text.empty)
        if text.spec is not None and text.plan is not None:
            self.curve.is_quiet = True
            self.curve.show_risk(text.spec, text.plan.chance, 0.0)

    def _ask(self, _value: object) -> None:
        self.source_asked.emit()

    def _moved(self, p: float) -> None:
        if self._text is not None and self._text.plan is not None:
            self._line.setText(pictures.handle_words(self._sight, p, self._text.plan))


class StripPanel(Panel):
    """The last lots of part x site.

    Signals:
        lot_chosen: id of a lot, as text.
    """

    lot_chosen = Signal(str)

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._sight = sight
        self._text: pictures.StripText | None = None
        self.setFixedHeight(scaled(STRIP_HEIGHT))
        self._strip = LotStrip(sight.tr.say("Last lots"))
        self._strip.chosen.connect(self.lot_chosen)
        self._empty = Label("", TextRole.BODY, Ink.TEXT2)
        self.add(self._strip)
        self.add(self._empty)
        self.body.addStretch(1)

    def show_view(self, view: LotView) -> None:
        """Show the lots of the class in question."""
        if view.page is None:
            return
        text = pictures.strip(self._sight, view.page)
        if text == self._text:
            return
        self._text = text
        self._strip.show_lots(text.tiles, text.segments, text.end_text)
        self._strip.setVisible(bool(text.tiles))
        self._empty.setText(text.empty)
        self._empty.setVisible(bool(text.empty))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title gives way to the reason."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        text = self._text
        if text is None:
            return
        title, note = role_font(TextRole.TITLE), role_font(TextRole.NOTE)
        room = self.width() - scaled(32 + 24)
        pairs = (
            (text.title, text.note),
            (text.short_title, text.note),
            (text.short_title, text.short_note),
        )
        shown = next(
            (
                pair
                for pair in pairs
                if text_width(pair[0], title) + text_width(pair[1], note) <= room
            ),
            (text.short_title, ""),
        )
        self.set_title(shown[0])
        self.set_note(shown[1])
        self._strip.setAccessibleDescription(text.note)


class Overview(QWidget):
    """All panels right of the timeline."""

    def __init__(self, sight: Sight) -> None:
        super().__init__()
        self._page: LotPage | None = None
        self._shelf_shown: Shelf | None = None
        self.inspection = InspectionPanel(sight)
        self.shelf = ShelfPanel(sight)
        self.curve = CurvePanel(sight)
        self.strip = StripPanel(sight)
        middle = QWidget()
        middle.setFixedWidth(scaled(MIDDLE_WIDTH))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(self.inspection)
        column.addWidget(self.shelf, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(scaled(8))
        grid.addWidget(middle, 0, 0)
        grid.addWidget(self.curve, 0, 1)
        grid.addWidget(self.strip, 1, 0, 1, 2)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def show_view(self, view: LotView) -> None:
        """Show everything anew if something was read or another shelf was chosen."""
        if view.page is self._page and view.shelf is self._shelf_shown:
            return
        self._page, self._shelf_shown = view.page, view.shelf
        for part in (self.inspection, self.shelf, self.curve, self.strip):
            part.show_view(view)
