"""One line each for the kinds of sampling that need more than n, Ac and Re, and for their verdicts."""

from collections.abc import Mapping

from qtrace.domain.inspection_tally import CharacteristicJudgement, VariablesRule
from qtrace.domain.sampling.lot_plans import SecondSample, VariablesMethod
from qtrace.domain.sampling.plans import PlanError, SinglePlan
from qtrace.domain.sampling.variables import Sigma
from qtrace.i18n.translator import Translator


def double_line(tr: Translator, first: SinglePlan, second: SecondSample) -> str:
    """`Double sampling: 50 pieces Ac 0 Re 3, then 50 more Ac 3 Re 4`."""
    return tr.say(
        "Double sampling: {n1} pieces Ac {ac1} Re {re1}, then {n2} more Ac {ac2} Re {re2}",
        n1=first.n_to_inspect,
        ac1=first.ac,
        re1=first.re,
        n2=second.n,
        ac2=second.ac,
        re2=second.re,
    )


def variables_line(tr: Translator, rule: VariablesRule) -> str:
    """`By variables: 5 pieces, M 9.80 %, spread estimated`."""
    plan = rule.plan
    by_k = rule.method is VariablesMethod.K
    number = f"k {plan.k:.3f}" if by_k else f"M {plan.m_pct:.2f} %"
    if plan.sigma is Sigma.UNKNOWN:
        return tr.say(
            "By variables: {n} pieces, {number}, spread estimated", n=plan.n, number=number
        )
    return tr.say(
        "By variables: {n} pieces, {number}, spread {sigma} known",
        n=plan.n,
        number=number,
        sigma=f"{rule.sigma:.12g}",
    )


def isolated_line(tr: Translator, terms: Mapping[str, str]) -> str:
    """What protects a lot by itself: `Limiting quality 5 %`, or confidence and reliability."""
    if "lq" in terms:
        return tr.say("Limiting quality {lq} %", lq=terms["lq"])
    if "confidence" in terms:
        return tr.say(
            "Shows reliability {reliability} with confidence {confidence}",
            reliability=terms["reliability"],
            confidence=terms["confidence"],
        )
    return ""


def judgement_line(tr: Translator, rule: VariablesRule, judgement: CharacteristicJudgement) -> str:
    """What the values of one characteristic say: `No. 4: estimated 2.19 % nonconforming, M 9.80 %`."""
    found = judgement.found
    if isinstance(found, PlanError):
        return tr.say("No. {number}: the values cannot be judged", number=judgement.number)
    if rule.method is VariablesMethod.K:
        q = found.q_lower if found.q_lower is not None else found.q_upper
        return tr.say(
            "No. {number}: the mean lies {q} spreads inside the limit, k is {k}",
            number=judgement.number,
            q=f"{q:.3f}",
            k=f"{rule.plan.k:.3f}",
        )
    return tr.say(
        "No. {number}: estimated {p} % nonconforming, M is {m} %",
        number=judgement.number,
        p=f"{found.p_pct:.2f}",
        m=f"{rule.plan.m_pct:.2f}",
    )
