"""Gauges with a yearly calibration each; one of them is overdue today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from qtrace.app.demo.maker import START_DAYS_AGO, Maker
from qtrace.domain.gauges import CalibrationResult
from qtrace.services.gauges.commands import AddGauge, RecordCalibration

YEAR: Final = 365
OWNER: Final = "wu"


@dataclass(frozen=True, slots=True)
class DemoGauge:
    """A gauge.

    Attributes:
        due_in: days from today to the day on which its calibration is due.
    """

    code: str
    name_en: str
    name_zh: str
    kind: str
    resolution: str
    range_text: str
    unit: str
    due_in: int
    place: str = "IQC"


GAUGES: Final = (
    DemoGauge("HD-004", "Hardness tester", "橡胶硬度计", "hardness", "0.5 IRHD", "30-95 IRHD", "IRHD", 118),
    DemoGauge("VM-002", "Vision machine", "影像测量仪", "vision", "0.001 mm", "0-300 mm", "mm", 203),
    DemoGauge("TG-011", "Thickness gauge", "数显测厚规", "thickness", "0.01 mm", "0-10 mm", "mm", 51),
    DemoGauge("CA-009", "Caliper", "数显卡尺", "caliper", "0.01 mm", "0-150 mm", "mm", 164),
    DemoGauge("CA-015", "Caliper", "数显卡尺", "caliper", "0.01 mm", "0-200 mm", "mm", -5),
    DemoGauge("PG-003", "Plug gauge set", "塞规组", "plug", "go / no-go", "1-20 mm", "mm", 92),
    DemoGauge("DM-007", "Multimeter", "数字万用表", "multimeter", "0.001 V", "0-60 V", "V", 240),
    DemoGauge("PT-001", "Pressure tester", "压力测试台", "pressure", "0.1 kPa", "0-600 kPa", "kPa", 9),
    DemoGauge("FT-002", "Tensile tester", "拉力试验机", "tensile", "0.01 N", "0-500 N", "N", 77),
    DemoGauge("MM-006", "Micrometer", "外径千分尺", "micrometer", "0.001 mm", "0-25 mm", "mm", 301),
    DemoGauge("SA-001", "Sensor tester", "传感器测试台", "sensor", "0.01 µV/V/mmHg", "0-10", "µV/V/mmHg", 133),
    DemoGauge("LR-002", "Luer gauge", "鲁尔量规", "luer", "go / no-go", "6 %", "mm", 188),
)  # fmt: skip


def add_gauges(maker: Maker) -> None:
    """All gauges with the calibration that was valid a year ago."""
    for gauge in GAUGES:
        maker.do(
            OWNER,
            AddGauge,
            gauge_id=maker.new("gauge", gauge.code),
            gauge_code=gauge.code,
            name_en=gauge.name_en,
            name_zh=gauge.name_zh,
            gauge_type=gauge.kind,
            resolution=gauge.resolution,
            range_text=gauge.range_text,
            unit=gauge.unit,
            location_text=gauge.place,
        )
        calibrate(maker, gauge, last=False)


def calibrate(maker: Maker, gauge: DemoGauge, *, last: bool) -> None:
    """Record the last calibration, or the one a year before it."""
    due = maker.day + timedelta(days=gauge.due_in)
    if not last:
        due -= timedelta(days=YEAR - 5)
    done = due - timedelta(days=YEAR)
    maker.do(
        OWNER,
        RecordCalibration,
        calibration_id=maker.ids.next_id(),
        gauge_id=maker.id("gauge", gauge.code),
        done_on=done,
        due_on=due,
        result=CalibrationResult.PASSED,
        certificate_no=f"CAL-{done:%y}-{gauge.code}",
    )


def renewals() -> Iterator[tuple[int, DemoGauge]]:
    """Days ago on which each gauge came back from its last calibration."""
    for gauge in GAUGES:
        days_ago = YEAR - gauge.due_in
        assert 0 < days_ago < START_DAYS_AGO, f"{gauge.code} was not calibrated within the demo"
        yield days_ago, gauge
