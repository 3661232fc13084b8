"""Which container's label is shown, and with which status: the one that is about to print."""

from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.items import LabelStatus
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.ui.inspection.label_desk import LabelState
from qtrace.ui.inspection.verdict_view import Standing, is_decided
from qtrace.ui.inspection.ways import Chosen


def shown_label(
    sheet: InspectionSheet, standing: Standing, labels: LabelState, chosen: Chosen | None
) -> tuple[int, LabelStatus]:
    """Number of the container and status of its label."""
    if is_decided(sheet):
        status = labels.task.label_status if labels.task is not None else LabelStatus.QUARANTINE
        return labels.next_number or max(labels.total, 1), status
    by_choice = chosen is not None and chosen.obstacle is not None
    rejected = by_choice or standing.outcome is InspectionOutcome.REJECT
    return 1, LabelStatus.REJECTED if rejected else LabelStatus.RELEASED
