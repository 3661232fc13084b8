"""The packing list: both languages, every piece, and a barcode that reads back."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from qtrace.domain.codes.internal import format_shipment
from qtrace.printing.packing_list import PackedLine, PackingList, render_packing_list
from qtrace.printing.refusals import PrintRefusalCode
from qtrace.printing.words import DocumentLanguage, Name, Words
from tests.printing.support import SHANGHAI, LyingReader, ZxingReader, pages, symbols_on, text_of

AT = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
PIECES = Name("件", "pcs")
PACKING = PackingList(
    Name("测试工厂", "Test plant"), "1 Test Road", True, format_shipment(2026, 12), "H-01",
    Name("市第一医院", "First Hospital"), "12 Lake Road", "SF", AT,
    (
        PackedLine("26C0001", "L26-00911-X", "IP-200 C", Name("输注泵", "Pump"), "1", PIECES,
                   date(2028, 11, 30)),
        PackedLine("", "L26-00912-V", "KT-5 C", Name("管路包", "Tube kit"), "40", PIECES, None),
    ),
    AT, Name("陈国栋", "Chen Guodong"),
)  # fmt: skip
BOTH = Words(DocumentLanguage.BOTH)


def test_the_paper_names_every_piece_in_both_languages(tmp_path):
    text = text_of(render_packing_list(PACKING, BOTH, ZxingReader()), tmp_path)
    for said in (
        "Packing list", "装箱单", PACKING.number, "First Hospital", "市第一医院", "26C0001",
        "L26-00912-V", "40 件", "40 pcs", "2028-11-30", "Tube kit", "管路包", "2026-11-23 09:00:00 +08:00",
    ):  # fmt: skip
        assert said in text, said


def test_its_barcode_is_the_number_of_the_shipment(tmp_path):
    paper = render_packing_list(PACKING, BOTH, ZxingReader())
    (page,) = pages(paper, tmp_path)
    assert symbols_on(page) == {("]C0", PACKING.number.encode())}
    lied = render_packing_list(PACKING, BOTH, LyingReader())
    assert lied.code is PrintRefusalCode.SYMBOL_READS_BACK_WRONG


@pytest.mark.parametrize("change", [{"carrier": "\U0001f600"}, {"number": "发货单"}])
def test_what_cannot_be_printed_is_refused(change):
    refused = render_packing_list(replace(PACKING, **change), BOTH, ZxingReader())
    assert refused.code in (PrintRefusalCode.GLYPH_MISSING, PrintRefusalCode.SYMBOL_DATA_INVALID)
