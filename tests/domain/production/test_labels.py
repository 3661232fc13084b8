"""Serial numbers and variants that the plant gives."""

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.gs1_write import encode_element_string
from qtrace.domain.production.labels import VARIANT_AI, serial_text, variant_text
from qtrace.reference import ai_table

GTIN = "09506000200019"


@given(st.integers(1, 10_000))
def test_every_variant_stands_in_a_symbol(number):
    elements = [("01", GTIN), (VARIANT_AI, variant_text(number))]
    assert encode_element_string(elements, ai_table(), 2026).endswith(f"20{number % 100:02}")


@given(st.integers(2000, 2099), st.integers(1, 2_000_000), st.integers(1, 2_000_000))
def test_serial_numbers_of_a_year_differ_and_sort(year, one, other):
    assert (serial_text(year, one) == serial_text(year, other)) is (one == other)
    assert serial_text(year, one).startswith(f"{year % 100:02}")
