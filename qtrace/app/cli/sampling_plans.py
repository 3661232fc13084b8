"""Answers of `qtrace sampling plan`: one function for each type of plan."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from qtrace.app.cli.lines import Answer, Fields, LineError, shown
from qtrace.domain.sampling.double import DoublePlan, double_plan
from qtrace.domain.sampling.isolated import limiting_plan, success_run
from qtrace.domain.sampling.plans import PlanError, Scheme, c0_plan, make_scheme, single_plan
from qtrace.domain.sampling.tables import SamplingTables, Severity
from qtrace.domain.sampling.variables import Sigma, variables_plan
from qtrace.i18n.sampling_reasons import explain_plan_error
from qtrace.i18n.translator import Language, load_translator
from qtrace.reference import double_tables, variables_tables

_DECIMAL = re.compile(r"-?[0-9]{1,60}(?:\.[0-9]{1,60})?", re.ASCII)


def answer_plan(tables: SamplingTables, fields: Fields) -> Answer:
    """The plan for a lot, by the `type` of sampling.

    Raises:
        LineError: the line cannot be answered.
    """
    return _TYPES[fields.choice("type", _TYPES)](tables, fields)


def line_error(error: PlanError) -> LineError:
    """The error object of a refused question; foreign text in it is made short and printable."""
    printable = PlanError(
        error.code, {k: v if k == "choices" else shown(v) for k, v in error.facts.items()}
    )
    return LineError(error.code.value, explain_plan_error(load_translator(Language.EN), printable))


def scheme_of(tables: SamplingTables, fields: Fields) -> Scheme:
    """Standard, level and AQL of the line.

    Raises:
        LineError: one of them is missing or not in the tables.
    """
    scheme = make_scheme(
        tables, fields.text("standard"), fields.text("level"), fields.decimal_text("aql")
    )
    if isinstance(scheme, PlanError):
        raise line_error(scheme)
    return scheme


def _severity(fields: Fields) -> Severity:
    return Severity(fields.choice("severity", (each.value for each in Severity)))


def _answer_single(tables: SamplingTables, fields: Fields) -> Answer:
    scheme = scheme_of(tables, fields)
    plan = single_plan(tables, scheme, _severity(fields), fields.integer("lot_size"))
    if isinstance(plan, PlanError):
        raise line_error(plan)
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


def _answer_double(tables: SamplingTables, fields: Fields) -> Answer:
    """The double plan; where the table has none, the single plan with `use_single`."""
    scheme, severity = scheme_of(tables, fields), _severity(fields)
    plan = double_plan(tables, double_tables(), scheme, severity, fields.integer("lot_size"))
    if isinstance(plan, PlanError):
        raise line_error(plan)
    if not isinstance(plan, DoublePlan):
        return {"use_single": True, **_answer_single(tables, fields)}
    return {
        "code_letter": plan.code_letter,
        "n1": plan.cell.n1,
        "n2": plan.cell.n2,
        "ac1": plan.cell.ac1,
        "re1": plan.cell.re1,
        "ac2": plan.cell.ac2,
        "re2": plan.cell.re2,
    }


def _answer_c0(tables: SamplingTables, fields: Fields) -> Answer:
    fields.choice("standard", ("c0",))
    plan = c0_plan(tables, fields.decimal_text("aql"), fields.integer("lot_size"))
    if isinstance(plan, PlanError):
        raise line_error(plan)
    return {
        "n": plan.n,
        "inspect_all": plan.inspect_all,
        "n_to_inspect": plan.n_to_inspect,
        "ac": plan.ac,
        "re": plan.re,
        "verified": plan.verified,
    }


def _answer_variables(_tables: SamplingTables, fields: Fields) -> Answer:
    fields.choice("standard", ("z19",))
    sigma = Sigma(fields.choice("sigma", (each.value for each in Sigma)))
    level, aql = fields.text("level"), fields.decimal_text("aql")
    severity, lot_size = _severity(fields), fields.integer("lot_size")
    plan = variables_plan(variables_tables(), level, aql, severity, sigma, lot_size)
    if isinstance(plan, PlanError):
        raise line_error(plan)
    return {
        "code_letter": plan.code_letter,
        "n": plan.n,
        "k": plan.k,
        "M_pct": plan.m_pct,
        "verified": plan.verified,
    }


def _answer_limiting(_tables: SamplingTables, fields: Fields) -> Answer:
    lq = fields.decimal_text("lq")
    if not _DECIMAL.fullmatch(lq):
        fields.wrong("lq", "a decimal number")
    ac = fields.integer("ac") if "ac" in fields else 0
    plan = limiting_plan(fields.integer("lot_size"), Decimal(lq), ac)
    if isinstance(plan, PlanError):
        raise line_error(plan)
    return {
        "n": plan.n,
        "inspect_all": plan.inspect_all,
        "n_to_inspect": plan.n,
        "ac": plan.ac,
        "re": plan.re,
        "consumer_risk": plan.consumer_risk,
    }


def _answer_success_run(_tables: SamplingTables, fields: Fields) -> Answer:
    failures = fields.integer("failures") if "failures" in fields else 0
    plan = success_run(fields.number("confidence"), fields.number("reliability"), failures)
    if isinstance(plan, PlanError):
        raise line_error(plan)
    return {"n": plan.n, "ac": plan.ac, "re": plan.re}


_TYPES: Mapping[str, Callable[[SamplingTables, Fields], Answer]] = {
    "single": _answer_single,
    "c0": _answer_c0,
    "double": _answer_double,
    "z19": _answer_variables,
    "lq": _answer_limiting,
    "success_run": _answer_success_run,
}
