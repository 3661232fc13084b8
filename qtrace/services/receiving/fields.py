"""A scanned code field by field, each held against the delivery line and the calendar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from qtrace.domain.codes.label_join import IssuerMessage
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.items import is_expired
from qtrace.domain.quantities import plain_q6
from qtrace.reference import ai_table
from qtrace.services.briefs import NamePair
from qtrace.services.receiving.clues import Clues
from qtrace.services.receiving.lines import LineRows


class Tick(StrEnum):
    """Whether a field of the code agrees with order and master data."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class CodeField:
    """One field of the scanned code.

    Attributes:
        ai: Application Identifier, or the mark of a field of another issuer's label.
        title: what it means; both empty where `name` says it.
        value: data as carried.
        day: the date it means, or None.
        tick: agreement with order and master data.
        facts: `per` (quantity in one package), `quantity` (what the count makes), as plain numbers.
        name: what a field of another issuer's label is, a stable word; empty for GS1.
    """

    ai: str
    title: NamePair
    value: str
    day: date | None
    tick: Tick
    facts: Mapping[str, str]
    name: str = ""


def code_fields(
    message: IssuerMessage | None, clues: Clues, row: LineRows | None, today: date
) -> tuple[CodeField, ...]:
    """The fields of `message` in the order carried; none where no label was scanned."""
    if message is None:
        return ()
    if isinstance(message, LabelMessage):
        return tuple(_label_fields(message, clues, row, today))
    fields = []
    for element in message.reading.elements:
        rule = ai_table().get(element.ai)
        title = NamePair(rule.title_en, rule.title_zh) if rule else NamePair()
        tick = _tick(element.ai, element.value, element.day, (clues, row, today))
        facts = _field_facts(element.ai, clues)
        fields.append(CodeField(element.ai, title, element.value, element.day, tick, facts))
    return tuple(fields)


_AI_BY_NAME: Final[Mapping[str, str]] = {
    "di": "01",
    "lot": "10",
    "mfg": "11",
    "quantity": "30",
    "customer_order": "400",
    **dict.fromkeys(("expiry", "expiry_month", "expiry_hour"), "17"),
    **dict.fromkeys(("customer_part", "supplier_part"), "240"),
    "part_number": "01",
}
"""Application Identifiers that mean what fields of other labels mean."""

_INSIDE: Final = frozenset({"lic", "pcn", "unit", "compound", "check", "ignore"})
"""Fields that say nothing by themselves: pieces of the device identifier, and marks."""


def _label_fields(
    message: LabelMessage, clues: Clues, row: LineRows | None, today: date
) -> Iterator[CodeField]:
    """The fields of another issuer's label, the device identifier as one."""
    context = (clues, row, today)
    if message.di is not None and message.first("di") is None:
        tick = _tick("01", message.di, None, context)
        yield CodeField("", NamePair(), message.di, None, tick, _field_facts("01", clues), "di")
    for part in message.parts:
        if part.name in _INSIDE:
            continue
        ai = _AI_BY_NAME.get(part.name, "")
        rule = ai_table().identifiers.get(part.mark) if message.agency is None else None
        title = NamePair(rule.title_en, rule.title_zh) if rule else NamePair()
        tick = _tick(ai, part.value, part.day, context)
        facts = _field_facts(ai, clues)
        yield CodeField(part.mark, title, part.value, part.day, tick, facts, part.name)


def _field_facts(ai: str, clues: Clues) -> dict[str, str]:
    if ai in ("01", "02") and clues.per_q6 is not None:
        return {"per": plain_q6(clues.per_q6)}
    if ai in ("37", "30") and clues.quantity_q6 is not None:
        return {"quantity": plain_q6(clues.quantity_q6)}
    return {}


def _tick(
    ai: str, value: str, day: date | None, context: tuple[Clues, LineRows | None, date]
) -> Tick:
    """Whether one field agrees; dates are held against the calendar, the rest against the line."""
    clues, row, today = context
    if ai == "17":
        return _agrees(None if day is None else not is_expired(day, today))
    if ai == "11":
        return _agrees(None if day is None else day <= today)
    if row is None:
        return Tick.NOT_KNOWN
    wanted: dict[str, tuple[object, object]] = {
        "00": (row.delivery.sscc, value),
        "400": (row.order.number if row.order else None, value),
        "10": (row.line.supplier_lot, value),
        "01": (row.line.part_id, clues.code_part_id),
        "02": (row.line.part_id, clues.code_part_id),
        "37": (row.line.containers, clues.packages),
        "30": (row.line.expected_q6, clues.quantity_q6),
        "240": (_marking(row), _carried_marking(clues, row)),
    }
    if ai not in wanted:
        return Tick.NOT_KNOWN
    expected, carried = wanted[ai]
    is_silent = expected is None or carried is None
    return _agrees(None if is_silent else expected == carried)


def _agrees(answer: bool | None) -> Tick:  # noqa: FBT001 - it is the answer, not a switch
    if answer is None:
        return Tick.NOT_KNOWN
    return Tick.AGREES if answer else Tick.DIFFERS


def _marking(row: LineRows) -> tuple[int | None, str | None]:
    return row.line.part_id, row.ordered.revision if row.ordered else None


def _carried_marking(clues: Clues, row: LineRows) -> tuple[int | None, str | None] | None:
    """Part and revision of the code; a code that names no revision is not held against one."""
    if clues.part_id is None:
        return None
    return clues.part_id, clues.revision or _marking(row)[1]
