"""GS1 Digital Link URIs, uncompressed, with numeric AIs only.

Source: GS1 Digital Link Standard: URI Syntax, sections on primary keys, qualifiers and attributes.
"""

import re
from typing import Final

from qtrace.domain.codes.characters import all_digits
from qtrace.domain.codes.gs1_elements import Cut, Piece
from qtrace.domain.codes.reasons import CodeReason, Reason
from qtrace.domain.codes.tables import AiRule, AiTable

_URI: Final = re.compile(
    r"(?i:https?)://[^/?#\s]+(?P<path>/[^?#]*)(?:\?(?P<query>[^#]*))?(?:#.*)?\Z"
)
_PART: Final = re.compile(r"[^&;]+")
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_BAD_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SHORTEST_GTIN: Final = 8

_Pair = tuple[str, str, int, int]
"""AI, its text, and where each of them starts."""


def is_web_address(text: str) -> bool:
    """True if `text` starts like a web address."""
    return text[:8].lower().startswith(("http://", "https://"))


def cut_link(text: str, offset: int, table: AiTable) -> Cut | None:
    """Pieces of a Digital Link, or None if the address carries no GS1 key.

    The path ends in key, value and qualifiers in their prescribed order; attributes stand in the
    query; other query names are nobody's business here.
    """
    match = _URI.match(text)
    if match is None:
        return None
    segments = _segments(match.group("path"), match.start("path") + offset)
    found = _find_key(segments, table)
    if found is None:
        return None
    index, key = found
    pairs: list[_Pair] = [
        (name[0], value[0], name[1], value[1])
        for name, value in zip(segments[index::2], segments[index + 1 :: 2], strict=True)
    ]
    fault = _qualifier_fault(key, pairs)
    if match.group("query"):
        attributes, query_fault = _attributes(
            match.group("query"), match.start("query"), key, table
        )
        pairs.extend((ai, value, at + offset, to + offset) for ai, value, at, to in attributes)
        if fault is None and query_fault is not None:
            code, at, ai = query_fault
            fault = Reason(code, at + offset, {"ai": ai})
    return _pieces(pairs, fault, table)


def _segments(path: str, offset: int) -> list[tuple[str, int]]:
    segments, position = [], offset
    for segment in path.split("/"):
        segments.append((segment, position))
        position += len(segment) + 1
    if segments[-1][0] == "":
        segments.pop()
    return segments[1:]


def _find_key(segments: list[tuple[str, int]], table: AiTable) -> tuple[int, AiRule] | None:
    for index in range(len(segments) - 2, -1, -2):
        rule = table.get(segments[index][0])
        if rule is not None and rule.link_key:
            value = segments[index + 1][0]
            numeric = all_digits(value) and len(value) >= _SHORTEST_GTIN
            return (index, rule) if numeric or rule.pattern.match(_decode(value)) else None
    return None


def _qualifier_fault(key: AiRule, pairs: list[_Pair]) -> Reason | None:
    names = [pair[0] for pair in pairs[1:]]
    if not names or any(_in_order(names, order) for order in key.qualifiers):
        return None
    facts = {"ai": key.ai, "found": "/".join(names)}
    return Reason(CodeReason.LINK_QUALIFIER, pairs[1][2], facts)


def _in_order(names: list[str], order: tuple[str, ...]) -> bool:
    rest = iter(order)
    return all(name in rest for name in names)


def _attributes(
    query: str, start: int, key: AiRule, table: AiTable
) -> tuple[list[_Pair], tuple[CodeReason, int, str] | None]:
    found: list[_Pair] = []
    in_path = {ai for order in key.qualifiers for ai in order}
    for part in _PART.finditer(query):
        name, equals, value = part.group().partition("=")
        if not all_digits(name):
            continue
        at = start + part.start()
        rule = table.get(name)
        if rule is None or not rule.link_attribute or not equals or name in in_path:
            return found, (CodeReason.LINK_ATTRIBUTE, at, name)
        found.append((name, value, at, at + len(name) + 1))
    return found, None


def _pieces(pairs: list[_Pair], fault: Reason | None, table: AiTable) -> Cut:
    pieces: list[Piece] = []
    for ai, value, at, value_at in pairs:
        rule = table.get(ai)
        if rule is None:
            return Cut(tuple(pieces), fault or Reason(CodeReason.UNKNOWN_AI, at, {"ai": ai}))
        bad = _BAD_ESCAPE.search(value)
        if bad is not None:
            where = Reason(CodeReason.LINK_MALFORMED, value_at + bad.start(), {"ai": ai})
            return Cut(tuple(pieces), fault or where)
        pieces.append(Piece(rule, _decode(value), at, value_at))
    return Cut(tuple(pieces), fault)


def _decode(text: str) -> str:
    """Percent-decoded text, one character a byte: what is not ASCII fails the set check later."""
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
