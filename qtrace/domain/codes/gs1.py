"""Reading GS1 data: element strings, bracketed text, Digital Links and bare GTINs.

`parse_gs1` is total: any text gives one message with one verdict and the reasons for it.
Source: GS1 General Specifications; the carrier rules of `docs/codes.md`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from qtrace.domain.codes.carriers import Carrier, split_carrier
from qtrace.domain.codes.characters import (
    GS,
    GS_SYMBOL,
    all_digits,
    describe_character,
    first_foreign,
    strip_frame,
)
from qtrace.domain.codes.checks import mod10_ok
from qtrace.domain.codes.gs1_elements import (
    Cut,
    Piece,
    cut_bracketed,
    cut_element_string,
    judge,
)
from qtrace.domain.codes.gs1_link import cut_link, is_web_address
from qtrace.domain.codes.gs1_lost import Splitter
from qtrace.domain.codes.gs1_message import Element, GS1Message, Reading, Syntax, has_codes
from qtrace.domain.codes.gs1_rules import association_faults, exclusive_faults, unique
from qtrace.domain.codes.reasons import CodeReason, Reason, Verdict
from qtrace.domain.codes.tables import AiTable

__all__ = ["Element", "GS1Message", "Reading", "Syntax", "merge", "parse_gs1"]

_GTIN_LENGTHS: Final = (8, 12, 13, 14)
_MOST_ALTERNATIVES: Final = 8
_LENGTH_CODES: Final = (CodeReason.VALUE_TOO_LONG, CodeReason.ILLEGAL_CHARACTER)
_TOGETHER: Final = (CodeReason.DI_MISSING, CodeReason.AI_MISSING)


def parse_gs1(text: str, table: AiTable, ref_year: int) -> GS1Message:
    """Read `text` as GS1 data; never raises.

    Args:
        text: what the scanner sent, with or without frame characters and AIM identifier.
        table: the AI table.
        ref_year: the current year, for the century window of dates.

    Returns:
        A message that keeps `text` as `raw`; verdict NOT_UDI if it is no GS1 data at all.
    """
    cleaned, offset = strip_frame(text)
    carrier, body, length = split_carrier(cleaned.replace(GS_SYMBOL, GS))
    return _Reader(text, table, ref_year).read(carrier, body, offset + length)


def merge(first: GS1Message, second: GS1Message, table: AiTable) -> GS1Message:
    """One message from two symbols of one label: their union under the rules for one label.

    Faults of either symbol stay; associations are judged anew on the union, so a device
    identifier from one symbol completes the lot and dates of the other. Two device identifiers
    that differ are two labels: invalid. The alternatives of a suspect symbol are kept, merged.
    """
    elements, repeated = unique((*first.reading.elements, *second.reading.elements))
    kept = [reason for reason in (*first.reasons, *second.reasons) if reason.code not in _TOGETHER]
    together = repeated + exclusive_faults(elements, table)
    reasons = kept + [fault for fault in together if fault not in kept]
    suspect = Verdict.SUSPECT in (first.verdict, second.verdict)
    broken = bool(together) or any(
        message.verdict in (Verdict.INVALID, Verdict.NOT_UDI) and _own_faults(message)
        for message in (first, second)
    )
    missing = association_faults(elements, table)
    alternatives = tuple(
        Reading(unique((*one.elements, *other.elements))[0])
        for one in (first.alternatives or (first.reading,))
        for other in (second.alternatives or (second.reading,))
    )
    return GS1Message(
        raw=f"{first.raw}\n{second.raw}",
        syntax=Syntax.MERGED,
        verdict=_verdict(broken=broken, suspect=suspect, missing=missing),
        reading=Reading(elements),
        reasons=tuple(reasons + missing),
        alternatives=alternatives[:_MOST_ALTERNATIVES] if suspect else (),
        marked=first.marked and second.marked,
        separators=first.separators + second.separators,
    )


def _own_faults(message: GS1Message) -> bool:
    return any(reason.code not in _TOGETHER for reason in message.reasons)


def _verdict(*, broken: bool, suspect: bool, missing: Sequence[Reason]) -> Verdict:
    if broken:
        return Verdict.INVALID
    if suspect:
        return Verdict.SUSPECT
    if has_codes(missing, CodeReason.AI_MISSING):
        return Verdict.INVALID
    return Verdict.INCOMPLETE if missing else Verdict.VALID


@dataclass(slots=True)
class _Draft:
    """What is found in one text before it is judged as a whole."""

    cut: Cut
    syntax: Syntax
    marked: bool
    elements: list[Element] = field(default_factory=list)
    faults: list[Reason] = field(default_factory=list)
    rescues: dict[int, list[tuple[Piece, ...]]] = field(default_factory=dict)

    def explained(self) -> bool:
        """True if every fault is one that a lost separator explains."""
        rescued = {self.cut.pieces[index].rule.ai for index in self.rescues}
        return all(
            fault.code in _LENGTH_CODES and fault.facts.get("ai") in rescued
            for fault in self.faults
        )

    def suspicions(self) -> tuple[Reason, ...]:
        """A finding for each piece that another reading would end earlier."""
        return tuple(
            Reason(
                CodeReason.SEPARATOR_LOST,
                others[0][1].position,
                {
                    "ai": others[0][0].rule.ai,
                    "value": self.cut.pieces[index].value,
                    "head": others[0][0].value,
                    "next": others[0][1].rule.ai,
                },
            )
            for index, others in self.rescues.items()
        )


class _Reader:
    """Reads one text; holds what every step needs."""

    def __init__(self, raw: str, table: AiTable, ref_year: int) -> None:
        self._raw = raw
        self._table = table
        self._ref_year = ref_year

    def read(self, carrier: Carrier, body: str, offset: int) -> GS1Message:
        """Dispatch by what the symbol said, then by what the text looks like."""
        if not body:
            return self._refused(CodeReason.EMPTY, offset)
        if carrier in (Carrier.UNTOLD, Carrier.OTHER):
            return self._by_looks(body, offset, strict=carrier is Carrier.OTHER)
        if carrier is Carrier.GS1:
            return self._element_string(body, offset, marked=True)
        if carrier is Carrier.SWAPPED_CASE:
            return self._refused(CodeReason.CAPS_LOCK, offset - 3, Verdict.INVALID)
        return self._gtin_symbol(carrier, body, offset)

    def _by_looks(self, body: str, offset: int, *, strict: bool) -> GS1Message:
        """Read what no symbol vouches for; strict: another kind of symbol, no element strings."""
        if body[0] == "(" and all_digits(body[1:2]):
            cut = cut_bracketed(body, offset, self._table)
            return self._message(cut, Syntax.BRACKETED)
        if is_web_address(body):
            return self._link(body, offset)
        if len(body) in _GTIN_LENGTHS and all_digits(body):
            return self._bare_digits(body, offset, strict=strict)
        return self._unmarked(body, offset, strict=strict)

    def _refused(
        self, code: CodeReason, position: int, verdict: Verdict = Verdict.NOT_UDI
    ) -> GS1Message:
        return GS1Message(self._raw, Syntax.NONE, verdict, reasons=(Reason(code, position),))

    def _gtin_symbol(self, carrier: Carrier, body: str, offset: int) -> GS1Message:
        lengths = {Carrier.EAN13: (12, 13), Carrier.EAN8: (8,), Carrier.ITF: (14,)}[carrier]
        if len(body) not in lengths or not all_digits(body):
            return self._refused(CodeReason.SYMBOL_LENGTH, offset, Verdict.INVALID)
        return self._gtin(body, offset)

    def _gtin(self, body: str, offset: int) -> GS1Message:
        if not mod10_ok(body):
            position = offset + len(body) - 1
            return self._refused(CodeReason.GTIN_CHECK_DIGIT, position, Verdict.INVALID)
        element = Element("01", body.zfill(14), offset)
        return GS1Message(self._raw, Syntax.GTIN, Verdict.VALID, Reading((element,)))

    def _bare_digits(self, body: str, offset: int, *, strict: bool) -> GS1Message:
        """A GTIN if the check digit is right; else an element string only if it asks for more.

        Thirteen digits with one misread would often pass as some AI without companions.
        """
        if mod10_ok(body) and body.strip("0"):
            return self._gtin(body, offset)
        message = self._unmarked(body, offset, strict=strict)
        if message.verdict in (Verdict.INCOMPLETE, Verdict.SUSPECT):
            return message
        if message.verdict is Verdict.INVALID and has_codes(
            message.reasons, CodeReason.DATE_INVALID
        ):
            return message
        verdict = Verdict.NOT_UDI if len(body) == 8 else Verdict.INVALID
        return self._refused(CodeReason.GTIN_CHECK_DIGIT, offset + len(body) - 1, verdict)

    def _unmarked(self, body: str, offset: int, *, strict: bool) -> GS1Message:
        marked = body[0] == GS
        if not marked and self._table.at(body, 0) is None:
            foreign = first_foreign(body)
            if foreign is None:
                return self._refused(CodeReason.NOT_RECOGNISED, offset)
            reason = describe_character(body[foreign], offset + foreign)
            return GS1Message(self._raw, Syntax.NONE, Verdict.NOT_UDI, reasons=(reason,))
        if strict:
            return self._refused(CodeReason.NOT_GS1_SYMBOL, offset)
        return self._element_string(body, offset, marked=marked)

    def _element_string(self, body: str, offset: int, *, marked: bool) -> GS1Message:
        start = 1 if body[0] == GS else 0
        if len(body) == start:
            return self._refused(CodeReason.EMPTY, offset, Verdict.INVALID)
        cut = cut_element_string(body[start:], offset + start, self._table)
        message = self._message(cut, Syntax.ELEMENT_STRING, marked=marked)
        if not marked and self._is_chance(cut, message):
            return self._refused(CodeReason.NOT_RECOGNISED, offset)
        return message

    @staticmethod
    def _is_chance(cut: Cut, message: GS1Message) -> bool:
        """True if unmarked text only happens to begin with the digits of some AI."""
        if message.verdict is not Verdict.INVALID or cut.pieces[0].rule.identifies:
            return False
        first = message.reasons[0]
        numeric = cut.pieces[0].rule.components[0].set == "N"
        return first.facts.get("ai") == cut.pieces[0].rule.ai and (
            first.code in (CodeReason.VALUE_TOO_SHORT, CodeReason.VALUE_MISSING)
            or (numeric and first.code not in (CodeReason.DATE_INVALID, CodeReason.TIME_INVALID))
        )

    def _link(self, body: str, offset: int) -> GS1Message:
        cut = cut_link(body, offset, self._table)
        if cut is None:
            return self._refused(CodeReason.LINK_NO_KEY, offset)
        return self._message(cut, Syntax.DIGITAL_LINK)

    def _message(self, cut: Cut, syntax: Syntax, *, marked: bool = False) -> GS1Message:
        """Judge every piece, then all together; the separators only of an element string."""
        draft = _Draft(cut, syntax, marked=marked)
        for piece in cut.pieces:
            element, found = judge(piece, self._table, self._ref_year)
            draft.elements.append(element)
            draft.faults.extend(found)
        if cut.fault is not None:
            draft.faults.append(cut.fault)
        if syntax is Syntax.ELEMENT_STRING and all(
            fault.code in _LENGTH_CODES for fault in draft.faults
        ):
            self._look_for_lost_separators(draft)
        return self._judged(draft)

    def _look_for_lost_separators(self, draft: "_Draft") -> None:
        faulty = {fault.facts.get("ai") for fault in draft.faults}
        used = frozenset(element.ai for element in draft.elements)
        seen = draft.cut.separators > 0
        splitter = Splitter(self._table, self._ref_year, used, separators_seen=seen)
        for index, piece in enumerate(draft.cut.pieces):
            others = splitter.splits(piece, impossible=piece.rule.ai in faulty)
            if others:
                draft.rescues[index] = others

    def _judged(self, draft: "_Draft") -> GS1Message:
        kept, repeated = unique(draft.elements)
        together = repeated + exclusive_faults(kept, self._table)
        alternatives = self._alternatives(draft)
        missing = [] if draft.faults else association_faults(kept, self._table)
        suspicions = draft.suspicions() if alternatives else ()
        broken = bool(together) or not draft.explained()
        return GS1Message(
            raw=self._raw,
            syntax=draft.syntax,
            verdict=_verdict(broken=broken, suspect=bool(alternatives), missing=missing),
            reading=Reading(kept),
            reasons=(*draft.faults, *together, *suspicions, *missing),
            alternatives=alternatives,
            marked=draft.marked,
            separators=draft.cut.separators,
        )

    def _alternatives(self, draft: "_Draft") -> tuple[Reading, ...]:
        """Other readings of the whole text, best first.

        The first suspicious piece gives the choices, the others take their likeliest split. When
        the literal reading is possible, a choice that breaks the rules for one label is none.
        """
        rescues = draft.rescues
        if not rescues:
            return ()
        first = min(rescues)
        ranked: list[tuple[int, Reading]] = []
        for choice in rescues[first]:
            chosen = {index: others[0] for index, others in rescues.items()} | {first: choice}
            judged: list[Element] = []
            for index, element in enumerate(draft.elements):
                parts = chosen.get(index)
                if parts is None:
                    judged.append(element)
                else:
                    judged.extend(judge(part, self._table, self._ref_year)[0] for part in parts)
            elements, repeated = unique(judged)
            broken = len(repeated) + len(exclusive_faults(elements, self._table))
            if broken and not draft.faults:
                continue
            ranked.append((broken, Reading(elements)))
        ranked.sort(key=lambda item: item[0])
        return tuple(reading for _broken, reading in ranked[:_MOST_ALTERNATIVES])
