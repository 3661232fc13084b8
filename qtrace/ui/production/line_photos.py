"""The photo that goes with a line clearance or a check: from the camera, or from a file."""

from typing import TYPE_CHECKING

from qtrace.services.inspection.reading_photos import PhotoFile, read_photo_file
from qtrace.services.outcomes import Refusal
from qtrace.ui.camera_photo import camera_photo
from qtrace.ui.production.line_state import PHOTOGRAPHED, form_parts

if TYPE_CHECKING:
    from qtrace.ui.production.line_model import LineModel


class LinePhotos:
    """Takes a photo from the camera or from a file, for the open panel of a `LineModel`."""

    def __init__(self, model: "LineModel") -> None:
        self._model = model

    def take(self) -> bool:
        """Keep what the camera shows now; False if no camera shows anything."""
        found = camera_photo(self._model.bench)
        if found is None:
            return False
        self._loaded(found)
        return True

    def attach(self, path: str) -> None:
        """Keep the photo in a file; it stands under the same rules as one from the camera."""
        self._model.bench.ask(read_photo_file, self._loaded, path)

    def _loaded(self, found: PhotoFile | Refusal) -> None:
        model = self._model
        if form_parts(model.state.form)[0] not in PHOTOGRAPHED:
            return  # the panel that asked is gone
        if isinstance(found, Refusal):
            model.refuse(found)
        else:
            model.become(photo=found, refusal=None)
