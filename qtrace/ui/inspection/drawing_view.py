"""Pictures of the plan on the inspection screen: small beside the grid, large in the middle."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.domain.plan_pictures import PictureRole
from qtrace.i18n import Translator
from qtrace.services.catalogue.plan_pictures import PictureOfPlan
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.panel_frame import PanelFrame
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.drawing import BalloonMark, DrawingView
from qtrace.ui.widgets.labels import Label


def balloon_marks(view: InspectionView, picture: PictureOfPlan) -> tuple[BalloonMark, ...]:
    """Balloons of a picture; the characteristic in front has the current one."""
    sheet = view.sheet
    rows = sheet.characteristics if sheet is not None else ()
    front = view.reading.characteristic_id
    current = next((row.number for row in rows if row.characteristic_id == front), 0)
    return tuple(
        BalloonMark(each.number, float(each.x), float(each.y), current=each.number == current)
        for each in picture.balloons
    )


def picture_title(tr: Translator, picture: PictureOfPlan) -> str:
    """What the picture is."""
    is_drawing = picture.role is PictureRole.DRAWING
    return tr.say("Drawing") if is_drawing else tr.say("Instruction")


class DrawingCard(QWidget):
    """The drawing beside the grid.

    Signals:
        triggered: `balloon:<number>`, or `drawing` to see it large.
    """

    triggered = Signal(str)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        head = QHBoxLayout()
        self._title = Label("", TextRole.NOTE_STRONG)
        head.addWidget(self._title)
        head.addStretch(1)
        hint = tr.say("{key} enlarges", key="Shift+F3")
        head.addWidget(Label(hint, TextRole.NOTE, Ink.TEXT2))
        column.addLayout(head)
        self.drawing = DrawingView(tr.say("Drawing"))
        self.drawing.balloon_pressed.connect(lambda n: self.triggered.emit(f"balloon:{n}"))
        self.drawing.pressed.connect(lambda _x, _y: self.triggered.emit("drawing"))
        column.addWidget(self.drawing, 1)

    def show_view(self, view: InspectionView) -> None:
        """Show the picture in front; nothing without one."""
        picture = view.drawing.picture
        self.setVisible(picture is not None)
        if picture is not None:
            self._title.setText(picture_title(self._tr, picture))
            self.drawing.show_picture(picture.content, balloon_marks(view, picture))


class DrawingPanel(PanelFrame):
    """The picture as large as the middle of the page; a balloon leads to its row.

    Signals:
        triggered: `balloon:<number>`.
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.say("Drawing"))
        self.drawing = DrawingView(tr.say("Drawing"))
        self.drawing.balloon_pressed.connect(lambda n: self.triggered.emit(f"balloon:{n}"))
        self.body.addWidget(self.drawing, 1)
        self._about = Label("", TextRole.NOTE, Ink.TEXT2)
        self.body.addWidget(self._about)

    def show_view(self, view: InspectionView) -> None:
        """Show the picture in front with its file."""
        tr, state = self.tr_, view.drawing
        self.show_refusal(None)
        picture = state.picture
        if picture is None:
            return
        self.set_title(picture_title(tr, picture))
        self.drawing.show_picture(picture.content, balloon_marks(view, picture))
        parts = [picture.name, picture.sha256[:8]]
        if len(state.pictures) > 1:
            n, total = state.shown + 1, len(state.pictures)
            parts.insert(0, tr.say("{n} of {total}", n=n, total=total))
            parts.append(tr.say("{key} shows the next picture", key="Shift+F3"))
        self._about.setText(" · ".join(parts))
