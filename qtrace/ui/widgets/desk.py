"""The desk: a table, what is known about its chosen row or a form beside it, and a bar below."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qtrace.i18n import Translator
from qtrace.i18n.command_words import command_word
from qtrace.i18n.reasons import Explanation, explain
from qtrace.services.items.queries import RecordLine
from qtrace.services.outcomes import Refusal
from qtrace.ui.bench import Bench
from qtrace.ui.screen import NOTHING_TYPED, Screen, Typed
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import clear_layout, scaled
from qtrace.ui.widgets.buttons import ActionSpec, KeyButton
from qtrace.ui.widgets.chips import ChipSpec, StatusChip
from qtrace.ui.widgets.desk_model import ADD, DeskModel, DeskState
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.field_problems import FieldProblem, problem_text
from qtrace.ui.widgets.fields import WrappedLabel
from qtrace.ui.widgets.forms import DeskBar, DeskForm, Refused, scrolling
from qtrace.ui.widgets.labels import Label, Rule
from qtrace.ui.widgets.panel import Frame
from qtrace.ui.widgets.table import DataTable, TablePanel
from qtrace.ui.widgets.tablemodel import Column

SIDE_WIDTH = 470
HISTORY_KEY = 136
"""Room for a day with its time."""
FORM_WIDTH = 560
MOVES = {"Up": "row:-1", "Down": "row:1", "PageUp": "page:-1", "PageDown": "page:1"}
QUIET = frozenset({"SIGN_IN", "SIGN_OUT"})
MOST_RECORDS = 12
DIGITS = tuple("123456789")
"""Keys of buttons beside the table that have none of their own."""


@dataclass(frozen=True, slots=True)
class DetailSpec:
    """What is known about the chosen row.

    Attributes:
        chip: its state, if that is worth a filled chip.
        note: one line below the title.
        actions: what can be done with it.
    """

    title: str
    note: str = ""
    chip: ChipSpec | None = None
    facts: tuple[Fact, ...] = ()
    history: tuple[Fact, ...] = ()
    actions: tuple[ActionSpec, ...] = ()


class Detail(Frame):
    """Title, facts, buttons, and who did what and when.

    Signals:
        triggered: id of the pressed button.
    """

    triggered = Signal(str)

    def __init__(self, history_title: str, history_key: int = HISTORY_KEY) -> None:
        super().__init__()
        self.buttons: tuple[KeyButton, ...] = ()
        self._title = WrappedLabel("", TextRole.TITLE, Ink.TEXT)
        self._note = Label("", TextRole.NOTE, Ink.TEXT2)
        self._chip = StatusChip(ChipSpec("", Status.NEUTRAL))
        self.refused = Refused()
        self._facts = FactList("", key_width=150, row=36)
        self._history_title = Label(history_title, TextRole.NOTE_STRONG, Ink.TEXT2)
        self._history = FactList(history_title, key_width=history_key, row=32, ruled=False)
        self._grid = QGridLayout()
        self._grid.setSpacing(scaled(8))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, scaled(4), 0)
        column.setSpacing(scaled(8))
        column.addWidget(self._facts)
        column.addWidget(Rule())
        column.addWidget(self._history_title)
        column.addWidget(self._history)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(scaled(16), scaled(12), scaled(12), scaled(16))
        outer.setSpacing(scaled(6))
        outer.addLayout(head)
        outer.addWidget(self._note)
        outer.addWidget(scrolling(content), 1)
        outer.addWidget(self.refused)
        outer.addLayout(self._grid)

    def show_detail(self, spec: DetailSpec) -> None:
        """Show what is known."""
        self.setAccessibleName(spec.title)
        self._title.setText(spec.title)
        self._note.setText(spec.note)
        self._note.setVisible(bool(spec.note))
        self._chip.setVisible(spec.chip is not None)
        if spec.chip is not None:
            self._chip.show_chip(spec.chip)
        self._facts.set_facts(spec.facts)
        self._history.set_facts(spec.history)
        self._history_title.setVisible(bool(spec.history))
        self._show_actions(spec.actions)

    def digits(self) -> dict[str, str]:
        """Digit printed on a button → what it does."""
        specs = (button.spec for button in self.buttons)
        return {spec.key: spec.id for spec in specs if spec.key in DIGITS and spec.enabled}

    def _show_actions(self, actions: Sequence[ActionSpec]) -> None:
        actions = numbered(actions)
        if [action.id for action in actions] != [button.spec.id for button in self.buttons]:
            clear_layout(self._grid)
            self.buttons = tuple(KeyButton(action, focusable=True) for action in actions)
            for number, button in enumerate(self.buttons):
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                button.chosen.connect(self._tell)
                self._grid.addWidget(button, number // 2, number % 2)
        for button, action in zip(self.buttons, actions, strict=True):
            button.set_spec(action)

    def _tell(self, value: object) -> None:
        self.triggered.emit(str(value))


def numbered(actions: Sequence[ActionSpec]) -> tuple[ActionSpec, ...]:
    """Actions without a key of their own get the digits in turn: all is reached without a mouse."""
    free = iter(DIGITS)
    return tuple(act if act.key else replace(act, key=next(free, "")) for act in actions)


def history_facts(
    tr: Translator, records: Sequence[RecordLine], zone: tzinfo, *, quiet: frozenset[str] = QUIET
) -> tuple[Fact, ...]:
    """The newest records first: when, what, who and where; `quiet` codes are left out."""
    told = [record for record in reversed(records) if record.code not in quiet]
    return tuple(_history_fact(tr, record, zone) for record in told[:MOST_RECORDS])


def _history_fact(tr: Translator, record: RecordLine, zone: tzinfo) -> Fact:
    what = command_word(tr, record.code)
    if record.outcome != "done":
        what = tr.say("{what}: refused", what=what)
    return Fact(
        key=record.at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        value=what,
        verdict=tr.name(record.person.en, record.person.zh) or record.station,
        role=TextRole.NOTE,
    )


def _named(key: tuple[str, int | None]) -> str:
    """Name of the form about a row, or about none."""
    return f"{key[0]} {key[1] or ''}"


class Desk(Screen):
    """A screen of a desk: table left, the chosen row or a form right, bar below.

    Subclasses say what stands in the columns, in the details, in the forms and in the bar. What was
    typed into a form stays until it is saved, also when it is left with Esc.

    Attributes:
        side_width: width of the chosen row's page.
        history_key: width of the days of its history.
    """

    side_width = SIDE_WIDTH
    history_key = HISTORY_KEY

    def __init__(self, bench: Bench, model: DeskModel, table: DataTable, history: str) -> None:
        super().__init__()
        self.bench, self.lang = bench, bench.translator
        self.desk_model, self.table = model, table
        self.panel = TablePanel(table)
        self.detail = Detail(history, self.history_key)
        self.detail.setParent(self)  # a form may stand in its place from the beginning
        self.detail.hide()
        self.form: DeskForm | None = None
        self.bar = DeskBar()
        self.head_row = QVBoxLayout()
        self.head_row.setSpacing(scaled(8))
        self.row = QHBoxLayout()
        self.row.setSpacing(scaled(8))
        self.row.addWidget(self.panel, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        outer.addLayout(self.head_row)
        outer.addLayout(self.row, 1)
        outer.addWidget(self.bar)
        self._side: QWidget | None = None
        self._showing = False
        self._forms: dict[tuple[str, int | None], DeskForm] = {}
        self._form_key: tuple[str, int | None] | None = None
        self._typed: Typed = NOTHING_TYPED
        self.bar.triggered.connect(self.act)
        self.detail.triggered.connect(self.act)
        table.row_chosen.connect(self._choose)
        model.changed.connect(self.show_state)
        model.done.connect(self._forget_form)

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:  # noqa: ARG002 - subclasses say
        """Columns of the table; fewer of them while a form stands beside it."""
        raise TypeError(f"{type(self).__name__} must say this")

    def detail_spec(self) -> DetailSpec:
        """What is known about the chosen row."""
        raise TypeError(f"{type(self).__name__} must say this")

    def make_form(self, form: str) -> DeskForm:  # noqa: ARG002 - subclasses say
        """An empty form."""
        raise TypeError(f"{type(self).__name__} must say this")

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar while no form is open."""
        raise TypeError(f"{type(self).__name__} must say this")

    def said(self, problem: FieldProblem) -> str:
        """What is wrong with an answer."""
        return problem_text(self.lang, problem)

    def has_unsaved(self) -> bool:
        """Something was typed into a form."""
        return bool(self.typed())

    def typed(self) -> Typed:
        """Answers of every form that was begun, the open one and those left with Esc."""
        found = {_named(key): form.typed() for key, form in self._forms.items()}
        waiting = {name: answers for name, answers in self._typed.items() if name not in found}
        return {name: answers for name, answers in {**waiting, **found}.items() if answers}

    def put_typed(self, typed: Typed) -> None:
        """Into forms that are there, and into the others as soon as they are made."""
        self._typed = typed
        for key, form in self._forms.items():
            form.put_typed(typed.get(_named(key), {}))

    def opened(self) -> None:
        """Read the rows again; the table has the focus."""
        self.desk_model.refresh()
        self.table.setFocus()

    def typing_keys(self) -> Mapping[str, str]:
        """Up, Down and the pages; digits press the buttons that show them."""
        return MOVES if self.form is not None else {**MOVES, **self.detail.digits()}

    def show_state(self, state: DeskState) -> None:
        """Show rows, and what belongs beside them."""
        with self._quiet_table():
            self.table.set_rows(state.rows)
            if state.chosen is not None and self.table.chosen_key() != state.chosen:
                self.table.choose(state.chosen)
        if state.form is None:
            self._show_detail(state)
        else:
            self._show_form(state, state.form)
        self.show_bar(state)

    def show_bar(self, state: DeskState) -> None:
        """The bar is there while no form is open."""
        self.bar.setVisible(state.form is None)
        if state.form is None:
            self.bar.set_actions(*self.bar_actions())

    def explained(self, refusal: Refusal | None) -> Explanation | None:
        """A refusal in words."""
        if refusal is None:
            return None
        return explain(self.lang, refusal.code, refusal.facts, self.bench.zone)

    def moved(self, action: str) -> bool:
        """Do a move in the table; False if `action` is none."""
        kind, colon, step = action.partition(":")
        if not colon or kind not in ("row", "page"):
            return False
        if kind == "row":
            self.table.move(int(step))
        else:
            self.table.page(int(step))
        return True

    def leave_form(self) -> None:
        """Put the form aside; it comes back as it was."""
        if self.form is not None:
            self.form = self._form_key = None
            with self._quiet_table():
                self.table.set_columns(self.columns(narrow=False))
            self.keys_changed.emit()

    @contextmanager
    def _quiet_table(self) -> Iterator[None]:
        """What the table chooses while it is filled is not the person's choice."""
        before, self._showing = self._showing, True
        try:
            yield
        finally:
            self._showing = before

    def _choose(self, key: int) -> None:
        if not self._showing:
            self.desk_model.choose(key)

    def _show_detail(self, state: DeskState) -> None:
        self.leave_form()
        before = self.detail.digits()
        self.detail.show_detail(self.detail_spec())
        if self.detail.digits() != before:
            self.keys_changed.emit()
        self.detail.refused.say(self.explained(state.refusal))
        self._show_side(self.detail, self.side_width)

    def _show_form(self, state: DeskState, form: str) -> None:
        key = (form, None if form == ADD else state.chosen)
        if key != self._form_key:
            self._open_form(key)
        assert self.form is not None
        self.form.show_busy(busy=state.busy)
        self.form.refused.say(self.explained(state.refusal))
        problems = {name: self.said(found) for name, found in state.problems.items()}
        self.form.say_judged(state.problems, problems)

    def _open_form(self, key: tuple[str, int | None]) -> None:
        if key not in self._forms:
            form = self._forms[key] = self.make_form(key[0])
            form.triggered.connect(self.act)
            form.begin()
            form.put_typed(self._typed.get(_named(key), {}))
        self.form, self._form_key = self._forms[key], key
        with self._quiet_table():
            self.table.set_columns(self.columns(narrow=True))
        self._show_side(self.form, FORM_WIDTH)
        self.form.take_focus()
        self.keys_changed.emit()

    def _forget_form(self) -> None:
        form = self._forms.pop(self._form_key, None) if self._form_key else None
        if form is not None and self._form_key is not None:
            done = _named(self._form_key)
            self._typed = {name: kept for name, kept in self._typed.items() if name != done}
            form.deleteLater()  # it stands until the state without it is shown

    def _show_side(self, side: QWidget, width: int) -> None:
        if self._side is side:
            return
        if self._side is not None:
            self.row.removeWidget(self._side)
            self._side.hide()
        side.setFixedWidth(scaled(width))
        self.row.addWidget(side)
        side.show()
        self._side = side
