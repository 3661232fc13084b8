"""Commands about samples as things: taken, split, sent, reported, confirmed, ended."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.people import Meaning
from qtrace.domain.samples import SampleActKind
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSample(Command):
    """A quantity leaves the lot of an inspection as a sample.

    Attributes:
        sample_id: id of the new sample.
        container_no: container that it comes from, from 1.
        qty_q6: quantity in millionths of the lot's unit.
        purpose: what it is for, as text.
    """

    code: ClassVar[str] = "TAKE_SAMPLE"
    accepting: ClassVar[bool] = True

    inspection_id: int
    sample_id: int
    container_no: int
    qty_q6: int
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitSample(Command):
    """A part of a sample becomes a sample of its own."""

    code: ClassVar[str] = "SPLIT_SAMPLE"

    act_id: int
    sample_id: int
    child_id: int
    qty_q6: int
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSample(Command):
    """A sample goes to a laboratory."""

    code: ClassVar[str] = "SEND_SAMPLE"
    accepting: ClassVar[bool] = True

    act_id: int
    sample_id: int
    laboratory: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSampleResult(Command):
    """What the laboratory says; it counts when another person has confirmed it.

    Attributes:
        value: text as the laboratory's report has it.
        report: number of the laboratory's report.
    """

    code: ClassVar[str] = "REPORT_SAMPLE_RESULT"

    act_id: int
    sample_id: int
    characteristic_id: int
    piece: int
    value: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSampleResult(Command):
    """A named person stands for an outsourced result: it becomes a reading of the inspection.

    Attributes:
        reading_id: id of the reading.
        confirmed: the person has said yes to the question about this value.
    """

    code: ClassVar[str] = "CONFIRM_SAMPLE_RESULT"
    meaning: ClassVar[Meaning | None] = Meaning.CONFIRMED

    act_id: int
    sample_id: int
    reading_id: int
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSample(Command):
    """A sample is destroyed, goes back to its lot, or is retained.

    Attributes:
        end: `DESTROY`, `RETURN` or `RETAIN`.
        note: why, or the place of retention.
    """

    code: ClassVar[str] = "END_SAMPLE"

    act_id: int
    sample_id: int
    end: SampleActKind
    note: str
