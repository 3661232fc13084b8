import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qtrace.domain.codes.gs1 import GS1Message
from qtrace.domain.codes.internal import CommandCode, InternalCode, InternalKind, format_command
from qtrace.domain.codes.interpret import Unknown, interpret
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import Agency, CodeReason, Verdict
from tests.domain.codes.samples import DI, GS, TABLE, YEAR, device_elements

pieces = st.sampled_from(
    [
        *(
            "]d2",
            "]C1",
            "]C0",
            "]I1",
            "]E0",
            GS,
            "␝",
            "(",
            ")",
            "(01)",
            "(10)",
            "\\(",
            "\x00",
            "\r",
        ),
        *("01", "10", "17", "21", "37", "02", "00", "7003", "8013", "8020", "3103", "91", "240"),
        *(DI, DI[2:], "261231", "17261231", "ABC", "https://x/", "/01/", "?", "%", "&17=", "é"),
        *(
            "+",
            "*+",
            "$$3",
            "/S",
            "/14D",
            "=/",
            "&,1",
            "MA.156.M0.",
            "MF",
            "*BA",
            "[)>\x1e06",
            "\x04",
        ),
        *("L26-04817-H", "/07", "CMD-", "\ud800", "٣", "１", "99", " ", "~"),
    ]
)


def _read(data):
    return interpret(data, TABLE, YEAR)


@given(st.binary(max_size=200) | st.text(max_size=200))
@example(b"\xff\xfe")
@example("]")
@example("]d2")
@example("(")
def test_any_bytes_and_text_have_an_interpretation(data):
    found = _read(data)
    assert isinstance(found, GS1Message | LabelMessage | InternalCode | Unknown)
    if isinstance(found, Unknown):
        assert found.raw == data
        assert found.verdict in (Verdict.INVALID, Verdict.NOT_UDI)


@settings(max_examples=300)
@given(st.lists(pieces, max_size=60).map("".join))
def test_any_mixture_of_the_parts_of_codes_has_an_interpretation(text):
    found = _read(text)
    if isinstance(found, GS1Message | LabelMessage):
        assert found.verdict is not Verdict.NOT_UDI
        assert found.raw == text
        for reason in found.reasons:
            assert reason.position is None or 0 <= reason.position <= len(text)
    if isinstance(found, GS1Message):
        assert (found.verdict is Verdict.VALID) == (not found.reasons)
        assert (found.verdict is not Verdict.SUSPECT) or found.alternatives


@given(device_elements())
def test_bytes_and_text_read_the_same(values):
    text = "]d2" + "".join(ai + value + GS for ai, value in values.items())
    assert _read(text) == _read(text.encode())


@pytest.mark.parametrize("prefix", ["", "]C0", "]d1", "]Q1", "]A0", "\x02"])
def test_our_codes_come_through_every_plain_symbol(prefix):
    found = _read(f"{prefix}L26-04817-H/07\r\n")
    assert isinstance(found, InternalCode)
    assert (found.kind, found.text) == (InternalKind.CONTAINER, "L26-04817-H/07")
    assert found.raw == f"{prefix}L26-04817-H/07\r\n"


def test_our_codes_are_not_looked_for_in_a_gs1_symbol():
    assert isinstance(_read("]d2L26-04817-H"), GS1Message)


def test_commands():
    assert _read(format_command(CommandCode.ALL_OK)).command is CommandCode.ALL_OK


@pytest.mark.parametrize(
    ("data", "code", "verdict"),
    [
        (b"", CodeReason.EMPTY, Verdict.NOT_UDI),
        (b"\r\n", CodeReason.EMPTY, Verdict.NOT_UDI),
        (b"abc\xff", CodeReason.NOT_UTF8, Verdict.INVALID),
        ("1" * 8193, CodeReason.TOO_LONG, Verdict.INVALID),
        (b"\0" * 5, CodeReason.CONTROL_CHARACTER, Verdict.NOT_UDI),
        ("\ud800", CodeReason.SURROGATE, Verdict.NOT_UDI),
        ("０１０９５０", CodeReason.NON_ASCII, Verdict.NOT_UDI),
        ("你好", CodeReason.NON_ASCII, Verdict.NOT_UDI),
        ("PO-26-2207", CodeReason.NOT_RECOGNISED, Verdict.NOT_UDI),
        ("&X", CodeReason.OTHER_AGENCY, Verdict.NOT_UDI),
        ("https://a.cn/?id=5", CodeReason.LINK_NO_KEY, Verdict.NOT_UDI),
        ("L26-04817-G", CodeReason.INTERNAL_CHECK, Verdict.NOT_UDI),
        ("\x02]C0l26-04817-h", CodeReason.CAPS_LOCK, Verdict.NOT_UDI),
    ],
)
def test_what_is_unknown_says_why(data, code, verdict):
    found = _read(data)
    assert isinstance(found, Unknown)
    assert (found.reason.code, found.verdict) == (code, verdict)


@pytest.mark.parametrize("prefix", ["", "]C0", "]A0", "]d1", "]Q1", "]L0", "]z0", "\x02"])
@pytest.mark.parametrize(
    ("text", "agency", "verdict"),
    [
        ("+H123ABC01234567890D", Agency.HIBCC, Verdict.VALID),
        ("*+$$52001510X3+_*", Agency.HIBCC, Verdict.INCOMPLETE),
        ("+$$52001510X3+ ", Agency.HIBCC, Verdict.INCOMPLETE),
        ("=/A9999XYZ100T0944", Agency.ICCBBA, Verdict.VALID),
        ("=>029032", Agency.ICCBBA, Verdict.INCOMPLETE),
        ("MA.156.M0.100001.10000001", Agency.MA, Verdict.VALID),
        ("https://a.cn/?id=MA.156.M0.100001.10000001", Agency.MA, Verdict.VALID),
        ('<UDI IAC="MA"><DI>MA.156.M0.100001.10000001</DI></UDI>', Agency.MA, Verdict.VALID),
        ("MF1234567*BAL1", Agency.AHM, Verdict.SUSPECT),
        ("[)>\x1e06\x1dP123\x1d1TL1\x1e\x04", None, Verdict.VALID),
    ],
)
def test_labels_of_every_issuer_are_read_from_plain_symbols(prefix, text, agency, verdict):
    raw = f"{prefix}{text}\r\n"
    found = _read(raw)
    assert isinstance(found, LabelMessage)
    assert (found.agency, found.verdict, found.raw) == (agency, verdict, raw)
    assert all(part.position >= len(prefix) for part in found.parts)


def test_a_gs1_symbol_is_never_read_as_another_issuers():
    assert isinstance(_read("]d2+H123ABC01234567890D"), GS1Message)
    assert isinstance(_read("]E0+H123ABC01234567890D"), GS1Message)


def test_an_unknown_text_is_handed_on_clean():
    assert _read("\x02]C0PO-26-2207\r").text == "PO-26-2207"


def test_a_place_counts_from_the_raw_text():
    assert _read("\x02]C0L26-04817-G").reason.position == 14
