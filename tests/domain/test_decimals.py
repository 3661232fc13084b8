"""Numbers keep the decimals that were stated."""

from decimal import Decimal

import pytest

from qtrace.domain.decimals import decimals_of, stated_text


@pytest.mark.parametrize(
    ("given", "text", "decimals"),
    [("10.00", "10.00", 2), ("+7", "7", 0), ("-0.50", "-0.50", 2), ("1E+2", "100", 0)],
)
def test_decimals_stay(given, text, decimals):
    assert stated_text(Decimal(given)) == text
    assert decimals_of(Decimal(given)) == decimals
