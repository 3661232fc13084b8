"""What a query works with: one consistent read-only view and the plant's settings."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from qtrace.models.stations import Plant
from qtrace.services.work import StationRef


@dataclass(frozen=True, slots=True)
class PlantFacts:
    """Whose database this is."""

    name_en: str
    name_zh: str
    address: str
    language: str
    time_zone: str
    is_demo: bool
    demo_seed: str | None
    form_numbers: dict[str, str]
    quality_switches: dict[str, bool]


class Reads:
    """A read transaction with the injected time and the station that asks."""

    def __init__(self, session: Session, now: datetime, station: StationRef) -> None:
        self.session = session
        self.now = now
        self.station = station

    @cached_property
    def plant(self) -> PlantFacts:
        """The plant's facts and settings."""
        row = self.session.get(Plant, 1)
        assert row is not None, "the plant is not set up"
        return plant_facts(row)

    @property
    def zone(self) -> ZoneInfo:
        """The plant's time zone."""
        return ZoneInfo(self.plant.time_zone)

    @property
    def today(self) -> date:
        """The calendar day at the plant."""
        return self.now.astimezone(self.zone).date()


def plant_facts(row: Plant) -> PlantFacts:
    """Settings of the plant row as a value."""
    return PlantFacts(
        name_en=row.name_en,
        name_zh=row.name_zh,
        address=row.address,
        language=row.language,
        time_zone=row.time_zone,
        is_demo=row.is_demo,
        demo_seed=row.demo_seed,
        form_numbers=json.loads(row.form_numbers),
        quality_switches=json.loads(row.quality_switches),
    )
