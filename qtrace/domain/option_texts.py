r"""Options of a choice as one text, as a cell of the workbook has them, and back.

`CLEAR=Clear/透明; CLOUDY!=Cloudy/浑浊`: code, a mark where it does not conform, English and Chinese
name. A semicolon, a slash or a backslash inside a name has a backslash before it.
"""

import re
import unicodedata
from collections.abc import Sequence

from qtrace.domain.inspection import ChoiceOption

_ESCAPED = re.compile(r"\\([;/\\])", re.ASCII)
_SPECIAL = re.compile(r"([;/\\])", re.ASCII)
_PIECE = re.compile(r"(?:\\[;/\\]|[^;])+", re.ASCII)
_OPTION = re.compile(
    r"\s*(?P<code>[^=!\s]+)\s*(?P<bad>!?)\s*="
    r"(?P<en>(?:\\[;/\\]|[^/])*)(?:/(?P<zh>.*))?",
    re.ASCII | re.DOTALL,
)


def options_text(options: Sequence[ChoiceOption]) -> str:
    r"""The options as one text.

    Example:
        >>> options_text([ChoiceOption("CUT", "cut; torn", "", conforms=False)])
        'CUT!=cut\\; torn/'
    """
    return "; ".join(map(_told, options))


def _told(option: ChoiceOption) -> str:
    mark = "" if option.conforms else "!"
    name_en, name_zh = (_SPECIAL.sub(r"\\\1", name) for name in (option.name_en, option.name_zh))
    return f"{option.code}{mark}={name_en}/{name_zh}"


def parse_options(text: str) -> tuple[ChoiceOption, ...] | None:
    r"""The options that a text tells, or None where one of them cannot be read.

    Example:
        >>> parse_options("CLEAR=Clear/透明; CUT!=cut\\; torn")[1].name_en
        'cut; torn'
    """
    found = []
    for piece in _PIECE.findall(text):
        if not piece.strip():
            continue
        option = _OPTION.fullmatch(piece)
        if option is None:
            return None
        name_en, name_zh = (
            _ESCAPED.sub(r"\1", name or "").strip() for name in option.group("en", "zh")
        )
        found.append(ChoiceOption(option["code"], name_en, name_zh, conforms=not option["bad"]))
    return tuple(found)


def is_plain_name(name: str) -> bool:
    """True for a name without spaces at its ends whose characters can all be shown."""
    shown = all(sign.isprintable() or unicodedata.category(sign) == "Zs" for sign in name)
    return shown and name == name.strip()
