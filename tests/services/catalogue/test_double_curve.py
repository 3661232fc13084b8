"""The lot page gives the curve of a double plan both samples, of a plan by variables none."""

import pytest

from qtrace.domain.plans import ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.domain.sampling.tables import Severity
from qtrace.services.items.lot_page import lot_page
from tests.support.inspections import MAJOR, looked_at, make_bench, measured
from tests.support.plants import make_plant

DOUBLE = ClassDraft(MAJOR, SampleType.DOUBLE, "z14", "II", "2.5")
BY_VALUES = ClassDraft(MAJOR, SampleType.VARIABLES, "z19", "II", "1.0", sigma="unknown", method="M")


@pytest.fixture
def bench(sqlite_url):
    plant = make_plant(sqlite_url)
    yield make_bench(plant)
    plant.bench.close()


def page_of(bench, sampling, characteristic):
    bench.plan([sampling], [characteristic])
    bench.known_source()
    lot, _ = bench.started(1200, 12)
    return bench.plant.bench.ask(lot_page, lot)


def test_a_double_plan_has_both_samples_on_every_severity(bench):
    oc = page_of(bench, DOUBLE, looked_at(1, MAJOR)).oc
    assert (oc.own.severity, oc.own.n, oc.own.second.n) == (Severity.NORMAL, 50, 50)
    assert {each.severity for each in oc.others} == {Severity.TIGHTENED, Severity.REDUCED}
    assert all(each.second is not None for each in oc.others)
    curve = oc.own.curve(oc.aql)
    tightened = next(each for each in oc.others if each.severity is Severity.TIGHTENED)
    assert curve.is_double
    assert curve.chance(0.05) > tightened.curve(oc.aql).chance(0.05)


def test_a_class_judged_by_its_values_has_no_curve_of_counts(bench):
    assert page_of(bench, BY_VALUES, measured(1)).oc is None
