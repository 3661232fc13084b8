"""The label as it will print, and the containers below it: the right column of a decision."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import Translator
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.shared_texts import unit_word
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.qss import LOOK, SCROLL
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.containers import ContainerTiles, Tile, TileSize, TileState
from qtrace.ui.widgets.identity import LabelPreview, LabelPreviewSpec
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Panel


@dataclass(frozen=True, slots=True)
class LabelTexts:
    """What the column says."""

    title: str
    note: str
    label: LabelPreviewSpec
    count: str
    count_note: str
    tiles: tuple[Tile, ...]
    below: str = ""


def preview_spec(
    tr: Translator, view: InspectionView, status: str, number: int, *, demo: bool
) -> LabelPreviewSpec:
    """The label of container `number` with `status` on it."""
    sheet, task = view.sheet, view.labels.task
    assert sheet is not None
    lot = sheet.lot
    words = {
        "released": tr.term("label", "RELEASED"),
        "rejected": tr.term("label", "REJECTED"),
        "quarantine": tr.term("label", "QUARANTINE"),
        "hold": tr.term("label", "HOLD"),
    }
    total = task.total if task else lot.containers
    each = task.quantities_q6[number - 1] if task and number <= len(task.quantities_q6) else None
    amount = f"{grouped_q6(each)} {unit_word(tr, lot, task)}" if each is not None else ""
    name = tr.name(lot.part.name_en, lot.part.name_zh)
    revision = tr.say("Rev {revision}", revision=lot.revision) if lot.revision else ""
    rejected = status == "rejected"
    lines = [f"{lot.part.code}  {revision}".rstrip()]
    data = ""
    if rejected:
        lines.append(amount)
        lines.append(tr.say("Do not use"))
        data = sheet.outcome.nonconformance
    else:
        lines.append(name)
        lines.append(amount)
        if lot.expiry is not None:
            lines.append(tr.say("Exp. {date}", date=lot.expiry.isoformat()))
    return LabelPreviewSpec(
        words.get(status, status),
        f"{number} / {total}",
        lot.lot,
        tuple(line for line in lines if line),
        data,
        view.labels.symbol if view.labels.symbol_of == (number, status) else (),
        rejected=rejected,
        demo=tr.term("label", "DEMO") if demo else "",
    )


def label_tiles(view: InspectionView, *, rejected: bool) -> tuple[Tile, ...]:
    """The containers: done, the next one, still to do."""
    state = view.labels
    if state.task is None:
        return ()
    done = TileState.FAILED if rejected else TileState.DONE
    tiles = []
    for number in range(1, state.task.total + 1):
        if number in state.task.checked:
            tiles.append(Tile(number, done))
        elif number == state.next_number:
            tiles.append(Tile(number, TileState.NOW))
        else:
            tiles.append(Tile(number, TileState.TODO))
    return tuple(tiles)


class LabelColumn(Panel):
    """Label preview and container tiles.

    Signals:
        pressed: number of a container.
    """

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__(" ", " ")
        self._preview = LabelPreview()
        self.add(self._preview)
        row = QHBoxLayout()
        self._count = Label("", TextRole.TITLE)
        self._count_note = Label("", TextRole.NOTE, Ink.TEXT2, align=Qt.AlignmentFlag.AlignRight)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._count_note)
        self.body.addLayout(row)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setProperty(LOOK, SCROLL)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        self.tiles = ContainerTiles(4, TileSize.LINE)
        self.tiles.pressed.connect(self.pressed)
        column.addWidget(self.tiles)
        column.addStretch(1)
        scroll.setWidget(inner)
        for ground in (scroll.viewport(), inner):
            ground.setAutoFillBackground(False)
        self.add(scroll, 1)
        self._below = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self.add(self._below)
        self.body.setSpacing(scaled(8))

    def show_texts(self, texts: LabelTexts) -> None:
        """Show another state."""
        self.set_title(texts.title)
        self.set_note(texts.note)
        self._preview.show_label(texts.label)
        self._count.setText(texts.count)
        self._count_note.setText(texts.count_note)
        self.tiles.set_tiles(texts.tiles)
        self._below.setText(texts.below)
        self._below.setVisible(bool(texts.below))
