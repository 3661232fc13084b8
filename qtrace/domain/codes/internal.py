"""The plant's own codes: short, self-checking, in characters every symbol and keyboard has.

Shapes: `L26-04817-H` a lot, `L26-04817-H/07` its seventh container, `PREFIX-BODY-CHECK` for all
else. The check character is ISO/IEC 7064 mod 37,36 over the letters and digits before it; it finds
every single wrong character and nearly every swap of neighbours.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from qtrace.domain.codes.reasons import CodeError, CodeReason, Reason

_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES: Final = {character: value for value, character in enumerate(_ALPHABET)}
_NUMBER_WIDTH: Final = 5
_MOST_NUMBER: Final = 9_999_999
_MOST_CONTAINERS: Final = 9999
_LEAST_BODY: Final = 2
_MOST_BODY: Final = 20


class InternalKind(StrEnum):
    """What one of our codes names."""

    LOT = "lot"
    CONTAINER = "container"
    BADGE = "badge"
    GAUGE = "gauge"
    LOCATION = "location"
    STATION = "station"
    DELIVERY = "delivery"
    SHIPMENT = "shipment"
    COMMAND = "command"
    DEFECT = "defect"
    REASON = "reason"


PREFIXES: Final = {
    InternalKind.BADGE: "BDG",
    InternalKind.GAUGE: "GAU",
    InternalKind.LOCATION: "LOC",
    InternalKind.STATION: "STN",
    InternalKind.DELIVERY: "DLV",
    InternalKind.SHIPMENT: "SHP",
    InternalKind.COMMAND: "CMD",
    InternalKind.DEFECT: "DEF",
    InternalKind.REASON: "RSN",
}
"""First part of every code but lots and containers."""


class CommandCode(StrEnum):
    """Commands on the command sheet; the value is the body of the barcode."""

    ACCEPT = "ACCEPT"
    REJECT = "REJECT"
    NEXT = "NEXT"
    BACK = "BACK"
    UNDO = "UNDO"
    ALL_OK = "ALL-OK"
    SIGN = "SIGN"
    HOLD = "HOLD"
    PRINT = "PRINT"
    YES = "YES"
    NO = "NO"
    CANCEL = "CANCEL"
    ENTER = "ENTER"
    CLEAR = "CLEAR"
    RECEIVE = "RECEIVE"
    INSPECT = "INSPECT"
    DECIDE = "DECIDE"
    SPLIT = "SPLIT"
    RETURN = "RETURN"
    NONCONFORMANCE = "NONCONFORMANCE"
    PHOTO = "PHOTO"
    CALL = "CALL"
    HELP = "HELP"
    LOCK = "LOCK"
    POINT = "POINT"
    MINUS = "MINUS"
    DIGIT_0 = "DIGIT-0"
    DIGIT_1 = "DIGIT-1"
    DIGIT_2 = "DIGIT-2"
    DIGIT_3 = "DIGIT-3"
    DIGIT_4 = "DIGIT-4"
    DIGIT_5 = "DIGIT-5"
    DIGIT_6 = "DIGIT-6"
    DIGIT_7 = "DIGIT-7"
    DIGIT_8 = "DIGIT-8"
    DIGIT_9 = "DIGIT-9"

    @property
    def digit(self) -> int | None:
        """The digit this command types, or None."""
        return int(self.value[-1]) if self.value.startswith("DIGIT-") else None


class LabelMark(StrEnum):
    """Last letter of a container label's code: the status that the label shows."""

    QUARANTINE = "Q"
    RELEASED = "R"
    REJECTED = "X"
    HOLD = "H"
    EXCESS = "E"


@dataclass(frozen=True, slots=True)
class InternalCode:
    """One of our codes, read and checked.

    Attributes:
        kind: what it names.
        text: the whole code as printed and stored, check character included.
        body: the part between prefix and check character (`26-04817`, `TG-011`, `ACCEPT`).
        raw: the input, untouched.
        lot: code of the lot, for a lot and for a container.
        index: number of the container within its lot, from 1.
        mark: status that the container's label shows, as a `LabelMark` value; it is not part of
            `text`, because the container stays the same when its label is replaced.
        command: the command, for a command barcode.
    """

    kind: InternalKind
    text: str
    body: str
    raw: str
    lot: str | None = None
    index: int | None = None
    mark: str | None = None
    command: CommandCode | None = None


_KIND_BY_PREFIX: Final = {prefix: kind for kind, prefix in PREFIXES.items()}
_ANY_PREFIX: Final = "|".join(_KIND_BY_PREFIX)
_BODY: Final = re.compile(r"[0-9A-Z]+(?:-[0-9A-Z]+)*\Z")
_OURS: Final = re.compile(rf"(?:L[0-9]{{2}}-[0-9]|(?:{_ANY_PREFIX})-)", re.IGNORECASE)
_LOT: Final = re.compile(
    r"(?P<lot>L(?P<body>[0-9]{2}-(?:[0-9]{5}|[1-9][0-9]{5,6}))-(?P<check>[0-9A-Z]))"
    r"(?:/(?P<index>0[1-9]|[1-9][0-9]{1,3})(?P<mark>[QRXHE])?)?\Z"
)
_OTHER: Final = re.compile(
    rf"(?P<prefix>{_ANY_PREFIX})-(?P<body>[0-9A-Z]+(?:-[0-9A-Z]+)*)-(?P<check>[0-9A-Z])\Z"
)


def check_character(text: str) -> str:
    """ISO/IEC 7064 mod 37,36 check character of the letters and digits of `text`.

    `-` and `/` do not count.

    Example:
        >>> check_character("L26-04817"), check_character("L26-04818")
        ('H', 'F')
    """
    product = 36
    for character in text:
        value = _VALUES.get(character)
        if value is not None:
            product = ((product + value) % 36 or 36) * 2 % 37
    return _ALPHABET[(37 - product) % 36]


def _closed(text: str) -> str:
    return f"{text}-{check_character(text)}"


def _number(number: int) -> str:
    if not 1 <= number <= _MOST_NUMBER:
        raise CodeError(Reason(CodeReason.INTERNAL_SHAPE, None, {"value": str(number)}))
    return str(number).zfill(_NUMBER_WIDTH)


def _named(kind: InternalKind, body: str) -> str:
    if not (_LEAST_BODY <= len(body) <= _MOST_BODY and _BODY.match(body)):
        raise CodeError(Reason(CodeReason.INTERNAL_SHAPE, None, {"value": body}))
    return _closed(f"{PREFIXES[kind]}-{body}")


def format_lot(year: int, number: int) -> str:
    """Code of lot `number` (1 to 9 999 999) of `year` (its last two digits count).

    Raises:
        CodeError: the number is out of range.

    Example:
        >>> format_lot(2026, 4817)
        'L26-04817-H'
    """
    return _closed(f"L{year % 100:02}-{_number(number)}")


def format_container(lot: str, index: int, mark: LabelMark | None = None) -> str:
    """Code of container `index` (1 to 9999) of the lot with the code `lot`.

    With `mark` it is the code of a label that shows this status.

    Raises:
        CodeError: `lot` is no lot code, or the index is out of range.

    Example:
        >>> format_container("L26-04817-H", 7)
        'L26-04817-H/07'
    """
    parsed = parse_internal(lot)
    if not isinstance(parsed, InternalCode) or parsed.kind is not InternalKind.LOT:
        raise CodeError(Reason(CodeReason.INTERNAL_SHAPE, None, {"value": lot}))
    if not 1 <= index <= _MOST_CONTAINERS:
        raise CodeError(Reason(CodeReason.INTERNAL_SHAPE, None, {"value": str(index)}))
    return f"{lot}/{index:02}{mark.value if mark else ''}"


def format_badge(number: int) -> str:
    """Code of badge `number` (1 to 9 999 999): it names a person's badge, it proves nothing.

    Raises:
        CodeError: the number is out of range.
    """
    return _named(InternalKind.BADGE, _number(number))


def format_delivery(year: int, number: int) -> str:
    """Code of delivery `number` of `year`.

    Raises:
        CodeError: the number is out of range.
    """
    return _named(InternalKind.DELIVERY, f"{year % 100:02}-{_number(number)}")


def format_shipment(year: int, number: int) -> str:
    """Code of shipment `number` of `year`.

    Raises:
        CodeError: the number is out of range.

    Example:
        >>> format_shipment(2026, 12)
        'SHP-26-00012-G'
    """
    return _named(InternalKind.SHIPMENT, f"{year % 100:02}-{_number(number)}")


def format_gauge(identity: str) -> str:
    """Code of the gauge with this identity (2 to 20 of A-Z, 0-9 and single hyphens).

    Raises:
        CodeError: the identity has other characters or another length.
    """
    return _named(InternalKind.GAUGE, identity)


def format_location(name: str) -> str:
    """Code of the storage location with this name, such as `A-03-12`.

    Raises:
        CodeError: the name has other characters or another length.
    """
    return _named(InternalKind.LOCATION, name)


def format_station(name: str) -> str:
    """Code of the station with this name, such as `IQC-2`.

    Raises:
        CodeError: the name has other characters or another length.
    """
    return _named(InternalKind.STATION, name)


def format_command(command: CommandCode) -> str:
    """Code of a command barcode."""
    return _named(InternalKind.COMMAND, command.value)


def format_defect(code: str) -> str:
    """Code of the defect with this short name.

    Raises:
        CodeError: the name has other characters or another length.
    """
    return _named(InternalKind.DEFECT, code)


def format_reason(code: str) -> str:
    """Code of the reason with this short name.

    Raises:
        CodeError: the name has other characters or another length.
    """
    return _named(InternalKind.REASON, code)


def parse_internal(text: str) -> InternalCode | Reason | None:
    """Read one of our codes; never raises.

    Returns:
        The code; a reason if it is ours by its beginning but broken; None if it is not ours.
    """
    if _OURS.match(text) is None:
        return None
    match = _LOT.match(text) or _OTHER.match(text)
    if match is None:
        upper = text.upper()
        swapped = upper != text and (_LOT.match(upper) or _OTHER.match(upper))
        code = CodeReason.CAPS_LOCK if swapped else CodeReason.INTERNAL_SHAPE
        return Reason(code, 0, {"value": text})
    position = match.start("check")
    if check_character(text[:position]) != match["check"]:
        return Reason(CodeReason.INTERNAL_CHECK, position, {"value": text})
    if "lot" in match.groupdict():
        return _lot(text, match)
    return _other(text, match)


def _lot(text: str, match: re.Match[str]) -> InternalCode:
    index = match["index"]
    return InternalCode(
        kind=InternalKind.LOT if index is None else InternalKind.CONTAINER,
        text=text if match["mark"] is None else text[:-1],
        body=match["body"],
        raw=text,
        lot=match["lot"],
        index=None if index is None else int(index),
        mark=match["mark"],
    )


def _other(text: str, match: re.Match[str]) -> InternalCode | Reason:
    kind, body = _KIND_BY_PREFIX[match["prefix"]], match["body"]
    if not _LEAST_BODY <= len(body) <= _MOST_BODY:
        return Reason(CodeReason.INTERNAL_SHAPE, 0, {"value": text})
    command = None
    if kind is InternalKind.COMMAND:
        command = _COMMANDS.get(body)
        if command is None:
            return Reason(CodeReason.INTERNAL_COMMAND, 0, {"value": body})
    return InternalCode(kind=kind, text=text, body=body, raw=text, command=command)


_COMMANDS: Final = {command.value: command for command in CommandCode}
