"""The one statement that asks what holds an item, its pieces, or what is done at a place.

It is made of branches that each look up one key, so that no statistics can talk SQLite into reading
a table or building a Bloom filter over it; a test reads the plans.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, text

from qtrace.domain.hold_scopes import AnchorKind
from qtrace.models.types import UtcDateTime

PIECE = "piece"
"""How a hold that covers a piece of a lot, and not the lot, meets who takes the lot as a whole."""

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
# `seq_from` and `seq_to` of a member are the positions of the lot that it is written for.
_MEMBER = """
 SELECT d.hold_id, d.via, d.distance, CAST(NULL AS TEXT) AS anchor_kind,
  CAST(NULL AS BIGINT) AS anchor_id, CAST(NULL AS BIGINT) AS s_part,
  CAST(NULL AS BIGINT) AS s_supplier, CAST(NULL AS TEXT) AS s_lot, CAST(NULL AS BIGINT) AS s_line,
  d.seq_from, d.seq_to, CAST(NULL AS {instant}) AS made_from, CAST(NULL AS {instant}) AS made_to,
  d.piece_id
 FROM ({rows}) d
 UNION ALL"""
_MEMBERS = """
  SELECT n.hold_id, n.via, n.distance, n.seq_from, n.seq_to, CAST(NULL AS BIGINT) AS piece_id
  FROM hold_member n WHERE n.item_id = :item
  UNION ALL
  SELECT n.hold_id, n.via, n.distance, n.seq_from, n.seq_to, CAST(NULL AS BIGINT) AS piece_id
  FROM hold_member n
  WHERE n.item_id = (SELECT lot_id FROM f)
   AND ((SELECT seq FROM f) IS NULL OR (n.seq_from <= (SELECT seq FROM f)
    AND (n.seq_to IS NULL OR n.seq_to >= (SELECT seq FROM f))))
   AND NOT EXISTS (
    SELECT 1 FROM hold_exempt e WHERE e.hold_id = n.hold_id AND e.item_id = :item)"""
_PIECES = """
  UNION ALL
  SELECT n.hold_id, 'piece' AS via, n.distance, n.seq_from, n.seq_to, p.id AS piece_id
  FROM item p CROSS JOIN hold_member n
  WHERE p.origin_id = :item AND p.kind IN ('unit', 'container') AND n.item_id = p.id
  UNION ALL
  SELECT s.hold_id, 'piece' AS via, 0 AS distance, coalesce(s.seq_from, 0) AS seq_from, s.seq_to,
   CAST(NULL AS BIGINT) AS piece_id
  FROM hold_scope s
  WHERE s.anchor_kind = 'origin' AND s.anchor_id = :item
   AND NOT EXISTS (SELECT 1 FROM hold_scope_end e WHERE e.hold_id = s.hold_id AND e.no = s.no)
   AND NOT EXISTS (SELECT 1 FROM hold_exempt e WHERE e.hold_id = s.hold_id AND e.item_id = :item)"""
_SCOPE = """
 SELECT s.hold_id, 'scope' AS via, 0 AS distance, s.anchor_kind, {told} AS anchor_id,
  s.part_id AS s_part, s.supplier_id AS s_supplier, s.supplier_lot AS s_lot, s.line_id AS s_line,
  s.seq_from, s.seq_to, s.made_from, s.made_to, CAST(NULL AS BIGINT) AS piece_id
 FROM hold_scope s{index}
 WHERE s.anchor_kind = '{kind}'{anchored}
  AND NOT EXISTS (SELECT 1 FROM hold_scope_end e WHERE e.hold_id = s.hold_id AND e.no = s.no)"""
# An operation is known by its route and number: the revision that an order is pinned to is another
# row than the one that is in force.
_SAME_OPERATION = """ AND s.anchor_id IN (
   SELECT o.id FROM operation op CROSS JOIN route_revision mine CROSS JOIN route_revision r
    CROSS JOIN operation o
   WHERE op.id = {anchor} AND mine.id = op.route_revision_id AND r.route_id = mine.route_id
    AND o.route_revision_id = r.id AND o.no = op.no)"""
_BY_KEY = " INDEXED BY sqlite_autoindex_hold_scope_1"
_EXEMPT = """(
   EXISTS (SELECT 1 FROM hold_exempt e WHERE e.hold_id = s.hold_id AND e.item_id = :item)
   OR EXISTS (SELECT 1 FROM hold_exempt e
    WHERE e.hold_id = s.hold_id AND e.item_id = (SELECT lot_id FROM f)))"""
_NOT_EXEMPT = f"""
  AND NOT {_EXEMPT}"""
# A lot that was let go is let go from its order too; another lot in a held order is not.
_NOT_EXEMPT_PRODUCT = f"""
  AND NOT ({_EXEMPT} AND EXISTS (SELECT 1 FROM work_order w
   WHERE w.id = s.anchor_id AND w.item_id IN (:item, (SELECT lot_id FROM f))))"""  # noqa: S608
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


@lru_cache(maxsize=256)
def check_statement(
    here: tuple[AnchorKind, ...], instant: str, *, has_item: bool, whole: bool
) -> Any:
    """The statement for an activity with these anchors of place, tools and work order.

    Args:
        here: kinds of the context's anchors; the ids are bound as `anchor_0` and so on.
        instant: type in which the back end keeps instants.
        has_item: an item is asked about, bound as `item`.
        whole: the item is a lot that is taken as it lies there, its pieces with it.
    """
    index = _BY_KEY if instant == "TEXT" else ""
    scopes = [
        _here(kind, f"CAST(:anchor_{n} AS BIGINT)", index, has_item=has_item)
        for n, kind in enumerate(here)
    ]
    if has_item:
        own = (_scope(kind, f"(SELECT {name} FROM f)") for kind, name in _ANCHORS_OF_ITEM)  # noqa: S608
        free = ("" if kind == "location" else _NOT_EXEMPT for kind, _ in _ANCHORS_OF_ITEM)
        scopes = [each + end for each, end in zip(own, free, strict=True)] + scopes
    rows = _MEMBERS + (_PIECES if whole else "")
    members = _MEMBER.format(instant=instant, rows=rows) if has_item else ""
    told = _TOLD.format(
        facts=_ITEM_FACTS if has_item else "", joined=" CROSS JOIN f" if has_item else ""
    )
    facts = f"{_FACTS}, " if has_item else ""
    found = " UNION ALL ".join(scopes)
    statement: TextClause = text(f"WITH {facts}covering AS ({members}{found}) {told}")
    instants = dict.fromkeys(("made_from", "made_to", "opened_at", "review_by"), UtcDateTime())
    if has_item:
        instants["made_at"] = UtcDateTime()
    return statement.columns(**instants)


def _scope(kind: str, anchor: str) -> str:
    anchored = f" AND s.anchor_id = {anchor}"
    return _SCOPE.format(kind=kind, anchored=anchored, told="s.anchor_id", index="")


def _here(kind: AnchorKind, anchor: str, index: str, *, has_item: bool) -> str:
    """Scopes on a place or a tool: no item that was let go takes its place with it."""
    if kind is AnchorKind.OPERATION:
        same = _SAME_OPERATION.format(anchor=anchor)
        return _SCOPE.format(kind=kind.value, anchored=same, told=anchor, index=index)
    free = _NOT_EXEMPT_PRODUCT if has_item and kind is AnchorKind.WORK_ORDER else ""
    return _scope(kind.value, anchor) + free
