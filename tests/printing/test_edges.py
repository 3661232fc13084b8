"""Sentences for every code in both languages, and nothing heavy before something is printed."""

import subprocess
import sys

import pytest

from qtrace.i18n.translator import Language, load_translator
from qtrace.printing.refusals import PrinterErrorCode, PrintRefusalCode, describe
from qtrace.printing.words import DocumentLanguage, Name, Phrase, Words

FACTS = {
    name: f"<{name}>"
    for name in (
        "reason", "position", "symbology", "needed_mm", "available_mm", "template", "character",
        "codepoint", "field", "text", "path", "address",
    )
}  # fmt: skip


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", [*PrintRefusalCode, *PrinterErrorCode])
def test_every_code_has_a_sentence(code: str, language: Language) -> None:
    sentence = describe(load_translator(language), code, FACTS)
    assert sentence != code
    assert "?" not in sentence
    assert any("\u4e00" <= c <= "\u9fff" for c in sentence) is (language is Language.ZH_CN)


def test_missing_facts_and_unknown_codes_do_not_raise() -> None:
    tr = load_translator(Language.EN)
    assert "–" in describe(tr, PrintRefusalCode.SYMBOL_DOES_NOT_FIT, {})
    assert describe(tr, "SOMETHING_ELSE", {}) == "SOMETHING_ELSE"


def test_names_fall_back_to_the_language_they_have() -> None:
    assert Words(DocumentLanguage.EN).name(Name(zh="件")) == Phrase("件")
    assert Words(DocumentLanguage.BOTH).name(Name("件", "pcs")).line == "件 pcs"
    assert Words(DocumentLanguage.BOTH).name(Name("VM-002", "VM-002")) == Phrase("VM-002")
    assert Words(DocumentLanguage.ZH).name(Name("件", "pcs")) == Phrase("件")


def test_importing_the_floor_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "import qtrace.printing.labels, qtrace.printing.certificates, qtrace.printing.sheets\n"
        "import qtrace.printing.transports, qtrace.printing.fake\n"
        "heavy = {'reportlab', 'PIL', 'zxingcpp', 'barcode', 'PySide6'} & set(sys.modules)\n"
        "print(sorted(heavy))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
