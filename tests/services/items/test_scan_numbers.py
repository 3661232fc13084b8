"""Where the plain numbers of the plant lead when somebody scans them."""

import pytest

from qtrace.domain.codes.interpret import interpret
from qtrace.reference import ai_table
from qtrace.services.items.scan_numbers import made_target, number_target, plain_target
from qtrace.services.items.scan_targets import Target, TargetKind
from qtrace.services.outcomes import Done
from tests.support.production import UNIT_GTIN, make_production, production_plant


@pytest.fixture
def bench(database_url):
    plant = production_plant(database_url)
    made = make_production(plant)
    made.ordered()
    yield made
    plant.close()


def target(bench, text: str) -> Target:
    return bench.plant.bench.ask(number_target, text)


def test_an_order_leads_to_its_line_and_its_batch_to_what_was_recorded(bench):
    found = target(bench, "wo-26-0001")
    assert (found.kind, found.object_id, found.line_id) == (
        TargetKind.ORDER, bench.order, bench.line_id
    )  # fmt: skip
    batch = bench.plant.bench.ask(_lot_of, found.batch_id)
    assert target(bench, f" {batch} ") == Target(TargetKind.BATCH, found.batch_id)


def test_a_lot_a_machine_and_what_nobody_knows(bench):
    lot = bench.stock("PH-26-0207", "PH-20", 8, bags=2)
    assert target(bench, "PH-26-0207") == Target(TargetKind.LOT, lot)
    assert target(bench, "tq-1") == Target(TargetKind.EQUIPMENT, bench.equipment["TQ-1"])
    bench.stock("SAME", "SR-12", 5)
    bench.stock("SAME", "PH-20", 5)
    for nothing in ("SAME", "no such thing", "\x00", "   "):
        assert target(bench, nothing).kind is TargetKind.NOTHING
        assert bench.plant.bench.ask(plain_target, nothing) == Target(TargetKind.NOTHING)


def test_the_label_of_a_product_of_ours_leads_to_it_and_no_other_label(bench):
    bench.cleared()
    bench.start()
    bench.issue(bench.stock("PH-26-0207", "PH-20", 8))
    bench.issue(bench.stock("7F42-01", "SR-12", 100))
    assert isinstance(bench.make(1), Done)
    batch = bench.ask_lot()
    for label, wanted in (
        ("(21)26C0001", (TargetKind.LOT, bench.units[0])),
        (f"(10){batch}", (TargetKind.ORDER, bench.order)),
        ("(21)26C0002", (TargetKind.NOTHING, 0)),
    ):
        read = interpret(f"(01){UNIT_GTIN}{label}", ai_table(), 2026)
        found = bench.plant.bench.ask(made_target, read)
        assert (found.kind, found.object_id) == wanted


def _lot_of(reads, item_id: int) -> str:
    from qtrace.models.items import Item

    return reads.session.get_one(Item, item_id).lot
