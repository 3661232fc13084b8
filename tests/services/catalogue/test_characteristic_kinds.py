"""Choices, texts, computed values and judged photos: stored, corrected, signed, never green by chance."""

import io
import json
from dataclasses import replace
from hashlib import sha256

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from qtrace.app.printing_jobs import draw_document
from qtrace.domain.inspection import CharKind, ChoiceOption, ReadingCode
from qtrace.domain.inspection_flow import InspectionReason, ReadingOrigin
from qtrace.domain.inspection_kinds import ComputedFault
from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.plans import CharacteristicDraft, ClassDraft, PlanFaultCode, PlanReason
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.inspection import Reading
from qtrace.services.analytics.capability import control_charts
from qtrace.services.analytics.queries import chart_subjects, reading_series
from qtrace.services.analytics.rows import ChartFilter, Period
from qtrace.services.catalogue.plans import plan_revision
from qtrace.services.documents.issued import unrendered_documents
from qtrace.services.inspection.commands import TakeBackReading
from qtrace.services.inspection.reading_photos import RecordPhoto, photos_of_reading
from qtrace.services.outcomes import Done
from qtrace.services.verification import verify_records
from tests.domain.test_photos import jpeg, png
from tests.printing.support import ZxingReader
from tests.support.inspections import MAJOR, make_bench, measured
from tests.support.plants import make_plant

BLUE = ChoiceOption("BLUE", "Blue", "蓝")
GREY = ChoiceOption("GREY", "Grey", "灰")
RED = ChoiceOption("RED", "Red", "红", conforms=False)
COLOUR = CharacteristicDraft(3, CharKind.CHOICE, MAJOR, "Colour", "颜色", options=(BLUE, GREY, RED))
MARK = CharacteristicDraft(4, CharKind.TEXT, MAJOR, "Cavity mark", "模穴号")
NOTE = CharacteristicDraft(5, CharKind.TEXT, MAJOR, "Remark", "备注", required=False)
RATIO = CharacteristicDraft(
    6, CharKind.FORMULA, MAJOR, "Ratio", "比值", lsl="0.990", usl="1.010", decimals=3,
    formula="c1 / c2",
)  # fmt: skip
VIEW = CharacteristicDraft(7, CharKind.PHOTO, MAJOR, "Parting line", "分型线")
ROWS = (measured(1), measured(2, lsl="-12.10"), COLOUR, MARK, NOTE, RATIO, VIEW)
TWO = ClassDraft(MAJOR, SampleType.FIXED, fixed_n=2, ac=0)


@pytest.fixture
def bench(sqlite_url):
    """The rules are the same on every back end; the first test goes through both."""
    plant = make_plant(sqlite_url)
    yield make_bench(plant)
    plant.close()


@pytest.fixture
def opened(bench) -> tuple[int, dict[int, int]]:
    """An inspection of two pieces, and the ids of its characteristics by number."""
    return start(bench)


def start(bench) -> tuple[int, dict[int, int]]:
    bench.plan((TWO,), ROWS)
    _, inspection = bench.started(20, 2)
    return inspection, {
        c.number: c.characteristic_id for c in bench.sheet(inspection).characteristics
    }


def photo(bench, inspection, characteristic, piece, content=None, **over):
    values = {"conforms": True, "name": "a.jpg", "reading_id": bench.ids.next_id()} | over
    command = RecordPhoto(
        **bench.head(), inspection_id=inspection, characteristic_id=characteristic, piece=piece,
        photo=jpeg() if content is None else content, **values,
    )  # fmt: skip
    return bench.plant.send(command, by=bench.people["lin"])


def take_back(bench, inspection, **over):
    command = TakeBackReading(
        **bench.head(), inspection_id=inspection, void_id=bench.ids.next_id(), **over
    )
    return bench.plant.send(command, by=bench.people["lin"])


def cell(bench, inspection, number, piece):
    sheet = bench.sheet(inspection)
    own = next(c for c in sheet.characteristics if c.number == number)
    found = [
        c for c in sheet.cells if (c.characteristic_id, c.piece) == (own.characteristic_id, piece)
    ]
    assert len(found) <= 1
    return found[0] if found else None


def test_a_plan_keeps_options_formula_and_what_may_be_left_out(bench):
    revision = bench.plan((TWO,), ROWS)
    assert bench.plant.bench.ask(plan_revision, revision).characteristics == ROWS
    assert bench.plant.bench.ask(verify_records).bad == ()


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ((RATIO,), PlanFaultCode.FORMULA_INPUT),
        ((NOTE,), PlanFaultCode.CLASS_WITHOUT_CHARACTERISTIC),
    ],
)
def test_a_plan_that_could_never_be_judged_is_refused(bench, rows, fault):
    with pytest.raises(AssertionError) as refused:
        bench.plan((TWO,), rows)
    assert PlanReason.PLAN_INVALID in str(refused.value)
    assert fault in str(refused.value)


def test_every_kind_is_read_judged_and_signed(plant):
    bench = make_bench(plant)
    inspection, ids = start(bench)
    for piece in (1, 2):
        assert bench.read(inspection, ids[1], piece, "12").facts["verdict"] == "pass"
        assert bench.read(inspection, ids[2], piece, "12.04").facts["verdict"] == "pass"
        chosen = bench.read(inspection, ids[3], piece, "2")
        assert chosen.facts == {"verdict": "pass", "value": "GREY", "distance": ""}
        assert bench.read(inspection, ids[4], piece, " K-7 ").facts["value"] == "K-7"
        assert isinstance(photo(bench, inspection, ids[7], piece), Done)
    sheet = bench.sheet(inspection)
    assert (sheet.verdict.certain, sheet.verdict.missing) == (InspectionOutcome.ACCEPT, 0)
    assert cell(bench, inspection, 6, 1).value == "0.99668"
    assert cell(bench, inspection, 6, 1).raw == "c1=12.00 c2=12.04"
    own = cell(bench, inspection, 7, 1)
    (kept,) = bench.plant.bench.ask(photos_of_reading, own.reading_id)
    assert (own.value, kept.content) == (kept.sha256, jpeg())
    assert isinstance(bench.sign(inspection), Done)
    assert bench.sheet(inspection).outcome.verdict is InspectionOutcome.ACCEPT
    assert bench.plant.bench.ask(verify_records).bad == ()


def test_what_does_not_conform_rejects(bench, opened):
    inspection, ids = opened
    assert bench.read(inspection, ids[3], 1, "red").facts["verdict"] == "fail"
    assert bench.read(inspection, ids[4], 1, "K-7", conforms=False).facts["verdict"] == "fail"
    assert photo(bench, inspection, ids[7], 1, conforms=False).facts["verdict"] == "fail"
    sheet = bench.sheet(inspection)
    assert [c.failed for c in sheet.cells] == [True, True, True]
    assert [c.distance for c in sheet.cells] == ["", "", ""]
    assert sheet.set_aside == (1,)
    assert sheet.verdict.certain is InspectionOutcome.REJECT


def test_a_reading_of_another_kind_is_refused_with_its_reason(bench, opened):
    inspection, ids = opened
    refused = bench.read(inspection, ids[3], 1, "7")
    assert (refused.code, refused.facts["problem"]) == (
        InspectionReason.READING_REFUSED, ReadingCode.NO_SUCH_OPTION,
    )  # fmt: skip
    assert refused.facts["choices"] == "BLUE, GREY, RED"
    assert bench.read(inspection, ids[6], 1, "1").code == InspectionReason.READING_IS_COMPUTED
    assert bench.defect(inspection, ids[6], 1).code == InspectionReason.READING_IS_COMPUTED
    assert bench.read(inspection, ids[7], 1, "x").code == InspectionReason.READING_IS_A_PHOTO
    assert bench.all_ok(inspection, ids[3]).code == InspectionReason.NOT_AN_ATTRIBUTE
    assert photo(bench, inspection, ids[1], 1).code == InspectionReason.NOT_A_PHOTO
    assert photo(bench, inspection, ids[7], 3).code == InspectionReason.NO_SUCH_CELL
    assert photo(bench, inspection, ids[7], 1, b"%PDF").code == "PHOTO_NOT_AN_IMAGE"
    assert bench.sheet(inspection).cells == ()


def test_a_formula_follows_every_change_of_what_it_needs(bench, opened):
    inspection, ids = opened
    bench.read(inspection, ids[1], 1, "12.00")
    assert cell(bench, inspection, 6, 1) is None
    bench.read(inspection, ids[2], 1, "12.00")
    first = cell(bench, inspection, 6, 1)
    assert (first.value, first.failed, first.origin) == ("1.000", False, ReadingOrigin.FORMULA)
    assert take_back(bench, inspection, reading_id=first.reading_id).code == (
        InspectionReason.READING_IS_COMPUTED
    )
    own = cell(bench, inspection, 2, 1)
    bench.read(inspection, ids[2], 1, "11.80", replaces=own.reading_id, confirmed=True)
    failed = cell(bench, inspection, 6, 1)
    assert (failed.value, failed.failed, failed.first_value) == ("1.01695", True, "1.000")
    assert failed.distance == "+0.00695"
    undone = take_back(bench, inspection)
    assert (undone.facts["characteristic"], undone.facts["value"]) == ("2", "11.80")
    assert cell(bench, inspection, 6, 1) is None
    assert 6 not in {f.number for f in bench.sheet(inspection).failures}


def test_what_cannot_be_computed_fails_and_says_why(bench, opened):
    inspection, ids = opened
    bench.read(inspection, ids[1], 1, "12.00")
    bench.read(inspection, ids[2], 1, "0", confirmed=True)
    zero = cell(bench, inspection, 6, 1)
    assert (zero.value, zero.defect_code, zero.failed) == (
        None, ComputedFault.DIVISION_BY_ZERO, True,
    )  # fmt: skip
    bench.read(inspection, ids[1], 2, "12.00")
    bench.defect(inspection, ids[2], 2, "CUT")
    without = cell(bench, inspection, 6, 2)
    assert (without.defect_code, without.failed) == (ComputedFault.INPUT_FAILED, True)
    assert without.raw == "c1=12.00 c2=-"


def test_limits_and_inputs_of_a_computed_value_stand_in_its_row(bench, opened):
    inspection, ids = opened
    bench.read(inspection, ids[1], 1, "12.00")
    bench.read(inspection, ids[2], 1, "12.00")
    with bench.plant.database.read() as session:
        row = session.scalars(select(Reading).where(Reading.characteristic_id == ids[6])).one()
        assert (row.lsl, row.usl, row.value_raw, row.gauge_id) == (
            "0.990", "1.010", "c1=12.00 c2=12.00", None,
        )  # fmt: skip


def test_a_photo_is_corrected_by_another_one(bench, opened):
    inspection, ids = opened
    assert isinstance(photo(bench, inspection, ids[7], 1, conforms=False), Done)
    standing = cell(bench, inspection, 7, 1)
    assert photo(bench, inspection, ids[7], 1).code == InspectionReason.READING_EXISTS
    again = photo(bench, inspection, ids[7], 1, png(), replaces=standing.reading_id)
    assert again.facts["verdict"] == "pass"
    now = cell(bench, inspection, 7, 1)
    assert (now.failed, now.first_value, now.photos) == (False, standing.value, 1)


def test_a_text_that_may_be_left_out_is_missing_nowhere(bench, opened):
    inspection, ids = opened
    before = bench.sheet(inspection).verdict.missing
    assert bench.read(inspection, ids[5], 1, "Scratch near the mark").facts["verdict"] == "pass"
    sheet = bench.sheet(inspection)
    assert sheet.verdict.missing == before
    assert bench.read(inspection, ids[5], 2, "Burr", conforms=False).facts["verdict"] == "fail"
    assert bench.sheet(inspection).set_aside == (2,)


def test_the_report_names_options_inputs_and_photos_in_every_language(bench, opened):
    inspection, ids = opened
    for piece in (1, 2):
        bench.read(inspection, ids[1], piece, "12")
        bench.read(inspection, ids[2], piece, "12.04")
        bench.read(inspection, ids[3], piece, "3" if piece == 2 else "1")
        bench.read(inspection, ids[4], piece, "K-7")
        photo(bench, inspection, ids[7], piece)
    bench.read(inspection, ids[5], 1, "Flow mark", conforms=False)
    assert isinstance(bench.sign(inspection), Done)
    (document,) = bench.plant.bench.ask(unrendered_documents)
    data = json.loads(document.data)
    rows = {row["number"]: row for row in data["characteristics"]}
    assert rows["3"]["requirement"] == {"zh": "蓝、灰", "en": "Blue, Grey"}
    assert (rows["6"]["method"]["en"], rows["6"]["minimum"]) == ("c1 / c2", "0.99668")
    assert (rows["4"]["n"], rows["4"]["d"], rows["4"]["mean"]) == (2, 0, "")
    assert data["reading_columns"] == ["1", "2", "3", "4", "5", "6", "7"]
    cells = data["samples"][1]["readings"]
    assert (cells[2]["words"], cells[2]["conforms"]) == ({"zh": "红", "en": "Red"}, False)
    assert cells[5]["note"] == "c1=12.00 c2=12.04"
    digest = sha256(jpeg()).hexdigest()
    assert cells[6]["words"]["en"] == f"photo {digest[:8]}"
    assert data["figures"][0]["value"] == digest[:8]
    for language in ("zh", "en", "both"):
        data["head"]["language"] = language
        drawn = draw_document(replace(document, data=json.dumps(data)), ZxingReader())
        assert isinstance(drawn, bytes), drawn
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn)).pages)
        for word in ("K-7", "0.99668", "c1=12.00", digest[:8], "Flow mark"):
            assert word in text
        assert ("Red" in text) == (language != "zh")
        assert ("红" in text) == (language != "en")


def test_computed_values_are_charted_like_measured_ones(bench, opened):
    inspection, ids = opened
    for piece, value in ((1, "12.04"), (2, "12.00")):
        bench.read(inspection, ids[1], piece, "12")
        bench.read(inspection, ids[2], piece, value)
    own = cell(bench, inspection, 2, 2)
    bench.read(inspection, ids[2], 2, "12.02", replaces=own.reading_id)
    subjects = bench.plant.bench.ask(chart_subjects, Period.ALL)
    found = {each.name.en: (each.readings, each.decimals) for each in subjects}
    assert found == {"Inner dia. 1": (2, 2), "Inner dia. 2": (2, 2), "Ratio": (2, 5)}
    key = next(each.key for each in subjects if each.name.en == "Ratio")
    series = bench.plant.bench.ask(reading_series, key, ChartFilter(Period.ALL))
    ((first, second),) = (lot.readings for lot in series.lots)
    assert (first.text, second.text, second.is_corrected) == ("0.99668", "0.99834", True)
    assert (series.decimals, series.lots[0].lsl, series.lots[0].n) == (5, "0.990", 2)
    charts = bench.plant.bench.ask(control_charts, key, ChartFilter(Period.ALL))
    assert charts.study.location.statistics == (0.99668, 0.99834)
