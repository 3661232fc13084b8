"""The right side of the holds desk: what is to be decided, by whom, and the second signature."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.domain.hold_life import MayNot
from qtrace.domain.people import SecretKind
from qtrace.i18n import Translator
from qtrace.i18n.hold_words import SIGNEES
from qtrace.services.holds_commands import RequestRelease
from qtrace.ui.bench import Bench
from qtrace.ui.holds.desk_state import SIGNED, Act, DeskState
from qtrace.ui.holds.desk_texts import scope_text
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import profile, scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind, KeyButton, TileSpec
from qtrace.ui.widgets.fields import Answer, TextField, TextLook, WrappedLabel, printable
from qtrace.ui.widgets.forms import Refused, scrolling
from qtrace.ui.widgets.labels import Label
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.tiles import Tiles

ALL, PARTIAL = "all", "partial"
SHOWN_ROWS = 6
"""Rows of a scope beside each other; Page Down reaches the further ones."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the panel asks for.

    Attributes:
        lines: sentences above the fields.
        tiles: a choice, one of them selected.
        date: a date is asked for.
        words: name of the field for words, empty if none are asked for.
        signs: a signature is given here.
    """

    title: str
    lines: tuple[str, ...] = ()
    tiles: tuple[TileSpec, ...] = ()
    date: bool = False
    words: str = ""
    signs: bool = False
    actions: tuple[ActionSpec, ...] = ()


def decision(bench: Bench, state: DeskState) -> Decision:
    """What the panel asks for now."""
    tr, sheet = bench.translator, state.sheet
    if sheet is None:
        return Decision("")
    if state.is_over:
        return _over(bench, state)
    makers = {
        Act.NONE: _request, Act.REQUEST: _request, Act.RELEASE: _release, Act.REJECT: _reject,
        Act.EXTEND: _extend, Act.CHANGE: _change, Act.SCRAP: _convert, Act.RETURN: _convert,
        Act.NARROW: _narrow,
    }  # fmt: skip
    return makers[state.act](bench, state) if state.act in makers else Decision(tr.say("Release"))


def _over(bench: Bench, state: DeskState) -> Decision:
    """Somebody has decided: who and when; nothing can be written any more."""
    tr, sheet = bench.translator, state.sheet
    assert sheet is not None
    last = next((e for e in reversed(sheet.history) if e.kind in ("released", "converted")), None)
    if last is None:
        return Decision(tr.say("Release"))
    at = bench.local(last.at).strftime("%Y-%m-%d %H:%M")
    by = tr.name(last.by.en, last.by.zh)
    text = (
        tr.say("Lifted {at} by {by}", at=at, by=by)
        if last.kind == "released"
        else tr.say("Converted {at} by {by}", at=at, by=by)
    )
    return Decision(tr.say("Decision made"), tuple(filter(None, (text, last.reason))))


def _extent_tiles(tr: Translator, *, partial: bool) -> tuple[TileSpec, ...]:
    return (
        TileSpec(ALL, tr.say("All"), selected=not partial),
        TileSpec(PARTIAL, tr.say("Partial"), selected=partial),
    )


def _shares(tr: Translator, state: DeskState) -> str:
    """How many are released and how many stay."""
    stays = len(state.stays)
    goes = len(state.rows) - stays
    if not stays:
        return tr.say("All of it is released")
    return tr.say("{goes} released, {stays} stay held", goes=goes, stays=stays)


def _request(bench: Bench, state: DeskState) -> Decision:
    tr, sheet = bench.translator, state.sheet
    assert sheet is not None
    title = tr.say("Ask for the release")
    if not bench.may(RequestRelease.code):
        return Decision(title, (tr.say("Supervisors and quality ask for the release of a hold."),))
    open_ones = sum(not each.is_met for each in sheet.criteria)
    lines = [_shares(tr, state)]
    if state.partial:
        lines.append(tr.say("Press what is to stay held in the picture."))
    lines.append(
        tr.say("A second person then signs here: {rule}", rule=tr.say(SIGNEES[sheet.signee]))
    )
    words = (
        tr.count("{n} criterion is open", "{n} criteria are open", open_ones)
        if open_ones
        else tr.say("Ask for the release")
    )
    ready = not open_ones and not state.busy and (not state.partial or bool(state.keep))
    action = ActionSpec("primary", "F10", words, None, ButtonKind.PRIMARY, ready)
    tiles = _extent_tiles(tr, partial=state.partial)
    return Decision(title, tuple(lines), tiles, words=tr.say("Note"), actions=(action,))


def _release(bench: Bench, state: DeskState) -> Decision:
    tr, sheet = bench.translator, state.sheet
    assert sheet is not None
    request = sheet.request
    lines = []
    if request is not None:
        at = bench.local(request.at).strftime("%m-%d %H:%M")
        by = tr.name(request.by.en, request.by.zh)
        lines.append(tr.say("Requested by {by}, {at}", by=by, at=at))
        if request.note:
            lines.append(request.note)
    lines.append(_shares(tr, state))
    goes = len(state.rows) - len(state.stays)
    unmet = any(not each.is_met for each in sheet.criteria)
    ready = _may_sign(state) and not unmet
    action = ActionSpec(
        "primary", "F10", tr.count("Sign and release {n}", "Sign and release {n}", goes), None,
        ButtonKind.PRIMARY, ready,
    )  # fmt: skip
    return Decision(
        tr.say("Release"), tuple(lines), words=tr.say("Comment"), signs=True,
        actions=(action,),
    )  # fmt: skip


def _may_sign(state: DeskState) -> bool:
    known = state.signer is not None and state.asked is not None
    return known and state.may_not is None and not state.busy


def _signed(
    tr: Translator,
    state: DeskState,
    title: str,
    lines: tuple[str, ...],
    verb: str,
    *,
    ready: bool = True,
) -> Decision:
    back = ActionSpec("leave", "", tr.say("Cancel"), None, ButtonKind.OUTLINED)
    may = ready and _may_sign(state)
    primary = ActionSpec("primary", "F10", verb, None, ButtonKind.PRIMARY, may)
    words = tr.say("Why")
    return Decision(title, lines, words=words, signs=True, actions=(back, primary))


def _reject(bench: Bench, state: DeskState) -> Decision:
    tr = bench.translator
    line = tr.say("The hold stays; the reason is told to who asked.")
    return _signed(tr, state, tr.say("Reject the request"), (line,), tr.say("Sign and reject"))


def _convert(bench: Bench, state: DeskState) -> Decision:
    tr = bench.translator
    scrap = state.act is Act.SCRAP
    title = tr.say("Scrap or return")
    line = tr.say("Every lot that the hold names is decided; the hold ends with it.")
    made = _signed(tr, state, title, (line,), tr.say("Sign and convert"))
    tiles = (
        TileSpec("scrap", tr.say("Scrap"), selected=scrap),
        TileSpec("return", tr.say("Return to supplier"), selected=not scrap),
    )
    return Decision(title, made.lines, tiles, words=made.words, signs=True, actions=made.actions)


def _narrow(bench: Bench, state: DeskState) -> Decision:
    """Rows of the scope, as many as there is room for, the chosen one among them."""
    tr, sheet = bench.translator, state.sheet
    assert sheet is not None
    title = tr.say("Narrow the hold")
    line = tr.say("What is taken out here is no longer held; the rest stays.")
    met = all(each.is_met for each in sheet.criteria)
    lines = (line,) if met else (line, tr.say("The criteria of the hold come first."))
    made = _signed(tr, state, title, lines, tr.say("Sign and take out"), ready=met)
    numbers = [each.no for each in sheet.scopes]
    at = numbers.index(state.scope_no) if state.scope_no in numbers else 0
    first = at // SHOWN_ROWS * SHOWN_ROWS
    tiles = tuple(
        TileSpec(f"scope:{each.no}", scope_text(bench, each), selected=each.no == state.scope_no)
        for each in sheet.scopes[first : first + SHOWN_ROWS]
    )
    return Decision(title, made.lines, tiles, words=made.words, signs=True, actions=made.actions)


def _plain(tr: Translator, state: DeskState, verb: str) -> tuple[ActionSpec, ...]:
    back = ActionSpec("leave", "", tr.say("Cancel"), None, ButtonKind.OUTLINED)
    ready = not state.busy
    return back, ActionSpec("primary", "F10", verb, None, ButtonKind.PRIMARY, ready)


def _extend(bench: Bench, state: DeskState) -> Decision:
    tr = bench.translator
    line = tr.say("A later date to look at it again. Time never lifts a hold.")
    return Decision(
        tr.say("Extend the review"), (line,), date=True, words=tr.say("Why"),
        actions=_plain(tr, state, tr.say("Extend")),
    )  # fmt: skip


def _change(bench: Bench, state: DeskState) -> Decision:
    tr = bench.translator
    line = tr.say("What was changed after the stop, so that the cause is gone.")
    return Decision(
        tr.say("Record a change"), (line,), words=tr.say("What was changed"),
        actions=_plain(tr, state, tr.say("Save")),
    )  # fmt: skip


def may_not_text(tr: Translator, may_not: MayNot) -> str:
    """The rule that keeps somebody from lifting this hold, in one sentence."""
    sentences = {
        "placer": tr.say("Who placed the hold may not lift it."),
        "widener": tr.say("Who widened the hold may not take anything out of it."),
        "requester": tr.say("Who asked for the release may not give it."),
        "inspector": tr.say("Who inspected what the release relies on may not give it."),
    }
    if may_not.post in sentences:
        return sentences[may_not.post]
    return tr.say("The plant's rule for this reason: {rule}", rule=tr.say(SIGNEES[may_not.post]))


class DecisionPanel(Panel):
    """Shows a decision, its fields and its signature.

    Signals:
        triggered: id of a button, of a tile with `tile:` before it, or `primary` by Enter.
        signer_typed: login name of who is to sign.
    """

    triggered = Signal(str)
    signer_typed = Signal(str)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Release"))
        self._tr = tr
        self.buttons: tuple[KeyButton, ...] = ()
        self._key: object = None
        self._person: object = None
        self._day = ""
        self._lines = [WrappedLabel("", TextRole.BODY, Ink.TEXT) for _ in range(3)]
        self._tiles = Tiles((), 2)
        self._tiles.chosen.connect(lambda tile: self.triggered.emit(f"tile:{tile}"))
        self.date = TextField(tr.say("Review by"), tr.say("YYYY-MM-DD"))
        self.words = TextField(tr.say("Note"), "", TextLook(check=printable(tr)))
        hint = tr.say("badge, or login name and Enter")
        self.signer = TextField(tr.say("Who signs"), hint)
        self.signer.submitted.connect(self._tell_signer)
        self.secret = TextField(tr.say("PIN"), "", TextLook(secret=True))
        self.secret.submitted.connect(lambda: self.triggered.emit("primary"))
        self.meaning = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        self.rule = WrappedLabel("", TextRole.STRONG, Ink.TEXT)
        self.refused = Refused()
        self._build()

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, scaled(4), 0)
        column.setSpacing(scaled(6))
        for widget in (
            *self._lines, self._tiles, self.date, self.signer, self.secret, self.words,
            self.meaning, self.rule, self.refused,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        self.add(scrolling(content), 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(profile().gap)
        self.body.addLayout(self._row)

    def show_state(self, bench: Bench, state: DeskState, made: Decision) -> None:
        """Show what is asked for."""
        self.set_title(made.title)
        for label, text in zip(self._lines, (*made.lines, "", "", "")[:3], strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._tiles.set_specs(made.tiles)
        self._tiles.setVisible(bool(made.tiles))
        self.date.setVisible(made.date)
        self.words.setVisible(bool(made.words))
        self.words.label.setText(made.words)
        self.words.input.setAccessibleName(made.words)
        self._fresh(bench, state)
        self._show_signing(state, made)
        wrong = {"reason": self.words, "secret": self.secret, "date": self.date}
        for name, field in wrong.items():
            field.say_problem(self._tr.say("is missing") if state.problem == name else "")
        self._show_actions(made.actions)

    def typed(self) -> dict[str, Answer]:
        """Words and date as far as somebody has typed them."""
        words, day = self.words.input.text(), self.date.input.text()
        found = {"words": words} if words else {}
        return {**found, "date": day} if day != self._day else dict(found)

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """Put back what another view of the same act held."""
        for name, field in (("words", self.words), ("date", self.date)):
            field.put_answer(answers.get(name, field.input.text()))

    def _fresh(self, bench: Bench, state: DeskState) -> None:
        """Another hold or another act begins with empty fields."""
        key = (state.chosen, state.act)
        if key == self._key:
            return
        self._key = key
        for field in (self.words, self.secret, self.signer, self.date):
            field.set_text("")
        sheet = state.sheet
        if state.act is Act.EXTEND and sheet is not None and sheet.head.review_by is not None:
            self.date.set_text(bench.local(sheet.head.review_by).strftime("%Y-%m-%d"))
        self._day = self.date.input.text()

    def _show_signing(self, state: DeskState, made: Decision) -> None:
        tr, person = self._tr, state.signer
        for field in (self.signer, self.secret):
            field.setVisible(made.signs)
        self.meaning.setVisible(made.signs)
        self.meaning.setText(self._meaning(state.act))
        text = may_not_text(tr, state.may_not) if state.may_not is not None and made.signs else ""
        self.rule.setText(text)
        self.rule.setVisible(bool(text))
        is_pin = state.asked is not None and state.asked.kind is SecretKind.PIN
        name = tr.say("PIN") if is_pin or state.asked is None else tr.say("Password")
        self.secret.label.setText(name)
        self.secret.input.setAccessibleName(name)
        known = (person, state.asked, state.act)
        if made.signs and known != self._person:
            self._person = known
            self.secret.set_text("")
            if person is not None:
                self.signer.set_text(tr.name(person.name_en, person.name_zh))
                self.secret.setFocus()

    def _meaning(self, act: Act) -> str:
        tr = self._tr
        words = {
            Act.RELEASE: tr.say("Meaning: release approved. Nobody signs out."),
            Act.REJECT: tr.say("Meaning: returned. Nobody signs out."),
        }
        return words.get(
            act, tr.say("Meaning: approved. Nobody signs out.") if act in SIGNED else ""
        )

    def _show_actions(self, actions: Sequence[ActionSpec]) -> None:
        if [spec.id for spec in actions] != [button.spec.id for button in self.buttons]:
            for button in self.buttons:
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
            self.buttons = tuple(KeyButton(spec, focusable=True) for spec in actions)
            for number, button in enumerate(self.buttons):
                button.chosen.connect(lambda value: self.triggered.emit(str(value)))
                self._row.addWidget(button, number)
        for button, spec in zip(self.buttons, actions, strict=True):
            button.set_spec(spec)

    def _tell_signer(self) -> None:
        if self.signer.text():
            self.signer_typed.emit(self.signer.text())
