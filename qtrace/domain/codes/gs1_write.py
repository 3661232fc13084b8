"""Writing GS1 data, by the same tables that read it.

What is written is judged first: a value that could not be read back is never written.
"""

from collections.abc import Iterable

from qtrace.domain.codes.characters import GS
from qtrace.domain.codes.gs1_elements import Piece, judge
from qtrace.domain.codes.gs1_message import Element
from qtrace.domain.codes.gs1_rules import association_faults, exclusive_faults, unique
from qtrace.domain.codes.reasons import CodeError, CodeReason, Reason
from qtrace.domain.codes.tables import AiRule, AiTable

Pair = tuple[str, str]


def ordered(elements: Iterable[Pair], table: AiTable) -> tuple[Pair, ...]:
    """Elements in the order of our labels: pre-defined lengths first, then by AI.

    Source: advice of GS1 China: `(01)(11)(17)(10)(21)`.

    Raises:
        CodeError: an AI is unknown.
    """
    rules = [(_rule(ai, table), value) for ai, value in elements]
    rules.sort(key=lambda pair: (not pair[0].predefined, pair[0].ai))
    return tuple((rule.ai, value) for rule, value in rules)


def encode_element_string(elements: Iterable[Pair], table: AiTable, ref_year: int) -> str:
    r"""Data for a GS1 symbol: elements in label order, GS only where it is needed, no FNC1.

    A message without device identifier is written (a label may split in two symbols); one that
    misses any other companion is not.

    Args:
        elements: AI and data, in any order.
        table: the AI table.
        ref_year: the current year, for the century window.

    Raises:
        CodeError: an element, or all together, would not read back.

    Example:
        `[("10", "A1"), ("01", "09506000134352")]` gives `010950600013435210A1`.
    """
    parts: list[str] = []
    open_end = False
    for rule, value in _judged(elements, table, ref_year):
        parts.append((GS if open_end else "") + rule.ai + value)
        open_end = not rule.predefined
    return "".join(parts)


def encode_bracketed(elements: Iterable[Pair], table: AiTable, ref_year: int) -> str:
    r"""Text `(01)…(17)…(10)…` for people and symbol writers; brackets in data become `\(` `\)`.

    Raises:
        CodeError: an element, or all together, would not read back.
    """
    return "".join(
        f"({rule.ai}){value.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}"
        for rule, value in _judged(elements, table, ref_year)
    )


def _rule(ai: str, table: AiTable) -> AiRule:
    rule = table.get(ai)
    if rule is None:
        raise CodeError(Reason(CodeReason.UNKNOWN_AI, None, {"ai": ai}))
    return rule


def _judged(elements: Iterable[Pair], table: AiTable, ref_year: int) -> list[tuple[AiRule, str]]:
    pairs = ordered(elements, table)
    if not pairs:
        raise CodeError(Reason(CodeReason.EMPTY))
    judged: list[Element] = []
    faults: list[Reason] = []
    for ai, value in pairs:
        element, found = judge(Piece(_rule(ai, table), value, 0, 0), table, ref_year)
        judged.append(element)
        faults.extend(found)
    kept, repeated = unique(judged)
    faults += repeated + exclusive_faults(kept, table)
    faults += [
        reason
        for reason in association_faults(kept, table)
        if reason.code is not CodeReason.DI_MISSING
    ]
    if faults:
        raise CodeError(faults[0])
    return [(_rule(element.ai, table), element.value) for element in kept]
