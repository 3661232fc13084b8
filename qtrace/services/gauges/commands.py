"""Commands about gauges and their calibrations."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from qtrace.domain.calibration import AsFound, Interval
from qtrace.domain.gauges import CalibrationResult, GaugeState
from qtrace.domain.people import Meaning
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class AddGauge(Command):
    """Add a gauge; without a calibration it takes no reading.

    Attributes:
        gauge_code: code on the gauge, e.g. `TG-011`.
        gauge_type: word that characteristics ask for, e.g. `caliper`.
        resolution: smallest step as text with unit, e.g. `0.01 mm`.
    """

    code: ClassVar[str] = "ADD_GAUGE"

    gauge_id: int
    gauge_code: str
    name_en: str
    name_zh: str
    gauge_type: str
    resolution: str
    range_text: str
    unit: str
    location_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeGauge(Command):
    """Change names, place or state of a gauge; code and type stay for ever."""

    code: ClassVar[str] = "CHANGE_GAUGE"

    gauge_id: int
    row_version: int
    name_en: str
    name_zh: str
    resolution: str
    range_text: str
    location_text: str
    state: GaugeState


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGaugeInterval(Command):
    """Set the rule that proposes the next due date of a gauge."""

    code: ClassVar[str] = "SET_GAUGE_INTERVAL"

    gauge_id: int
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCalibration(Command):
    """A calibration was done; the newest one decides.

    Attributes:
        as_found: how the gauge came to the laboratory; None means what the result says.
        found_text, left_text: measured errors before and after an adjustment, as text.
        laboratory, traceability: who calibrated it, and with which standards.
        evidence: the certificate, kept once by its hash.
    """

    code: ClassVar[str] = "RECORD_CALIBRATION"

    calibration_id: int
    gauge_id: int
    done_on: date
    due_on: date
    result: CalibrationResult
    certificate_no: str
    as_found: AsFound | None = None
    found_text: str = ""
    left_text: str = ""
    laboratory: str = ""
    traceability: str = ""
    evidence: bytes | None = None
    evidence_name: str = ""
    media_type: str = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendCalibration(Command):
    """A second person approves a later due date, before the gauge is used again.

    Attributes:
        requested_by: person who asked for it; the signer must be somebody else.
        risk: why it is safe, as text.
    """

    code: ClassVar[str] = "EXTEND_CALIBRATION"
    meaning: ClassVar[Meaning | None] = Meaning.APPROVED

    calibration_id: int
    gauge_id: int
    due_on: date
    risk: str
    requested_by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldMeasuredLots(Command):
    """Hold lots whose readings a calibration put in doubt, all by one hold and one signature.

    Lots that such a hold covered once are left alone: what became of them is decided already.

    Attributes:
        hold_id: id of the case that the hold is.
        lot_ids: lots of the list; empty for all of them.
        severity: critical, major or minor.
        note: what was seen, in the person's words.
    """

    code: ClassVar[str] = "HOLD_MEASURED_LOTS"
    meaning: ClassVar[Meaning | None] = Meaning.CONFIRMED
    places_hold: ClassVar[bool] = True

    calibration_id: int
    hold_id: int
    lot_ids: tuple[int, ...] = ()
    severity: str = "major"
    note: str = ""
