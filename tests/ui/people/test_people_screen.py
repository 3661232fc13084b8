"""People and roles on their desk, driven by keys and scans."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qtrace.domain.codes.internal import format_badge
from qtrace.domain.people import FIRST_MATRIX, Role, SecretKind
from qtrace.i18n import Language
from qtrace.services.people.accounts import people, person_by_badge, person_by_login
from qtrace.services.people.commands import ChangePerson
from qtrace.ui.people.people_model import PeopleForm, PersonDraft, judge_draft, permission_matrix
from qtrace.ui.people.people_screen import PeopleScreen
from qtrace.ui.places import PeoplePlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.plants import PIN
from tests.ui.people.station import Look, badge, check_looks, texts

MAKERS = {PeoplePlace: PeopleScreen}


@pytest.fixture
def desk(crew_plant, open_station):
    station = open_station(crew_plant, MAKERS)
    station.sign_in("admin2")
    station.shell.go(PeoplePlace())
    return station


def choose(station, login: str) -> None:
    for row in station.screen.model.state.rows:
        if row.login == login:
            station.screen.table.choose(row.person_id)


def fill(station, **answers: str) -> None:
    for name, text in answers.items():
        station.screen.form.fields[name].set_text(text)


def test_everybody_is_listed_with_badge_roles_and_pin(desk):
    screen = desk.screen
    model = screen.table.rows
    shown = [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert ["Lin Xiaowen", "Inspector", badge("lin"), "set", "Active"] in shown
    assert ["Zhou Lan", "Reviewer and 1 more", badge("zhou"), "set", "Active"] in shown
    assert len(shown) == 7


def test_up_and_down_choose_and_the_details_follow(desk):
    choose(desk, "chen")
    assert "Chen Guodong" in texts(desk.screen)
    desk.press("Down")
    assert "Lin Xiaowen" in texts(desk.screen)
    desk.press("Up")
    assert desk.screen.model.person.login == "chen"


def test_a_person_is_added_by_keyboard_with_the_next_free_badge(desk):
    desk.press("F2")
    form = desk.screen.form
    assert form.fields["badge"].text() == format_badge(107)
    fill(desk, login="sun.li", name_en="Sun Li", name_zh="孙丽", secret="135791")
    tile = form.fields["roles"].tiles["warehouse"]
    QTest.keyClick(tile, Qt.Key.Key_Space)
    desk.press("F10")
    added = desk.plant.bench.ask(person_by_login, "sun.li")
    assert added.roles == (Role.WAREHOUSE,)
    assert added.badge_code == format_badge(107)
    assert desk.screen.model.state.form is None
    assert desk.screen.model.person == added
    said = texts(desk.screen)
    assert "孙丽" in said
    assert "sun.li" in said
    desk.press("Ctrl+L")
    desk.scan(format_badge(107))
    desk.type("135791\r")
    assert "choose your own PIN" in texts(desk.screen)


def test_a_scanned_badge_fills_its_field_and_opens_nobody(desk):
    desk.press("F2")
    desk.scan(format_badge(500))
    assert desk.screen.form.fields["badge"].text() == format_badge(500)
    assert isinstance(desk.screen, PeopleScreen)


def test_what_is_wrong_is_said_beside_its_field(desk):
    desk.press("F2")
    fill(desk, login="Sun", name_en="𠮷", valid_to="31.12.2027", secret="111111", badge="BDG-1")
    desk.press("F10")
    problems = desk.screen.form.shown_problems()
    assert set(problems) == {"login", "name_en", "valid_to", "secret", "badge", "roles"}
    assert "𠮷" in problems["name_en"]
    assert desk.plant.bench.ask(person_by_login, "Sun") is None


def test_a_taken_login_is_refused_beside_the_form_and_nothing_typed_is_lost(desk):
    desk.press("F2")
    fill(desk, login="lin", name_en="Other")
    desk.screen.form.fields["roles"].choose(["auditor"])
    desk.press("F10")
    assert "lin belongs" in desk.screen.form.refused.text()
    desk.press("Esc")
    assert desk.screen.form is None
    desk.press("F2")
    assert desk.screen.form.fields["name_en"].text() == "Other"


def test_roles_are_given_and_ended(desk):
    choose(desk, "zhou")
    desk.screen.act("roles")
    field = desk.screen.form.fields["roles"]
    assert set(field.chosen()) == {"reviewer", "inspector"}
    field.choose(["reviewer", "supervisor"])
    desk.press("F10")
    now = desk.plant.bench.ask(person_by_badge, badge("zhou"))
    assert set(now.roles) == {Role.REVIEWER, Role.SUPERVISOR}
    assert "Give a role" in str(desk.screen.detail._history._facts)
    assert "End a role" in str(desk.screen.detail._history._facts)


def test_nobody_changes_the_own_roles(desk):
    choose(desk, "admin2")
    desk.screen.act("roles")
    desk.screen.form.fields["roles"].choose(["administrator", "quality"])
    desk.press("F10")
    assert "same person" in desk.screen.form.refused.text()


def test_lock_and_let_in_again(desk):
    choose(desk, "lin")
    desk.screen.act("lock")
    assert desk.plant.bench.ask(person_by_login, "lin").state == "locked"
    assert "Locked" in desk.screen.detail._chip.accessibleName()
    desk.screen.act("activate")
    assert desk.plant.bench.ask(person_by_login, "lin").state == "active"


@pytest.mark.parametrize(
    ("form", "secret", "kind"),
    [
        ("pin", "531642", SecretKind.PIN),
        ("password", "one time word", SecretKind.PASSWORD),
    ],
)
def test_one_time_secrets_must_be_changed(desk, form, secret, kind):
    choose(desk, "lin")
    desk.screen.act(form)
    fill(desk, secret=secret)
    desk.press("F10")
    assert desk.screen.model.state.form is None
    from qtrace.services.people.accounts import signed_in

    known = desk.plant.bench.ask(signed_in, desk.plant.people["lin"])
    assert kind in known.must_change


def test_a_change_of_somebody_else_is_met_with_words_not_with_a_lost_update(desk):
    choose(desk, "lin")
    desk.screen.act("change")
    row = desk.plant.bench.ask(person_by_login, "lin")
    desk.plant.done(
        ChangePerson(
            **desk.plant.head(), person_id=row.person_id, row_version=row.row_version,
            name_en="Lin X.", name_zh=row.name_zh, state="active", language=None, valid_to=None,
        ),
        by=desk.plant.admin,
    )  # fmt: skip
    fill(desk, name_en="Lin Y.")
    desk.press("F10")
    assert "Somebody else changed" in desk.screen.form.refused.text()
    assert desk.plant.bench.ask(person_by_login, "lin").name_en == "Lin X."


def test_the_matrix_shows_what_each_role_may(desk):
    desk.press("F3")
    matrix = desk.screen.matrix
    heads = [column.title for column in matrix.rows.columns]
    rows = {matrix.rows.row(number): number for number in range(matrix.rows.rowCount())}
    assert set(rows) == {code for codes in FIRST_MATRIX.values() for code in codes}
    assert "Release officer" in heads
    assert desk.plant.bench.ask(permission_matrix) == {
        role: frozenset(codes) for role, codes in FIRST_MATRIX.items()
    }
    desk.press("Esc")
    assert desk.screen.panel.isVisible()


def test_who_may_not_add_people_sees_them_and_adds_nobody(crew_plant, open_station):
    station = open_station(crew_plant, MAKERS)
    station.sign_in("lin")
    station.shell.go(PeoplePlace())
    station.press("F2")
    assert station.screen.form is None
    assert not any(button.isEnabled() for button in station.screen.detail.buttons)


def test_a_locked_out_person_is_marked_with_the_time(desk):
    for _ in range(5):
        desk.press("Ctrl+L")
        desk.scan(badge("lin"))
        desk.type("999111\r")
        desk.press("Esc")
    desk.sign_in("admin2")
    desk.shell.go(PeoplePlace())
    until = desk.bench.local(desk.plant.clock.now() + timedelta(minutes=15))
    choose(desk, "lin")
    chip = desk.screen.detail._chip.accessibleName()
    assert chip.startswith("until ")
    assert until.strftime("%H") in chip


def test_a_badge_scan_without_an_open_form_is_a_quick_switch(desk):
    desk.scan(badge("chen"))
    desk.type(PIN + "\r")
    assert desk.bench.person.person.login == "chen"


def test_language_and_end_date_are_optional():
    draft = PersonDraft(login="ab", name_zh="李明", roles=("auditor",))
    assert judge_draft(PeopleForm.ADD, draft, None) == {}
    assert set(judge_draft(PeopleForm.PIN, draft, None)) == {"secret"}
    assert judge_draft(PeopleForm.CHANGE, draft, None) == {}


def test_news_of_another_station_change_rows_in_place(desk):
    choose(desk, "lin")
    before = len(desk.screen.model.state.rows)
    from tests.ui.people.station import add_person

    add_person(desk.plant, "neu", ("Aa", ""), (Role.AUDITOR,))
    for changes in list(desk.bench._news):
        desk.bench.heard(changes)
    assert len(desk.screen.model.state.rows) == before + 1
    assert desk.screen.model.person.login == "lin"
    assert len(desk.plant.bench.ask(people)) == before + 1


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_CN])
@pytest.mark.parametrize(("tokens", "profile"), [(LIGHT, TOUCH), (DARK, DESK)])
def test_every_state_fits(crew_plant, open_station, language, tokens, profile):
    station = open_station(crew_plant, MAKERS, look=Look(language, tokens, profile))
    station.sign_in("admin2")
    station.shell.go(PeoplePlace())
    check_looks(station)
    for form in ("add", "roles", "change", "pin", "matrix"):
        station.screen.act(form)
        station.press("F10")
        check_looks(station)
        station.press("Esc")
