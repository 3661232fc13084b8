"""Looking at servers and joining a plant: the port of the connection page over models and settings.

The address goes into the settings as a URL without password; the password into a file of its own
beside them (`pass_file`).
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from qtrace.app.config import load_settings, save_settings
from qtrace.app.pass_file import keep_password
from qtrace.app.problems import SetupProblem, SetupReason
from qtrace.domain.problems import Problem
from qtrace.models.database import Database, head_revision
from qtrace.models.migrations import KNOWN
from qtrace.models.probe import ServerProbe, probe_server
from qtrace.ports import (
    DeviceTrouble,
    Executor,
    Failure,
    FoundPlant,
    FoundStation,
    PlantStanding,
    ServerAddress,
    ServerRights,
)
from qtrace.services.workbench import find_plant, station_names

PASS_FILE = "pgpass"  # noqa: S105 - the name of a file
Probed = Callable[[FoundPlant | DeviceTrouble], None]
Joined = Callable[[DeviceTrouble | None], None]


def url_of(address: ServerAddress, pass_file: Path | None = None) -> str:
    """URL of `address`: with its password, or with the file that holds it."""
    secret = "" if pass_file else f":{quote(address.password, safe='')}"
    place = f"{quote(address.user, safe='')}{secret if address.password else ''}@{_host(address)}"
    more = f"?passfile={quote(str(pass_file), safe='/')}" if pass_file else ""
    return f"postgresql://{place}/{quote(address.database, safe='')}{more}"


def _host(address: ServerAddress) -> str:
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"{host}:{address.port}"


def address_of(url: str) -> ServerAddress:
    """The server that a URL names, without password; an empty one if it names none."""
    if not url.startswith("postgresql"):
        return ServerAddress()
    parts = urlsplit(url)
    database, user = unquote(parts.path.strip("/")), unquote(parts.username or "")
    return ServerAddress(parts.hostname or "", parts.port or 5432, database, user)


def without_password(url: str, pass_file: Path) -> str:
    """`url` for the settings: a password in it goes into `pass_file` and stays there.

    Raises:
        OSError: the file cannot be written.
    """
    if not url.startswith("postgresql") or urlsplit(url).password is None:
        return url
    address = replace(address_of(url), password=unquote(urlsplit(url).password or ""))
    keep_password(pass_file, address)
    return url_of(address, pass_file)


def look_at(database: Database) -> FoundPlant:
    """What is on the server of `database`; nothing is written.

    Raises:
        DatabaseProblem: it cannot be reached, refuses the user, or has no such database.
    """
    probe = probe_server(database)
    standing = _standing(probe)
    rights = ServerRights.STATION if probe.may_add else ServerRights.NONE
    found = FoundPlant(
        version=probe.version,
        is_encrypted=probe.is_encrypted,
        latency_ms=probe.latency_ms,
        rights=ServerRights.OWNER if probe.may_alter else rights,
        standing=standing,
        schema=(probe.schema or "", head_revision()),
    )
    if standing is not PlantStanding.CURRENT or found.rights is ServerRights.NONE:
        return found
    plant = find_plant(database)
    if plant is None:
        return replace(found, standing=PlantStanding.EMPTY)
    stations = tuple(
        FoundStation(code, english, chinese, code in probe.present)
        for code, english, chinese in station_names(database)
    )
    return replace(found, name_en=plant.name_en, name_zh=plant.name_zh, stations=stations)


def _standing(probe: ServerProbe) -> PlantStanding:
    if probe.schema is None:
        return PlantStanding.EMPTY if probe.is_empty else PlantStanding.FOREIGN
    if probe.schema == head_revision():
        return PlantStanding.CURRENT
    return PlantStanding.OLDER if probe.schema in KNOWN else PlantStanding.NEWER


class SettingsConnector:
    """`ports.PlantConnector` over the settings file of this machine.

    Args:
        executor: does the waiting.
        file: the settings file; the passwords lie beside it.
    """

    def __init__(self, executor: Executor, file: Path) -> None:
        self._executor, self._file = executor, file

    def present(self) -> ServerAddress:
        """The server of the settings."""
        settings = load_settings(self._file)
        return (
            ServerAddress() if isinstance(settings, SetupProblem) else address_of(settings.database)
        )

    def probe(self, address: ServerAddress, then: Probed) -> None:
        """Look at the server; a password that was left empty is the one that is kept."""
        url = url_of(address, None if address.password else self._passwords)

        def job() -> FoundPlant | DeviceTrouble:
            try:
                with closing(Database(url)) as database:
                    return look_at(database)
            except Problem as problem:
                return DeviceTrouble(problem.code, problem.facts)

        def done(result: FoundPlant | DeviceTrouble | Failure) -> None:
            then(_trouble(result) if isinstance(result, Failure) else result)

        self._executor.read(job, done)

    def join(self, address: ServerAddress, station: str, then: Joined) -> None:
        """Keep address, station and password."""

        def job() -> SetupProblem | None:
            settings = load_settings(self._file)
            if isinstance(settings, SetupProblem):
                return settings
            try:
                if address.password:
                    keep_password(self._passwords, address)
            except OSError as error:
                detail = error.strerror or type(error).__name__
                facts = {"file": str(self._passwords), "detail": detail}
                return SetupProblem(SetupReason.CONFIG_NOT_SAVED, facts)
            url = url_of(address, self._passwords)
            return save_settings(replace(settings, database=url, station=station), self._file)

        def done(result: SetupProblem | Failure | None) -> None:
            if isinstance(result, SetupProblem):
                then(DeviceTrouble(result.code.value, result.facts))
            else:
                then(_trouble(result) if isinstance(result, Failure) else None)

        self._executor.read(job, done)

    @property
    def _passwords(self) -> Path:
        return self._file.with_name(PASS_FILE)


def _trouble(failure: Failure) -> DeviceTrouble:
    return DeviceTrouble("INTERNAL_ERROR", {"detail": type(failure.error).__name__})
