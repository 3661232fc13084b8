"""The due list on paper: what is due first, in both languages."""

from datetime import date, datetime

import pytest

from qtrace.i18n import Language, load_translator
from qtrace.printing.due_list import DueLine, DueList, DueState, render_due_list
from qtrace.printing.refusals import PrintRefusalCode
from qtrace.printing.words import Name
from tests.printing.support import SHANGHAI, text_of


def line(code, state, days=None, name="Caliper"):
    due = None if days is None else date(2026, 11, 22)
    return DueLine(code, Name("卡尺", name), "caliper", "IQC", "CAL-1", due, days, state)


LINES = (
    line("CA-015", DueState.OVERDUE, -5), line("CA-016", DueState.FAILED),
    line("CA-017", DueState.NEVER), line("PT-001", DueState.SOON, 9),
    line("TG-011", DueState.GOOD, 51), line("XX-001", DueState.OUT),
)  # fmt: skip


def due(*lines):
    at = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
    return DueList(Name("测试工厂", "Test plant"), "1 Test Road", True, lines, at, "Wu")


@pytest.mark.parametrize("language", list(Language))
def test_every_state_has_its_words(language, tmp_path):
    paper = render_due_list(due(*LINES), load_translator(language))
    text = text_of(paper, tmp_path)
    assert [code for code in (each.code for each in LINES) if code not in text] == []
    for words in ("overdue 5 days", "failed", "never calibrated", "51 days left", "Out of use"):
        assert (words in text) is (language is Language.EN)
    assert ("3 may not be used today" in text) is (language is Language.EN)


def test_long_lists_take_more_pages_and_odd_signs_are_refused(tmp_path):
    many = [line(f"CA-{number:03}", DueState.GOOD, number) for number in range(90)]
    text = text_of(render_due_list(due(*many), load_translator(Language.EN)), tmp_path)
    assert text.count("\f") > 1
    odd = render_due_list(due(line("A", DueState.GOOD, 1, "\U0001f600")),
                          load_translator(Language.EN))  # fmt: skip
    assert odd.code is PrintRefusalCode.GLYPH_MISSING
