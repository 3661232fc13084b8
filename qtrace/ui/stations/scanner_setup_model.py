"""Setting up a keyboard scanner: which code is next, what was found, what was kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from qtrace.domain.scanners.check_codes import CHECKS, Check
from qtrace.domain.scanners.diagnosis import Diagnosis, diagnose
from qtrace.domain.scanners.heard import Heard
from qtrace.domain.scanners.matching import recognised
from qtrace.ports import DeviceTrouble, Tone
from qtrace.services.outcomes import Refusal
from qtrace.ui.bench import Bench

NOTHING_HEARD = Diagnosis(frozenset())


@dataclass(frozen=True, slots=True)
class SetupState:
    """What the page shows.

    Attributes:
        heard: what arrived for each code that was scanned.
        diagnosis: what follows from it, and from the last scan if that was no code.
        refusal: why the profile was not kept.
        busy: the profile is being kept.
        kept: it was kept, and nothing was scanned since.
    """

    heard: Mapping[Check, Heard] = field(default_factory=dict)
    diagnosis: Diagnosis = NOTHING_HEARD
    refusal: Refusal | None = None
    busy: bool = False
    kept: bool = False

    @property
    def expected(self) -> Check | None:
        """The code to scan next; None when all were scanned."""
        return next((check for check in CHECKS if check not in self.heard), None)


def may_set_up(bench: Bench) -> bool:
    """Administrators and quality set scanners up, at a station that has a keyboard filter."""
    allowed = bench.may("CHANGE_STATION") or bench.may("SET_QUALITY_SWITCH")
    return allowed and bench.teacher is not None


class ScannerSetupModel(QObject):
    """Hears the scanner while its page is open.

    Signals:
        changed: a `SetupState`.
    """

    changed = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.state = SetupState()

    def listen(self) -> None:
        """Scans come here from now on."""
        if may_set_up(self.bench) and self.bench.teacher is not None:
            self.bench.teacher.listen(self.hear)

    def stop(self) -> None:
        """Scans go their usual way again."""
        if self.bench.teacher is not None:
            self.bench.teacher.stop()

    def hear(self, heard: Heard) -> None:
        """Take one burst; the first code again begins anew."""
        if self.state.busy:
            return
        expected = self.state.expected or CHECKS[0]
        check = recognised(heard.text, expected)
        known = dict(self.state.heard)
        if check is CHECKS[0] and check in known:
            known = {}
        lost = heard.composed or heard.full_width
        if check is None and not lost:
            # Not a code of the sheet: said, but forgotten with the next scan.
            self._show(known, diagnose({**known, expected: heard}))
            return
        known[check or expected] = heard
        self._show(known, diagnose(known))

    def begin_again(self) -> None:
        """Forget what was scanned."""
        if not self.state.busy:
            self._become(SetupState())

    def keep(self) -> None:
        """Keep the profile of a scanner that is right."""
        state, teacher = self.state, self.bench.teacher
        if state.busy or state.kept or not state.diagnosis.fit or teacher is None:
            return
        self._become(replace(state, busy=True, refusal=None))
        teacher.keep(state.diagnosis, self._kept)

    def _kept(self, trouble: DeviceTrouble | None) -> None:
        refusal = None if trouble is None else Refusal(trouble.code, trouble.facts)
        self.bench.tone(Tone.OK if trouble is None else Tone.BLOCKED)
        self._become(replace(self.state, busy=False, kept=trouble is None, refusal=refusal))

    def _show(self, heard: Mapping[Check, Heard], diagnosis: Diagnosis) -> None:
        self.bench.tone(Tone.BLOCKED if diagnosis.blocked else Tone.OK)
        self._become(SetupState(heard, diagnosis))

    def _become(self, state: SetupState) -> None:
        self.state = state
        self.changed.emit(state)
