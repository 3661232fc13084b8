"""How scans relate to each other and how they are answered: small rules of the receive screen."""

from collections.abc import Mapping

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.reasons import Verdict
from qtrace.domain.receiving import Level
from qtrace.ports import Tone
from qtrace.ui.receiving.receive_state import Saying
from qtrace.ui.theme.tokens import Status

_PRODUCT = ("01", "02", "03")


def is_complement(first: GS1Message, second: GS1Message) -> bool:
    """True if two symbols may belong to one label.

    A label may carry its data in two symbols. They belong together if neither contradicts the
    other and one of them alone is incomplete or names no product; two labels that each name a
    product are two labels.
    """
    if Verdict.INVALID in (first.verdict, second.verdict):
        return False
    one, other = first.reading.values(), second.reading.values()
    if any(one[ai] != other[ai] for ai in one.keys() & other.keys()):
        return False
    if not other.keys() - one.keys():
        return False
    if Verdict.INCOMPLETE in (first.verdict, second.verdict):
        return True
    return not (_names_product(one) and _names_product(other))


def _names_product(values: Mapping[str, str]) -> bool:
    return any(ai in values for ai in _PRODUCT)


def level_tone(level: Level) -> Tone:
    """The sound of a judgement."""
    return {Level.OK: Tone.OK, Level.WARNING: Tone.HOLD, Level.BLOCKED: Tone.BLOCKED}[level]


def said(status: Status, code: str, facts: Mapping[str, str]) -> Saying:
    """An answer for the band."""
    return Saying(status, code, tuple(sorted(facts.items())))
