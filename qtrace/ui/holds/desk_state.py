"""The holds desk as a value: the list, the open hold, what is being decided about it."""

from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.hold_life import MayNot
from qtrace.services.holds.graph import AffectedRow
from qtrace.services.holds.photos import HoldPhoto
from qtrace.services.holds.queries import HoldSheet, OpenHold, ReasonFigures
from qtrace.services.holds.signers import Signer
from qtrace.services.outcomes import Refusal
from qtrace.services.people.accounts import PersonRow
from qtrace.services.people.station_pins import SecretAsked


class Grouping(StrEnum):
    """What the list is grouped by."""

    SEVERITY = "severity"
    AGE = "age"
    OWNER = "owner"


class Act(StrEnum):
    """What the right side is asking for."""

    NONE = "none"
    MENU = "menu"
    REQUEST = "request"
    RELEASE = "release"
    REJECT = "reject"
    EXTEND = "extend"
    OWNER = "owner"
    NARROW = "narrow"
    CHANGE = "change"
    SCRAP = "scrap"
    RETURN = "return"


SIGNED = frozenset({Act.RELEASE, Act.REJECT, Act.NARROW, Act.SCRAP, Act.RETURN})
"""Acts that a person signs in place."""


ENDS = (Act.SCRAP, Act.RETURN)
"""What a hold is converted to."""


class Page(StrEnum):
    """What stands in the middle."""

    GRAPH = "graph"
    HISTORY = "history"
    FIGURES = "figures"
    PHOTOS = "photos"


@dataclass(frozen=True, slots=True)
class DeskState:
    """Everything that the desk shows.

    Attributes:
        find: what was typed or scanned to find a hold; the list shows what carries it.
        chosen: id of the open hold.
        sheet: what is known of it; None before the answer.
        item_id: the thing that is chosen in the picture; 0 for the first one.
        scope_no: the row of the scope that would be taken out.
        keep: items that a partial request leaves held.
        partial: only some of it is to be released.
        act: what is being written on the right side.
        signer: who is about to sign, and the secret that counts for that person here.
        may_not: why the signer may not lift this hold.
        figures: holds by reason.
        owners: who may be named as the owner, once they are read.
        owner_id: the one that is chosen.
        photos: photos of the open hold, once they are read.
        photo_no: which of them is in front.
    """

    holds: tuple[OpenHold, ...] = ()
    find: str = ""
    grouping: Grouping = Grouping.SEVERITY
    chosen: int | None = None
    sheet: HoldSheet | None = None
    item_id: int = 0
    scope_no: int = 1
    page: Page = Page.GRAPH
    partial: bool = False
    keep: frozenset[int] = frozenset()
    act: Act = Act.NONE
    signer: PersonRow | None = None
    identified_by: str = "session"
    asked: SecretAsked | None = None
    may_not: MayNot | None = None
    figures: tuple[ReasonFigures, ...] = ()
    owners: tuple[Signer, ...] = ()
    owner_id: int = 0
    photos: tuple[HoldPhoto, ...] = ()
    photo_no: int = 0
    refusal: Refusal | None = None
    problem: str = ""
    busy: bool = False

    @property
    def next_grouping(self) -> Grouping:
        """What the list is grouped by next, after the last one the first."""
        ways = tuple(Grouping)
        return ways[(ways.index(self.grouping) + 1) % len(ways)]

    @property
    def photo(self) -> HoldPhoto | None:
        """The photo in front."""
        return self.photos[self.photo_no] if self.photo_no < len(self.photos) else None

    @property
    def pages(self) -> tuple[Page, ...]:
        """What can stand in the middle now; photos where there are any."""
        has_photos = self.sheet is not None and bool(self.sheet.photos)
        return tuple(each for each in Page if has_photos or each is not Page.PHOTOS)

    @property
    def next_page(self) -> Page:
        """What F3 turns to."""
        at = self.pages.index(self.page) if self.page in self.pages else -1
        return self.pages[(at + 1) % len(self.pages)]

    @property
    def found(self) -> tuple[OpenHold, ...]:
        """Holds that carry what is looked for: number, lot or part; all without a search."""
        wanted = self.find.strip().casefold()
        return tuple(each for each in self.holds if carries(each, wanted))

    @property
    def ordered(self) -> tuple[tuple[str, tuple[OpenHold, ...]], ...]:
        """Groups of the list with what stands in each, in the order of the list."""
        if self.grouping is Grouping.AGE:
            return (("", tuple(sorted(self.found, key=lambda each: each.placed_at))),)
        groups: dict[str, list[OpenHold]] = {}
        for each in self.found:
            key = each.severity if self.grouping is Grouping.SEVERITY else each.owner.en
            groups.setdefault(key, []).append(each)
        return tuple(
            (key, tuple(sorted(rows, key=lambda each: each.placed_at)))
            for key, rows in groups.items()
        )

    @property
    def in_order(self) -> tuple[OpenHold, ...]:
        """The list from top to bottom."""
        return tuple(each for _, rows in self.ordered for each in rows)

    @property
    def is_over(self) -> bool:
        """True if the open hold was lifted or converted: only to be read now."""
        return self.sheet is not None and self.sheet.head.state in ("released", "converted")

    @property
    def rows(self) -> tuple[AffectedRow, ...]:
        """Everything that the open hold covers, as far as it is shown."""
        return tuple(row for layer in (self.sheet.layers if self.sheet else ()) for row in layer)

    @property
    def marked(self) -> AffectedRow | None:
        """The thing that is chosen in the picture: keys act on it."""
        rows = self.rows
        return next((row for row in rows if row.item_id == self.item_id), rows[0] if rows else None)

    @property
    def stays(self) -> frozenset[int]:
        """Items that stay held by the release that is proposed."""
        sheet = self.sheet
        if sheet is None:
            return frozenset()
        if sheet.request is not None:
            named = frozenset(sheet.request.item_ids)
            everything = frozenset(row.item_id for row in self.rows)
            if not named:
                return frozenset()
            return everything - named
        if self.partial:
            return _with_children(self.keep, sheet.edges)
        return frozenset()

    @property
    def to_release(self) -> tuple[int, ...]:
        """Items that a partial request would name."""
        stays = self.stays
        return tuple(row.item_id for row in self.rows if row.item_id not in stays)


def carries(hold: OpenHold, wanted: str) -> bool:
    """True if the number of the hold, a lot or a part of it has `wanted` in it (case folded)."""
    return any(wanted in word.casefold() for word in (hold.number, hold.title, *hold.thing.words))


def _with_children(items: frozenset[int], edges: tuple[tuple[int, int], ...]) -> frozenset[int]:
    """Items with everything that was made of them."""
    found, frontier = set(items), set(items)
    while frontier:
        frontier = {child for parent, child in edges if parent in frontier} - found
        found |= frontier
    return frozenset(found)
