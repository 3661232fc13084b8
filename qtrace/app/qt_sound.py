"""The station's loudspeaker: preloaded effects, or silence where there is none."""

import logging
from importlib.resources import as_file
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

from qtrace.ports import Tone
from qtrace.reference import resource_root

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

LOG = logging.getLogger(__name__)


class QtSound(QObject):
    """Plays the tones of the judgement; implements `qtrace.ports.Sound`.

    The multimedia module is loaded by `prepare`, which start-up calls once the first screen is
    seen, or by the first tone. Without a loudspeaker every tone is silence: shape, word and colour
    remain.

    Args:
        volume: 0 (silent) to 1.
        muted: plays nothing; the screen flashes instead.
    """

    def __init__(
        self, volume: float = 0.8, *, muted: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._volume = min(1.0, max(0.0, volume))
        self._muted = muted
        self._effects: dict[Tone, QSoundEffect] | None = None

    @property
    def muted(self) -> bool:
        """True if tones are not played."""
        return self._muted

    def prepare(self) -> None:
        """Load the effects now, so that the first tone is not late."""
        if self._effects is None:
            self._effects = self._load()

    def play(self, tone: Tone) -> None:
        """Play `tone` at once, cutting off the one before."""
        if self._muted:
            return
        self.prepare()
        effects = self._effects or {}
        for effect in effects.values():
            if effect.isPlaying():
                effect.stop()
        if tone in effects:
            effects[tone].play()

    def _load(self) -> "dict[Tone, QSoundEffect]":
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

        if not QMediaDevices.audioOutputs():
            LOG.info("no loudspeaker: tones are silent")
            return {}
        effects = {}
        for tone in Tone:
            with as_file(resource_root().joinpath("sounds", f"{tone.value}.wav")) as path:
                effect = QSoundEffect(self)
                effect.setSource(QUrl.fromLocalFile(str(path)))
                effect.setVolume(self._volume)
                effects[tone] = effect
        return effects
