"""Sign-in, lock and quick switch, driven by real keys and scans."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from qtrace.domain.codes.internal import CommandCode, format_badge, format_command
from qtrace.domain.people import Role, SecretKind
from qtrace.domain.problems import Problem
from qtrace.i18n import Language, load_translator
from qtrace.models.people import Credential, SignInEvent
from qtrace.ports import Tone
from qtrace.ui.people.sign_in_screen import SignInScreen
from qtrace.ui.people.sign_in_state import SignInStep
from qtrace.ui.places import InspectionPlace, LotPlace, QueuePlace, SignInPlace
from qtrace.ui.theme.profiles import DESK, GLOVE, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.plants import PIN
from tests.ui.people.station import (
    Look,
    add_person,
    add_work,
    badge,
    check_looks,
    give_secret,
    texts,
)

OWN_PIN = "864209"


def events(plant) -> list[tuple[str, int | None, str]]:
    """Everybody who came and went."""
    with plant.database.read() as session:
        rows = session.scalars(select(SignInEvent).order_by(SignInEvent.id)).all()
        return [(row.kind, row.person_id, row.method) for row in rows]


def sign_in_page(station) -> SignInScreen:
    screen = station.screen
    assert isinstance(screen, SignInScreen)
    return screen


def test_badge_and_pin_without_a_mouse(crew_plant, open_station):
    station = open_station(crew_plant)
    assert "Scan your badge" in texts(station.screen)
    station.scan(badge("lin"))
    assert sign_in_page(station).model.state.step is SignInStep.PIN
    assert "Lin Xiaowen" in texts(station.screen)
    station.type(PIN + "\r")
    assert station.bench.person.person.login == "lin"
    assert station.opened[-1] == QueuePlace()
    assert events(crew_plant) == [("in", crew_plant.people["lin"], "badge+pin")]
    assert station.bench._sound.played[-1] is Tone.OK


def test_too_few_digits_are_not_sent(crew_plant, open_station):
    station = open_station(crew_plant)
    station.scan(badge("lin"))
    station.type("24681")
    page = sign_in_page(station)
    assert "1 digit missing" in page.secret.go.text()
    assert not page.secret.go.isEnabled()
    station.type("\r")
    station.press("F10")
    assert events(crew_plant) == []
    station.type("\x08" * 5 + PIN)
    assert page.secret.go.isEnabled()
    station.press("F10")
    assert station.bench.person is not None


def test_wrong_pin_says_how_many_tries_are_left_then_locks(crew_plant, open_station):
    station = open_station(crew_plant)
    station.scan(badge("lin"))
    page = sign_in_page(station)
    for left in ("4 tries are left", "3 tries are left", "2 tries are left", "one try is left"):
        station.type("111222\r")
        assert left in page.secret.refused.text()
        assert page.secret.dots.pin() == ""
        assert station.bench._sound.played[-1] is Tone.BLOCKED
    station.type("111222\r")
    until = station.bench.local(crew_plant.clock.now() + timedelta(minutes=15))
    assert until.strftime("%Y-%m-%d %H:%M") in page.secret.refused.text()
    assert "administrator to unlock" in page.secret.refused.accessibleName()
    station.type(PIN + "\r")
    assert "locked until" in page.secret.refused.text()
    assert station.bench.person is None
    crew_plant.clock.advance(timedelta(minutes=16))
    station.type(PIN + "\r")
    assert station.bench.person.person.login == "lin"


def test_unknown_badge_and_badge_without_pin(crew_plant, open_station):
    number = 999
    station = open_station(crew_plant)
    station.scan(format_badge(number))
    assert "belongs to nobody" in sign_in_page(station).badge.refused.text()
    person = add_person(crew_plant, "neu", ("Neu", ""), (Role.WAREHOUSE,), number)
    with crew_plant.database.read() as session:
        assert session.get(Credential, (person, "pin")) is not None
    station.scan(format_badge(number))
    assert sign_in_page(station).model.state.step is SignInStep.PIN


def test_name_and_password(crew_plant, open_station):
    give_secret(crew_plant, crew_plant.people["wang"], SecretKind.PASSWORD, "four green pumps")
    station = open_station(crew_plant)
    station.press("F2")
    page = sign_in_page(station)
    assert page.model.state.step is SignInStep.NAME
    page.name.login.input.setFocus()
    station.type("wang\r")
    page.name.password.input.setFocus()
    station.type("wrong password\r")
    assert "4 tries are left" in page.name.refused.text()
    assert page.name.login.text() == "wang"
    assert page.name.password.text() == ""
    station.type("four green pumps\r")
    assert station.bench.person.person.login == "wang"
    assert events(crew_plant)[-1][2] == "login+password"


def test_unknown_name_is_refused_like_a_wrong_password(crew_plant, open_station):
    station = open_station(crew_plant)
    station.press("F2")
    page = sign_in_page(station)
    page.name.login.set_text("nobody")
    page.name.password.set_text("whatever it is")
    station.press("F10")
    assert page.name.refused.text()
    assert station.bench.person is None
    station.press("Esc")
    assert page.model.state.step is SignInStep.BADGE
    assert page.name.password.text() == ""


def test_a_one_time_pin_must_be_replaced_before_anything_opens(crew_plant, open_station):
    add_person(crew_plant, "neu", ("Neu", "新"), (Role.WAREHOUSE,), 200, "135791", must_change=True)
    station = open_station(crew_plant)
    station.scan(format_badge(200))
    station.type("135791\r")
    page = sign_in_page(station)
    assert page.model.state.step is SignInStep.NEW
    assert station.bench.person is None
    station.type("123456\r")
    assert "too easy" in page.secret.refused.text()
    station.type("135791\r")
    assert "one-time secret itself" in page.secret.refused.text()
    station.type(OWN_PIN + "\r")
    assert page.model.state.step is SignInStep.AGAIN
    station.type("864200\r")
    assert "not the same" in page.secret.refused.text()
    assert page.model.state.step is SignInStep.NEW
    station.type(OWN_PIN + "\r" + OWN_PIN + "\r")
    assert station.bench.person.person.login == "neu"
    assert station.bench.person.must_change == (SecretKind.PIN,)
    station.press("Ctrl+L")
    station.scan(format_badge(200))
    station.type(OWN_PIN + "\r")
    assert station.bench.person.must_change == ()


def test_leaving_the_new_pin_signs_nobody_in(crew_plant, open_station):
    person = add_person(crew_plant, "neu", ("Neu", ""), (Role.AUDITOR,), 200, must_change=True)
    station = open_station(crew_plant)
    station.scan(format_badge(200))
    station.type(PIN + "\r")
    station.press("Esc")
    assert sign_in_page(station).model.state.step is SignInStep.BADGE
    assert station.bench.person is None
    assert events(crew_plant)[-1] == ("out", person, "left")


def test_quick_switch_keeps_the_place_and_signs_the_first_one_out(crew_plant, open_station):
    station = open_station(crew_plant)
    station.sign_in("lin")
    station.shell.go(LotPlace(7))
    station.scan(badge("chen"))
    assert station.opened[-1] == SignInPlace(badge_code=badge("chen"))
    assert station.bench.person.person.login == "lin"
    station.press("Esc")
    assert station.opened[-1] == LotPlace(7)
    assert station.bench.person.person.login == "lin"
    station.scan(badge("chen"))
    station.type(PIN + "\r")
    assert station.bench.person.person.login == "chen"
    assert station.opened[-1] == LotPlace(7)
    assert events(crew_plant)[-2:] == [
        ("in", crew_plant.people["chen"], "badge+pin"),
        ("out", crew_plant.people["lin"], "switch"),
    ]


def test_a_refused_switch_leaves_the_first_person_signed_in(crew_plant, open_station):
    station = open_station(crew_plant)
    station.sign_in("lin")
    station.scan(badge("chen"))
    station.type("111222\r")
    assert "4 tries" in sign_in_page(station).secret.refused.text()
    station.scan(format_badge(998))
    assert "Lin Xiaowen is still signed in" in texts(station.screen)
    station.press("Esc")
    assert station.bench.person.person.login == "lin"
    assert [event[0] for event in events(crew_plant)] == ["in", "refused"]


def test_the_own_badge_changes_nothing(crew_plant, open_station):
    station = open_station(crew_plant)
    station.sign_in("lin")
    station.shell.go(LotPlace(7))
    station.scan(badge("lin"))
    assert station.opened[-1] == LotPlace(7)
    assert len(events(crew_plant)) == 1


def test_idle_lock_says_when_and_sign_in_returns_to_the_work(crew_plant, open_station):
    station = open_station(crew_plant)
    station.sign_in("lin")
    station.shell.go(LotPlace(7))
    crew_plant.clock.advance(timedelta(minutes=5))
    station.shell._idle.timeout.emit()
    assert station.bench.person is None
    at = station.bench.local(crew_plant.clock.now()).strftime("%H:%M")
    assert f"Locked at {at} after 5 minutes" in texts(station.screen)
    assert events(crew_plant)[-1][0] == "lock"
    station.sign_in("lin")
    assert station.opened[-1] == LotPlace(7)


def test_sign_in_goes_on_with_the_own_unfinished_inspection(crew_plant, open_station):
    half, _ = add_work(crew_plant)
    station = open_station(crew_plant)
    work = sign_in_page(station).model.state.work
    assert [row.kind.value for row in work] == ["inspection", "review"]
    station.sign_in("lin")
    assert station.opened[-2:] == [QueuePlace(), InspectionPlace(half)]


def test_a_pressed_line_of_work_is_opened_after_sign_in(crew_plant, open_station):
    _, waiting = add_work(crew_plant)
    station = open_station(crew_plant)
    page = sign_in_page(station)
    review = page.model.state.work[1]
    page.work.opened.emit(f"{review.kind}-{review.lot_id}")
    assert page.model.state.chosen == review
    station.sign_in("zhou")
    assert station.opened[-1] == InspectionPlace(waiting)


def test_a_pin_can_be_scanned_from_the_command_sheet(crew_plant, open_station):
    station = open_station(crew_plant)
    station.scan(format_command(CommandCode.SIGN))
    assert sign_in_page(station).model.state.step is SignInStep.BADGE
    station.scan(badge("lin"))
    for digit in PIN + "9":
        station.scan(format_command(CommandCode(f"DIGIT-{digit}")))
    station.scan(format_command(CommandCode.UNDO))
    station.scan(format_command(CommandCode.SIGN))
    assert station.bench.person.person.login == "lin"


def test_keypad_and_buttons_do_the_same_without_taking_the_focus(crew_plant, open_station):
    station = open_station(crew_plant)
    station.scan(badge("lin"))
    page = sign_in_page(station)
    keys = {key.text(): key for key in page.secret.pad.children() if hasattr(key, "text")}
    for digit in PIN:
        QTest.mouseClick(keys[digit], Qt.MouseButton.LeftButton)
    assert all(key.focusPolicy() is Qt.FocusPolicy.NoFocus for key in keys.values())
    QTest.mouseClick(page.secret.go, Qt.MouseButton.LeftButton)
    assert station.bench.person.person.login == "lin"


def test_another_badge_in_the_pin_step_asks_for_the_other_pin(crew_plant, open_station):
    station = open_station(crew_plant)
    station.scan(badge("lin"))
    station.type("246")
    station.scan(badge("zhou"))
    page = sign_in_page(station)
    assert page.secret.dots.pin() == ""
    assert "Zhou Lan" in texts(page)


def test_scans_never_become_typing(crew_plant, open_station):
    station = open_station(crew_plant)
    station.press("F2")
    page = sign_in_page(station)
    page.name.login.input.setFocus()
    station.scan("010950600013435210A1")
    assert page.name.login.input.text() == ""
    assert "Nobody is signed in" in texts(station.shell)


def test_nothing_waits_on_the_screen_and_nothing_is_sent_twice(crew_plant, open_station):
    station = open_station(crew_plant, stepped=True)
    station.run()
    station.scan(badge("lin"))
    assert sign_in_page(station).model.state.busy
    station.run()
    station.type(PIN + "\r\r")
    assert "Checking" in sign_in_page(station).secret.go.text()
    station.press("F10")
    station.run()
    assert [event[0] for event in events(crew_plant)] == ["in"]


@pytest.mark.expects_log("DATABASE_UNREACHABLE")
def test_a_lost_database_says_so_and_lets_one_try_again(crew_plant, open_station, monkeypatch):
    station = open_station(crew_plant)
    station.scan(badge("lin"))

    def lost(*_args, **_kwargs):
        raise Problem("DATABASE_UNREACHABLE", {})

    with monkeypatch.context() as patched:
        patched.setattr(station.bench._workbench.secrets, "judge", lost)
        station.type(PIN + "\r")
        assert "cannot be reached" in sign_in_page(station).secret.refused.text()
    station.type(PIN + "\r")
    assert station.bench.person.person.login == "lin"


def test_language_switch_keeps_the_step_and_the_person(crew_plant, open_station):
    station = open_station(crew_plant)
    station.scan(badge("lin"))
    model = sign_in_page(station).model
    station.bench.set_language(load_translator(Language.ZH_CN))
    page = sign_in_page(station)
    assert page.model is model
    assert "林晓雯" in texts(page)
    station.type(PIN + "\r")
    assert station.bench.person.person.login == "lin"


def test_no_secret_is_kept_in_the_state(crew_plant, open_station):
    station = open_station(crew_plant)
    station.scan(badge("lin"))
    station.type("975310\r")
    model = sign_in_page(station).model
    assert "975310" not in repr(model.state)
    station.press("Esc")
    assert model._old == ""
    assert model._new == ""


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK), (LIGHT, GLOVE)])
def test_every_step_fits(crew_plant, open_station, language, tokens, profile):
    add_work(crew_plant)
    add_person(crew_plant, "neu", ("Neu", "新"), (Role.AUDITOR,), 200, must_change=True)
    station = open_station(crew_plant, look=Look(language, tokens, profile))
    check_looks(station)
    station.scan(badge("lin"))
    station.type("111222\r")
    check_looks(station)
    station.press("F2")
    check_looks(station)
    station.press("Esc")
    station.scan(format_badge(200))
    station.type(PIN + "\r")
    check_looks(station)


def test_a_misread_badge_is_said_to_be_one(crew_plant, open_station):
    station = open_station(crew_plant)
    wrong = badge("lin")[:-1] + ("A" if badge("lin")[-1] != "A" else "B")
    station.scan(wrong)
    said = texts(station.shell)
    assert "INTERNAL_CHECK" in said
    assert "Nobody is signed in" not in said


def test_what_was_said_of_a_wrong_pin_goes_with_the_next_digit(crew_plant, open_station):
    station = open_station(crew_plant)
    station.scan(badge("lin"))
    station.type("999999\r")
    page = sign_in_page(station)
    assert page.secret.refused.isVisible()
    station.type("2")
    assert not page.secret.refused.isVisible()
