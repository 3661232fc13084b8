"""Small words of the line screens: quantities, names, clock times, spans."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from qtrace.domain.production.progress import Progress
from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import Translator
from qtrace.i18n.label_code_reasons import field_word
from qtrace.i18n.reasons import Explanation, explain
from qtrace.services.briefs import NamePair, PartBrief
from qtrace.services.outcomes import Refusal
from qtrace.services.production.line_rows import OrderRow

DOT = " ⋅ "
_FIELDS = {"udi_di": "di"}
"""Fields of our labels by the names that they have in codes."""


def joined(*words: str) -> str:
    """The words that are not empty, with dots between them."""
    return DOT.join(filter(None, words))


def grouped(pieces: int) -> str:
    """A count with its thousands set apart: `8 420`."""
    return f"{pieces:,}".replace(",", " ")


@dataclass(frozen=True, slots=True)
class LineWords:
    """Who reads and where: says names, quantities and times to that reader."""

    tr: Translator
    zone: ZoneInfo

    def name(self, pair: NamePair) -> str:
        """A name of master data or of a person."""
        return self.tr.name(pair.en, pair.zh)

    def part(self, part: PartBrief | None) -> str:
        """Number and name."""
        return f"{self.name(part.name)} {part.number}" if part is not None else ""

    def urgent(self, order: OrderRow) -> str:
        """Lots in urgent use that are in the order's batch; "" if there are none."""
        return self.tr.say("urgent: {lots}", lots=", ".join(order.urgent)) if order.urgent else ""

    def batch(self, order: OrderRow) -> str:
        """Lot of the order, marked while a lot in urgent use is in it."""
        return joined(order.lot, self.urgent(order))

    def quantity(self, value_q6: int, part: PartBrief) -> str:
        """`1 200 pcs`."""
        return f"{grouped_q6(value_q6)} {self.name(part.unit)}"

    def clock(self, instant: datetime) -> str:
        """Time of the day at the plant, to the minute."""
        return instant.astimezone(self.zone).strftime("%H:%M")

    def second(self, instant: datetime) -> str:
        """Time of the day at the plant, to the second."""
        return instant.astimezone(self.zone).strftime("%H:%M:%S")

    def span(self, span: timedelta) -> str:
        """`10 min`, from two hours on `3 h`."""
        minutes = max(0, int(span.total_seconds()) // 60)
        if minutes < 120:
            return self.tr.say("{n} min", n=minutes)
        return self.tr.say("{n} h", n=minutes // 60)

    def pieces(self, progress: Progress) -> str:
        """`63 / 150`."""
        return f"{grouped(progress.done)} / {grouped(progress.planned)}"

    def explained(self, refusal: Refusal) -> Explanation:
        """A refusal in words; the field of a label by its name."""
        facts = dict(refusal.facts)
        if "field" in facts:
            facts["field"] = field_word(self.tr, _FIELDS.get(facts["field"], facts["field"]))
        return explain(self.tr, refusal.code, facts, self.zone)
