"""Values of supplier certificates against the plan's limits, on both back ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from qtrace.domain.certificates import CertificateReason
from qtrace.domain.quantities import MILLION
from qtrace.domain.receiving import ReceivingReason
from qtrace.models.documents import Document
from qtrace.printing.codec import from_json
from qtrace.printing.report_data import ReportData
from qtrace.services.inspection.commands import InspectPart
from qtrace.services.items.lot_page import lot_page
from qtrace.services.outcomes import Done
from qtrace.services.receiving.certificates import (
    certificate_bytes,
    certificate_sheet,
    proposed_values,
)
from qtrace.services.receiving.certificates_commands import CertifiedValue, RecordCertificateValues
from qtrace.services.receiving.commands import RegisterPaper
from qtrace.services.verification import verify_records
from tests.support.inspections import MAJOR, MINOR, by_aql, looked_at, make_bench, measured
from tests.support.plants import make_plant

PDF = b"%PDF-1.4 not really"


@pytest.fixture
def bench(plant):
    return prepared(plant)


def prepared(plant):
    made = make_bench(plant)
    made.gauge()
    made.plan(
        (by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0", "S-1")),
        (measured(1, gauge_type="caliper"), looked_at(2), measured(3, lsl=None, nominal=None)),
    )
    made.known_source()
    made.lot, made.inspection = made.receive(pieces=20, containers=2)
    made.paper = registered(made)
    return made


def registered(bench, supersedes=None, number="CC-1", **over):
    paper = bench.ids.next_id()
    command = RegisterPaper(
        **bench.head(), paper_id=paper, lot_id=bench.lot, kind="test_report", number=number,
        supersedes_id=supersedes, **over,
    )  # fmt: skip
    assert isinstance(bench.plant.send(command, by=bench.people["lin"]), Done)
    return paper


def sheet(bench, paper=None):
    return bench.plant.bench.ask(certificate_sheet, paper or bench.paper)


def entry(bench, number, value, no=1, **over):
    found = {each.number: each.characteristic_id for each in sheet(bench).characteristics}
    return CertifiedValue(
        value_id=bench.ids.next_id(), characteristic_id=found.get(number, 1), no=no, value=value,
        **over,
    )  # fmt: skip


def record(bench, *entries, paper=None):
    command = RecordCertificateValues(**bench.head(), paper_id=paper or bench.paper, values=entries)
    return bench.plant.send(command, by=bench.people["lin"])


def test_only_the_odd_value_is_odd(bench):
    before = sheet(bench)
    assert [each.number for each in before.characteristics] == [1, 3]
    assert (before.count, before.odd, before.is_open, before.file) == (0, 0, True, "")
    done = record(
        bench, entry(bench, 1, "12.03"), entry(bench, 1, "12.13 mm", 2, page=2),
        entry(bench, 3, "5"),
    )  # fmt: skip
    assert (done.facts["values"], done.facts["odd"]) == ("3", "1")
    found = sheet(bench)
    first = found.characteristics[0]
    assert [(v.text, v.is_good, v.distance, v.is_from_file) for v in first.values] == [
        ("12.03", True, "", False), ("12.13", False, "+0.03", True),
    ]  # fmt: skip
    assert (first.lsl, first.usl, first.unit, first.name.en) == (
        "11.90", "12.10", "mm", "Inner dia. 1",
    )  # fmt: skip
    assert (found.count, found.odd, first.values[0].person.en) == (3, 1, "Lin")


def test_all_are_kept_or_none(bench):
    refused = record(bench, entry(bench, 1, "12.03"), entry(bench, 3, "12,03"))
    assert (refused.code, refused.facts["characteristic"]) == (
        CertificateReason.CERTIFICATE_VALUE, "3",
    )  # fmt: skip
    assert record(bench, entry(bench, 1, "1", no=0)).code == CertificateReason.CERTIFICATE_VALUE
    assert record(bench).code == CertificateReason.CERTIFICATE_EMPTY
    other = record(bench, entry(bench, 2, "1"))
    assert (other.code, bool(other.facts["lot"])) == (
        CertificateReason.CERTIFICATE_NOT_PLANNED, True,
    )  # fmt: skip
    twice = record(bench, entry(bench, 1, "12.03"), entry(bench, 1, "12.04"))
    assert twice.code == CertificateReason.CERTIFICATE_VALUE_EXISTS
    assert record(bench, paper=1).code == ReceivingReason.PAPER_UNKNOWN
    assert sheet(bench).count == 0
    assert sheet(bench, 1) is None


def test_a_value_is_corrected_and_taken_back(bench):
    record(bench, entry(bench, 1, "12.30"))
    wrong = sheet(bench).characteristics[0].values[0].value_id
    assert isinstance(record(bench, entry(bench, 1, "12.03", replaces=wrong)), Done)
    (now,) = sheet(bench).characteristics[0].values
    assert (now.text, now.is_good) == ("12.03", True)
    late = record(bench, entry(bench, 1, "12.04", replaces=wrong))
    assert late.code == CertificateReason.CERTIFICATE_VALUE_CHANGED
    assert isinstance(record(bench, entry(bench, 1, "", replaces=now.value_id)), Done)
    assert sheet(bench).count == 0
    assert isinstance(record(bench, entry(bench, 1, "12.05")), Done)


def test_a_superseded_paper_takes_no_values(bench):
    new = registered(bench, supersedes=bench.paper, number="CC-2")
    assert record(bench, entry(bench, 1, "12.03")).code == ReceivingReason.PAPER_UNKNOWN
    assert isinstance(record(bench, entry(bench, 1, "12.03"), paper=new), Done)


def test_a_file_is_kept_and_its_text_proposes_values(bench):
    assert bench.plant.bench.ask(certificate_bytes, bench.paper) is None
    paper = registered(bench, number="CC-9", evidence=PDF, evidence_name="cc-9.pdf")
    assert bench.plant.bench.ask(certificate_bytes, paper) == PDF
    found = sheet(bench, paper)
    assert (found.file, found.is_text) == ("cc-9.pdf", True)
    text = ("Inner dia. 1  12.00 ± 0.10   12.04 12.20\nInner dia. 3 max 12.10  11.5",)
    values = bench.plant.bench.ask(proposed_values, paper, text)
    assert [(v.value, v.page) for v in values] == [("12.04", 1), ("12.20", 1), ("11.5", 1)]
    assert bench.plant.bench.ask(proposed_values, 1, text) == ()
    assert bench.plant.bench.ask(certificate_bytes, 1) is None


def test_a_decided_lot_takes_no_more_values(bench):
    bench.start(bench.inspection)
    record(bench, entry(bench, 1, "12.03"))
    bench.fill(bench.inspection)
    assert isinstance(bench.sign(bench.inspection), Done)
    refused = record(bench, entry(bench, 1, "12.04", 2))
    assert refused.code == CertificateReason.CERTIFICATE_DECIDED
    assert not sheet(bench).is_open


def test_what_a_certificate_states_is_signed_and_frozen_in_the_report(bench):
    bench.start(bench.inspection)
    before = bench.sheet(bench.inspection).seen_sha256
    record(bench, entry(bench, 1, "12.03"), entry(bench, 1, "12.13", 2), entry(bench, 3, "5"))
    assert bench.sheet(bench.inspection).seen_sha256 != before
    bench.fill(bench.inspection)
    done = bench.sign(bench.inspection)
    assert isinstance(done, Done), done
    with bench.plant.database.engine.connect() as connection:
        (data,) = connection.execute(select(Document.data)).one()
        connection.rollback()
    report = from_json(ReportData, data)
    assert isinstance(report, ReportData), report
    first, second = report.certified
    assert (first.certificate, first.number, first.values, first.odd) == (
        "CC-1", "1", "12.03  12.13", "12.13",
    )  # fmt: skip
    assert (first.requirement.en, second.requirement.en, second.odd) == (
        "11.90 – 12.10 mm", "≤ 12.10 mm", "",
    )  # fmt: skip
    assert report.certificates[0].digest == ""


def test_parts_of_a_divided_lot_have_the_values_and_go_on_alone(sqlite_url):
    plant = make_plant(sqlite_url)
    bench = prepared(plant)
    record(bench, entry(bench, 1, "12.03"), entry(bench, 3, "5"))
    wrong = sheet(bench).characteristics[0].values[0].value_id
    record(bench, entry(bench, 1, "12.04", replaces=wrong))
    bench.pass_time(days=1)
    part, own, rest, later = (bench.ids.next_id() for _ in range(4))
    command = InspectPart(
        **bench.head(), inspection_id=bench.inspection, part_id=part, part_inspection_id=own,
        rest_id=rest, rest_inspection_id=later, containers=(1,), qty_q6=10 * MILLION,
    )  # fmt: skip
    assert isinstance(bench.plant.send(command, by=bench.people["sun"]), Done)
    papers = [bench.plant.bench.ask(lot_page, each).papers for each in (part, rest)]
    assert [len(each) for each in papers] == [1, 1]
    one, two = (sheet(bench, each[0].paper_id) for each in papers)
    values = [value for each in one.characteristics for value in each.values]
    assert [(value.text, value.person.en) for value in values] == [("12.04", "Lin"), ("5", "Lin")]
    assert values[0].at < bench.plant.clock.now() - timedelta(hours=20)
    change = entry(bench, 1, "12.14", replaces=values[0].value_id)
    assert record(bench, change, paper=one.paper_id).facts["odd"] == "1"
    assert (sheet(bench, one.paper_id).odd, sheet(bench, two.paper_id).odd) == (1, 0)
    assert record(bench, entry(bench, 1, "12", 2)).code == CertificateReason.CERTIFICATE_DIVIDED
    assert not sheet(bench).is_open
    assert bench.plant.bench.ask(verify_records).bad == ()
    plant.close()
