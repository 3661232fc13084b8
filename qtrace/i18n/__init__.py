"""Catalogues and languages: the only place where codes become sentences."""

from qtrace.i18n.translator import Language, N_, Translator, load_translator

__all__ = ["Language", "N_", "Translator", "load_translator"]
