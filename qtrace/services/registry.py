"""Every command with its handler: the whole list of what can be done to the data."""

from collections.abc import Mapping

from qtrace.services.cases import deviations, disposals
from qtrace.services.catalogue import drafts, plans
from qtrace.services.catalogue import handlers as catalogue
from qtrace.services.commands import Command
from qtrace.services.documents import issued as documents
from qtrace.services.gauges import handlers as gauges
from qtrace.services.gauges import studies
from qtrace.services.holds import changing as holds_change
from qtrace.services.holds import owners as hold_owners
from qtrace.services.holds import placing as hold_placing
from qtrace.services.holds import release as holds_release
from qtrace.services.holds import rule_drafts
from qtrace.services.inspection import handlers as inspections
from qtrace.services.people import accounts as people
from qtrace.services.people import calls, station_pins, stations
from qtrace.services.production import handlers as production
from qtrace.services.receiving import certificates
from qtrace.services.receiving import handlers as receiving
from qtrace.services.samples import handlers as samples
from qtrace.services.shipping import handlers as shipping
from qtrace.services.suppliers import handlers as suppliers
from qtrace.services.warehouse import handlers as warehouse
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
