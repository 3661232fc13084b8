"""The page of a shift in a few lines: what was made, checked, stopped, and what lies there."""

from datetime import timedelta

from qtrace.domain.quantities import grouped_q6
from qtrace.i18n.words import unit_symbol
from qtrace.services.handover import HandoverPage
from qtrace.ui.production.line_words import LineWords, grouped, joined

MOST_RUNS, MOST_LOADS = 3, 4


def handover_lines(words: LineWords, page: HandoverPage) -> tuple[str, ...]:
    """At most eight lines; what is left out is counted."""
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
    lines.append(tr.say("Stops: {n}, {span}", n=len(page.stops), span=words.span(stood)))
    lines.append(_loads(words, page))
    return tuple(lines)


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
