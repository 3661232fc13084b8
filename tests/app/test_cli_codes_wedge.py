"""`qtrace codes parse --layer wedge`: what a keyboard scanner typed, normalised as in the window."""

import io
import json

import pytest

from qtrace.app.cli.main import main

UDI = "010950600013435217280531"


@pytest.fixture
def ask(monkeypatch, capsys):
    def asked(text: str, *options: str) -> dict:
        line = json.dumps(text).encode() + b"\n"
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line)))
        arguments = ["codes", "parse", "--jsonl", "--ref-year", "2026", "--layer", "wedge"]
        assert main([*arguments, *options]) == 0
        return json.loads(capsys.readouterr().out)

    return asked


@pytest.mark.parametrize(
    ("gs", "options", "note"),
    [
        ("\x1d", (), None),
        ("{GS}", (), "gs_text"),
        ("<GS>", (), "gs_text"),
        ("␝", (), "gs_text"),
        *((sign, ("--gs-substitute", sign), "gs_substitute") for sign in "|~^#@\\`{}[]$ "),
    ],
)
@pytest.mark.parametrize("frame", [("", "\r\n"), ("\x02", "\x03"), ("", "\t"), ("", "")])
def test_every_stand_in_for_gs_is_read(ask, gs, options, note, frame):
    got = ask(f"{frame[0]}]d2{UDI}10LOT{gs}21SN7{frame[1]}", *options)
    assert (got["verdict"], got["lot"], got["serial"]) == ("valid", "LOT", "SN7")
    assert got["wedge"]["notes"] == ([note] if note else [])


def test_without_the_layer_a_stand_in_stays_what_it_is(monkeypatch, capsys):
    line = json.dumps(f"]d2{UDI}10LOT|21SN7").encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(line)))
    main(["codes", "parse", "--jsonl"])
    got = json.loads(capsys.readouterr().out)
    assert got["verdict"] == "invalid"
    assert "wedge" not in got


def test_prefix_and_suffix_are_taken_away_and_places_count_what_was_typed(ask):
    got = ask("S1:" + UDI + "10A{GS}21B{GS}17991332#\r", "--prefix", "S1:", "--suffix", "#\r")
    assert got["wedge"]["text"] == UDI + "10A\x1d21B\x1d17991332"
    date = next(each for each in got["reasons"] if each["code"] == "date_invalid")
    typed = "S1:" + UDI + "10A{GS}21B{GS}17991332#"
    assert typed[date["position"] :].startswith(("991332", "17991332"))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("０１０９５０６０００１３４３５２", "suspect"),
        ("（01）09506000134352", "suspect"),
        ("0109506000134352１０LOT", "suspect"),
        ("L26－04817－H", "suspect"),
        ("NB－TUBE", "suspect"),
        ("NB-TUBE", "not_udi"),
    ],
)
def test_full_width_characters_are_suspect_with_their_reason(ask, text, verdict):
    got = ask(text)
    assert got["verdict"] == verdict
    odd = [each for each in got["reasons"] if each["code"] == "non_ascii"]
    if verdict == "suspect":
        assert not text[odd[0]["position"]].isascii()
        assert got["wedge"]["notes"] == ["full_width", "non_ascii"]


def test_other_characters_that_no_label_carries_are_suspect(ask):
    got = ask(f"]d2{UDI}10LÖT")
    assert (got["verdict"], got["wedge"]["notes"]) == ("suspect", ["non_ascii"])


def test_caps_lock_is_recognised_and_not_repaired(ask):
    got = ask(f"]D2{UDI}10lot")
    assert (got["verdict"], got["lot"]) == ("invalid", None)
    assert got["wedge"]["notes"] == ["caps"]
    assert got["wedge"]["hint"]["code"] == "SCANNER_CAPS"
    got = ask("l26-04817-h", "--language", "zh_CN")
    assert got["verdict"] == "suspect"
    assert "大写锁定" in got["wedge"]["hint"]["text"]


def test_a_foreign_keyboard_is_recognised_and_not_repaired(ask):
    got = ask("L26ß04817ßH")
    assert (got["verdict"], got["wedge"]["hint"]["code"]) == ("suspect", "SCANNER_LAYOUT")
    assert "German" in got["wedge"]["hint"]["text"]


def test_the_space_that_ends_a_code_stays(ask):
    assert ask("+QTRCSSPACE10 \r")["verdict"] == "valid"


@pytest.mark.parametrize(
    "options",
    [
        ("--layer", "wedge", "--gs-substitute", "A"),
        ("--layer", "wedge", "--gs-substitute", "||"),
        ("--prefix", "S1:"),
    ],
)
def test_options_that_make_no_sense_are_refused(capsys, options):
    assert main(["codes", "parse", "--jsonl", *options]) == 2
    assert json.loads(capsys.readouterr().err)["error"]["code"] == "BAD_ARGUMENTS"
