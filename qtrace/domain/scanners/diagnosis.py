"""From the scanned check codes to what a scanner does, and what must be changed on it.

Nothing is repaired by guess: as long as anything blocks, there is no profile of the scanner.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median
from typing import Final

from qtrace.domain.codes.characters import GS, GS_SYMBOL
from qtrace.domain.scanners.check_codes import AIM_IDS, CHECKS, Check
from qtrace.domain.scanners.heard import GsWay, Heard
from qtrace.domain.scanners.layouts import LayoutPair
from qtrace.domain.scanners.matching import Cut, cut, fitting

#: A burst whose keys come slower than this cannot be told from a person, milliseconds.
MOST_KEY_MS: Final = 20
#: Signs that no label carries as data, in any format that is read here.
SAFE_SUBSTITUTES: Final = frozenset("|~^`{}\\@")
KNOWN_GS_TEXTS: Final = ("{GS}", "<GS>", GS_SYMBOL)

#: More layouts than this are no help in a sentence.
_MOST_NAMED: Final = 2


class ScannerReason(StrEnum):
    """What is wrong with a scanner, or could be better; the values never change."""

    IME = "SCANNER_IME"
    FULL_WIDTH = "SCANNER_FULL_WIDTH"
    NOT_THE_CODE = "SCANNER_NOT_THE_CODE"
    LAYOUT = "SCANNER_LAYOUT"
    LAYOUT_OPEN = "SCANNER_LAYOUT_OPEN"
    CAPS = "SCANNER_CAPS"
    KEY_LOST = "SCANNER_KEY_LOST"
    PREFIX_VARIES = "SCANNER_PREFIX_VARIES"
    SUFFIX_VARIES = "SCANNER_SUFFIX_VARIES"
    AIM_WRONG = "SCANNER_AIM_WRONG"
    GS_LOST = "SCANNER_GS_LOST"
    GS_IN_DATA = "SCANNER_GS_IN_DATA"
    SPACE_LOST = "SCANNER_SPACE_LOST"
    SLOW = "SCANNER_SLOW"
    AIM_OFF = "SCANNER_AIM_OFF"
    NO_SUFFIX = "SCANNER_NO_SUFFIX"

    @property
    def blocks(self) -> bool:
        """False for advice: the scanner may be used as it is."""
        return self not in (ScannerReason.AIM_OFF, ScannerReason.NO_SUFFIX)


class AimUse(StrEnum):
    """When a scanner says what kind of symbol it has read."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to change.

    Attributes:
        code: what it is.
        facts: for its sentence; characters are as they came.
    """

    code: ScannerReason
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is known of a scanner after some of the check codes.

    Attributes:
        heard: the codes that have been scanned.
        pairs: layouts of scanner and computer that explain everything; several while it is not
            certain, one that agrees when all is well, none when nothing explains it.
        caps: Caps Lock is on.
        gs: how the separator comes; None before its code was scanned, or when it does not come.
        gs_text: what comes in its place, for a text or a substitute.
        prefix: what comes before each code, AIM identifier apart; None while the keys are wrong.
        suffix: what comes behind each code; None while the keys are wrong.
        aim: when it sends AIM identifiers; None until both kinds of symbols were scanned.
        key_ms: median time between two keys; None if no times are known.
        findings: what must be changed, or could be.
    """

    heard: frozenset[Check]
    pairs: tuple[LayoutPair, ...] = ()
    caps: bool = False
    gs: GsWay | None = None
    gs_text: str = ""
    prefix: str | None = None
    suffix: str | None = None
    aim: AimUse | None = None
    key_ms: int | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def blocked(self) -> bool:
        """True if something must be changed before the scanner may be used."""
        return any(finding.code.blocks for finding in self.findings)

    @property
    def fit(self) -> bool:
        """True if every code was scanned and nothing blocks."""
        return len(self.heard) == len(CHECKS) and not self.blocked


def diagnose(heard: Mapping[Check, Heard]) -> Diagnosis:
    """What `heard` says about the scanner; total over any text.

    Args:
        heard: what arrived for each check code that was scanned, in any order.
    """
    done = frozenset(heard)
    key_ms = _key_ms(heard)
    method = _input_method(heard)
    if method is not None:
        return Diagnosis(done, key_ms=key_ms, findings=(method,))
    fits = fitting({check: each.text for check, each in heard.items()})
    if not fits:
        return Diagnosis(done, key_ms=key_ms, findings=_strange(heard))
    caps = all(keys.caps for keys in fits)
    pairs = tuple(dict.fromkeys(keys.pair for keys in fits if keys.caps is caps))
    if caps or not pairs[0].agrees:
        return Diagnosis(done, pairs, caps, key_ms=key_ms, findings=_wrong_keys(pairs, caps=caps))
    cuts = {check: cut(check, heard[check].text) for check in CHECKS if check in heard}
    return _of_scanner(heard, cuts, key_ms, pairs[:1])


def _of_scanner(
    heard: Mapping[Check, Heard],
    cuts: Mapping[Check, Cut],
    key_ms: int | None,
    pairs: tuple[LayoutPair, ...],
) -> Diagnosis:
    """The keys are right: what the scanner itself adds and leaves out."""
    gs, gs_text, gs_finding = _separator(heard, cuts)
    findings = [
        *([Finding(ScannerReason.KEY_LOST)] if any(h.lost for h in heard.values()) else []),
        *_varying(cuts),
        *_aim_findings(cuts),
        *gs_finding,
        *_space(cuts),
        *_slow(key_ms),
        *_no_suffix(cuts),
    ]
    first = next(iter(cuts.values()), None)
    return Diagnosis(
        frozenset(heard),
        pairs,
        gs=gs,
        gs_text=gs_text,
        prefix=None if first is None else first.prefix,
        suffix=None if first is None else first.suffix,
        aim=_aim_use(cuts),
        key_ms=key_ms,
        findings=tuple(findings),
    )


def _key_ms(heard: Mapping[Check, Heard]) -> int | None:
    gaps = [gap for each in heard.values() for gap in each.gaps_ms]
    return round(median(gaps)) if gaps else None


def _input_method(heard: Mapping[Check, Heard]) -> Finding | None:
    """An input method or full-width characters: nothing else can be judged behind them."""
    if any(each.composed for each in heard.values()):
        return Finding(ScannerReason.IME)
    if any(each.full_width for each in heard.values()):
        return Finding(ScannerReason.FULL_WIDTH)
    return None


def _strange(heard: Mapping[Check, Heard]) -> tuple[Finding, ...]:
    """The codes that no layout explains; all of them where only their sum makes no sense."""
    alone = [check for check, each in heard.items() if not fitting({check: each.text})]
    return tuple(
        Finding(
            ScannerReason.NOT_THE_CODE,
            {"number": str(check.number), "arrived": heard[check].text},
        )
        for check in sorted(alone or heard, key=CHECKS.index)
    )


def _wrong_keys(pairs: tuple[LayoutPair, ...], *, caps: bool) -> tuple[Finding, ...]:
    found = [Finding(ScannerReason.CAPS)] if caps else []
    if not pairs[0].agrees:
        found.append(layout_finding(pairs))
    return tuple(found)


def layout_finding(pairs: Sequence[LayoutPair]) -> Finding:
    """The layouts that do not agree, as far as they can be named.

    Args:
        pairs: every pair that explains what arrived; at least one.
    """
    scanners = tuple(dict.fromkeys(pair.scanner.value for pair in pairs))
    hosts = tuple(dict.fromkeys(pair.host.value for pair in pairs))
    facts = {"scanners": " ".join(scanners), "hosts": " ".join(hosts)}
    is_open = max(len(scanners), len(hosts)) > _MOST_NAMED
    return Finding(ScannerReason.LAYOUT_OPEN if is_open else ScannerReason.LAYOUT, facts)


def _varying(cuts: Mapping[Check, Cut]) -> list[Finding]:
    """Prefix or suffix that is not the same on every code."""
    found = []
    sides = (
        (ScannerReason.PREFIX_VARIES, [each.prefix for each in cuts.values()]),
        (ScannerReason.SUFFIX_VARIES, [each.suffix for each in cuts.values()]),
    )
    for code, texts in sides:
        other = next((text for text in texts if text != texts[0]), None)
        if other is not None:
            found.append(Finding(code, {"first": texts[0], "other": other}))
    return found


def _aim_use(cuts: Mapping[Check, Cut]) -> AimUse | None:
    """Known as soon as a GS1 symbol and another one were scanned."""
    if len({check.is_gs1 for check in cuts}) < 2:
        return None
    sent = {bool(each.aim) for each in cuts.values()}
    if len(sent) == 2:
        return AimUse.SOMETIMES
    return AimUse.ALWAYS if sent.pop() else AimUse.NEVER


def _aim_findings(cuts: Mapping[Check, Cut]) -> list[Finding]:
    """Identifiers of another symbology are wrong; none at all are a pity."""
    wrong = [
        Finding(ScannerReason.AIM_WRONG, {"number": str(check.number), "identifier": each.aim})
        for check, each in cuts.items()
        if each.aim and each.aim not in AIM_IDS[check.is_gs1]
    ]
    if _aim_use(cuts) in (AimUse.NEVER, AimUse.SOMETIMES):
        wrong.append(Finding(ScannerReason.AIM_OFF))
    return wrong


def _separator(
    heard: Mapping[Check, Heard], cuts: Mapping[Check, Cut]
) -> tuple[GsWay | None, str, list[Finding]]:
    """How GS comes, what comes in its place, and what is wrong with that."""
    if Check.GS1 not in cuts:
        return None, "", []
    sent = cuts[Check.GS1].separator
    if not sent:
        return None, "", [Finding(ScannerReason.GS_LOST)]
    if sent == GS:
        ways = heard[Check.GS1].ways
        pressed = (GsWay.CTRL_KEY, GsWay.F8, GsWay.ALT)
        return next((way for way in pressed if way in ways), GsWay.CONTROL), "", []
    if sent in SAFE_SUBSTITUTES:
        return GsWay.SUBSTITUTE, sent, []
    if sent in KNOWN_GS_TEXTS or SAFE_SUBSTITUTES.intersection(sent):
        return GsWay.TEXT, sent, []
    return None, sent, [Finding(ScannerReason.GS_IN_DATA, {"text": sent})]


def _space(cuts: Mapping[Check, Cut]) -> list[Finding]:
    lost = Check.SPACE in cuts and not cuts[Check.SPACE].whole
    return [Finding(ScannerReason.SPACE_LOST)] if lost else []


def _slow(key_ms: int | None) -> list[Finding]:
    if key_ms is None or key_ms <= MOST_KEY_MS:
        return []
    return [Finding(ScannerReason.SLOW, {"ms": str(key_ms), "most": str(MOST_KEY_MS)})]


def _no_suffix(cuts: Mapping[Check, Cut]) -> list[Finding]:
    missing = bool(cuts) and not any(each.suffix for each in cuts.values())
    return [Finding(ScannerReason.NO_SUFFIX)] if missing else []
