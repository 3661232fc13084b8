"""A photo of what the camera shows now, as a command keeps it."""

from qtrace.domain.photos import PhotoReason, judge_photo
from qtrace.services.evidence import EvidenceFile
from qtrace.services.inspection.reading_photos import PhotoFile, judged_photo
from qtrace.services.outcomes import Refusal
from qtrace.ui.bench import Bench


def camera_photo(bench: Bench) -> PhotoFile | Refusal | None:
    """What the camera shows; None if there is none that shows anything."""
    camera = bench.photographer
    if camera is None or not camera.is_ready:
        return None
    content = camera.take()
    if content is None:
        return Refusal(PhotoReason.NO_PICTURE)
    name = bench.local(bench.now()).strftime("camera-%Y%m%d-%H%M%S.jpg")
    return judged_photo(content, name)


def kept_photo(photo: PhotoFile | None) -> EvidenceFile | None:
    """The photo as a command carries it."""
    if photo is None:
        return None
    found = judge_photo(photo.content)
    assert not isinstance(found, PhotoReason), "only judged photos are kept"
    return EvidenceFile(photo.content, photo.name, found.media_type)
