"""Labels of units on paper: the code decodes, the texts are there, what does not fit is refused."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from qtrace.ports import Symbol
from qtrace.printing.codec import to_json
from qtrace.printing.label_template import as_box
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.unit_label_data import (
    UnitLabelData,
    unit_label_from_json,
    unit_template,
)
from qtrace.printing.unit_labels import render_unit_labels_pdf, render_unit_labels_zpl
from qtrace.printing.words import DocumentLanguage, Name
from qtrace.printing.zpl import ZplField, parse_zpl
from tests.printing.support import SHANGHAI, LyingReader, ZxingReader, pages, symbols_on, text_of

CODE = "01095060002000191727113020" + "02" + "10IP200-2611-A\x1d2126000042"
LABEL = UnitLabelData(
    part_number="IP-200",
    part_name=Name("输液泵", "Infusion pump"),
    lot="IP200-2611-A",
    serial="26000042",
    code=CODE,
    label_version="B",
    manufacturer=Name("苏州示例医疗", "Suzhou Example Medical"),
    address="示例路 1 号",
    language=DocumentLanguage.BOTH,
    printed_at=datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI),
    expires_on=date(2027, 11, 30),
    copy_number=2,
    copy_reason="smudged",
    demo=True,
)


def pdf(*labels: UnitLabelData) -> bytes:
    done = render_unit_labels_pdf(labels, ZxingReader())
    assert isinstance(done, bytes), done
    return done


def test_the_paper_says_everything_and_its_symbol_decodes(tmp_path):
    printed = pdf(LABEL)
    words = text_of(printed, tmp_path)
    for wanted in (
        "输液泵", "Infusion pump", "IP-200", "IP200-2611-A", "26000042", "2027-11-30", "REF",
        "LOT", "SN", "UDI", "(20)02", "(21)26000042", "Suzhou Example Medical", "DEMO",
        "Label B", "COPY 2", "smudged",
    ):  # fmt: skip
        assert wanted in words
    (page,) = pages(printed, tmp_path)
    assert symbols_on(page) == {("]d2", CODE.encode())}


def test_each_language_alone_and_a_label_without_expiry(tmp_path):
    only = replace(LABEL, language=DocumentLanguage.EN, expires_on=None, copy_number=0, demo=False)
    words = text_of(pdf(only), tmp_path)
    assert "输液泵" not in words
    assert "2027-11-30" not in words
    assert "COPY" not in words


def test_the_label_printer_gets_the_same_code():
    job = render_unit_labels_zpl([LABEL, replace(LABEL, demo=False)], ZxingReader())
    assert isinstance(job, bytes)
    for fields in parse_zpl(job):
        (code,) = (f.content for f in fields if f.kind == ZplField.DATAMATRIX)
        assert code == f"\x1d{CODE}"
        assert "26000042" in {f.content for f in fields if f.kind == ZplField.TEXT}


@pytest.mark.parametrize(
    ("label", "code"),
    [
        (replace(LABEL, part_name=Name("", "W" * 400)), PrintRefusalCode.TEXT_DOES_NOT_FIT),
        (replace(LABEL, lot="L" * 60), PrintRefusalCode.TEXT_DOES_NOT_FIT),
        (replace(LABEL, copy_reason="r" * 300), PrintRefusalCode.TEXT_DOES_NOT_FIT),
        (replace(LABEL, serial="a\u202eb"), PrintRefusalCode.GLYPH_MISSING),
        (replace(LABEL, code="0109506000200018"), PrintRefusalCode.SYMBOL_DATA_INVALID),
    ],
)
def test_what_cannot_be_printed_whole_is_refused(label, code):
    for render in (render_unit_labels_pdf, render_unit_labels_zpl):
        refused = render([label], ZxingReader())
        assert isinstance(refused, PrintRefusal)
        assert refused.code is code


def test_a_symbol_that_reads_back_wrong_is_not_printed():
    lying = LyingReader(Symbol("DataMatrix", b"other", "]d2"))
    refused = render_unit_labels_pdf([LABEL], lying)
    assert isinstance(refused, PrintRefusal)
    assert refused.code is PrintRefusalCode.SYMBOL_READS_BACK_WRONG
    nothing = render_unit_labels_zpl([], ZxingReader())
    assert isinstance(nothing, PrintRefusal)
    assert nothing.code is PrintRefusalCode.NOTHING_TO_PRINT


def test_frozen_data_come_back_and_strange_ones_are_refused():
    assert unit_label_from_json(to_json(LABEL)) == LABEL
    assert isinstance(unit_label_from_json("{}"), PrintRefusal)


def test_all_places_stand_on_the_label():
    template = unit_template()
    assert not isinstance(template, PrintRefusal)
    places = [
        template.name, template.udi, template.matrix, template.matrix_text, template.rows,
        template.demo, template.maker, template.footer,
    ]  # fmt: skip
    for place in places:
        box = as_box(place.box)
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.w <= template.width_mm
        assert box.y + box.h <= template.height_mm
    assert isinstance(unit_template("unit-1x1"), PrintRefusal)
