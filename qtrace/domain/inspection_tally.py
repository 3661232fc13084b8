"""The tally of an inspection: failed pieces per class, and the verdict the moment it is certain.

`d` counts pieces, not defects: a piece that fails twice in a class counts once in it.

Source: the gap of reduced inspection: ANSI/ASQ Z1.4 clause 10.1.4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.inspection import CharacteristicSpec, CharClass
from qtrace.domain.sampling.plans import SinglePlan


@dataclass(frozen=True, slots=True)
class CharacteristicResult:
    """What is known about one characteristic so far.

    Attributes:
        judged: numbers of the pieces that passed or failed; questions and refusals are not in it.
        failed: numbers of the pieces that failed.
    """

    spec: CharacteristicSpec
    judged: frozenset[int]
    failed: frozenset[int]


def rest_ok(spec: CharacteristicSpec, failed: frozenset[int]) -> CharacteristicResult:
    """An attribute by exception: all `n` pieces were looked at, those in `failed` have a defect.

    One stored fact ("n inspected, d failed"); no cell is invented for a piece.
    """
    return CharacteristicResult(spec, frozenset(range(1, spec.n + 1)), failed)


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """The sampling plan of one class; `aql` and `level` are shown, `plan` decides."""

    char_class: CharClass
    aql: str
    level: str
    plan: SinglePlan


class TallyState(StrEnum):
    """Where a class stands.

    OPEN: undecided. NEAR: the next failed piece rejects. The other two can no longer change.
    """

    OPEN = "open"
    NEAR = "near"
    ACCEPTED_CERTAIN = "accepted_certain"
    REJECTED_CERTAIN = "rejected_certain"


@dataclass(frozen=True, slots=True)
class ClassTally:
    """The figures of one class.

    Attributes:
        d: failed pieces.
        ac: acceptance number.
        re: rejection number.
        n: pieces to inspect.
        inspected: pieces with every reading of this class.
        missing: readings still to take.
        state: what that means.
        to_reject: further failed pieces until it rejects, 0 when it has.
        back_to_normal: `d` lies between Ac and Re: accepted, but the next lot is normal.
    """

    char_class: CharClass
    d: int
    ac: int
    re: int
    n: int
    inspected: int
    missing: int
    state: TallyState
    to_reject: int
    back_to_normal: bool


class InspectionOutcome(StrEnum):
    """The verdict over all classes."""

    OPEN = "open"
    ACCEPT = "accept"
    REJECT = "reject"


class HintCode(StrEnum):
    """The one thing worth saying about the tally now."""

    CLASS_WITHOUT_PLAN = "CLASS_WITHOUT_PLAN"
    NOTHING_TO_INSPECT = "NOTHING_TO_INSPECT"
    PLAN_UNVERIFIED = "PLAN_UNVERIFIED"
    CERTAIN_REJECT = "CERTAIN_REJECT"
    CERTAIN_ACCEPT = "CERTAIN_ACCEPT"
    NEXT_REJECTS = "NEXT_REJECTS"


@dataclass(frozen=True, slots=True)
class InspectionHint:
    """A hint: `facts` name the `class` (its stored word), `d`, `re` and `missing` readings."""

    code: HintCode
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class InspectionVerdict:
    """What the inspection says.

    Attributes:
        outcome: the verdict with every reading taken; OPEN before, and while something blocks it.
        certain: what the outcome will be whatever the missing readings say; None while open.
        missing: readings still to take.
        classes: tallies in the order of the plans.
        hint: what to tell the inspector, or None.
    """

    outcome: InspectionOutcome
    certain: InspectionOutcome | None
    missing: int
    classes: tuple[ClassTally, ...]
    hint: InspectionHint | None


def tally(plan: ClassPlan, results: Sequence[CharacteristicResult]) -> ClassTally:
    """The figures of `plan`'s class; results of other classes are left out.

    A class without any characteristic stays open: nothing looked at is nothing accepted.
    """
    own = [result for result in results if result.spec.char_class is plan.char_class]
    numbers = plan.plan
    failed: set[int] = set()
    unread: set[int] = set()
    missing = 0
    for result in own:
        todo = set(range(1, result.spec.n + 1)) - result.judged - result.failed
        missing += len(todo)
        unread |= todo
        failed |= result.failed
    d = len(failed)
    to_reject = max(0, numbers.re - d)
    if not own:
        unread, missing = set(range(1, numbers.n_to_inspect + 1)), numbers.n_to_inspect
    return ClassTally(
        plan.char_class,
        d,
        numbers.ac,
        numbers.re,
        numbers.n_to_inspect,
        max(0, numbers.n_to_inspect - len(unread)),
        missing,
        _state(d, to_reject, len(unread - failed)),
        to_reject,
        numbers.ac < d < numbers.re,
    )


def evaluate(
    plans: Sequence[ClassPlan], results: Sequence[CharacteristicResult]
) -> InspectionVerdict:
    """The verdict over all classes; a class rejects alone, acceptance needs every class.

    A characteristic without a plan for its class, a class without characteristics, and a plan
    that quality has not verified keep the lot from being accepted.
    """
    classes = tuple(tally(plan, results) for plan in plans)
    missing = sum(each.missing for each in classes)
    block = _block(plans, results)
    verified = {plan.char_class for plan in plans if plan.plan.verified}
    rejecting = [
        each
        for each in classes
        if each.state is TallyState.REJECTED_CERTAIN and each.char_class in verified
    ]
    certain: InspectionOutcome | None = None
    if rejecting:
        certain = InspectionOutcome.REJECT
    elif block is None and all(each.state is TallyState.ACCEPTED_CERTAIN for each in classes):
        certain = InspectionOutcome.ACCEPT
    outcome = InspectionOutcome.OPEN if missing or certain is None else certain
    hint = _hint(classes, rejecting, certain, missing) if certain or block is None else block
    return InspectionVerdict(outcome, certain, missing, classes, hint)


def _state(d: int, to_reject: int, undecided: int) -> TallyState:
    """State of a class with `d` failed pieces and `undecided` pieces that may still fail."""
    if to_reject == 0:
        return TallyState.REJECTED_CERTAIN
    if undecided < to_reject:
        return TallyState.ACCEPTED_CERTAIN
    return TallyState.NEAR if d and to_reject == 1 else TallyState.OPEN


def _block(
    plans: Sequence[ClassPlan], results: Sequence[CharacteristicResult]
) -> InspectionHint | None:
    """What keeps the lot from being accepted whatever the readings say, or None."""
    planned = {plan.char_class for plan in plans}
    looked_at = {result.spec.char_class for result in results}
    for char_class in CharClass:
        if char_class in looked_at - planned:
            return InspectionHint(HintCode.CLASS_WITHOUT_PLAN, {"class": char_class.value})
        if char_class in planned - looked_at:
            return InspectionHint(HintCode.NOTHING_TO_INSPECT, {"class": char_class.value})
    if not plans:
        return InspectionHint(HintCode.NOTHING_TO_INSPECT, {"class": ""})
    for plan in plans:
        if not plan.plan.verified:
            return InspectionHint(HintCode.PLAN_UNVERIFIED, {"class": plan.char_class.value})
    return None


def _hint(
    classes: Sequence[ClassTally],
    rejecting: Sequence[ClassTally],
    certain: InspectionOutcome | None,
    missing: int,
) -> InspectionHint | None:
    """The hint for the inspector; complete inspections need none beyond their verdict."""
    if rejecting:
        return _class_hint(HintCode.CERTAIN_REJECT, rejecting[0], missing)
    if certain is not None:
        if not missing:
            return None
        return InspectionHint(HintCode.CERTAIN_ACCEPT, {"missing": str(missing)})
    near = [each for each in classes if each.state is TallyState.NEAR]
    return _class_hint(HintCode.NEXT_REJECTS, near[0], missing) if near else None


def _class_hint(code: HintCode, each: ClassTally, missing: int) -> InspectionHint:
    facts = {
        "class": each.char_class.value,
        "d": str(each.d),
        "re": str(each.re),
        "missing": str(missing),
    }
    return InspectionHint(code, facts)
