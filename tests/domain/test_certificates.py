"""Values of supplier certificates: found behind names, judged by the plan's limits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.certificates import (
    CertificateVerdict,
    WantedValue,
    find_values,
    judge_certified,
    media_of,
)

DIAMETER = WantedValue(1, ("Inner dia.", "内径"), (Decimal("12.00"), Decimal("11.90")))
HARDNESS = WantedValue(2, ("Hardness Shore A", "Hardness"), (Decimal(70),))
LENGTH = WantedValue(3, ("Length", ""), ())


def values(*pages, wanted=(DIAMETER, HARDNESS, LENGTH)):
    return [(each.key, each.value, each.page) for each in find_values(pages, wanted)]


def test_results_stand_behind_the_name_and_requirements_do_not():
    page = (
        "Certificate 3.1 no. 4711\n"
        "Inner dia.   12.00 ±0.10 mm   12.03  11.98 12.01\n"
        "HARDNESS shore a  70 +/-5   71 69\n"
        "Length 100 - 120 mm: 113.5"
    )
    found = values(page)
    assert found == [
        (1, "12.03", 1), (1, "11.98", 1), (1, "12.01", 1),
        (2, "71", 1), (2, "69", 1), (3, "113.5", 1),
    ]  # fmt: skip


def test_chinese_names_pages_and_the_line_are_told():
    (first,) = find_values(("空页", "内径  11.90~12.10 毫米  12.04"), (DIAMETER,))
    assert (first.key, first.value, first.page) == (1, "12.04", 2)
    assert first.line == "内径  11.90~12.10 毫米  12.04"


@pytest.mark.parametrize(
    "line",
    ["Inner dia. see drawing D-1", "Inner dia. ≤ 12.5", "Inner dia. 12,03", "outer 12.03", ""],
)
def test_what_is_no_result_is_not_proposed(line):
    assert values(line) == []


def test_the_longest_name_wins():
    both = WantedValue(9, ("Dia. inner long",), ()), WantedValue(8, ("Dia.",), ())
    assert values("Dia. inner long 4.5", wanted=both) == [(9, "4.5", 1)]


@given(st.lists(st.text(), max_size=3))
def test_any_text_is_read(pages):
    for each in find_values(pages, (DIAMETER, HARDNESS)):
        assert Decimal(each.value).is_finite()


def test_a_flood_of_numbers_is_cut():
    assert len(find_values(("Length " + "1 " * 5000,), (LENGTH,))) == 200
    assert find_values(("Length 1",), ()) == ()


@pytest.mark.parametrize(
    ("value", "good", "distance"),
    [
        ("12.1", True, ""), ("11.9", True, ""), ("12.13", False, "+0.03"), ("11.8", False, "-0.1"),
    ],
)  # fmt: skip
def test_a_limit_is_within(value, good, distance):
    verdict = judge_certified(Decimal(value), Decimal("11.9"), Decimal("12.1"))
    assert verdict == CertificateVerdict(good, distance)


def test_without_a_limit_nothing_is_beyond_it():
    assert judge_certified(Decimal(-5), None, Decimal(0)).is_good
    assert judge_certified(Decimal(5), Decimal(0), None).is_good


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"%PDF-1.7 ...", "application/pdf"), (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"), (b"PK", None), (b"", None),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_first_bytes(content, media):
    assert media_of(content) == media
