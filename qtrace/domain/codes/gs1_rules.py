"""Rules on the elements of one label together: repeats, exclusive pairs, associations.

Source: GS1 General Specifications, sections "Invalid pairs of element strings" and "Mandatory
association of element strings"; both are meant for all symbols of one label together.
"""

from collections.abc import Iterable, Sequence

from qtrace.domain.codes.gs1_message import Element
from qtrace.domain.codes.reasons import CodeReason, Reason
from qtrace.domain.codes.tables import AiRule, AiTable


def unique(elements: Iterable[Element]) -> tuple[tuple[Element, ...], list[Reason]]:
    """Elements without harmless repeats, and a fault for each AI that came with two values."""
    kept: dict[str, Element] = {}
    faults: list[Reason] = []
    for element in elements:
        first = kept.setdefault(element.ai, element)
        if first.value != element.value:
            facts = {"ai": element.ai, "first": first.value, "second": element.value}
            faults.append(Reason(CodeReason.AI_REPEATED, element.position, facts))
    return tuple(kept.values()), faults


def exclusive_faults(elements: Sequence[Element], table: AiTable) -> list[Reason]:
    """A fault for each pair of AIs that must not stand on one label; each pair once."""
    present = {element.ai for element in elements}
    faults: list[Reason] = []
    seen: set[str] = set()
    for element in elements:
        rule = table.rules[element.ai]
        if rule.excludes.isdisjoint(present):
            seen.add(element.ai)
            continue
        faults.extend(
            Reason(CodeReason.AI_EXCLUSIVE, element.position, {"ai": element.ai, "other": other})
            for other in sorted(rule.excludes & seen)
        )
        seen.add(element.ai)
    return faults


def association_faults(elements: Sequence[Element], table: AiTable) -> list[Reason]:
    """A fault for each AI whose companions are missing.

    `DI_MISSING` says that what is missing names the object (a key or a number with a check digit)
    and may come from another symbol of the label; `AI_MISSING` that an attribute is missing.
    """
    present = frozenset(element.ai for element in elements)
    faults: list[Reason] = []
    for element in elements:
        rule = table.rules[element.ai]
        if not rule.requires or _satisfied(rule, present):
            continue
        needed, by_key = _missing(rule, present, table)
        code = CodeReason.DI_MISSING if by_key else CodeReason.AI_MISSING
        faults.append(Reason(code, element.position, {"ai": element.ai, "needed": needed}))
    return faults


def _satisfied(rule: AiRule, present: frozenset[str]) -> bool:
    return any(
        all(not group.isdisjoint(present) for group in alternative) for alternative in rule.requires
    )


def _missing(rule: AiRule, present: frozenset[str], table: AiTable) -> tuple[str, bool]:
    """What `rule` asks for most simply, joined by `+`, and whether all of it are keys."""
    options = []
    for alternative in rule.requires:
        absent = [min(group) for group in alternative if group.isdisjoint(present)]
        by_key = all(_identifies(ai, table) for ai in absent)
        options.append((not by_key, len(absent), "+".join(absent)))
    no_key, _, needed = min(options)
    return needed, not no_key


def _identifies(ai: str, table: AiTable) -> bool:
    rule = table.get(ai)
    return rule is not None and rule.identifies
