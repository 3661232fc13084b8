"""Every finding about a scanner has its sentence, with layouts and keys by name."""

import pytest

from qtrace.domain.scanners.diagnosis import ScannerReason
from qtrace.domain.scanners.layouts import Layout
from qtrace.i18n import Language, load_translator
from qtrace.i18n.scanner_reasons import (
    LAYOUT_NAMES,
    SENTENCES,
    characters_said,
    explain_scanner,
)

EN, ZH = load_translator(Language.EN), load_translator(Language.ZH_CN)


def test_every_finding_and_every_layout_is_said():
    assert set(SENTENCES) == set(ScannerReason)
    assert set(LAYOUT_NAMES) == set(Layout)


@pytest.mark.parametrize("code", list(ScannerReason))
@pytest.mark.parametrize("tr", [EN, ZH])
def test_no_sentence_keeps_a_gap(tr, code):
    facts = {
        "scanners": "us", "hosts": "de es", "first": "", "other": "\x02", "text": "#", "ms": "30",
        "most": "20", "number": "4", "identifier": "]d1", "arrived": "x" * 80,
    }  # fmt: skip
    told = explain_scanner(tr, code, facts)
    assert told.text
    assert told.next_step
    assert not {"–", "{", "}"} & set(told.text + told.next_step)
    assert len(told.text) < 130


def test_layouts_are_named_in_the_readers_language():
    told = explain_scanner(ZH, ScannerReason.LAYOUT, {"scanners": "us", "hosts": "de es"})
    assert "德式 / 西班牙式" in told.text


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "nothing"), ("\r\n", "[CR][LF]"), ("\x02S1:", "[STX]S1:"), ("\x07", "[0x07]")],
)
def test_keys_that_cannot_be_seen_have_names(text, said):
    assert characters_said(EN, text) == said


def test_a_long_text_is_cut():
    assert characters_said(EN, "9" * 100).endswith("9…")
