"""Setting up a live plant: an empty database, the first administrator, the first units."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from qtrace.app.adapters import Argon2Hasher, ClientIds, SystemClock
from qtrace.app.config import Paths, demo_path
from qtrace.app.first_units import add_first_units
from qtrace.app.plant_files import (
    PlantMark,
    PlantProblem,
    PlantReason,
    file_when_complete,
    plant_mark,
)
from qtrace.domain.people import judge_password, judge_pin
from qtrace.models.database import Database, normalised_url, upgrade
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal
from qtrace.services.people.commands import FirstPerson, SetUpPlant
from qtrace.services.registry import handlers
from qtrace.services.work import StationRef
from qtrace.services.workbench import Outside, Workbench
from qtrace.ui.people.plant_draft import PlantDraft

PLANT_FILE: Final = "plant.qtrace"
_FIRST_WRITER: Final = 1


def create_plant(draft: PlantDraft, paths: Paths) -> str:
    """Make the plant of `draft`; return its database (a file or a URL) for the settings.

    A live plant is never made in or beside a demo: where anything is already, this is refused.

    Args:
        draft: the checked answers of the first-run page.
        paths: folders of this machine, for a plant without a database of its own.

    Raises:
        PlantProblem: the place is taken, or an answer cannot stand.
        DatabaseProblem: the database cannot be reached or written.
    """
    _judge_secrets(draft)
    database = draft.database.strip() or str(paths.data_dir / PLANT_FILE)
    target = normalised_url(database)
    is_file = target.get_backend_name() == "sqlite"
    file = Path(target.database or "")
    if is_file and file.resolve() == demo_path(paths).resolve():
        raise PlantProblem(PlantReason.PLANT_IS_DEMO, {"database": database})
    _refuse_taken(database)
    with _place(database, file if is_file else None) as url:
        _fill(url, draft)
    return str(file) if is_file else database


def _judge_secrets(draft: PlantDraft) -> None:
    weak = judge_password(draft.admin_password, draft.admin_login)
    if weak is None and draft.admin_pin:
        weak = judge_pin(draft.admin_pin)
    if weak is not None:
        raise PlantProblem(weak, {})


def _refuse_taken(database: str) -> None:
    reasons = {
        PlantMark.DEMO: PlantReason.PLANT_IS_DEMO,
        PlantMark.LIVE: PlantReason.PLANT_EXISTS,
        PlantMark.FOREIGN: PlantReason.PLACE_TAKEN,
    }
    reason = reasons.get(plant_mark(database))
    if reason is not None:
        raise PlantProblem(reason, {"database": _shown(database)})


def _shown(database: str) -> str:
    """The database without its password."""
    return normalised_url(database).render_as_string() if "://" in database else database


@contextmanager
def _place(database: str, file: Path | None) -> Iterator[str]:
    """Where to build: beside the file, so that only a whole plant takes its name."""
    if file is None:
        yield database
        return
    with file_when_complete(file) as draft_file:
        yield str(draft_file)


def _fill(url: str, draft: PlantDraft) -> None:
    upgrade(url)
    database = Database(url)
    try:
        _set_up(database, draft)
    finally:
        database.close()


def _set_up(database: Database, draft: PlantDraft) -> None:
    clock = SystemClock()
    ids = ClientIds(_FIRST_WRITER, 0, clock)
    station = StationRef(ids.next_id(), ids.next_id(), draft.station_code)
    bench = Workbench(database, handlers(), Outside(clock, ids, Argon2Hasher()), station)
    administrator = _administrator(bench, draft)

    def send(
        command: type[Command], by: int | None = administrator.person_id, **fields: Any
    ) -> None:
        wish = command(uid=ids.next_uid(), client_at=clock.now(), **fields)
        outcome = bench.send(wish, by=by)
        if isinstance(outcome, Refusal):
            raise PlantProblem(outcome.code, outcome.facts)

    send(
        SetUpPlant,
        by=None,
        name_en=draft.name_en,
        name_zh=draft.name_zh,
        address=draft.address,
        language=draft.language,
        time_zone=draft.time_zone,
        is_demo=False,
        demo_seed=None,
        form_numbers=draft.form_numbers,
        site_code=draft.site_code,
        site_name_en=draft.site_name_en,
        site_name_zh=draft.site_name_zh,
        administrator=administrator,
    )
    add_first_units(send)


def _administrator(bench: Workbench, draft: PlantDraft) -> FirstPerson:
    pin = draft.admin_pin
    return FirstPerson(
        person_id=bench.ids.next_id(),
        login=draft.admin_login,
        name_en=draft.admin_name_en,
        name_zh=draft.admin_name_zh,
        badge_code=draft.admin_badge,
        password_hash=bench.secrets.hash(draft.admin_password).encode("ascii"),
        pin_hash=bench.secrets.hash(pin).encode("ascii") if pin else None,
    )
