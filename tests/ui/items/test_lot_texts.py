"""What the lot page says, from real lots and from values."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from qtrace.domain.inspection import CharClass
from qtrace.domain.items import ReasonLine, ShownStatus, StatusReason
from qtrace.domain.receiving import Level
from qtrace.domain.sampling.lot_plans import SecondSample
from qtrace.domain.sampling.tables import Severity
from qtrace.i18n import Language, load_translator
from qtrace.services.cases.concessions import ConcessionRow
from qtrace.services.items.lot_inspections import OcCurve, OcInput
from qtrace.services.items.lot_page import LotStatus, lot_page
from qtrace.services.items.queries import object_history
from qtrace.services.work import ObjectKind
from qtrace.ui.items import detail_texts, head_texts, list_texts, picture_texts
from qtrace.ui.items.lot_view import DetailKind, DetailRef, LotView
from qtrace.ui.items.sight import Sight
from qtrace.ui.theme.tokens import Status

ZONE = ZoneInfo("Asia/Shanghai")


def view_of(plant, name: str, char_class: CharClass | None = None) -> LotView:
    """The page of a lot as the model would hold it."""
    lot = plant.lots[name]
    return LotView(
        lot,
        page=plant.workbench.ask(lot_page, lot, char_class),
        answered=True,
        records=plant.workbench.ask(object_history, ObjectKind.ITEM, lot),
    )


@pytest.fixture
def sight(plant) -> Sight:
    """An English reader at the plant today."""
    now = plant.made.plant.clock.now()
    return Sight(load_translator(Language.EN), ZONE, now.astimezone(ZONE).date())


@pytest.mark.usefixtures("qapp")
class TestStatus:
    """The status block."""

    def test_a_released_lot_is_green_with_its_reasons(self, plant, sight):
        block = head_texts.block(sight, view_of(plant, "released"))
        assert (block.status, block.title) == (Status.OK, "Released")
        assert block.lines[0].startswith("IR-26-0006 accepted, Zhou Lan")
        assert block.lines[1] == "Papers 2 / 2 complete, no active hold"
        assert block.lines[2] == "Usable through 2031-11-05"

    def test_a_rejected_lot_is_red_and_names_its_hold(self, plant, sight):
        view = view_of(plant, "rejected")
        block = head_texts.block(sight, view)
        assert (block.status, block.title) == (Status.BLOCKED, "Rejected")
        hold = view.page.status.holds[0].number
        assert block.lines[1].startswith(f"{hold}: Rejected at inspection")

    def test_a_lot_in_quarantine_is_neutral_and_says_what_is_missing(self, plant, sight):
        block = head_texts.block(sight, view_of(plant, "waiting"))
        assert (block.status, block.title) == (Status.NEUTRAL, "Quarantine")
        assert block.lines[1] == "Papers 1 / 2, 1 missing"

    @pytest.mark.parametrize(
        ("good", "status"), [(True, Status.OK), (False, Status.HOLD), (None, Status.NEUTRAL)]
    )
    def test_released_is_green_only_if_nothing_speaks_against_it(self, good, status):
        reason = ReasonLine(StatusReason.EXPIRY_UNKNOWN, good, {})
        held = LotStatus(ShownStatus.RELEASED, Level.OK, (reason,), ())
        assert head_texts.block_status(held) is status

    def test_a_lost_database_makes_the_status_unknown(self, plant, sight):
        from qtrace.services.outcomes import Refusal

        view = replace(view_of(plant, "released"), lost=Refusal("DATABASE_LOCKED"))
        block = head_texts.block(sight, view)
        assert (block.status, block.title) == (Status.NEUTRAL, "Not known")
        assert "Released" in block.lines[0]

    def test_no_lot_is_not_green(self, sight):
        assert head_texts.block(sight, LotView(7, answered=True)).status is Status.NEUTRAL
        assert head_texts.head(sight, LotView(7, answered=True)).part == "There is no such lot"
        assert head_texts.head(sight, LotView(7)).part == "Reading the lot"


@pytest.mark.usefixtures("qapp")
class TestLists:
    """Timeline, records, inspection, shelves."""

    def test_the_release_stands_out_in_the_timeline(self, plant, sight):
        events = list_texts.timeline(sight, view_of(plant, "released").page)
        marks = [(event.title, event.mark) for event in events if event.mark is not None]
        assert marks == [("Review signed, released", Status.OK)]
        assert events[0].title == "Received 1 200 pcs, 12 bags"
        assert events[0].person == "Chen Guodong"
        assert sum("labels" in event.title for event in events) == 2, "repetitions are one line"

    def test_every_record_is_in_the_stream_with_its_code(self, plant, sight):
        view = view_of(plant, "released")
        events = list_texts.records(sight, view)
        assert len(events) == len(view.records) > 24
        assert events[0].person == view.records[-1].verification
        assert "Chen Guodong" in events[0].title

    def test_the_inspection_shows_d_against_ac(self, plant, sight):
        text = list_texts.inspection(sight, view_of(plant, "rejected").page)
        cells = {cell.id: cell for cell in text.cells}
        major = cells["major"]
        assert (major.d, major.after, major.rejected, major.is_shown) == ("2", "/ 1", True, True)
        assert not cells["critical"].rejected
        assert text.line == "Major: Tightened inspection, d / Ac"

    def test_an_inspection_without_a_sample_says_so(self, plant, sight):
        text = list_texts.inspection(sight, view_of(plant, "waiting").page)
        assert (text.cells, text.empty) == ((), "No sample drawn yet")
        assert text.note == "IR-26-0008"

    def test_a_lot_without_inspection_says_so(self, plant, sight):
        page = replace(view_of(plant, "waiting").page, inspections=())
        text = list_texts.inspection(sight, page)
        assert (text.line, text.cells) == ("No inspection yet", ())
        assert text.empty

    def test_documents_with_codes_and_what_is_missing(self, plant, sight):
        view = view_of(plant, "released")
        rows = list_texts.documents(sight, view)
        assert [row.note for row in rows[:2]] == ["supplier", "supplier"]
        assert rows[2].note == view.page.documents[0].verification_code
        waiting = view_of(plant, "waiting")
        assert list_texts.documents(sight, waiting)[-1].id == "missing:material"
        assert "last signature" in list_texts.documents_note(sight, waiting)

    def test_tabs_are_there_where_something_is_behind_them(self, plant, sight):
        def tabs(name):
            return {tab.id: tab for tab in list_texts.shelf_tabs(sight, view_of(plant, name))}

        assert set(tabs("released")) == {"documents", "labels"}
        assert tabs("released")["labels"].status is None
        assert tabs("rejected")["labels"].count == "3/8"
        assert tabs("rejected")["labels"].status is Status.HOLD
        assert tabs("rejected")["cases"].count == "2"
        assert tabs("past1")["relatives"].count == "1"

    def test_the_chosen_shelf_may_be_gone(self, plant, sight):
        from qtrace.ui.items.lot_view import Shelf

        view = replace(view_of(plant, "released"), shelf=Shelf.CASES)
        tabs = list_texts.shelf_tabs(sight, view)
        assert list_texts.shelf_in_sight(view, tabs) is Shelf.DOCUMENTS

    def test_a_child_names_its_parent_and_shows_the_parents_inspection(self, plant, sight):
        parent = view_of(plant, "past1").page
        child = plant.workbench.ask(lot_page, parent.relatives[0].item_id)
        rows = list_texts.relatives(sight, child)
        assert (rows[0].kind, rows[0].number) == ("Split from", parent.identity.lot)
        assert child.inspections[0].number == parent.inspections[0].number


@pytest.mark.usefixtures("qapp")
class TestPictures:
    """Curve and strip."""

    def test_the_curve_has_three_marked_points_and_two_thin_neighbours(self, plant, sight):
        text = picture_texts.curve(sight, view_of(plant, "past0").page)
        assert [point.below for point in text.spec.points] == ["AQL 2.5", "8.3", "LQ 18.1"]
        assert text.note == "n 20, Ac 1"
        assert text.line == "Lots 2.5 % bad: 91 % accepted; 18.1 % bad: 10 %"
        labels = {line.label for line in text.spec.lines if not line.main}
        assert labels == {"tightened n 32", "reduced n 13"}
        assert sum(line.main for line in text.spec.lines) == 1

    def test_names_of_thin_curves_stand_apart(self, sight):
        own = OcCurve(Severity.TIGHTENED, 32, 1)
        others = (OcCurve(Severity.NORMAL, 20, 1), OcCurve(Severity.REDUCED, 13, 1))
        oc = OcInput(CharClass.MAJOR, 1200, "2.5", own, others)
        marks = own.curve("2.5").marks("2.5")
        lines = [line for line in picture_texts._spec(sight, oc, marks).lines if not line.main]
        heights = sorted(line.label_pa for line in lines)
        assert heights[1] - heights[0] > 0.1
        assert all(0 < line.label_p < 0.2 for line in lines)

    def test_the_same_plan_under_another_name_has_no_curve(self, sight):
        own = OcCurve(Severity.NORMAL, 80, 0)
        oc = OcInput(CharClass.CRITICAL, 1200, "0.15", own, (OcCurve(Severity.REDUCED, 80, 0),))
        lines = picture_texts._spec(sight, oc, own.curve("0.15").marks("0.15")).lines
        assert [line.main for line in lines] == [True]

    def test_a_double_plan_has_its_own_curve_and_says_its_effort(self, plant, sight):
        own = OcCurve(Severity.NORMAL, 20, 0, 3, SecondSample(20, 3, 4))
        oc = OcInput(CharClass.MAJOR, 1200, "4.0", own, (OcCurve(Severity.REDUCED, 20, 0),))
        page = replace(view_of(plant, "past0").page, oc=oc)
        text = picture_texts.curve(sight, page)
        assert text.note == "n 20 + 20, Ac 0; 3"
        assert len(text.spec.lines) == 2
        words = picture_texts.handle_words(sight, 0.04, text.plan)
        assert "pieces on the average" in words
        assert 20 < text.plan.average_sample(0.04) < 40

    def test_a_class_judged_by_variables_has_no_curve_of_counts(self, plant, sight):
        page = view_of(plant, "past0").page
        rows = tuple(replace(row, sampling="variables") for row in page.inspections[0].classes)
        first = replace(page.inspections[0], classes=rows)
        text = picture_texts.curve(sight, replace(page, oc=None, inspections=(first,)))
        assert text.spec is None
        assert "values" in text.empty

    def test_nothing_is_drawn_before_the_sample_is(self, plant, sight):
        page = view_of(plant, "waiting").page
        assert picture_texts.curve(sight, page).spec is None
        assert picture_texts.curve(sight, page).empty
        assert picture_texts.strip(sight, page).empty

    def test_every_piece_inspected_has_no_curve(self, plant, sight):
        page = replace(view_of(plant, "past0").page, oc=None)
        assert "no sampling risk" in picture_texts.curve(sight, page).empty

    def test_the_strip_shows_lots_and_severities(self, plant, sight):
        text = picture_texts.strip(sight, view_of(plant, "rejected").page)
        assert [tile.d for tile in text.tiles] == ["0", "1", "2", "0", "3", "0", "2"]
        assert [tile.rejected for tile in text.tiles][2:5] == [True, False, True]
        assert [(s.first, s.last, s.text) for s in text.segments] == [
            (0, 4, "normal: 2 of 5 rejected"),
            (5, 6, "tightened: 1 of 2 rejected"),
        ]
        assert text.tiles[-1].current
        assert text.end_text == "This lot"
        assert text.note.startswith("Tightened since lot")
        assert text.short_note == "5 more accepted lots to normal"

    def test_an_older_lot_is_outlined_in_its_place(self, plant, sight):
        text = picture_texts.strip(sight, view_of(plant, "past0").page)
        assert [tile.current for tile in text.tiles] == [True, *[False] * 6]
        assert text.end_text == ""

    @pytest.mark.parametrize(
        ("value", "text"), [(0.025, "2.5"), (0.18096, "18.1"), (0.00065, "0.065"), (0.2, "20")]
    )
    def test_percent(self, value, text):
        assert picture_texts.percent(value) == text

    def test_a_chance_is_never_rounded_to_certainty(self):
        assert picture_texts.whole_percent(0.9996) == "> 99 %"
        assert picture_texts.whole_percent(1.0) == "100 %"
        assert picture_texts.whole_percent(0.912) == "91 %"


@pytest.mark.usefixtures("qapp")
def test_concessions_stand_under_the_status_with_what_is_used(plant, sight):
    view = view_of(plant, "released")
    row = ConcessionRow(
        5, "NCR-26-0003", 500_000_000, 120_000_000, "pcs", "any colour", "", date(2027, 1, 31),
        is_over=False,
    )  # fmt: skip
    rows = (row, replace(row, is_over=True), replace(row, valid_to=None))
    shown = replace(
        view, page=replace(view.page, concessions=rows), detail=DetailRef(DetailKind.STATUS)
    )
    lines = [each for each in detail_texts.detail(sight, shown).rows if each.kind == "Concession"]
    assert [each.text for each in lines] == [
        "120 of 500 pcs used, until 2027-01-31",
        "120 of 500 pcs used, ended 2027-01-31",
        "120 of 500 pcs used, without end",
    ]
    assert {each.id for each in lines} == {DetailRef(DetailKind.CASE, 5).key}
