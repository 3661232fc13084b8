"""The photo of what was seen, kept with the hold that is placed."""

from typing import TYPE_CHECKING

from qtrace.domain.photos import PhotoReason, judge_photo
from qtrace.services.evidence import EvidenceFile
from qtrace.services.outcomes import Refusal
from qtrace.services.reading_photos import PhotoFile, judged_photo, read_photo_file

if TYPE_CHECKING:
    from qtrace.ui.holds.place_model import PlaceModel


class PlacePhotos:
    """Takes a photo from the camera or from a file for a `PlaceModel`."""

    def __init__(self, model: "PlaceModel") -> None:
        self._model = model

    def take(self) -> bool:
        """Keep what the camera shows now; False if no camera shows anything."""
        bench = self._model.bench
        camera = bench.photographer
        if camera is None or not camera.is_ready:
            return False
        content = camera.take()
        if content is None:
            self._model.refuse(Refusal(PhotoReason.NO_PICTURE))
            return True
        name = bench.local(bench.now()).strftime("camera-%Y%m%d-%H%M%S.jpg")
        self._loaded(judged_photo(content, name))
        return True

    def attach(self, path: str) -> None:
        """Keep the photo in a file."""
        self._model.bench.ask(read_photo_file, self._loaded, path)

    def _loaded(self, found: PhotoFile | Refusal) -> None:
        if isinstance(found, Refusal):
            self._model.refuse(found)
        else:
            self._model.become(photo=found, refusal=None)


def kept_photo(photo: PhotoFile | None) -> EvidenceFile | None:
    """The photo as a command carries it."""
    if photo is None:
        return None
    found = judge_photo(photo.content)
    assert not isinstance(found, PhotoReason), "only judged photos are kept"
    return EvidenceFile(photo.content, photo.name, found.media_type)
