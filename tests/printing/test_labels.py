"""Labels on paper: symbols decode, texts are there, status speaks without colour, no silent cut."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qtrace.ports import Symbol
from qtrace.printing.label_data import (
    LabelData,
    LabelSize,
    LotStatus,
    label_from_json,
    label_to_json,
)
from qtrace.printing.label_template import LabelTemplate, as_box, label_template
from qtrace.printing.labels import render_labels_pdf, render_labels_zpl
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.words import DocumentLanguage, Name
from tests.printing.support import (
    GS1_LOT,
    GTIN,
    LABEL,
    LyingReader,
    ZxingReader,
    pages,
    symbols_on,
    text_of,
)

WORDS = {
    LotStatus.QUARANTINE: ("待检", "QUARANTINE"),
    LotStatus.RELEASED: ("放行", "RELEASED"),
    LotStatus.REJECTED: ("不合格", "REJECTED"),
    LotStatus.HOLD: ("封存", "HOLD"),
    LotStatus.EXCESS: ("超收待处理", "EXCESS"),
}
BLOCKED = {LotStatus.REJECTED, LotStatus.HOLD, LotStatus.EXCESS}


def pdf(label: LabelData, size: LabelSize = LabelSize.L100X60) -> bytes:
    done = render_labels_pdf([label], size, ZxingReader())
    assert isinstance(done, bytes), done
    return done


def refusal_of(label: LabelData, size: LabelSize = LabelSize.L100X60) -> PrintRefusal:
    on_paper = render_labels_pdf([label], size, ZxingReader())
    on_label = render_labels_zpl([label], size, ZxingReader())
    assert isinstance(on_paper, PrintRefusal)
    assert isinstance(on_label, PrintRefusal)
    assert on_paper.code is on_label.code
    return on_paper


@pytest.mark.parametrize("size", list(LabelSize))
@pytest.mark.parametrize("status", list(LotStatus))
def test_every_status_prints_word_symbol_and_facts(
    size: LabelSize, status: LotStatus, tmp_path: Path
) -> None:
    done = pdf(replace(LABEL, status=status, case_number="NCR-26-0042"), size)
    (page,) = pages(done, tmp_path)
    width_mm, height_mm = (float(part) for part in size.value.split("x"))
    assert page.size == pytest.approx((width_mm / 25.4 * 203, height_mm / 25.4 * 203), abs=2)
    assert symbols_on(page) == {("]d1", b"L26-04817-H/01")}
    text = text_of(done, tmp_path)
    for word in (*WORDS[status], "L26-04817-H", "1 / 12", "SR-12", "密封圈 12 × 2.4", "2031-11-05"):
        assert word in text
    assert ("禁止使用" in text) is (status in BLOCKED)
    assert ("DO NOT USE" in text) is (status in BLOCKED)


@pytest.mark.parametrize(
    ("language", "there", "absent"),
    [(DocumentLanguage.ZH, "放行", "RELEASED"), (DocumentLanguage.EN, "RELEASED", "放行")],
)
def test_a_label_speaks_one_language_when_asked(
    language: DocumentLanguage, there: str, absent: str, tmp_path: Path
) -> None:
    text = text_of(pdf(replace(LABEL, language=language, demo=True)), tmp_path)
    assert there in text
    assert absent not in text
    assert ("DEMO" in text) is (language is DocumentLanguage.EN)


def test_silhouettes_differ_without_colour(tmp_path: Path) -> None:
    """Share of dark dots in the band and in the barrier tells the groups apart in black and white."""
    dark = {}
    for status in LotStatus:
        (page,) = pages(pdf(replace(LABEL, status=status, language=DocumentLanguage.ZH)), tmp_path)
        black = page.point(lambda level: 255 if level < 128 else 0)

        def share(top_mm: float, bottom_mm: float, picture=black) -> float:
            dots = 203 / 25.4
            part = picture.crop((16, int(top_mm * dots), 784, int(bottom_mm * dots)))
            return part.histogram()[255] / (part.width * part.height)

        dark[status] = (share(2.5, 12.5), share(13.9, 17.3))
    assert dark[LotStatus.QUARANTINE][0] < 0.35
    assert all(dark[status][0] > 0.6 for status in LotStatus if status is not LotStatus.QUARANTINE)
    assert all((dark[status][1] > 0.2) is (status in BLOCKED) for status in LotStatus)


def test_rejected_is_red_as_an_addition(tmp_path: Path) -> None:
    rejected, released = pdf(replace(LABEL, status=LotStatus.REJECTED)), pdf(LABEL)
    assert b"/FlateDecode" in rejected
    from pypdf import PdfReader

    red = "0.765 .024 .059 rg".replace("0.", ".", 1)

    def content(data: bytes) -> str:
        path = tmp_path / "x.pdf"
        path.write_bytes(data)
        stream = PdfReader(path).pages[0].get_contents()
        assert stream is not None
        return stream.get_data().decode("latin-1")

    assert red in content(rejected)
    assert red not in content(released)


def test_demo_mark_is_on_every_demo_label(tmp_path: Path) -> None:
    assert "演示" in text_of(pdf(replace(LABEL, demo=True)), tmp_path)
    assert "演示" not in text_of(pdf(LABEL), tmp_path)


def test_a_reprint_says_so_with_its_reason(tmp_path: Path) -> None:
    text = text_of(pdf(replace(LABEL, copy_number=2, copy_reason="标签破损")), tmp_path)
    assert "副本 2 COPY 2" in text
    assert "标签破损" in text
    assert "COPY" not in text_of(pdf(LABEL), tmp_path)


def test_form_plant_and_time_with_offset_are_printed(tmp_path: Path) -> None:
    text = text_of(pdf(LABEL), tmp_path)
    for word in ("QR-7.4-08 B/2", "安泰输注医疗器械有限公司", "2026-11-22 10:28+08:00"):
        assert word in text


def test_gs1_datamatrix_and_gs1_128_on_one_label(tmp_path: Path) -> None:
    linear = f"01{GTIN}10L26-04817-H"
    label = replace(LABEL, code=GS1_LOT, code_is_gs1=True, linear=linear)
    done = pdf(label)
    (page,) = pages(done, tmp_path, dpi=300)
    assert symbols_on(page) == {("]d2", GS1_LOT.encode()), ("]C1", linear.encode())}
    assert f"(01){GTIN}(10)L26-04817-H" in text_of(done, tmp_path)


def test_small_label_has_no_place_for_gs1_128() -> None:
    refusal = refusal_of(replace(LABEL, linear="10L26-04817-H"), LabelSize.L70X40)
    assert refusal.code is PrintRefusalCode.SYMBOL_HAS_NO_PLACE


def test_gs1_128_that_is_too_wide_is_refused_with_millimetres() -> None:
    linear = f"01{GTIN}1731110510LOT-0123456789ABCD\x1d21SN-00000042"
    refusal = refusal_of(replace(LABEL, linear=linear))
    assert refusal.code is PrintRefusalCode.SYMBOL_DOES_NOT_FIT
    assert float(refusal.facts["needed_mm"]) > float(refusal.facts["available_mm"]) == 96


def test_invalid_element_string_is_refused() -> None:
    refusal = refusal_of(replace(LABEL, code=f"01{GTIN[:-1]}0", code_is_gs1=True))
    assert refusal.code is PrintRefusalCode.SYMBOL_DATA_INVALID


def test_a_symbol_that_reads_back_wrong_stops_the_whole_job() -> None:
    reader = LyingReader(Symbol("DataMatrix", b"L26-04817-H/01", "]d1"))
    second = replace(LABEL, container=2, code="L26-04817-H/02")
    refusal = render_labels_pdf([LABEL, second], LabelSize.L100X60, reader)
    assert isinstance(refusal, PrintRefusal)
    assert refusal.code is PrintRefusalCode.SYMBOL_READS_BACK_WRONG


LONG_NAME = Name(
    "一次性使用输液器带针精密过滤滴斗组件（含 5 µm 过滤膜、止液膜与空气过滤器）",
    "Disposable precision-filter infusion drip chamber assembly with 5 µm membrane and air filter",
)


@pytest.mark.parametrize("size", list(LabelSize))
@pytest.mark.parametrize("language", list(DocumentLanguage))
def test_long_names_shrink_or_wrap_and_stay_whole(
    size: LabelSize, language: DocumentLanguage, tmp_path: Path
) -> None:
    text = text_of(pdf(replace(LABEL, part_name=LONG_NAME, language=language), size), tmp_path)
    # Other columns stand between the wrapped lines, so every word is looked for by itself.
    if language is not DocumentLanguage.ZH:
        for word in re.findall(r"[A-Za-z]{4,}", LONG_NAME.en):
            assert word in text
    if language is not DocumentLanguage.EN:
        for character in re.findall(r"[\u4e00-\u9fff]", LONG_NAME.zh):
            assert character in text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"part_name": Name("很长的名称" * 60)}, "name"),
        ({"lot": "L26-04817-H" * 8}, "lot"),
        ({"part_number": "PART-" * 60}, "part"),
        ({"quantity": "1" * 90}, "quantity"),
        ({"supplier_lot": "S-" * 150}, "supplier_lot"),
        ({"case_number": "NCR-26-0042" * 12}, "case"),
        ({"copy_number": 1, "copy_reason": "because " * 40}, "copy"),
        ({"form_number": "QR-" * 80}, "footer"),
    ],
)
def test_text_that_does_not_fit_is_refused_by_name(change: dict[str, object], field: str) -> None:
    refusal = refusal_of(replace(LABEL, **change))
    assert refusal.code is PrintRefusalCode.TEXT_DOES_NOT_FIT
    assert refusal.facts["field"] == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"part_name": Name("密封圈\U0001f600")}, "name"),
        ({"supplier_lot": "LOT\u202e1"}, "supplier_lot"),
        ({"lot": "L26\n04817"}, "lot"),
        ({"copy_reason": "\ud800"}, "copy"),
    ],
)
def test_a_missing_glyph_is_an_error_that_names_the_character(
    change: dict[str, object], field: str
) -> None:
    refusal = refusal_of(replace(LABEL, **change))
    assert refusal.code is PrintRefusalCode.GLYPH_MISSING
    assert refusal.facts["field"] == field
    assert refusal.facts["codepoint"].startswith("U+")


def test_no_labels_is_a_refusal() -> None:
    refusal = render_labels_pdf([], LabelSize.L70X40, ZxingReader())
    assert isinstance(refusal, PrintRefusal)
    assert refusal.code is PrintRefusalCode.NOTHING_TO_PRINT


def test_same_labels_same_bytes_one_page_each(tmp_path: Path) -> None:
    labels = [replace(LABEL, container=i, code=f"L26-04817-H/{i:02d}") for i in range(1, 4)]
    first = render_labels_pdf(labels, LabelSize.L70X40, ZxingReader())
    again = render_labels_pdf(labels, LabelSize.L70X40, ZxingReader())
    assert isinstance(first, bytes)
    assert first == again
    found = [symbols_on(page) for page in pages(first, tmp_path)]
    assert found == [{("]d1", f"L26-04817-H/{i:02d}".encode())} for i in range(1, 4)]


def test_all_fonts_are_embedded(tmp_path: Path) -> None:
    import subprocess

    path = tmp_path / "label.pdf"
    path.write_bytes(pdf(LABEL))
    listing = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True)
    rows = listing.stdout.splitlines()[2:]
    used = [row for row in rows if "Noto" in row]
    assert used
    assert all(re.search(r"\byes\s+yes\s+yes\b", row) for row in used)
    assert (
        len(rows) - len(used) <= 1
    )  # reportlab names its default Helvetica and draws nothing in it


def test_label_json_round_trip_is_strict() -> None:
    label = replace(LABEL, expires_on=date(2031, 11, 5), linear="10A")
    text = label_to_json(label)
    assert label_from_json(text) == label
    broken = label_from_json(text.replace('"released"', '"green"'))
    assert isinstance(broken, PrintRefusal)
    assert broken.facts["path"] == "$.status"


@pytest.mark.parametrize("size", list(LabelSize))
def test_template_places_stay_on_the_label(size: LabelSize) -> None:
    template = label_template(size)
    assert isinstance(template, LabelTemplate)
    for layout in filter(None, (template.plain, template.with_linear)):
        for place in (
            layout.header,
            layout.barrier,
            layout.matrix,
            layout.matrix_text,
            layout.column,
            layout.linear,
            layout.linear_text,
            layout.footer,
        ):
            if place is None:
                continue
            box = as_box(place.box)
            assert box.x >= 1
            assert box.y >= 1
            assert box.x + box.w <= template.width_mm - 1
            assert box.y + box.h <= template.height_mm - 1
    assert {field.type_face for field in template.fields}


def test_unknown_template_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_path: str) -> bytes:
        raise FileNotFoundError

    monkeypatch.setattr("qtrace.printing.label_template.read_bytes", missing)
    refusal = label_template.__wrapped__(LabelSize.L70X40)
    assert isinstance(refusal, PrintRefusal)
    assert refusal.code is PrintRefusalCode.TEMPLATE_UNKNOWN


def test_the_text_of_a_gs1_matrix_breaks_between_elements(tmp_path: Path) -> None:
    label = replace(LABEL, code=GS1_LOT, code_is_gs1=True)
    lines = text_of(pdf(label), tmp_path).splitlines()
    assert any(line.strip().split("  ")[0] == f"(01){GTIN}(17)311105" for line in lines), lines
