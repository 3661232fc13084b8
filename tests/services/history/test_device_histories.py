"""Device history records: computed, issued as frozen documents, drawn once."""

import json
from datetime import date

import pytest

from qtrace.app.printing_jobs import draw_document
from qtrace.domain.production.lines import StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.printing.history_data import HistoryData, history_from_json
from qtrace.services.documents.issued import documents_of, issued_document
from qtrace.services.history.commands import IssueDeviceHistory
from qtrace.services.history.contents import device_history
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.outcomes import Done
from qtrace.services.production.batch_queries import batch_by_lot
from qtrace.services.production.line_commands import RecordPastMaterial, ResumeLine, StopLine
from tests.printing.support import ZxingReader, text_of
from tests.support.production import ALL_CHECKS, make_production, production_plant


@pytest.fixture
def bench(sqlite_url):
    made = running(production_plant(sqlite_url))
    yield made
    made.plant.bench.close()


@pytest.fixture
def any_bench(database_url):
    """The same on both back ends."""
    made = running(production_plant(database_url))
    yield made
    made.plant.bench.close()


def running(plant):
    """Four units are made and one label is checked; a stop, a confirmed check, a deviation."""
    bench = make_production(plant, ALL_CHECKS)
    bench.ordered(4, expiry=date(2028, 1, 31))
    bench.cleared()
    bench.start()
    bench.stock("PH-1", "PH-20", 200)
    bench.stock("SR-1", "SR-12", 400)
    bench.loads = []
    for lot in ("PH-1", "SR-1"):
        bench.issue(bench.lots[lot], qty_q6=q6(100))
        bench.loads.append(bench.load)
    bench.check(3, "0.85")
    bench.make(1)
    bench.check(1)
    bench.confirm()
    bench.make(3)
    bench.label(bench.units[0], raw=label_of(bench))
    return bench


def label_of(bench):
    return f"(01)09506000200019(17)280131(10){bench.ask_lot()}(21)26C0001"


def issue(bench, by="sun", lot=None, **over):
    """Issue the record; its document is in `document`."""
    bench.document = bench.new()
    command = IssueDeviceHistory(
        **bench.head(), document_id=bench.document, lot_id=lot or bench.lot, **over
    )
    return bench.send(command, by)


def paper(bench):
    return bench.ask(issued_document, bench.document)


def test_a_record_lists_what_is_missing_and_says_it_on_page_one(any_bench, tmp_path):
    bench = any_bench
    outcome = issue(bench)
    assert outcome.facts["number"].startswith("DHR-26-")
    assert outcome.facts["revision"] == "1"
    assert int(outcome.facts["missing"]) == len(bench.gate().before_market)
    content = draw_document(paper(bench), ZxingReader())
    assert isinstance(content, bytes), content
    first = text_of(content, tmp_path).split("\f")[0]
    number = bench.ask(device_history, bench.lot).order.number
    for words in ("记录不完整", "not complete", f"Work order {number} is not finished",
                  "Device history record", "批生产记录", paper(bench).verification_code):  # fmt: skip
        assert words in first


def test_it_names_versions_materials_people_checks_and_labels(bench):
    bench.done(
        StopLine(**bench.head(), stop_id=bench.new(), line_id=bench.line_id,
                 stop_type=StopType.QUALITY, note="seal looks wet"),
        "mei",
    )  # fmt: skip
    bench.done(ResumeLine(**bench.head(), line_id=bench.line_id), "mei")
    bench.stock("SR-9", "SR-12", 20, state="quarantine")
    bench.done(
        RecordPastMaterial(
            **bench.head(), load_id=bench.new(), run_id=bench.run, item_id=bench.lots["SR-9"],
            qty_q6=q6(2), deviation_id=bench.new(), hold_id=bench.new(), reason="poured in already",
        ),
        "mei",
    )  # fmt: skip
    for note in ("", "looks odd"):
        hold = {"hold_id": bench.new(), "reason": "mix_up", "note": note}
        bench.done(PlaceHold(**bench.head(), lot_id=bench.lots["SR-1"], **hold), "mei")
    issue(bench, language="en")
    words = text_in(json.loads(paper(bench).data))
    for said in (
        "L-IP200/3", "R-IP200", "B-IP200", "PH-1", "SR-1", "SR-9", "with a deviation", "Quarantine",
        "First piece", "0.85 N.m", "seal looks wet", "poured in already", "Line clearance",
        "Mix-up, wrong material", "looks odd", "(21)", "26C0001", "280131", "OP30 Assembly", "0.80 … 0.95 N.m",
    ):  # fmt: skip
        assert said in words, said
    assert "mix_up" not in words, "a code is no word"


def text_in(data):
    if isinstance(data, dict):
        return "\n".join(text_in(value) for value in data.values())
    if isinstance(data, list):
        return "\n".join(text_in(value) for value in data)
    return str(data)


def test_what_was_issued_stays_and_a_change_is_the_next_revision(bench):
    first = issue(bench, language="zh").facts
    kept = paper(bench).data
    again = issue(bench, language="zh")
    assert again.code == "HISTORY_UNCHANGED"
    assert again.facts["number"] == first["number"]
    bench.output(1, OutputKind.SCRAP, reason="cracked")
    bench.check(2)
    second = issue(bench, language="zh").facts
    assert (second["number"], second["revision"]) == (first["number"], "2")
    found = bench.ask(documents_of, bench.lot)
    assert [each.revision for each in found] == [2, 1]
    assert found[1].data == kept
    assert json.loads(found[0].data)["head"]["supersedes"] == f"{first['number']} / 1"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_drawn_in_the_language_that_was_chosen(bench, tmp_path, language):
    issue(bench, language=language)
    data = history_from_json(paper(bench).data)
    assert isinstance(data, HistoryData)
    drawn = draw_document(paper(bench), ZxingReader())
    words = text_of(drawn, tmp_path)
    assert ("批生产记录" in words) is (language != "en")
    assert ("Device history record" in words) is (language != "zh")
    assert draw_document(paper(bench), ZxingReader()) == drawn


def test_who_may_and_for_what(bench):
    assert issue(bench, by="mei").code == "NOT_ALLOWED"
    assert issue(bench, lot=bench.lots["PH-1"]).code == "BATCH_UNKNOWN"
    assert issue(bench, language="fr").code == "FIELD_INVALID"
    assert isinstance(issue(bench, by="rui"), Done)
    assert bench.ask(batch_by_lot, bench.ask_lot()) == bench.lot
    assert bench.ask(batch_by_lot, "X") is None


def test_data_that_were_tampered_with_are_not_drawn(bench):
    issue(bench)
    document = paper(bench)
    data = json.loads(document.data)
    data["sections"][0]["rows"][0].append({"zh": "x", "en": "x"})
    from dataclasses import replace

    for odd in (json.dumps(data), document.data.replace('"missing"', '"mising"')):
        refused = draw_document(replace(document, data=odd), ZxingReader())
        assert refused.code == "DOCUMENT_DATA_INVALID"
