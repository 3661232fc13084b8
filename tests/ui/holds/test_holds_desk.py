"""The holds desk: list, criteria, request, and the second signature given in place."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from qtrace.domain.codes.internal import format_badge
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.people import Role, SecretKind
from qtrace.i18n import Language, load_translator
from qtrace.models.people import Credential
from qtrace.services.evidence import EvidenceFile
from qtrace.services.holds.commands import (
    PlaceHold,
    RecordHoldChange,
    ReleaseHold,
    RequestRelease,
)
from qtrace.services.holds.opening import holds_on
from qtrace.services.holds.queries import hold_sheet
from qtrace.services.holds.subjects import hold_subject
from qtrace.ui.holds.desk_screen import HoldsScreen
from qtrace.ui.holds.desk_state import Act, Grouping, Page
from qtrace.ui.places import HoldPlace, HoldsPlace, LotPlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.plants import PIN
from tests.ui.people.station import Look, badge, check_looks, texts

MAKERS = {HoldsPlace: HoldsScreen}


def place(plant, by, reason="other", **over):
    hold_id = plant.ids.next_id()
    plant.done(
        PlaceHold(**plant.head(), hold_id=hold_id, reason=reason, **over), by=plant.people[by]
    )
    return hold_id


@pytest.fixture
def held(stocked):
    """A plant with a major hold of one lot and a critical one of both."""
    plant, lots, codes = stocked
    plant.person("shen", Role.SUPERVISOR)
    first = place(plant, "chen", lot_id=lots[0])
    plant.clock.advance(timedelta(minutes=5))
    both = place(plant, "lin", "mix_up", item_ids=tuple(lots))
    return plant, lots, codes, (first, both)


@pytest.fixture
def desk(held, open_station):
    plant, _, _, holds = held
    station = open_station(plant, MAKERS)
    station.sign_in("wang")
    station.shell.go(HoldsPlace(holds[0]))
    return station


def state(station):
    return station.screen.model.state


def ask(plant, hold_id, by="shen", items=()):
    plant.done(
        RequestRelease(
            **plant.head(), request_id=plant.ids.next_id(), hold_id=hold_id, item_ids=items,
            note="sorted",
        ),
        by=plant.people[by],
    )  # fmt: skip


def left(plant, lot):
    return [row.reason for row in plant.bench.ask(holds_on, lot)]


def test_the_gravest_stand_first_and_other_groups_are_offered(held, desk):
    _, _, _, (first, both) = held
    assert [each.hold_id for each in state(desk).in_order] == [both, first]
    assert "2 open" in str(desk.screen.head().parts)
    desk.screen.grouping.chosen.emit("age")
    assert [each.hold_id for each in state(desk).in_order] == [first, both]
    desk.press("S")
    assert state(desk).grouping is Grouping.OWNER
    assert "Without owner" in texts(desk.screen)
    desk.press("Down")
    assert state(desk).chosen == both
    desk.press("Up")
    assert state(desk).chosen == first


def test_ask_and_a_second_person_signs_in_the_same_place(held, desk):
    plant, lots, _, (first, _) = held
    desk.press("F10")
    assert state(desk).sheet.head.state == "requested"
    assert state(desk).act is Act.RELEASE
    assert state(desk).may_not.post == "requester"
    assert "Who asked for the release may not give it" in texts(desk.screen)
    desk.screen.decision.words.set_text("looked at again")
    desk.screen.decision.secret.set_text(PIN)
    desk.press("F10")
    assert left(plant, lots[0]) == ["other", "mix_up"], "who asked does not lift"
    plant.person("rel", Role.RELEASE_OFFICER, badge=format_badge(777))
    desk.screen.decision.signer.set_text("rel")
    desk.screen.decision.signer.submitted.emit()
    assert state(desk).signer.person_id == plant.people["rel"]
    assert state(desk).asked.kind is None, "a PIN counts with the badge alone"
    desk.scan(format_badge(777))
    assert state(desk).asked.kind is SecretKind.PIN
    desk.screen.decision.words.set_text("looked at again")
    desk.screen.decision.secret.set_text(PIN)
    desk.press("F10")
    assert state(desk).refusal is None
    assert left(plant, lots[0]) == ["mix_up"]
    assert desk.bench.person.person.login == "wang", "nobody signed out"
    assert first not in [each.hold_id for each in state(desk).holds]
    assert state(desk).is_over
    assert "Lifted" in texts(desk.screen)


def test_a_badge_names_who_signs_and_a_wrong_pin_is_told(held, desk, open_station):
    plant, lots, _, (first, _) = held
    ask(plant, first)
    desk.press("F5")
    desk.scan(badge("wang"))
    assert state(desk).signer.login == "wang"
    desk.screen.decision.words.set_text("seen")
    desk.press("F10")
    assert state(desk).problem == "secret"
    desk.screen.decision.secret.set_text("999999")
    desk.press("F10")
    assert state(desk).refusal is not None
    assert left(plant, lots[0]) == ["other", "mix_up"]
    desk.screen.decision.secret.set_text(PIN)
    desk.press("F10")
    assert left(plant, lots[0]) == ["mix_up"]


def test_a_part_is_released_and_the_rest_stays(held, desk):
    plant, lots, _, (_, both) = held
    desk.press("Up")
    assert state(desk).chosen == both
    desk.screen.decision.triggered.emit("tile:partial")
    desk.screen.graph.pressed.emit(lots[1])
    assert state(desk).to_release == (lots[0],)
    desk.screen.graph.pressed.emit(lots[1])
    assert state(desk).keep == frozenset()
    desk.screen.graph.pressed.emit(lots[1])
    ask(plant, both, items=(lots[0],))
    desk.press("F5")
    assert state(desk).stays == {lots[1]}
    assert "1 released, 1 stay held" in texts(desk.screen)
    desk.screen.decision.words.set_text("that one is good")
    desk.screen.decision.secret.set_text(PIN)
    desk.press("F10")
    assert left(plant, lots[0]) == ["other"]
    assert left(plant, lots[1]) == ["mix_up"]


def test_a_request_is_rejected_with_a_reason(held, desk):
    plant, lots, _, (first, _) = held
    ask(plant, first)
    desk.press("F5")
    desk.press("F9")
    assert state(desk).act is Act.REJECT
    desk.screen.decision.secret.set_text(PIN)
    desk.press("F10")
    assert state(desk).problem == "reason"
    desk.screen.decision.words.set_text("not enough")
    desk.press("F10")
    assert state(desk).sheet.head.state == "active"
    assert left(plant, lots[0]) == ["other", "mix_up"]


def change(station, digit):
    """A deed of F7 by its digit."""
    station.press("F7")
    station.press(digit)


def test_review_is_extended_and_a_change_recorded(held, desk):
    plant, _, _, (first, _) = held
    change(desk, "1")
    desk.screen.decision.words.set_text("supplier answers on Friday")
    desk.screen.decision.date.set_text("soon")
    desk.press("F10")
    assert state(desk).problem == "date"
    desk.screen.decision.date.set_text("2026-12-24")
    desk.press("F10")
    sheet = plant.bench.ask(hold_sheet, first)
    assert sheet.head.review_by.date().isoformat() == "2026-12-24"
    change(desk, "2")
    desk.press("F10")
    assert state(desk).problem == "reason"
    desk.screen.decision.words.set_text("new mould insert")
    desk.press("F10")
    desk.press("F3")
    assert state(desk).page is Page.HISTORY
    assert "Change recorded" in str(desk.screen.centre._history._facts)
    desk.press("F3")
    assert "Other reason" in str(desk.screen.centre._figures._facts)


def test_scope_is_narrowed_and_a_hold_converted_by_signature(held, desk):
    plant, lots, _, (first, both) = held
    desk.screen.model.choose(both)
    change(desk, "5")
    desk.screen.decision.triggered.emit("tile:scope:2")
    desk.screen.decision.words.set_text("not concerned")
    desk.screen.decision.secret.set_text(PIN)
    desk.press("F10")
    assert left(plant, lots[1]) == []
    desk.screen.model.choose(first)
    desk.press("F9")
    desk.screen.decision.triggered.emit("tile:return")
    assert state(desk).act is Act.RETURN
    desk.screen.decision.triggered.emit("tile:scrap")
    desk.screen.decision.triggered.emit("leave")
    assert state(desk).act is Act.NONE


def test_somebody_else_was_first(held, desk):
    plant, _, _, (first, _) = held
    ask(plant, first)
    desk.press("F5")
    desk.screen.decision.words.set_text("seen")
    sheet = plant.bench.ask(hold_sheet, first)
    plant.person("rel", Role.RELEASE_OFFICER)
    plant.done(
        ReleaseHold(
            **plant.head(), release_id=plant.ids.next_id(), hold_id=first, comment="ok",
            seen_sha256=sheet.seen_sha256,
        ),
        by=plant.people["rel"], claim=plant.claim(plant.people["rel"]),
    )  # fmt: skip
    desk.screen.decision.secret.set_text(PIN)
    desk.press("F10")
    desk.press("F5")
    assert state(desk).is_over
    assert "Rel" in texts(desk.screen)
    assert not desk.screen.decision.signer.isVisible()


def test_who_may_not_ask_is_told_and_only_looks(held, open_station):
    plant, lots, _, (first, _) = held
    station = open_station(plant, MAKERS)
    station.sign_in("chen")
    station.shell.go(HoldsPlace(first))
    station.press("F10")
    change(station, "1")
    assert state(station).act is Act.MENU
    assert "Not now, or not with your role" in texts(station.screen.decision)
    station.press("Esc")
    assert state(station).act is Act.NONE
    assert "Supervisors and quality ask" in texts(station.screen)
    station.screen.graph.pressed.emit(lots[0])
    assert station.opened[-1] == LotPlace(lots[0])


def test_every_kind_of_scope_has_words(held, desk):
    plant, lots, _, _ = held
    subject = plant.bench.ask(_part_of, lots[0])
    hold = place(
        plant, "lin", scopes=(Scope(AnchorKind.PART, subject, made_from=plant.clock.now()),)
    )
    desk.screen.model.choose(hold)
    assert "and from now on" in str(desk.screen.centre._facts._facts)
    assert state(desk).sheet.scopes[0].scope.anchor is AnchorKind.PART


def _part_of(reads, lot_id):
    return hold_subject(reads, lot_id).part.part_id


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_state_fits(held, open_station, language, tokens, profile):
    plant, _, _, (first, both) = held
    station = open_station(plant, MAKERS, look=Look(language, tokens, profile))
    station.sign_in("wang")
    station.shell.go(HoldsPlace(first))
    check_looks(station)
    for keys in (("F7",), ("F7", "1"), ("F7", "5"), ("F9",), ("F2",)):
        for key in keys:
            station.press(key)
        check_looks(station)
        station.press("Esc")
    for _ in Page:
        station.press("F3")
        check_looks(station)
    ask(plant, both)
    station.screen.model.choose(both)
    station.scan(badge("lin"))
    check_looks(station)
    station.press("F9")
    check_looks(station)


def test_overdue_reviews_are_told_and_never_lift(held, open_station):
    plant, lots, _, (first, _) = held
    plant.clock.advance(timedelta(days=30))
    station = open_station(plant, MAKERS)
    station.sign_in("wang")
    station.shell.go(HoldsPlace(first))
    assert "2 past review" in str(station.screen.head().parts)
    assert left(plant, lots[0]) == ["other", "mix_up"]


def test_words_of_a_decision_survive_language_and_idle_lock(held, desk):
    """The next person goes on with the words, and never under the former one's name."""
    plant, _, _, (first, _) = held
    ask(plant, first)
    desk.press("F5")
    desk.screen.decision.words.set_text("looked at again")
    desk.screen.decision.secret.set_text(PIN)
    desk.bench.set_language(load_translator(Language.ZH_CN))
    assert desk.screen.decision.words.text() == "looked at again"
    assert desk.screen.decision.secret.text() == ""
    desk.shell._leave("idle")
    desk.sign_in("zhou")
    assert isinstance(desk.screen, HoldsScreen)
    assert desk.screen.decision.words.text() == "looked at again"
    assert state(desk).signer.login == "zhou"


def test_a_typed_date_survives_a_language_switch(held, desk):
    change(desk, "1")
    desk.screen.decision.date.set_text("2027-01-31")
    desk.bench.set_language(load_translator(Language.ZH_CN))
    assert desk.screen.decision.date.text() == "2027-01-31"


def photo_file(name, grey):
    """A small photo as a camera would give it."""
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor(grey, grey, grey))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return EvidenceFile(bytes(content.data()), name, "image/png")


def test_photos_of_a_hold_stand_small_and_large(held, desk):
    plant, lots, _, (first, _) = held
    assert not desk.screen.thumb.isVisible()
    assert Page.PHOTOS not in state(desk).pages
    seen = place(plant, "chen", lot_id=lots[1], photo=photo_file("seen.png", 90))
    plant.clock.advance(timedelta(minutes=5))
    plant.done(
        RecordHoldChange(
            **plant.head(), change_id=plant.ids.next_id(), hold_id=seen,
            applied_at=plant.clock.now(), description="new mould",
            photo=photo_file("after.png", 200),
        ),
        by=plant.people["wang"],
    )  # fmt: skip
    desk.shell.go(HoldsPlace(seen))
    assert desk.screen.thumb.isVisible()
    desk.press("P")
    assert state(desk).page is Page.PHOTOS
    assert "1 of 2, seen.png" in texts(desk.screen)
    assert not desk.screen.photos.picture.pixmap().isNull()
    desk.press("P")
    assert "2 of 2, after.png" in texts(desk.screen)
    desk.press("P")
    assert state(desk).page is Page.GRAPH
    desk.screen.thumb.click()
    assert state(desk).photo.name == "seen.png"
    desk.press("F3")
    assert state(desk).page is Page.GRAPH
    desk.screen.model.choose(first)
    assert state(desk).photos == ()
    desk.press("P")
    assert state(desk).page is Page.GRAPH


def test_origin_and_duration_are_told(held, desk):
    plant, lots, _, (first, _) = held
    plant.clock.advance(timedelta(days=3))
    desk.press("F5")
    assert "Placed by hand, stands 3 d" in desk.screen.centre._facts.accessibleDescription()
    caused = place(plant, "chen", lot_id=lots[1], origin="complaint", origin_case_id=first)
    desk.shell.go(HoldsPlace(caused))
    number = plant.bench.ask(hold_sheet, first).head.number
    said = desk.screen.centre._facts.accessibleDescription()
    assert f"From a complaint, {number}, stands 0 min" in said
    ask(plant, first)
    lift = ReleaseHold(
        **plant.head(), release_id=plant.ids.next_id(), hold_id=first, comment="sorted",
        seen_sha256=plant.bench.ask(hold_sheet, first).seen_sha256,
    )  # fmt: skip
    plant.done(lift, by=plant.people["wang"], claim=plant.claim(plant.people["wang"]))
    plant.clock.advance(timedelta(days=9))
    desk.shell.go(HoldsPlace(first))
    assert "stood 3 d" in desk.screen.centre._facts.accessibleDescription()


def test_f8_holds_what_is_chosen_and_not_what_stands_first(held, desk):
    """Left and Right choose; F8, Enter and the news are about the chosen thing."""
    _, lots, _, (_, both) = held
    desk.screen.model.choose(both)
    assert desk.screen.in_sight() == lots[0]
    desk.press("Right")
    assert desk.screen.watched() == (lots[1],)
    assert [node.marked for node in desk.screen.graph.graph.layers[0]] == [False, True]
    desk.press("Right")
    desk.press("F8")
    assert desk.opened[-1] == HoldPlace(lots[1], HoldsPlace(both))
    desk.shell.go(HoldsPlace(both))
    desk.press("Right")
    desk.press("Left")
    desk.press("Enter")
    assert desk.opened[-1] == LotPlace(lots[0])


def test_a_part_is_chosen_by_keys_alone(held, desk):
    _, lots, _, (_, both) = held
    desk.screen.model.choose(both)
    desk.press("2")
    assert state(desk).partial
    desk.press("Right")
    desk.press("Enter")
    assert state(desk).to_release == (lots[0],)
    desk.press("1")
    assert not state(desk).partial
    desk.press("F9")
    desk.press("PageDown")
    assert state(desk).act is Act.RETURN
    desk.press("PageUp")
    assert state(desk).act is Act.SCRAP


def test_the_row_that_is_taken_out_survives_a_language_switch(held, desk):
    """F10 signs the row that is shown as chosen, in every view of the same act."""
    plant, lots, _, (_, both) = held
    desk.screen.model.choose(both)
    change(desk, "5")
    desk.press("PageDown")
    desk.bench.set_language(load_translator(Language.ZH_CN))
    assert state(desk).scope_no == 2
    desk.screen.decision.words.set_text("not concerned")
    desk.screen.decision.secret.set_text(PIN)
    desk.press("F10")
    assert left(plant, lots[1]) == []
    assert "mix_up" in left(plant, lots[0])


def test_every_row_of_a_long_scope_can_be_taken_out(held, desk):
    plant, lots, _, _ = held
    part = plant.bench.ask(_part_of, lots[0])
    rows = tuple(Scope(AnchorKind.PART, part, made_from=at(plant, n)) for n in range(9))
    long = place(plant, "lin", scopes=rows)
    desk.screen.model.choose(long)
    change(desk, "5")
    for _ in range(7):
        desk.press("PageDown")
    assert state(desk).scope_no == 8
    assert [tile.spec.id for tile in desk.screen.decision._tiles.tiles.values()] == [
        "scope:7", "scope:8", "scope:9",
    ]  # fmt: skip


def at(plant, hours):
    return plant.clock.now() + timedelta(hours=hours)


def test_widening_goes_by_scanning(held, desk):
    _, _, _, (first, _) = held
    desk.press("F11")
    assert desk.opened[-1] == HoldPlace(None, HoldsPlace(first), first)


def test_widening_stands_among_the_deeds_too(held, desk):
    _, _, _, (first, _) = held
    change(desk, "4")
    assert desk.opened[-1] == HoldPlace(None, HoldsPlace(first), first)


def test_holds_are_found_by_typing_and_by_scanning(held, desk):
    _, lots, codes, (first, both) = held
    assert codes[0] in " ".join(b.accessibleName() for b in desk.screen.list.buttons.values())
    desk.press("F2")
    desk.type(codes[1].lower())
    assert [each.hold_id for each in state(desk).in_order] == [both]
    assert state(desk).chosen == both
    desk.press("Esc")
    assert len(state(desk).in_order) == 2
    desk.scan(codes[0])
    assert state(desk).find == codes[0]
    assert isinstance(desk.screen, HoldsScreen), "a held lot is looked for in place"
    desk.press("F2")
    desk.type("no such thing")
    assert state(desk).in_order == ()
    assert "No hold has this" in texts(desk.screen)
    desk.press("Esc")
    number = next(each.number for each in state(desk).holds if each.hold_id == first)
    desk.scan(number)
    assert state(desk).chosen == first
    assert lots


def test_camera_and_call_are_what_they_are_everywhere(held, desk):
    claimed = set(desk.screen.keys())
    assert not {"F1", "F4", "F6", "F8", "F12"} & claimed
    assert desk.screen.keys()["F2"] == "find"


def test_every_f10_says_what_is_missing_and_leads_there(held, desk):
    plant, _, _, (first, _) = held
    ask(plant, first)
    desk.press("F5")
    panel = desk.screen.decision
    desk.scan(badge("wang"))
    button = panel.buttons[-1]
    assert not button.isEnabled()
    desk.press("F10")
    assert "Comment" in panel.lacks.text()
    assert QApplication.focusWidget() is panel.words.input
    desk.type("seen")
    desk.press("F10")
    assert "PIN of" in panel.lacks.text()
    assert QApplication.focusWidget() is panel.secret.input
    desk.type("999999")
    assert button.isEnabled()
    desk.press("F10")
    assert panel.secret.text() == "", "a refused PIN is typed anew"
    assert panel.refused.text()
    assert not button.isEnabled(), "no try is burnt by another F10"
    desk.press("F10")
    assert plant_tries(plant) == 1
    # what is said stands between the fields and F10, whatever is scrolled
    assert panel.lacks.parentWidget() is panel
    assert panel.lacks.isVisible()
    assert panel.lacks.geometry().bottom() <= button.mapTo(panel, QPoint(0, 0)).y()


def plant_tries(plant) -> int:
    """Wrong secrets that were counted."""
    with plant.database.read() as session:
        return sum(each.failed_count for each in session.scalars(select(Credential)))


def test_open_criteria_and_an_unmarked_part_are_said(held, desk):
    desk.screen.decision.triggered.emit("tile:partial")
    desk.press("F10")
    assert state(desk).sheet.head.state == "active"
    assert "Mark in the picture what is to stay held." in texts(desk.screen.decision)


def test_a_badge_after_esc_from_the_rejection_still_names_the_signer(held, desk):
    plant, _, _, (first, _) = held
    ask(plant, first)
    desk.press("F5")
    desk.press("F9")
    assert state(desk).act is Act.REJECT
    desk.press("Esc")
    assert state(desk).act is Act.RELEASE
    desk.scan(badge("wang"))
    assert isinstance(desk.screen, HoldsScreen)
    assert state(desk).signer.login == "wang"
    assert desk.bench.person.person.login == "wang"


def test_who_has_no_right_is_told_so_before_any_secret(held, desk):
    plant, _, _, (first, _) = held
    ask(plant, first)
    desk.screen.model.refresh()
    desk.scan(badge("chen"))
    assert state(desk).may_not.post == "right"
    assert "no right to sign this" in desk.screen.decision.lacks.text()
    desk.scan(badge("wang"))
    assert state(desk).may_not is None
    desk.press("F9")
    desk.scan(badge("chen"))
    assert state(desk).act is Act.REJECT
    assert state(desk).may_not.post == "right"


def test_the_signature_is_in_sight_without_scrolling(held, desk):
    plant, _, _, (first, _) = held
    ask(plant, first)
    desk.screen.model.refresh()
    desk.scan(badge("wang"))
    panel = desk.screen.decision
    area = panel._area.viewport()
    below = panel.secret.mapTo(area, panel.secret.rect().bottomLeft()).y()
    assert below <= area.height()


def test_a_request_that_comes_into_sight_does_not_take_the_keys(held, desk):
    plant, _, _, (first, both) = held
    ask(plant, both)
    desk.screen.model.refresh()
    seen = []
    for _ in range(4):
        desk.press("Down")
        seen.append(state(desk).chosen)
        desk.press("Up")
        seen.append(state(desk).chosen)
        assert desk.screen.window().focusWidget() is not desk.screen.decision.words.input
    assert {first, both} <= set(seen)
    desk.press("F2")
    desk.type(state(desk).holds[0].number)
    assert desk.screen.finder.input.text() == state(desk).holds[0].number
    assert desk.screen.decision.words.text() == ""
