"""The photo that goes with a line clearance or a check."""

from typing import TYPE_CHECKING

from qtrace.domain.photos import PhotoReason, judge_photo
from qtrace.services.evidence import EvidenceFile
from qtrace.services.outcomes import Refusal
from qtrace.services.reading_photos import PhotoFile, judged_photo

if TYPE_CHECKING:
    from qtrace.ui.production.line_model import LineModel


class LinePhotos:
    """Takes a photo of what the camera shows, for the open panel of a `LineModel`."""

    def __init__(self, model: "LineModel") -> None:
        self._model = model

    def take(self) -> bool:
        """Keep what the camera shows now; False if no camera shows anything."""
        model, bench = self._model, self._model.bench
        camera = bench.photographer
        if camera is None or not camera.is_ready:
            return False
        content = camera.take()
        if content is None:
            model.refuse(Refusal(PhotoReason.NO_PICTURE))
            return True
        name = bench.local(bench.now()).strftime("camera-%Y%m%d-%H%M%S.jpg")
        found = judged_photo(content, name)
        if isinstance(found, Refusal):
            model.refuse(found)
        else:
            model.become(photo=found, refusal=None)
        return True


def evidence_of(photo: PhotoFile | None) -> EvidenceFile | None:
    """The photo as a command carries it."""
    if photo is None:
        return None
    found = judge_photo(photo.content)
    assert not isinstance(found, PhotoReason), "only judged photos are kept"
    return EvidenceFile(photo.content, photo.name, found.media_type)
