"""Labels of component suppliers: data identifiers of ANSI MH10.8.2 in an ISO/IEC 15434 envelope.

`[)>` RS, then blocks: `06` GS data GS data … RS with data identifiers, or `05` GS … RS with GS1
Application Identifiers, and EOT. Such a label carries no UDI: `agency` is None, and VALID says that
the label is well-formed, no more. Lost control characters are recognised and never repaired.

Source: ISO/IEC 15434 (message envelope, formats 05 and 06) and ANSI MH10.8.2; see docs/codes.md.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from qtrace.domain.codes.characters import GS
from qtrace.domain.codes.gs1_elements import cut_element_string, judge
from qtrace.domain.codes.identifiers import IdentifierRule
from qtrace.domain.codes.label_message import LabelMessage, Part
from qtrace.domain.codes.label_reading import (
    date_fault,
    foreign_character,
    length_fault,
    not_recognised,
    too_long,
    written,
)
from qtrace.domain.codes.reasons import CodeError, CodeReason, Reason, Verdict
from qtrace.domain.codes.tables import AiTable

RS: Final = "\x1e"
EOT: Final = "\x04"
HEADER: Final = "[)>"
_PICTURES: Final = str.maketrans("\u241d\u241e\u2404", GS + RS + EOT)
_MARK: Final = re.compile(r"[0-9]{0,3}[A-Z]")
_DATA: Final = re.compile(r"[ -~]")
_MOST: Final = 100
_CONTENTS: Final = {
    "number": re.compile(r"[0-9]+(?:\.[0-9]+)?\Z"),
    "number_unit": re.compile(r"[0-9]+(?:\.[0-9]+)?[0-9A-Z]{2}\Z"),
    "piece": re.compile(r"[0-9]+/[0-9]+\Z"),
}
_AI_NAMES: Final = {
    "01": ("gtin", ""),
    "02": ("content_gtin", ""),
    "10": ("lot", "lot"),
    "11": ("mfg", "mfg"),
    "17": ("expiry", "expiry"),
    "21": ("serial", "serial"),
    "30": ("quantity", "quantity"),
    "37": ("quantity", "quantity"),
    "241": ("customer_part", "part_number"),
}
"""Part name and field of the label message by AI; other AIs are parts called `ai`."""


def parse_mh10(text: str, ref_year: int, table: AiTable) -> LabelMessage:
    """Read `text` as an ISO/IEC 15434 envelope; never raises.

    Args:
        text: what the symbol carries, without frame characters and AIM identifier; the pictures
            `␝ ␞ ␄` count as the control characters they draw.
        ref_year: the current year, for the century window of two-digit years.
        table: the Application Identifiers and data identifiers.

    Returns:
        VALID for a well-formed label; SUSPECT if control characters of head or end are lost, or if
        a field comes twice with different data; INVALID with the first fault; NOT_UDI for other
        texts. Data identifiers that the table does not know are kept as parts called `other`.
    """
    found = too_long(text, "mh10", None)
    if found is not None:
        return found
    if not text.startswith(HEADER):
        return not_recognised(text, "mh10", None)
    draft = _Draft(text.translate(_PICTURES), ref_year, table)
    fault = draft.read()
    return _judged(LabelMessage(text, "mh10", None, Verdict.VALID), draft, fault)


def parse_single_di(text: str, ref_year: int, table: AiTable) -> LabelMessage:
    """Read `text` as one data identifier with its data, as linear symbols of boxes carry it.

    Nothing says that a symbol is of this kind (`S123` may be anybody's number), so only a caller
    that expects it may ask. Data identifiers that the table does not know are NOT_UDI.

    Args:
        text: what the symbol carries, without frame characters and AIM identifier.
        ref_year: the current year.
        table: the data identifiers.
    """
    mark = _MARK.match(text)
    known = mark is not None and mark.group() in table.identifiers
    if not known or len(text) > _MOST:
        return not_recognised(text, "mh10_single", None)
    draft = _Draft(text, ref_year, table)
    fault = draft.identified(text, 0)
    return _judged(LabelMessage(text, "mh10_single", None, Verdict.VALID), draft, fault)


def write_mh10(fields: Iterable[tuple[str, str]], ref_year: int, table: AiTable) -> str:
    """A format 06 envelope of data identifiers and data, in the given order.

    Raises:
        CodeError: a field would not read back.
    """
    pairs = list(fields)
    if not pairs:
        raise CodeError(Reason(CodeReason.EMPTY))
    data = GS.join(mark + value for mark, value in pairs)
    text = f"{HEADER}{RS}06{GS}{data}{RS}{EOT}"
    message = written(text, lambda code: parse_mh10(code, ref_year, table))
    for pair, part in zip(pairs, message.parts, strict=False):
        if pair != (part.mark, part.value):
            raise CodeError(Reason(CodeReason.FIELD_UNKNOWN, part.position, {"value": pair[0]}))
    return text


@dataclass(slots=True)
class _Draft:
    """What is found in one text: parts, the field each one fills, and doubts."""

    text: str
    ref_year: int
    table: AiTable
    parts: list[Part] = field(default_factory=list)
    roles: list[tuple[str, int]] = field(default_factory=list)
    doubts: list[Reason] = field(default_factory=list)

    def read(self) -> Reason | None:
        """Every block to the end; the first fault, if there is one."""
        place = len(HEADER)
        if self.text.startswith(RS, place):
            place += 1
        else:
            self.doubts.append(Reason(CodeReason.ENVELOPE_HEADER, place))
        while True:
            end = _end_of_block(self.text, place)
            fault = self._block(place, end)
            if fault is not None:
                return fault
            place = end + 1 if self.text.startswith(RS, end) else end
            if place == len(self.text) or self.text[place] == EOT:
                return self._trailer(place, complete=place > end)

    def identified(self, data: str, position: int) -> Reason | None:
        """One data identifier with its data; adds the part or tells the fault."""
        match = _MARK.match(data)
        if match is None:
            return Reason(CodeReason.FIELD_UNKNOWN, position, {"value": data[:4]})
        mark = match.group()
        rule = self.table.identifiers.get(mark)
        value, start = data[len(mark) :], position + len(mark)
        least, most = (rule.least, rule.most) if rule else (1, _MOST)
        fault = foreign_character(value, _DATA, mark, start) or length_fault(
            value, least, most, mark, start
        )
        if fault is not None:
            return fault
        return self._add(rule, Part("other", mark, value, position), start)

    def _trailer(self, place: int, *, complete: bool) -> Reason | None:
        if place == len(self.text) or not complete:
            self.doubts.append(Reason(CodeReason.ENVELOPE_TRAILER, place))
        rest = self.text[place + 1 :]
        if rest:
            return Reason(CodeReason.FIELD_UNKNOWN, place + 1, {"value": rest[:4]})
        return None

    def _block(self, place: int, end: int) -> Reason | None:
        form = self.text[place : place + 2]
        if form not in ("05", "06"):
            return Reason(CodeReason.FIELD_UNKNOWN, place, {"value": form})
        start = place + 2
        if GS not in self.text[start:end]:
            return Reason(CodeReason.ENVELOPE_SEPARATORS, start)
        if self.text.startswith(GS, start):
            start += 1
        else:
            self.doubts.append(Reason(CodeReason.ENVELOPE_HEADER, start))
        return self._elements(start, end) if form == "05" else self._fields(start, end)

    def _fields(self, start: int, end: int) -> Reason | None:
        data = self.text[start:end].removesuffix(GS)
        place = start
        for piece in data.split(GS):
            if not piece:
                return Reason(CodeReason.DOUBLE_SEPARATOR, place)
            fault = self.identified(piece, place)
            if fault is not None:
                return fault
            place += len(piece) + 1
        return None

    def _elements(self, start: int, end: int) -> Reason | None:
        cut = cut_element_string(self.text[start:end], start, self.table)
        for piece in cut.pieces:
            element, faults = judge(piece, self.table, self.ref_year)
            if faults:
                return faults[0]
            name, role = _AI_NAMES.get(element.ai, ("ai", ""))
            part = Part(name, element.ai, element.value, element.position, element.day)
            self.parts.append(part)
            self.roles.append((role, -1))
        return cut.fault

    def _add(self, rule: IdentifierRule | None, part: Part, start: int) -> Reason | None:
        if rule is None:
            self.parts.append(part)
            self.roles.append(("", 0))
            return None
        day = None
        if rule.date is not None:
            text = part.value[: rule.date.length]
            day = rule.date.read(text, self.ref_year, latest=rule.role == "expiry")
            if day is None:
                return date_fault(part.value, part.mark, start)
        shape = _CONTENTS.get(rule.content)
        if shape is not None and shape.match(part.value) is None:
            facts = {"field": part.mark, "value": part.value}
            return Reason(CodeReason.CONTENT_INVALID, start, facts)
        self.parts.append(replace(part, name=rule.name, day=day))
        self.roles.append((rule.role, rule.rank))
        return None


def _end_of_block(text: str, place: int) -> int:
    ends = [found for found in (text.find(RS, place), text.find(EOT, place)) if found >= 0]
    return min(ends, default=len(text))


def _judged(message: LabelMessage, draft: _Draft, fault: Reason | None) -> LabelMessage:
    best: dict[str, tuple[int, Part]] = {}
    doubts = [*draft.doubts, *_repeats(draft)]
    for (role, rank), part in zip(draft.roles, draft.parts, strict=True):
        if role and (role not in best or rank < best[role][0]):
            best[role] = (rank, part)
    chosen = {role: part for role, (_, part) in best.items()}
    message = replace(
        message,
        parts=tuple(draft.parts),
        part_number=_value(chosen.get("part_number")),
        lot=_value(chosen.get("lot")),
        serial=_value(chosen.get("serial")),
        quantity=_value(chosen.get("quantity")),
        expiry=chosen["expiry"].day if "expiry" in chosen else None,
        mfg=chosen["mfg"].day if "mfg" in chosen else None,
    )
    if fault is not None:
        reasons = sorted((*doubts, fault), key=_place)
        return replace(message, verdict=Verdict.INVALID, reasons=tuple(reasons))
    if doubts:
        return replace(message, verdict=Verdict.SUSPECT, reasons=tuple(sorted(doubts, key=_place)))
    return message


def _place(reason: Reason) -> int:
    return -1 if reason.position is None else reason.position


def _value(part: Part | None) -> str | None:
    """Data of a field; a quantity with unit gives the number alone."""
    if part is None:
        return None
    return part.value[:-2] if part.name == "quantity_unit" else part.value


def _repeats(draft: _Draft) -> Sequence[Reason]:
    """A doubt for each field of the message that one identifier gives twice, differently."""
    first: dict[str, Part] = {}
    doubts: list[Reason] = []
    for (role, _), part in zip(draft.roles, draft.parts, strict=True):
        if role and first.setdefault(part.mark, part).value != part.value:
            facts = {"field": part.mark, "first": first[part.mark].value, "second": part.value}
            doubts.append(Reason(CodeReason.FIELD_REPEATED, part.position, facts))
    return doubts
