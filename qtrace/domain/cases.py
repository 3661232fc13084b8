"""What comes next for a nonconformance or a deviation."""

from enum import StrEnum


class CaseReason(StrEnum):
    """Why a deviation was not closed."""

    DEVIATION_UNKNOWN = "DEVIATION_UNKNOWN"
    DEVIATION_CLOSED = "DEVIATION_CLOSED"
    DEVIATION_SECOND_PERSON = "DEVIATION_SECOND_PERSON"


class CaseStep(StrEnum):
    """What a case waits for."""

    DISPOSE = "dispose"
    REWORK = "rework"
    CLOSE = "close"
    NOTHING = "nothing"


class CasePost(StrEnum):
    """Why somebody does not decide about a case."""

    OPENER = "opener"
    INSPECTOR = "inspector"


def next_step(kind: str, state: str, *, in_rework: bool) -> CaseStep:
    """What the case waits for.

    Args:
        kind: kind of the case; only `ncr` and `deviation` are decided here.
        state: its state.
        in_rework: a lot that the decision sent to rework is not finished yet.

    Source: ISO 13485:2016 clause 8.3 (control of nonconforming product, rework).
    """
    if kind == "ncr" and state == "open":
        return CaseStep.DISPOSE
    if kind == "ncr" and in_rework:
        return CaseStep.REWORK
    if kind == "deviation" and state == "open":
        return CaseStep.CLOSE
    return CaseStep.NOTHING
