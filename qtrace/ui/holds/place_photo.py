"""The photo of what was seen, kept with the hold that is placed."""

from typing import TYPE_CHECKING

from qtrace.services.inspection.reading_photos import PhotoFile, read_photo_file
from qtrace.services.outcomes import Refusal
from qtrace.ui.camera_photo import camera_photo

if TYPE_CHECKING:
    from qtrace.ui.holds.place_model import PlaceModel


class PlacePhotos:
    """Takes a photo from the camera or from a file for a `PlaceModel`."""

    def __init__(self, model: "PlaceModel") -> None:
        self._model = model

    def take(self) -> bool:
        """Keep what the camera shows now; False if no camera shows anything."""
        found = camera_photo(self._model.bench)
        if found is None:
            return False
        self._loaded(found)
        return True

    def attach(self, path: str) -> None:
        """Keep the photo in a file."""
        self._model.bench.ask(read_photo_file, self._loaded, path)

    def _loaded(self, found: PhotoFile | Refusal) -> None:
        if isinstance(found, Refusal):
            self._model.refuse(found)
        else:
            self._model.become(photo=found, refusal=None)
