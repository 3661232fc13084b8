"""Is this held? One statement per scan, inside the accepting transaction, after the gate.

Members answer for lots, for what was made of them and, by the serial position, for their pieces;
scopes answer for what nobody has written down: things that are newer than the hold, places, lines,
tools. The union of all active holds counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping, TextClause, select, text
from sqlalchemy.orm import Session

from qtrace.domain.hold_scopes import (
    NOWHERE,
    AnchorKind,
    Context,
    ItemFacts,
    Scope,
    context_anchors,
    matches_here,
    matches_item,
)
from qtrace.domain.holds import Activity, HoldRefusal, state_allows, stops
from qtrace.models.cases import HoldMember
from qtrace.models.items import Item, ItemStatus
from qtrace.models.types import UtcDateTime
from qtrace.services.hold_reasons import reason_of
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


_FACTS = """
f AS (
 SELECT i.id, i.lot_id, i.seq, i.location_id,
  coalesce(i.part_id, o.part_id) AS part_id,
  coalesce(i.part_revision_id, o.part_revision_id) AS part_revision_id,
  coalesce(i.supplier_id, o.supplier_id) AS supplier_id,
  coalesce(i.supplier_lot, o.supplier_lot) AS supplier_lot,
  coalesce(i.receipt_id, o.receipt_id) AS receipt_id,
  coalesce(m.work_order_id, mo.work_order_id) AS work_order_id,
  coalesce(m.line_id, mo.line_id) AS line_id,
  coalesce(m.made_at, mo.made_at) AS made_at
 FROM (
  SELECT id, part_id, part_revision_id, supplier_id, supplier_lot, receipt_id, location_id,
   CASE WHEN kind IN ('unit', 'container') THEN origin_id END AS lot_id,
   CASE WHEN kind = 'unit' THEN unit_seq END AS seq
  FROM item WHERE id = :item
 ) i
 LEFT JOIN item o ON o.id = i.lot_id
 LEFT JOIN made_item m ON m.item_id = i.id
 LEFT JOIN made_item mo ON mo.item_id = i.lot_id
)"""
_ANCHORS_OF_ITEM = (
    ("item", "id"),
    ("item", "lot_id"),
    ("origin", "lot_id"),
    ("part", "part_id"),
    ("part_revision", "part_revision_id"),
    ("supplier_part", "part_id"),
    ("supplier_lot", "supplier_id"),
    ("receipt", "receipt_id"),
    ("location", "location_id"),
    ("work_order", "work_order_id"),
)
_MEMBERS = """
 SELECT d.hold_id, d.via, d.distance, CAST(NULL AS TEXT) AS anchor_kind,
  CAST(NULL AS BIGINT) AS anchor_id, CAST(NULL AS BIGINT) AS s_part,
  CAST(NULL AS BIGINT) AS s_supplier, CAST(NULL AS TEXT) AS s_lot, CAST(NULL AS BIGINT) AS s_line,
  CAST(NULL AS INTEGER) AS seq_from, CAST(NULL AS INTEGER) AS seq_to,
  CAST(NULL AS {instant}) AS made_from, CAST(NULL AS {instant}) AS made_to
 FROM (
  SELECT n.hold_id, n.via, n.distance FROM hold_member n WHERE n.item_id = :item
  UNION ALL
  SELECT n.hold_id, n.via, n.distance FROM hold_member n
  WHERE n.item_id = (SELECT lot_id FROM f)
   AND ((SELECT seq FROM f) IS NULL OR (n.seq_from <= (SELECT seq FROM f)
    AND (n.seq_to IS NULL OR n.seq_to >= (SELECT seq FROM f))))
   AND NOT EXISTS (
    SELECT 1 FROM hold_exempt e WHERE e.hold_id = n.hold_id AND e.item_id = :item)
 ) d
 UNION ALL"""
_SCOPE = """
 SELECT s.hold_id, 'scope' AS via, 0 AS distance, s.anchor_kind, s.anchor_id,
  s.part_id AS s_part, s.supplier_id AS s_supplier, s.supplier_lot AS s_lot, s.line_id AS s_line,
  s.seq_from, s.seq_to, s.made_from, s.made_to
 FROM hold_scope s
 WHERE s.anchor_kind = {kind} AND s.anchor_id = {anchor}
  AND NOT EXISTS (SELECT 1 FROM hold_scope_end e WHERE e.hold_id = s.hold_id AND e.no = s.no)"""
_NOT_EXEMPT = """
  AND NOT EXISTS (SELECT 1 FROM hold_exempt e WHERE e.hold_id = s.hold_id AND e.item_id = :item)
  AND NOT EXISTS (SELECT 1 FROM hold_exempt e
   WHERE e.hold_id = s.hold_id AND e.item_id = (SELECT lot_id FROM f))"""
# The state is asked together with the covering row: a condition on holds alone would let SQLite
# build a Bloom filter over all of them for every scan.
_TOLD = """
SELECT c.*, h.seq AS hold_seq, q.number, h.state, h.reason_code, q.severity, q.title,
 q.opened_at, p.name_en, p.name_zh, h.block_mask, h.profile, h.propagates, h.review_by{facts}
FROM covering c{joined}
JOIN hold h ON h.case_id = c.hold_id AND (h.state IN ('active', 'requested') OR c.hold_id < 0)
JOIN quality_case q ON q.id = h.case_id
JOIN person p ON p.id = h.placed_by
ORDER BY h.seq, CASE WHEN c.anchor_kind IS NULL THEN 0 ELSE 1 END, c.distance"""
_ITEM_FACTS = (
    ", f.lot_id, f.seq, f.location_id, f.part_id, f.part_revision_id, f.supplier_id,"
    " f.supplier_lot, f.receipt_id, f.work_order_id, f.line_id, f.made_at"
)


@lru_cache(maxsize=64)
def check_statement(places: int, instant: str, *, has_item: bool) -> Any:
    """The statement for an activity with so many anchors of place, tools and work order.

    Args:
        places: anchors of the context; bound as `kind_0`, `anchor_0` and so on.
        instant: type in which the back end keeps instants.
        has_item: an item is asked about, bound as `item`.
    """
    free = _NOT_EXEMPT if has_item else ""
    here = [(f"CAST(:kind_{n} AS TEXT)", f"CAST(:anchor_{n} AS BIGINT)") for n in range(places)]
    own = [(f"'{kind}'", f"(SELECT {name} FROM f)") for kind, name in _ANCHORS_OF_ITEM]  # noqa: S608
    anchors = [*own, *here] if has_item else here
    scopes = " UNION ALL ".join(
        _SCOPE.format(kind=kind, anchor=anchor) + free for kind, anchor in anchors
    )
    told = _TOLD.format(
        facts=_ITEM_FACTS if has_item else "", joined=" CROSS JOIN f" if has_item else ""
    )
    members = _MEMBERS.format(instant=instant) if has_item else ""
    facts = f"{_FACTS}, " if has_item else ""
    statement: TextClause = text(f"WITH {facts}covering AS ({members}{scopes}) {told}")
    instants = dict.fromkeys(("made_from", "made_to", "opened_at", "review_by"), UtcDateTime())
    if has_item:
        instants["made_at"] = UtcDateTime()
    return statement.columns(**instants)


def coverings(
    session: Session, item_id: int | None, context: Context = NOWHERE
) -> tuple[Covering, ...]:
    """Active holds on the item, on what is done here, or on both; oldest first, each once.

    Args:
        session: the transaction.
        item_id: the item, None for an activity without one.
        context: where and with what it is done.
    """
    anchors = context_anchors(context)
    if item_id is None and not anchors:
        return ()
    bound: dict[str, Any] = {} if item_id is None else {"item": item_id}
    for n, (kind, anchor) in enumerate(anchors):
        bound |= {f"kind_{n}": kind.value, f"anchor_{n}": anchor}
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    instant = "TEXT" if is_sqlite else "TIMESTAMP WITH TIME ZONE"
    statement = check_statement(len(anchors), instant, has_item=item_id is not None)
    found: dict[int, Covering] = {}
    for row in session.execute(statement, bound).mappings():
        via = _via(row, item_id, context)
        if via and row["hold_id"] not in found:
            found[row["hold_id"]] = _covering(row, via)
    return tuple(found.values())


def _via(row: RowMapping, item_id: int | None, context: Context) -> str:
    """How the row covers what is asked about, empty if a condition of the scope is not met."""
    if row["anchor_kind"] is None:
        return str(row["via"])
    scope = Scope(
        AnchorKind(row["anchor_kind"]), row["anchor_id"], row["s_part"], row["s_supplier"],
        row["s_lot"], row["s_line"], row["seq_from"], row["seq_to"], row["made_from"],
        row["made_to"],
    )  # fmt: skip
    item = _facts(item_id, row) if item_id is not None else None
    if item is not None and matches_item(scope, item):
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
    return told_of(session, coverings(session, item_id, context), activity)


def check_pieces(
    session: Session,
    lot_id: int,
    pieces: tuple[int, int] | None,
    activity: Activity,
    context: Context = NOWHERE,
) -> Refusal | None:
    """None if no active hold stops `activity` on these pieces of a lot.

    Args:
        session: the transaction.
        lot_id: the lot that the pieces are, or will be, in.
        pieces: first and last serial position; None: only what holds the whole lot counts.
        activity: what is to be done.
        context: where and with what it is done.
    """
    found = coverings(session, lot_id, context)
    if not any(stops(each.block_mask, activity) for each in found):
        return None
    spans: dict[int, list[tuple[int, int | None]]] = {}
    rows = session.execute(
        select(HoldMember.hold_id, HoldMember.seq_from, HoldMember.seq_to).where(
            HoldMember.item_id == lot_id
        )
    )
    for hold_id, first, last in rows:
        spans.setdefault(hold_id, []).append((first, last))
    kept = [each for each in found if _reaches(spans.get(each.hold_id, ()), pieces)]
    return told_of(session, kept, activity)


def _reaches(spans: Sequence[tuple[int, int | None]], pieces: tuple[int, int] | None) -> bool:
    """True if the positions of a member meet `pieces`; a hold without positions meets all."""
    if not spans:
        return True
    if pieces is None:
        return any(first <= 1 and last is None for first, last in spans)
    return any(first <= pieces[1] and (last is None or pieces[0] <= last) for first, last in spans)


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
