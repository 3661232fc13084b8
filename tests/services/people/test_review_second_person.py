"""The second person is independent of the first, by whatever way round."""

import pytest

from qtrace.domain.people import PeopleReason
from qtrace.domain.quantities import MILLION
from qtrace.services.inspection.commands import SplitLot
from qtrace.services.inspection.queries import next_signers
from qtrace.services.outcomes import Done, Refusal
from tests.support.inspections import MAJOR, by_aql, make_bench, measured


@pytest.fixture
def bench(plant):
    made = make_bench(plant)
    made.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1, MAJOR),), "inspect,review")
    return made


def ready(bench, by: str) -> int:
    """A lot on which `by` took one of the readings, signed by the inspector."""
    _, inspection = bench.started()
    (each,) = bench.sheet(inspection).characteristics
    assert isinstance(bench.read(inspection, each.characteristic_id, 1, "12.01", by=by), Done)
    bench.fill(inspection)
    assert isinstance(bench.sign(inspection), Done)
    return inspection


def names(bench, inspection: int) -> set[str]:
    return {each.code for each in bench.plant.bench.ask(next_signers, inspection)}


def test_nobody_reviews_readings_of_their_own(bench):
    inspection = ready(bench, by="zhou")
    assert "zhou" not in names(bench, inspection)
    refused = bench.review(inspection, by="zhou")
    assert isinstance(refused, Refusal)
    assert refused.code == PeopleReason.SAME_PERSON
    assert "wang" in names(bench, inspection)
    assert isinstance(bench.review(inspection, by="wang"), Done)


def test_nobody_divides_a_lot_on_readings_of_their_own(bench):
    inspection = ready(bench, by="wang")
    wang = bench.people["wang"]
    command = SplitLot(
        **bench.head(), inspection_id=inspection, accepted_id=bench.ids.next_id(),
        rejected_id=bench.ids.next_id(), accepted_q6=1000 * MILLION, accepted_containers=2,
        rejected_containers=1, reason="wet",
        seen_sha256=bench.sheet(inspection).seen_sha256,
    )  # fmt: skip
    refused = bench.plant.send(command, by=wang, claim=bench.plant.claim(wang))
    assert isinstance(refused, Refusal)
    assert refused.code == PeopleReason.SAME_PERSON
