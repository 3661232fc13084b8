"""Where a lot went: shipments that have left with something made of it."""

from qtrace.services.items.lot_page import LotPage
from qtrace.ui.items.sight import Sight
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.steps import RecordLine

SHIPMENT = "shipment:"


def deliveries(sight: Sight, page: LotPage) -> tuple[RecordLine, ...]:
    """One line for each shipment, the newest first."""
    tr = sight.tr
    return tuple(
        RecordLine(
            f"{SHIPMENT}{row.shipment_id}",
            IconName.ARROW_RIGHT,
            tr.say("Has left"),
            row.number,
            tr.name(row.customer.en, row.customer.zh),
            note=row.at.astimezone(sight.zone).strftime("%Y-%m-%d"),
        )
        for row in page.deliveries
    )
