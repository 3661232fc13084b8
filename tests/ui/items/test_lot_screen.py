"""The lot page as a person uses it: keys, presses, scans, the real services behind it."""

import gc
import weakref
from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from qtrace.app.fakes import ManualClock
from qtrace.domain.codes.internal import (
    CommandCode,
    format_location,
    parse_internal,
)
from qtrace.domain.hold_scopes import AnchorKind
from qtrace.domain.holds import HoldReason
from qtrace.domain.people import Role
from qtrace.i18n import Language, load_translator
from qtrace.services.documents.issued import print_jobs
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.subjects import hold_subject
from qtrace.services.items.lot_page import lot_page
from qtrace.services.outcomes import Refusal
from qtrace.services.registry import handlers
from qtrace.services.workbench import Outside, Workbench
from qtrace.ui.items.keymaps import keys_of, typing_keys_of
from qtrace.ui.items.list_texts import cases
from qtrace.ui.items.lot_screen import LotScreen
from qtrace.ui.items.lot_view import (
    DetailKind,
    DetailRef,
    NewsCode,
    Pane,
    Shelf,
)
from qtrace.ui.places import (
    HoldPlace,
    HoldsPlace,
    InspectionPlace,
    LotPlace,
    QueuePlace,
    ReceivePlace,
)
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.tokens import DARK, LIGHT, Status
from qtrace.ui.widgets.labels import Label
from tests.ui.items.lots import show


@dataclass
class Scan:
    """A scan as the shell hands it over."""

    interpretation: object
    repeat: str = "first"
    times: int = 1
    refusal: str | None = None
    raw: object = None


@pytest.fixture
def opened(plant, qtbot, qapp):
    """Open the page of a lot: `opened("released", login="zhou")`."""

    def open_page(name: str, login: str = "zhou", language: Language = Language.EN, **over):
        bench = over.pop("bench", None) or plant.bench(login, language)
        return show(qtbot, qapp, bench, plant.lots[name], **over)

    return open_page


@pytest.fixture
def places(opened):
    """Collects where a screen wants to go."""

    def watch(screen: LotScreen) -> list:
        found: list = []
        screen.wants.connect(found.append)
        return found

    return watch


def look_at(screen, app) -> None:
    """Paint everything and insist that nothing is cut off and nothing grows."""
    elided.clear()
    app.processEvents()
    app.processEvents()
    screen.grab()
    assert list(elided) == []
    assert (screen.width(), screen.height()) == (1246, 688)
    for label in screen.findChildren(Label):
        if label.isVisible() and not label.wordWrap():
            needed = label.fontMetrics().horizontalAdvance(label.text())
            assert needed <= label.width() + 1, label.text()


# --- looks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["released", "rejected", "waiting", "past1"])
def test_every_state_fits_in_both_languages_and_themes(opened, qapp, name, tokens, language):
    screen = opened(name, language=language, tokens=tokens)
    look_at(screen, qapp)
    screen.model.choose_side("records")
    for shelf in Shelf:
        screen.model.choose_shelf(shelf.value)
        look_at(screen, qapp)


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
def test_every_panel_fits_in_both_languages(opened, qapp, language):
    screen = opened("rejected", language=language)
    model, page = screen.model, screen.model.view.page
    for pane in (Pane.PAPERS, Pane.FIND):
        model.begin(pane)
        look_at(screen, qapp)
    model.printing.ask_label(2)
    look_at(screen, qapp)
    refs = [DetailRef(DetailKind.STATUS), DetailRef(DetailKind.PAPER, page.papers[0].paper_id)]
    refs += [DetailRef(DetailKind.CASE, case.case_id) for case in page.cases]
    refs += [DetailRef(DetailKind.RECORD, row.record_id) for row in page.timeline]
    refs += [DetailRef(DetailKind.DOCUMENT, page.documents[0].document_id)]
    for ref in refs:
        model.open_detail(ref)
        look_at(screen, qapp)


def test_controls_have_names_are_large_enough_and_never_take_the_focus(opened, qapp):
    screen = opened("rejected")
    for pane in Pane:
        screen.model.begin(pane)
        qapp.processEvents()
        for button in screen.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.accessibleName(), button
                assert button.focusPolicy() == Qt.FocusPolicy.NoFocus
                assert min(button.width(), button.height()) >= 36, button.accessibleName()


def test_the_bar_names_the_lot(opened):
    screen = opened("released")
    head = screen.head()
    assert (head.title, head.parts[0].text) == ("Lot", screen.model.view.page.identity.lot)


def test_a_lot_that_does_not_exist_is_said_so_and_offers_nothing(plant, qtbot, qapp):
    screen = show(qtbot, qapp, plant.bench("zhou"), 12345)
    assert screen.model.view.answered
    assert screen.model.view.page is None
    screen.act("hold")
    screen.act("print")
    assert screen.model.view.pane is Pane.OVERVIEW
    look_at(screen, qapp)


def test_an_expired_lot_is_red(plant, qtbot, qapp):
    lot = plant.receive("expiring", expiry=date(2026, 12, 1))
    later = ManualClock(plant.made.plant.clock.now())
    later.advance(plant_days(40))
    station = plant.workbench.station
    outside = Outside(later, plant.made.ids, plant.workbench.secrets)
    bench = plant.bench("zhou")
    bench._workbench = Workbench(plant.made.plant.database, handlers(), outside, station)
    screen = show(qtbot, qapp, bench, lot)
    block = screen.body.head.status
    assert block.face.accessibleDescription().startswith("Expired; Expired on 2026-12-01")
    assert block._block._status is Status.BLOCKED


def plant_days(days: int):
    """A span of days."""
    from datetime import timedelta

    return timedelta(days=days)


# --- holding ---------------------------------------------------------------------------------


def test_f8_opens_placing_with_this_lot_and_the_way_back(plant, opened, places):
    screen = opened("waiting", login="chen")
    wanted = places(screen)
    screen.act("hold")
    lot = plant.lots["waiting"]
    assert wanted == [HoldPlace(lot, LotPlace(lot))]
    assert screen.model.view.pane is Pane.OVERVIEW


def test_holds_on_the_lot_are_listed_and_lead_to_their_desk(plant, opened, places, qapp):
    lot = plant.receive("listed")
    made = plant.made
    supplied = plant.workbench.ask(hold_subject, lot).anchor(AnchorKind.RECEIPT)
    holds = [made.ids.next_id() for _ in range(2)]
    for hold_id, what in zip(holds, ({"lot_id": lot}, {"scopes": (supplied.scope,)}), strict=True):
        command = PlaceHold(**made.head(), hold_id=hold_id, reason=HoldReason.FLASH, **what)
        made.plant.done(command, by=made.people["chen"])
    screen = opened("listed")
    wanted = places(screen)
    screen.model.choose_shelf(Shelf.CASES)
    look_at(screen, qapp)
    rows = cases(screen._sight, screen.model.view.page)
    assert {row.id for row in rows} == {DetailRef(DetailKind.CASE, each).key for each in holds}
    for hold_id in holds:
        screen._open_row(DetailRef(DetailKind.CASE, hold_id).key)
        look_at(screen, qapp)
        screen.act("open")
        assert wanted[-1] == HoldsPlace(hold_id)
        screen.act("back")


def test_an_auditor_sees_everything_and_holds_nothing(plant, opened):
    plant.made.people["au"] = plant.made.plant.person("au", Role.AUDITOR)
    screen = opened("released", login="au")
    ids = [button.spec.id for button in (*screen.body.left.buttons, *screen.body.right.buttons)]
    assert "hold" not in ids
    assert "print" not in ids
    screen.act("hold")
    assert screen.model.view.pane is Pane.OVERVIEW


def test_a_hold_of_the_parent_shows_on_the_child(plant, qtbot, qapp):
    made, parent = plant.made, plant.lots["past1"]
    child = plant.workbench.ask(lot_page, parent).relatives[0].item_id
    made.plant.done(
        PlaceHold(
            **made.head(), hold_id=made.ids.next_id(), lot_id=parent,
            reason=HoldReason.MIX_UP, severity="critical",
        ),
        by=made.people["chen"],
    )  # fmt: skip
    screen = show(qtbot, qapp, plant.bench("zhou"), child)
    said = screen.body.head.status.face.accessibleDescription()
    assert ", 1 more" in said, "the child's own hold, and the parent's once"
    assert f"Failed pieces of {plant.code('past1')}" in said
    assert screen.body.head.status._block._status is Status.BLOCKED
    look_at(screen, qapp)


# --- papers ----------------------------------------------------------------------------------


def test_a_missing_paper_is_one_press_and_one_number_away(plant, opened, qapp):
    plant.receive("no papers", papers=())
    screen = opened("no papers", login="chen")
    screen._open_row("missing:material")
    assert screen.model.view.paper.kind == "material"
    assert screen.body.papers.number.input.hasFocus()
    QTest.keyClicks(screen.body.papers.number.input, "MC-260418")
    screen.act("done")
    view = screen.model.view
    assert [(row.kind, row.number) for row in view.page.papers] == [("material", "MC-260418")]
    assert view.missing_papers == ("test_report",)
    assert view.news.code is NewsCode.PAPER_REGISTERED
    assert view.paper.number == ""
    look_at(screen, qapp)


def test_the_same_paper_twice_is_refused_and_what_was_typed_stays(opened, qapp):
    screen = opened("released", login="chen")
    paper = screen.model.view.page.papers[0]
    screen.act("papers")
    screen.model.papers.choose(paper.kind)
    screen.model.papers.number(paper.number)
    screen.act("done")
    assert screen.model.view.refusal.code == "PAPER_EXISTS"
    assert screen.body.refused_text()
    assert screen.model.view.paper.number == paper.number
    look_at(screen, qapp)
    screen.act("back")
    assert screen.model.view.refusal is None


# --- printing --------------------------------------------------------------------------------


def test_the_first_print_needs_no_reason_a_further_one_does(plant, opened):
    screen = opened("past0")
    screen.act("print")
    assert screen.model.view.news.facts["copy"] == "0"
    screen.act("print")
    assert screen.model.view.pane is Pane.REPRINT
    assert screen.model.view.refusal is None
    screen.act("done")
    assert screen.model.view.pane is Pane.REPRINT, "no reason, no print"
    screen.act("copy:2")
    screen.act("done")
    view = screen.model.view
    assert (view.pane, view.news.facts["copy"]) == (Pane.OVERVIEW, "1")
    lot = plant.lots["past0"]
    jobs = [job for job in plant.workbench.ask(print_jobs) if job.lot_id == lot]
    documents = [(job.copy_no, job.reason) for job in jobs if job.kind == "document"]
    assert documents == [(1, "It was lost"), (0, "")]


def test_another_reason_must_be_said(opened):
    screen = opened("past2")
    screen.act("print")
    screen.act("print")
    screen.act("copy:5")
    assert not screen.model.view.copy.is_ready
    screen.model.printing.note("customer asked")
    assert screen.model.view.copy.is_ready
    screen.act("done")
    assert screen.model.view.news.facts["copy"] == "1"


def test_a_label_is_printed_again_with_its_reason(plant, opened):
    screen = opened("past3")
    screen.model.choose_shelf("labels")
    screen.body.overview.shelf.label_pressed.emit(7)
    screen.act("copy:1")
    screen.act("done")
    lot = plant.lots["past3"]
    jobs = [job for job in plant.workbench.ask(print_jobs) if job.lot_id == lot]
    assert (jobs[0].container_from, jobs[0].container_to, jobs[0].copy_no) == (7, 7, 1)
    assert screen.model.view.news.facts["container"] == "7"


def test_without_a_report_there_is_nothing_to_print(opened):
    screen = opened("waiting")
    button = screen.body.right.buttons[-1]
    assert (button.isEnabled(), button.spec.text) == (False, "No report issued yet")
    screen.act("print")
    assert screen.model.view.news is None


# --- finding, going --------------------------------------------------------------------------


def test_several_lots_are_offered_and_never_guessed(plant, opened, places, qapp):
    screen = opened("released")
    wanted = places(screen)
    screen.act("type")
    QTest.keyClicks(screen.body.finding.field.input, "sr-12")
    screen.act("open")
    assert wanted == []
    hits = screen.model.view.find.hits
    assert len(hits) > 5
    look_at(screen, qapp)
    screen.act("hit:1")
    screen.act("open")
    assert wanted == [LotPlace(hits[1].lot_id)]


def test_one_lot_opens_and_an_unknown_code_is_said_so(plant, opened, places, qapp):
    screen = opened("released")
    wanted = places(screen)
    screen.act("type")
    screen.model.finder.type("zz-9")
    screen.act("open")
    assert screen.body.finding._said.text() == "Nothing is known as zz-9"
    look_at(screen, qapp)
    screen.model.finder.type(plant.code("rejected").lower())
    assert screen.body.finding._said.text() == "", "what was found for another code is gone"
    screen.act("open")
    assert wanted == [LotPlace(plant.lots["rejected"])]


def test_a_tile_of_the_strip_opens_its_lot_and_its_own_does_nothing(plant, opened, places):
    screen = opened("released")
    wanted = places(screen)
    screen.body.overview.strip.lot_chosen.emit(str(plant.lots["released"]))
    screen.body.overview.strip.lot_chosen.emit(str(plant.lots["past2"]))
    assert wanted == [LotPlace(plant.lots["past2"])]


def test_escape_goes_back_to_the_queue(opened, places):
    screen = opened("released")
    wanted = places(screen)
    screen.act("type")
    screen.act("back")
    assert wanted == []
    screen.act("back")
    assert wanted == [QueuePlace()]


def test_the_inspection_and_the_labels_open_their_places(plant, opened, places):
    screen = opened("rejected")
    wanted = places(screen)
    screen.body.overview.inspection.opened.emit()
    screen.body.overview.shelf.scan_asked.emit()
    assert wanted == [
        InspectionPlace(plant.inspections["rejected"]),
        ReceivePlace(lot_id=plant.lots["rejected"]),
    ]


def test_another_class_changes_curve_and_strip(opened):
    screen = opened("released")
    screen.body.overview.inspection.class_chosen.emit("minor")
    page = screen.model.view.page
    assert (page.char_class.value, page.oc.own.n) == ("minor", 80)
    assert screen.body.overview.curve.accessibleName().startswith("Minor")


# --- details ---------------------------------------------------------------------------------


def test_a_record_opens_with_its_verification_code(opened):
    screen = opened("released")
    record = screen.model.view.records[-1]
    screen._open_row(DetailRef(DetailKind.RECORD, record.record_id).key)
    spoken = screen.body.detail._facts.accessibleDescription()
    assert record.verification in spoken
    assert "Chen Guodong" in spoken


def test_a_record_of_the_inspection_is_read_when_it_is_opened(opened, places):
    screen = opened("released")
    wanted = places(screen)
    signed = next(row for row in screen.model.view.page.timeline if row.code == "SIGN_INSPECTION")
    assert screen.model.view.record(signed.record_id) is None
    screen._open_row(DetailRef(DetailKind.RECORD, signed.record_id).key)
    record = screen.model.view.record(signed.record_id)
    assert record.verification in screen.body.detail._facts.accessibleDescription()
    screen.act("open")
    assert [type(place) for place in wanted] == [InspectionPlace]


def test_a_refused_wish_is_in_the_stream_with_its_reason(plant, opened):
    made = plant.made
    lot = plant.receive("refused", papers=())
    outcome = made.plant.send(
        PlaceHold(
            **made.head(), hold_id=made.ids.next_id(), lot_id=lot, reason=HoldReason.OTHER,
            severity="minor",
        ),
        by=plant.made.people.setdefault("au2", made.plant.person("au2", Role.AUDITOR)),
    )  # fmt: skip
    assert isinstance(outcome, Refusal)
    screen = opened("refused")
    refused = [row for row in screen.model.view.records if row.outcome == "refused"]
    for row in refused:
        screen._open_row(DetailRef(DetailKind.RECORD, row.record_id).key)
        assert "refused" in screen.body.detail._facts.accessibleDescription()


def test_the_report_shows_the_code_that_is_printed_on_it(opened):
    screen = opened("released")
    document = screen.model.view.report
    screen._open_row(DetailRef(DetailKind.DOCUMENT, document.document_id).key)
    spoken = screen.body.detail._facts.accessibleDescription()
    assert document.verification_code in spoken
    assert screen.body.right.buttons[0].spec.id == "print"


def test_the_status_opens_its_reasons_and_they_lead_on(opened, places):
    screen = opened("rejected")
    wanted = places(screen)
    screen.body.head.status.face.click()
    assert screen.model.view.detail == DetailRef(DetailKind.STATUS)
    screen.act("open")
    assert [type(place) for place in wanted] == [InspectionPlace]
    hold = screen.model.view.page.status.holds[0]
    screen._open_row(DetailRef(DetailKind.CASE, hold.hold_id).key)
    assert hold.number in screen.body.detail._facts.accessibleDescription()


# --- keys and scans --------------------------------------------------------------------------


def test_tab_walks_the_panels_and_enter_opens(opened):
    screen = opened("released")
    screen.act("panel:1")
    assert screen._walk.current() is screen.body.head.status.face
    names = []
    for _ in range(4):
        screen.act("panel:1")
        row = screen._walk.current()
        assert row.hasFocus()
        names.append(row.accessibleName())
    assert names[0] == "Timeline"
    assert names[2].startswith("Files")
    screen.act("panel:-1")
    screen.act("move:2")
    screen.act("open")
    assert screen.model.view.detail.kind is DetailKind.PAPER
    screen.act("back")
    assert screen._walk.current().hasFocus(), "one comes back to where one was"


def test_a_burst_that_reaches_a_row_in_focus_presses_nothing(opened):
    screen = opened("released")
    screen.act("panel:1")
    row = screen._walk.current()
    QTest.keyClicks(row, "0109506 00013 ")
    QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert screen.model.view.pane is Pane.OVERVIEW


def test_keys_are_those_of_the_house():
    assert keys_of(Pane.OVERVIEW) == {
        "Esc": "back", "F2": "type", "F3": "papers", "F5": "refresh", "F8": "hold",
        "F10": "print",
    }  # fmt: skip
    for pane in Pane:
        assert keys_of(pane)["Esc"] == "back"
    assert "Enter" not in typing_keys_of(Pane.PAPERS), "a number may be typed with Enter at its end"


def test_command_barcodes_do_what_keys_do(opened, places):
    screen = opened("waiting")
    wanted = places(screen)
    assert screen.command(CommandCode.HOLD)
    assert isinstance(wanted[-1], HoldPlace)
    screen.act("papers")
    assert screen.command(CommandCode.CANCEL)
    assert screen.model.view.pane is Pane.OVERVIEW
    assert not screen.command(CommandCode.ACCEPT)


def test_a_scanned_place_is_where_the_lot_goes(plant, opened, qapp):
    screen = opened("released", login="chen")
    assert screen.scanned(Scan(parse_internal(format_location("A-03-12"))))
    assert [place.code for place in screen.model.view.page.places] == ["A-03-12"]
    assert screen.model.view.news.facts["location"] == "A-03-12"
    look_at(screen, qapp)
    assert screen.scanned(Scan(parse_internal(format_location("Z-99"))))
    assert screen.model.view.refusal.code == "LOCATION_UNKNOWN"
    look_at(screen, qapp)


def test_other_scans_go_to_the_shell(plant, opened):
    screen = opened("released")
    assert not screen.scanned(Scan(parse_internal(plant.code("rejected"))))
    assert not screen.scanned(Scan(None, refusal="SCAN_UNREADABLE"))


# --- news, language, loss --------------------------------------------------------------------


def test_what_happens_elsewhere_is_shown_at_once(plant, opened):
    plant.receive("news")
    screen = opened("news")
    assert screen.body.head.status._block._status is Status.NEUTRAL
    made = plant.made
    seen: list = []
    plant.workbench.listen(seen.append)
    made.plant.done(
        PlaceHold(
            **made.head(), hold_id=made.ids.next_id(), lot_id=plant.lots["news"],
            reason=HoldReason.FUNCTION, severity="major",
        ),
        by=made.people["wang"],
    )  # fmt: skip
    screen._bench.heard(seen[-1])
    assert screen.body.head.status._block._status is Status.BLOCKED


def test_a_language_switch_keeps_what_was_typed(plant, qtbot, qapp):
    bench = plant.bench("zhou")
    first = show(qtbot, qapp, bench, plant.lots["waiting"])
    first.act("papers")
    first.model.papers.choose("material")
    first.model.papers.number("COC-77")
    bench.set_language(load_translator(Language.ZH_CN))
    second = show(qtbot, qapp, bench, plant.lots["waiting"], model=first.model)
    assert second.model is first.model
    assert second.body.papers.number.text() == "COC-77"
    assert second.body.right.buttons[0].spec.text == "登记"
    other = LotScreen(bench, LotPlace(plant.lots["released"]), first.model)
    qtbot.addWidget(other)
    assert other.model is not first.model, "another lot is another page"


def test_a_lost_database_is_never_green(opened, qapp):
    screen = opened("released")
    screen._bench.failed.emit(Refusal("DATABASE_LOCKED"))
    assert screen.body.head.status._block._status is Status.NEUTRAL
    look_at(screen, qapp)
    screen.act("refresh")
    assert screen.body.head.status._block._status is Status.OK
    screen._bench.failed.emit(Refusal("INTERNAL_ERROR"))
    assert screen.body.head.status._block._status is Status.OK, "a fault elsewhere is not a loss"


def test_a_second_press_before_the_answer_does_nothing(plant, opened):
    plant.receive("twice", papers=())
    screen = opened("twice")
    screen.act("papers")
    screen.model.papers.choose("material")
    screen.model.papers.number("COC-78")
    screen.model.show(replace(screen.model.view, busy=True))
    screen.act("done")
    assert screen.model.view.page.papers == ()


def test_a_screen_that_is_gone_leaves_nothing_behind(plant, qapp):
    bench = plant.bench("zhou")
    screen = LotScreen(bench, LotPlace(plant.lots["released"]))
    screen.opened()
    screen.act("papers")
    model = weakref.ref(screen.model)
    screen.deleteLater()
    del screen
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert model() is None, "it would ask the database for ever"


def test_a_long_reason_gives_way_to_what_comes_next(opened, qapp):
    screen = opened("rejected")
    panel = screen.body.overview.strip
    long = (
        "Tightened since lot L26-00006-3: 2 of 5 rejected; "
        + "5 more accepted lots to normal, " * 4
    )
    panel._text = replace(panel._text, note=long, short_note="5 more accepted lots to normal")
    panel._fit()
    assert panel._note.text() == "5 more accepted lots to normal"
    look_at(screen, qapp)
