"""A hint during work: this scan would make sense on another keyboard layout, or without Caps Lock.

The scan itself stays what it is. The hint says what to put right, and is shown at the device.
"""

from collections.abc import Callable
from typing import Final

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode
from qtrace.domain.codes.interpret import Interpretation, Unknown
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import Verdict
from qtrace.domain.scanners.diagnosis import Finding, ScannerReason, layout_finding
from qtrace.domain.scanners.layouts import PAIRS, Layout, retyped

#: Longer scans are not tried: no label is as long, and thirteen readings of one take time.
_MOST: Final = 128
#: One of the two is almost always US, and each pair costs a reading.
_LIKELY: Final = tuple(pair for pair in PAIRS if Layout.US in (pair.scanner, pair.host))
_READS: Final = frozenset({Verdict.VALID, Verdict.INCOMPLETE, Verdict.SUSPECT})


def wrong_keys(
    text: str, found: Interpretation, interpret: Callable[[str], Interpretation]
) -> Finding | None:
    """Caps Lock or the layouts that would explain a scan that makes no sense; None if nothing does.

    Args:
        text: the scan, prefix and suffix taken away.
        found: what it says as it stands.
        interpret: reads another text.
    """
    if len(text) > _MOST or not _is_nonsense(found):
        return None
    if _makes_sense(text.swapcase(), text, interpret):
        return Finding(ScannerReason.CAPS)
    fits = [
        pair
        for pair in _LIKELY
        if (read := retyped(text, pair)) is not None and _makes_sense(read, text, interpret)
    ]
    return layout_finding(fits) if fits else None


def _is_nonsense(found: Interpretation) -> bool:
    match found:
        case Unknown():
            return True
        case GS1Message() | LabelMessage():
            return found.verdict is Verdict.INVALID
        case InternalCode():
            return False


def _makes_sense(read: str, text: str, interpret: Callable[[str], Interpretation]) -> bool:
    """True if `read` says what chance does not: a check character, or a symbology identifier."""
    if read == text:
        return False
    found = interpret(read)
    match found:
        case GS1Message() | LabelMessage():
            marked = read.startswith("]")
            return found.verdict is Verdict.VALID or (marked and found.verdict in _READS)
        case InternalCode():
            return True
        case Unknown():
            return False
