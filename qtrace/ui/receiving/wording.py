"""Small words of the receiving screens: quantities with units, containers, days, names."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from qtrace.domain.quantities import grouped_q6
from qtrace.domain.receiving import Level
from qtrace.i18n import Translator
from qtrace.i18n.receiving_words import container_word
from qtrace.services.briefs import NamePair, PartBrief
from qtrace.ui.theme.tokens import Status

STATUS_OF = {
    Level.OK: Status.OK,
    Level.WARNING: Status.HOLD,
    Level.BLOCKED: Status.BLOCKED,
}
DOT = " · "


def name(tr: Translator, pair: NamePair) -> str:
    """A name of master data in the reader's language."""
    return tr.name(pair.en, pair.zh)


def quantity(tr: Translator, value_q6: int, part: PartBrief | None) -> str:
    """`1 200 pcs`; without a part the bare number."""
    number = grouped_q6(value_q6)
    return f"{number} {name(tr, part.unit)}" if part is not None else number


def containers(tr: Translator, count: int, part: PartBrief | None) -> str:
    """`12 bags`; without a part, containers."""
    return container_word(tr, part.container_word if part is not None else "", count)


def part_text(tr: Translator, part: PartBrief | None) -> str:
    """Number and name of a part."""
    return f"{part.number} {name(tr, part.name)}" if part is not None else ""


def joined(*words: str) -> str:
    """The words that are not empty, with dots between them."""
    return DOT.join(filter(None, words))


def clock(instant: datetime, zone: ZoneInfo) -> str:
    """Time of the day at the plant, to the second."""
    return instant.astimezone(zone).strftime("%H:%M:%S")


def needed(tr: Translator, instant: datetime | None, today: date, zone: ZoneInfo) -> str:
    """When production wants it: the hour today, the day later on, a word if that is over."""
    if instant is None:
        return "–"
    local = instant.astimezone(zone)
    if local.date() == today:
        return tr.say("Today {time}", time=local.strftime("%H:%M"))
    day = local.strftime("%m-%d" if local.year == today.year else "%Y-%m-%d")
    return tr.say("Overdue {day}", day=day) if local.date() < today else day


def is_urgent(instant: datetime | None, today: date, zone: ZoneInfo) -> bool:
    """True for today and for what is overdue."""
    return instant is not None and instant.astimezone(zone).date() <= today
