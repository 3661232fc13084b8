"""From a bad material lot to the customer: three stations, three processes, one PostgreSQL."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from qtrace.app.fakes import ManualClock
from qtrace.domain.codes.internal import CommandCode, format_command, format_lot, format_reason
from qtrace.models.items import Item
from qtrace.models.people import Person
from qtrace.services.history.contents import device_history
from qtrace.services.holds.queries import open_holds
from qtrace.services.outcomes import Done
from qtrace.services.people.commands import EnrolStation
from qtrace.services.shipping.deliveries import deliveries_of
from tests.support.plants import PIN, make_plant
from tests.support.postgres import station_url
from tests.support.production import ProductionBench, PutStock, make_production, put_stock
from tests.support.shipping import ShippingBench

pytestmark = pytest.mark.timeout(240)

PATIENCE_S = 30.0
REPEAT_S = 2.2
STATIONS = ("IQC-2", "L2-01", "QA-1")
BAD, HEADS = (format_lot(2026, number) for number in (911, 912))


class Station:
    """The hands of somebody at a station in another process."""

    def __init__(self, url: str, code: str, folder: Path) -> None:
        command = [sys.executable, "-m", "tests.scenarios.station_process", url, code, str(folder)]
        folder.mkdir()
        self.folder = folder
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def do(self, what: str, value: str) -> list[str]:
        """One act; the texts in sight after it."""
        self._process.stdin.write(json.dumps([what, value]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the station ended at {what} {value}"
        return json.loads(line)

    def close(self) -> None:
        self._process.stdin.close()
        self._process.stdout.close()
        assert self._process.wait(30) == 0


class House(ShippingBench):
    """The rest of the house, away from the stations."""

    def heads(self) -> int:
        """The lot of pump heads that the batch was made of."""
        return self.lots[HEADS]


@dataclass
class Story:
    """The plant behind the stations, and who may sign where."""

    bench: ProductionBench
    stations: dict[str, Station]

    def at(self, code: str, login: str) -> Station:
        """The station with `login` signed in."""
        station = self.stations[code]
        station.do("scan", self.badge(login))
        station.do("type", PIN + "\r")
        return station

    def badge(self, login: str) -> str:
        with self.bench.plant.owner.read() as session:
            return session.scalar(select(Person.badge_code).where(Person.login == login))

    @property
    def lot(self) -> str:
        with self.bench.plant.owner.read() as session:
            return session.get_one(Item, self.bench.lot).lot

    def shipping(self) -> "House":
        """A customer and an open shipment, made at another desk."""
        house = House(**self.bench.__dict__)
        house.unit_lot = self.bench.lot
        assert isinstance(house.customer("H-01"), Done)
        assert isinstance(house.open(), Done)
        return house

    def finish_order(self) -> None:
        """The supervisor finishes the work order at a desk of her own."""
        assert isinstance(self.bench.close(), Done)

    def releases(self) -> list[str]:
        """What was released of the batch, in order."""
        return [row.kind for row in self.bench.ask(device_history, self.bench.lot).releases]


@pytest.fixture
def story(pg_server, pg_template, tmp_path) -> Iterator["Story"]:
    with ExitStack() as stack:
        url = stack.enter_context(pg_server.database(pg_template))
        plant = make_plant(url, more={PutStock: put_stock}, clock=ManualClock(datetime.now(UTC)))
        bench = make_production(plant)
        enrol(bench, "L2-01", "line", "mei", "sun")
        enrol(bench, "QA-1", "receiving", "sun", "qian", "rui", "wang")
        bench.stock(HEADS, "PH-20", 2)
        bench.stock(BAD, "SR-12", 4)
        bench.ordered(planned=2)
        bench.cleared()
        plant.close()
        working = station_url(pg_server, url)
        opened = {code: Station(working, code, tmp_path / code) for code in STATIONS}
        for station in opened.values():
            stack.callback(station.close)
        yield Story(bench, opened)
        plant.close()


def enrol(bench: ProductionBench, code: str, mode: str, *logins: str) -> None:
    """A station more, where the PINs of these people count."""
    station_id = bench.new()
    command = EnrolStation(
        **bench.head(), station_id=station_id, site_id=1, station_code=code,
        name_en=code, name_zh=code, mode=mode,
    )  # fmt: skip
    bench.plant.done(command, by=bench.plant.admin)
    for login in logins:
        bench.plant.enrol(bench.people[login], station_id)


def unit(story: "Story", number: int) -> str:
    """The label of a unit as the order prints it."""
    return "]d20109506000200019" + f"10{story.lot}\x1d2126C000{number}"


def scan_until(line: Station, code: str, shown: str) -> None:
    """Scan until it counts: a serial number that is read again within two seconds counts once."""
    ends = time.monotonic() + PATIENCE_S
    while shown not in line.do("scan", code):
        again = time.monotonic() + REPEAT_S
        assert again < ends, f"{code} never led to {shown}"
        while time.monotonic() < again:
            line.do("see", "")


def test_from_a_bad_lot_to_the_released_batch_and_the_customer(story):
    line = story.at("L2-01", "mei")
    line.do("press", "F10")
    line.do("scan", HEADS)
    line.do("scan", BAD)
    assert "1 / 2" in line.do("scan", unit(story, 1))

    receiving = story.at("IQC-2", "lin")
    receiving.do("scan", format_command(CommandCode.HOLD))
    receiving.do("scan", BAD)
    receiving.do("scan", format_reason("OTHER"))
    receiving.do("picture", "place")
    said = receiving.do("scan", format_command(CommandCode.HOLD))
    hold = next(word for text in said for word in text.split() if word.startswith("HD-"))
    receiving.do("picture", "placed")

    line.do("see", hold)
    line.do("picture", "held")
    assert "1 / 2" in line.do("scan", unit(story, 2)), "a held seal is built into nothing"
    line.do("picture", "blocked")

    desk = story.at("QA-1", "sun")
    desk.do("place", "HoldsPlace")
    desk.do("see", hold)
    desk.do("press", "F10")
    desk.do("picture", "requested")
    desk.do("scan", story.badge("rui"))
    desk.do("field", "Comment")
    desk.do("type", "sorted, none found")
    desk.do("field", "PIN")
    desk.do("type", PIN)
    desk.do("picture", "sign")
    desk.do("press", "F10")
    desk.do("see", "Lifted")

    scan_until(line, unit(story, 2), "2 / 2")
    line.do("press", "F10")
    line.do("see", "Start operation 40")
    line.do("press", "F10")
    line.do("see", "OP40 Test")
    line.do("scan", unit(story, 1))
    scan_until(line, unit(story, 2), "2 / 2")
    line.do("picture", "tested")
    line.do("press", "F10")
    story.finish_order()

    desk.do("press", "Ctrl+L")
    story.at("QA-1", "rui")
    desk.do("place", "BatchesPlace")
    for _act in ("production", "market"):
        desk.do("press", "F10")
        desk.do("field", "PIN")
        desk.do("type", PIN)
        desk.do("press", "F10")
    desk.do("picture", "released")
    assert story.releases() == ["production", "market"]

    house = story.shipping()
    receiving.do("press", "Ctrl+L")
    table = story.at("IQC-2", "chen")
    table.do("place", "ShipmentsPlace")
    table.do("press", "F10")
    table.do("see", "Scan the label of a unit")
    table.do("scan", unit(story, 1))
    table.do("see", "26C0001: 1 pcs packed")
    table.do("press", "F10")
    table.do("see", "Everything is packed")
    for code in (format_command(CommandCode.HOLD), story.lot, format_reason("OTHER")):
        desk.do("scan", code)
    desk.do("scan", format_command(CommandCode.HOLD))
    table.do("see", "1 piece may not leave")
    table.do("press", "F10")
    table.do("picture", "stays")
    assert house.page().row.state == "packed", "a held unit leaves with nobody"
    (held,) = house.ask(open_holds)
    house.lift(held.hold_id)
    table.do("press", "F5")
    table.do("see", "Nothing stops any of its pieces")
    table.do("press", "F10")
    table.do("press", "Enter")
    table.do("see", "has left")
    table.do("picture", "left")
    assert [row.customer_code for row in house.ask(deliveries_of, house.heads())] == ["H-01"]
