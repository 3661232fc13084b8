"""Building the demo plant: set-up, a year of lots, this morning, and what stands at the door."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from qtrace.app.adapters import SystemClock
from qtrace.app.demo.catalogue import add_catalogue, add_revision, draft_revision
from qtrace.app.demo.deliveries import add_waiting, add_waiting_orders
from qtrace.app.demo.drawing import ReportDrawer
from qtrace.app.demo.gauges import add_gauges, calibrate, renewals
from qtrace.app.demo.history import SERIES, PastLot, past_lots
from qtrace.app.demo.lots import add_order, store_reports, whole_life
from qtrace.app.demo.maker import START_DAYS_AGO, TIME_ZONE, ZONE, DemoHasher, Maker, local_time
from qtrace.app.demo.measuring import measuring_steps
from qtrace.app.demo.people import BY_LOGIN, add_people, first_administrator
from qtrace.app.demo.places import STATION, add_places
from qtrace.app.demo.plans import SEAL_2, SEAL_3, SEAL_4, add_plans, add_version, draft_version
from qtrace.app.demo.present import yesterday_and_this_morning
from qtrace.app.demo.production import add_production, finished_batch
from qtrace.app.demo.rejections import EVERY_DAYS, settle_rejections
from qtrace.app.demo.suppliers import (
    ANCE,
    JIAYING,
    SOURCES,
    add_suppliers,
    set_source,
    set_supplier,
)
from qtrace.app.fakes import ManualClock, SeededIds
from qtrace.app.plant_files import (
    PlantMark,
    PlantProblem,
    PlantReason,
    file_when_complete,
    plant_mark,
)
from qtrace.domain.people import QualitySwitch
from qtrace.domain.sampling.switching import SwitchEvent
from qtrace.domain.suppliers import SourceState
from qtrace.models.database import Database, normalised_url, upgrade
from qtrace.services.catalogue.plans_commands import RecordSwitchEvent
from qtrace.services.holds.commands import EscalateHolds
from qtrace.services.people.commands import SetQualitySwitch, SetUpPlant
from qtrace.services.registry import handlers
from qtrace.services.work import StationRef
from qtrace.services.workbench import Outside, Workbench

PRESENT: Final = time(8, 10)
"""Time of the demo's day at which its records end."""

Progress = Callable[[str, int], None]
"""Told what is being built, and how many per cent are done."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that happens on a day of the past."""

    at: datetime
    act: Callable[[], object]


def build_demo(
    url: str,
    today: date | None = None,
    seed: str = "qtrace",
    progress: Progress | None = None,
) -> None:
    """Build a whole demo plant: the same one every time for the same day and seed.

    A file appears, or takes the place of an older demo, only when it is complete: what is
    interrupted changes nothing.

    Args:
        url: database URL or file: nothing, an empty database, or a file with a demo.
        today: day that everything is relative to; None: today at the plant, and no record is
            later than now.
        seed: word from which every random choice follows.
        progress: told how far it is.

    Raises:
        PlantProblem: something else is there; it stays as it is.
        DatabaseProblem: the place cannot be read or written.
    """
    end = _present(today)
    target = normalised_url(url)
    is_file = target.get_backend_name() == "sqlite"
    wanted = {PlantMark.NOTHING, PlantMark.EMPTY} | ({PlantMark.DEMO} if is_file else set())
    if plant_mark(url) not in wanted:
        shown = target.database if is_file else target.render_as_string()
        raise PlantProblem(PlantReason.NOT_A_DEMO, {"file": str(shown)})
    if not is_file:
        _fill(url, end, seed, progress)
        return
    with file_when_complete(Path(target.database or "")) as draft:
        _fill(str(draft), end, seed, progress)


def _present(today: date | None) -> datetime:
    """When the demo's records end: in the morning, and never later than now."""
    now = SystemClock().now().astimezone(ZONE)
    morning = local_time(today or now.date(), PRESENT)
    return morning if today is not None else min(morning, now)


def _fill(url: str, end: datetime, seed: str, progress: Progress | None) -> None:
    upgrade(url)
    database = Database(url)
    try:
        with _hurried(database), ReportDrawer() as drawer:
            maker = make_maker(database, end.astimezone(ZONE).date(), seed, drawer)
            _build(maker, end, progress or _silent)
    finally:
        database.close()


def _silent(_what: str, _per_cent: int) -> None:
    return


@contextmanager
def _hurried(database: Database) -> Iterator[None]:
    """Nothing but this process sees the file yet: no waiting for the disk, no garbage runs.

    What is not collected meanwhile comes to some 100 MB.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    if database.is_sqlite:
        _pragma(database, "synchronous=OFF")
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
    if database.is_sqlite:
        _pragma(database, "wal_checkpoint(TRUNCATE)")


def _pragma(database: Database, text: str) -> None:
    """Set a pragma on the one pooled writing connection."""
    connection = database.engine.raw_connection()
    try:
        connection.cursor().execute(f"PRAGMA {text}")
    finally:
        connection.close()


def _build(maker: Maker, end: datetime, progress: Progress) -> None:
    progress("set-up", 0)
    set_up(maker)
    steps = sorted(_steps(maker), key=lambda step: step.at)
    for number, step in enumerate(steps):
        maker.go(step.at)
        store_reports(maker)
        step.act()
        progress("history", 5 + 85 * number // len(steps))
    store_reports(maker)
    progress("this morning", 90)
    maker.go(end - timedelta(days=9))
    add_waiting_orders(maker)
    add_production(maker)
    finished_batch(maker)
    yesterday_and_this_morning(maker, end)
    add_waiting(maker)
    maker.do("liu", EscalateHolds)
    progress("done", 100)


def make_maker(database: Database, day: date, seed: str, drawer: ReportDrawer) -> Maker:
    """A maker whose clock stands at the plant's first morning."""
    start = local_time(day - timedelta(days=START_DAYS_AGO), time(8))
    clock = ManualClock(start)
    ids = SeededIds(1, clock)
    station = StationRef(ids.next_id(), ids.next_id(), STATION)
    bench = Workbench(database, handlers(), Outside(clock, ids, DemoHasher(seed)), station)
    pins = {person.login: person.pin for person in BY_LOGIN.values()}
    return Maker(bench, clock, ids, day, seed, pins, drawer)


def set_up(maker: Maker) -> None:
    """The plant with its people and all master data, as it was before the first lot."""
    found_plant(maker)
    for add in (add_places, add_catalogue, add_suppliers, add_gauges, add_plans):
        maker.wait(minutes=30)
        add(maker)
    _opening_balances(maker)
    _allow_reduced(maker)


def found_plant(maker: Maker) -> None:
    """The plant and everybody in it."""
    maker.do(
        None,
        SetUpPlant,
        name_en="Qingyuan Infusion (demo)",
        name_zh="清源输注（演示）",
        address="88 Jinji Road, Suzhou / 苏州市金鸡路 88 号",
        language="zh_CN",
        time_zone=TIME_ZONE,
        is_demo=True,
        demo_seed=f"{maker.seed} {maker.day.isoformat()}",
        form_numbers=(
            ("incoming_report", "QF-7.4-03/B"),
            ("device_history", "QF-7.5-11/A"),
            ("label", "QF-7.4-05/A"),
            ("sheet", "QF-DEMO/A"),
        ),
        site_code="SZ",
        site_name_en="Suzhou",
        site_name_zh="苏州",
        administrator=first_administrator(maker),
    )
    maker.wait(minutes=30)
    add_people(maker)


def _opening_balances(maker: Maker) -> None:
    """Sources known from before begin on normal inspection."""
    for series in SERIES:
        if not (series.known and series.by_aql):
            continue
        maker.wait(minutes=2)
        maker.do(
            "wang",
            RecordSwitchEvent,
            event_ids=tuple(maker.ids.next_id() for _ in range(3)),
            part_id=maker.id("part", series.part),
            manufacturer_site_id=maker.id("site", series.site),
            supplier_id=maker.id("supplier", series.supplier),
            char_class=None,
            event=SwitchEvent.AUTHORITY_NORMAL,
            reason="Known source, accepted on normal inspection before QTrace / 既往供应商，原为正常检验",
        )


def _allow_reduced(maker: Maker) -> None:
    """Quality agrees to reduced inspection where results and production allow it."""
    for switch in (QualitySwitch.REDUCED_AUTHORISED, QualitySwitch.STEADY_PRODUCTION):
        maker.sign(
            "wang",
            SetQualitySwitch,
            switch=switch,
            is_on=True,
            reason="Yearly quality review / 年度质量评审",
        )


def _steps(maker: Maker) -> Iterator[_Step]:
    for days_ago, gauge in renewals():
        yield _Step(maker.at(days_ago, 7, 30), partial(calibrate, maker, gauge, last=True))
    for at, act in measuring_steps(maker):
        yield _Step(at, act)
    for past in past_lots(maker.day):
        morning = local_time(past.day, time(8, 25))
        yield _Step(morning, partial(_past_lot, maker, past))
    for days_ago in range(START_DAYS_AGO - EVERY_DAYS, 0, -EVERY_DAYS):
        yield _Step(maker.at(days_ago, 17, 40), partial(settle_rejections, maker))
    yield _Step(maker.at(27, 16), partial(add_version, maker, SEAL_2))
    yield _Step(maker.at(20, 16), partial(add_version, maker, SEAL_3))
    yield _Step(maker.at(3, 16), partial(draft_version, maker, SEAL_4))
    yield _Step(maker.at(2, 15), partial(draft_revision, maker, "TB-40", "D"))
    yield _Step(maker.at(70, 17), partial(_on_probation, maker))
    yield _Step(maker.at(54, 17), partial(_suspend, maker))
    yield _Step(maker.at(30, 10), partial(add_revision, maker, "BT-18", "C"))


def _past_lot(maker: Maker, past: PastLot) -> None:
    if past.order_total:
        add_order(maker, past.lot, past.order_total)
    whole_life(maker, past.lot, past.inspector)


def _on_probation(maker: Maker) -> None:
    reason = "Wall too thin in one of three lots, action plan due / 三批中一批壁厚偏薄，整改中"
    set_supplier(maker, JIAYING, SourceState.PROBATION, reason)
    source = next(source for source in SOURCES if source.supplier == JIAYING)
    set_source(maker, source, "CN-06", SourceState.PROBATION, reason=reason, lots_left_tightened=5)


def _suspend(maker: Maker) -> None:
    reason = "Two lots in a row rejected for zero drift / 连续两批零点漂移拒收"
    set_supplier(maker, ANCE, SourceState.SUSPENDED, reason)
