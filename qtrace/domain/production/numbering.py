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
