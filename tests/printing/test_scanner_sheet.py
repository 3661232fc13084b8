"""The check sheet: every symbol on the page decodes to exactly its check code."""

from datetime import datetime

import pytest

from qtrace.app.cli.main import main
from qtrace.domain.scanners.check_codes import AIM_IDS, CONTENTS, Check
from qtrace.printing.refusals import PrintRefusalCode
from qtrace.printing.scanner_sheet import check_codes, scanner_sheet
from qtrace.printing.words import DocumentLanguage
from tests.printing.support import SHANGHAI, LyingReader, ZxingReader, pages, symbols_on, text_of

AT = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize("language", list(DocumentLanguage))
def test_every_code_is_read_back_from_the_one_page(language, tmp_path):
    done = scanner_sheet(language, AT, ZxingReader())
    assert isinstance(done, bytes)
    (page,) = pages(done, tmp_path, 300)
    assert symbols_on(page) == {
        (aim, CONTENTS[check].encode()) for check in Check for aim in AIM_IDS[check.is_gs1]
    }
    text = text_of(done, tmp_path)
    assert ("扫描枪检查表" in text) is (language is not DocumentLanguage.EN)
    assert ("Scanner check" in text) is (language is not DocumentLanguage.ZH)


def test_each_code_stands_there_as_matrix_and_as_bars():
    codes = check_codes()
    assert [code.data for code in codes] == [CONTENTS[check] for check in Check for _ in range(2)]
    assert [code.symbology.is_linear for code in codes] == [False, True] * 6


def test_nothing_is_printed_that_does_not_read_back():
    done = scanner_sheet(DocumentLanguage.EN, AT, LyingReader())
    assert not isinstance(done, bytes)
    assert done.code is PrintRefusalCode.SYMBOL_READS_BACK_WRONG


def test_the_command_writes_the_sheet(tmp_path, capsys):
    out = tmp_path / "sheet.pdf"
    assert main(["sheet", "scanner", "--out", str(out), "--in", "en"]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert str(out) in capsys.readouterr().out


def test_another_kind_of_file_is_refused(tmp_path, capsys):
    assert main(["sheet", "scanner", "--out", str(tmp_path / "sheet.png")]) == 2
    assert ".pdf" in capsys.readouterr().err
