"""Text of PDF files: real ones are read page by page, everything else is nothing."""

import io
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from qtrace.exchange.pdf_text import MOST_PAGES, pdf_pages


def pdf(*pages, locked=False):
    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    if not locked:
        return target.getvalue()
    writer = PdfWriter(clone_from=PdfReader(target))
    writer.encrypt("secret", algorithm="RC4-128")
    sealed = io.BytesIO()
    writer.write(sealed)
    return sealed.getvalue()


def test_every_page_is_read():
    pages = pdf_pages(pdf(["Inner dia. 12.03", "Hardness 70"], ["Length 5"]))
    assert len(pages) == 2
    assert "Inner dia. 12.03" in pages[0].splitlines()
    assert "Length 5" in pages[1]


def test_only_so_many_pages_are_read():
    assert len(pdf_pages(pdf(*[["x"]] * (MOST_PAGES + 1)))) == MOST_PAGES


def test_a_locked_file_says_nothing():
    assert pdf_pages(pdf(["Inner dia. 12.03"], locked=True)) == ()


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_break_it(content, headed):
    assert isinstance(pdf_pages((b"%PDF-1.4\n" if headed else b"") + content), tuple)


def test_the_library_is_loaded_with_the_first_file():
    code = "import sys, qtrace.exchange.pdf_text; print('pypdf' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
