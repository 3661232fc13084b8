"""Writing HIBC supplier labels: the primary, the secondary and the combined symbol of a label.

What the standard does not allow, or what would not read back as it was given, is not written.
Source: ANSI/HIBC 2.6, sections 2.1 to 2.3.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, NoReturn

from qtrace.domain.codes.checks import mod43_character
from qtrace.domain.codes.hibc_dates import (
    FLAG_BY_FORM,
    ExpiryForm,
    parse_expiry,
    write_expiry,
)
from qtrace.domain.codes.hibc_fields import (
    ALPHANUMERIC,
    LETTERS,
    LOT_CHARACTERS,
    MOST_LOT,
    MOST_QUANTITY_DIGITS,
)
from qtrace.domain.codes.reasons import CodeError, CodeReason, Reason

_MOST_QUANTITY: Final = 10**MOST_QUANTITY_DIGITS - 1


@dataclass(frozen=True, slots=True)
class HibcFields:
    """What a HIBC label says.

    Attributes:
        lic: labeler identification code, a letter and three letters or digits.
        pcn: product or catalogue number, 1 to 18 letters or digits.
        unit: unit of measure, 0 for a single item, 1 to 8 for packages, 9 for variable content.
        lot: lot number, up to 18 letters, digits, hyphens and points.
        serial: serial number, as the lot number.
        expiry: last day of use.
        form: how the expiry date is written; MMYY takes only the last day of a month.
        hour: hour of the expiry date (0 to 23), for the forms with an hour and no other.
        mfg: day of production.
        quantity: pieces in the package, 1 to 99 999.
    """

    lic: str
    pcn: str
    unit: int
    lot: str | None = None
    serial: str | None = None
    expiry: date | None = None
    form: ExpiryForm = ExpiryForm.YYMMDD
    hour: int | None = None
    mfg: date | None = None
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class HibcTexts:
    """The texts of one label, each with its check character, without asterisks.

    Attributes:
        primary: symbol that names the product.
        secondary: symbol with lot, dates and quantity, linked to `primary`; None if there are none.
        combined: both in one symbol; the same as `primary` if there is nothing else to say.
    """

    primary: str
    secondary: str | None
    combined: str


def write_hibc(fields: HibcFields, ref_year: int) -> HibcTexts:
    """The texts of the label that `fields` describe.

    The quantity is written as a supplement (`/Q`), as edition 2.6 asks.

    Args:
        fields: what the label says.
        ref_year: the current year; a two-digit year must lie in its window.

    Raises:
        CodeError: a field is not allowed, or would not read back.

    Example:
        >>> write_hibc(HibcFields("A123", "BJC5D6E7", 1, lot="A1"), 2026).secondary
        '+$A1GL'
    """
    named = f"{fields.lic}{fields.pcn}{fields.unit}"
    _demand_name(fields)
    primary = _closed(f"+{named}")
    data = _secondary_data(fields, ref_year)
    if not data:
        return HibcTexts(primary, None, primary)
    return HibcTexts(primary, _closed(f"+{data}{primary[-1]}"), _closed(f"+{named}/{data}"))


def printed_form(text: str) -> str:
    """`text` as it stands under the symbol: between asterisks, a space drawn as `_`.

    Example:
        >>> printed_form("+$$52001510X3+ ")
        '*+$$52001510X3+_*'
    """
    return f"*{text.replace(' ', '_')}*"


def _closed(payload: str) -> str:
    return payload + mod43_character(payload)


def _demand_name(fields: HibcFields) -> None:
    _demand_text("lic", fields.lic, ALPHANUMERIC, 4, 4)
    _demand_text("lic", fields.lic[0], LETTERS, 1, 1)
    _demand_text("pcn", fields.pcn, ALPHANUMERIC, 1, 18)
    if not 0 <= fields.unit <= 9:
        _refuse(CodeReason.CONTENT_INVALID, "unit", value=str(fields.unit))


def _secondary_data(fields: HibcFields, ref_year: int) -> str:
    """Reference and supplements of `fields`, or nothing if there are none."""
    for name, value in (("lot", fields.lot), ("serial", fields.serial)):
        if value is not None:
            _demand_text(name, value, LOT_CHARACTERS, 1, MOST_LOT)
    dated = _flagged_date(fields, ref_year)
    supplements = _supplements(fields)
    is_by_serial = fields.lot is None and fields.serial is not None
    if is_by_serial:
        return f"$$+{dated or '7'}{fields.serial}{supplements}"
    if fields.serial is not None:
        supplements = f"/S{fields.serial}{supplements}"
    if dated:
        return f"$${dated}{fields.lot or ''}{supplements}"
    return f"${fields.lot or ''}{supplements}" if fields.lot or supplements else ""


def _flagged_date(fields: HibcFields, ref_year: int) -> str:
    """Flag and digits of the expiry date, or nothing where it is a supplement or missing."""
    if (fields.hour is not None) != (fields.form.has_hour and fields.expiry is not None):
        _refuse(CodeReason.TIME_INVALID, "expiry", value=str(fields.hour))
    if fields.expiry is None or fields.form is ExpiryForm.YYYYMMDD:
        return ""
    hour = fields.hour or 0
    if not 0 <= hour <= 23:
        _refuse(CodeReason.TIME_INVALID, "expiry", value=str(hour))
    digits = write_expiry(fields.expiry, fields.form, hour)
    if parse_expiry(digits, fields.form, ref_year) != fields.expiry:
        _refuse(CodeReason.DATE_INVALID, "expiry", value=fields.expiry.isoformat())
    return FLAG_BY_FORM[fields.form] + digits


def _supplements(fields: HibcFields) -> str:
    text = ""
    if fields.mfg is not None:
        text += f"/16D{write_expiry(fields.mfg, ExpiryForm.YYYYMMDD, 0)}"
    if fields.expiry is not None and fields.form is ExpiryForm.YYYYMMDD:
        text += f"/14D{write_expiry(fields.expiry, ExpiryForm.YYYYMMDD, 0)}"
    if fields.quantity is not None:
        if not 1 <= fields.quantity <= _MOST_QUANTITY:
            _refuse(CodeReason.CONTENT_INVALID, "quantity", value=str(fields.quantity))
        text += f"/Q{fields.quantity}"
    return text


def _demand_text(field: str, value: str, allowed: str, least: int, most: int) -> None:
    """Refuse a text of the wrong length or with a character that is not allowed."""
    if not value:
        _refuse(CodeReason.VALUE_MISSING, field)
    if not least <= len(value) <= most:
        code = CodeReason.VALUE_TOO_SHORT if len(value) < least else CodeReason.VALUE_TOO_LONG
        found = str(len(value))
        facts = {"field": field, "found": found, "least": str(least), "most": str(most)}
        raise CodeError(Reason(code, None, facts))
    for place, character in enumerate(value):
        if character not in allowed:
            facts = {"field": field, "character": character}
            raise CodeError(Reason(CodeReason.ILLEGAL_CHARACTER, place, facts))


def _refuse(code: CodeReason, field: str, **facts: str) -> NoReturn:
    raise CodeError(Reason(code, None, {"field": field, **facts}))
