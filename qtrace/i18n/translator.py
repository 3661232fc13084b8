"""A translator is a value that is passed; nothing is installed and nothing is global."""

import gettext
from enum import StrEnum

from qtrace.reference import open_resource

DOMAIN = "qtrace"
_STRAIGHT = {ord(quote): '"' for quote in "“”"}
"""The house's font draws curly quotes as wide as a Chinese sign; English takes straight ones."""


class Language(StrEnum):
    """Languages the product speaks completely."""

    EN = "en"
    ZH_CN = "zh_CN"


def N_(message: str) -> str:  # noqa: N802 - the field's own name for "mark, translate later"
    """Mark a message for extraction without translating it here."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - the plural sister of N_
    """Mark a pair of singular and plural for extraction; give it to `Translator.count`."""
    return one, many


class Translator:
    """Turns English message ids into sentences of one language.

    Example:
        >>> Translator(Language.EN, gettext.NullTranslations()).say("Lot {lot}", lot="L26-1")
        'Lot L26-1'
    """

    def __init__(self, language: Language, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def say(self, message: str, **values: object) -> str:
        """Translate `message` and fill its keyword placeholders."""
        text = self._catalogue.gettext(message) if message else ""
        if self.language is Language.EN:
            text = text.translate(_STRAIGHT)
        return text.format(**values) if values else text

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """Translate by number; `{n}` is filled with `n`."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)

    def term(self, context: str, message: str) -> str:
        """Translate a word whose meaning depends on its context (gettext context)."""
        return self._catalogue.pgettext(context, message)

    def name(self, name_en: str, name_zh: str) -> str:
        """Choose the name of a master-data row in this language; the other one if it is empty."""
        if self.language is Language.ZH_CN:
            return name_zh or name_en
        return name_en or name_zh


def load_translator(language: Language) -> Translator:
    """Load the catalogue of `language`; English is the language of the message ids.

    Raises:
        FileNotFoundError: the compiled catalogue is missing (`python -m tools.catalogs` makes it).
    """
    if language is Language.EN:
        return Translator(language, gettext.NullTranslations())
    with open_resource(f"i18n/{language.value}/LC_MESSAGES/{DOMAIN}.mo") as stream:
        return Translator(language, gettext.GNUTranslations(stream))
