"""`qtrace sampling plan|switch|oc|find --jsonl`: plans, switching rules and risks by JSON lines.

A line that cannot be answered is answered with an error object in its place; the run goes on and
ends with status 0. Nothing is snapped: an AQL is in the table or it is refused.
"""

import argparse
from collections.abc import Callable
from functools import partial

from qtrace.app.cli import lines
from qtrace.app.cli.lines import Answer, Fields, add_command
from qtrace.app.cli.sampling_plans import answer_plan, line_error, scheme_of
from qtrace.app.cli.sampling_risks import answer_find, answer_oc
from qtrace.domain.sampling.plans import PlanError
from qtrace.domain.sampling.switching import (
    Conditions,
    LotOutcome,
    SwitchedEvent,
    SwitchedLot,
    SwitchEvent,
    SwitchStep,
    switch,
)
from qtrace.domain.sampling.tables import SamplingTables
from qtrace.reference import sampling_tables

_PUBLIC_EVENTS = {
    event.value: event for event in (SwitchEvent.RESUME, SwitchEvent.IRREGULAR_PRODUCTION)
}

_Answerer = Callable[[SamplingTables, Fields], Answer]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `sampling` with its commands `plan`, `switch`, `oc` and `find`."""
    parser = subparsers.add_parser(
        "sampling",
        help="sampling plans, switching rules and risks",
        description="Sampling plans of ANSI/ASQ Z1.4, Z1.9 and ISO 2859, switching rules, risks.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(metavar="plan|switch|oc|find", required=True)
    add_command(commands, "plan", partial(_run, answer_plan), "n, Ac and Re for a lot")
    summary = "severity after each lot of a history"
    add_command(commands, "switch", partial(_run, _answer_switch), summary)
    summary = "chance of acceptance, outgoing quality, inspection"
    add_command(commands, "oc", partial(lines.run_lines, answer_oc), summary)
    summary = "the smallest plan for two risks"
    add_command(commands, "find", partial(lines.run_lines, answer_find), summary)


def answer_line(tables: SamplingTables, answerer: _Answerer, line: bytes) -> str:
    """The answer to one line of input, whatever its bytes, as one line of JSON."""
    return lines.answer_line(partial(answerer, tables), line)


def _run(answerer: _Answerer) -> int:
    return lines.run_lines(partial(answerer, sampling_tables()))


def _answer_switch(tables: SamplingTables, fields: Fields) -> Answer:
    scheme = scheme_of(tables, fields)
    conditions = Conditions(
        reduced_authorised=fields.flag("reduced_authorised"),
        steady_production=fields.flag("steady_production"),
    )
    history = switch(tables, scheme, conditions, [_entry(each) for each in fields.objects("lots")])
    if isinstance(history, PlanError):
        raise line_error(history)
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
