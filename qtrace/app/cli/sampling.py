"""`qtrace sampling plan|switch --jsonl`: sampling plans and switching rules, one JSON line each.

A line that cannot be answered is answered with an error object in its place; the run goes on and
ends with status 0. Nothing is snapped: an AQL is in the table or it is refused.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NoReturn

from qtrace.app.cli.errors import ExitStatus, error_json
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

_SHOWN = 40
_PUBLIC_EVENTS = {
    event.value: event for event in (SwitchEvent.RESUME, SwitchEvent.IRREGULAR_PRODUCTION)
}

Answer = dict[str, object]
_Answerer = Callable[[SamplingTables, "_Fields"], Answer]


class _LineError(Exception):
    """A line that cannot be answered; its code and text stand in the answer's place."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text


class _Fields:
    """The fields of one JSON object, each read as the type it must have.

    Args:
        value: what the line holds.
        place: how an error names the object, e.g. `lots[3]`.
    """

    def __init__(self, value: object, place: str = "") -> None:
        if not isinstance(value, dict):
            raise _LineError("NOT_AN_OBJECT", f"{place or 'The line'} must be a JSON object")
        self._values: Mapping[str, object] = value
        self._place = f"{place}." if place else ""

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str) -> str:
        """A string."""
        value = self._required(name)
        return value if isinstance(value, str) else self._wrong(name, "a string")

    def choice(self, name: str, known: Iterable[str]) -> str:
        """One of the texts `known`."""
        value = self.text(name)
        choices = list(known)
        if value not in choices:
            text = f"Unknown {self._place}{name} {_shown(value)}: one of {', '.join(choices)}"
            raise _LineError(f"UNKNOWN_{name.upper()}", text)
        return value

    def decimal_text(self, name: str) -> str:
        """A string, or a number as it was written."""
        value = self._required(name)
        if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        return value if isinstance(value, str) else self._wrong(name, "a string")

    def integer(self, name: str) -> int:
        """A whole number; 1.0 and true are none."""
        value = self._required(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return self._wrong(name, "a whole number")

    def flag(self, name: str) -> bool:
        """True or false; false when it is absent."""
        value = self._values.get(name, False)
        return value if isinstance(value, bool) else self._wrong(name, "true or false")

    def objects(self, name: str) -> list["_Fields"]:
        """A list of objects."""
        value = self._required(name)
        if not isinstance(value, list):
            self._wrong(name, "a list")
        return [_Fields(each, f"{name}[{i}]") for i, each in enumerate(value)]

    def _required(self, name: str) -> object:
        if name not in self._values:
            raise _LineError("MISSING_FIELD", f"{self._place}{name} is missing")
        return self._values[name]

    def _wrong(self, name: str, wanted: str) -> NoReturn:
        raise _LineError("WRONG_TYPE", f"{self._place}{name} must be {wanted}")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `sampling` with its commands `plan` and `switch`."""
    parser = subparsers.add_parser(
        "sampling",
        help="sampling plans and switching rules",
        description="Sampling plans and switching rules of ANSI/ASQ Z1.4 and ISO 2859-1.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(metavar="plan|switch", required=True)
    _add_command(commands, "plan", _answer_plan, "n, Ac and Re for a lot")
    _add_command(commands, "switch", _answer_switch, "severity after each lot of a history")


def _add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    answerer: _Answerer,
    summary: str,
) -> None:
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"Reads JSON lines from standard input, answers one a line: {summary}.",
        allow_abbrev=False,
    )
    parser.add_argument("--jsonl", action="store_true", required=True, help="JSON lines in and out")
    parser.set_defaults(run=lambda _options: _run(answerer))


def _run(answerer: _Answerer) -> int:
    """Answer every line of standard input, in order, each as soon as it was read."""
    tables = sampling_tables()
    for line in sys.stdin.buffer:
        print(answer_line(tables, answerer, line), flush=True)
    return ExitStatus.OK


def answer_line(tables: SamplingTables, answerer: _Answerer, line: bytes) -> str:
    """The answer to one line of input, whatever its bytes, as one line of JSON."""
    try:
        return json.dumps(answerer(tables, _Fields(_parse(line))), ensure_ascii=False)
    except _LineError as error:
        return error_json(error.code, error.text)


def _parse(line: bytes) -> object:
    try:
        return json.loads(
            line.decode("utf-8"), parse_float=_as_written, parse_constant=_no_constant
        )
    except UnicodeDecodeError as error:
        raise _LineError("NOT_UTF8", f"Byte {error.start} is not UTF-8") from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise _LineError("NOT_JSON", "The line is not a JSON document") from error


def _as_written(text: str) -> Decimal:
    """A JSON number with its digits kept; exponents that would fill the memory are refused."""
    value = Decimal(text)
    if value and abs(value.adjusted()) > _SHOWN:
        raise ValueError(text)
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _shown(text: str) -> str:
    """Foreign text in an error: short, and printable everywhere."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:_SHOWN])


def _line_error(error: PlanError) -> _LineError:
    shown = PlanError(
        error.code, {k: v if k == "choices" else _shown(v) for k, v in error.facts.items()}
    )
    return _LineError(error.code.value, explain_plan_error(load_translator(Language.EN), shown))


def _scheme(tables: SamplingTables, fields: _Fields) -> Scheme:
    scheme = make_scheme(
        tables, fields.text("standard"), fields.text("level"), fields.decimal_text("aql")
    )
    if isinstance(scheme, PlanError):
        raise _line_error(scheme)
    return scheme


def _answer_plan(tables: SamplingTables, fields: _Fields) -> Answer:
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


def _answer_c0(tables: SamplingTables, fields: _Fields) -> Answer:
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


def _answer_switch(tables: SamplingTables, fields: _Fields) -> Answer:
    scheme = _scheme(tables, fields)
    conditions = Conditions(
        reduced_authorised=fields.flag("reduced_authorised"),
        steady_production=fields.flag("steady_production"),
    )
    history = switch(tables, scheme, conditions, [_entry(each) for each in fields.objects("lots")])
    if isinstance(history, PlanError):
        raise _line_error(history)
    return {"lots": [_step_answer(step) for step in history.steps]}


def _entry(fields: _Fields) -> LotOutcome | SwitchEvent:
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
