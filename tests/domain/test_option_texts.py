"""Options in a cell: what a plan may have is written and read back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.inspection import CharKind, ChoiceOption
from qtrace.domain.option_texts import is_plain_name, options_text, parse_options
from qtrace.domain.plan_characteristics import PlanFaultCode, check_characteristic
from qtrace.domain.plans import CharacteristicDraft
from tests.support.inspections import MAJOR

SHOWN = st.characters(exclude_categories=("C", "Zl", "Zp"))
NAMES = st.text(st.one_of(SHOWN, st.sampled_from("a;/\\!= 红")), max_size=9).map(str.strip)
OPTIONS = st.lists(
    st.builds(
        ChoiceOption,
        st.from_regex(r"[A-Z][A-Z0-9]{0,5}", fullmatch=True),
        NAMES.map(lambda name: name or "x"),
        NAMES,
        st.booleans(),
    ),
    min_size=2,
    max_size=9,
    unique_by=lambda option: option.code,
)


def fault(options):
    row = CharacteristicDraft(1, CharKind.CHOICE, MAJOR, "Colour", "颜色", options=tuple(options))
    return check_characteristic(row, (row,))


@given(OPTIONS)
def test_options_that_a_plan_may_have_come_back(options):
    found = fault(options)
    assert found is None or found.code is PlanFaultCode.NO_OPTION_CONFORMS
    assert parse_options(options_text(options)) == tuple(options)


@given(st.text(st.sampled_from("A=;/\\! ab红")))
def test_any_text_is_read_or_refused_and_then_stays_itself(text):
    found = parse_options(text)
    if found is not None and all(is_plain_name(o.name_en + o.name_zh) for o in found):
        assert parse_options(options_text(found)) == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        (" ; ", ()),
        ("CLEAR=Clear/透明; CLOUDY!=Cloudy/浑浊", (("Clear", "透明"), ("Cloudy", "浑浊"))),
        (r"A=torn\; cut/破\/裂; B=b", (("torn; cut", "破/裂"), ("b", ""))),
        (r"A=C:\new", ((r"C:\new", ""),)),
        ("A=/只有中文", (("", "只有中文"),)),
        ("A", None),
        ("=x", None),
        ("A=x; torn", None),
    ],
)
def test_what_people_write(text, names):
    found = parse_options(text)
    assert (None if found is None else tuple((o.name_en, o.name_zh) for o in found)) == names


@pytest.mark.parametrize("name", [" Clear", "Clear\u3000", "Cl\near", "Cl\x7fear", "\ufffe"])
def test_a_name_that_no_cell_keeps_is_refused_at_the_door(name):
    good = ChoiceOption("A", "full\u3000width; ok", "")
    assert fault((good, ChoiceOption("B", "b", ""))) is None
    assert fault((good, ChoiceOption("B", name, ""))).code is PlanFaultCode.OPTION_NAME
    assert fault((good, ChoiceOption("B", "b", name))).code is PlanFaultCode.OPTION_NAME
