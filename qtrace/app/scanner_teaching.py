"""Setting up a keyboard scanner: its bursts go to the page, its profile into the settings file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qtrace.app.config import load_settings, save_settings
from qtrace.app.problems import SetupProblem
from qtrace.domain.scanners.diagnosis import Diagnosis
from qtrace.domain.scanners.heard import GsWay, Heard
from qtrace.ports import DeviceTrouble, Executor, Failure
from qtrace.scanning.classify import WEDGE
from qtrace.scanning.profiles import DeviceProfile
from qtrace.scanning.qt_wedge import WedgeScanner

Kept = Callable[[DeviceTrouble | None], None]


def profile_of(diagnosis: Diagnosis, known: tuple[DeviceProfile, ...]) -> DeviceProfile:
    """The profile of a scanner that is set up right.

    A device is known by its prefix: one with the prefix of another takes its name and place.

    Raises:
        ValueError: something about it must be changed first, or not all codes were scanned.
    """
    if not diagnosis.fit or diagnosis.prefix is None or diagnosis.suffix is None:
        raise ValueError("a scanner that is not set up right has no profile")
    same = next((each.name for each in known if each.prefix == diagnosis.prefix), None)
    is_text = diagnosis.gs is GsWay.TEXT
    is_substitute = diagnosis.gs is GsWay.SUBSTITUTE
    return DeviceProfile(
        same or _free_name({each.name for each in known}),
        prefix=diagnosis.prefix,
        suffix=diagnosis.suffix,
        gs_substitute=diagnosis.gs_text if is_substitute else "",
        gs_texts=(diagnosis.gs_text,) if is_text else (),
    )


def _free_name(taken: set[str]) -> str:
    if WEDGE.name not in taken:
        return WEDGE.name
    number = next(n for n in range(2, len(taken) + 3) if f"{WEDGE.name}-{n}" not in taken)
    return f"{WEDGE.name}-{number}"


def with_profile(
    known: tuple[DeviceProfile, ...], profile: DeviceProfile
) -> tuple[DeviceProfile, ...]:
    """`known` with `profile` in place of the one of its name, or at the end."""
    if all(each.name != profile.name for each in known):
        return (*known, profile)
    return tuple(profile if each.name == profile.name else each for each in known)


class ScannerTeaching:
    """The port of the set-up page over the wedge and the settings file.

    Args:
        wedge: the filter in front of the window.
        executor: writes the file off the UI thread.
        file: the settings file.
    """

    def __init__(self, wedge: WedgeScanner, executor: Executor, file: Path) -> None:
        self._wedge, self._executor, self._file = wedge, executor, file

    def listen(self, heard: Callable[[Heard], None]) -> None:
        """Hand every burst to `heard`; no screen gets scans meanwhile."""
        self._wedge.set_up(heard)

    def stop(self) -> None:
        """Scans are scans again."""
        self._wedge.set_up(None)

    def keep(self, diagnosis: Diagnosis, then: Kept) -> None:
        """Store the profile and use it at once; `then` gets None, or why it is not stored.

        Raises:
            ValueError: the scanner is not set up right.
        """
        profile_of(diagnosis, ())

        def job() -> tuple[DeviceProfile, ...] | SetupProblem:
            settings = load_settings(self._file)
            if isinstance(settings, SetupProblem):
                return settings
            profile = profile_of(diagnosis, settings.keyboards)
            keyboards = with_profile(settings.keyboards, profile)
            problem = save_settings(replace(settings, keyboards=keyboards), self._file)
            return keyboards if problem is None else problem

        def done(result: tuple[DeviceProfile, ...] | SetupProblem | Failure) -> None:
            if isinstance(result, Failure):
                detail = type(result.error).__name__
                then(DeviceTrouble("INTERNAL_ERROR", {"detail": detail}))
            elif isinstance(result, SetupProblem):
                then(DeviceTrouble(result.code.value, result.facts))
            else:
                self._wedge.teach(result)
                then(None)

        self._executor.read(job, done)
