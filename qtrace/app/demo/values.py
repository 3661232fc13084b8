"""Readings of the demo: seeded, near the nominal, with the failures that history asks for."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from random import Random

from qtrace.services.inspection.rows import SheetCharacteristic


def choose_pieces(random: Random, n: int, failed: int) -> tuple[int, ...]:
    """Numbers of `failed` different pieces of a sample of `n`, ascending."""
    return tuple(sorted(random.sample(range(1, n + 1), failed)))


def readings(random: Random, spec: SheetCharacteristic, failed: Collection[int]) -> tuple[str, ...]:
    """One value for each piece; no value three times in a row, because that would be asked about.

    Args:
        random: choices of this lot.
        spec: the characteristic with its limits.
        failed: pieces whose value lies beyond a limit.
    """
    made: list[str] = []
    for piece in range(1, spec.n + 1):
        value = _one(random, spec, piece in failed)
        while made[-2:] == [value, value]:
            value = _one(random, spec, piece in failed)
        made.append(value)
    return tuple(made)


def _one(random: Random, spec: SheetCharacteristic, is_bad: bool) -> str:  # noqa: FBT001 - piece fails
    low, high = _limits(spec)
    step = _step(spec)
    half = (high - low) / 2
    if is_bad:
        beyond = step * random.randint(1, max(int(half / step / 4), 2))
        below = spec.usl is None or (spec.lsl is not None and random.random() < 0.3)
        return f"{(low - beyond if below else high + beyond):.{spec.decimals}f}"
    centre = low + half
    drawn = centre + half * Decimal(str(round(random.gauss(0, 0.3), 4)))
    kept = min(max(drawn, low + step), high - step)
    return f"{round(kept / step) * step:.{spec.decimals}f}"


def _step(spec: SheetCharacteristic) -> Decimal:
    """What the gauge resolves, never finer than the decimals that are written down."""
    shown = Decimal(1).scaleb(-spec.decimals)
    resolution = next((gauge.resolution.split()[0] for gauge in spec.gauges), "")
    is_number = resolution.replace(".", "", 1).isdigit()
    return max(shown, Decimal(resolution)) if is_number else shown


def _limits(spec: SheetCharacteristic) -> tuple[Decimal, Decimal]:
    """Both limits; a missing one lies as far beyond the nominal as the other."""
    nominal = Decimal(spec.nominal or spec.lsl or spec.usl or "0")
    low = Decimal(spec.lsl) if spec.lsl is not None else None
    high = Decimal(spec.usl) if spec.usl is not None else None
    if low is None:
        low = 2 * nominal - (high if high is not None else nominal)
    if high is None:
        high = 2 * nominal - low
    return low, high


def first_of(texts: Sequence[str], position: int) -> str:
    """One of `texts`, in turn."""
    return texts[position % len(texts)]
