"""The two pictures of the lot page: the curve of its plan and the strip of the last lots."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from qtrace.domain.sampling.oc import OcMarks, OcPoint, picture_width
from qtrace.domain.sampling.plan_curve import PlanCurve
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.tables import Severity
from qtrace.i18n.sampling_reasons import explain_severity, severity_word
from qtrace.i18n.words import class_word
from qtrace.services.inspection.rows import Series, SeriesLot
from qtrace.services.items.lot_inspections import OcCurve as CurveInput
from qtrace.services.items.lot_inspections import OcInput
from qtrace.services.items.lot_page import LotPage
from qtrace.ui.items.sight import Sight, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font, text_width
from qtrace.ui.widgets.curve import CurveLine, CurvePoint, OcSpec
from qtrace.ui.widgets.lotstrip import LotTile, StripSegment

POINTS: Final = 121
PLOT_WIDTH: Final = 349.0
"""Width of the plot on the lot page in pixels of the drawing: places the names of the curves."""
_OUTER_AT: Final = {True: 0.15, False: 0.64}
"""Chance at which the name of the outermost curve stands, left (stricter) and right (looser)."""
_INNER_AT: Final = (0.33, 0.28, 0.4, 0.5, 0.6)
"""Where the name of a curve may stand that has another one outside of it."""
_GAP: Final = 12 / PLOT_WIDTH


@dataclass(frozen=True, slots=True)
class CurveText:
    """The OC panel; without a curve `empty` says why."""

    title: str
    note: str = ""
    line: str = ""
    spec: OcSpec | None = None
    empty: str = ""
    plan: PlanCurve | None = None


@dataclass(frozen=True, slots=True)
class StripText:
    """The strip panel.

    Attributes:
        title: with part and site.
        short_title: without them, where the reason needs the room.
        note: the severity of the next lot with its reason.
        short_note: only what comes next, where the whole reason has no room.
    """

    title: str
    short_title: str
    note: str = ""
    short_note: str = ""
    tiles: tuple[LotTile, ...] = ()
    segments: tuple[StripSegment, ...] = ()
    end_text: str = ""
    empty: str = ""


def percent(fraction: float) -> str:
    """A fraction in percent with as many figures as a reader needs.

    Example:
        >>> percent(0.025), percent(0.0825), percent(0.00065)
        ('2.5', '8.2', '0.065')
    """
    value = fraction * 100
    if value >= 1:
        return f"{value:.1f}".removesuffix(".0")
    return f"{value:.2g}"


def whole_percent(chance: float) -> str:
    """A chance in whole percent, never rounded to a certainty that it is not."""
    value = round(chance * 100)
    if value >= 100 and chance < 1:
        return "> 99 %"
    return f"{value} %"


def curve(sight: Sight, page: LotPage) -> CurveText:
    """The operating characteristic of the plan that judged the lot."""
    tr = sight.tr
    if page.char_class is None:
        title = tr.say("OC curve")
        return CurveText(title, empty=tr.say("It is drawn when the sample is drawn"))
    name = class_word(tr, page.char_class)
    title = tr.say("{name}: OC curve", name=name)
    if page.oc is None and _is_by_values(page):
        empty = tr.say("Judged from the values: the curve of counted pieces does not hold")
        return CurveText(title, empty=empty)
    if page.oc is None:
        return CurveText(title, empty=tr.say("Every piece is looked at: there is no sampling risk"))
    own = page.oc.own.curve(page.oc.aql)
    marks = own.marks(page.oc.aql)
    return CurveText(
        title,
        plan_numbers(sight, page.oc.own),
        _curve_line(sight, marks),
        _spec(sight, page.oc, marks),
        plan=own,
    )


def _is_by_values(page: LotPage) -> bool:
    """True if the shown class is judged by variables."""
    rows = (row for each in page.inspections for row in each.classes)
    row = next((row for row in rows if row.char_class is page.char_class), None)
    return row is not None and row.sampling == "variables" and not row.inspect_all


def plan_numbers(sight: Sight, plan: CurveInput) -> str:
    """The numbers of a plan, of both samples where it has two."""
    tr = sight.tr
    if plan.second is None:
        return tr.say("n {n}, Ac {ac}", n=plan.n, ac=plan.ac)
    return tr.say(
        "n {n} + {n2}, Ac {ac}; {ac2}", n=plan.n, n2=plan.second.n, ac=plan.ac, ac2=plan.second.ac
    )


def handle_words(sight: Sight, p: float, curve: PlanCurve) -> str:
    """What the handle of the curve says; of a double plan its average effort too."""
    tr, pa = sight.tr, whole_percent(curve.chance(p))
    words = tr.say("If {p} % are bad: {pa} of such lots accepted", p=percent(p), pa=pa)
    if not curve.is_double:
        return words
    pieces = f"{curve.average_sample(p):.0f}"
    return joined(words, tr.say("{n} pieces on the average", n=pieces))


def _curve_line(sight: Sight, marks: OcMarks) -> str:
    """What the curve says, in one line."""
    tr, parts = sight.tr, []
    if marks.aql is not None:
        parts.append(
            tr.say(
                "Lots {p} % bad: {pa} accepted",
                p=percent(marks.aql.p),
                pa=whole_percent(marks.aql.pa),
            )
        )
    if marks.limiting is not None:
        parts.append(
            tr.say(
                "{p} % bad: {pa}", p=percent(marks.limiting.p), pa=whole_percent(marks.limiting.pa)
            )
        )
    return tr.say("; ").join(parts)


def _spec(sight: Sight, oc: OcInput, marks: OcMarks) -> OcSpec:
    p_max = picture_width(marks)
    own = oc.own.curve(oc.aql).points(POINTS, p_max)
    lines = _others(sight, oc, p_max)
    lines.append(CurveLine(_pairs(own), main=True))
    zones = []
    if marks.aql is not None:
        zones.append((0.0, marks.aql.p))
    if marks.limiting is not None:
        zones.append((marks.limiting.p, p_max))
    end = f"{percent(p_max)} %"
    return OcSpec(tuple(lines), _marked(oc, marks), p_max, end, tuple(zones))


def _others(sight: Sight, oc: OcInput, p_max: float) -> list[CurveLine]:
    """The other severities as thin curves with their names on the side away from the own one.

    A severity whose plan is the same as the own one has no curve.
    """
    apart = [each for each in oc.others if each.numbers != oc.own.numbers]
    own, lines = _tightness(oc, oc.own), []
    for strict in (True, False):
        side = [each for each in apart if (_tightness(oc, each) < own) is strict]
        outside: CurveInput | None = None
        for each in sorted(side, key=lambda it: _tightness(oc, it), reverse=not strict):
            lines.append(_other(sight, oc, each, outside, strict=strict, p_max=p_max))
            outside = each
    return lines


def _tightness(oc: OcInput, plan: CurveInput) -> float:
    """Quality that the plan accepts half of the time: the smaller, the stricter."""
    middle = plan.curve(oc.aql).quality_at(0.5)
    return middle if middle is not None else 1.0


def _pairs(points: Sequence[OcPoint]) -> tuple[tuple[float, float], ...]:
    return tuple((point.p, point.pa) for point in points)


def _other(
    sight: Sight,
    oc: OcInput,
    plan: CurveInput,
    outside: CurveInput | None,
    *,
    strict: bool,
    p_max: float,
) -> CurveLine:
    drawn = plan.curve(oc.aql)
    points = drawn.points(POINTS, p_max)
    label = sight.tr.say("{severity} n {n}", severity=_severity(sight, plan.severity), n=plan.n)
    width = text_width(label, role_font(TextRole.NOTE)) * p_max / PLOT_WIDTH
    gap = _GAP * p_max
    near = outside.curve(oc.aql) if outside is not None else None
    at = _OUTER_AT[strict] if near is None else _roomiest(drawn, near, p_max)
    place = _quality(drawn, at, p_max)
    if strict:
        return CurveLine(_pairs(points), label, max(gap / 2, place - width - gap), at)
    return CurveLine(_pairs(points), label, min(place + gap, p_max - width), at)


def _roomiest(plan: PlanCurve, outside: PlanCurve, p_max: float) -> float:
    """The chance at which two neighbouring curves are farthest apart."""
    return max(
        _INNER_AT, key=lambda at: abs(_quality(plan, at, p_max) - _quality(outside, at, p_max))
    )


def _quality(plan: PlanCurve, chance: float, p_max: float) -> float:
    """Quality at which the plan accepts with this chance, at most the end of the axis."""
    found = plan.quality_at(chance)
    return p_max if found is None else min(found, p_max)


def _severity(sight: Sight, severity: Severity) -> str:
    return severity_word(sight.tr, SwitchState(severity.value))


def _marked(oc: OcInput, marks: OcMarks) -> tuple[CurvePoint, ...]:
    found = []
    if marks.aql is not None:
        found.append(
            CurvePoint(
                marks.aql.p, marks.aql.pa, whole_percent(marks.aql.pa), f"AQL {_trimmed(oc.aql)}"
            )
        )
    if marks.indifference is not None:
        found.append(CurvePoint(marks.indifference.p, 0.5, "", percent(marks.indifference.p)))
    if marks.limiting is not None:
        text = f"LQ {percent(marks.limiting.p)}"
        found.append(CurvePoint(marks.limiting.p, 0.1, "10 %", text))
    return tuple(sorted(found, key=lambda point: point.p))


def _trimmed(aql: str | None) -> str:
    return aql or ""


# --- the strip ---------------------------------------------------------------------------------


def strip(sight: Sight, page: LotPage) -> StripText:
    """The last lots of the same part and site, with the severity below."""
    tr, series = sight.tr, page.series
    if page.char_class is None:
        return StripText(
            tr.say("Last lots"), "", empty=tr.say("They are shown when the sample is drawn")
        )
    part, site = page.identity.part, sight.name(page.identity.site)
    source = joined(part.number if part is not None else "", site)
    if series is None or not series.lots:
        empty = tr.say("No lot of this part and site was decided yet")
        return StripText(source, source, empty=empty)
    name = class_word(tr, series.char_class)
    count = len(series.lots)
    short = tr.count("{name}, last lot", "{name}, last {n} lots", count, name=name)
    title = tr.say("{source}, {what}", source=source, what=short)
    own = {page.identity.lot_id} | {row.item_id for row in page.relatives if not row.is_child}
    is_last = series.lots[-1].lot_id in own
    note = explain_severity(tr, series.reason) if series.reason is not None else ""
    return StripText(
        title,
        short,
        note,
        _outlook(sight, note),
        tuple(_tile(sight, lot, current=lot.lot_id in own) for lot in series.lots),
        _segments(sight, series),
        tr.say("This lot") if is_last else "",
    )


def _outlook(sight: Sight, note: str) -> str:
    """The part of a severity's reason that says what comes next."""
    between = sight.tr.say("{cause}; {outlook}", cause="", outlook="")
    return note.rpartition(between)[2]


def _tile(sight: Sight, lot: SeriesLot, *, current: bool) -> LotTile:
    tr = sight.tr
    verdict = tr.term("lot", "accepted") if lot.accepted else tr.term("lot", "rejected")
    spoken = tr.say("{lot}: {d} of {n} failed, {verdict}", lot=lot.lot, d=lot.d, n=lot.n,
                    verdict=verdict)  # fmt: skip
    if not lot.is_counted:
        spoken = joined(spoken, tr.say("does not count for the severity"))
    return LotTile(str(lot.lot_id), str(lot.d), not lot.accepted, current, spoken)


def _segments(sight: Sight, series: Series) -> tuple[StripSegment, ...]:
    """Runs of one severity: what happened in them, and the bare word where that has no room."""
    found, first = [], 0
    for severity, run in groupby(series.lots, key=lambda lot: lot.severity):
        lots = list(run)
        word = _severity(sight, severity)
        found.append(
            StripSegment(
                first,
                first + len(lots) - 1,
                _run_words(sight, word, lots),
                strong=severity is not Severity.NORMAL,
                short=word,
            )
        )
        first += len(lots)
    return tuple(found)


def _run_words(sight: Sight, word: str, lots: Sequence[SeriesLot]) -> str:
    rejected = sum(not lot.accepted for lot in lots)
    if rejected:
        return sight.tr.count(
            "{word}: {rejected} of {n} rejected", "{word}: {rejected} of {n} rejected",
            len(lots), word=word, rejected=rejected,
        )  # fmt: skip
    return sight.tr.count("{word}: {n} accepted", "{word}: {n} accepted", len(lots), word=word)
