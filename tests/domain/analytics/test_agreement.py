"""Kappa against published examples: Cohen (2 × 2 grants), Fleiss 1971 in its usual printing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.analytics.agreement import (
    Ratings,
    attribute_agreement,
    cohen_kappa,
    fleiss_kappa,
)
from qtrace.domain.analytics.errors import AnalyticsErrorCode

E = AnalyticsErrorCode

# Fourteen raters, ten subjects, five categories; kappa 0.210.
FLEISS = [
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
]


def repeated(counts, names="abcdefgh"):
    return [name for name, n in zip(names, counts, strict=False) for _ in range(n)]


def test_cohen():
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, expected 0.5, kappa 0.4."""
    one = repeated((20, 5, 10, 15), "yynn")
    other = repeated((20, 5, 10, 15), "ynyn")
    kappa = cohen_kappa(one, other)
    assert (kappa.observed, kappa.expected) == (pytest.approx(0.7), pytest.approx(0.5))
    assert kappa.kappa == pytest.approx(0.4)


def test_fleiss():
    kappa = fleiss_kappa([repeated(row) for row in FLEISS])
    assert kappa.kappa == pytest.approx(0.210, abs=5e-4)
    assert kappa.observed == pytest.approx(0.378, abs=5e-4)
    assert kappa.expected == pytest.approx(0.213, abs=5e-4)


def test_one_category_has_no_kappa():
    assert cohen_kappa(["ok"] * 3, ["ok"] * 3).kappa is None
    assert fleiss_kappa([["ok", "ok"]] * 3).kappa is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_kappa_is_symmetric_and_at_most_one(pairs):
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    kappa = cohen_kappa(one, other)
    turned = cohen_kappa(other, one)
    assert kappa.expected == pytest.approx(turned.expected)
    if kappa.kappa is not None:
        assert kappa.kappa == pytest.approx(turned.kappa)
        assert -1 - 1e-9 <= kappa.kappa <= 1
        assert (kappa.kappa == 1) == (one == other)


def test_bad_kappas_are_refused():
    assert cohen_kappa(["a"], []).code is E.LENGTHS_DIFFER
    assert cohen_kappa([], []).code is E.TOO_FEW
    assert fleiss_kappa([]).code is E.TOO_FEW
    assert fleiss_kappa([["a"]]).code is E.TOO_FEW
    assert fleiss_kappa([["a", "b"], ["a"]]).code is E.RAGGED


def ratings(text, *, standard=True):
    """`text`: for each appraiser a word for each part, one letter a trial; standard is `good`."""
    rows = [
        (letter, str(part), appraiser)
        for appraiser, words in text.items()
        for part, word in enumerate(words.split())
        for letter in word
    ]
    rating, part, appraiser = (list(column) for column in zip(*rows, strict=True))
    known = ["g" if int(each) < 2 else "b" for each in part] if standard else None
    return Ratings(rating, part, appraiser, known)


def test_a_study_within_between_and_against_the_standard():
    study = attribute_agreement(ratings({"Li": "gg gg bb bb", "Wu": "gg gb bb gg"}))
    li, wu = study.appraisers
    assert (li.within.agreed, li.standard.agreed, li.standard_kappa.kappa) == (4, 4, 1)
    assert li.within_kappa.kappa == pytest.approx(1)
    assert (wu.within.agreed, wu.within.n, wu.standard.agreed) == (3, 4, 2)
    assert wu.standard_kappa.kappa == pytest.approx((5 / 8 - 0.5) / 0.5)
    assert (study.between.agreed, study.standard.agreed) == (2, 2)
    assert 0 < study.between_kappa.kappa < 1
    assert study.between.low < 0.5 < study.between.high


def test_one_trial_has_nothing_within_and_one_appraiser_nothing_between():
    study = attribute_agreement(ratings({"Li": "g g b b"}, standard=False))
    (li,) = study.appraisers
    assert (li.within, li.within_kappa, li.standard, li.standard_kappa) == (None,) * 4
    assert (study.between, study.between_kappa, study.standard) == (None, None, None)


@pytest.mark.parametrize(
    ("study", "code"),
    [
        (Ratings([], [], []), E.TOO_FEW),
        (Ratings(["g"], [], ["Li"]), E.LENGTHS_DIFFER),
        (Ratings(["g"], ["1"], []), E.LENGTHS_DIFFER),
        (Ratings(["g"], ["1"], ["Li"], []), E.LENGTHS_DIFFER),
        (Ratings(["g", "g"], ["1", "1"], ["Li", "Wu"], ["g", "b"]), E.STANDARD_DIFFERS),
        (Ratings(["g", "g", "b"], ["1", "1", "2"], ["Li", "Wu", "Li"]), E.UNBALANCED),
    ],
)
def test_bad_studies_are_refused(study, code):
    assert attribute_agreement(study).code is code


def test_confidence_must_be_one():
    assert attribute_agreement(ratings({"Li": "g"}), conf=1).code is E.BAD_PROBABILITY
