"""The annex of photos: each numbered, with its reading, drawn anew from its pixels.

What the camera noted in a file (place, time, device) stays in the stored original and does not
leave the house with the paper.
"""

import io
from collections.abc import Mapping

from reportlab.platypus import Flowable, Image, KeepTogether, Spacer

from qtrace.printing.flowables import CAPTION, STRONG, text
from qtrace.printing.page import TEXT_WIDTH_MM
from qtrace.printing.report_data import Figure, ReportData
from qtrace.printing.typeset import MM
from qtrace.printing.words import Words

_MOST_PIXELS = 1600
_HEIGHT_MM = 175.0
_QUALITY = 85

Photos = Mapping[str, bytes]
"""Files of photos by their SHA-256, 64 hex digits."""


def figures_annex(report: ReportData, words: Words, photos: Photos) -> list[Flowable]:
    """All photos of readings with their captions; nothing if there are none."""
    story: list[Flowable] = []
    for number, figure in enumerate(report.figures, start=1):
        story.append(KeepTogether(_figure(number, figure, words, photos.get(figure.digest))))
    return story


def _figure(number: int, figure: Figure, words: Words, content: bytes | None) -> list[Flowable]:
    caption = words.term(
        "report",
        "Figure {number}: characteristic {characteristic}, piece {piece}: {value}",
        number=number,
        characteristic=figure.characteristic,
        piece=figure.piece,
        value=figure.value,
    )
    digest = words.term("report", "SHA-256 of the file: {digest}", digest=figure.digest)
    picture = _picture(content) if content is not None else None
    if picture is None:
        gone = words.term("report", "This photo cannot be drawn; its file is kept as it came.")
        return [text(caption, STRONG), text(gone, CAPTION), text(digest, CAPTION), Spacer(1, 8)]
    return [text(caption, STRONG), Spacer(1, 3), picture, text(digest, CAPTION), Spacer(1, 8)]


def _picture(content: bytes) -> Image | None:
    """The photo upright and no larger than the page, or None if its pixels cannot be read."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    try:
        with Pillow.open(io.BytesIO(content)) as opened:
            opened.draft("RGB", (_MOST_PIXELS, _MOST_PIXELS))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, SyntaxError, ValueError):  # Pillow's words for damaged files
        return None
    upright.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    drawn = io.BytesIO()
    upright.save(drawn, "JPEG", quality=_QUALITY)
    width, height = upright.size
    scale = min(TEXT_WIDTH_MM * MM / width, _HEIGHT_MM * MM / height)
    drawn.seek(0)
    return Image(drawn, width * scale, height * scale, hAlign="LEFT")
