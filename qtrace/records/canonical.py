"""Canonical bytes of a record: a subset of RFC 8785 that has one spelling only.

Strings, booleans, null, lists, objects with ASCII keys, and whole numbers below 2^53. No floats:
decimals and 64-bit ids are strings.
"""

import json
from collections.abc import Mapping, Sequence

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]
_LARGEST = 2**53


class NotCanonicalError(ValueError):
    """The value has no canonical form here (float, big number, non-ASCII key, lone surrogate)."""


def canonical_bytes(value: Json) -> bytes:
    r"""The only byte string that stands for `value`.

    Example:
        >>> canonical_bytes({"b": [1, None], "a": "批"})
        b'{"a":"\xe6\x89\xb9","b":[1,null]}'

    Raises:
        NotCanonicalError: the value is outside the subset.

    Source: RFC 8785 (JCS) sections 3.2.2 and 3.2.3.
    """
    _check(value)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonicalError("lone surrogate in text") from error


def _check(value: object) -> None:
    if value is None or isinstance(value, bool | str):
        return
    if isinstance(value, int):
        if abs(value) >= _LARGEST:
            raise NotCanonicalError(
                f"number {value} is not exact in every reader: write it as text"
            )
        return
    if isinstance(value, Mapping):
        for key, entry in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise NotCanonicalError(f"key {key!r} is not ASCII text")
            _check(entry)
        return
    if isinstance(value, list | tuple):
        for entry in value:
            _check(entry)
        return
    raise NotCanonicalError(f"{type(value).__name__} has no canonical form")
