"""How scans relate to each other and how they are answered: small rules of the receive screen."""

from collections.abc import Mapping

from qtrace.domain.receiving import Level
from qtrace.ports import Tone
from qtrace.ui.receiving.receive_state import Saying
from qtrace.ui.theme.tokens import Status


def level_tone(level: Level) -> Tone:
    """The sound of a judgement."""
    return {Level.OK: Tone.OK, Level.WARNING: Tone.HOLD, Level.BLOCKED: Tone.BLOCKED}[level]


def said(status: Status, code: str, facts: Mapping[str, str]) -> Saying:
    """An answer for the band."""
    return Saying(status, code, tuple(sorted(facts.items())))
