"""Lots between two states: what yesterday and this morning left on the bench."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from qtrace.app.demo.chamber import renew_chamber_plan
from qtrace.app.demo.lots import (
    DemoLot,
    add_order,
    all_ok,
    decide,
    deliver,
    draw_report,
    inspect,
    label,
    printed,
    put_away,
    read_values,
    receive,
    sign,
    start,
    store_reports,
)
from qtrace.app.demo.maker import Maker
from qtrace.app.demo.production import lines_this_morning
from qtrace.app.demo.shipments import ship_pumps
from qtrace.app.demo.suppliers import (
    DEYU,
    HENGMI,
    JIAYING,
    KENUO,
    LISHENG,
    RUICHUAN,
)
from qtrace.app.demo.values import readings
from qtrace.domain.inspection import CharClass
from qtrace.domain.items import LabelStatus
from qtrace.domain.receiving import FindingCode
from qtrace.services.inspection.commands import ReviewInspection, SignInspection

MORNING: Final = timedelta(minutes=95)
"""How long before the demo's present its morning began."""

_LOTS: Final = (
    ("tubing", "TB-40", "C", RUICHUAN, "RC-NB", 2181, "RC4M90", 3000, 6, (0, 10)),
    ("cover a", "HS-21", "D", DEYU, "DY-KS", 2184, "DYG53", 240, 8, (0, 16)),
    ("cover b", "HS-21", "D", DEYU, "DY-KS", 2185, "DYG60", 240, 8, (2, 9)),
    ("spike", "SP-03", "B", LISHENG, "LS-DG", 2186, "LS3G46", 1000, 5, (2, 10)),
    ("pouch", "SB-16", "B", JIAYING, "JY-TC", 2187, "JPC25", 2000, 10, (6, 9)),
    ("motor", "MT-30", "A", KENUO, "HT-WX", 2188, "HTC25", 60, 3, (1, 9)),
    ("tray a", "CN-06", "A", JIAYING, "JY-TC", 2189, "JYD31", 1600, 8, (0, 11)),
    ("chamber", "DC-08", "B", RUICHUAN, "RC-NB", 2193, "RC8H59", 5000, 10, (0, 15)),
    ("tray b", "CN-06", "A", JIAYING, "JY-TC", 2194, "JYD32", 1600, 8, (5, 9)),
    ("valve", "RV-07", "B", HENGMI, "HM-SZ1", 2195, "HV031", 1000, 10, (3, 10)),
    ("board", "PB-26", "E", KENUO, "HT-WX", 2196, "HTB90", 100, 4, (7, 9)),
)  # fmt: skip


def _lots(maker: Maker) -> Mapping[str, DemoLot]:
    found = {}
    for name, part, revision, supplier, site, order, lot_word, quantity, boxes, needed in _LOTS:
        days, hour = needed
        found[name] = DemoLot(
            name=f"present {name}",
            part=part,
            revision=revision,
            supplier=supplier,
            site=site,
            order=f"PO-{maker.day:%y}-{order}",
            supplier_lot=lot_word,
            quantity=quantity,
            containers=boxes,
            needed_at=maker.at(-days, hour),
        )
    return MappingProxyType(found)


def yesterday_and_this_morning(maker: Maker, end: datetime) -> None:
    """Bring every waiting lot to its state; the last command is sent a little before `end`."""
    lots = _lots(maker)
    numbers: dict[str, str] = {}
    _order_them(maker, lots, end)
    maker.go(end - timedelta(hours=22))
    renew_chamber_plan(maker)
    ship_pumps(maker)
    for name in ("tubing", "cover a", "cover b", "spike", "pouch", "motor", "tray a"):
        numbers[name] = _arrive(maker, lots[name])
    _wait_for_signatures(maker, lots)
    lines_this_morning(maker, end)
    maker.go(end - MORNING)
    for name in ("motor", "tray a"):
        _finish(maker, lots[name], numbers[name])
    _arrive(maker, lots["valve"])
    _arrive(maker, lots["chamber"], labelled=7)
    _arrive(maker, lots["tray b"], labelled=5)
    old = (FindingCode.OLD_REVISION.value,)
    _arrive(maker, lots["board"], acknowledged=old, status=LabelStatus.EXCESS)
    _begin(maker, lots["spike"])


def _order_them(maker: Maker, lots: Mapping[str, DemoLot], end: datetime) -> None:
    maker.go(end - timedelta(days=8))
    for lot in lots.values():
        add_order(maker, lot, lot.quantity, due_days=8)


def _arrive(
    maker: Maker,
    lot: DemoLot,
    labelled: int | None = None,
    acknowledged: tuple[str, ...] = (),
    status: LabelStatus = LabelStatus.QUARANTINE,
) -> str:
    """Deliver, receive and label; return our lot number."""
    deliver(maker, lot)
    maker.wait(minutes=4)
    number = receive(maker, lot, acknowledged)
    count = lot.containers if labelled is None else labelled
    maker.wait(minutes=2)
    label(maker, maker.id("lot", lot.name), number, status, range(1, count + 1))
    maker.wait(minutes=1)
    return number


def _wait_for_signatures(maker: Maker, lots: Mapping[str, DemoLot]) -> None:
    """Tubing waits for the reviewer, a pump cover for the release officer."""
    for name in ("tubing", "cover a"):
        lot = lots[name]
        sheet = start(maker, lot, "lin")
        inspect(maker, lot, sheet, "lin")
        maker.wait(minutes=5)
        sign(maker, "lin", SignInspection, sheet.inspection_id)
    maker.wait(minutes=9)
    cover = maker.id("inspection", lots["cover a"].name)
    sign(maker, "zhou", ReviewInspection, cover)


def _finish(maker: Maker, lot: DemoLot, number: str) -> None:
    """A lot of yesterday that was released this morning."""
    lot_id = maker.id("lot", lot.name)
    sheet = start(maker, lot, "huang")
    inspect(maker, lot, sheet, "huang")
    facts = decide(maker, lot, "huang")
    draw_report(maker, int(facts["document_id"]), "huang")
    printed(maker)
    maker.wait(minutes=2)
    label(maker, lot_id, number, LabelStatus.RELEASED, range(1, lot.containers + 1))
    put_away(maker, lot_id, "A-03-14")
    store_reports(maker)


def _begin(maker: Maker, lot: DemoLot) -> None:
    """An inspection that was left in the middle: 34 of 80 pieces."""
    sheet = start(maker, lot, "lin")
    critical, measured, _minor = sheet.characteristics
    assert critical.char_class is CharClass.CRITICAL
    random = maker.random("spike on the bench")
    read_values(maker, sheet, measured, readings(random, measured, ()), "lin")
    maker.wait(minutes=3)
    all_ok(maker, sheet, critical, "lin", piece_to=34)
