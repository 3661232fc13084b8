"""64-bit ids made by the client: time-ordered, unique over all writers of all sites.

Layout, high to low: 41 bits of milliseconds since 2024-01-01T00:00Z, 13 bits writer, 9 bits counter.
"""

from uuid import UUID

EPOCH_MS = 1_704_067_200_000
WRITER_BITS = 13
COUNTER_BITS = 9
MAX_WRITER = (1 << WRITER_BITS) - 1
_MAX_COUNTER = (1 << COUNTER_BITS) - 1


def compose_id(ms: int, writer: int, counter: int) -> int:
    """Id of `counter` in millisecond `ms` (since the Unix epoch) of `writer`.

    Raises:
        ValueError: a part does not fit its bits.
    """
    since = ms - EPOCH_MS
    if (
        not 0 <= since < 1 << 41
        or not 0 <= writer <= MAX_WRITER
        or not 0 <= counter <= _MAX_COUNTER
    ):
        raise ValueError(f"id part out of range: ms={ms} writer={writer} counter={counter}")
    return since << (WRITER_BITS + COUNTER_BITS) | writer << COUNTER_BITS | counter


def id_time_ms(value: int) -> int:
    """Millisecond (Unix epoch) in which `value` was made."""
    return (value >> (WRITER_BITS + COUNTER_BITS)) + EPOCH_MS


def id_writer(value: int) -> int:
    """Writer number that made `value`."""
    return value >> COUNTER_BITS & MAX_WRITER


class IdSequence:
    """Strictly increasing ids of one writer; a clock that steps back never lowers them.

    A full counter borrows the next millisecond, so work never waits for the clock.
    """

    def __init__(self, writer: int, last_id: int = 0) -> None:
        self._writer = writer
        self._ms = id_time_ms(last_id) + 1 if last_id else EPOCH_MS
        self._counter = -1

    def next(self, now_ms: int) -> int:
        """The next id, given the clock's present millisecond."""
        if now_ms > self._ms:
            self._ms, self._counter = now_ms, 0
        elif self._counter < _MAX_COUNTER:
            self._counter += 1
        else:
            self._ms, self._counter = self._ms + 1, 0
        return compose_id(self._ms, self._writer, self._counter)


def compose_uuid7(ms: int, random_bits: int) -> UUID:
    """UUID version 7 of millisecond `ms` with 74 bits of `random_bits`.

    Source: RFC 9562 section 5.7.
    """
    high = (ms & (1 << 48) - 1) << 16 | 0x7000 | random_bits >> 62 & 0xFFF
    low = 0b10 << 62 | random_bits & (1 << 62) - 1
    return UUID(int=high << 64 | low)
