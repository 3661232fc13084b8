"""Reproduce the fonts in `resources/fonts` from their public packages.

Two faces travel with the product, both under the SIL Open Font License:

* Noto Sans SC, Regular and Bold, cut down to GBK (personal names need more than GB 2312), Latin
  and the symbols the screens use;
* Noto Sans Mono, Regular and Bold, Latin, taken from the variable face at the width where one
  figure is half an em, so that figures and Chinese characters stand in one grid.

Run `python -m tools.fonts`. It needs `npm`, and `brotli` beside fontTools (`pip install brotli`):
it is no dependency of the product nor of its tests, because its result is committed.
"""

import argparse
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "fonts"
SANS = "@expo-google-fonts/noto-sans-sc@0.4.3"
MONO = "@fontsource-variable/noto-sans-mono@5.3.0"
LATIN = (range(0x20, 0x7F), range(0xA0, 0x250), range(0x2B0, 0x300), range(0x370, 0x400))
SYMBOLS = (
    range(0x2000, 0x2070),  # punctuation, dashes, quotes
    range(0x2070, 0x20D0),  # superscripts, currency
    range(0x2100, 0x2500),  # letterlike, arrows, operators, control pictures (␝)
    range(0x2500, 0x2780),  # box, geometric, ticks
    range(0x2E80, 0x3400),  # radicals, kana, enclosed
    range(0xFE30, 0xFE70),
    range(0xFF00, 0x10000),
)
HALF_EM = 500  # thousandths of an em
# One line box for both faces, thousandths of an em: its middle is the middle of a Chinese
# character, so words stand in the middle of buttons and share a base line across faces.
ASCENT, DESCENT, GAP = 1030, 270, 120


@dataclass(frozen=True, slots=True)
class Part:
    """A glyph inside a made glyph: which, how large, where (font units)."""

    glyph: str
    scale: float
    x: int
    y: int


def gbk() -> set[int]:
    """Every character that the GBK code table can write."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            try:
                found.add(ord(bytes((lead, trail)).decode("gbk")))
            except UnicodeDecodeError:
                continue
    return found


def wanted() -> set[int]:
    """Every character the product promises to be able to print."""
    return gbk().union(*(set(span) for span in LATIN + SYMBOLS))


def packed(package: str, folder: Path) -> Path:
    """Fetch one npm package and unpack it; returns its folder."""
    done = subprocess.run(
        ["npm", "pack", "--silent", package],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = folder / done.stdout.strip().splitlines()[-1]
    target = folder / archive.stem
    with tarfile.open(archive) as bundle:
        bundle.extractall(target, filter="data")
    return target / "package"


def write_subset(font: TTFont, characters: Iterable[int], target: Path) -> set[int]:
    """Write the part of `font` that draws `characters`; returns what it can draw."""
    options = Options()
    options.layout_features = ["kern", "locl", "mark", "mkmk", "ccmp"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.glyph_names = False
    cutter = Subsetter(options)
    cutter.populate(unicodes=list(characters))
    cutter.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(target)
    return set(font.getBestCmap())


def half_em_width(path: Path) -> float:
    """Position on the width axis at which a figure is half an em wide."""
    low, high = 62.5, 100.0
    while high - low > 0.01:
        middle = (low + high) / 2
        font = instancer.instantiateVariableFont(TTFont(path), {"wdth": middle, "wght": 400})
        advance = font["hmtx"]["zero"][0] * 1000 / font["head"].unitsPerEm
        low, high = (middle, high) if advance < HALF_EM else (low, middle)
    return low


def rename(font: TTFont, family: str, style: str) -> None:
    """Give a face its own family name, so that no installed Noto font takes its place."""
    font["name"].names = [name for name in font["name"].names if name.nameID not in range(1, 7)]
    names = {1: family, 2: style, 4: f"{family} {style}", 16: family, 17: style}
    names[6] = f"{family}-{style}".replace(" ", "")
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0


def level(font: TTFont) -> None:
    """Give a face the line box that both faces share."""
    unit = font["head"].unitsPerEm / 1000
    ascent, descent, gap = (round(value * unit) for value in (ASCENT, DESCENT, GAP))
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, -descent, gap
    table = font["OS/2"]
    table.sTypoAscender, table.sTypoDescender, table.sTypoLineGap = ascent, -descent, gap
    table.usWinAscent, table.usWinDescent = ascent, descent


CONTROL_NAMES = [
    "NUL",
    "SOH",
    "STX",
    "ETX",
    "EOT",
    "ENQ",
    "ACK",
    "BEL",
    "BS",
    "HT",
    "LF",
    "VT",
    "FF",
    "CR",
    "SO",
    "SI",
    "DLE",
    "DC1",
    "DC2",
    "DC3",
    "DC4",
    "NAK",
    "SYN",
    "ETB",
    "CAN",
    "EM",
    "SUB",
    "ESC",
    "FS",
    "GS",
    "RS",
    "US",
]
DOT_OPERATOR = 0x22C5
MIDDLE_DOT = 0xB7
DOT_ADVANCE = 420  # thousandths of an em; the middle dot of the face is a full em wide
PICTURE_SCALE = 0.55


def add_glyph(font: TTFont, code: int, parts: list[Part], advance: int) -> None:
    """Add a character composed of glyphs the face already has."""
    pen = TTGlyphPen(font.getGlyphSet())
    for part in parts:
        pen.addComponent(part.glyph, (part.scale, 0, 0, part.scale, part.x, part.y))
    name = f"made{code:04X}"
    glyph = pen.glyph()
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, glyph.xMin)
    if "vmtx" in font:
        font["vmtx"][name] = font["vmtx"][parts[0].glyph]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def add_missing(font: TTFont) -> None:
    """Add the narrow dot and the pictures of control characters, which the face lacks."""
    unit = font["head"].unitsPerEm / 1000
    cmap = font.getBestCmap()
    dot = font["glyf"][cmap[MIDDLE_DOT]]
    advance = round(DOT_ADVANCE * unit)
    side = (advance - (dot.xMax - dot.xMin)) // 2
    add_glyph(font, DOT_OPERATOR, [Part(cmap[MIDDLE_DOT], 1.0, side - dot.xMin, 0)], advance)
    for number, letters in enumerate(CONTROL_NAMES):
        x, parts = round(40 * unit), []
        for place, letter in enumerate(letters):
            y = round((330 - place * 620 / (len(letters))) * unit)
            glyph = cmap[ord(letter)]
            parts.append(Part(glyph, PICTURE_SCALE, x, y))
            x += round(font["hmtx"][glyph][0] * PICTURE_SCALE)
        add_glyph(font, 0x2400 + number, parts, x + round(40 * unit))


def mono(folder: Path) -> None:
    """Write the mono faces."""
    source = packed(MONO, folder)
    path = source / "files" / "noto-sans-mono-latin-wdth-normal.woff2"
    width = half_em_width(path)
    for style, weight in (("Regular", 400), ("Bold", 700)):
        font = instancer.instantiateVariableFont(TTFont(path), {"wdth": width, "wght": weight})
        font.flavor = None
        rename(font, "QTrace Noto Mono", style)
        level(font)
        write_subset(font, wanted(), TARGET / f"NotoSansMono-{style}.ttf")
    (TARGET / "OFL-NotoSansMono.txt").write_bytes((source / "LICENSE").read_bytes())


def sans(folder: Path) -> None:
    """Write the Chinese faces and the list of characters both of them draw."""
    source = packed(SANS, folder)
    drawn = []
    for style, weight in (("Regular", "400Regular"), ("Bold", "700Bold")):
        font = TTFont(source / weight / f"NotoSansSC_{weight}.ttf")
        rename(font, "QTrace Noto SC", style)
        add_missing(font)
        level(font)
        drawn.append(write_subset(font, wanted(), TARGET / f"NotoSansSC-{style}.ttf"))
    (TARGET / "OFL-NotoSansSC.txt").write_bytes((source / "LICENSE_FONT").read_bytes())
    (TARGET / "coverage.txt").write_text(ranges(drawn[0] & drawn[1]), encoding="ascii")


def ranges(characters: Iterable[int]) -> str:
    """Compact text of a set of characters: one `first-last` in hexadecimal a line."""
    spans: list[list[int]] = []
    for code in sorted(characters):
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    head = "# characters that both shipped weights of Noto Sans SC draw; made by tools/fonts.py\n"
    return head + "".join(f"{first:X}-{last:X}\n" for first, last in spans)


def main() -> int:
    """Build all fonts; exit status 0."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        mono(Path(folder))
        sans(Path(folder))
    for path in sorted(TARGET.iterdir()):
        print(f"{path.stat().st_size:>9}  {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
