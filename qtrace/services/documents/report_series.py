"""The last lots of each series in a report: the numbers of the strip on the screen, frozen at issue."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.i18n.sampling_reasons import explain_severity
from qtrace.models.inspection import Inspection, InspectionClass, PlanClass
from qtrace.services.bilingual import translators
from qtrace.services.inspection.rows import Series
from qtrace.services.inspection.series import series_of
from qtrace.services.inspection.switching_history import stored_entries

Plain = dict[str, Any]


def series_part(session: Session, inspection: Inspection) -> list[Plain]:
    """Every class whose severity follows from a history, with its last lots, this one among them."""
    classes = {
        row.char_class: row
        for row in session.scalars(
            select(PlanClass).where(PlanClass.plan_revision_id == inspection.plan_revision_id)
        )
    }
    rows = session.scalars(
        select(InspectionClass)
        .where(InspectionClass.inspection_id == inspection.id)
        .order_by(InspectionClass.char_class)
    )
    found = []
    for row in rows:
        plan_class = classes[row.char_class]
        entries = stored_entries(session, row.switching_key)
        series = series_of(session, plan_class, entries)
        if series is not None and series.reason is not None:
            found.append(_series(series, inspection))
    return found


def _series(series: Series, inspection: Inspection) -> Plain:
    zh, en = translators()
    assert series.reason is not None, "asked by the caller"
    return {
        "defect_class": series.char_class.value,
        "scheme": f"{series.level}  AQL {series.aql}",
        "lots": [
            {
                "lot": lot.lot,
                "d": lot.d,
                "severity": lot.severity.value,
                "accepted": lot.accepted,
                "counted": lot.is_counted,
                "current": lot.inspection_id == inspection.id,
            }
            for lot in series.lots
        ],
        "next_lot": {
            "zh": explain_severity(zh, series.reason),
            "en": explain_severity(en, series.reason),
        },
    }
