"""Who reads, where and when; and the small words that all parts of the lot page share."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import Translator
from qtrace.services.briefs import NamePair, PartBrief

DOT = " · "
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Sight:
    """The reader's language, the plant's zone and its calendar day."""

    tr: Translator
    zone: ZoneInfo
    today: date

    def name(self, pair: NamePair) -> str:
        """A name in the reader's language."""
        return self.tr.name(pair.en, pair.zh)

    def clock(self, instant: datetime) -> str:
        """Hour and minute at the plant."""
        return f"{instant.astimezone(self.zone):%H:%M}"

    def day(self, instant: datetime) -> date:
        """Calendar day at the plant."""
        return instant.astimezone(self.zone).date()

    def short_day(self, day: date) -> str:
        """`11-22` in this year, else the whole date."""
        return f"{day:%m-%d}" if day.year == self.today.year else day.isoformat()

    def moment(self, instant: datetime) -> str:
        """Today the hour alone, before that the day with it."""
        day = self.day(instant)
        clock = self.clock(instant)
        return clock if day == self.today else f"{self.short_day(day)} {clock}"

    def full(self, instant: datetime) -> str:
        """Date and time to the second."""
        return f"{instant.astimezone(self.zone):%Y-%m-%d %H:%M:%S}"

    def quantity(self, value_q6: int, part: PartBrief | None) -> str:
        """`1 200 pcs`; without a part the bare number."""
        number = grouped_q6(value_q6)
        return f"{number} {self.name(part.unit)}" if part is not None else number


def joined(*words: str) -> str:
    """The words that are not empty, with dots between them."""
    return DOT.join(filter(None, words))
