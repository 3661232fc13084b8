"""What help says about a screen, put together from what is live on it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtWidgets import QWidget

from qtrace.domain.codes.internal import CommandCode
from qtrace.i18n import Translator
from qtrace.ui.help.help_words import action_words, key_words, not_now
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind, KeyButton

CAPS: Final[Mapping[str, str]] = {
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
    "PageUp": "PgUp",
    "PageDown": "PgDn",
    "Backtab": "Shift+Tab",
}


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One thing that keys do now.

    Attributes:
        caps: as printed on the keys.
        waits: why it cannot be done now; empty for what works.
    """

    caps: tuple[str, ...]
    text: str
    enabled: bool = True
    waits: str = ""


@dataclass(frozen=True, slots=True)
class HelpCode:
    """One thing that a command barcode does now.

    Attributes:
        also: other commands that do the same.
    """

    command: CommandCode
    text: str
    also: tuple[CommandCode, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpSheet:
    """All that help says.

    Attributes:
        title: name of the screen.
        purpose: what it is for, one sentence.
        next_step: what is to be done now.
        foot: version, plant, station, database.
    """

    title: str
    purpose: str
    next_step: str
    lines: tuple[HelpLine, ...]
    codes: tuple[HelpCode, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class Live:
    """What does something on a screen now.

    Attributes:
        keys: key name to action id.
        commands: command barcode to action id.
        buttons: actions of the buttons in sight.
    """

    keys: Mapping[str, str]
    commands: Mapping[CommandCode, str]
    buttons: tuple[ActionSpec, ...]

    def without(self, keys: Container[str]) -> "Live":
        """The same, but for keys that another thing takes now."""
        return Live(
            {key: action for key, action in self.keys.items() if key not in keys},
            self.commands,
            tuple(spec for spec in self.buttons if spec.key not in keys),
        )

    def awake(self, idle: Container[str]) -> "Live":
        """The same, but for actions that do nothing on the page in front."""
        return Live(
            {key: action for key, action in self.keys.items() if action not in idle},
            {code: action for code, action in self.commands.items() if action not in idle},
            self.buttons,
        )

    def button(self, action: str, key: str = "") -> ActionSpec | None:
        """The button that shows `key`, else the one of `action`, one that can be pressed first."""
        by_key = [spec for spec in self.buttons if key and spec.key == key]
        found = by_key or [spec for spec in self.buttons if spec.id == action]
        found.sort(key=lambda spec: not spec.enabled)
        return found[0] if found else None


def buttons_of(view: QWidget) -> tuple[ActionSpec, ...]:
    """Actions of the buttons in sight, in the order in which they stand there."""
    return tuple(button.spec for button in view.findChildren(KeyButton) if button.isVisible())


def lines_of(tr: Translator, live: Live) -> tuple[HelpLine, ...]:
    """Keys that do something, and keys of buttons that wait for something."""
    found = [_line(tr, live, key, action) for key, action in live.keys.items()]
    claimed = set(live.keys)
    found += [_of_button(tr, spec) for spec in live.buttons if spec.key and spec.key not in claimed]
    return merged(line for line in found if line is not None)


def _line(tr: Translator, live: Live, key: str, action: str) -> HelpLine | None:
    spec = live.button(action, key)
    if spec is not None:
        return replace(_of_button(tr, spec), caps=(CAPS.get(key, key),))
    words = key_words(tr, key, action)
    return HelpLine((CAPS.get(key, key),), words) if words else None


def _of_button(tr: Translator, spec: ActionSpec) -> HelpLine:
    waits = ""
    if not spec.enabled:
        # The words of a blue button say themselves what is missing.
        waits = spec.waits or ("" if spec.kind is ButtonKind.PRIMARY else not_now(tr))
    return HelpLine((CAPS.get(spec.key, spec.key),), spec.text, spec.enabled, waits)


def merged(lines: Iterable[HelpLine]) -> tuple[HelpLine, ...]:
    """Keys that do the same on one line."""
    caps: dict[HelpLine, list[str]] = {}
    for line in lines:
        known = caps.setdefault(replace(line, caps=()), [])
        known += [cap for cap in line.caps if cap not in known]
    return tuple(replace(line, caps=_shortened(keys)) for line, keys in caps.items())


def _shortened(caps: list[str]) -> tuple[str, ...]:
    """Digits and letters in a row are written from the first to the last."""
    for signs in ("0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        row = [cap for cap in caps if cap in signs]
        if len(row) > 2 and "".join(sorted(row)) in signs:
            place = min(caps.index(cap) for cap in row)
            caps = [cap for cap in caps if cap not in row]
            caps.insert(place, f"{min(row)}–{max(row)}")
    return tuple(caps)


def codes_of(tr: Translator, live: Live) -> tuple[HelpCode, ...]:
    """Command barcodes that can be scanned now, one for each thing to do."""
    reach = set(live.keys.values())
    found: dict[str, HelpCode] = {}
    for command, action in live.commands.items():
        if action in found:
            known = found[action]
            found[action] = replace(known, also=(*known.also, command))
            continue
        words = _command_words(tr, live, action, in_reach=action in reach)
        if words:
            found[action] = HelpCode(command, words)
    return tuple(found.values())


def _command_words(tr: Translator, live: Live, action: str, *, in_reach: bool) -> str:
    spec = live.button(action)
    if spec is not None:
        return spec.text if spec.enabled else ""
    return action_words(tr, action, in_reach=in_reach)


def next_step_of(tr: Translator, said: str, buttons: tuple[ActionSpec, ...]) -> str:
    """The screen's own next step, else what the blue button does or waits for."""
    if said:
        return said
    blue = [spec for spec in buttons if spec.kind is ButtonKind.PRIMARY and spec.text]
    blue.sort(key=lambda spec: not spec.enabled)
    if not blue:
        return ""
    first = blue[0]
    if first.enabled and first.key:
        return tr.say("{key}: {what}", key=first.key, what=first.text)
    return first.waits or first.text
