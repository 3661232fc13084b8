"""Numbers of pieces within their lot: given once, at the first operation, and kept through all."""

from collections.abc import Collection, Sequence


def next_numbers(
    waiting: Sequence[int], taken: Collection[int], pieces: int, highest: int
) -> tuple[int, ...]:
    """Numbers of the next pieces of an operation.

    Args:
        waiting: numbers that have come to the operation, in the order in which they came.
        taken: numbers that came out of it before.
        pieces: how many come out now, at least 1.
        highest: highest number of the lot; who makes more than have come gets numbers after it.

    Example:
        >>> next_numbers((6, 7, 8, 9), {6}, 2, 20)
        (7, 8)
    """
    known = [number for number in waiting if number not in taken][:pieces]
    return (*known, *range(highest + 1, highest + 1 + pieces - len(known)))


def ranges_of(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Runs of consecutive numbers in the order in which the numbers stand.

    Example:
        >>> ranges_of((1, 2, 3, 8, 9, 5))
        ((1, 3), (8, 9), (5, 5))
    """
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def not_yet_out(out: Sequence[int]) -> tuple[tuple[int, int | None], ...]:
    """Every number that has not come out, as ranges; the last one is open.

    Example:
        >>> not_yet_out((1, 2, 5))
        ((3, 4), (6, None))
    """
    found: list[tuple[int, int | None]] = []
    first = 1
    for begin, end in ranges_of(sorted(out)):
        if first < begin:
            found.append((first, begin - 1))
        first = end + 1
    return (*found, (first, None))


def even_shares(qty_q6: int, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """A quantity over pieces, the same for each, by ranges of numbers; nothing is lost.

    Example:
        >>> even_shares(10, ((1, 2), (7, 7)))
        (6, 4)
    """
    pieces = sum(last - first + 1 for first, last in spans)
    found, before = [], 0
    for first, last in spans:
        after = before + last - first + 1
        found.append(qty_q6 * after // pieces - qty_q6 * before // pieces)
        before = after
    return tuple(found)
