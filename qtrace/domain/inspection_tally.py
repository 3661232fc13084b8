"""The tally of an inspection: failed pieces per class, and the verdict the moment it is certain.

`d` counts pieces, not defects: a piece that fails twice in a class counts once in it. A double plan
looks at its second sample only where the first one neither accepts nor rejects. By variables the
lot is judged from the values when they are all there.

Source: the gap of reduced inspection: ANSI/ASQ Z1.4 clause 10.1.4; double sampling: clause 9.4;
variables: ANSI/ASQ Z1.9 forms 1 and 2.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from qtrace.domain.inspection import CharacteristicSpec, CharClass
from qtrace.domain.sampling.lot_plans import SecondSample, VariablesMethod
from qtrace.domain.sampling.plans import PlanError, SinglePlan
from qtrace.domain.sampling.variables import VariablesJudgement, VariablesPlan, judge_variables

_NO_VALUES: Mapping[int, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CharacteristicResult:
    """What is known about one characteristic so far.

    Attributes:
        judged: numbers of the pieces that passed or failed; questions and refusals are not in it.
        failed: numbers of the pieces that failed.
        values: measured values by piece; needed by variables only.
    """

    spec: CharacteristicSpec
    judged: frozenset[int]
    failed: frozenset[int]
    values: Mapping[int, float] = field(default_factory=lambda: _NO_VALUES)


def rest_ok(spec: CharacteristicSpec, failed: frozenset[int]) -> CharacteristicResult:
    """An attribute by exception: all `n` pieces were looked at, those in `failed` have a defect.

    One stored fact ("n inspected, d failed"); no cell is invented for a piece.
    """
    return CharacteristicResult(spec, frozenset(range(1, spec.n + 1)), failed)


@dataclass(frozen=True, slots=True)
class VariablesRule:
    """How a class is judged from its values.

    Attributes:
        plan: n, k and M.
        method: which of k and M decides.
        sigma: the known standard deviation of the process; None where it is estimated.
    """

    plan: VariablesPlan
    method: VariablesMethod
    sigma: float | None = None


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """The sampling plan of one class; `aql` and `level` are shown, the others decide.

    Attributes:
        plan: the sample; of a double plan the first one.
        second: the second sample of a double plan.
        variables: the class is judged from its values; `plan` then says how many pieces.
    """

    char_class: CharClass
    aql: str
    level: str
    plan: SinglePlan
    second: SecondSample | None = None
    variables: VariablesRule | None = None


@dataclass(frozen=True, slots=True)
class CharacteristicJudgement:
    """What the values of one characteristic say by Z1.9.

    Attributes:
        number: number of the characteristic.
        found: mean, spread and estimates, or why the values cannot be judged.
        accepted: what the method of the plan says; None where it cannot.
    """

    number: int
    found: VariablesJudgement | PlanError
    accepted: bool | None


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
        sample: 1, or 2 where a double plan looks at its second sample.
        judgements: by variables, what the values say once they are complete.
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
    sample: int = 1
    judgements: tuple[CharacteristicJudgement, ...] = ()

    @property
    def accepted(self) -> bool:
        """What the history of the series keeps of a class when its lot is decided."""
        return self.state is not TallyState.REJECTED_CERTAIN


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
    SECOND_SAMPLE = "SECOND_SAMPLE"
    NO_SPREAD = "NO_SPREAD"


@dataclass(frozen=True, slots=True)
class InspectionHint:
    """A hint: `facts` name the `class` (its stored word), `d`, `re`, `n`, `missing` readings."""

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


def numbers_now(plan: ClassPlan, results: Sequence[CharacteristicResult]) -> SinglePlan:
    """The numbers in force: of the first sample, or of both where the first decides nothing.

    It follows from the readings alone: a correction that lets the first sample decide takes the
    second one back, and its readings count no more.

    Args:
        plan: the class; `results` are those of its own characteristics.
        results: what is known, at least of the pieces of the first sample.

    Source: ANSI/ASQ Z1.4 clause 9.4.
    """
    first, second = plan.plan, plan.second
    if second is None or not results:
        return first
    pieces = frozenset(range(1, first.n_to_inspect + 1))
    if any(pieces - each.judged - each.failed for each in results if each.spec.required):
        return first
    failed: frozenset[int] = frozenset().union(*(each.failed for each in results))
    if not first.ac < len(failed & pieces) < first.re:
        return first
    both = first.n_to_inspect + second.n
    return replace(first, n=both, n_to_inspect=both, ac=second.ac, re=second.re)


def tally(plan: ClassPlan, results: Sequence[CharacteristicResult]) -> ClassTally:
    """The figures of `plan`'s class; results of other classes are left out.

    A class without any characteristic that must be looked at stays open: nothing looked at is
    nothing accepted. A text that is not required is missing nowhere.
    """
    own = [result for result in results if result.spec.char_class is plan.char_class]
    numbers = numbers_now(plan, own)
    n = numbers.n_to_inspect
    pieces = frozenset(range(1, n + 1))
    failed: set[int] = set()
    unread: set[int] = set()
    missing = 0
    for result in own:
        asked = pieces if plan.second else frozenset(range(1, result.spec.n + 1))
        failed |= result.failed & asked
        if result.spec.required:
            todo = asked - result.judged - result.failed
            missing += len(todo)
            unread |= todo
    d = len(failed)
    to_reject = max(0, numbers.re - d)
    if not any(result.spec.required for result in own):
        unread, missing = set(pieces), n
    waits = plan.second is not None and numbers is plan.plan
    state = _state(d, to_reject, len(unread - failed), numbers.ac if waits else numbers.re - 1)
    counted = ClassTally(
        plan.char_class,
        d,
        numbers.ac,
        numbers.re,
        n,
        max(0, n - len(unread)),
        missing,
        state,
        to_reject,
        back_to_normal=not waits and numbers.ac < d < numbers.re,
        sample=1 if numbers is plan.plan else 2,
    )
    return counted if plan.variables is None else _by_variables(counted, plan.variables, own)


def _by_variables(
    counted: ClassTally, rule: VariablesRule, own: Sequence[CharacteristicResult]
) -> ClassTally:
    """The class judged from its values; a piece without a value lets no estimate be made: rejected.

    Source: ANSI/ASQ Z1.9 forms 1 and 2; house rule: what cannot be measured is not accepted.
    """
    said: tuple[CharacteristicJudgement, ...] = ()
    if any(result.failed - set(result.values) for result in own):
        state = TallyState.REJECTED_CERTAIN
    elif counted.missing:
        state = TallyState.OPEN
    else:
        said = tuple(_judgement(rule, result) for result in own)
        verdicts = [each.accepted for each in said]
        state = TallyState.ACCEPTED_CERTAIN
        if None in verdicts:
            state = TallyState.OPEN
        if False in verdicts:
            state = TallyState.REJECTED_CERTAIN
    return replace(counted, state=state, back_to_normal=False, judgements=said)


def _judgement(rule: VariablesRule, result: CharacteristicResult) -> CharacteristicJudgement:
    spec = result.spec
    low = None if spec.lsl is None else float(spec.lsl)
    high = None if spec.usl is None else float(spec.usl)
    values = [result.values[piece] for piece in range(1, rule.plan.n + 1)]
    found = judge_variables(values, low, high, rule.plan, rule.sigma)
    if isinstance(found, PlanError):
        return CharacteristicJudgement(spec.number, found, None)
    by_k = rule.method is VariablesMethod.K
    accepted = found.accepted_by_k if by_k else found.accepted_by_m
    return CharacteristicJudgement(spec.number, found, accepted)


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
    hint = _hint(plans, classes, rejecting, certain) if certain or block is None else block
    return InspectionVerdict(outcome, certain, missing, classes, hint)


def _state(d: int, to_reject: int, undecided: int, accepts: int) -> TallyState:
    """State of a class with `d` failed pieces, `undecided` that may still fail; `accepts` do."""
    if to_reject == 0:
        return TallyState.REJECTED_CERTAIN
    if d + undecided <= accepts:
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
    plans: Sequence[ClassPlan],
    classes: Sequence[ClassTally],
    rejecting: Sequence[ClassTally],
    certain: InspectionOutcome | None,
) -> InspectionHint | None:
    """The hint for the inspector; complete inspections need none beyond their verdict."""
    missing = sum(each.missing for each in classes)
    if rejecting:
        return _class_hint(HintCode.CERTAIN_REJECT, rejecting[0], missing)
    if certain is not None:
        accepts = InspectionHint(HintCode.CERTAIN_ACCEPT, {"missing": str(missing)})
        return accepts if missing else None
    asked = next(_second_samples(plans, classes, begun=False), None)
    if asked is not None:
        return asked
    near = [each for each in classes if each.state is TallyState.NEAR]
    if near:
        return _class_hint(HintCode.NEXT_REJECTS, near[0], missing)
    for each in classes:
        if any(said.accepted is None for said in each.judgements):
            return InspectionHint(HintCode.NO_SPREAD, {"class": each.char_class.value})
    return next(_second_samples(plans, classes, begun=True), None)


def _second_samples(
    plans: Sequence[ClassPlan], classes: Sequence[ClassTally], *, begun: bool
) -> Iterator[InspectionHint]:
    """Classes that look at their second sample; not `begun`: it has just been asked for."""
    for plan, each in zip(plans, classes, strict=True):
        if each.sample == 1 or plan.second is None:
            continue
        first = plan.plan
        if begun or each.inspected <= first.n_to_inspect:
            facts = {"class": each.char_class.value, "n1": str(first.n_to_inspect),
                     "ac": str(first.ac), "re": str(first.re), "n": str(plan.second.n)}  # fmt: skip
            yield InspectionHint(HintCode.SECOND_SAMPLE, facts)


def _class_hint(code: HintCode, each: ClassTally, missing: int) -> InspectionHint:
    facts = {
        "class": each.char_class.value,
        "d": str(each.d),
        "re": str(each.re),
        "missing": str(missing),
    }
    return InspectionHint(code, facts)
