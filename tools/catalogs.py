"""Message catalogues: extract, check and compile.

    python -m tools.catalogs             compile every language
    python -m tools.catalogs --missing   list what zh_CN does not translate
    python -m tools.catalogs --check     missing, unused and badly filled translations

Each area keeps its Chinese in `resources/i18n/<language>/<area>.po`; they are merged into one
compiled catalogue. A message that two areas translate differently is an error: one word per thing.
"""

import argparse
import string
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"say": None, "count": (1, 2), "term": ((1, "c"), 2), "N_": None, "NN_": (1, 2)}
SOURCES = [("**.py", "python")]
DOMAIN = "qtrace"


class CatalogueConflictError(Exception):
    """Two areas translate one message differently."""


def merged(folder: Path) -> Catalog:
    """All `.po` files of one language as one catalogue.

    Raises:
        CatalogueConflictError: one message has two translations.
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
                raise CatalogueConflictError(
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
        made = target.with_suffix(".part")
        with made.open("wb") as stream:
            write_mo(stream, catalogue)
        made.replace(target)  # whoever reads it meanwhile has a whole one
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


def _is_translated(entry: Message | None) -> bool:
    """True if every form of the message has text."""
    text = entry.string if entry is not None else None
    if text is None or isinstance(text, str):
        return bool(text)
    return bool(text) and all(text)


def missing(language: str, root: Path = ROOT) -> dict[tuple[str | None, str], list[str]]:
    """Messages of the code that `language` does not translate."""
    catalogue = merged(root / "resources" / "i18n" / language)
    absent = {}
    for (context, message), places in messages_in_code(root).items():
        entry = catalogue.get(message, context)
        if not _is_translated(entry):
            absent[(context, message)] = places
    return absent


def _texts(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """The forms of a message id or translation as a tuple."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _placeholders(text: str) -> frozenset[str]:
    """Names of the `{...}` fields of `text`; `!broken` if it cannot be filled at all."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)
    except ValueError:
        return frozenset({"!broken"})


def badly_filled(language: str, root: Path = ROOT) -> list[str]:
    """Translations that use a placeholder which their message does not have, or drop one.

    A plural may drop `{n}` in the singular, so a translation is held against the last form.
    """
    problems: list[str] = []
    for message in merged(root / "resources" / "i18n" / language):
        if not message.id:
            continue
        wanted = _placeholders(_texts(message.id)[-1])
        problems.extend(
            f"{message.id!r}: {text!r}"
            for text in _texts(message.string)
            if text and _placeholders(text) != wanted
        )
    return problems


def unused(language: str, root: Path = ROOT) -> list[str]:
    """Translated messages that no code shows any more."""
    known = set(messages_in_code(root))
    return [
        f"{message.context or ''}|{_texts(message.id)[0]!r}"
        for message in merged(root / "resources" / "i18n" / language)
        if message.id and (message.context, _texts(message.id)[0]) not in known
    ]


def check(language: str, root: Path = ROOT) -> list[str]:
    """Everything that is wrong with a language, one line each; empty if it is complete."""
    absent = missing(language, root)
    return [
        *(f"missing: {context or ''}|{text!r} {at[0]}" for (context, text), at in absent.items()),
        *(f"placeholders differ: {line}" for line in badly_filled(language, root)),
        *(f"unused: {line}" for line in unused(language, root)),
    ]


def main() -> int:
    """Compile, or with --missing or --check say what is wrong."""
    parser = argparse.ArgumentParser(description="Message catalogues: check and compile.")
    parser.add_argument("--missing", action="store_true", help="list untranslated messages")
    parser.add_argument("--check", action="store_true", help="list everything that is wrong")
    options = parser.parse_args()
    if options.check:
        problems = check("zh_CN")
        print("\n".join(problems) or "zh_CN: complete")
        return 1 if problems else 0
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
