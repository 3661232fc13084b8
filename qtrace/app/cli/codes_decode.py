"""`qtrace codes decode`: the symbols in image files and what they mean, as one JSON document.

Neither a window nor a database is opened; Qt unpacks the files, the camera's cascade reads them.
"""

import argparse
import base64
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qtrace.app.cli.errors import ExitStatus
from qtrace.i18n.translator import Language, Translator, load_translator

if TYPE_CHECKING:
    from qtrace.app.cli.codes import Answer, Answerer
    from qtrace.ports import DeviceTrouble
    from qtrace.scanning.engines import Seen

#: Separators that codes carry; a text with them is still printable.
_SEPARATORS: Final = "\x1c\x1d\x1e\x04"


def add_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", year: Callable[[str], int]
) -> None:
    """Add `qtrace codes decode`.

    Args:
        commands: the sub-commands of `codes`.
        year: reads the value of `--ref-year`.
    """
    decode = commands.add_parser(
        "decode", help="the symbols in PNG, JPEG, BMP and TIFF images", allow_abbrev=False
    )
    decode.add_argument("images", nargs="+", metavar="IMAGE", help="image file")
    decode.add_argument("--json", action="store_true", required=True, help="one JSON document")
    decode.add_argument(
        "--ref-year", type=year, metavar="YYYY", help="as in `codes parse` (default: this year)"
    )
    decode.add_argument(
        "--language",
        choices=[language.value for language in Language],
        default=argparse.SUPPRESS,
        help="language of the sentences",
    )
    decode.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answer for every image; 2 if one of them could not be read."""
    from PySide6.QtCore import QLoggingCategory

    from qtrace.app.cli.codes import Answerer
    from qtrace.reference import ai_table

    # What Qt thinks of a damaged file is said by our own reason.
    QLoggingCategory.setFilterRules("qt.gui.imageio*=false")
    tr = load_translator(Language(getattr(options, "language", None) or Language.EN))
    answerer = Answerer(ai_table(), tr, options.ref_year or datetime.now(UTC).year)
    answers = [answer_image(Path(name), answerer, tr) for name in options.images]
    sys.stdout.write(json.dumps({"images": answers}, indent=1) + "\n")
    return ExitStatus.BAD_INPUT if any("error" in one for one in answers) else ExitStatus.OK


def answer_image(path: Path, answerer: "Answerer", tr: Translator) -> "Answer":
    """The symbols in one image, or an error with a stable code."""
    from qtrace.scanning.camera import read_photo
    from qtrace.scanning.qt_images import LoadedImage, load_image

    loaded = load_image(path)
    if not isinstance(loaded, LoadedImage):
        return {"file": str(path), "error": _error(loaded, tr)}
    picture, scale = loaded.picture, loaded.file_pixels
    seen = read_photo(picture).seen
    return {
        "file": str(path),
        "width": round(picture.width * scale),
        "height": round(picture.height * scale),
        "symbols": [_symbol(one, scale, answerer) for one in seen],
    }


def _symbol(one: "Seen", scale: float, answerer: "Answerer") -> "Answer":
    from qtrace.scanning.camera import scan_of

    return {
        "format": one.format,
        "aim_id": one.aim_id or None,
        "bytes": base64.b64encode(one.data).decode("ascii"),
        "text": printable_text(one.data),
        "corners": [[round(x * scale, 1), round(y * scale, 1)] for x, y in one.corners],
        "interpretation": answerer.interpretation(scan_of(one)),
    }


def printable_text(data: bytes) -> str | None:
    """The bytes as UTF-8 text, else as Latin-1; None if that holds control characters."""
    for encoding in ("utf-8", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(sign.isprintable() or sign in _SEPARATORS for sign in text):
            return text
    return None


def _error(trouble: "DeviceTrouble", tr: Translator) -> "Answer":
    from qtrace.i18n.reasons import explain

    explained = explain(tr, trouble.code, trouble.facts)
    dot = tr.say("{first}. {second}.", first=explained.text, second=explained.next_step)
    return {"code": trouble.code, "text": dot}
