r"""Settings of one machine and the folders it uses; typed, and strict about what it does not know.

The file is TOML: `config.toml` under `$QTRACE_HOME`, else under `%APPDATA%\QTrace` on Windows and
`$XDG_CONFIG_HOME/qtrace` elsewhere. Plant settings are not here: they live in the database.
"""

import os
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from qtrace.app.device_settings import read_devices, toml_of_devices, toml_value
from qtrace.app.keyboard_settings import read_keyboards, toml_of_keyboards
from qtrace.app.problems import SetupProblem, SetupReason
from qtrace.app.unfit import UnfitError, one_of, text
from qtrace.i18n import Language
from qtrace.scanning.profiles import DeviceProfile
from qtrace.scanning.serial_settings import SerialSettings
from qtrace.ui.theme.profiles import ProfileName

HOME_VARIABLE = "QTRACE_HOME"
DATABASE_VARIABLE = "QTRACE_DATABASE_URL"
RAW_PRINTER_PORT = 9100


class ThemeChoice(StrEnum):
    """Brightness of the screens."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class PrinterAddress:
    """Where a label printer listens for raw jobs.

    Attributes:
        host: name or address; an IPv6 address without brackets.
        port: 1 to 65535.
    """

    host: str
    port: int = RAW_PRINTER_PORT

    @classmethod
    def parse(cls, text: str) -> "PrinterAddress":
        """Read `host`, `host:port`, `[v6]` or `[v6]:port`.

        Example:
            >>> PrinterAddress.parse("10.0.0.7:9101")
            PrinterAddress(host='10.0.0.7', port=9101)

        Raises:
            ValueError: `text` is none of these, or the port is outside 1 to 65535.
        """
        bracketed = text.startswith("[")
        host, found, port = text.rpartition("]:" if bracketed else ":")
        if not found:
            host, port = text.removesuffix("]"), str(RAW_PRINTER_PORT)
        host = host.removeprefix("[")
        if not host or any(sign.isspace() or sign in "[]/" for sign in host):
            raise ValueError(text)
        if not bracketed and ":" in host:
            raise ValueError(text)
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise ValueError(text)
        return cls(host, int(port))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What this machine was told; every field has a safe default.

    Attributes:
        database: path of a plant file or a database URL; empty: none chosen yet.
        station: code of the station this machine is; empty: none chosen yet.
        language: of the sign-in page; a signed-in person brings their own.
        theme: brightness of the screens.
        profile: who touches the screen.
        printer: label printer; None: labels are saved as files.
        screen_ppi: pixels per inch, 50 to 600; 0: as the screen reports.
        devices: scanners, gauges and scales on serial ports and USB-CDC.
        keyboards: scanners and gauges that type, as the set-up page found them.
    """

    database: str = ""
    station: str = ""
    language: Language = Language.EN
    theme: ThemeChoice = ThemeChoice.LIGHT
    profile: ProfileName = ProfileName.TOUCH
    printer: PrinterAddress | None = None
    screen_ppi: int = 0
    devices: tuple[SerialSettings, ...] = ()
    keyboards: tuple[DeviceProfile, ...] = ()

    @property
    def database_url(self) -> str:
        """The database as a URL; empty if none is chosen."""
        if not self.database or "://" in self.database:
            return self.database
        return f"sqlite:///{Path(self.database).expanduser().absolute().as_posix()}"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of this machine; made when they are first written to.

    Attributes:
        config_file: the settings.
        data_dir: plant files and exports made by default.
        log_dir: logs and problem reports.
    """

    config_file: Path
    data_dir: Path
    log_dir: Path

    @property
    def memory_file(self) -> Path:
        """What the station works at: its line, its machine, the language chosen by a key."""
        return self.config_file.with_name("station.json")

    @classmethod
    def of_machine(
        cls, environ: Mapping[str, str] = os.environ, platform: str = sys.platform
    ) -> "Paths":
        """The folders that `environ` asks for on `platform`."""
        if home := environ.get(HOME_VARIABLE):
            base = Path(home).expanduser()
            return cls(base / "config.toml", base / "data", base / "log")
        user = Path(environ.get("HOME") or environ.get("USERPROFILE") or "~").expanduser()
        if platform == "win32":
            roaming = Path(environ.get("APPDATA") or user / "AppData/Roaming") / "QTrace"
            local = Path(environ.get("LOCALAPPDATA") or user / "AppData/Local") / "QTrace"
            return cls(roaming / "config.toml", local / "data", local / "log")
        config = Path(environ.get("XDG_CONFIG_HOME") or user / ".config")
        data = Path(environ.get("XDG_DATA_HOME") or user / ".local/share")
        state = Path(environ.get("XDG_STATE_HOME") or user / ".local/state")
        return cls(config / "qtrace/config.toml", data / "qtrace", state / "qtrace/log")


def _printer(value: object) -> PrinterAddress | None:
    address = text(value)
    if not address:
        return None
    try:
        return PrinterAddress.parse(address)
    except ValueError:
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, "host, host:port, [v6]:port") from None


def _ppi(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise UnfitError(SetupReason.CONFIG_WRONG_TYPE, "a whole number")
    if value and not 50 <= value <= 600:
        raise UnfitError(SetupReason.CONFIG_BAD_VALUE, "0, 50 - 600")
    return value


_CONVERTERS: Mapping[str, Callable[[object], Any]] = {
    "database": text,
    "station": text,
    "language": one_of(Language),
    "theme": one_of(ThemeChoice),
    "profile": one_of(ProfileName),
    "printer": _printer,
    "screen_ppi": _ppi,
    "devices": read_devices,
    "keyboards": read_keyboards,
}


def load_settings(path: Path) -> Settings | SetupProblem:
    """The settings in `path`; the defaults if there is no such file.

    A file that cannot be understood is never half-used: the first problem is returned instead.
    """
    facts = {"file": str(path)}
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        facts["detail"] = error.strerror or type(error).__name__
        return SetupProblem(SetupReason.CONFIG_UNREADABLE, facts)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        facts["detail"] = str(error)
        return SetupProblem(SetupReason.CONFIG_NOT_TOML, facts)
    return apply_values(Settings(), values, source=str(path))


def apply_values(
    settings: Settings, values: Mapping[str, object], *, source: str
) -> Settings | SetupProblem:
    """`settings` with `values` in place of some of them, or the first value that does not fit.

    Args:
        settings: what stands where `values` says nothing.
        values: by name, as TOML or the command line gives them.
        source: where they come from, named in a problem.
    """
    for key, value in values.items():
        convert = _CONVERTERS.get(key)
        if convert is None:
            facts = {"file": source, "key": key, "allowed": ", ".join(_CONVERTERS)}
            return SetupProblem(SetupReason.CONFIG_UNKNOWN_KEY, facts)
        try:
            settings = replace(settings, **{key: convert(value)})
        except UnfitError as unfit:
            return _problem(unfit, source, key, value)
    return settings


def with_environment(
    settings: Settings, environ: Mapping[str, str] = os.environ
) -> Settings | SetupProblem:
    """`settings` with the database of the environment, if it names one.

    It goes before the settings file and behind the command line.
    """
    url = environ.get(DATABASE_VARIABLE, "").strip()
    return apply_values(settings, {"database": url}, source=DATABASE_VARIABLE) if url else settings


def _problem(unfit: UnfitError, source: str, key: str, value: object) -> SetupProblem:
    """What does not fit, with the place in the setting where it stands."""
    is_bad = unfit.reason is SetupReason.CONFIG_BAD_VALUE
    whole = str(value) if is_bad else type(value).__name__
    shown = unfit.shown if unfit.inner else unfit.shown or whole
    facts = {"file": source, "key": key + unfit.inner, "detail": shown, "allowed": unfit.allowed}
    return SetupProblem(unfit.reason, facts)


def save_settings(settings: Settings, path: Path) -> SetupProblem | None:
    """Replace the file at `path` in one step; readable by its owner only (it may hold a password).

    Returns:
        None, or why it could not be written; the old file then stands unchanged.
    """
    lines = ["# Settings of this machine, written by QTrace."]
    for entry in fields(settings):
        value = getattr(settings, entry.name)
        if entry.name in ("devices", "keyboards"):
            continue  # tables come behind everything else
        shown = value if isinstance(value, int) else "" if value is None else str(value)
        lines.append(f"{entry.name} = {toml_value(shown)}")
    lines.extend(toml_of_devices(settings.devices))
    lines.extend(toml_of_keyboards(settings.keyboards))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".config-", suffix=".toml")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write("\n".join(lines) + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        facts = {"file": str(path), "detail": error.strerror or type(error).__name__}
        return SetupProblem(SetupReason.CONFIG_NOT_SAVED, facts)
    return None


def demo_path(paths: Paths | None = None) -> Path:
    """Where the demo plant of this machine lies."""
    return (paths or Paths.of_machine()).data_dir / "demo.qtrace"
