"""Which gauge is in the hand for which characteristic."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qtrace.domain.gauges import GaugeReason, GaugeState, judge_gauge
from qtrace.services.inspection_rows import GaugeChoice, SheetCharacteristic
from qtrace.services.outcomes import Refusal


@dataclass(frozen=True, slots=True)
class GaugesInHand:
    """What was scanned or chosen in this sitting, by characteristic id."""

    chosen: Mapping[int, int] = field(default_factory=dict)

    def taken(self, characteristic_id: int, gauge_id: int) -> "GaugesInHand":
        """With another gauge for one characteristic."""
        return replace(self, chosen={**self.chosen, characteristic_id: gauge_id})

    def gauge_of(self, characteristic: SheetCharacteristic) -> GaugeChoice | None:
        """The gauge in the hand, else the one of its last reading, else the only usable one."""
        by_id = {gauge.gauge_id: gauge for gauge in characteristic.gauges}
        for gauge_id in (
            self.chosen.get(characteristic.characteristic_id),
            characteristic.gauge_id,
        ):
            if gauge_id in by_id:
                return by_id[gauge_id]
        usable = [gauge for gauge in characteristic.gauges if gauge.standing.usable]
        if len(usable) > 1:
            return None  # nobody has said which one is in the hand
        return next(iter(usable or characteristic.gauges), None)

    def refusal_of(self, characteristic: SheetCharacteristic) -> Refusal | None:
        """Why no reading can be taken with it now, or None."""
        wanted = characteristic.gauge_type
        if wanted is None:
            return None
        gauge = self.gauge_of(characteristic)
        if gauge is None:
            return Refusal(GaugeReason.GAUGE_MISSING, {"wanted": wanted})
        problem = judge_gauge(gauge.code, wanted, GaugeState.IN_USE, gauge.standing, wanted)
        return Refusal(problem.code.value, problem.facts) if problem else None

    def next_of(self, characteristic: SheetCharacteristic) -> GaugeChoice | None:
        """The gauge after the one in the hand, in the order of the list."""
        if not characteristic.gauges:
            return None
        now = self.gauge_of(characteristic)
        at = -1 if now is None else characteristic.gauges.index(now)
        return characteristic.gauges[(at + 1) % len(characteristic.gauges)]
