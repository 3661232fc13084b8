"""What an incoming inspection report says in the end: outcome, its reason, quantities, release."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.inspection_ways import Obstacle
from qtrace.domain.items import QualityState
from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import N_, Translator
from qtrace.i18n.words import OBSTACLES, class_word
from qtrace.models.inspection import Inspection
from qtrace.models.items import Item, ItemStatus, Link
from qtrace.services.bilingual import Both, both, translators
from qtrace.services.report_rows import ResultRows
from qtrace.services.work import Work

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Settlement:
    """How the lot of a decided inspection ended.

    Attributes:
        accepted: the inspection accepted the lot, or a part of it.
        divided: the lot was decided in parts and is no lot any more.
        released_q6: quantity that is released.
        aside_q6: quantity that is not.
        released_lots, aside_lots: numbers of the child lots of either kind.
    """

    accepted: bool
    divided: bool
    released_q6: int
    aside_q6: int
    released_lots: str
    aside_lots: str

    @property
    def word(self) -> str:
        """The outcome as the printing floor knows it."""
        if self.divided:
            return "partial"
        return "accepted" if self.accepted else "rejected"


def settlement(work: Work, inspection: Inspection, lot: Item) -> Settlement:
    """Quantities and child lots as the decision left them; parts that failed are child lots."""
    children = work.session.execute(
        select(Item.lot, Link.qty_q6, ItemStatus.quality_state)
        .join(Link, Link.child_id == Item.id)
        .join(ItemStatus, ItemStatus.item_id == Item.id)
        .where(Link.parent_id == lot.id, Link.kind == "split")
        .order_by(Item.id)
    ).all()
    good = [row for row in children if row.quality_state == QualityState.RELEASED]
    bad = [row for row in children if row.quality_state != QualityState.RELEASED]
    status = work.session.get(ItemStatus, lot.id)
    divided = status is not None and status.quality_state == QualityState.SPLIT
    accepted = inspection.state == InspectionState.ACCEPTED
    if divided:
        released = sum(row.qty_q6 for row in good)
    else:
        released = lot.qty_q6 - sum(row.qty_q6 for row in bad) if accepted else 0
    return Settlement(
        accepted,
        divided,
        released,
        lot.qty_q6 - released,
        ", ".join(row.lot for row in good if row.lot),
        ", ".join(row.lot for row in bad if row.lot),
    )


def outcome_reason(found: ResultRows, end: Settlement, reject_for: Obstacle | None = None) -> Both:
    """Why the lot ended so, and what follows."""
    if end.divided:
        return both(
            N_(
                "Decided in parts: lot {released} is released, lot {rejected} is rejected and held."
            ),
            released=end.released_lots,
            rejected=end.aside_lots,
        )
    if end.accepted:
        return both(N_("In every class the nonconforming pieces found do not exceed Ac."))
    if reject_for is not None:
        zh, en = translators()
        message = N_("The readings accept it; it is rejected for: {reason}. The lot stays blocked.")
        return {
            "zh": zh.say(message, reason=zh.say(OBSTACLES[reject_for])),
            "en": en.say(message, reason=en.say(OBSTACLES[reject_for])),
        }
    failed = [
        (row.char_class, f"d {found.results[row.id].d}, Re {row.re}")
        for row in found.classes
        if row.id in found.results and not found.results[row.id].accepted
    ]
    message = N_("Rejection number reached ({classes}). The lot is blocked and held.")
    zh, en = translators()
    return {
        "zh": zh.say(message, classes=_listed(zh, failed)),
        "en": en.say(message, classes=_listed(en, failed)),
    }


def _listed(tr: Translator, failed: list[tuple[str, str]]) -> str:
    return "; ".join(f"{class_word(tr, char_class)}: {figures}" for char_class, figures in failed)


def release_part(end: Settlement, signatures: list[Plain]) -> Plain | None:
    """The release certificate, or None where nothing is released."""
    if not (end.accepted and signatures):
        return None
    if end.divided:
        statement = both(
            N_(
                "The quantity named here is lot {lot}. It was inspected by the plan named above, "
                "meets its requirements and is released for use."
            ),
            lot=end.released_lots,
        )
    else:
        statement = both(
            N_(
                "The lot named above was inspected by the plan named above, meets its requirements "
                "and is released for use."
            )
        )
    return {
        "number": "",
        "quantity": grouped_q6(end.released_q6),
        "statement": statement,
        "signature": signatures[-1],
    }
