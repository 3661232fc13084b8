import json
import re
from importlib import resources

import pytest

from qtrace.domain.codes.tables import build_ai_table

ROW = {
    "ai": "10",
    "format": "X1-20",
    "fnc1": "yes",
    "link": "",
    "requires": "",
    "excludes": "",
    "title_en": "Lot",
    "title_zh": "批号",
}


def _biip_rows():
    path = resources.files("biip.gs1_application_identifiers") / "_application_identifiers.json"
    return json.loads(path.read_text("utf-8"))


def _lengths(text):
    """Fewest and most characters of a format like N3+N13[+X..17], its AI left out."""
    least = most = 0
    for part in re.split(r"\+(?![^\[]*\])", re.sub(r"^N[234]\+", "", text)):
        optional = "[" in part or part.startswith("[")
        for piece in part.replace("[", "+").replace("]", "").split("+"):
            match = re.fullmatch(r"[NXYZ]?(\.\.)?(\d+)(?:\.\.N?(\d+))?", piece)
            if match is None:
                continue
            most += int(match[3] or match[2])
            in_option = optional and piece != part.split("[")[0]
            least += 0 if in_option else 1 if match[1] else int(match[2])
    return least, most


def test_every_ai_that_biip_knows_has_the_same_separator_rule(table):
    wrong = [
        row["ai"]
        for row in _biip_rows()
        if (rule := table.get(row["ai"])) is None or rule.predefined == row["separator_required"]
    ]
    assert wrong == []


def test_every_ai_that_biip_knows_has_the_same_longest_data(table):
    odd_formats = {"8043", "4330", "4331", "4332", "4333", "7007", "8008", "7011"}
    wrong = {
        row["ai"]: (row["format"], table.rules[row["ai"]].most)
        for row in _biip_rows()
        if row["ai"] not in odd_formats
        and table.rules[row["ai"]].most != _lengths(row["format"])[1]
    }
    assert wrong == {}


def test_every_ai_has_a_name_in_both_languages(table):
    assert all(rule.title_en and rule.title_zh for rule in table.rules.values())


def test_exclusions_are_symmetric_and_associations_name_known_ais(table):
    for rule in table.rules.values():
        assert rule.ai not in rule.excludes
        for other in rule.excludes:
            assert rule.ai in table.rules[other].excludes
        for alternative in rule.requires:
            for group in alternative:
                assert group, rule.ai
                assert group <= table.rules.keys(), rule.ai


def test_the_predefined_list_is_the_one_of_the_standard(table):
    """Source: General Specifications, element strings with pre-defined length (first two digits)."""
    prefixes = {rule.ai[:2] for rule in table.rules.values() if rule.predefined}
    expected = {"00", "01", "02", "03", "11", "12", "13", "15", "16", "17", "20", "41"}
    assert prefixes == expected | {"31", "32", "33", "34", "35", "36"}


def test_an_ai_is_found_at_a_place_of_a_text(table):
    assert table.at("xx3103", 2).ai == "3103"
    assert table.at("3109", 0) is None
    assert table.at("1", 0) is None
    assert table.at("", 5) is None


@pytest.mark.parametrize(
    "wrong",
    [{"format": "Q5"}, {"format": "N5:nonsense"}, {"format": ""}, {"ai": "x"}],
)
def test_a_damaged_table_is_refused(wrong):
    with pytest.raises((ValueError, IndexError)):
        build_ai_table([{**ROW, **wrong}])


def test_two_lengths_for_one_beginning_are_refused():
    with pytest.raises(ValueError, match="first two digits"):
        build_ai_table([ROW, {**ROW, "ai": "100"}])
