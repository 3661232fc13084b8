"""Which gauge is in the hand for which characteristic."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qtrace.domain.gauge_readings import SentReading, SentReason, judge_sent
from qtrace.domain.gauges import GaugeReason, GaugeState, judge_gauge
from qtrace.services.inspection.rows import GaugeChoice, SheetCharacteristic
from qtrace.services.outcomes import Refusal


def wrong_type(characteristic: SheetCharacteristic | None, code: str) -> Refusal:
    """The gauge `code` is none of those that the characteristic may be measured with."""
    wanted = characteristic.gauge_type if characteristic is not None else None
    facts = {"gauge": code, "gauge_type": "", "wanted": wanted or "–"}
    return Refusal(GaugeReason.GAUGE_WRONG_TYPE, facts)


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

    def refusal_of_sent(
        self, characteristic: SheetCharacteristic, sent: SentReading
    ) -> Refusal | None:
        """Why what a gauge sent does not count here: another gauge, unit, or no value at all."""
        other = self._other_gauge(characteristic, sent.gauge)
        if other is not None:
            return other
        refusal = judge_sent(sent, characteristic.unit)
        return Refusal(refusal.code.value, refusal.facts) if refusal else None

    def named_by(self, characteristic: SheetCharacteristic, sent: SentReading) -> "GaugesInHand":
        """With the gauge that sent a reading in the hand, if nobody has said which one is."""
        gauge = next((g for g in characteristic.gauges if g.code == sent.gauge), None)
        if gauge is None or self.gauge_of(characteristic) is not None:
            return self
        return self.taken(characteristic.characteristic_id, gauge.gauge_id)

    def _other_gauge(self, characteristic: SheetCharacteristic, code: str) -> Refusal | None:
        """Why a reading of the gauge `code` does not count, or None; "" is nobody's number."""
        if not code or characteristic.gauge_type is None:
            return None
        if all(gauge.code != code for gauge in characteristic.gauges):
            return wrong_type(characteristic, code)
        named = self.gauge_of(characteristic)
        if named is None or named.code == code:
            return None
        return Refusal(SentReason.GAUGE_NOT_IN_HAND, {"gauge": code, "named": named.code})

    def next_of(self, characteristic: SheetCharacteristic) -> GaugeChoice | None:
        """The gauge after the one in the hand, in the order of the list."""
        if not characteristic.gauges:
            return None
        now = self.gauge_of(characteristic)
        at = -1 if now is None else characteristic.gauges.index(now)
        return characteristic.gauges[(at + 1) % len(characteristic.gauges)]
