"""A translator is a value: English as it stands, Chinese from the catalogue."""

import gettext

import pytest

from qtrace.i18n import N_, Language, Translator, load_translator


@pytest.fixture
def made_up():
    """A translator over a small catalogue, so that the product's words may change."""

    class Catalogue(gettext.NullTranslations):
        def gettext(self, message):
            return {"Lot {lot} is held": "批号 {lot} 已封存"}.get(message, message)

        def ngettext(self, msgid1, msgid2, n):
            return "{n} 批"

        def pgettext(self, context, message):
            return {("lot", "open"): "未结"}.get((context, message), message)

    return Translator(Language.ZH_CN, Catalogue())


def test_fills_placeholders_after_translating(made_up):
    assert made_up.say("Lot {lot} is held", lot="L26-1") == "批号 L26-1 已封存"
    assert made_up.count("{n} lot", "{n} lots", 3) == "3 批"
    assert made_up.term("lot", "open") == "未结"
    assert made_up.term("door", "open") == "open"


def test_english_is_the_message_itself():
    english = load_translator(Language.EN)
    assert english.count("{n} lot", "{n} lots", 1) == "1 lot"
    assert english.count("{n} lot", "{n} lots", 2) == "2 lots"
    assert english.say("Lot {lot}", lot="{x}") == "Lot {x}", "values are never filled again"
    assert N_("Lot {lot}") == "Lot {lot}"


def test_an_empty_message_is_not_the_catalogues_header():
    assert load_translator(Language.ZH_CN).say("") == ""


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        (Language.EN, ("Pump", "泵"), "Pump"),
        (Language.ZH_CN, ("Pump", "泵"), "泵"),
        (Language.EN, ("", "泵"), "泵"),
        (Language.ZH_CN, ("Pump", ""), "Pump"),
    ],
)
def test_names_of_master_data_follow_the_language(language, names, expected):
    assert load_translator(language).name(*names) == expected
