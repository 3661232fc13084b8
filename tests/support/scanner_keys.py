"""A keyboard scanner with every setting that a check sheet has to find out."""

from collections.abc import Mapping
from dataclasses import dataclass

from qtrace.domain.scanners.check_codes import CONTENTS, Check
from qtrace.domain.scanners.heard import GsWay, Heard
from qtrace.domain.scanners.layouts import RIGHT, LayoutPair, character, is_dead, place

GS = "\x1d"
ACCENTS = {"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0308": "¨"}
KEYS = frozenset({GsWay.CTRL_KEY, GsWay.F8, GsWay.ALT})


@dataclass(frozen=True)
class Scanner:
    """A scanner and the computer it types into; `gs` is what it sends for GS, empty: nothing."""

    pair: LayoutPair = RIGHT
    caps: bool = False
    dead: str = "both"
    gs: str = GS
    way: GsWay = GsWay.CONTROL
    prefix: str = ""
    suffix: str = "\r"
    aim: bool = True
    matrix: bool = True
    key_ms: int = 6

    def types(self, text: str) -> str:
        """`text` through both layouts; a dead key does what the system at hand does with it."""
        signs, waiting = [], ""
        for sign in text:
            arrived = self._arrives(sign)
            if is_dead(arrived):
                waiting = arrived
            elif waiting:
                after = {"both": ACCENTS[waiting] + arrived, "none": "", "one": arrived}
                signs.append(after[self.dead])
                waiting = ""
            else:
                signs.append(arrived)
        return "".join(signs)

    def _arrives(self, sign: str) -> str:
        if self.pair.agrees or sign in " \r\n\t\x02" + GS:
            arrived = sign
        else:
            found = place(self.pair.scanner, sign)
            arrived = character(self.pair.host, *found) if found else ""
        other = arrived.swapcase()
        return other if self.caps and len(other) == 1 else arrived

    def aim_of(self, check: Check) -> str:
        if not self.aim:
            return ""
        return {(True, True): "]d2", (True, False): "]d1", (False, True): "]C1"}.get(
            (self.matrix, check.is_gs1), "]C0"
        )

    def scan(self, check: Check) -> Heard:
        content = CONTENTS[check].replace(GS, self.gs)
        text = self.types(self.prefix + self.aim_of(check) + content + self.suffix)
        ways = frozenset({self.way} & KEYS) if check.is_gs1 else frozenset()
        return Heard(text, (self.key_ms,) * (len(text) - 1), ways)

    def sheet(self) -> Mapping[Check, Heard]:
        return {check: self.scan(check) for check in Check}
