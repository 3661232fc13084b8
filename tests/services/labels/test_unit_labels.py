"""Labels of units: printed and counted, read back, only in the version that is in force."""

import json

import pytest

from qtrace.app.printing_jobs import LabelFormat, draw_labels
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.interpret import interpret
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import BlockProfile
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.models.items import Item
from qtrace.models.production_runs import WorkOrder
from qtrace.printing.zpl import ZplField, parse_zpl
from qtrace.reference import ai_table
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.documents.issued import waiting_jobs
from qtrace.services.history.contents import device_history
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.labels.unit_label_queries import batch_labels
from qtrace.services.labels.unit_label_texts import unit_label_texts
from qtrace.services.labels.unit_labels_commands import PrintUnitLabels, TakeLabelVersion
from qtrace.services.outcomes import Done
from qtrace.services.production.commands import AddLabelVersion
from tests.printing.support import ZxingReader, pages, symbols_on
from tests.support.drafts import approval
from tests.support.production import (
    UNIT_GTIN,
    finished_without_serials,
    make_production,
    production_plant,
)


@pytest.fixture
def bench(sqlite_url):
    """Operation 30 runs with both materials at the line."""
    made = running(production_plant(sqlite_url))
    yield made
    made.plant.bench.close()


@pytest.fixture
def any_bench(database_url):
    """The same on both back ends, where numbers are given and orders change."""
    made = running(production_plant(database_url))
    yield made
    made.plant.bench.close()


def running(plant):
    made = make_production(plant)
    made.ordered(10)
    made.cleared()
    made.start()
    made.stock("PH-1", "PH-20", 200)
    made.stock("SR-1", "SR-12", 400)
    for lot in ("PH-1", "SR-1"):
        assert isinstance(made.issue(made.lots[lot], qty_q6=q6(100)), Done)
    return made


def hold(bench, item_id):
    """It stays exactly as it is."""
    command = PlaceHold(
        **bench.head(), hold_id=bench.new(), scopes=(Scope(AnchorKind.ITEM, item_id),),
        reason="contamination", note="evidence",
        profile=BlockProfile.FREEZE,
    )  # fmt: skip
    bench.done(command)


def allot(bench, pieces=3, **over):
    """Units whose serial numbers the plant gives."""
    ids = tuple(bench.new() for _ in range(pieces))
    outcome = bench.output(pieces, unit_ids=ids, allot=True, **over)
    if isinstance(outcome, Done):
        bench.units += ids
    return outcome


def print_labels(bench, first=1, last=3, by="mei", **over):
    """Ask for labels; the job is in `job`."""
    bench.job = bench.new()
    command = PrintUnitLabels(
        **bench.head(), job_id=bench.job, lot_id=over.pop("lot", bench.lot), first=first,
        last=last, **over,
    )  # fmt: skip
    return bench.send(command, by)


def new_version(bench, version="B"):
    """Another label version comes into force."""
    label = bench.new()
    command = AddLabelVersion(
        **bench.head(), label_version_id=label, part_id=bench.parts["IP-200"],
        label_version=version, udi_di=UNIT_GTIN,
    )  # fmt: skip
    bench.done(command)
    bench.done(approval(bench.plant, DraftKind.LABEL, label), "qian", signed=True)


def take(bench, by="qian", reason="text of the warning changed"):
    command = TakeLabelVersion(**bench.head(), work_order_id=bench.order, reason=reason)
    return bench.send(command, by, signed=True)


def codes(bench):
    return [json.loads(text)["code"] for text in bench.ask(unit_label_texts, bench.job)]


def test_the_plant_gives_serial_numbers_and_prints_what_a_scan_accepts(any_bench):
    bench = any_bench
    made = allot(bench)
    serials = made.facts["serials"].split(", ")
    assert len(set(serials)) == 3
    assert (made.facts["first"], made.facts["last"]) == ("1", "3")
    printed = print_labels(bench)
    assert printed.facts == {
        "copy": "0",
        "count": "3",
        "serial": serials[0],
        "version": "L-IP200/3",
    }
    (job,) = bench.ask(waiting_jobs)
    assert (job.template, job.container_from, job.container_to) == ("unit", 1, 3)
    for unit, code in zip(bench.units, codes(bench), strict=True):
        assert isinstance(bench.label(unit, f"]d2{code}"), Done)


def test_what_comes_out_of_the_printer_is_that_label(bench):
    allot(bench, 2)
    print_labels(bench, 1, 2)
    reader = ZxingReader()
    paper = draw_labels(bench.plant.bench, bench.job, reader, LabelFormat.PDF)
    label = draw_labels(bench.plant.bench, bench.job, reader, LabelFormat.ZPL)
    assert paper.labels == label.labels == 2
    on_zpl = [
        field.content.removeprefix("\x1d")
        for fields in parse_zpl(label.content)
        for field in fields
        if field.kind == ZplField.DATAMATRIX
    ]
    assert on_zpl == codes(bench)
    year = bench.plant.clock.now().year
    found = interpret(f"]d2{on_zpl[0]}", ai_table(), year)
    assert isinstance(found, GS1Message)
    assert (found.di, found.lot, found.get("20")) == (UNIT_GTIN, bench.ask_lot(), "01")


def test_a_serial_number_that_came_with_a_label_is_left_out(bench):
    first = allot(bench, 1).facts["serials"]
    taken = f"{int(first) + 1:08}"
    bench.make(1, serials=(taken,))
    assert allot(bench, 1).facts["serials"] == f"{int(first) + 2:08}"


def test_every_further_print_is_counted_and_has_a_reason(bench):
    allot(bench)
    assert print_labels(bench, 1, 2).facts["copy"] == "0"
    assert print_labels(bench, 3, 3).facts["copy"] == "0"
    assert print_labels(bench, 2, 3).code == "REPRINT_REASON_MISSING"
    assert print_labels(bench, 2, 3, reason="torn").facts["copy"] == "1"
    assert print_labels(bench, 3, 3, reason="smudged").facts["copy"] == "2"
    (text,) = bench.ask(unit_label_texts, bench.job)
    assert json.loads(text)["copy_reason"] == "smudged"


def test_only_units_that_are_there_get_labels(bench):
    allot(bench, 2)
    allot(bench, 1, kind=OutputKind.SCRAP, reason="cracked")
    assert print_labels(bench, 4, 9).code == "UNITS_UNKNOWN"
    assert print_labels(bench, 3, 3).code == "UNITS_UNKNOWN"
    assert print_labels(bench, 1, 3).facts["count"] == "2"
    assert print_labels(bench, lot=bench.lots["PH-1"]).code == "BATCH_UNKNOWN"


def test_a_number_that_no_symbol_carries_is_refused_by_name(bench):
    bench.make(1, serials=("泵-1",))
    refused = print_labels(bench, 1, 1)
    assert refused.code == "UNIT_NOT_CODABLE"
    assert refused.facts["serial"] == "泵-1"


def test_labels_of_frozen_pieces_are_not_printed(bench):
    allot(bench)
    hold(bench, bench.lot)
    assert print_labels(bench).code == "LOT_ON_HOLD"


def test_an_order_whose_label_version_is_superseded_labels_nothing_more(bench):
    allot(bench)
    print_labels(bench)
    old = codes(bench)
    new_version(bench)
    for refused in (
        print_labels(bench, reason="again"),
        bench.label(bench.units[0], f"]d2{old[0]}"),
    ):
        assert refused.code == "LABEL_VERSION_SUPERSEDED"
        assert (refused.facts["version"], refused.facts["effective"]) == ("L-IP200/3", "B")
        assert refused.facts["name_en"]


def test_quality_lets_the_order_take_the_new_version_and_old_labels_are_refused(any_bench):
    bench = any_bench
    allot(bench)
    print_labels(bench)
    old = codes(bench)
    bench.label(bench.units[0], f"]d2{old[0]}")
    new_version(bench)
    assert take(bench, reason=" ").code == "REASON_NEEDED"
    assert take(bench).facts["to"] == "B"
    refused = bench.label(bench.units[0], f"]d2{old[0]}")
    assert refused.code == "UNIT_LABEL_OLD"
    assert (refused.facts["found"], refused.facts["wanted"]) == ("L-IP200/3", "B")
    assert print_labels(bench).facts == {
        "copy": "0", "count": "3", "serial": refused.facts["serial"], "version": "B",
    }  # fmt: skip
    assert isinstance(bench.label(bench.units[0], f"]d2{codes(bench)[0]}"), Done)
    with bench.plant.database.read() as session:
        assert session.get_one(WorkOrder, bench.order).label_version_id is not None


def test_a_version_is_taken_only_where_one_waits(bench):
    assert take(bench).code == "LABEL_VERSION_TAKEN"
    unknown = TakeLabelVersion(**bench.head(), work_order_id=1, reason="x")
    assert bench.send(unknown, "qian", signed=True).code == "WORK_ORDER_UNKNOWN"
    assert take(bench, by="mei").code == "NOT_ALLOWED"


def test_labels_from_elsewhere_say_no_version(bench):
    allot(bench, 1)
    with bench.plant.database.read() as session:
        serial = session.get_one(Item, bench.units[0]).serial
    assert isinstance(bench.label(bench.units[0], serial=serial), Done)


def test_a_picture_of_the_label_decodes(bench, tmp_path):
    allot(bench, 1)
    print_labels(bench, 1, 1)
    paper = draw_labels(bench.plant.bench, bench.job, ZxingReader(), LabelFormat.PDF)
    (page,) = pages(paper.content, tmp_path)
    assert ("]d2", codes(bench)[0].encode()) in symbols_on(page)


def test_the_label_of_a_unit_of_another_order_is_not_green(any_bench):
    bench = any_bench
    allot(bench, 1)
    print_labels(bench, 1, 1)
    (code,) = codes(bench)
    first, unit = bench.order, bench.units[0]
    bench.ordered(2)
    refused = bench.label(unit, f"]d2{code}")
    assert refused.code == "UNIT_OF_ANOTHER_ORDER"
    assert isinstance(bench.label(unit, f"]d2{code}", order=first), Done)
    assert bench.label(unit, f"]d2{code}", order=1).code == "WORK_ORDER_UNKNOWN"


def test_a_label_that_says_another_lot_or_expiry_is_refused_before_the_unit_is_recorded(any_bench):
    bench = any_bench
    for over in ("(10)L26-99999-X", f"(10){bench.ask_lot()}(17)200101"):
        label = f"(01){UNIT_GTIN}{over}(21)26C0001"
        refused = bench.make(1, label=label)
        assert refused.code == "UNIT_LABEL_WRONG", over
    assert bench.units == []
    unreadable = bench.make(1, label="26C0001")
    assert unreadable.code == "UNIT_LABEL_UNREADABLE"
    right = f"(01){UNIT_GTIN}(10){bench.ask_lot()}(21)26C0001"
    assert isinstance(bench.make(1, label=right), Done)


def test_a_later_operation_compares_what_the_label_says_of_a_known_unit(bench):
    bench.make(2)
    bench.start(40)
    (unit, other), lot = bench.units, bench.ask_lot()

    def out(unit_id, label):
        return bench.output(unit_ids=(unit_id,), label=label)

    wrong = out(unit, f"(01){UNIT_GTIN}(17)200101(10)L26-99999-X(21)26C0001")
    assert (wrong.code, wrong.facts["field"]) == ("UNIT_LABEL_WRONG", "lot")
    old = out(unit, f"(01){UNIT_GTIN}(17)200101(10){lot}(21)26C0001")
    assert (old.code, old.facts["field"]) == ("UNIT_LABEL_WRONG", "expiry")
    assert out(unit, f"(01){UNIT_GTIN}(21)26C0002").facts["field"] == "serial"
    assert isinstance(out(unit, f"(01){UNIT_GTIN}(21)26C0001"), Done), "it says no lot"
    assert isinstance(out(other, "26C0002"), Done), "a bare number says nothing else"


def test_a_superseded_label_is_not_put_on_new_units(bench):
    new_version(bench)
    label = f"(01){UNIT_GTIN}(10){bench.ask_lot()}(21)26C0001"
    assert bench.make(1, label=label).code == "LABEL_VERSION_SUPERSEDED"
    assert bench.units == []


@pytest.fixture
def any_plant(database_url):
    made = production_plant(database_url)
    yield made
    made.close()


def test_a_batch_without_serial_numbers_leaves_with_a_label_that_was_looked_at(any_plant):
    """Its pieces carry the label of the batch: identifier, lot and expiry, no serial number."""
    bench = make_production(any_plant)
    finished_without_serials(bench)

    def missing():
        return [point.code.value for point in bench.gate().before_production]

    def scanned(lot, rest=""):
        return bench.label(bench.lot, raw=f"(01){UNIT_GTIN}(10){lot}{rest}")

    assert missing() == ["BATCH_LABEL_UNCHECKED"]
    assert bench.release().code == "BATCH_INCOMPLETE"
    page = bench.ask(batch_labels, bench.lot)
    assert (page.is_lot, [row.serial for row in page.open]) == (True, [bench.ask_lot()])
    wrong = scanned("L26-99999-X")
    assert (wrong.code, wrong.facts["field"]) == ("UNIT_LABEL_WRONG", "lot")
    assert scanned(bench.ask_lot(), "(21)26C0001").facts["field"] == "serial"
    assert isinstance(scanned(bench.ask_lot()), Done)
    assert missing() == []
    assert bench.ask(batch_labels, bench.lot).open == ()
    shown = bench.ask(device_history, bench.lot)
    assert [(row.version, row.checked) for row in shown.labels] == [("L-IP200/3", 1)]
    new_version(bench)
    assert missing() == ["LABEL_OUTDATED"]
    assert isinstance(take(bench), Done)
    assert missing() == ["BATCH_LABEL_UNCHECKED"], "it carries the old version"
    assert isinstance(scanned(bench.ask_lot()), Done)
    assert isinstance(bench.release(), Done)
    hold(bench, bench.lot)
    assert scanned(bench.ask_lot()).code == "LOT_ON_HOLD", "it stays as it is"


def test_the_label_of_a_batch_is_no_label_of_its_units(any_bench):
    bench = any_bench
    allot(bench, 1)
    lot = bench.ask_lot()
    refused = bench.label(bench.lot, raw=f"(01){UNIT_GTIN}(10){lot}")
    assert refused.code == "UNIT_OF_ANOTHER_ORDER"
