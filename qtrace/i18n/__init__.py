"""Catalogues and languages: the only place where codes become sentences."""

from qtrace.i18n.translator import N_, NN_, Language, Translator, load_translator

__all__ = ["NN_", "N_", "Language", "Translator", "load_translator"]
