"""Another way on: sending the inspection back, or rejecting for what keeps the lot from release."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.i18n.inspection_words import OBSTACLES, RETURN_REASONS
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.key_tile import KeyTileSpec
from qtrace.ui.inspection.panel_frame import PanelFrame
from qtrace.ui.inspection.small_panels import TypedLine
from qtrace.ui.inspection.tile_grid import TileGrid
from qtrace.ui.inspection.ways import REJECT_KEYS, RETURN_KEYS, may_send_back, rejectable
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.labels import Label, Rule


class WayView(PanelFrame):
    """Reasons to send back, obstacles to reject for, and one line of text.

    Signals:
        triggered: `return_for:<reason>`, `reject_for:<obstacle>`, `note:<text>`.
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.say("Another way"))
        self._reject = QWidget()
        column = QVBoxLayout(self._reject)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(Label(tr.say("Reject the lot because"), TextRole.STRONG))
        self._obstacles = TileGrid(2)
        self._obstacles.triggered.connect(self.triggered)
        column.addWidget(self._obstacles)
        column.addWidget(Rule())
        self.body.addWidget(self._reject)
        self._back = QWidget()
        column = QVBoxLayout(self._back)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(Label(tr.say("Send back to the inspector because"), TextRole.STRONG))
        self._reasons = TileGrid(2)
        self._reasons.triggered.connect(self.triggered)
        column.addWidget(self._reasons)
        self.line = TypedLine(tr.say("What is to be done (optional)"))
        self.line.textEdited.connect(lambda text: self.triggered.emit(f"note:{text}"))
        self.line.returnPressed.connect(lambda: self.triggered.emit("return_for:other"))
        column.addWidget(self.line)
        hint = tr.say("Choose a reason, then badge and PIN")
        column.addWidget(Label(hint, TextRole.NOTE, Ink.TEXT2, wrap=True))
        self.body.addWidget(self._back)
        self.body.addStretch(1)

    def show_view(self, view: InspectionView) -> None:
        """Show what may be chosen now."""
        tr, sheet = self.tr_, view.sheet
        assert sheet is not None
        self.show_refusal(view.panel.refusal)
        found = rejectable(sheet)
        self._reject.setVisible(bool(found))
        self._obstacles.set_tiles(
            [
                KeyTileSpec(
                    f"reject_for:{obstacle.value}",
                    key,
                    tr.say(OBSTACLES[obstacle]),
                    mark=Status.BLOCKED,
                )
                for key, obstacle in REJECT_KEYS.items()
                if obstacle in found
            ]
        )
        self._back.setVisible(may_send_back(sheet))
        self._reasons.set_tiles(
            [
                KeyTileSpec(f"return_for:{reason.value}", key, tr.say(RETURN_REASONS[reason]))
                for key, reason in RETURN_KEYS.items()
            ]
        )
