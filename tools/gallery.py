"""Render the shared widgets as the receiving screens, to be held beside the target pictures.

Run `QT_QPA_PLATFORM=offscreen python -m tools.gallery --out DIR`: every page in its own language
and theme, and again in the other theme. Nothing here is live; the screens of the product are built
from the same widgets with real data.
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.fonts import TextRole, font_of, load_fonts
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.profiles import TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT, Tokens
from tools.gallery_inspect import inspection_dark_page, inspection_page
from tools.gallery_lot import lot_page
from tools.gallery_queue import queue_page, receive_page
from tools.gallery_signin import sign_in_page
from tools.gallery_verdict import decide_page, rejected_page

WIDTH, HEIGHT = 1366, 768


@dataclass(frozen=True, slots=True)
class Page:
    """One picture: its file name, its builder, its own theme."""

    name: str
    build: Callable[[], QWidget]
    tokens: Tokens = LIGHT


PAGES = (
    Page("receiving_1_queue_zh", queue_page),
    Page("receiving_2_receive_zh", receive_page),
    Page("receiving_3_inspection_zh", inspection_page),
    Page("receiving_4_decide_sign_zh", decide_page),
    Page("receiving_5_rejected_zh", rejected_page),
    Page("receiving_6_lot_zh", lot_page),
    Page("receiving_7_inspection_dark_en", inspection_dark_page, DARK),
    Page("receiving_8_signin_en", sign_in_page),
)


def render(app: QApplication, page: Page, tokens: Tokens, target: Path) -> float:
    """Render one page; returns the milliseconds from building to the first picture."""
    apply_theme(app, tokens, TOUCH)
    start = time.perf_counter()
    widget = page.build()
    widget.resize(WIDTH, HEIGHT)
    widget.show()
    app.processEvents()
    picture = widget.grab()
    took = (time.perf_counter() - start) * 1000
    picture.save(str(target))
    widget.hide()
    widget.deleteLater()
    app.processEvents()
    return took


def main() -> int:
    """Render all pages; exit status 1 if a text had to be cut off."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    start = time.perf_counter()
    load_fonts()
    loaded = time.perf_counter()
    QFontMetricsF(font_of(TextRole.BODY)).horizontalAdvance("检验 Inspection")
    first = time.perf_counter()
    apply_theme(app, LIGHT, TOUCH)
    themed = time.perf_counter()
    print(
        f"fonts {1000 * (loaded - start):.0f} ms, first words {1000 * (first - loaded):.0f} ms,"
        f" theme {1000 * (themed - first):.0f} ms"
    )
    for page in PAGES:
        other = LIGHT if page.tokens is DARK else DARK
        took = render(app, page, page.tokens, out / f"{page.name}.png")
        render(app, page, other, out / f"{page.name}_{other.name.value}.png")
        print(f"{page.name}: {took:.0f} ms")
    for text in elided:
        print(f"cut off: {text}")
    return 1 if elided else 0


if __name__ == "__main__":
    raise SystemExit(main())
