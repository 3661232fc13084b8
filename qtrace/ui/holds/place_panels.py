"""The three columns of the page that places a hold: what, why, what it will stop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from qtrace.i18n import Translator
from qtrace.ui.bench import Bench
from qtrace.ui.holds import place_texts as texts
from qtrace.ui.holds.place_parts import (
    COLUMNS,
    EffectView,
    LineList,
    MoreRow,
    ReasonTile,
    ScopeTile,
    TileGrid,
    column,
)
from qtrace.ui.holds.place_settings import SettingsPage
from qtrace.ui.holds.place_state import Pane, PlaceState
from qtrace.ui.holds.place_times import TimesPage
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.fields import TextField, TextLook
from qtrace.ui.widgets.forms import scrolling
from qtrace.ui.widgets.labels import Label, Rule
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.picture import Picture
from qtrace.ui.widgets.tiles import Tiles, Words

WHAT_WIDTH = 304
EFFECT_WIDTH = 380
PHOTO_HEIGHT = 150


class WhatPanel(Panel):
    """What was scanned and how much of it is held.

    Signals:
        chosen: id of a scope tile.
        typed: what was typed in place of a scan.
        submitted: Enter in the field.
    """

    chosen = Signal(str)
    typed = Signal(str)
    submitted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("What is held"))
        self._tr = tr
        self.setFixedWidth(scaled(WHAT_WIDTH))
        self._part = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self._code = Label("", TextRole.DATA_VALUE)
        self._piece = Label("", TextRole.NOTE, Ink.TEXT2, align=Qt.AlignmentFlag.AlignRight)
        self._facts = FactList(tr.say("What is held"), key_width=110, row=32, ruled=False)
        self._empty = Label("", TextRole.BODY, Ink.TEXT2, wrap=True)
        self._more = LineList(tr.say("In the same hold"))
        self.field = TextField(
            tr.say("Code"),
            tr.say("Lot, container, serial number, place, tool, order"),
            TextLook(mono=True),
        )
        self.field.edited.connect(self.typed)
        self.field.submitted.connect(self.submitted)
        self._tiles = TileGrid(ScopeTile, 1)
        self._tiles.chosen.connect(self.chosen)
        head = QHBoxLayout()
        head.addWidget(self._code)
        head.addStretch(1)
        head.addWidget(self._piece)
        self.add(self._part)
        self.body.addLayout(head)
        for widget in (self._facts, self._empty, self.field, self._more):
            self.add(widget)
        self._scope_title = Label(tr.say("Scope of the hold"), TextRole.TITLE)
        self._scope_hint = Label(tr.say("NEXT, BACK"), TextRole.NOTE, Ink.TEXT2)
        self._rule = Rule()
        self.add(self._rule)
        title = QHBoxLayout()
        title.addWidget(self._scope_title)
        title.addStretch(1)
        title.addWidget(self._scope_hint)
        self.body.addLayout(title)
        self.add(self._tiles)
        self.body.addStretch(1)

    def show_state(self, state: PlaceState) -> None:
        """Show the scanned thing and its tiles."""
        tr, subject = self._tr, state.subject
        if state.widened is not None:
            self.set_title(tr.say("What is added"))
        anchor = state.anchor
        typing = state.typed is not None
        # The band and the field need the room of what is known already.
        wide = state.placed is None and not typing
        other = texts.held_instead(state)
        part = texts.own_title(tr, subject) if subject is not None else ""
        self._part.setText(texts.anchor_note(tr, other) if other is not None else part)
        self._part.setVisible(other is not None or (subject is not None and wide))
        code = subject.lot if subject is not None else anchor.code if anchor is not None else ""
        code = other.code if other is not None else code
        self._code.setText(code)
        long = len(code) > 14
        self._code.set_role(TextRole.DATA_STRONG if long else TextRole.DATA_VALUE)
        self._code.setVisible(bool(code))
        is_own = subject is not None and other is None
        self._piece.setText(texts.piece_note(subject) if subject is not None and is_own else "")
        self._facts.set_facts(texts.subject_facts(tr, subject) if subject is not None else ())
        self._facts.setVisible(is_own and (wide or state.placed is not None))
        self._empty.setText(
            tr.say("Scan a lot, container, unit, gauge, place or station. Scan more for one hold.")
        )
        self._empty.setVisible(anchor is None and not typing)
        self.field.setVisible(typing)
        more = [
            (each.code, texts.piece_note(each), each.supplier_lot) for each in state.subjects[1:]
        ]
        self._more.set_lines(more, lambda n: tr.count("and {n} more", "and {n} more", n))
        self._more.setFixedHeight(scaled(34 * min(3, len(more))))
        self._more.setVisible(bool(more))
        self._tiles.set_specs(texts.scope_tiles(tr, state))
        for widget in (self._tiles, self._scope_title, self._rule):
            widget.setVisible(state.placed is None)
        self._scope_hint.setVisible(state.placed is None and subject is not None)


class WhyPanel(Panel):
    """Reasons and severity; other scopes and the list of what is reached take the same place.

    Signals:
        reason_chosen: code of the reason.
        severity_chosen: class of the severity.
        setting_turned: digit of a setting that is to have its next value.
        time_pressed: a digit or a field of the times.
        note_edited: the person's words.
        other_chosen: id of a tile of other scopes.
    """

    reason_chosen = Signal(str)
    severity_chosen = Signal(str)
    setting_turned = Signal(int)
    time_pressed = Signal(str)
    note_edited = Signal(str)
    other_chosen = Signal(str)

    def __init__(self, bench: Bench) -> None:
        tr = bench.translator
        super().__init__(tr.say("Reason"))
        self._tr = tr
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        self._stack.addWidget(self._reasons_page())
        self._stack.addWidget(self._other_page())
        self._stack.addWidget(self._list_page())
        self.settings = SettingsPage(bench)
        self.settings.turned.connect(self.setting_turned)
        self._stack.addWidget(self.settings)
        self.times = TimesPage(bench)
        self.times.pressed.connect(self.time_pressed)
        self._stack.addWidget(self.times)

    def _reasons_page(self) -> QWidget:
        tr = self._tr
        page, layout = column(8)
        layout.setAlignment(Qt.AlignmentFlag(0))
        self._reasons = TileGrid(ReasonTile, COLUMNS)
        self._reasons.chosen.connect(self.reason_chosen)
        self._grading = QWidget()
        head = QHBoxLayout(self._grading)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(Label(tr.say("Severity"), TextRole.TITLE))
        head.addStretch(1)
        self._settings_note = Label("", TextRole.NOTE, Ink.TEXT2)
        head.addWidget(self._settings_note)
        self._severities = Tiles((), COLUMNS)
        self._severities.chosen.connect(self.severity_chosen)
        self._words = Words(tr.say("What was seen (optional)"), 190)
        self._words.edited.connect(self.note_edited)
        self._blocks = FactList(tr.say("What is stopped"), key_width=92, row=30, ruled=False)
        layout.addWidget(self._reasons, 1)
        layout.addWidget(self._grading)
        layout.addWidget(self._severities)
        layout.addWidget(self._words)
        layout.addWidget(self._blocks)
        return page

    def _other_page(self) -> QWidget:
        tr = self._tr
        content, layout = column(10)
        self._own = TileGrid(ScopeTile, 2)
        self._kinds = TileGrid(ScopeTile, COLUMNS)
        self._listed = TileGrid(ScopeTile, 2)
        self._own_title = Label(tr.say("It belongs to"), TextRole.STRONG)
        self._kind_title = Label(tr.say("Or choose"), TextRole.STRONG)
        for title, grid in ((self._own_title, self._own), (self._kind_title, self._kinds)):
            layout.addWidget(title)
            layout.addWidget(grid)
        layout.addWidget(self._listed)
        for grid in (self._own, self._kinds, self._listed):
            grid.chosen.connect(self.other_chosen)
        self._others = scrolling(content)
        return self._others

    def _list_page(self) -> QWidget:
        self._affected = LineList(self._tr.say("This will stop"))
        return self._affected

    def show_state(self, state: PlaceState) -> None:
        """Show the page in front."""
        tr = self._tr
        titles = {
            Pane.REASONS: (tr.say("Reason"), self._reason_note(state)),
            Pane.OTHER: (tr.say("Other scope"), ""),
            Pane.LIST: (tr.say("Everything that is held"), ""),
            Pane.SETTINGS: (tr.say("More settings"), tr.say("a digit turns to the next one")),
            Pane.TIMES: (tr.say("When it was made"), ""),
        }
        title, note = titles[state.pane]
        self.set_title(title)
        self.set_note(note)
        self._stack.setCurrentIndex(list(Pane).index(state.pane))
        if state.pane is Pane.REASONS:
            self._show_reasons(state)
        elif state.pane is Pane.OTHER:
            self._show_other(state)
        elif state.pane is Pane.SETTINGS:
            self.settings.show_state(state, texts.block_facts(tr, state))
        elif state.pane is Pane.TIMES:
            self.times.show_state(state.anchor, state.times)
        else:
            rows = state.preview.rows if state.preview is not None else ()
            lines = [texts.affected_line(tr, row) for row in rows]
            self._affected.set_lines(lines, lambda n: tr.count("and {n} more", "and {n} more", n))

    def _reason_note(self, state: PlaceState) -> str:
        tr = self._tr
        if state.pages > 1:
            return tr.say(
                "press one, or scan it; F3 page {page} of {pages}",
                page=state.page + 1, pages=state.pages,
            )  # fmt: skip
        return tr.say("press one, or scan its code")

    def _show_reasons(self, state: PlaceState) -> None:
        tr = self._tr
        self._reasons.set_specs(texts.reason_tiles(tr, state))
        self._severities.set_specs(texts.severity_tiles(tr, state))
        self._settings_note.setText(texts.settings_note(tr, state))
        for widget in (self._grading, self._severities, self._blocks):
            widget.setVisible(state.widened is None)
        self._words.show_words(state.note)
        self._blocks.set_facts(texts.block_facts(tr, state))

    def _show_other(self, state: PlaceState) -> None:
        tr = self._tr
        own = texts.other_tiles(tr, state)
        self._own_title.setVisible(bool(own))
        for grid, tiles in (
            (self._own, own),
            (self._kinds, texts.kind_tiles(tr, state)),
            (self._listed, texts.listed_tiles(tr, state)),
        ):
            grid.set_specs(texts.with_cursor(tiles, state.cursor))
            if state.cursor in grid.tiles:
                self._others.ensureWidgetVisible(grid.tiles[state.cursor], 0, scaled(20))


class EffectPanel(Panel):
    """What the hold will stop, and what was seen.

    Signals:
        opened: the list behind the numbers was asked for.
    """

    opened = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("This will stop"))
        self._tr = tr
        self.setFixedWidth(scaled(EFFECT_WIDTH))
        self._numbers = EffectView(tr.say("This will stop"))
        self._more = MoreRow("list")
        self._more.chosen.connect(lambda _value: self.opened.emit())
        self._already = Label("", TextRole.NOTE, Ink.TEXT, wrap=True)
        self.picture = Picture(tr.say("Photo"))
        self._about = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self._photo: bytes | None = None
        for widget in (self._numbers, self._more, self._already, Rule()):
            self.add(widget)
        self.add(self.picture, 1)
        self.add(self._about)

    def show_state(self, state: PlaceState, *, camera: bool) -> None:
        """Show numbers and photo."""
        tr, preview = self._tr, state.preview
        asks = bool(state.scopes)
        self.set_note(texts.complete_text(tr, preview) if asks else "")
        effect = preview.effect if preview is not None else None
        self._numbers.set_rows(texts.effect_rows(tr, effect))
        self._more.say(texts.downstream_text(tr, effect))
        stands = state.placed is not None
        self.set_title(tr.say("This is stopped now") if stands else tr.say("This will stop"))
        self._more.setVisible(effect is not None and not stands)
        takes = not stands and state.widened is None
        self._about.setVisible(takes or state.photo is not None)
        already = texts.held_already(tr, state)
        self._already.setText(already)
        self._already.setVisible(bool(already))
        content = state.photo.content if state.photo is not None else None
        if content is not self._photo:
            self._photo = content
            self.picture.show_photo(content)
            self.picture.setMinimumHeight(scaled(PHOTO_HEIGHT) if content is not None else 0)
        self._about.setText(texts.photo_text(tr, state.photo, camera=camera))
