"""ZPL read back: symbols carry their data, texts cannot become commands, pictures expand again."""

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.printing.drawing import Anchor, Box, Circle, Drawing, Ink, Outline, Stroke, Text
from qtrace.printing.fonts import Face
from qtrace.printing.label_data import LabelData, LabelSize, LotStatus
from qtrace.printing.labels import render_labels_zpl
from qtrace.printing.raster import Bitmap, compress, expand, rasterise
from qtrace.printing.words import DocumentLanguage, Name
from qtrace.printing.zpl import ParsedField, ZplField, drawing_to_zpl, parse_zpl
from tests.printing.support import GS1_LOT, GTIN, LABEL, ZxingReader

FIELD_COMMANDS = re.compile(rb"\^[A-Z0-9]{2}|~[A-Z]{2}")
ALLOWED = {
    b"^XA", b"^XZ", b"^CI", b"^PW", b"^LL", b"^LH", b"^FX", b"^FO", b"^FT", b"^GF", b"^FS",
    b"^A0", b"^FH", b"^FD", b"^BX", b"^BC", b"^BY", b"^PQ",
}  # fmt: skip


def zpl(label: LabelData, size: LabelSize = LabelSize.L100X60, dpi: int = 203) -> bytes:
    job = render_labels_zpl([label], size, ZxingReader(), dpi)
    assert isinstance(job, bytes), job
    return job


def fields(job: bytes) -> dict[str, ParsedField]:
    (label,) = parse_zpl(job)
    return {field.name: field for field in label}


def test_plain_label_carries_its_code_and_texts() -> None:
    found = fields(zpl(replace(LABEL, language=DocumentLanguage.EN)))
    assert found["DataMatrix"].kind == ZplField.DATAMATRIX
    assert found["DataMatrix"].content == "L26-04817-H/01"
    texts = {name: field.content for name, field in found.items() if field.kind == ZplField.TEXT}
    assert texts["lot"] == "L26-04817-H"
    assert texts["expiry"] == "2031-11-05"
    assert texts["supplier_lot"] == "HM-2610-S7734"
    assert texts["quantity"] == "100 pcs"
    assert found["header"].kind == ZplField.PICTURE


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_gs1_symbols_are_the_measured_commands(dpi: int) -> None:
    linear = f"01{GTIN}10L26-04817-H\x1d30100"
    job = zpl(replace(LABEL, code=GS1_LOT, code_is_gs1=True, linear=linear), dpi=dpi)
    found = fields(job)
    assert found["GS1 DataMatrix"].content == f"\x1d{GS1_LOT}"
    assert found["GS1-128"].content == f"\x1d{linear}"
    assert re.search(rb"\^BXN,\d+,200,,,,_\^FD_101", job)
    assert re.search(rb"\^BCN,\d+,N,N,N,N\^FD>;>801", job)
    module = re.search(rb"\^BY(\d+)", job)
    assert module is not None
    assert int(module[1]) * 25.4 / dpi >= 0.25 - 1e-9


@pytest.mark.parametrize("status", list(LotStatus))
@pytest.mark.parametrize("size", list(LabelSize))
def test_everything_stays_on_the_label(size: LabelSize, status: LotStatus) -> None:
    job = zpl(replace(LABEL, status=status, demo=True, copy_number=1, copy_reason="破损"), size)
    width, height = (round(float(part) / 25.4 * 203) for part in size.value.split("x"))
    assert f"^PW{width}\n^LL{height}\n".encode() in job
    for where in re.finditer(rb"\^F[OT](\d+),(\d+)(?:\^GFA,\d+,(\d+),(\d+),)?", job):
        x, y = int(where[1]), int(where[2])
        assert 0 <= x < width
        assert 0 <= y < height
        if where[3]:
            row_bytes = int(where[4])
            assert x + row_bytes * 8 <= width + 8
            assert y + int(where[3]) // row_bytes <= height + 1


hostile = st.text("^~_\\>,AZXFDS#@$|0/", min_size=1, max_size=14)


@given(text=hostile)
def test_no_text_becomes_a_command(text: str) -> None:
    label = replace(
        LABEL,
        supplier_lot=text,
        part_name=Name(en=text),
        code=text,
        language=DocumentLanguage.EN,
    )
    job = render_labels_zpl([label], LabelSize.L100X60, ZxingReader())
    assert isinstance(job, bytes)
    assert set(FIELD_COMMANDS.findall(re.sub(rb"\^BC.*?\^FD.*?\^FS", b"", job))) <= ALLOWED
    assert b"~" not in job
    found = fields(job)
    assert found["DataMatrix"].content == text
    assert found["supplier_lot"].content == text.rstrip()


def test_attack_on_the_format_prints_literally() -> None:
    found = fields(zpl(replace(LABEL, supplier_lot="^XZ^XA^FDx", language=DocumentLanguage.EN)))
    assert found["supplier_lot"].content == "^XZ^XA^FDx"


def test_several_labels_are_several_formats() -> None:
    labels = [replace(LABEL, container=i, code=f"L26-04817-H/{i:02d}") for i in range(1, 4)]
    job = render_labels_zpl(labels, LabelSize.L70X40, ZxingReader())
    assert isinstance(job, bytes)
    contents = [
        next(field.content for field in label if field.kind == ZplField.DATAMATRIX)
        for label in parse_zpl(job)
    ]
    assert contents == [f"L26-04817-H/{i:02d}" for i in range(1, 4)]


def test_a_job_of_another_form_is_not_parsed() -> None:
    with pytest.raises(ValueError, match="whole labels"):
        parse_zpl(b"^XA^FDx^FS")


@given(
    width=st.integers(1, 30),
    rows=st.lists(st.sampled_from([0, 1, 2, 3]), min_size=1, max_size=12),
    data=st.data(),
)
def test_compressed_pictures_expand_again(width: int, rows: list[int], data: st.DataObject) -> None:
    made = {
        0: b"\x00" * width,
        1: b"\xff" * width,
        2: data.draw(st.binary(min_size=width, max_size=width)),
        3: data.draw(st.binary(min_size=width, max_size=width)),
    }
    raw = b"".join(made[kind] for kind in rows)
    bitmap = Bitmap(width * 8, len(rows), raw)
    assert expand(compress(bitmap), width) == raw


def test_long_runs_use_counts() -> None:
    bitmap = Bitmap(8 * 450, 1, b"\xaa" * 449 + b"\xab")
    text = compress(bitmap)
    assert text == "zzlRAB" or len(text) < 12
    assert expand(text, 450) == bitmap.data


@pytest.mark.parametrize("text", ["0", "FFF", "G", ":"])
def test_damaged_pictures_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="row"):
        expand(text + "A", 4)


def test_marks_become_dots_where_they_stand() -> None:
    square = Outline(((1, 1), (3, 1), (3, 3), (1, 3)), Ink.BLACK)
    hole = Circle(2, 2, 0.5, Ink.WHITE)
    dashed = Circle(6, 2, 1.5, None, Stroke(Ink.BLACK, 0.3, dashed=True))
    word = Text(8, 3.5, "放行", Face.BOLD, 8, "t", anchor=Anchor.START)
    bitmap = rasterise((square, hole, dashed, word), Box(0, 0, 16, 4), 203)

    def dark(x_mm: float, y_mm: float) -> bool:
        x, y = int(x_mm * 203 / 25.4), int(y_mm * 203 / 25.4)
        return bool(bitmap.data[y * bitmap.row_bytes + x // 8] & (0x80 >> x % 8))

    assert dark(1.3, 1.3)
    assert not dark(2, 2)
    assert not dark(0.5, 0.5)
    assert any(dark(8 + step / 10, 2.5) for step in range(50))
    turn = [step * math.tau / 96 for step in range(96)]
    ring = [dark(6 + 1.5 * math.cos(angle), 2 + 1.5 * math.sin(angle)) for angle in turn]
    assert 20 < sum(ring) < 76  # dashes and gaps


def test_centred_latin_text_is_a_picture_so_that_it_stands_right() -> None:
    mark = Text(20, 10, "CENTRE", Face.BOLD, 9, "t", anchor=Anchor.MIDDLE)
    (label,) = parse_zpl(drawing_to_zpl(Drawing(40, 20, (mark,)), 203))
    assert label[0].kind == ZplField.PICTURE
    assert label[0].x < 160 < label[0].x + 160
