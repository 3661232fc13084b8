"""The gauge in use with its calibration: calm while it is good, red when it may not be used."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from qtrace.domain.gauges import CalibrationState
from qtrace.domain.inspection import CharKind
from qtrace.i18n import Translator
from qtrace.i18n.translator import N_
from qtrace.services.inspection.rows import GaugeChoice
from qtrace.ui.inspection.cells import characteristic_of
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName, paint_icon, paint_status
from qtrace.ui.theme.paint import box, fit_font, role_font, rule, text_width, write, write_wrapped
from qtrace.ui.theme.tokens import Status, Tokens
from qtrace.ui.widgets.base import PaintedButton, scaled

_BY_EYE = N_("By eye")
_WITHOUT_GAUGE = {
    CharKind.VARIABLE: N_("No gauge needed"),
    CharKind.FORMULA: N_("Computed"),
    CharKind.PHOTO: N_("Camera"),
    CharKind.ATTRIBUTE: _BY_EYE,
    CharKind.CHOICE: _BY_EYE,
    CharKind.TEXT: _BY_EYE,
}


@dataclass(frozen=True, slots=True)
class GaugeTexts:
    """What the card says.

    Attributes:
        code: code on the gauge; empty for none.
        mark: shape before the calibration line; None for none.
        alarm: the gauge may not be used: the whole card is red.
        hints: what to do, at most two lines.
    """

    title: str
    code: str = ""
    name: str = ""
    calibration: str = ""
    mark: Status | None = None
    alarm: bool = False
    hints: tuple[str, ...] = ()


def gauge_texts(tr: Translator, view: InspectionView) -> GaugeTexts:
    """The gauge of the characteristic in front."""
    sheet = view.sheet
    assert sheet is not None
    title = tr.say("Gauge")
    own = characteristic_of(sheet, view.reading.characteristic_id)
    if own.gauge_type is None:
        method = tr.name(own.method_en, own.method_zh)
        word = tr.say(_WITHOUT_GAUGE[own.kind])
        return GaugeTexts(title, name=word, hints=(method,) if method else ())
    gauge = view.reading.gauges.gauge_of(own)
    if gauge is not None:
        return _in_hand(tr, gauge)
    if own.gauges:
        choose = tr.say("Scan the gauge that you use")
        return GaugeTexts(title, name=choose, hints=(tr.say("Press here to choose"),))
    return GaugeTexts(
        title,
        name=own.gauge_type,
        calibration=tr.say("No gauge of this type in use"),
        mark=Status.BLOCKED,
        alarm=True,
        hints=(tr.say("Ask metrology"),),
    )


def _in_hand(tr: Translator, gauge: GaugeChoice) -> GaugeTexts:
    """The gauge in use: its calibration, or that it may not be used."""
    title = tr.say("Gauge")
    resolution = gauge.resolution
    if gauge.unit and gauge.unit not in resolution:
        resolution = f"{resolution} {gauge.unit}"
    name = f"{tr.name(gauge.name_en, gauge.name_zh)} {resolution}".rstrip()
    standing = gauge.standing
    if not standing.usable or standing.due_on is None:
        line = tr.say("Not calibrated")
        if standing.due_on is not None:
            line = tr.say("Overdue since {date}", date=standing.due_on.isoformat())
        hints = (tr.say("Do not measure with it"), tr.say("Scan another gauge"))
        return GaugeTexts(title, gauge.code, name, line, Status.BLOCKED, alarm=True, hints=hints)
    date, days = standing.due_on.isoformat(), standing.days_left
    line = tr.say("Calibrated to {date}, {days} d", date=date, days=days)
    mark = Status.HOLD if standing.state is CalibrationState.DUE_SOON else Status.OK
    hints = (tr.say("Press DATA on the gauge"), tr.say("Scan a gauge code to change"))
    return GaugeTexts(title, gauge.code, name, line, mark, hints=hints)


class GaugeCard(PaintedButton):
    """The card; a press takes the next gauge of the type."""

    def __init__(self) -> None:
        super().__init__("gauge")
        self._texts = GaugeTexts("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def texts(self) -> GaugeTexts:
        """What it says now."""
        return self._texts

    def show_gauge(self, texts: GaugeTexts) -> None:
        """Say `texts`."""
        self._texts = texts
        parts = (texts.title, texts.code, texts.name, texts.calibration)
        self.setAccessibleName(" ".join(filter(None, parts)))
        self.setAccessibleDescription(" ".join(texts.hints))
        self.update()

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(scaled(300), scaled(176))

    def minimumSizeHint(self) -> QSize:
        """Never lower."""
        return QSize(scaled(240), scaled(176))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint title, gauge, calibration, hints."""
        texts = self._texts
        ink, soft, line = tokens.text, tokens.text2, tokens.line
        if texts.alarm:
            paint = tokens.blocked
            box(painter, rect, fill=paint.fill, radius=scaled(8))
            ink = soft = line = paint.text
        else:
            ground = tokens.sunken if self.isDown() else tokens.surface
            box(painter, rect, fill=ground, edge=tokens.line, radius=scaled(8))
        area = rect.adjusted(scaled(16), 0, -scaled(16), 0)
        head = QRectF(area.left(), rect.top() + scaled(8), area.width(), scaled(30))
        write(painter, head, texts.title, role_font(TextRole.TITLE), ink)
        icon = QRectF(area.right() - scaled(24), head.top(), scaled(24), head.height())
        paint_icon(painter, icon, IconName.GAUGE, soft)
        self._gauge(painter, area, rect.top(), ink, soft)
        rule(painter, area.left(), area.right(), rect.top() + scaled(117), line)
        top = rect.top() + scaled(121)
        for text in texts.hints:
            place = QRectF(area.left(), top, area.width(), scaled(24))
            write(painter, place, text, role_font(TextRole.NOTE), soft)
            top += scaled(24)

    def _gauge(self, painter: QPainter, area: QRectF, top: float, ink: str, soft: str) -> None:
        texts = self._texts
        data, note = role_font(TextRole.DATA_NOTE), role_font(TextRole.NOTE)
        place = QRectF(area.left(), top + scaled(46), area.width(), scaled(26))
        if texts.code:
            write(painter, place, texts.code, data, ink)
            place.setLeft(place.left() + text_width(texts.code, data) + scaled(16))
        if text_width(texts.name, fit_font(texts.name, note, place.width())) > place.width():
            tall = place.adjusted(0, -scaled(8), 0, scaled(12))
            write_wrapped(painter, tall, texts.name, note, soft)
        else:
            write(painter, place, texts.name, note, soft)
        place = QRectF(area.left(), top + scaled(82), area.width(), scaled(26))
        if texts.mark is not None:
            mark = QRectF(place.left(), place.top(), scaled(20), place.height())
            paint_status(painter, mark, texts.mark, ink)
            place.setLeft(place.left() + scaled(26))
        write(painter, place, texts.calibration, note, ink)
