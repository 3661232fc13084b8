"""The two pictures of the lot page: the curve of its plan and the strip of the last lots."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from qtrace.domain.sampling.oc import OcMarks, OcPoint, oc_marks, oc_points, picture_width
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.tables import Severity
from qtrace.i18n.sampling_reasons import explain_severity, severity_word
from qtrace.i18n.words import class_word
from qtrace.services.inspection_rows import Series, SeriesLot
from qtrace.services.lot_inspections import OcCurve as CurveInput
from qtrace.services.lot_inspections import OcInput
from qtrace.services.lot_page import LotPage
from qtrace.ui.items.sight import Sight, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font, text_width
from qtrace.ui.widgets.curve import CurveLine, CurvePoint, OcSpec
from qtrace.ui.widgets.lotstrip import LotTile, StripSegment

POINTS: Final = 121
PLOT_WIDTH: Final = 386.0
"""Width of the plot on the lot page in pixels of the drawing: places the names of the curves."""
_STRICT_AT: Final = 0.15
_LOOSE_AT: Final = 0.62


@dataclass(frozen=True, slots=True)
class CurveText:
    """The OC panel; without a curve `empty` says why."""

    title: str
    note: str = ""
    line: str = ""
    spec: OcSpec | None = None
    empty: str = ""


@dataclass(frozen=True, slots=True)
class StripText:
    """The strip panel.

    Attributes:
        title: with part and site.
        short_title: without them, where the reason needs the room.
        note: the severity of the next lot with its reason.
    """

    title: str
    short_title: str
    note: str = ""
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
        title = tr.say("Sampling characteristic (OC)")
        return CurveText(title, empty=tr.say("It is drawn when the sample is drawn"))
    name = class_word(tr, page.char_class)
    title = tr.say("{name}: sampling characteristic (OC)", name=name)
    if page.oc is None:
        return CurveText(title, empty=tr.say("Every piece is looked at: there is no sampling risk"))
    marks = oc_marks(page.oc.own.n, page.oc.own.ac, page.oc.aql)
    note = tr.say("n {n}, Ac {ac}", n=page.oc.own.n, ac=page.oc.own.ac)
    return CurveText(title, note, _curve_line(sight, marks), _spec(sight, page.oc, marks))


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
    own = oc_points(oc.own.n, oc.own.ac, POINTS, p_max, oc.aql)
    lines = [_other(sight, oc, other, p_max) for other in _apart(oc)]
    lines.append(CurveLine(_pairs(own), main=True))
    zones = []
    if marks.aql is not None:
        zones.append((0.0, marks.aql.p))
    if marks.limiting is not None:
        zones.append((marks.limiting.p, p_max))
    end = f"{percent(p_max)} %"
    return OcSpec(tuple(lines), _marked(oc, marks), p_max, end, tuple(zones))


def _apart(oc: OcInput) -> tuple[CurveInput, ...]:
    """The other severities that are not the same plan under another name."""
    return tuple(each for each in oc.others if (each.n, each.ac) != (oc.own.n, oc.own.ac))


def _pairs(points: Sequence[OcPoint]) -> tuple[tuple[float, float], ...]:
    return tuple((point.p, point.pa) for point in points)


def _other(sight: Sight, oc: OcInput, other: CurveInput, p_max: float) -> CurveLine:
    """A thin curve with its name beside it, on the side away from the main one."""
    points = oc_points(other.n, other.ac, POINTS, p_max, oc.aql)
    label = sight.tr.say("{severity} n {n}", severity=_severity(sight, other.severity), n=other.n)
    width = text_width(label, role_font(TextRole.NOTE)) * p_max / PLOT_WIDTH
    gap = 12 * p_max / PLOT_WIDTH
    strict = _is_stricter(other, oc)
    at = _STRICT_AT if strict else _LOOSE_AT
    place = next((point.p for point in points if point.pa <= at), p_max / 2)
    if strict:
        return CurveLine(_pairs(points), label, max(gap / 2, place - width - gap), at)
    return CurveLine(_pairs(points), label, min(place + gap, p_max - width), at)


def _is_stricter(other: CurveInput, oc: OcInput) -> bool:
    """True if the other plan accepts less at the middle of the own curve."""
    middle = oc_marks(oc.own.n, oc.own.ac, oc.aql).indifference
    there = oc_marks(other.n, other.ac, oc.aql).indifference
    return middle is not None and there is not None and there.p < middle.p


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
    return StripText(
        title,
        short,
        explain_severity(tr, series.reason) if series.reason is not None else "",
        tuple(_tile(sight, lot, current=lot.lot_id in own) for lot in series.lots),
        _segments(sight, series),
        tr.say("This lot") if is_last else "",
    )


def _tile(sight: Sight, lot: SeriesLot, *, current: bool) -> LotTile:
    tr = sight.tr
    verdict = tr.say("accepted") if lot.accepted else tr.say("rejected")
    spoken = tr.say("{lot}: {d} of {n} failed, {verdict}", lot=lot.lot, d=lot.d, n=lot.n,
                    verdict=verdict)  # fmt: skip
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
