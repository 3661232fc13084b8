"""The numbers of a plan as one text."""

from qtrace.domain.sampling.lot_plans import SecondSample
from qtrace.ui.number_sources import numbers_text


def test_a_double_plan_names_both_samples():
    assert numbers_text(50, 0, 1, None) == "n 50, Ac 0, Re 1"
    assert numbers_text(50, 0, 2, SecondSample(50, 1, 2)) == "n 50 + 50, Ac 0; 1, Re 2; 2"
