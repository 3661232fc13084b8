"""Where the sample comes from: at random, and the same again from the recorded seed.

The generator is SplitMix64 (Steele, Lea, Flood 2014), written out here so that a sample drawn
today can be checked in twenty years whatever the library does: 64-bit state, add
0x9E3779B97F4A7C15, then two rounds of xor-shift and multiply. Whole numbers below a bound are
drawn by throwing away the uneven top of the range, so every container has the same chance.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

_MASK = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15
_MIX_1 = 0xBF58476D1CE4E5B9
_MIX_2 = 0x94D049BB133111EB


def containers_to_open(total: int, n: int | None = None) -> int:
    """How many of `total` containers to open: the root rounded up, plus one.

    Never more than there are, nor more than the `n` pieces of the sample.

    Example:
        >>> containers_to_open(12), containers_to_open(8), containers_to_open(1)
        (5, 4, 1)
    """
    if total < 1:
        return 0
    wanted = math.isqrt(total - 1) + 2
    return min(wanted, total, total if n is None else n)


def choose_containers(total: int, seed: int, count: int | None = None) -> tuple[int, ...]:
    """Numbers (1 to `total`, ascending) of the containers to open; the same for the same seed.

    Args:
        total: containers of the lot.
        seed: recorded whole number; its lowest 64 bits count.
        count: how many, capped by `total`; `containers_to_open(total)` unless given.
    """
    wanted = containers_to_open(total) if count is None else max(0, min(count, total))
    pool: dict[int, int] = {}
    numbers = _numbers(seed)
    chosen = []
    for i in range(wanted):
        j = i + _below(numbers, total - i)
        chosen.append(pool.get(j, j) + 1)
        pool[j] = pool.get(i, i)
    return tuple(sorted(chosen))


def assign_pieces(
    n: int,
    containers: Sequence[int],
    steps: Sequence[int] = (),
    contents: Mapping[int, int] | None = None,
) -> tuple[int, ...]:
    """Container of each piece: the answer at index i is where piece i + 1 comes from.

    Pieces of one container follow each other, so each is opened once per step, and shares differ
    by at most one as far as the contents allow. A class that looks at the first few pieces only
    needs those spread over all containers too: its sample size is a step.

    Args:
        n: pieces of the largest sample.
        containers: containers to open, in the order of the pieces; empty gives no answer.
        steps: smaller sample sizes; after each, as after `n`, the shares are even.
        contents: pieces in each container where that is known; the answer is shorter than `n`
            when all are used up.

    Example:
        >>> assign_pieces(6, (2, 5), steps=(2,))
        (2, 5, 2, 2, 5, 5)
        >>> assign_pieces(6, (2, 5), contents={5: 1})
        (2, 2, 2, 2, 2, 5)
    """
    answer: list[int] = []
    before: Counter[int] = Counter()
    for step in sorted({min(step, n) for step in (*steps, n) if step > 0}):
        shares = _even_shares(step, containers, contents or {})
        for container in containers:
            answer.extend([container] * (shares[container] - before[container]))
        before = shares
    return tuple(answer)


def _even_shares(n: int, containers: Sequence[int], contents: Mapping[int, int]) -> Counter[int]:
    """Pieces from each container, dealt round like cards; for more pieces no share shrinks."""
    shares: Counter[int] = Counter()
    left = n
    while left:
        open_ones = [c for c in containers if shares[c] < contents.get(c, n)]
        if not open_ones:
            break
        for container in open_ones[:left]:
            shares[container] += 1
        left -= len(open_ones[:left])
    return shares


def _numbers(seed: int) -> Iterator[int]:
    """Endless SplitMix64 numbers, 0 to 2^64 - 1."""
    state = seed & _MASK
    while True:
        state = (state + _STEP) & _MASK
        mixed = ((state ^ (state >> 30)) * _MIX_1) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * _MIX_2) & _MASK
        yield mixed ^ (mixed >> 31)


def _below(numbers: Iterator[int], bound: int) -> int:
    """Next number below `bound`, each equally likely."""
    fair = (_MASK + 1) - (_MASK + 1) % bound
    return next(number for number in numbers if number < fair) % bound


def shuffled(count: int, seed: int) -> tuple[int, ...]:
    """The numbers 1 to `count` in a random order that is the same for the same seed.

    Example:
        >>> shuffled(5, 7)
        (5, 2, 4, 1, 3)
    """
    order = list(range(1, count + 1))
    numbers = _numbers(seed)
    for i in range(count - 1, 0, -1):
        j = _below(numbers, i + 1)
        order[i], order[j] = order[j], order[i]
    return tuple(order)
