"""Which decoded symbols may be believed: weak symbologies prove themselves first.

Both decoders invent such symbols from cut, blurred or slanted ones: short interleaved 2 of 5, HIBC
codes that lost their end, PDF417 with wrong words, EAN-13 whose check digit happens to fit.
"""

from collections.abc import Callable

from qtrace.domain.codes.checks import mod10_ok

_HIBC_SIGNS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"

#: Without an error correction worth the name: two pictures, or two readings of one, must agree.
WEAK_FORMATS = frozenset(
    {
        "EAN13",
        "EAN8",
        "UPCA",
        "ITF",
        "ITF14",
        "Code39",
        "Code39Std",
        "PDF417",
        "DataBar",
        "DataBarLtd",
        "MicroQRCode",
    }
)


#: One misreading in a hundred has a check character that fits: two readings must agree.
CHECKED_FORMATS = frozenset({"Code128", "Code39", "Code39Std", "DataBarExp"})


def _itf_gate(data: bytes) -> bool:
    """ITF-14 only: cut or blurred symbols come back as shorter numbers."""
    return len(data) == 14 and data.isdigit() and mod10_ok(data.decode("ascii"))


def hibc_check_ok(data: bytes) -> bool:
    """True if the last character is the modulo-43 check of those before it.

    Source: ANSI/HIBC 2.6, check character of the supplier labelling standard.
    """
    values = [_HIBC_SIGNS.find(bytes((sign,))) for sign in data]
    return len(values) > 1 and min(values) >= 0 and sum(values[:-1]) % 43 == values[-1]


def _code39_gate(data: bytes) -> bool:
    """A HIBC code (`+`) needs its check character; plant codes pass."""
    return hibc_check_ok(data) if data.startswith(b"+") else bool(data)


def _pdf417_gate(data: bytes) -> bool:
    """Printable characters and the separators of ISO 15434 only."""
    return bool(data) and all(
        0x20 <= sign < 0x7F or sign in b"\r\n\x04\x1c\x1d\x1e" for sign in data
    )


_GATES: dict[str, Callable[[bytes], bool]] = {
    "ITF": _itf_gate,
    "ITF14": _itf_gate,
    "Code39": _code39_gate,
    "Code39Std": _code39_gate,
    "PDF417": _pdf417_gate,
}


def passes_gate(name: str, data: bytes) -> bool:
    """True if a symbol of this format may be believed on the strength of one picture."""
    return _GATES.get(name, bool)(data)


def is_weak(name: str, data: bytes) -> bool:
    """True if one reading of such a symbol is not enough (a proven HIBC check is)."""
    if name.startswith("Code39") and data.startswith(b"+"):
        return False
    return name in WEAK_FORMATS
