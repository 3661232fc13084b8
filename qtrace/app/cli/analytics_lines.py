"""What the statistics commands share: refusals in place of answers, and readings in subgroups."""

from typing import TypeVar

from qtrace.app.cli.lines import Fields, LineError, shown
from qtrace.domain.analytics.charts import SigmaEstimator
from qtrace.domain.analytics.errors import AnalyticsError
from qtrace.i18n.analytics_reasons import explain_analytics_error
from qtrace.i18n.translator import Language, load_translator

T = TypeVar("T")


def computed(answer: T | AnalyticsError) -> T:
    """`answer`, unless it is a refusal.

    Raises:
        LineError: why there is no answer.
    """
    if not isinstance(answer, AnalyticsError):
        return answer
    error = AnalyticsError(answer.code, {k: shown(v) for k, v in answer.facts.items()})
    text = explain_analytics_error(load_translator(Language.EN), error)
    raise LineError(answer.code.value, text)


def subgroups(fields: Fields, name: str) -> list[list[float]]:
    """Readings as rows: a list of lists, or a list of numbers as rows of one."""
    items = fields.items(name)
    if items and isinstance(items[0], list):
        return fields.rows(name)
    return [[value] for value in fields.numbers(name)]


def estimator(fields: Fields) -> SigmaEstimator | None:
    """The named estimator of sigma, or None for the usual one."""
    if not fields.gives("estimator"):
        return None
    return SigmaEstimator(fields.choice("estimator", (each.value for each in SigmaEstimator)))
