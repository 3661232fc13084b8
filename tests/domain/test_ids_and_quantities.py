from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.ids import (
    EPOCH_MS,
    MAX_WRITER,
    IdSequence,
    compose_id,
    compose_uuid7,
    id_time_ms,
    id_writer,
)
from qtrace.domain.problems import Problem
from qtrace.domain.quantities import QuantityError, grouped_q6, parse_q6, plain_q6, q6

NOW = EPOCH_MS + 1_000_000


@given(st.lists(st.integers(-5_000, 5_000), min_size=1, max_size=200), st.integers(0, MAX_WRITER))
def test_ids_grow_whatever_the_clock_does(steps, writer):
    sequence = IdSequence(writer)
    now, last = NOW, 0
    for step in steps:
        now += step
        value = sequence.next(now)
        assert value > last
        assert id_writer(value) == writer
        last = value


def test_a_full_counter_borrows_the_next_millisecond():
    sequence = IdSequence(1)
    values = [sequence.next(NOW) for _ in range(1100)]
    assert len(set(values)) == 1100
    assert id_time_ms(values[-1]) == NOW + 2


def test_after_a_restart_ids_go_on_behind_the_last_one():
    last = IdSequence(3).next(NOW + 60_000)
    assert IdSequence(3, last).next(NOW) > last


@pytest.mark.parametrize(
    "part", [(NOW, -1, 0), (NOW, 8192, 0), (NOW, 0, 512), (EPOCH_MS - 1, 0, 0)]
)
def test_parts_that_do_not_fit_are_refused(part):
    with pytest.raises(ValueError):
        compose_id(*part)


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**74 - 1))
def test_uuid7_has_version_variant_and_time(ms, bits):
    uid = compose_uuid7(ms, bits)
    assert uid.version == 7
    assert uid.variant == "specified in RFC 4122"
    assert uid.int >> 80 == ms


@given(st.integers(0, 10**18))
def test_quantities_read_back(value):
    assert parse_q6(plain_q6(value)) == value
    assert Decimal(plain_q6(value)) * 1_000_000 == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "QUANTITY_NOT_A_NUMBER"),
        ("1,5", "QUANTITY_NOT_A_NUMBER"),
        ("-1", "QUANTITY_NOT_A_NUMBER"),
        ("1e3", "QUANTITY_NOT_A_NUMBER"),
        ("１２", "QUANTITY_NOT_A_NUMBER"),
        ("1.2.3", "QUANTITY_NOT_A_NUMBER"),
        ("0.0000001", "QUANTITY_TOO_FINE"),
        ("1000000000001", "QUANTITY_OUT_OF_RANGE"),
        ("9" * 30, "QUANTITY_NOT_A_NUMBER"),
    ],
)
def test_what_is_no_quantity_is_named(text, code):
    with pytest.raises(QuantityError) as caught:
        parse_q6(text)
    assert caught.value.code == code


def test_words_of_quantities():
    assert grouped_q6(q6(1_200)) == "1 200"
    assert grouped_q6(-1_234_500_000) == "-1 234.5"
    assert plain_q6(-1) == "-0.000001"


def test_a_problem_carries_code_and_facts():
    problem = Problem("DISK_FULL", {"path": "x"})
    assert (problem.code, problem.facts) == ("DISK_FULL", {"path": "x"})
