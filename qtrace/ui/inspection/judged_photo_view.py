"""The panel in which a photo becomes the reading of a piece: taken, looked at, judged."""

from PySide6.QtWidgets import QHBoxLayout

from qtrace.i18n import Translator
from qtrace.ui.inspection.cells import characteristic_of
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.panel_frame import PanelFrame
from qtrace.ui.inspection.shared_texts import characteristic_name
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind, KeyButton
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.picture import Picture


class JudgedPhotoView(PanelFrame):
    """The photo of the current piece and the two answers to it.

    Signals:
        triggered: `yes` or `no`.
    """

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr, tr.say("Photo"))
        self.picture = Picture(tr.say("Photo"))
        self._about = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self.body.addWidget(self.picture, 1)
        self.body.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        unfit = ActionSpec("no", "Shift+Enter", tr.term("answer", "Not OK"))
        fit = ActionSpec("yes", "Enter", tr.term("answer", "OK"), kind=ButtonKind.OUTLINED)
        self._answers = (KeyButton(unfit), KeyButton(fit))
        for button in self._answers:
            button.chosen.connect(lambda action: self.triggered.emit(str(action)))
            row.addWidget(button, 1)
        self.body.addLayout(row)
        self._known: bytes | None = None

    def show_view(self, view: InspectionView) -> None:
        """Show the photo that waits for its verdict, or how to take one."""
        tr, sheet, cursor = self.tr_, view.sheet, view.reading.cursor
        assert sheet is not None
        self.show_refusal(view.answer.refusal)
        if cursor is not None:
            own = characteristic_of(sheet, cursor[0])
            where = tr.say("Piece {piece} of {n}", piece=cursor[1], n=own.n)
            self.set_title(f"{characteristic_name(tr, own)}: {where}")
        photo = view.answer.photo
        content = photo.content if photo is not None else None
        if content is not self._known:
            self._known = content
            self.picture.show_photo(content)
        for button in self._answers:
            button.setVisible(photo is not None)
        self._about.setText(self._about_text(view))

    def _about_text(self, view: InspectionView) -> str:
        tr = self.tr_
        if view.answer.photo is not None:
            return tr.say("Look at the photo: does the piece conform? F10 takes it again")
        if view.camera:
            return tr.say("No photo yet. F10 takes what the camera shows.")
        return tr.say(
            "No photo yet. F4 opens the camera; F10 attaches a JPEG or PNG file of at most 20 MB."
        )
