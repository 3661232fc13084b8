"""Small words of the receiving screens: quantities with units, containers, days, names."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qtrace.domain.quantities import grouped_q6
from qtrace.domain.receiving import Level
from qtrace.i18n import Translator
from qtrace.i18n.words import containers_text
from qtrace.services.briefs import NamePair, PartBrief
from qtrace.ui.theme.tokens import Status

STATUS_OF = {
    Level.OK: Status.OK,
    Level.WARNING: Status.HOLD,
    Level.BLOCKED: Status.BLOCKED,
}
DOT = " · "


def joined(*words: str) -> str:
    """The words that are not empty, with dots between them."""
    return DOT.join(filter(None, words))


@dataclass(frozen=True, slots=True)
class Words:
    """Who reads and where: says quantities, names and times to that reader."""

    tr: Translator
    zone: ZoneInfo

    def name(self, pair: NamePair) -> str:
        """A name of master data."""
        return self.tr.name(pair.en, pair.zh)

    def quantity(self, value_q6: int, part: PartBrief | None) -> str:
        """`1 200 pcs`; without a part the bare number."""
        number = grouped_q6(value_q6)
        return f"{number} {self.name(part.unit)}" if part is not None else number

    def containers(self, count: int, part: PartBrief | None) -> str:
        """`12 bags`; without a part, containers."""
        return containers_text(self.tr, part.container_word if part is not None else "", count)

    def part(self, part: PartBrief | None) -> str:
        """Number and name."""
        return f"{part.number} {self.name(part.name)}" if part is not None else ""

    def clock(self, instant: datetime) -> str:
        """Time of the day at the plant, to the second."""
        return instant.astimezone(self.zone).strftime("%H:%M:%S")

    def needed(self, instant: datetime | None, today: date) -> str:
        """When production wants it: the hour today, the day later on, a word if that is over."""
        if instant is None:
            return "–"
        local = instant.astimezone(self.zone)
        if local.date() == today:
            return self.tr.say("Today {time}", time=local.strftime("%H:%M"))
        day = local.strftime("%m-%d" if local.year == today.year else "%Y-%m-%d")
        return self.tr.say("Overdue {day}", day=day) if local.date() < today else day

    def is_urgent(self, instant: datetime | None, today: date) -> bool:
        """True for today and for what is overdue."""
        return instant is not None and instant.astimezone(self.zone).date() <= today
