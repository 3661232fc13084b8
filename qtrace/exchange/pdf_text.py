"""Text of PDF files, page by page, as far as there is any; pictures of text stay pictures.

The library (pypdf, plain Python) is loaded with the first file.
"""

import io
import logging
from typing import Final

MOST_PAGES: Final = 60
MOST_SIGNS: Final = 100_000
"""Signs of one page that are looked at."""


def pdf_pages(content: bytes) -> tuple[str, ...]:
    """Text of every page in order; nothing for a file that is no PDF, is locked or is broken.

    Args:
        content: the whole file.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is odd in a file is no news
    broken = (
        PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RuntimeError,
        OSError, AssertionError, ZeroDivisionError, MemoryError,
    )  # fmt: skip
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return ()
        pages = reader.pages[:MOST_PAGES]
        return tuple((page.extract_text() or "")[:MOST_SIGNS] for page in pages)
    except broken:
        return ()
