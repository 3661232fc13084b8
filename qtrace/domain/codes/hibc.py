"""HIBC supplier labelling: reading the symbols of a label, and joining its two symbols.

A label carries a primary symbol (who and what) and a secondary one (lot, dates), or both combined
in one. `parse_hibc` is total: any text gives one message with one verdict and the reasons for it.
Source: ANSI/HIBC 2.6, Supplier Labeling Standard; older forms as its appendices keep them.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final

from qtrace.domain.codes.characters import describe_character
from qtrace.domain.codes.checks import MOD43, mod43_character
from qtrace.domain.codes.hibc_fields import (
    DIGITS,
    LETTERS,
    Cut,
    expiry_of,
    read_primary,
    read_secondary,
)
from qtrace.domain.codes.label_message import LabelMessage, Part, moved
from qtrace.domain.codes.reasons import Agency, CodeReason, Reason, Verdict


class HibcFormat(StrEnum):
    """Kinds of HIBC messages; NONE for texts that are no HIBC data of a supplier."""

    PRIMARY = "hibc_primary"
    SECONDARY = "hibc_secondary"
    COMBINED = "hibc_combined"
    MERGED = "hibc_merged"
    NONE = "hibc"


_ANY_YEAR: Final = 2000
"""Dates do not matter for the device identifier beside them."""

_SECONDARY_START: Final = "$" + DIGITS


def parse_hibc(text: str, ref_year: int) -> LabelMessage:
    """Read `text` as HIBC supplier data; never raises.

    Args:
        text: data of the symbol without frame characters and AIM identifier, or the printed form
            between asterisks, where `_` stands for a space. Spaces at the end are data.
        ref_year: the current year, for the century window of dates.

    Returns:
        A message whose `link` is the check character of a primary and the link character of a
        secondary symbol. Verdicts: VALID; INCOMPLETE for a secondary symbol alone; INVALID;
        NOT_UDI if the text starts neither with `+` nor with `*+`.

    Example:
        >>> parse_hibc("+A123BJC5D6E71G", 2026).di
        'A123BJC5D6E71'
    """
    if text.startswith("+"):
        return _read(text, text, 0, ref_year)
    if not text.startswith("*+"):
        reason = Reason(CodeReason.NOT_RECOGNISED, 0)
        return _refused(text, reason, Verdict.NOT_UDI)
    if not text.endswith("*"):
        return _refused(text, _illegal("*", 0))
    return _read(text, text[1:-1].replace("_", " "), 1, ref_year)


def device_identifier(text: str) -> str | None:
    """The device identifier that `text` names: itself, or in a primary or combined symbol.

    Example:
        >>> device_identifier("*+A123BJC5D6E71G*"), device_identifier("A123BJC5D6E71")
        ('A123BJC5D6E71', 'A123BJC5D6E71')
    """
    if text.startswith(("+", "*+")):
        message = parse_hibc(text, _ANY_YEAR)
        return message.di if message.verdict is Verdict.VALID else None
    is_named = text[:1] in LETTERS and read_primary(text, 0).fault is None
    return text if is_named else None


def is_pair(primary: LabelMessage, secondary: LabelMessage) -> bool:
    """True if `secondary` names the check character of `primary` as its link character.

    One of 43 pairs of foreign symbols agrees by chance; symbols of one label are scanned together.

    Source: ANSI/HIBC 2.6, section 2.2, link character.
    """
    return (
        primary.format == HibcFormat.PRIMARY
        and secondary.format == HibcFormat.SECONDARY
        and primary.verdict is Verdict.VALID
        and secondary.verdict is Verdict.INCOMPLETE
        and primary.link == secondary.link
    )


def merge_hibc(primary: LabelMessage, secondary: LabelMessage) -> LabelMessage:
    """One message from both symbols of a label.

    `raw` joins the raw texts with a line feed, and positions are places in it.

    Returns:
        VALID with device identifier and production data if the two are a pair; else INVALID with
        the faults of both, or with `HIBC_LINK` if they are whole but do not belong together.
    """
    raw = f"{primary.raw}\n{secondary.raw}"
    second = moved(secondary, raw, len(primary.raw) + 1)
    faults = [
        reason
        for reason in (*primary.reasons, *second.reasons)
        if reason.code is not CodeReason.HIBC_PRIMARY_MISSING
    ]
    if not faults and not is_pair(primary, secondary):
        facts = {"first": _shown(primary.link), "second": _shown(secondary.link)}
        faults = [Reason(CodeReason.HIBC_LINK, None, facts)]
    return replace(
        second,
        format=HibcFormat.MERGED.value,
        agency=Agency.HIBCC,
        verdict=Verdict.INVALID if faults else Verdict.VALID,
        parts=primary.parts + second.parts,
        reasons=tuple(faults),
        di=primary.di,
        part_number=primary.part_number,
    )


def _shown(link: str) -> str:
    """A link character as it is printed."""
    return link.replace(" ", "_")


def _read(raw: str, body: str, at: int, ref_year: int) -> LabelMessage:
    """Dispatch by the character behind the flag; `body` starts at place `at` of `raw`."""
    fault = _foreign_character(body, at)
    if fault is not None:
        return _refused(raw, fault)
    start = body[1:2]
    if start and start in LETTERS:
        return _read_named(raw, body, at, ref_year)
    if start and start in _SECONDARY_START and len(body) > 3:
        return _read_linked(raw, body, at, ref_year)
    return _refused(raw, Reason(CodeReason.HIBC_STRUCTURE, at))


def _read_named(raw: str, body: str, at: int, ref_year: int) -> LabelMessage:
    """A primary or combined symbol: the check character is the last one."""
    first, slash, rest = body[1:-1].partition("/")
    cut = read_primary(first, at + 1)
    kind = HibcFormat.COMBINED if slash else HibcFormat.PRIMARY
    if slash and cut.fault is None:
        more = read_secondary(rest, at + len(first) + 2, ref_year)
        cut = Cut(cut.parts + more.parts, more.fault)
    return _message(raw, kind, _checked(body, at, cut), link="" if slash else body[-1])


def _read_linked(raw: str, body: str, at: int, ref_year: int) -> LabelMessage:
    """A secondary symbol: link and check character go first, for either may be `/`."""
    cut = read_secondary(body[1:-2], at + 1, ref_year)
    return _message(raw, HibcFormat.SECONDARY, _checked(body, at, cut), link=body[-2])


def _checked(body: str, at: int, cut: Cut) -> Cut:
    """`cut` with the fault of a wrong check character, which explains all others."""
    wanted = mod43_character(body[:-1])
    if wanted == body[-1]:
        return cut
    position = at + len(body) - 1
    if mod43_character(body) == " ":
        return replace(cut, fault=Reason(CodeReason.HIBC_SPACE_LOST, position + 1))
    facts = {"field": "hibc", "value": _shown(body[-1])}
    return replace(cut, fault=Reason(CodeReason.CHECK_DIGIT, position, facts))


def _message(raw: str, kind: HibcFormat, cut: Cut, *, link: str) -> LabelMessage:
    """The message that the fields make together."""
    reasons = () if cut.fault is None else (cut.fault,)
    verdict = Verdict.INVALID if reasons else Verdict.VALID
    if kind is HibcFormat.SECONDARY and not reasons:
        reasons = (Reason(CodeReason.HIBC_PRIMARY_MISSING, raw.index("+")),)
        verdict = Verdict.INCOMPLETE
    values = {part.name: part.value for part in cut.parts}
    is_named = "unit" in values
    return LabelMessage(
        raw=raw,
        format=kind.value,
        agency=Agency.HIBCC,
        verdict=verdict,
        parts=cut.parts,
        reasons=reasons,
        di=values["lic"] + values["pcn"] + values["unit"] if is_named else None,
        lot=values.get("lot"),
        serial=values.get("serial"),
        expiry=expiry_of(cut.parts),
        mfg=_day_of("mfg", cut.parts),
        quantity=values.get("quantity"),
        part_number=values.get("pcn"),
        link=link,
    )


def _day_of(name: str, parts: tuple[Part, ...]) -> date | None:
    return next((part.day for part in parts if part.name == name), None)


def _foreign_character(body: str, at: int) -> Reason | None:
    """Reason for the first character that no HIBC symbol carries."""
    for place, character in enumerate(body, at):
        if character in MOD43:
            continue
        if "a" <= character <= "z":
            return Reason(CodeReason.CAPS_LOCK, place)
        return _illegal(character, place)
    return None


def _illegal(character: str, place: int) -> Reason:
    reason = describe_character(character, place)
    if reason.code is CodeReason.SEPARATOR_REPLACED:
        reason = replace(reason, code=CodeReason.ILLEGAL_CHARACTER)
    return replace(reason, facts={**reason.facts, "field": "hibc"})


def _refused(raw: str, reason: Reason, verdict: Verdict = Verdict.INVALID) -> LabelMessage:
    return LabelMessage(raw, HibcFormat.NONE.value, Agency.HIBCC, verdict, reasons=(reason,))
