"""`qtrace msa grr|bias|linearity|kappa --jsonl`: measurement system analysis, one JSON line each."""

import argparse
import math
from dataclasses import asdict
from functools import partial

from qtrace.app.cli.analytics_lines import computed
from qtrace.app.cli.lines import Answer, Fields, add_command, run_lines
from qtrace.domain.analytics.agreement import (
    Agreement,
    Ratings,
    attribute_agreement,
    cohen_kappa,
    fleiss_kappa,
)
from qtrace.domain.analytics.bias_study import DEFAULT_CONF, gauge_bias, gauge_linearity
from qtrace.domain.analytics.errors import bad_setting
from qtrace.domain.analytics.gauge_study import (
    DEFAULT_ALPHA,
    DEFAULT_MULTIPLIER,
    GaugeMethod,
    GaugeResult,
    check_multiplier,
    gauge_anova,
    gauge_average_range,
    gauge_study,
)
from qtrace.reference import control_constants


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `msa` with its commands `grr`, `bias`, `linearity` and `kappa`."""
    parser = subparsers.add_parser(
        "msa",
        help="measurement system analysis",
        description="Gauge R&R, bias, linearity and attribute agreement.",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(metavar="grr|bias|linearity|kappa", required=True)
    for name, answerer, summary in (
        ("grr", answer_grr, "gauge repeatability and reproducibility"),
        ("bias", answer_bias, "bias against a reference value"),
        ("linearity", answer_linearity, "bias over the range of reference values"),
        ("kappa", answer_kappa, "agreement of judgements"),
    ):
        add_command(commands, name, partial(run_lines, answerer), summary)


def answer_grr(fields: Fields) -> Answer:
    """Components, study variation, %GRR and ndc of one line.

    Raises:
        LineError: the line cannot be answered.
    """
    method = GaugeMethod(fields.choice("method", (each.value for each in GaugeMethod)))
    alpha = fields.number("alpha_interaction", DEFAULT_ALPHA)
    multiplier = fields.number("study_multiplier", DEFAULT_MULTIPLIER)
    tolerance = fields.optional_number("tolerance")
    readings = fields.numbers("y")
    study = computed(gauge_study(readings, fields.labels("part"), fields.labels("appraiser")))
    computed(check_multiplier(multiplier) or ())
    if tolerance is not None and tolerance <= 0:
        computed(bad_setting("tolerance", tolerance))
    if method is GaugeMethod.ANOVA:
        result = computed(gauge_anova(study, alpha))
    else:
        result = computed(gauge_average_range(control_constants(), study))
    shape = {
        "parts": len(study.parts),
        "appraisers": len(study.appraisers),
        "trials": study.trials,
    }
    return {"method": method.value, **shape, **_grr_answer(result, multiplier, tolerance)}


def answer_bias(fields: Fields) -> Answer:
    """Bias of the readings `y` of one part of value `reference`.

    Raises:
        LineError: the line cannot be answered.
    """
    readings, reference = fields.numbers("y"), fields.number("reference")
    conf = fields.number("conf", DEFAULT_CONF)
    return asdict(computed(gauge_bias(readings, reference, conf=conf)))


def answer_linearity(fields: Fields) -> Answer:
    """Linearity of the readings `y` of parts of values `reference`.

    Raises:
        LineError: the line cannot be answered.
    """
    readings, references = fields.numbers("y"), fields.numbers("reference")
    conf = fields.number("conf", DEFAULT_CONF)
    return asdict(computed(gauge_linearity(readings, references, conf=conf)))


def answer_kappa(fields: Fields) -> Answer:
    """Kappa of two raters (`a`, `b`), of several (`ratings`), or a whole study (`rating`, …).

    Raises:
        LineError: the line cannot be answered.
    """
    method = fields.choice("method", ("cohen", "fleiss", "agreement"))
    if method == "cohen":
        return asdict(computed(cohen_kappa(fields.labels("a"), fields.labels("b"))))
    if method == "fleiss":
        return asdict(computed(fleiss_kappa(fields.label_rows("ratings"))))
    ratings = Ratings(
        fields.labels("rating"),
        fields.labels("part"),
        fields.labels("appraiser"),
        fields.labels("standard") if fields.gives("standard") else None,
    )
    study: Agreement = computed(
        attribute_agreement(ratings, conf=fields.number("conf", DEFAULT_CONF))
    )
    return asdict(study)


def _grr_answer(result: GaugeResult, multiplier: float, tolerance: float | None) -> Answer:
    components = {
        "repeatability": result.repeatability,
        "reproducibility": result.reproducibility,
        "appraiser": result.appraiser,
        "interaction": result.interaction,
        "grr": result.grr,
        "part": result.part,
        "total": result.total,
    }
    deviations = {name: math.sqrt(variance) for name, variance in components.items()}
    answer: Answer = {
        "variance_components": components,
        "contribution_pct": {n: 100 * v / result.total for n, v in components.items()},
        "sd": deviations,
        "study_variation": {name: multiplier * sd for name, sd in deviations.items()},
        "study_variation_pct": {n: result.study_percent(v) for n, v in components.items()},
        "grr_pct": result.grr_percent,
        "ndc": result.ndc,
        "interaction_pooled": result.pooled,
        "anova": [asdict(row) for row in result.anova],
    }
    if tolerance is not None:
        answer["tolerance_pct"] = {
            name: 100 * multiplier * sd / tolerance for name, sd in deviations.items()
        }
    return answer
