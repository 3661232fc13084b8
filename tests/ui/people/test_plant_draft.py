"""What the first-run page takes and what it refuses."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.glyphs import parse_coverage
from qtrace.domain.people import PeopleReason
from qtrace.ui.people.plant_draft import (
    DraftReason,
    PlantDraft,
    administrator_problems,
    is_database,
    is_login,
    is_zone,
    plant_problems,
    site_problems,
)
from qtrace.ui.widgets.field_problems import FieldReason

COVERAGE = parse_coverage("20-7E\n4E00-9FA5")
GOOD = PlantDraft(
    name_en="Northlake Medical",
    address="1 Lake Road",
    site_code="SZ",
    site_name_zh="苏州",
    form_numbers=(("incoming_report", "QF-1/A"),),
    admin_login="li.ming",
    admin_name_en="Li Ming",
    admin_password="green pumps 4 all",
    admin_pin="246813",
)
AGAIN = {"admin_password": GOOD.admin_password, "admin_pin": GOOD.admin_pin}


def test_a_good_draft_has_no_problem():
    assert plant_problems(GOOD, COVERAGE) == {}
    assert site_problems(GOOD, COVERAGE) == {}
    assert administrator_problems(GOOD, AGAIN, COVERAGE) == {}


@pytest.mark.parametrize(
    ("change", "name", "code"),
    [
        ({"name_en": ""}, "name_en", FieldReason.NAME_MISSING),
        ({"name_en": "𠮷"}, "name_en", FieldReason.GLYPH_MISSING),
        ({"address": ""}, "address", DraftReason.ADDRESS_MISSING),
        ({"time_zone": "Mars/Base"}, "time_zone", DraftReason.ZONE_UNKNOWN),
        ({"time_zone": "../etc/passwd"}, "time_zone", DraftReason.ZONE_UNKNOWN),
        ({"time_zone": ""}, "time_zone", DraftReason.ZONE_UNKNOWN),
    ],
)
def test_plant(change, name, code):
    assert plant_problems(replace(GOOD, **change), COVERAGE)[name].code == code


@pytest.mark.parametrize(
    ("change", "name", "code"),
    [
        ({"site_name_zh": ""}, "site_name_en", FieldReason.NAME_MISSING),
        ({"site_code": "sz"}, "site_code", FieldReason.CODE_SHAPE),
        ({"station_code": "IQC 1"}, "station_code", FieldReason.CODE_SHAPE),
        ({"form_numbers": (("label", "é"),)}, "form_label", FieldReason.GLYPH_MISSING),
        ({"database": "mysql://a/b"}, "database", DraftReason.DATABASE_SHAPE),
    ],
)
def test_site(change, name, code):
    assert site_problems(replace(GOOD, **change), COVERAGE)[name].code == code


@pytest.mark.parametrize(
    ("change", "again", "name", "code"),
    [
        ({"admin_login": "Li"}, AGAIN, "admin_login", DraftReason.LOGIN_SHAPE),
        ({"admin_password": "short"}, AGAIN, "admin_password", PeopleReason.PASSWORD_TOO_SHORT),
        ({"admin_pin": "111111"}, AGAIN, "admin_pin", PeopleReason.PIN_TOO_SIMPLE),
        ({}, {**AGAIN, "admin_pin": ""}, "admin_pin_again", DraftReason.SECRETS_DIFFER),
        ({}, {}, "admin_password_again", DraftReason.SECRETS_DIFFER),
        ({"admin_name_en": ""}, AGAIN, "admin_name_en", FieldReason.NAME_MISSING),
    ],
)
def test_administrator(change, again, name, code):
    found = administrator_problems(replace(GOOD, **change), again, COVERAGE)
    assert found[name].code == code


def test_a_pin_may_stay_empty():
    draft = replace(GOOD, admin_pin="")
    assert administrator_problems(draft, {**AGAIN, "admin_pin": ""}, COVERAGE) == {}


def test_secrets_and_database_are_not_in_the_repr():
    text = repr(replace(GOOD, database="postgresql://qt:hidden@host/plant"))
    assert "hidden" not in text
    assert GOOD.admin_password not in text
    assert GOOD.admin_pin not in text


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("", True),
        ("plant.qtrace", True),
        ("/srv/plant.qtrace", True),
        ("postgresql://qtrace@db/plant", True),
        ("postgresql+psycopg://db:5432/plant", True),
        ("postgresql://db", False),
        ("postgresql:///plant", False),
        ("postgresql://db:0/plant", False),
        ("postgresql://db:99999/plant", False),
        ("sqlite:///x", False),
        ("a\0b", False),
    ],
)
def test_databases(text, fine):
    assert is_database(text) is fine


@given(st.text())
def test_any_text_gets_an_answer(text):
    draft = PlantDraft(**dict.fromkeys(("name_en", "time_zone", "site_code", "database"), text))
    plant_problems(draft, COVERAGE)
    site_problems(draft, COVERAGE)
    administrator_problems(replace(draft, admin_login=text, admin_password=text), {}, COVERAGE)
    assert isinstance(is_zone(text), bool)


@given(st.from_regex(r"[a-z][a-z0-9]{1,39}", fullmatch=True))
def test_plain_logins_are_taken(login):
    assert is_login(login)
    assert not is_login(login.upper())
    assert not is_login("1" + login[1:])
