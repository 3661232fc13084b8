"""What holds are about, as a list names it: a lot and its part, and what a search may find."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.models.cases import HoldMember
from qtrace.models.catalogue import Part
from qtrace.models.items import Item
from qtrace.services.briefs import NO_NAME, NamePair

_LOTS: Final = ("lot", "production_lot")


@dataclass(frozen=True, slots=True)
class HeldThing:
    """What a hold covers, in few words.

    Attributes:
        lot: the lot that it names first, empty if it covers none yet.
        part: name of that lot's part.
        more: further lots that it covers.
        words: lots, part numbers and names of parts, for a search.
    """

    lot: str = ""
    part: NamePair = NO_NAME
    more: int = 0
    words: tuple[str, ...] = ()


NOTHING_HELD: Final = HeldThing()


def held_things(session: Session, hold_ids: Collection[int]) -> dict[int, HeldThing]:
    """By hold, in one statement: lots that it names stand before what was made of them."""
    rows = session.execute(
        select(HoldMember.hold_id, Item.lot, Part.number, Part.name_en, Part.name_zh)
        .join(Item, Item.id == HoldMember.item_id)
        .outerjoin(Part, Part.id == Item.part_id)
        .where(HoldMember.hold_id.in_(hold_ids), Item.kind.in_(_LOTS))
        .order_by(HoldMember.hold_id, HoldMember.distance, Item.id)
    )
    found: dict[int, list[tuple[str, str, NamePair]]] = {}
    for hold_id, lot, number, name_en, name_zh in rows:
        part = NamePair(name_en or "", name_zh or "")
        found.setdefault(hold_id, []).append((lot or "", number or "", part))
    return {hold_id: _thing(lots) for hold_id, lots in found.items()}


def _thing(lots: list[tuple[str, str, NamePair]]) -> HeldThing:
    lot, _number, part = lots[0]
    words = {word for lot, number, name in lots for word in (lot, number, name.en, name.zh)}
    return HeldThing(lot, part, len({each[0] for each in lots}) - 1, tuple(sorted(words - {""})))
