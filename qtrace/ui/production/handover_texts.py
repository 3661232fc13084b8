"""The page of a shift in a few lines: what was made, checked, stopped, and what lies there."""

from datetime import timedelta

from qtrace.domain.quantities import grouped_q6
from qtrace.i18n.production_words import STOP_TYPE_WORDS, production_word
from qtrace.i18n.words import unit_symbol
from qtrace.services.production.handover import HandoverPage
from qtrace.ui.production.line_words import LineWords, grouped, joined

MOST_RUNS, MOST_LOADS, MOST_CAUSES = 3, 4, 3


def handover_lines(words: LineWords, page: HandoverPage) -> tuple[str, ...]:
    """At most nine lines; what is left out is counted."""
    tr = words.tr
    span = f"{words.clock(page.since)} – {words.clock(page.until)}"
    people = ", ".join(words.name(each) for each in page.people)
    lines = [joined(span, people)]
    lines += [
        tr.say(
            "{order} OP{operation}: {good} good, {rework} rework, {scrap} scrap",
            order=run.order,
            operation=run.operation_no,
            good=grouped(run.good),
            rework=grouped(run.rework),
            scrap=grouped(run.scrap),
        )
        for run in page.runs[:MOST_RUNS]
    ]
    if not page.runs:
        lines.append(tr.say("Nothing was made"))
    elif len(page.runs) > MOST_RUNS:
        more = len(page.runs) - MOST_RUNS
        lines.append(tr.count("and {n} more operation", "and {n} more operations", more))
    bad = sum(not check.is_good for check in page.checks)
    lines.append(tr.say("Checks: {n}, not good {m}", n=len(page.checks), m=bad))
    stood = sum(
        (
            min(stop.ended_at or page.until, page.until) - max(stop.started_at, page.since)
            for stop in page.stops
        ),
        start=timedelta(),
    )
    stops = tr.say("Stops: {n}, {span}", n=len(page.stops), span=words.span(stood))
    lines.append(joined(stops, *_causes(words, page)))
    cases = (*page.deviations, *page.holds)
    if cases:
        lines.append(tr.say("Deviations and holds: {cases}", cases=", ".join(cases)))
    lines.append(_loads(words, page))
    return tuple(lines)


def _causes(words: LineWords, page: HandoverPage) -> tuple[str, ...]:
    """Why the line stood, each cause once."""
    causes = (
        (production_word(words.tr, STOP_TYPE_WORDS, stop.stop_type), stop.note)
        for stop in page.stops
    )
    said = dict.fromkeys(f"{word} ({note})" if note else word for word, note in causes)
    return tuple(said)[:MOST_CAUSES]


def _loads(words: LineWords, page: HandoverPage) -> str:
    tr = words.tr
    shown = [
        f"{load.lot} {grouped_q6(load.left_q6)} {unit_symbol(tr, load.unit_code)}"
        for load in page.loads[:MOST_LOADS]
    ]
    if len(page.loads) > MOST_LOADS:
        shown.append("…")
    lots = ", ".join(shown) or "–"
    return tr.say("At the line: {lots}", lots=lots)
