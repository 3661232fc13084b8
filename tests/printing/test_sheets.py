"""Code sheets: every printed code decodes to what the plant understands."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from qtrace.domain.codes.internal import CommandCode, InternalCode, parse_internal
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.sheets import SheetCode, SheetHead, command_codes, render_sheet
from qtrace.printing.symbols import Symbology
from qtrace.printing.words import DocumentLanguage, Name
from tests.printing.support import (
    GS1_LOT,
    SHANGHAI,
    LyingReader,
    ZxingReader,
    pages,
    symbols_on,
    text_of,
)

HEAD = SheetHead(
    title=Name("指令表", "Command sheet"),
    subtitle=Name("用扫描枪直接扫描。", "Scan with any scanner."),
    plant=Name("安泰输注", "Antai Infusion"),
    form_number="QR-7.4-11 A/0",
    language=DocumentLanguage.BOTH,
    printed_at=datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI),
)


def sheet(codes: list[SheetCode], head: SheetHead = HEAD) -> bytes:
    done = render_sheet(head, codes, ZxingReader())
    assert isinstance(done, bytes), done
    return done


def test_there_is_a_code_for_every_command() -> None:
    understood = [parse_internal(code.data) for code in command_codes()]
    commands = {code.command for code in understood if isinstance(code, InternalCode)}
    assert commands == set(CommandCode)
    assert all(code.title.zh and code.title.en for code in command_codes())


@pytest.mark.parametrize(
    ("symbology", "aim"), [(Symbology.DATAMATRIX, "]d1"), (Symbology.CODE128, "]C0")]
)
def test_every_command_on_the_sheet_decodes(symbology: Symbology, aim: str, tmp_path: Path) -> None:
    codes = command_codes(symbology)
    done = sheet(list(codes))
    found = {symbol for page in pages(done, tmp_path, 300) for symbol in symbols_on(page)}
    assert found == {(aim, code.data.encode()) for code in codes}
    text = text_of(done, tmp_path)
    for word in (
        "指令表",
        "Command sheet",
        "接收",
        "Accept",
        "全部合格",
        "All OK",
        "QR-7.4-11 A/0",
    ):
        assert word in text


def test_demo_sheet_with_badges_and_deliveries(tmp_path: Path) -> None:
    badges, arrivals = Name("工牌", "Badges"), Name("送货", "Deliveries")
    codes = [
        SheetCode(
            Name("林晓雯", "Lin"), Name("PIN 246810", "PIN 246810"), "BDG-00421-E", group=badges
        ),
        SheetCode(
            Name("密封圈", "Ring"), Name("12 袋"), GS1_LOT, Symbology.GS1_DATAMATRIX, arrivals
        ),
        SheetCode(
            Name("密封圈", "Ring"), Name("12 袋"), "10L26-04817-H", Symbology.GS1_128, arrivals
        ),
    ]
    done = sheet(codes, replace(HEAD, demo=True))
    (page,) = pages(done, tmp_path, 300)
    assert symbols_on(page) == {
        ("]d1", b"BDG-00421-E"),
        ("]d2", GS1_LOT.encode()),
        ("]C1", b"10L26-04817-H"),
    }
    text = text_of(done, tmp_path)
    for word in ("演示", "PIN 246810", "工牌", "(10)L26-04817-H", "林晓雯"):
        assert word in text
    assert sheet(codes, replace(HEAD, demo=True)) == done


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (SheetCode(Name("x"), Name(), "批号"), PrintRefusalCode.SYMBOL_DATA_INVALID),
        (SheetCode(Name("x" * 600), Name(), "BDG-1"), PrintRefusalCode.TEXT_DOES_NOT_FIT),
        (SheetCode(Name("x\U0001f600"), Name(), "BDG-1"), PrintRefusalCode.GLYPH_MISSING),
        (
            SheetCode(Name("x"), Name(), "LONG-" * 30, Symbology.CODE128),
            PrintRefusalCode.SYMBOL_DOES_NOT_FIT,
        ),
        (SheetCode(Name("x"), Name(), "A" * 250), PrintRefusalCode.TEXT_DOES_NOT_FIT),
    ],
)
def test_what_cannot_be_printed_is_refused(code: SheetCode, expected: PrintRefusalCode) -> None:
    refusal = render_sheet(HEAD, [code], ZxingReader())
    assert isinstance(refusal, PrintRefusal)
    assert refusal.code is expected


def test_empty_sheet_wrong_reader_and_endless_head_are_refused() -> None:
    good = SheetCode(Name("x"), Name(), "BDG-00421-E")
    for refusal, expected in (
        (render_sheet(HEAD, [], ZxingReader()), PrintRefusalCode.NOTHING_TO_PRINT),
        (render_sheet(HEAD, [good], LyingReader()), PrintRefusalCode.SYMBOL_READS_BACK_WRONG),
        (
            render_sheet(replace(HEAD, plant=Name("x" * 900)), [good], ZxingReader()),
            PrintRefusalCode.TEXT_DOES_NOT_FIT,
        ),
    ):
        assert isinstance(refusal, PrintRefusal)
        assert refusal.code is expected
