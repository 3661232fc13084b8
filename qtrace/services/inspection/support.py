"""What several handlers and queries of plans, gauges and inspections ask the database."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.people import QualitySwitch
from qtrace.domain.sampling.lot_plans import UNVERIFIED
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.people import Person
from qtrace.models.stations import Plant
from qtrace.services.inspection.rows import Named
from qtrace.services.reads import PlantFacts, plant_facts


def plant_of(session: Session) -> PlantFacts:
    """The plant's facts as they stand in this transaction."""
    row = session.get(Plant, 1)
    assert row is not None, "the plant is not set up"
    return plant_facts(row)


def plant_day(plant: PlantFacts, now: datetime) -> date:
    """The calendar day at the plant at `now`."""
    return now.astimezone(ZoneInfo(plant.time_zone)).date()


_VERIFIED_BY = {
    SampleType.C0: QualitySwitch.C0_VERIFIED,
    SampleType.VARIABLES: QualitySwitch.Z19_VERIFIED,
}


def verified_kinds(plant: PlantFacts) -> frozenset[SampleType]:
    """Kinds of sampling that may decide: their tables need no check, or quality has signed for it."""
    locked = UNVERIFIED - {
        kind for kind, switch in _VERIFIED_BY.items() if plant.quality_switches.get(switch, False)
    }
    return frozenset(SampleType) - locked


def persons(session: Session, ids: set[int]) -> dict[int, Named]:
    """Names of persons by id."""
    if not ids:
        return {}
    rows = session.execute(
        select(Person.id, Person.login, Person.name_en, Person.name_zh).where(Person.id.in_(ids))
    )
    return {row.id: Named(row.id, row.login, row.name_en, row.name_zh) for row in rows}


def names_of(session: Session, person_id: int | None) -> dict[str, str]:
    """Facts `name_en` and `name_zh` of a person, empty if there is none."""
    person = session.get(Person, person_id) if person_id is not None else None
    if person is None:
        return {"name_en": "", "name_zh": ""}
    return {"name_en": person.name_en, "name_zh": person.name_zh}


def words_of(text: str) -> tuple[str, ...]:
    """Words of a stored list: a JSON list, or words between commas."""
    if text.lstrip().startswith("["):
        return tuple(str(word) for word in json.loads(text))
    return tuple(word.strip() for word in text.split(",") if word.strip())
