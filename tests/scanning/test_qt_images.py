"""Image files: what is one, what is none, and why; nothing large is unpacked by accident."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from qtrace.scanning import qt_images
from qtrace.scanning.qt_images import LoadedImage, load_image

pytestmark = pytest.mark.qt_log_ignore("JPEG", "jpeg", "png", "TIFF", "tiff", extend=True)


def saved(path: Path, image: Image.Image, **options) -> Path:
    image.save(path, **options)
    return path


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.bmp", "a.tif"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_the_four_kinds_are_read(tmp_path, name, mode):
    image = Image.new(mode, (31, 17), "#646464" if mode == "RGB" else 100)
    found = load_image(saved(tmp_path / name, image))
    assert (found.picture.width, found.picture.height, found.file_pixels) == (31, 17, 1.0)
    assert set(found.picture.pixels) == {100}
    assert len(found.picture.pixels) == 31 * 17


def test_the_content_decides_not_the_name(tmp_path):
    path = saved(tmp_path / "label.jpg", Image.new("L", (8, 8), 50), format="PNG")
    assert set(load_image(path).picture.pixels) == {50}


def test_what_is_transparent_is_paper(tmp_path):
    path = saved(tmp_path / "a.png", Image.new("RGBA", (8, 8), (0, 0, 0, 0)))
    assert set(load_image(path).picture.pixels) == {255}


def test_a_turned_photo_is_upright(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    found = load_image(saved(tmp_path / "a.jpg", Image.new("L", (40, 20)), exif=exif))
    assert (found.picture.width, found.picture.height) == (20, 40)


def test_a_large_photo_is_read_smaller(tmp_path):
    found = load_image(saved(tmp_path / "a.png", Image.new("L", (8192, 64), 9)))
    assert (found.picture.width, found.picture.height, found.file_pixels) == (4096, 32, 2.0)


def png_of(width: int, height: int) -> bytes:
    """A PNG that promises a size and holds nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", b"\x78\x9c"))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def whole_png(tmp_path) -> bytes:
    return saved(tmp_path / "whole.png", Image.effect_noise((64, 64), 50)).read_bytes()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "IMAGE_FORMAT"),
        (b"no image at all", "IMAGE_FORMAT"),
        (b"%PDF-1.4", "IMAGE_FORMAT"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff;", "IMAGE_FORMAT"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "IMAGE_FORMAT"),
        (png_of(100_000, 100_000), "IMAGE_TOO_LARGE"),
        (png_of(64, 64), "IMAGE_DAMAGED"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "IMAGE_DAMAGED"),
    ],
)
def test_a_file_that_is_no_image_says_why(tmp_path, content, code):
    path = tmp_path / "label.png"
    path.write_bytes(content)
    trouble = load_image(path)
    assert (trouble.code, trouble.facts["file"]) == (code, "label.png")


def test_any_cut_of_an_image_gets_an_answer(tmp_path):
    whole = whole_png(tmp_path)
    path = tmp_path / "cut.png"
    for length in range(0, len(whole), 97):
        path.write_bytes(whole[:length])
        answer = load_image(path)
        assert isinstance(answer, LoadedImage) or answer.code.startswith("IMAGE_")


def test_a_file_that_cannot_be_opened_says_why(tmp_path):
    for path in (tmp_path / "none.png", tmp_path, Path("a\0b.png")):
        assert load_image(path).code == "IMAGE_MISSING"


def test_a_huge_file_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(qt_images, "MOST_BYTES", 10)
    assert load_image(saved(tmp_path / "a.png", Image.new("L", (8, 8)))).code == "IMAGE_TOO_LARGE"
