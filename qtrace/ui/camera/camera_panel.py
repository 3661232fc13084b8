"""The camera panel: picture, sentence, buttons; a bare tool window that never takes the focus."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.ui.bench import Bench
from qtrace.ui.camera.camera_model import CameraModel, CameraPanelState
from qtrace.ui.camera.camera_picture import CameraPicture
from qtrace.ui.camera.camera_texts import actions, camera_line, device_text
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionSpec, KeyButton
from qtrace.ui.widgets.fields import WrappedLabel
from qtrace.ui.widgets.file_choice import FileChoice
from qtrace.ui.widgets.labels import IconLabel, Label, StatusMark
from qtrace.ui.widgets.panel import Frame

WIDTH = 374
"""With its height as low as it is, the panel stands below the verdict and above the actions."""
SENTENCE_HEIGHT = 72
BUTTON_HEIGHT = 48
NAME_WIDTH = 150
"""A maker's name for a camera may be longer; screen readers get all of it."""
IMAGES = "*.png *.jpg *.jpeg *.bmp *.tif *.tiff"


class CameraPanel(Frame):
    """A view over a camera model.

    Attributes:
        buttons: by action id: `close`, `photo`, `mirror`, `open`, `next`.
    """

    def __init__(self, tr: Translator, model: CameraModel) -> None:
        super().__init__(tr.say("Camera"))
        self._files = FileChoice(self)
        self._tr, self._model = tr, model
        self.picture = CameraPicture()
        self.mark = StatusMark(Status.NEUTRAL, 24)
        self.text = WrappedLabel("", TextRole.STRONG, Ink.TEXT)
        self.next_step = WrappedLabel()
        self.device = Label("", TextRole.NOTE, Ink.TEXT2)
        self.buttons: dict[str, KeyButton] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        outer.setSpacing(scaled(8))
        outer.addLayout(self._head())
        outer.addWidget(self.picture)
        outer.addWidget(self._sentence())
        outer.addLayout(self._grid())
        model.changed.connect(self._show)
        self._show(model.state)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(scaled(12))
        head.addWidget(IconLabel(IconName.CAMERA, 28))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label(self._tr.say("Camera"), TextRole.TITLE))
        names.addWidget(self.device)
        head.addLayout(names, 1)
        close = ActionSpec("close", "F4", self._tr.say("Close"))
        head.addWidget(self._button(close))
        return head

    def _sentence(self) -> QWidget:
        """Mark and words, as high as the longest of them: the buttons never move."""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text)
        words.addWidget(self.next_step)
        words.addStretch(1)
        place = QWidget()
        place.setFixedHeight(scaled(SENTENCE_HEIGHT))
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(8))
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return place

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(scaled(8))
        for number, spec in enumerate(actions(self._tr, self._model.state)):
            grid.addWidget(self._button(spec), number // 2, number % 2)
        return grid

    def _button(self, spec: ActionSpec) -> KeyButton:
        button = KeyButton(spec)
        button.setFixedHeight(scaled(BUTTON_HEIGHT))
        button.chosen.connect(self._act)
        self.buttons[spec.id] = button
        return button

    def _show(self, state: CameraPanelState) -> None:
        line = camera_line(self._tr, state)
        self.picture.show_view(state.view, mirrored=state.mirrored)
        self.picture.setAccessibleName(line.text)
        self.mark.set_status(line.status)
        if self.text.text() != line.text:
            self.text.setText(line.text)
        if self.next_step.text() != line.next_step:
            self.next_step.setText(line.next_step)
        name = device_text(self._tr, state)
        room = scaled(NAME_WIDTH)
        short = self.device.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.device.setText(short)
        self.device.setAccessibleName(name)
        for spec in actions(self._tr, state):
            if self.buttons[spec.id].spec != spec:
                self.buttons[spec.id].set_spec(spec)

    def _act(self, action: object) -> None:
        if action == "photo":
            self._choose_photo()
        else:
            does = {
                "close": self._model.close,
                "mirror": self._model.mirror,
                "open": self._model.open,
                "next": self._model.next_device,
            }
            does[str(action)]()

    def _choose_photo(self) -> None:
        """Ask for a file beside the station, never in front of it."""
        title = self._tr.say("Photo of a label")
        patterns = self._tr.say("Images ({patterns})", patterns=IMAGES)
        self._files.ask(title, patterns, self._model.read_photo, pictures=True)


class CameraWindow(QWidget):
    """The camera panel beside the station's window; the camera runs while it is shown."""

    def __init__(self, bench: Bench, owner: QWidget, model: CameraModel) -> None:
        flags = Qt.WindowType
        super().__init__(
            owner, flags.Tool | flags.FramelessWindowHint | flags.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._owner, self._bench, self.model = owner, bench, model
        self.panel = CameraPanel(bench.translator, model)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.panel)
        bench.language_changed.connect(self._speak)
        bench.person_changed.connect(self._person_changed)
        model.changed.connect(self._follow)

    def toggle(self) -> None:
        """Open the camera and show the panel, or close both."""
        if self.model.is_open:
            self.model.close()
            return
        has_keyboard = self._owner.isActiveWindow()
        self.model.open()
        self._place()
        self.show()
        if has_keyboard:  # some window systems give it to whatever is shown
            self._owner.activateWindow()

    def _follow(self, _state: object) -> None:
        """A closed camera has no panel."""
        if not self.model.is_open:
            self.hide()

    def _person_changed(self, person: object) -> None:
        """Nobody at the station: the camera's light goes out."""
        if person is None and self.model.is_open:
            self.model.close()

    def _speak(self, translator: Translator) -> None:
        layout = self.layout()
        assert layout is not None
        layout.removeWidget(self.panel)
        self.model.changed.disconnect(self.panel._show)  # noqa: SLF001 - our own view
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = CameraPanel(translator, self.model)
        layout.addWidget(self.panel)

    def _place(self) -> None:
        """Beside the owner if the screen has room, else over its lower right corner."""
        self.setFixedWidth(scaled(WIDTH))
        height = self.panel.sizeHint().height()
        frame = self._owner.frameGeometry()
        screen = self._owner.screen().availableGeometry()
        x = min(frame.right() + 1, screen.right() - self.width() + 1)
        bottom = min(frame.bottom(), screen.bottom()) - profile().control - 2 * profile().gap
        self.move(QPoint(x, max(screen.top(), bottom - height)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """The camera closes with its panel."""
        if self.model.is_open:
            self.model.close()
        super().closeEvent(event)
