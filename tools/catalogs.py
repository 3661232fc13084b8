"""Message catalogues: extract, check and compile.

Each area keeps its Chinese in `resources/i18n/<language>/<area>.po`; they are merged into one
compiled catalogue. A message that two areas translate differently is an error: one word per thing.
"""

import argparse
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"say": None, "count": (1, 2), "term": ((1, "c"), 2), "N_": None}
SOURCES = [("**.py", "python")]
DOMAIN = "qtrace"


class CatalogueConflict(Exception):
    """Two areas translate one message differently."""


def merged(folder: Path) -> Catalog:
    """All `.po` files of one language as one catalogue.

    Raises:
        CatalogueConflict: one message has two translations.
    """
    result = Catalog(locale=folder.name, domain=DOMAIN)
    origin: dict[object, tuple[object, str]] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as stream:
            part = read_po(stream, locale=folder.name)
        for message in part:
            if not message.id or message.fuzzy:
                continue
            key = (message.context, message.id if isinstance(message.id, str) else message.id[0])
            known = origin.get(key)
            if known is not None and known[0] != message.string:
                raise CatalogueConflict(
                    f"{key}: {known[0]!r} in {known[1]}, {message.string!r} in {path.name}"
                )
            origin[key] = (message.string, path.name)
            result.add(message.id, message.string, context=message.context)
    return result


def compile_all(root: Path = ROOT) -> list[Path]:
    """Compile every language; return the files written."""
    written = []
    for folder in sorted((root / "resources" / "i18n").iterdir()):
        if not folder.is_dir():
            continue
        target = folder / "LC_MESSAGES" / f"{DOMAIN}.mo"
        target.parent.mkdir(exist_ok=True)
        catalogue = merged(folder)
        with target.open("wb") as stream:
            write_mo(stream, catalogue)
        written.append(target)
    return written


def messages_in_code(root: Path = ROOT) -> dict[tuple[str | None, str], list[str]]:
    """Every message the code can show, with the places that use it."""
    found: dict[tuple[str | None, str], list[str]] = {}
    for name, line, ids, _comments, context in extract_from_dir(
        root / "qtrace", method_map=SOURCES, keywords=KEYWORDS
    ):
        first = ids[0] if isinstance(ids, tuple) else ids
        if first:
            found.setdefault((context, first), []).append(f"{name}:{line}")
    return found


def missing(language: str, root: Path = ROOT) -> dict[tuple[str | None, str], list[str]]:
    """Messages of the code that `language` does not translate."""
    catalogue = merged(root / "resources" / "i18n" / language)
    absent = {}
    for (context, message), places in messages_in_code(root).items():
        entry = catalogue.get(message, context)
        text = entry.string if entry is not None else ""
        if not (text if isinstance(text, str) else all(text)):
            absent[(context, message)] = places
    return absent


def main() -> int:
    """Compile, or with --missing list what is not translated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missing", action="store_true", help="list untranslated messages")
    options = parser.parse_args()
    if options.missing:
        absent = missing("zh_CN")
        for (context, message), places in absent.items():
            print(f"{context or ''}|{message!r}  {places[0]}")
        return 1 if absent else 0
    for path in compile_all():
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
