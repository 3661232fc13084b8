"""The value that every label code but GS1 is read into: HIBC, ICCBBA, MA, AHM, MH10.8.2."""

from dataclasses import dataclass, replace
from datetime import date

from qtrace.domain.codes.reasons import Agency, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a label code.

    Attributes:
        name: what the field is, a stable word of its format (`lic`, `lot`, `supplement_date`).
        mark: the flag characters it was carried under (`$$3`, `=,`, `1T`), empty for none.
        value: the data exactly as it was carried.
        position: place of its mark in the raw text, from 0.
        day: the date it means, if it is a date.
    """

    name: str
    mark: str
    value: str
    position: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class LabelMessage:
    """A text judged as a label code of one format; act on it only when the verdict is valid.

    Attributes:
        raw: the input, untouched.
        format: stable name of the format and its kind (`hibc_primary`, `iccbba`, `mh10`, …).
        agency: issuer of device identifiers, None for labels that carry none (MH10.8.2).
        verdict: how far it may be trusted; INCOMPLETE when the other symbol of the label is missing.
        parts: every field, in the order of the text; when invalid, those before the fault.
        reasons: every finding, in the order of the text.
        di: device identifier as its issuer writes it.
        lot: lot number.
        serial: serial number.
        expiry: last day of use.
        mfg: day of production.
        quantity: pieces or units as carried.
        part_number: item number of the supplier or customer, where the format has one.
        link: what ties this symbol to its other one (link character, message count), or empty.
    """

    raw: str
    format: str
    agency: Agency | None
    verdict: Verdict
    parts: tuple[Part, ...] = ()
    reasons: tuple[Reason, ...] = ()
    di: str | None = None
    lot: str | None = None
    serial: str | None = None
    expiry: date | None = None
    mfg: date | None = None
    quantity: str | None = None
    part_number: str | None = None
    link: str = ""

    def get(self, name: str) -> str | None:
        """Data of the first part called `name`, or None."""
        return next((part.value for part in self.parts if part.name == name), None)

    def first(self, name: str) -> Part | None:
        """The first part called `name`, or None."""
        return next((part for part in self.parts if part.name == name), None)


def moved(message: LabelMessage, raw: str, by: int) -> LabelMessage:
    """`message` as the reading of `raw`, in which its text begins at place `by`."""
    if not by and len(raw) == len(message.raw):
        return message
    return replace(
        message,
        raw=raw,
        parts=tuple(replace(part, position=part.position + by) for part in message.parts),
        reasons=tuple(moved_reason(reason, by) for reason in message.reasons),
    )


def moved_reason(reason: Reason, by: int) -> Reason:
    """`reason` with its place counted from `by` characters before."""
    if reason.position is None:
        return reason
    return replace(reason, position=reason.position + by)
