"""From when to when something was made: two fields, typed by digits, by keys or by scans alone."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.i18n import Translator
from qtrace.services.holds.subjects import AnchorRow
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import TileSpec
from qtrace.ui.widgets.fields import WrappedLabel
from qtrace.ui.widgets.tiles import Tiles

TIMED: Final = frozenset({AnchorKind.PART, AnchorKind.PART_REVISION, AnchorKind.WORK_ORDER})
"""What may be narrowed to a time: what is made at a known one."""
MINUTE: Final = timedelta(minutes=1) - timedelta(microseconds=1)
HOUR_DIGITS, DATE_DIGITS = 4, 8
ERASE, TAKE = "erase", "take"


class End(StrEnum):
    """The two fields."""

    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Times:
    """What is being typed.

    Attributes:
        end: the field that digits go to.
        typed: digits so far; they replace what stands there once they are taken.
        is_wrong: they named no time, or the end lay before the beginning.
    """

    end: End = End.FROM
    typed: str = ""
    is_wrong: bool = False


def may_time(anchor: AnchorRow | None) -> bool:
    """True if what is held can be narrowed to a time."""
    return anchor is not None and anchor.scope.anchor in TIMED


def read_time(digits: str, now: datetime) -> datetime | None:
    """The latest time not after `now` that digits name, in UTC; None if they name none.

    Args:
        digits: `HHMM`, or month and day before it: `MMDDHHMM`.
        now: the instant, in the plant's zone.
    """
    if len(digits) not in (HOUR_DIGITS, DATE_DIGITS):
        return None
    hour, minute = int(digits[-4:-2]), int(digits[-2:])
    if hour > 23 or minute > 59:
        return None
    day = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if len(digits) == HOUR_DIGITS:
        found = day if day <= now else day - timedelta(days=1)
        return found.astimezone(UTC)
    for year in range(now.year, now.year - 9, -1):  # the last leap day is within eight years
        try:
            found = day.replace(year=year, month=int(digits[:2]), day=int(digits[2:4]))
        except ValueError:
            continue
        if found <= now:
            return found.astimezone(UTC)
    return None


def with_digit(times: Times, digit: int) -> Times:
    """One more digit; after the last one of a date the field begins anew."""
    typed = times.typed if len(times.typed) < DATE_DIGITS else ""
    return replace(times, typed=f"{typed}{digit}", is_wrong=False)


def turned(times: Times) -> Times:
    """The other field, with nothing typed."""
    return Times(End.TO if times.end is End.FROM else End.FROM)


def with_time(scope: Scope, end: End, at: datetime | None) -> Scope | None:
    """The scope with another time, `at` to the end of its minute; None if it would end too early.

    Without an end it goes on from now on.
    """
    if end is End.FROM:
        made = replace(scope, made_from=at)
    else:
        made = replace(scope, made_to=None if at is None else at + MINUTE)
    backwards = made.made_from is not None and made.made_to is not None
    return None if backwards and made.made_to < made.made_from else made  # type: ignore[operator]


def time_text(bench: Bench, scope: Scope, end: End) -> str:
    """What stands in a field."""
    tr = bench.translator
    at = scope.made_from if end is End.FROM else scope.made_to
    if at is not None:
        return bench.local(at).strftime("%Y-%m-%d %H:%M")
    return tr.say("from the beginning") if end is End.FROM else tr.say("and from now on")


def typed_text(typed: str) -> str:
    """Digits as far as they are typed: `11-22 09:3_`."""
    shape = "__-__ __:__" if len(typed) > HOUR_DIGITS else "__:__"
    left = iter(typed)
    return "".join(next(left, "_") if each == "_" else each for each in shape)


def time_tiles(bench: Bench, anchor: AnchorRow, times: Times) -> tuple[TileSpec, ...]:
    """The two fields, the one that digits go to chosen."""
    tr = bench.translator
    titles = {End.FROM: tr.say("Made from"), End.TO: tr.say("Made until")}
    return tuple(
        TileSpec(
            end.value,
            typed_text(times.typed) if end is times.end and times.typed
            else time_text(bench, anchor.scope, end),
            titles[end],
            selected=end is times.end,
        )
        for end in End
    )  # fmt: skip


def digit_tiles(tr: Translator) -> tuple[TileSpec, ...]:
    """Digits for a finger, and what ends them."""
    digits = tuple(TileSpec(str(each), str(each)) for each in (*range(1, 10), 0))
    erase = TileSpec(ERASE, tr.say("Empty"), icon=IconName.UNDO)
    return (*digits, erase, TileSpec(TAKE, tr.say("Next"), icon=IconName.ARROW_RIGHT))


class TimesPage(QWidget):
    """Two fields and digits.

    Signals:
        pressed: a digit, `from`, `to`, `erase` or `take`.
    """

    pressed = Signal(str)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        tr = bench.translator
        self.fields = Tiles((), 2)
        self.digits = Tiles(digit_tiles(tr), 3)
        self._hint = WrappedLabel("", TextRole.NOTE, Ink.TEXT2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        for widget in (self.fields, self._hint, self.digits):
            column.addWidget(widget)
        column.addStretch(1)
        for tiles in (self.fields, self.digits):
            tiles.chosen.connect(self.pressed)

    def show_state(self, anchor: AnchorRow | None, times: Times) -> None:
        """Show what stands in the fields, and what is typed."""
        tr = self._bench.translator
        if anchor is None:
            return
        self.fields.set_specs(time_tiles(self._bench, anchor, times))
        wrong = tr.say("That is no time, or the end lies before the beginning.")
        how = tr.say(
            "Hour and minute, or month and day before them: 0930 or 11220930. Enter takes it; "
            "without an end it holds from now on."
        )
        self._hint.setText(wrong if times.is_wrong else how)
