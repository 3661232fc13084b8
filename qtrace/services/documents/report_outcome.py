"""What an incoming inspection report says in the end: outcome, its reason, quantities, release."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.inspection_tally import InspectionVerdict
from qtrace.domain.inspection_ways import Obstacle
from qtrace.domain.items import QualityState
from qtrace.domain.quantities import grouped_q6
from qtrace.domain.sampling.plans import SampleType
from qtrace.i18n import N_, Translator
from qtrace.i18n.inspection_words import OBSTACLES
from qtrace.i18n.words import class_word
from qtrace.models.inspection import Inspection, InspectionClass
from qtrace.models.items import Item, ItemStatus, Link
from qtrace.models.warehouse import Movement
from qtrace.services.bilingual import Both, both, translators
from qtrace.services.documents.report_rows import ResultRows
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
    sampled = sampled_q6(work.session, lot.id)
    if divided:
        released = sum(row.qty_q6 for row in good)
    else:
        left = lot.qty_q6 - sampled - sum(row.qty_q6 for row in bad)
        released = left if accepted else 0
    return Settlement(
        accepted,
        divided,
        released,
        lot.qty_q6 - sampled - released,
        ", ".join(row.lot for row in good if row.lot),
        ", ".join(row.lot for row in bad if row.lot),
    )


def outcome_reason(
    found: ResultRows,
    end: Settlement,
    verdict: InspectionVerdict,
    reject_for: Obstacle | None = None,
) -> Both:
    """Why the lot ended so, and what follows."""
    if end.divided:
        return both(
            N_(
                "Decided in parts: lot {released} is released, lot {rejected} is rejected and held."
            ),
            released=end.released_lots,
            rejected=end.aside_lots,
        )
    if end.accepted and any(row.sampling == SampleType.VARIABLES for row in found.classes):
        return both(N_("Every class meets the acceptance criterion of its plan."))
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
        (row.char_class, _number_of(row, found.results[row.id].d, verdict))
        for row in found.classes
        if row.id in found.results and not found.results[row.id].accepted
    ]
    message = N_("Rejection number reached ({classes}). The lot is blocked and held.")
    zh, en = translators()
    return {
        "zh": zh.say(message, classes=_listed(zh, failed)),
        "en": en.say(message, classes=_listed(en, failed)),
    }


def _number_of(row: InspectionClass, d: int, verdict: InspectionVerdict) -> str:
    """What rejected the class, as it stands in the table of classes."""
    if row.sampling == SampleType.VARIABLES:
        return f"AQL {row.aql}"
    tallies = {each.char_class.value: each for each in verdict.classes}
    return f"d {d}, Re {tallies[row.char_class].re}"


def sampled_q6(session: Session, lot_id: int) -> int:
    """What has left the lot as samples and did not come back, in millionths of its unit."""
    rows = session.execute(
        select(Movement.kind, func.sum(Movement.qty_q6).label("total"))
        .where(Movement.item_id == lot_id, Movement.kind.in_(["sample", "sample_return"]))
        .group_by(Movement.kind)
    )
    sums = {row.kind: int(row.total) for row in rows}
    return sums.get("sample", 0) - sums.get("sample_return", 0)


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
