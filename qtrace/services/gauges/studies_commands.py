"""Commands about studies of measurement systems and about check standards."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.people import Meaning
from qtrace.domain.studies import PlannedPart, StudyKind
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStudy(Command):
    """Plan a study of a gauge; the blind order follows from the command's own uid.

    Attributes:
        title: what is measured, in the person's words.
        decimals: decimals that are read; 0 for judgements.
        lsl, usl: limits as typed; empty for none.
        parts: as they are marked, with reference values where the study needs them.
        appraisers: people who measure.
    """

    code: ClassVar[str] = "PLAN_STUDY"

    study_id: int
    gauge_id: int
    kind: StudyKind
    title: str
    decimals: int
    parts: tuple[PlannedPart, ...]
    appraisers: tuple[int, ...]
    trials: int
    lsl: str = ""
    usl: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTrial(Command):
    """Record what the sender read on the part that is next for him.

    Attributes:
        part_no: number of the part that was shown, from 1.
        trial_no: number of the round, from 1.
        value: as typed or sent by the gauge; `ok` or `nok` in a study of agreement.
        replaces: reading that this one corrects; None for the next one in the order.
    """

    code: ClassVar[str] = "RECORD_TRIAL"

    trial_id: int
    study_id: int
    part_no: int
    trial_no: int
    value: str
    replaces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludeStudy(Command):
    """Sign what a complete study found; nothing is read in it afterwards."""

    code: ClassVar[str] = "CONCLUDE_STUDY"
    meaning: ClassVar[Meaning | None] = Meaning.CONFIRMED

    study_id: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCheckStandard(Command):
    """Name the object that a gauge is checked with from now on.

    Attributes:
        standard: what is written on it, e.g. `GB 10.000`.
        nominal: its value as decimal text in the unit of the gauge.
    """

    code: ClassVar[str] = "SET_CHECK_STANDARD"

    standard_id: int
    gauge_id: int
    standard: str
    nominal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCheck(Command):
    """Record a reading of the check standard of a gauge.

    Attributes:
        value: as typed or sent by the gauge.
        replaces: reading that this one corrects.
    """

    code: ClassVar[str] = "RECORD_CHECK"

    check_id: int
    gauge_id: int
    value: str
    replaces: int | None = None
