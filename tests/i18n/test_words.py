"""Words that screens and documents share cover every code of the domain."""

from qtrace.app.first_units import FIRST_UNITS
from qtrace.domain.catalogue import ContainerWord, PaperKind
from qtrace.domain.people import Meaning, Role
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain
from qtrace.i18n.words import CONTAINERS, MEANINGS, PAPERS, ROLES, STATES, unit_symbol
from qtrace.models.items import QUALITY_STATES


def test_every_code_has_its_word():
    assert set(PAPERS) == set(PaperKind)
    assert set(CONTAINERS) == set(ContainerWord)
    assert set(ROLES) == set(Role)
    assert set(MEANINGS) == set(Meaning)
    assert set(STATES) == set(QUALITY_STATES)


def test_units_are_said_as_new_plants_name_them():
    english, chinese = load_translator(Language.EN), load_translator(Language.ZH_CN)
    for code, symbol_en, symbol_zh in FIRST_UNITS:
        assert unit_symbol(english, code) == symbol_en
        assert unit_symbol(chinese, code) == symbol_zh
    assert unit_symbol(chinese, "furlong") == "furlong"


def test_what_a_role_may_not_do_is_told_in_words():
    for language, word in ((Language.EN, "Pack a piece"), (Language.ZH_CN, "装入一件")):
        said = explain(load_translator(language), "NOT_ALLOWED", {"command": "PACK_ITEM"}).text
        assert word in said
        assert "PACK_ITEM" not in said


def test_english_quotes_are_straight_and_those_of_data_stay():
    english, chinese = load_translator(Language.EN), load_translator(Language.ZH_CN)
    assert english.say("“{given}” is no date", given="“1”") == '"“1”" is no date'
    assert chinese.say("“{given}” is no date", given="1") == "“1”不是日期"
