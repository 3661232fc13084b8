"""Words that the shipping screens share: states, kinds, quantities, instants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from qtrace.domain.quantities import grouped_q6
from qtrace.domain.shipping import CustomerKind, ShipmentState
from qtrace.i18n import N_, Translator
from qtrace.i18n.holds_reasons import hold_reason
from qtrace.i18n.reasons import explain
from qtrace.services.briefs import NamePair, PartBrief
from qtrace.services.outcomes import Refusal
from qtrace.services.shipping.queries import PickRow
from qtrace.ui.bench import Bench
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.chips import ChipSpec

DOT = " ⋅ "
STATES: Mapping[ShipmentState, tuple[str, Status | None]] = {
    ShipmentState.OPEN: (N_("Packing"), Status.INFO),
    ShipmentState.PACKED: (N_("All packed"), Status.INFO),
    ShipmentState.SHIPPED: (N_("Has left"), Status.OK),
    ShipmentState.CANCELLED: (N_("Cancelled"), None),
}
KINDS: Mapping[CustomerKind, str] = {
    CustomerKind.HOSPITAL: N_("Hospital"),
    CustomerKind.DISTRIBUTOR: N_("Distributor"),
    CustomerKind.OWN_COMPANY: N_("Own company"),
    CustomerKind.OTHER: N_("Other"),
}
STOPS: Mapping[str, str] = {
    "LOT_ON_HOLD": N_("held"),
    "PLACE_ON_HOLD": N_("held"),
    "PIECES_ON_HOLD": N_("held"),
    "PIECE_EXPIRED": N_("expired"),
    "PIECE_NOT_RELEASED": N_("not released"),
    "PIECE_NOT_FOR_MARKET": N_("not released"),
    "PIECE_SHORT": N_("not there"),
}
"""Why a packed piece may not leave, in a word or two; the page has the whole sentence."""


def joined(*words: str) -> str:
    """The words that are not empty, with dots between them."""
    return DOT.join(filter(None, words))


@dataclass(frozen=True, slots=True)
class ShippingWords:
    """Who reads and where."""

    tr: Translator
    zone: ZoneInfo

    def name(self, pair: NamePair) -> str:
        """A name of master data or of a person."""
        return self.tr.name(pair.en, pair.zh)

    def part(self, part: PartBrief) -> str:
        """Number and name."""
        return f"{part.number} {self.name(part.name)}"

    def quantity(self, value_q6: int, part: PartBrief) -> str:
        """`1 200 pcs`."""
        return f"{grouped_q6(value_q6)} {self.name(part.unit)}"

    def at(self, instant: datetime) -> str:
        """Day and time at the plant, to the minute."""
        return instant.astimezone(self.zone).strftime("%Y-%m-%d %H:%M")

    def state(self, state: ShipmentState) -> ChipSpec:
        """Where a shipment stands."""
        word, status = STATES[state]
        return ChipSpec(self.tr.say(word), status)

    def stop(self, refusal: Refusal) -> str:
        """Why a packed piece may not leave, in a word or two."""
        word = STOPS.get(refusal.code)
        return self.tr.say(word) if word is not None else refusal.code

    def why(self, refusal: Refusal) -> str:
        """Why something was refused, whole; a hold also with its reason and who placed it."""
        text = explain(self.tr, refusal.code, refusal.facts, self.zone).text
        if "hold" not in refusal.facts:
            return text
        by = self.tr.name(refusal.facts.get("by_en", ""), refusal.facts.get("by_zh", ""))
        more = (hold_reason(self.tr, refusal.facts.get("reason", "")), by)
        return joined(text, *(each for each in more if each not in text))

    def piece(self, row: PickRow) -> str:
        """A packed piece as a sentence names it."""
        return row.serial or joined(row.lot, self.quantity(row.qty_q6, row.part))


def words_of(bench: Bench) -> ShippingWords:
    """The words of whoever is signed in."""
    return ShippingWords(bench.translator, bench.zone)
