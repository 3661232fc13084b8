"""Leaves and codes: what a stored record is known by outside the database."""

from hashlib import sha256

LEAF_BYTES = 32
CODE_DIGITS = 12


def leaf_hash(payload: bytes) -> bytes:
    """Leaf hash of the stored payload bytes.

    Source: RFC 6962 section 2.1: SHA-256(0x00 || entry).
    """
    return sha256(b"\x00" + payload).digest()


def verification_code(leaf: bytes) -> str:
    """Readable prefix of a leaf hash, as printed on documents: `7C2F-91AE-03B2`."""
    digits = leaf.hex().upper()[:CODE_DIGITS]
    return "-".join(digits[start : start + 4] for start in range(0, CODE_DIGITS, 4))


def code_prefix(code: str) -> bytes | None:
    """Leading leaf bytes that `code` stands for, or None if it is no verification code."""
    digits = code.replace("-", "").replace(" ", "").upper()
    if len(digits) != CODE_DIGITS or not set(digits) <= set("0123456789ABCDEF"):
        return None
    return bytes.fromhex(digits)
