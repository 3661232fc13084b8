"""A year of lots: what each series shows follows from its results by the switching rules alone.

Seal ring: two of five rejected, tightened, five accepted, normal again with a score of 18.
Tubing: ten accepted in a row, reduced since. Drip chamber: tightened, three more lots to normal.
Spike: a new source, tightened for its first five lots. Sensor: two rejected, supplier suspended.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from qtrace.app.demo.catalogue import PART
from qtrace.app.demo.lots import DemoLot
from qtrace.app.demo.suppliers import (
    ANCE,
    DEYU,
    HENGMI,
    JIAYING,
    KENUO,
    LISHENG,
    RUICHUAN,
    YONGCHANG,
)
from qtrace.domain.inspection import CharClass

LOTS_OF_ORDER: Final = 10
SUNDAY: Final = 6
INSPECTORS: Final = ("lin", "huang", "lin")


@dataclass(frozen=True, slots=True)
class Series:
    """The past lots of one part from one site.

    Attributes:
        lot_word: how the supplier's lot numbers begin.
        first_days_ago: when the first lot came.
        every_days: days between two lots.
        results: one word for each lot: failed pieces of the critical, major and minor class.
        known: known from before the demo's year, so the series began normal.
        order_base: number of its first order.
    """

    part: str
    revision: str
    supplier: str
    site: str
    quantity: int
    lot_word: str
    first_days_ago: int
    every_days: int
    results: tuple[str, ...]
    order_base: int
    known: bool = True
    by_aql: bool = True


SERIES: Final = (
    Series(
        "SR-12", "C", HENGMI, "HM-SZ1", 1200, "7", 352, 19,
        ("000", "011", "020", "006", "131", "002", "001", "010", "002", "000", "001", "011",
         "006", "001", "001", "011", "000", "001", "001"),
        1210,
    ),
    Series(
        "TB-40", "C", RUICHUAN, "RC-NB", 3000, "RC4", 341, 29,
        ("000", "001", "000", "000", "001", "000", "000", "000", "001", "000", "000", "000"),
        1305,
    ),
    Series(
        "DC-08", "B", RUICHUAN, "RC-NB", 5000, "RC8", 240, 37,
        ("001", "000", "012", "002", "020", "001", "000"),
        1371,
    ),
    Series(
        "HS-21", "D", DEYU, "DY-KS", 240, "DY", 246, 56,
        ("011", "002", "010", "001", "020"),
        1440,
    ),
    Series(
        "SP-03", "B", LISHENG, "LS-DG", 1000, "LS3", 201, 33,
        ("000", "001", "002", "000", "100", "001"),
        1502, known=False,
    ),
    Series("BT-18", "B", YONGCHANG, "YC-HZ", 160, "YC", 119, 88, ("000",), 1533,
           by_aql=False),
    Series("PS-05", "E", ANCE, "AC-SZ", 400, "AC", 155, 47, ("000", "200", "310"), 1561,
           by_aql=False),
    Series("FL-02", "A", KENUO, "LQ-PG1", 2000, "PG", 134, 97, ("100",), 1587),
    Series("CN-06", "A", JIAYING, "JY-TC", 1600, "JY", 246, 84, ("001", "010", "002"), 1604),
    Series("LC-14", "C", RUICHUAN, "RC-NB", 500, "RL", 83, 96, ("000",), 1622),
    Series("MT-30", "A", KENUO, "HT-WX", 60, "HT", 90, 120, ("000",), 1648, by_aql=False),
    Series("SB-16", "B", JIAYING, "JY-TC", 2000, "JP", 115, 110, ("001",), 1660),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PastLot:
    """A lot with the day on which it came.

    Attributes:
        order_total: quantity of its order if this lot is the first of it, else 0.
    """

    day: date
    lot: DemoLot
    inspector: str
    series: Series
    position: int
    order_total: int


def past_lots(today: date) -> tuple[PastLot, ...]:
    """All past lots in the order in which they came."""
    found = [past for series in SERIES for past in _of_series(series, today)]
    return tuple(sorted(found, key=lambda past: past.day))


def _of_series(series: Series, today: date) -> Iterator[PastLot]:
    per = PART[series.part].per
    for position, word in enumerate(series.results):
        day = working_day(today, series.first_days_ago - position * series.every_days)
        order = series.order_base + position // LOTS_OF_ORDER
        lots_left = min(LOTS_OF_ORDER, len(series.results) - position)
        bad = dict(zip(CharClass, map(int, word), strict=True))
        lot = DemoLot(
            name=f"{series.part} {position + 1}",
            part=series.part,
            revision=series.revision,
            supplier=series.supplier,
            site=series.site,
            order=f"PO-{_order_year(series, position, today):02d}-{order}",
            supplier_lot=f"{series.lot_word}{chr(65 + position)}{11 + 7 * position % 89:02d}",
            quantity=series.quantity,
            containers=-(-series.quantity // per),
            bad={char_class: count for char_class, count in bad.items() if count},
        )
        is_first = position % LOTS_OF_ORDER == 0
        total = series.quantity * lots_left if is_first else 0
        inspector = INSPECTORS[(position + len(series.part) + series.order_base) % 3]
        yield PastLot(day, lot, inspector, series, position, total)


def _order_year(series: Series, position: int, today: date) -> int:
    """Year in which the order of this lot was placed: when its first lot came."""
    first = position - position % LOTS_OF_ORDER
    day = working_day(today, series.first_days_ago - first * series.every_days)
    return day.year % 100


def working_day(today: date, days_ago: int) -> date:
    """That day, or the Monday after it if it is a Sunday."""
    day = today - timedelta(days=days_ago)
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day
