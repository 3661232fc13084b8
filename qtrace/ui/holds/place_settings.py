"""What a reason brings along, and a person may set otherwise before the hold is placed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qtrace.domain.holds import BlockProfile, InFlight
from qtrace.i18n import Translator
from qtrace.i18n.hold_words import IN_FLIGHT, PROFILES
from qtrace.i18n.hold_words import ORIGINS as ORIGIN_WORDS
from qtrace.i18n.words import class_word
from qtrace.ui.bench import Bench
from qtrace.ui.holds.place_state import (
    NO,
    ORIGINS,
    REVIEW_DAYS,
    SEVERITIES,
    YES,
    PlaceState,
    Setting,
)
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import RIGHT, box, role_font, write
from qtrace.ui.theme.tokens import Tokens
from qtrace.ui.widgets.base import PaintedButton, scaled
from qtrace.ui.widgets.facts import Fact, FactList

DIGITS = {setting: number for number, setting in enumerate(Setting, start=1)}


def offered(state: PlaceState, setting: Setting) -> tuple[str, ...]:
    """Values of a setting, in their order."""
    preset = state.reason.preset.review_days if state.reason is not None else REVIEW_DAYS[0]
    values: dict[Setting, tuple[str, ...]] = {
        Setting.SEVERITY: SEVERITIES,
        Setting.PROFILE: tuple(BlockProfile),
        Setting.IN_FLIGHT: tuple(InFlight),
        Setting.REVIEW: tuple(map(str, sorted({*REVIEW_DAYS, preset}))),
        Setting.SPREADS: (YES, NO),
        Setting.ORIGIN: tuple(dict.fromkeys((*ORIGINS, *filter(None, [state.comes_from])))),
    }
    return values[setting]


def stands(state: PlaceState, setting: Setting) -> str:
    """The value that would be stored; empty before there is a reason."""
    values: dict[Setting, Any] = {
        Setting.SEVERITY: state.grade,
        Setting.PROFILE: state.stops,
        Setting.IN_FLIGHT: state.pieces_in_work,
        Setting.REVIEW: state.days,
        Setting.SPREADS: None if state.spreads is None else YES if state.spreads else NO,
        Setting.ORIGIN: state.comes_from or None,
    }
    found = values[setting]
    return "" if found is None else str(found)


def with_setting(state: PlaceState, setting: Setting, value: str) -> PlaceState:
    """The state with another value; a profile brings its own rule for pieces in work along."""
    if value not in offered(state, setting):
        return state
    if setting is Setting.PROFILE:
        return replace(state, profile=BlockProfile(value), in_flight=None)
    made: dict[Setting, Callable[[], PlaceState]] = {
        Setting.SEVERITY: lambda: replace(state, severity=value),
        Setting.IN_FLIGHT: lambda: replace(state, in_flight=InFlight(value)),
        Setting.REVIEW: lambda: replace(state, review_days=int(value)),
        Setting.SPREADS: lambda: replace(state, propagates=value == YES),
        Setting.ORIGIN: lambda: replace(state, origin=value),
    }
    return made[setting]()


def turned(state: PlaceState, number: int) -> PlaceState:
    """The state with the next value of the setting with this digit, after the last the first."""
    setting = next((each for each, digit in DIGITS.items() if digit == number), None)
    if setting is None or state.reason is None:
        return state
    values = offered(state, setting)
    at = values.index(stands(state, setting))
    return with_setting(state, setting, values[(at + 1) % len(values)])


def setting_title(tr: Translator, setting: Setting) -> str:
    """Name of a setting."""
    names = {
        Setting.SEVERITY: tr.say("Severity"),
        Setting.PROFILE: tr.say("What it stops"),
        Setting.IN_FLIGHT: tr.say("Pieces in work"),
        Setting.REVIEW: tr.say("Look at it again by"),
        Setting.SPREADS: tr.say("Reaches what is made of it"),
        Setting.ORIGIN: tr.say("Where it comes from; F2 or a scan names the case"),
    }
    return names[setting]


def setting_word(bench: Bench, state: PlaceState, setting: Setting) -> str:
    """The value that would be stored, in words; empty before there is a reason."""
    now = stands(state, setting)
    words = _word(bench, setting, now) if now else ""
    if setting is Setting.ORIGIN and state.cause is not None:
        return f"{words} {state.cause.number}".strip()
    return words


def _word(bench: Bench, setting: Setting, value: str) -> str:
    tr = bench.translator
    if setting is Setting.SEVERITY:
        return class_word(tr, value)
    if setting is Setting.PROFILE:
        return tr.say(PROFILES[value])
    if setting is Setting.IN_FLIGHT:
        return tr.say(IN_FLIGHT[value])
    if setting is Setting.SPREADS:
        return tr.say("Yes") if value == YES else tr.say("No")
    if setting is Setting.ORIGIN:
        return tr.say(ORIGIN_WORDS.get(value, value))
    day = bench.local(bench.now() + timedelta(days=int(value)))
    return tr.count("{n} day: {date}", "{n} days: {date}", int(value), date=f"{day:%m-%d}")


class SettingRow(PaintedButton):
    """One setting: its digit, its name, its value; a press turns to the next value."""

    HEIGHT = 56

    def __init__(self, setting: Setting, title: str) -> None:
        super().__init__(str(DIGITS[setting]))
        self._title, self._word = title, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, word: str) -> None:
        """Show another value."""
        self._word = word
        self.setText(word)
        self.setAccessibleName(f"{self._title}: {word}")
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines for a finger."""
        return QSize(scaled(300), scaled(self.HEIGHT))

    def draw(self, painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
        """Paint edge, name over value, and the digit at the right."""
        ground = tokens.sunken if self.isDown() else tokens.surface
        box(painter, rect, fill=ground, edge=tokens.control)
        inner = rect.adjusted(scaled(14), scaled(6), -scaled(14), -scaled(6))
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        lower = QRectF(inner.left(), upper.bottom(), inner.width(), inner.height() / 2)
        write(painter, upper, self._title, role_font(TextRole.NOTE), tokens.text2)
        write(painter, lower, self._word, role_font(TextRole.STRONG), tokens.text)
        write(painter, inner, str(self.value), role_font(TextRole.DATA_NOTE), tokens.text2, RIGHT)


class SettingsPage(QWidget):
    """Every setting with its digit and its value, and what the hold stops with them.

    Signals:
        turned: digit of the setting that is to have its next value.
    """

    turned = Signal(int)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.rows: dict[Setting, SettingRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        for setting in Setting:
            row = self.rows[setting] = SettingRow(setting, setting_title(bench.translator, setting))
            row.chosen.connect(lambda digit: self.turned.emit(int(str(digit))))
            column.addWidget(row)
        self._blocks = FactList(bench.translator.say("What is stopped"), key_width=92, row=30,
                                ruled=False)  # fmt: skip
        column.addWidget(self._blocks)
        column.addStretch(1)

    def show_state(self, state: PlaceState, blocks: Sequence[Fact]) -> None:
        """Show the values that would be stored, and what they stop."""
        for setting, row in self.rows.items():
            row.say(setting_word(self._bench, state, setting))
        self._blocks.set_facts(blocks)
