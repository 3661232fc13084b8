"""Every command with its handler: the whole list of what can be done to the data."""

from collections.abc import Mapping

from qtrace.services import (
    calls,
    catalogue,
    certificates,
    deviations,
    disposals,
    documents,
    drafts,
    gauges,
    hold_owners,
    hold_placing,
    holds_change,
    holds_release,
    inspections,
    people,
    plans,
    production,
    receiving,
    rule_drafts,
    samples,
    shipping,
    station_pins,
    stations,
    studies,
    suppliers,
    warehouse,
)
from qtrace.services.commands import Command
from qtrace.services.work import Handler

AREAS = (
    people, station_pins, stations, catalogue, drafts, suppliers, warehouse, receiving, plans, gauges,
    inspections, samples, hold_placing, hold_owners, holds_change, holds_release,
    rule_drafts, disposals, deviations, production, shipping, certificates, studies, documents, calls,
)  # fmt: skip


def handlers() -> Mapping[type[Command], Handler]:
    """Handler of every command of the house.

    Raises:
        ValueError: two areas claim one command, or two commands share one code.
    """
    merged: dict[type[Command], Handler] = {}
    for area in AREAS:
        for command, handler in area.HANDLERS.items():
            if command in merged:
                raise ValueError(f"{command.__name__} has two handlers")
            merged[command] = handler
    if len({command.code for command in merged}) != len(merged):
        raise ValueError("two commands share one code")
    return merged
