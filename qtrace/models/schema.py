"""Every mapped class in one import, for migrations, guards and checks."""

from qtrace.models import (
    calls,
    cases,
    catalogue,
    certificates,
    documents,
    gauges,
    holds,
    inspection,
    items,
    people,
    production,
    production_runs,
    receiving,
    records,
    samples,
    shipping,
    stations,
    studies,
    suppliers,
    warehouse,
)
from qtrace.models.base import Audited, Base

AREAS = (
    calls, cases, catalogue, certificates, documents, gauges, holds, inspection, items,
    people, production, production_runs, receiving, records, samples, shipping, stations, studies,
    suppliers, warehouse,
)  # fmt: skip

metadata = Base.metadata


def audited_classes() -> dict[str, type[Audited]]:
    """Mapped classes whose tables may only change together with a record, by table name."""
    found: dict[str, type[Audited]] = {}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Audited):
            found[str(mapper.local_table.description)] = mapper.class_
    return found
