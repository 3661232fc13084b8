"""`qtrace codes decode`: symbols with bytes, place and meaning; a bad file is an answer too."""

import base64
import json
import subprocess
import sys

import pytest
from PIL import Image

from qtrace.app.cli.codes_decode import printable_text
from qtrace.app.cli.main import main
from tests.scanning.camera_pictures import BRACKETED, ELEMENT_STRING, Format, Shot, modules

MATRIX = modules(BRACKETED, Format.DataMatrix, gs1=True, forceSquare=True)


def photo(path, symbol=MATRIX, **shot) -> str:
    Image.fromarray(Shot(module_px=4, **shot).of(symbol)).save(path)
    return str(path)


def decoded(capsys, *arguments) -> tuple[int, list[dict]]:
    status = main(["codes", "decode", "--json", "--ref-year", "2026", *arguments])
    out = capsys.readouterr()
    assert out.err == ""
    return status, json.loads(out.out)["images"]


@pytest.mark.parametrize("kind", ["png", "jpg", "bmp", "tif"])
def test_a_photo_of_a_label(capsys, tmp_path, kind):
    path = photo(tmp_path / f"label.{kind}", turn_deg=12, noise=6)
    status, [image] = decoded(capsys, path)
    assert (status, image["file"], image["width"], image["height"]) == (0, path, 640, 480)
    [symbol] = image["symbols"]
    assert (symbol["format"], symbol["aim_id"]) == ("DataMatrix", "]d2")
    assert base64.b64decode(symbol["bytes"]) == ELEMENT_STRING
    assert symbol["text"] == ELEMENT_STRING.decode()
    xs, ys = zip(*symbol["corners"], strict=True)
    assert (sum(xs) / 4, sum(ys) / 4) == (pytest.approx(320, abs=5), pytest.approx(240, abs=5))
    meaning = symbol["interpretation"]
    assert (meaning["verdict"], meaning["di"]) == ("valid", "09506000134352")
    assert (meaning["lot"], meaning["serial"]) == ("LOT/26A", "SN7")


def test_places_are_pixels_of_the_file(capsys, tmp_path):
    small = Image.fromarray(Shot(module_px=4).of(MATRIX))
    small.resize((5120, 3840)).save(tmp_path / "large.png")
    _status, [image] = decoded(capsys, str(tmp_path / "large.png"))
    assert (image["width"], image["height"]) == (5120, 3840)
    xs, ys = zip(*image["symbols"][0]["corners"], strict=True)
    assert (sum(xs) / 4, sum(ys) / 4) == (pytest.approx(2560, abs=40), pytest.approx(1920, abs=40))


def test_a_bad_file_is_answered_in_its_place(capsys, tmp_path):
    good = photo(tmp_path / "good.png")
    blank = tmp_path / "blank.png"
    Image.new("L", (64, 64), 255).save(blank)
    text = tmp_path / "text.png"
    text.write_text("no image")
    status, images = decoded(capsys, str(text), good, str(tmp_path / "none.png"), str(blank))
    assert status == 2
    assert [one.get("error", {}).get("code") for one in images] == [
        "IMAGE_FORMAT",
        None,
        "IMAGE_MISSING",
        None,
    ]
    assert images[0]["error"]["text"] == (
        "text.png is no PNG, JPEG, BMP or TIFF image. Save the picture in one of these formats."
    )
    assert [len(one["symbols"]) for one in images if "symbols" in one] == [1, 0]


def test_sentences_come_in_chinese(capsys, tmp_path):
    _status, [image] = decoded(capsys, "--language", "zh_CN", str(tmp_path / "none.png"))
    assert image["error"]["text"].startswith("无法打开文件")


def test_no_database_and_no_window_are_loaded(tmp_path):
    code = (
        "import sys; from qtrace.app.cli.main import main;"
        f"main(['codes', 'decode', '--json', {photo(tmp_path / 'a.png')!r}]);"
        "print({'sqlalchemy', 'PySide6.QtWidgets'} & set(sys.modules), file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stderr.strip() == "set()"
    assert len(json.loads(answer.stdout)["images"][0]["symbols"]) == 1


def test_parse_loads_no_qt():
    code = "import sys; from qtrace.app.cli.main import main; sys.stdin.close();"
    code += "import io; sys.stdin = io.TextIOWrapper(io.BytesIO(b'')); main(['codes', 'parse', '--jsonl']);"
    code += "print({m.split('.')[0] for m in sys.modules} & {'PySide6', 'numpy', 'zxingcpp'})"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"LOT/26A", "LOT/26A"),
        ("批号".encode(), "批号"),
        (b"gr\xfcn", "grün"),
        (b"10A\x1d21B", "10A\x1d21B"),
        (b"\x00\x01", None),
        (b"", ""),
    ],
)
def test_text_is_given_when_it_can_be_printed(data, text):
    assert printable_text(data) == text
