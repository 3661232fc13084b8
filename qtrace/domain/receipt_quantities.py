"""Arithmetic of a receipt: tolerances, shares of containers, shelf life, lot size."""

from datetime import date, timedelta

from qtrace.domain.quantities import MILLION

MOST_CONTAINERS = 9999


def expiry_of(
    expiry: date | None, made_on: date | None, shelf_life_days: int | None
) -> date | None:
    """Last usable day: as stated, else from the day of manufacture, else not known (None)."""
    if expiry is not None or made_on is None or shelf_life_days is None:
        return expiry
    return made_on + timedelta(days=shelf_life_days)


def allowed_q6(ordered_q6: int, received_q6: int, over_delivery_pct: int) -> int:
    """Quantity that may still come: the open order with its tolerance, in whole units if ordered so.

    Example:
        >>> allowed_q6(7_000_000, 0, 10), allowed_q6(2_000_000_000, 1_200_000_000, 2)
        (7000000, 840000000)
    """
    most = ordered_q6 * (100 + over_delivery_pct) // 100
    if ordered_q6 % MILLION == 0:
        most -= most % MILLION
    return max(most - received_q6, 0)


def split_quantity(total_q6: int, containers: int) -> tuple[int, ...]:
    """`total_q6` over `containers`, whole units where the total is whole, larger shares first.

    Example:
        >>> split_quantity(10_000_000, 4)
        (3000000, 3000000, 2000000, 2000000)
    """
    step = MILLION if total_q6 % MILLION == 0 and total_q6 // MILLION >= containers else 1
    share, rest = divmod(total_q6 // step, containers)
    return tuple((share + (index < rest)) * step for index in range(containers))


def excess_containers(containers: int, excess_q6: int, total_q6: int) -> int:
    """How many of `containers` hold the excess: its share rounded up; at least one stays behind.

    A single container cannot be divided by counting, so its excess gets a container of its own.
    """
    share = -(-containers * excess_q6 // total_q6)
    return min(share, max(containers - 1, 1))


def pieces_of(quantity_q6: int) -> int:
    """Lot size for sampling: units of the quantity, rounded up, at least 1."""
    return max(-(-quantity_q6 // MILLION), 1)
