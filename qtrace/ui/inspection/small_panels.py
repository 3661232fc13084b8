"""Papers, a typed code, a reprint: panels that ask for one thing."""

from PySide6.QtWidgets import QLineEdit

from qtrace.i18n import Translator
from qtrace.i18n.words import paper_word
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.key_tile import KeyTileSpec
from qtrace.ui.inspection.panel_frame import PanelFrame
from qtrace.ui.inspection.reprint_reasons import REPRINT_REASONS
from qtrace.ui.inspection.tile_grid import TileGrid
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font
from qtrace.ui.theme.qss import FIELD, LOOK
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.labels import Label

MOST_TEXT = 60


class TypedLine(QLineEdit):
    """One line of text; a scan never ends here, the scan channel has it before."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setProperty(LOOK, FIELD)
        self.setMaxLength(MOST_TEXT)
        self.setFixedHeight(profile().control)
        self.setFont(role_font(TextRole.DATA_VALUE))


class PapersView(PanelFrame):
    """The papers of the lot and the number of the next one.

    Signals:
        triggered: `paper:<kind>`, `register:<number>`.
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.say("Supplier's papers"))
        self._tiles = TileGrid(2)
        self._tiles.triggered.connect(self.triggered)
        self.body.addWidget(self._tiles)
        self.line = TypedLine(tr.say("Number of the paper"))
        self.line.returnPressed.connect(self._register)
        self._hint = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self.body.addWidget(self.line)
        self.body.addWidget(self._hint)
        self.body.addStretch(1)
        self._known: tuple[object, ...] = ()

    def show_view(self, view: InspectionView) -> None:
        """Show which papers are there."""
        tr, sheet, state = self.tr_, view.sheet, view.panel
        assert sheet is not None
        self.show_refusal(state.refusal)
        self._tiles.set_tiles(
            [
                KeyTileSpec(
                    f"paper:{paper.kind}",
                    "",
                    paper_word(tr, paper.kind),
                    paper.number or tr.say("missing"),
                    chosen=paper.kind == state.paper,
                    mark=Status.HOLD if paper.number is None else Status.OK,
                )
                for paper in sheet.papers
            ]
        )
        if sheet.papers != self._known:  # what was typed is stored
            self._known = sheet.papers
            self.line.clear()
        self.line.setVisible(bool(state.paper))
        if not sheet.papers:
            self._hint.setText(tr.say("This part asks for no papers"))
        elif state.paper:
            name = paper_word(tr, state.paper)
            self._hint.setText(
                tr.say("Type or scan the number of: {paper}, then Enter", paper=name)
            )
        else:
            self._hint.setText(tr.say("All papers are there; press one to correct it"))

    def _register(self) -> None:
        self.triggered.emit(f"register:{self.line.text()}")


class CodeView(PanelFrame):
    """A code that no scanner can read any more, typed by hand.

    Signals:
        triggered: `code:<text>`.
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.say("Type a code"))
        self.line = TypedLine(tr.say("Code below the symbol"))
        self.line.returnPressed.connect(self._take)
        self.body.addWidget(self.line)
        hint = tr.say("Container, gauge, badge, place or defect, then Enter")
        self.body.addWidget(Label(hint, TextRole.NOTE, Ink.TEXT2, wrap=True))
        self.body.addStretch(1)

    def show_view(self, view: InspectionView) -> None:
        """Show why the typed code was not taken."""
        self.show_refusal(view.panel.refusal)

    def _take(self) -> None:
        self.triggered.emit(f"code:{self.line.text()}")


class ReprintView(PanelFrame):
    """Why a label is printed again.

    Signals:
        triggered: `reprint:<key of the reason>`.
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.say("Print again"))
        self._tiles = TileGrid(2)
        self._tiles.triggered.connect(self.triggered)
        self._tiles.set_tiles(
            [
                KeyTileSpec(f"reprint:{key}", key, tr.say(text))
                for key, text in REPRINT_REASONS.items()
            ]
        )
        self.body.addWidget(self._tiles)
        hint = tr.say("The paper says COPY and its number")
        self.body.addWidget(Label(hint, TextRole.NOTE, Ink.TEXT2))
        self.body.addStretch(1)
        self.body.setSpacing(scaled(12))

    def show_view(self, view: InspectionView) -> None:
        """Name the container."""
        sheet = view.sheet
        assert sheet is not None
        text = self.tr_.say(
            "Print the label of container {number} again: why?", number=view.panel.container
        )
        self.set_title(text)
        self.show_refusal(view.panel.refusal)
