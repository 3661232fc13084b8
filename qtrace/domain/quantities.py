"""Quantities as whole millionths of a part's base unit: exact in sums on every database."""

from decimal import Decimal, InvalidOperation

MILLION = 1_000_000
_LARGEST = 10**12 * MILLION


class QuantityError(ValueError):
    """The text is not a quantity that can be kept exactly.

    Attributes:
        code: `QUANTITY_NOT_A_NUMBER`, `QUANTITY_TOO_FINE`, `QUANTITY_OUT_OF_RANGE`.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code


def parse_q6(text: str) -> int:
    """Millionths of the quantity written in `text` with ASCII digits and an optional point.

    Example:
        >>> parse_q6("1200"), parse_q6("0.25")
        (1200000000, 250000)

    Raises:
        QuantityError: not a number, finer than a millionth, negative or above 10^12.
    """
    cleaned = text.strip()
    if not cleaned or not set(cleaned) <= set("0123456789.") or len(cleaned) > 24:
        raise QuantityError("QUANTITY_NOT_A_NUMBER", text)
    try:
        value = Decimal(cleaned)
    except InvalidOperation as error:
        raise QuantityError("QUANTITY_NOT_A_NUMBER", text) from error
    scaled = value * MILLION
    if scaled != scaled.to_integral_value():
        raise QuantityError("QUANTITY_TOO_FINE", text)
    if scaled > _LARGEST:
        raise QuantityError("QUANTITY_OUT_OF_RANGE", text)
    return int(scaled)


def q6(whole: int) -> int:
    """Millionths of a whole number of units."""
    return whole * MILLION


def plain_q6(value: int) -> str:
    """Shortest exact decimal text of `value` millionths, without grouping.

    Example:
        >>> plain_q6(1_200_000_000), plain_q6(250_000), plain_q6(-1)
        ('1200', '0.25', '-0.000001')
    """
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), MILLION)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{rest:06d}".rstrip("0")


def grouped_q6(value: int) -> str:
    """`plain_q6` with thousands set apart by a space: `1 200`.

    Example:
        >>> grouped_q6(1_234_567_500_000)
        '1 234 567.5'
    """
    whole, point, rest = plain_q6(value).partition(".")
    sign = "-" if whole.startswith("-") else ""
    grouped = f"{int(whole.lstrip('-')):,}".replace(",", " ")
    return f"{sign}{grouped}{point}{rest}"
