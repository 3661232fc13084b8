"""Sentences of what is wrong with an answer."""

import pytest

from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.i18n import Language, load_translator
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text


@pytest.mark.parametrize("typed", ["many", "1.2.3", "0.0000001", "9" * 20])
@pytest.mark.parametrize("language", Language)
def test_a_quantity_that_cannot_be_read_is_told_in_words(language, typed):
    with pytest.raises(QuantityError) as caught:
        parse_q6(typed)
    said = problem_text(load_translator(language), FieldProblem(caught.value.code))
    assert said
    assert "QUANTITY" not in said
