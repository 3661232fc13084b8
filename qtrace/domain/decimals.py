"""Numbers as they were stated: their decimals say how finely somebody measured."""

from decimal import Decimal

from qtrace.domain.inspection import canonical_text


def decimals_of(value: Decimal) -> int:
    """Digits behind the point of a finite number, as stated."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "the number is finite"
    return max(0, -exponent)


def stated_text(value: Decimal) -> str:
    """The one text of a finite number with all its stated decimals.

    Example:
        >>> stated_text(Decimal("+010.00")), stated_text(Decimal("-0.0"))
        ('10.00', '0.0')
    """
    return canonical_text(value, decimals_of(value))
