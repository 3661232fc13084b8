"""`qtrace sampling plan|switch --jsonl`: sampling plans and switching rules, one JSON line each.

A line that cannot be answered is answered with an error object in its place; the run goes on and
ends with status 0. Nothing is snapped: an AQL is in the table or it is refused.
"""

import argparse
from collections.abc import Callable
from functools import partial

from qtrace.app.cli import lines
from qtrace.app.cli.lines import Answer, Fields, LineError, add_command, shown
from qtrace.domain.sampling.plans import (
    PlanError,
    Scheme,
    c0_plan,
    make_scheme,
    single_plan,
)
from qtrace.domain.sampling.switching import (
    Conditions,
    LotOutcome,
    SwitchedEvent,
    SwitchedLot,
    SwitchEvent,
    SwitchStep,
    switch,
)
from qtrace.domain.sampling.tables import SamplingTables, Severity
from qtrace.i18n.sampling_reasons import explain_plan_error
from qtrace.i18n.translator import Language, load_translator
from qtrace.reference import sampling_tables

_PUBLIC_EVENTS = {
    event.value: event for event in (SwitchEvent.RESUME, SwitchEvent.IRREGULAR_PRODUCTION)
}

_Answerer = Callable[[SamplingTables, Fields], Answer]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `sampling` with its commands `plan` and `switch`."""
    parser = subparsers.add_parser(
        "sampling",
        help="sampling plans and switching rules",
        description="Sampling plans and switching rules of ANSI/ASQ Z1.4 and ISO 2859-1.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(metavar="plan|switch", required=True)
    add_command(commands, "plan", partial(_run, _answer_plan), "n, Ac and Re for a lot")
    summary = "severity after each lot of a history"
    add_command(commands, "switch", partial(_run, _answer_switch), summary)


def answer_line(tables: SamplingTables, answerer: _Answerer, line: bytes) -> str:
    """The answer to one line of input, whatever its bytes, as one line of JSON."""
    return lines.answer_line(partial(answerer, tables), line)


def _run(answerer: _Answerer) -> int:
    return lines.run_lines(partial(answerer, sampling_tables()))


def _line_error(error: PlanError) -> LineError:
    printable = PlanError(
        error.code, {k: v if k == "choices" else shown(v) for k, v in error.facts.items()}
    )
    return LineError(error.code.value, explain_plan_error(load_translator(Language.EN), printable))


def _scheme(tables: SamplingTables, fields: Fields) -> Scheme:
    scheme = make_scheme(
        tables, fields.text("standard"), fields.text("level"), fields.decimal_text("aql")
    )
    if isinstance(scheme, PlanError):
        raise _line_error(scheme)
    return scheme


def _answer_plan(tables: SamplingTables, fields: Fields) -> Answer:
    if fields.choice("type", ("single", "c0")) == "c0":
        return _answer_c0(tables, fields)
    scheme = _scheme(tables, fields)
    severity = Severity(fields.choice("severity", (each.value for each in Severity)))
    plan = single_plan(tables, scheme, severity, fields.integer("lot_size"))
    if isinstance(plan, PlanError):
        raise _line_error(plan)
    return {
        "code_letter": plan.code_letter,
        "plan_letter": plan.plan_letter,
        "n": plan.n,
        "ac": plan.ac,
        "re": plan.re,
        "arrow": plan.arrow.value,
        "inspect_all": plan.inspect_all,
        "n_to_inspect": plan.n_to_inspect,
    }


def _answer_c0(tables: SamplingTables, fields: Fields) -> Answer:
    fields.choice("standard", ("c0",))
    plan = c0_plan(tables, fields.decimal_text("aql"), fields.integer("lot_size"))
    if isinstance(plan, PlanError):
        raise _line_error(plan)
    return {
        "n": plan.n,
        "inspect_all": plan.inspect_all,
        "n_to_inspect": plan.n_to_inspect,
        "ac": plan.ac,
        "re": plan.re,
        "verified": plan.verified,
    }


def _answer_switch(tables: SamplingTables, fields: Fields) -> Answer:
    scheme = _scheme(tables, fields)
    conditions = Conditions(
        reduced_authorised=fields.flag("reduced_authorised"),
        steady_production=fields.flag("steady_production"),
    )
    history = switch(tables, scheme, conditions, [_entry(each) for each in fields.objects("lots")])
    if isinstance(history, PlanError):
        raise _line_error(history)
    return {"lots": [_step_answer(step) for step in history.steps]}


def _entry(fields: Fields) -> LotOutcome | SwitchEvent:
    if "event" in fields:
        return _PUBLIC_EVENTS[fields.choice("event", _PUBLIC_EVENTS)]
    return LotOutcome(
        fields.integer("lot_size"), fields.integer("d"), resubmitted=fields.flag("resubmitted")
    )


def _step_answer(step: SwitchStep) -> Answer:
    if isinstance(step, SwitchedEvent):
        return {"event": step.event.value, "severity_after": step.state_after.value}
    if not isinstance(step, SwitchedLot):
        return {"refused": True, "severity_after": step.state_after.value}
    return {
        "severity": step.severity.value,
        "code_letter": step.plan.code_letter,
        "plan_letter": step.plan.plan_letter,
        "n": step.plan.n,
        "ac": step.plan.ac,
        "re": step.plan.re,
        "accepted": step.accepted,
        "severity_after": step.state_after.value,
        "switching_score": step.score,
    }
