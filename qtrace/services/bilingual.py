"""Words in both languages at once, for documents that are frozen when they are issued."""

from functools import cache

from qtrace.i18n import Language, Translator, load_translator

Both = dict[str, str]


@cache
def translators() -> tuple[Translator, Translator]:
    """The Chinese and the English translator."""
    return load_translator(Language.ZH_CN), load_translator(Language.EN)


def both(message: str, **values: object) -> Both:
    """`message` (marked with N_) in both languages."""
    zh, en = translators()
    return {"zh": zh.say(message, **values), "en": en.say(message, **values)}


def both_names(zh: str, en: str) -> Both:
    """A name of master data in both languages."""
    return {"zh": zh, "en": en}
