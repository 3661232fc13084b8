"""Cutting GS1 texts into elements, and judging the data of one element.

Source: GS1 General Specifications, section "Processing of data from a symbology using GS1
Application Identifiers"; pre-defined lengths from its table of the same name.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from qtrace.domain.codes.characters import CLASS_BY_SET, GS, describe_character
from qtrace.domain.codes.dates import parse_yymmdd
from qtrace.domain.codes.gs1_message import Element
from qtrace.domain.codes.reasons import CodeReason, Reason
from qtrace.domain.codes.tables import AiRule, AiTable

_BRACKET: Final = re.compile(r"(?<!\\)\(([0-9]+)\)")
_NOT_IN_SET: Final = {
    name: re.compile(f"[^{characters}]") for name, characters in CLASS_BY_SET.items()
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Raw data found for one AI, not yet judged; `position` is where the AI starts."""

    rule: AiRule
    value: str
    position: int
    value_position: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Result of cutting: the pieces before the first structural fault, and that fault.

    `separators` counts those that were needed: between a variable-length field and the next one.
    """

    pieces: tuple[Piece, ...]
    fault: Reason | None = None
    separators: int = 0


def cut_element_string(text: str, offset: int, table: AiTable) -> Cut:
    """Cut `text` (from its first AI on, without FNC1) at fixed lengths and separators.

    A separator after a pre-defined-length field and one at the end are harmless.
    """
    pieces: list[Piece] = []
    position, end, separators = 0, len(text), 0
    while position < end:
        rule = table.at(text, position)
        if rule is None:
            return Cut(tuple(pieces), _no_ai(text, position, offset), separators)
        start = position + len(rule.ai)
        stop = text.find(GS, start)
        if stop < 0:
            stop = end
        if rule.predefined:
            stop = min(stop, start + rule.most)
        pieces.append(Piece(rule, text[start:stop], offset + position, offset + start))
        position = stop
        if position < end and text[position] == GS:
            position += 1
            if not rule.predefined and position < end:
                separators += 1
    return Cut(tuple(pieces), None, separators)


def _no_ai(text: str, position: int, offset: int) -> Reason:
    if text[position] == GS:
        return Reason(CodeReason.DOUBLE_SEPARATOR, offset + position)
    if text[position] == "(":
        return Reason(CodeReason.BRACKETS_IN_SYMBOL, offset + position)
    return Reason(CodeReason.UNKNOWN_AI, offset + position, {"ai": text[position : position + 4]})


def cut_bracketed(text: str, offset: int, table: AiTable) -> Cut:
    r"""Cut text written `(01)…(17)…(10)…`; a literal bracket in data is written `\(` or `\)`.

    An unescaped `(` that does not enclose digits is data; one that does must be an AI.
    """
    pieces: list[Piece] = []
    marks = list(_BRACKET.finditer(text))
    if not marks or marks[0].start() != 0:
        return Cut((), Reason(CodeReason.BRACKET_MALFORMED, offset))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        rule = table.get(mark.group(1))
        if rule is None:
            facts = {"ai": mark.group(1)}
            return Cut(tuple(pieces), Reason(CodeReason.UNKNOWN_AI, offset + mark.start(), facts))
        value = text[mark.end() : end].replace("\\(", "(").replace("\\)", ")")
        pieces.append(Piece(rule, value, offset + mark.start(), offset + mark.end()))
    return Cut(tuple(pieces))


def structure_fault(piece: Piece) -> Reason | None:
    """What is wrong with the length or the characters of a piece, if anything is."""
    rule, value = piece.rule, piece.value
    if rule.pattern.match(value):
        return None
    foreign = foreign_character(piece)
    if foreign is not None:
        return foreign
    facts = {
        "ai": rule.ai,
        "least": str(rule.least),
        "most": str(rule.most),
        "found": str(len(value)),
    }
    if not value:
        return Reason(CodeReason.VALUE_MISSING, piece.value_position, facts)
    if len(value) > rule.most:
        return Reason(CodeReason.VALUE_TOO_LONG, piece.value_position + rule.most, facts)
    return Reason(CodeReason.VALUE_TOO_SHORT, piece.value_position, facts)


def foreign_character(piece: Piece) -> Reason | None:
    """The first character of a piece that its place does not allow, if there is one.

    Characters beyond the longest data count as data of the last component.
    """
    start = 0
    last = len(piece.rule.components) - 1
    for index, component in enumerate(piece.rule.components):
        end = len(piece.value) if index == last else start + component.most
        found = _NOT_IN_SET[component.set].search(piece.value, start, end)
        if found:
            reason = describe_character(found.group(), piece.value_position + found.start())
            return Reason(reason.code, reason.position, {**reason.facts, "ai": piece.rule.ai})
        start = end
    return None


def content_faults(piece: Piece, table: AiTable) -> list[Reason]:
    """Every content check that a structurally right piece does not pass."""
    faults: list[Reason] = []
    start = 0
    for component in piece.rule.components:
        part = piece.value[start : start + component.most]
        if not part:
            break
        for check in component.functions:
            fault = check(part, table.lists)
            if fault is not None:
                code, shift = fault
                facts = {"ai": piece.rule.ai, "value": part}
                faults.append(Reason(code, piece.value_position + start + shift, facts))
                break
        start += len(part)
    return faults


def meant_day(piece: Piece, ref_year: int) -> date | None:
    """Day that a structurally right piece starts with, or None if it is no date."""
    if piece.rule.date_zero is None:
        return None
    return parse_yymmdd(piece.value[:6], ref_year, day_zero=piece.rule.date_zero)


def judge(piece: Piece, table: AiTable, ref_year: int) -> tuple[Element, list[Reason]]:
    """The element of a piece and every fault of it."""
    fault = structure_fault(piece)
    if fault is not None:
        return Element(piece.rule.ai, piece.value, piece.position), [fault]
    day = meant_day(piece, ref_year)
    faults = content_faults(piece, table) if piece.rule.checked else []
    if piece.rule.date_zero is not None and day is None and not faults:
        facts = {"ai": piece.rule.ai, "value": piece.value[:6]}
        faults.append(Reason(CodeReason.DATE_INVALID, piece.value_position, facts))
    return Element(piece.rule.ai, piece.value, piece.position, day), faults
