"""The tables rebuilt from their structure alone: a typo detector, written apart from the product.

Letter index i (A = 0), AQL index j (0.010 = 0): almost every cell depends on d = i + j only.
"""

from collections.abc import Callable
from dataclasses import dataclass

LETTERS = "ABCDEFGHJKLMNPQRS"
AQLS = [
    *("0.010", "0.015", "0.025", "0.040", "0.065", "0.10", "0.15", "0.25", "0.40", "0.65"),
    *("1.0", "1.5", "2.5", "4.0", "6.5", "10", "15", "25", "40", "65"),
    *("100", "150", "250", "400", "650", "1000"),
]
SIZES = dict(
    zip(
        LETTERS,
        (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150),
        strict=True,
    )
)
REDUCED = dict(
    zip(LETTERS, (2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800), strict=False)
)

Cell = tuple[int, int] | str  # (ac, re), "down" or "up"


@dataclass(frozen=True)
class Table:
    """One master table: sizes by letter and what is printed at (i, j)."""

    sizes: dict[str, int]
    printed: Callable[[int, int], Cell]

    def cell(self, letter: str, aql: str) -> tuple[str, str, int, int, int]:
        """arrow, plan letter, n, ac, re after following the arrow."""
        i, j = LETTERS.index(letter), AQLS.index(aql)
        first = self.printed(i, j)
        here = first
        while isinstance(here, str):
            i += 1 if first == "down" else -1
            here = self.printed(i, j)
        arrow = first if isinstance(first, str) else "direct"
        return arrow, LETTERS[i], self.sizes[LETTERS[i]], *here


def _pairs(start: int, acs: list[int]) -> dict[int, tuple[int, int]]:
    return {start + k: (ac, ac + 1) for k, ac in enumerate(acs)}


def _diagonal(
    plans: dict[int, tuple[int, int]],
    corner: dict[int, tuple[int, int]],
    up_at: tuple[int, ...] = (15,),
    last: int = 15,
) -> Callable[[int, int], Cell]:
    def printed(i: int, j: int) -> Cell:
        d = i + j
        if d in plans:
            return plans[d]
        if d in corner and i <= 4:
            return corner[d]
        if d > 24:
            return "up"
        if i == last and d > 14:
            return "up"  # nothing lies below the bottom row
        if d in up_at and i > 0:
            return "up"
        return "down"

    return printed


NORMAL = Table(
    SIZES,
    _diagonal({14: (0, 1)} | _pairs(17, [1, 2, 3, 5, 7, 10, 14, 21]), {25: (30, 31), 26: (44, 45)}),
)


def _tightened(i: int, j: int) -> Cell:
    if LETTERS[i] == "S":
        return (1, 2)
    d = i + j
    if i == 15 and d == 17:
        return "down"  # the one plan of letter S, reached from Q and R
    base = _diagonal(
        {15: (0, 1)} | _pairs(18, [1, 2, 3, 5, 8, 12, 18]), {25: (27, 28), 26: (41, 42)}, ()
    )
    return base(i, j)


def _tightened_z14(i: int, j: int) -> Cell:
    return "down" if (i, j) == (0, 15) else _tightened(i, j)


def _reduced_z14(i: int, j: int) -> Cell:
    d = i + j
    own = {
        0: _pairs(17, [1, 2, 3, 5, 7, 10, 14, 21, 30]),
        1: {17: (0, 2), 18: (1, 3), 19: (2, 4), 20: (3, 5)} | _pairs(21, [5, 7, 10, 14, 21, 30]),
    }.get(i, {})
    if d in own:
        return own[d]
    gaps = [(0, 2), (1, 3), (1, 4), (2, 5), (3, 6), (5, 8), (7, 10), (10, 13)]
    plans = {14: (0, 1)} | {17 + k: pair for k, pair in enumerate(gaps)}
    return _diagonal(plans, {25: (14, 17), 26: (21, 24)})(i, j)


def _reduced_iso(i: int, j: int) -> Cell:
    d = i + j
    own = {
        0: {17: (1, 2)} | _pairs(18, [2, 3, 5, 7, 10, 14, 21, 30]),
        1: _pairs(18, [1, 2, 3, 5, 7, 10, 14, 21, 30]),
    }.get(i, {})
    if d in own:
        return own[d]
    if (i, d) == (14, 16):
        return "up"  # the row below has no plan at d = 17
    plans = {14: (0, 1)} | _pairs(18, [1, 2, 3, 5, 6, 8, 10])
    return _diagonal(plans, {25: (14, 15), 26: (21, 22)})(i, j)


TABLES = {
    ("z14", "normal"): NORMAL,
    ("z14", "tightened"): Table(SIZES, _tightened_z14),
    ("z14", "reduced"): Table(REDUCED, _reduced_z14),
    ("iso2859", "normal"): NORMAL,
    ("iso2859", "tightened"): Table(SIZES, _tightened),
    ("iso2859", "reduced"): Table(REDUCED, _reduced_iso),
}


def _double_numbers(text: str) -> tuple[tuple[int, int, int, int], ...]:
    return tuple(tuple(int(part) for part in each.split("/")) for each in text.split())


_COMMON = "0/2/1/2 0/3/3/4 1/4/4/5 2/5/6/7"
_DOUBLES = {
    "normal": dict(
        zip(
            (
                (1, 2),
                (2, 3),
                (3, 4),
                (5, 6),
                (7, 8),
                (10, 11),
                (14, 15),
                (21, 22),
                (30, 31),
                (44, 45),
            ),
            _double_numbers(
                f"{_COMMON} 3/7/8/9 5/9/12/13 7/11/18/19 11/16/26/27 17/22/37/38 25/31/56/57"
            ),
            strict=True,
        )
    ),
    "tightened": dict(
        zip(
            ((1, 2), (2, 3), (3, 4), (5, 6), (8, 9), (12, 13), (18, 19), (27, 28), (41, 42)),
            _double_numbers(f"{_COMMON} 3/7/11/12 6/10/15/16 9/14/23/24 15/20/34/35 23/29/52/53"),
            strict=True,
        )
    ),
    "reduced": dict(
        zip(
            ((0, 2), (1, 3), (1, 4), (2, 5), (3, 6), (5, 8), (7, 10), (10, 13), (14, 17), (21, 24)),
            _double_numbers(
                "0/2/0/2 0/3/0/4 0/4/1/5 0/4/3/6 1/5/4/7 2/7/6/9 3/8/8/12 5/10/12/16 7/12/18/22 11/17/26/30"
            ),
            strict=True,
        )
    ),
}


def double_cell(severity: str, letter: str, aql: str) -> tuple[int, ...] | None:
    """n1, n2, ac1, re1, ac2, re2 of Z1.4; None where the single plan is used.

    A double plan stands wherever a single plan with Ac > 0 does; its samples have the size of the
    single plan one letter before. The first letters have none: the samples would be too small.
    """
    table = TABLES[("z14", severity)]
    _, final, _, ac, re = table.cell(letter, aql)
    first_letters = "ABC" if severity == "reduced" else "A"
    arrow_from_a = severity == "normal" and letter == "A"  # the source prints the single plan there
    if (ac, re) == (0, 1) or final in first_letters or arrow_from_a:
        return None
    size = table.sizes[LETTERS[LETTERS.index(final) - 1]]
    return (size, size, *_DOUBLES[severity][(ac, re)])
