"""The photo panel: the reading, its photos one at a time, who attached them and when."""

from collections.abc import Callable
from datetime import datetime

from qtrace.i18n import Translator
from qtrace.services.inspection.reading_photos import PhotoRow
from qtrace.ui.inspection.cells import characteristic_of
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.panel_frame import PanelFrame
from qtrace.ui.inspection.shared_texts import characteristic_name
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.picture import Picture


class PhotoView(PanelFrame):
    """Photos of the reading that was taken or chosen last."""

    def __init__(self, tr: Translator, local: Callable[[datetime], datetime]) -> None:
        super().__init__(tr, tr.say("Photos"))
        self._local = local
        self.picture = Picture(tr.say("Photo"))
        self._about = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self.body.addWidget(self.picture, 1)
        self.body.addWidget(self._about)
        self._known: PhotoRow | None = None

    def show_view(self, view: InspectionView) -> None:
        """Show the photo in front and whose reading it is."""
        tr, state, sheet = self.tr_, view.photo, view.sheet
        assert sheet is not None
        self.show_refusal(state.refusal)
        if state.cell is None:
            self.set_title(tr.say("Photos"))
        else:
            own = characteristic_of(sheet, state.cell.characteristic_id)
            value = " ".join(filter(None, (state.cell.value or state.cell.defect_code, own.unit)))
            where = tr.say("Photos of piece {piece}", piece=state.cell.piece)
            self.set_title(f"{where}: {characteristic_name(tr, own)} {value}")
        photo = state.photos[state.shown] if state.photos else None
        if photo != self._known:
            self._known = photo
            self.picture.show_photo(photo.content if photo is not None else None)
        self._about.setText(self._about_text(view, photo))

    def _about_text(self, view: InspectionView, photo: PhotoRow | None) -> str:
        tr, state = self.tr_, view.photo
        if photo is None:
            if view.camera:
                return tr.say("No photo yet. F10 takes what the camera shows.")
            return tr.say(
                "No photo yet. F4 opens the camera; F10 attaches a JPEG or PNG file of at most "
                "20 MB."
            )
        number = tr.say("{n} of {total}", n=state.shown + 1, total=len(state.photos))
        at = self._local(photo.at).strftime("%Y-%m-%d %H:%M")
        name = tr.name(photo.person.en, photo.person.zh)
        return " · ".join((number, photo.name, name, at, photo.sha256[:12]))
