"""The words of a printed document: Chinese, English, or both side by side."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from qtrace.i18n.translator import Language, Translator, load_translator


class DocumentLanguage(StrEnum):
    """Language of one printed document; it is chosen per document, not per person."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Name:
    """A name or sentence in both languages, frozen when the document was issued."""

    zh: str = ""
    en: str = ""


NO_NAME = Name()


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing to print: the first text, and the second language under it or empty."""

    first: str
    second: str = ""

    @property
    def line(self) -> str:
        """Both on one line."""
        return f"{self.first} {self.second}".rstrip()


@cache
def _translator(language: Language) -> Translator:
    return load_translator(language)


class Words:
    """Turns English message ids and frozen names into the phrases of one document."""

    def __init__(self, language: DocumentLanguage) -> None:
        self.language = language

    def term(self, context: str, message: str, **values: object) -> Phrase:
        """The word of `message` in its context, with its placeholders filled."""
        return self.name(
            Name(
                _translator(Language.ZH_CN).term(context, message).format(**values),
                _translator(Language.EN).term(context, message).format(**values),
            )
        )

    def name(self, name: Name) -> Phrase:
        """The text of `name`; the other language where one is missing."""
        zh, en = name.zh or name.en, name.en or name.zh
        if self.language is DocumentLanguage.ZH:
            return Phrase(zh)
        if self.language is DocumentLanguage.EN:
            return Phrase(en)
        return Phrase(zh, "" if zh == en else en)
