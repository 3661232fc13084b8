"""Is this held? One statement per scan, inside the accepting transaction, after the gate.

Members answer for lots, for what was made of them and, by the serial position, for their pieces;
scopes answer for what nobody has written down: things that are newer than the hold, places, lines,
tools. The union of all active holds counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import (
    NOWHERE,
    AnchorKind,
    Context,
    ItemFacts,
    Scope,
    began_before,
    context_anchors,
    matches_but_time,
    matches_here,
    matches_item,
)
from qtrace.domain.holds import Activity, HoldRefusal, state_allows, stops
from qtrace.models.items import Item, ItemStatus
from qtrace.services.holds.reasons import reason_of
from qtrace.services.holds.statement import check_statement
from qtrace.services.outcomes import Refusal, refuse

ACTIVE = ("active", "requested")
PLACE = "place"
"""How a hold covers what is done at a held place or with a held tool."""


@dataclass(frozen=True, slots=True)
class Covering:
    """An active hold, and how it covers what was asked about.

    Attributes:
        via: `listed`, `scope`, `derived` from what it was made of, or `place`.
        distance: links to what the hold names.
        anchor: kind and id of what is named, for `scope` and `place`; None for members.
    """

    hold_id: int
    seq: int
    number: str
    state: str
    reason: str
    severity: str
    title: str
    placed_at: datetime
    placed_by_en: str
    placed_by_zh: str
    block_mask: int
    profile: str
    propagates: bool
    review_by: datetime | None
    via: str
    distance: int
    anchor: tuple[str, int] | None


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways by which an active hold meets what is asked about.

    Attributes:
        span: positions of the lot that it is about; None for all of it.
        piece_id: the piece that is held; None for all of `span`.
    """

    covering: Covering
    span: tuple[int, int | None] | None
    piece_id: int | None


def coverings(
    session: Session, item_id: int | None, context: Context = NOWHERE, *, whole: bool = False
) -> tuple[Covering, ...]:
    """Active holds on the item, on what is done here, or on both; oldest first, each once.

    Args:
        session: the transaction.
        item_id: the item, None for an activity without one.
        context: where and with what it is done.
        whole: the item is a lot that is taken with its pieces: holds on them count, via `piece`.
    """
    return each_once(ways(session, item_id, context, whole=whole))


def each_once(found: Iterable[Way]) -> tuple[Covering, ...]:
    """The holds behind these ways, each by its first."""
    holds: dict[int, Covering] = {}
    for way in found:
        holds.setdefault(way.covering.hold_id, way.covering)
    return tuple(holds.values())


def ways(
    session: Session,
    item_id: int | None,
    context: Context = NOWHERE,
    *,
    whole: bool = False,
    makes: bool = False,
) -> tuple[Way, ...]:
    """Every way by which active holds cover what `coverings` is asked about, in one statement.

    A hold with several scopes may cover a lot by one and its place by another: who judges the ways
    one by one must have them all. `makes`: something is made of the item now, here; a hold on what
    is made from some time on covers that.
    """
    rows = _asked(session, item_id, context, whole=whole)
    told = ((row, _via(row, item_id, context, makes=makes)) for row in rows)
    return tuple(
        Way(_covering(row, via), _span(row, via), row["piece_id"]) for row, via in told if via
    )


def timed_scopes(session: Session, lot_id: int) -> tuple[tuple[Covering, Scope], ...]:
    """Scopes of active holds that the lot would meet, had it been begun in the time they name."""
    found = []
    for row in _asked(session, lot_id, NOWHERE, whole=False):
        if row["anchor_kind"] is not None:
            scope = _scope(row)
            facts = _facts(lot_id, row)
            if matches_but_time(scope, facts) and not matches_item(scope, facts):
                found.append((_covering(row, "scope"), scope))
    return tuple(found)


def _asked(
    session: Session, item_id: int | None, context: Context, *, whole: bool
) -> Sequence[RowMapping]:
    """Rows of the statement: members, and scopes whose anchor is met."""
    anchors = context_anchors(context)
    if item_id is None and not anchors:
        return ()
    bound: dict[str, Any] = {} if item_id is None else {"item": item_id}
    bound |= {f"anchor_{n}": anchor for n, (_, anchor) in enumerate(anchors)}
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    instant = "TEXT" if is_sqlite else "TIMESTAMP WITH TIME ZONE"
    here = tuple(kind for kind, _ in anchors)
    statement = check_statement(here, instant, has_item=item_id is not None, whole=whole)
    return session.execute(statement, bound).mappings().all()


def _span(row: RowMapping, via: str) -> tuple[int, int | None] | None:
    """Positions of a row; a row about all positions, or about a place, has none."""
    if via == PLACE or (row["seq_from"] is None and row["seq_to"] is None):
        return None
    span = (row["seq_from"] or 0, row["seq_to"])
    return None if span == (0, None) else span


def _scope(row: RowMapping) -> Scope:
    return Scope(
        AnchorKind(row["anchor_kind"]), row["anchor_id"], row["s_part"], row["s_supplier"],
        row["s_lot"], row["s_line"], row["seq_from"], row["seq_to"], row["made_from"],
        row["made_to"],
    )  # fmt: skip


def _via(row: RowMapping, item_id: int | None, context: Context, *, makes: bool) -> str:
    """How the row covers what is asked about, empty if a condition of the scope is not met."""
    if row["anchor_kind"] is None:
        return str(row["via"])
    scope = _scope(row)
    item = _facts(item_id, row) if item_id is not None else None
    if item is not None and matches_item(scope, item):
        return "scope"
    if item is not None and makes and began_before(scope, row["opened_at"]):
        line, order = item.line_id or context.line_id, item.work_order_id or context.work_order_id
        if matches_but_time(scope, replace(item, line_id=line, work_order_id=order)):
            return "scope"
    return PLACE if matches_here(scope, item, context) else ""


def _facts(item_id: int, row: RowMapping) -> ItemFacts:
    return ItemFacts(
        item_id=item_id,
        part_id=row["part_id"],
        part_revision_id=row["part_revision_id"],
        supplier_id=row["supplier_id"],
        supplier_lot=row["supplier_lot"],
        receipt_id=row["receipt_id"],
        location_id=row["location_id"],
        lot_id=row["lot_id"],
        seq=row["seq"],
        work_order_id=row["work_order_id"],
        line_id=row["line_id"],
        made_at=row["made_at"],
    )


def _covering(row: RowMapping, via: str) -> Covering:
    anchor = None if row["anchor_kind"] is None else (row["anchor_kind"], row["anchor_id"])
    return Covering(
        hold_id=row["hold_id"],
        seq=row["hold_seq"],
        number=row["number"],
        state=row["state"],
        reason=row["reason_code"],
        severity=row["severity"],
        title=row["title"],
        placed_at=row["opened_at"],
        placed_by_en=row["name_en"],
        placed_by_zh=row["name_zh"],
        block_mask=row["block_mask"],
        profile=row["profile"],
        propagates=bool(row["propagates"]),
        review_by=row["review_by"],
        via=via,
        distance=row["distance"],
        anchor=anchor,
    )


def check_not_held(
    session: Session, item_id: int, activity: Activity, context: Context = NOWHERE
) -> Refusal | None:
    """None if no active hold stops `activity` on the item there, else who holds it since when."""
    found = ways(session, item_id, context, makes=activity in _MAKES)
    return told_of(session, each_once(found), activity)


_MAKES = frozenset({Activity.START_OPERATION, Activity.COMPLETE_OPERATION, Activity.OUTPUT})
"""Activities by which something is made at a line."""


def check_pieces(
    session: Session,
    lot_id: int,
    pieces: tuple[int, int] | None,
    activity: Activity,
    context: Context = NOWHERE,
    *,
    also: Activity | None = None,
) -> Refusal | None:
    """None if no active hold stops `activity` on these pieces of a lot, nor the one beside it.

    Args:
        session: the transaction.
        lot_id: the lot that the pieces are, or will be, in.
        pieces: first and last serial position; None: only what holds the whole lot counts.
        activity: what is to be done.
        context: where and with what it is done.
        also: what is done with it at the same time, or None.
    """
    found = ways(session, lot_id, context, makes=activity in _MAKES)
    kept = each_once(way for way in found if _reaches(way.span, pieces))
    refusal = told_of(session, kept, activity)
    return refusal or (told_of(session, kept, also) if also is not None else None)


def _reaches(span: tuple[int, int | None] | None, pieces: tuple[int, int] | None) -> bool:
    """True if the positions of a way meet `pieces`; without positions it meets all."""
    if span is None:
        return True
    first, last = span
    if pieces is None:
        return first <= 1 and last is None
    return first <= pieces[1] and (last is None or pieces[0] <= last)


def check_place(session: Session, activity: Activity, context: Context) -> Refusal | None:
    """None if no active hold stops `activity` at the place or with the tools of `context`."""
    return told_of(session, coverings(session, None, context), activity)


def check_use(
    session: Session, item_id: int, activity: Activity, context: Context = NOWHERE
) -> Refusal | None:
    """None if the item's state allows `activity` and no hold stops it; the default is no."""
    return check_state(session, item_id, activity) or check_not_held(
        session, item_id, activity, context
    )


def check_state(session: Session, item_id: int, activity: Activity) -> Refusal | None:
    """None if the item's state allows `activity`; what has no state of its own has its lot's."""
    item = session.get(Item, item_id)
    if item is None:
        return refuse(HoldRefusal.NOTHING_TO_HOLD)
    owner = item.origin_id if item.kind in ("unit", "container") else item.id
    status = session.get(ItemStatus, item.id) or session.get(ItemStatus, owner)
    state = status.quality_state if status is not None else "quarantine"
    if state_allows(state, activity):
        return None
    return refuse(
        HoldRefusal.STATE_FORBIDS, lot=item.lot or item.serial or "", state=state,
        activity=activity.value,
    )  # fmt: skip


def told_of(session: Session, found: Sequence[Covering], activity: Activity) -> Refusal | None:
    """The refusal that tells the oldest of these holds that stops `activity`; None if none does."""
    stopping = [each for each in found if stops(each.block_mask, activity)]
    if not stopping:
        return None
    first = stopping[0]
    code = HoldRefusal.PLACE_ON_HOLD if first.via == PLACE else HoldRefusal.LOT_ON_HOLD
    return refuse(
        code,
        hold=first.number,
        hold_id=first.hold_id,
        reason=first.reason,
        **_named(session, first.reason),
        severity=first.severity,
        since=first.placed_at.isoformat(),
        by_en=first.placed_by_en,
        by_zh=first.placed_by_zh,
        via=first.via,
        activity=activity.value,
        holds=len(stopping),
    )


def _named(session: Session, code: str) -> dict[str, str]:
    """The plant's words for a reason, for the sentence that says why."""
    reason = reason_of(session, code)
    if reason is None:
        return {"why_en": code, "why_zh": code}
    return {"why_en": reason.name_en, "why_zh": reason.name_zh}
