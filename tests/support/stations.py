"""A further program on a plant's database, with handlers that only a test has."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from qtrace.app.adapters import Argon2Hasher
from qtrace.app.fakes import SeededIds
from qtrace.models.database import Database
from qtrace.services.commands import Command
from qtrace.services.people.commands import EnrolStation
from qtrace.services.registry import handlers
from qtrace.services.work import Handler, StationRef
from qtrace.services.workbench import Outside, Workbench
from tests.support.plants import TestPlant


@contextmanager
def door_with(
    plant: TestPlant, more: Mapping[type[Command], Handler], writer: int = 11
) -> Iterator[Workbench]:
    """A station of its own whose door knows `more` commands."""
    station = plant.ids.next_id()
    plant.done(
        EnrolStation(
            **plant.head(), station_id=station, site_id=1, station_code=f"TEST-{writer}",
            name_en="", name_zh="", mode="line",
        ),
        by=plant.admin,
    )  # fmt: skip
    outside = Outside(
        plant.clock, SeededIds(writer, plant.clock, seed=writer), Argon2Hasher(cheap=True)
    )
    database = Database(plant.database.url.render_as_string(hide_password=False))
    known = {**handlers(), **more}
    bench = Workbench(database, known, outside, StationRef(station, 1, f"TEST-{writer}"))
    try:
        yield bench
    finally:
        bench.close()
