"""Naming a defect of a piece, or holding the whole lot."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.i18n.holds_reasons import hold_reason
from qtrace.i18n.words import class_word
from qtrace.ui.inspection.cells import characteristic_of
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.key_tile import KeyTileSpec
from qtrace.ui.inspection.panel_desk import ANY_DEFECT, HOLD_KEYS, SEVERITIES, PanelState
from qtrace.ui.inspection.panel_frame import PanelFrame
from qtrace.ui.inspection.shared_texts import characteristic_name
from qtrace.ui.inspection.tile_grid import TileGrid
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.current import ReadingField
from qtrace.ui.widgets.labels import Label, Rule


class NonconformanceView(PanelFrame):
    """Two ways to say that something is wrong, in one panel.

    Signals:
        triggered: `defect:<code>`, `reason:<code>`, `severity:<word>`.
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.say("Nonconformance"))
        self._defects = self._defect_part()
        self.body.addWidget(self._defects)
        head = QHBoxLayout()
        head.setSpacing(scaled(8))
        head.addWidget(Label(tr.say("Hold the whole lot"), TextRole.STRONG), 1)
        self._severities = TileGrid(3)
        self._severities.setFixedWidth(scaled(330))
        self._severities.triggered.connect(self.triggered)
        head.addWidget(self._severities)
        self.body.addLayout(head)
        self._reasons = TileGrid(3)
        self._reasons.triggered.connect(self.triggered)
        self.body.addWidget(self._reasons)
        self._camera = Label("", TextRole.NOTE, Ink.TEXT2)
        self.body.addWidget(self._camera)
        self.body.addStretch(1)

    def _defect_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        self._where = Label("", TextRole.STRONG)
        self._hint = Label("", TextRole.NOTE, Ink.TEXT2)
        head = QHBoxLayout()
        head.addWidget(self._where)
        head.addStretch(1)
        head.addWidget(self._hint)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(scaled(12))
        self._piece = ReadingField(self.tr_.say("Piece"))
        row.addWidget(self._piece)
        self._codes = TileGrid(4)
        self._codes.triggered.connect(self.triggered)
        row.addWidget(self._codes, 1)
        column.addLayout(row)
        column.addWidget(Rule())
        return part

    def show_view(self, view: InspectionView) -> None:
        """Show the state of the panel."""
        state, sheet = view.panel, view.sheet
        assert sheet is not None
        self.show_refusal(state.refusal)
        self._defects.setVisible(bool(state.characteristic_id))
        if state.characteristic_id:
            own = characteristic_of(sheet, state.characteristic_id)
            self._where.setText(
                self.tr_.say("Defect: {name}", name=characteristic_name(self.tr_, own))
            )
            self._show_defects(state, own.n, own.defect_codes or (ANY_DEFECT,))
        self._show_hold(state)
        kept = self.tr_.say("What the camera shows is kept with the hold.")
        self._camera.setText(kept if view.camera else "")
        self._camera.setVisible(view.camera)

    def _show_defects(self, state: PanelState, n: int, codes: tuple[str, ...]) -> None:
        tr = self.tr_
        hint = tr.say("Press the defect's number") if state.naming else tr.say("Piece, then Enter")
        self._hint.setText(hint)
        self._piece.show_value(state.piece, tr.say("of {n}", n=n), enabled=not state.naming)
        self._codes.set_tiles(
            [
                KeyTileSpec(f"defect:{code}", str(number) if state.naming else "", self._name(code))
                for number, code in enumerate(codes[:9], 1)
            ]
        )

    def _name(self, code: str) -> str:
        return self.tr_.say("Any defect") if code == ANY_DEFECT else code

    def _show_hold(self, state: PanelState) -> None:
        tr = self.tr_
        self._severities.set_tiles(
            [
                KeyTileSpec(
                    f"severity:{word}", "", class_word(tr, word), chosen=state.severity == word
                )
                for word in SEVERITIES
            ]
        )
        self._reasons.set_tiles(
            [
                KeyTileSpec(
                    f"reason:{reason.value}",
                    key,
                    hold_reason(tr, reason.value),
                    chosen=state.hold_reason is reason,
                )
                for key, reason in HOLD_KEYS.items()
            ]
        )
