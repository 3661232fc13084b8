"""A small PDF for tests."""

import io

from reportlab.pdfgen import canvas


def pdf(pages: int = 2) -> bytes:
    """A PDF whose pages say their number."""
    data = io.BytesIO()
    sheet = canvas.Canvas(data, pagesize=(842, 595))
    for number in range(1, pages + 1):
        sheet.drawString(100, 300, f"sheet {number}")
        sheet.showPage()
    sheet.save()
    return data.getvalue()
