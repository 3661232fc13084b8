"""Photos of readings in the report: numbered figures, drawn anew, without the camera's notes."""

import io
from dataclasses import replace
from hashlib import sha256

from PIL import Image
from pypdf import PdfReader

from qtrace.printing.certificates import render_report
from qtrace.printing.report_data import Figure, report_from_json, report_to_json
from tests.printing.support import ZxingReader
from tests.printing.test_report import REPORT

NOTE = "QTRACE-CAMERA-SERIAL-4711"


def photo(size=(2000, 1500), kind="JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x010F] = NOTE
    target = io.BytesIO()
    Image.new("RGB", size, (40, 140, 90)).save(target, kind, exif=exif)
    return target.getvalue()


def with_figures(*contents: bytes):
    figures = tuple(
        Figure("4", str(piece), "12.13", sha256(content).hexdigest())
        for piece, content in enumerate(contents, start=1)
    )
    return replace(REPORT, figures=figures), {sha256(c).hexdigest(): c for c in contents}


def drawn(report, photos) -> PdfReader:
    content = render_report(report, ZxingReader(), photos)
    assert isinstance(content, bytes), content
    assert NOTE.encode() not in content
    return PdfReader(io.BytesIO(content))


def text_of(pdf: PdfReader) -> str:
    return " ".join(page.extract_text() for page in pdf.pages)


def images(pdf: PdfReader) -> list[tuple[int, int]]:
    return [image.image.size for page in pdf.pages for image in page.images]


def test_every_photo_is_a_numbered_figure_without_the_notes_of_the_camera():
    report, photos = with_figures(photo(), photo((300, 900), "PNG"))
    assert all(NOTE.encode() in content for content in photos.values())
    pdf = drawn(report, photos)
    said = text_of(pdf)
    assert "Figure 1: characteristic 4, piece 1: 12.13" in said
    assert "Figure 2: characteristic 4, piece 2: 12.13" in said
    assert sorted(images(pdf)) == [(300, 900), (1600, 1200)]
    assert render_report(report, ZxingReader(), photos) == render_report(
        report, ZxingReader(), photos
    )


def test_a_photo_that_cannot_be_drawn_is_said():
    report, _photos = with_figures(photo(), photo((40, 30)))
    first = report.figures[0].digest
    pdf = drawn(report, {first: b"\xff\xd8\xff broken"})
    assert text_of(pdf).count("cannot be drawn") == 2
    assert images(pdf) == []


def test_a_report_of_before_has_no_figures():
    plain = report_to_json(REPORT).replace('"figures":[],', "")
    assert "figures" not in plain
    assert report_from_json(plain) == REPORT
    assert "Figure 1" not in text_of(drawn(REPORT, {}))
