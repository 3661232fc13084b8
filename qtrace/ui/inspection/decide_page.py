"""Decide and sign: verdict band, results, signature chain with its secret, label to come."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qtrace.domain.items import LabelStatus
from qtrace.i18n import Translator
from qtrace.ui.inspection.decide_texts import (
    chain_rule,
    chain_steps,
    result_facts,
    sampling_line,
    verdict_spec,
)
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.label_choice import shown_label
from qtrace.ui.inspection.label_view import LabelColumn, LabelTexts, label_tiles, preview_spec
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.panels import PanelHost
from qtrace.ui.inspection.pin_dots import PinDots
from qtrace.ui.inspection.secret_texts import secret_note, secret_reason, whose_secret
from qtrace.ui.inspection.shared_texts import result_rows
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.fields import TextField, TextLook, WrappedLabel
from qtrace.ui.widgets.keypad import Keypad, KeypadLayout, KeypadTexts
from qtrace.ui.widgets.labels import Label, Rule, StatusMark
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.signatures import SignatureChain
from qtrace.ui.widgets.tally import ResultHeads, ResultTable
from qtrace.ui.widgets.verdict import VerdictBand


class SignaturePanel(Panel):
    """The chain at the left, the PIN or password at the right.

    Signals:
        triggered: action id.
        typed: a digit of the keypad.
        password_typed: what stands in the password field.
    """

    triggered = Signal(str)
    typed = Signal(str)
    password_typed = Signal(str)

    def __init__(self, tr: Translator, local: Callable[[datetime], datetime]) -> None:
        super().__init__()
        self.setAccessibleName(tr.say("Signatures"))
        self._tr, self._local = tr, local
        self._whose = Label("", TextRole.STRONG)
        row = QHBoxLayout()
        row.setSpacing(scaled(14))
        row.addLayout(self._left(), 1)
        row.addWidget(Rule(vertical=True))
        row.addWidget(self._right())
        self.body.addLayout(row, 1)

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(scaled(4))
        left.addWidget(Label(self._tr.say("Signatures"), TextRole.TITLE))
        left.addSpacing(scaled(8))
        self._chain = SignatureChain(self._tr.say("Signatures"))
        left.addWidget(self._chain)
        left.addStretch(1)
        self._line = Rule()
        left.addWidget(self._line)
        self._rule = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        left.addWidget(self._rule)
        may = QHBoxLayout()
        may.setSpacing(scaled(6))
        self._mark = StatusMark(Status.OK, 20, quiet=True)
        self._may = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        may.addWidget(self._mark)
        may.addWidget(self._may, 1)
        left.addLayout(may)
        left.addSpacing(scaled(4))
        return left

    def _right(self) -> QWidget:
        tr = self._tr
        side = QWidget()
        side.setFixedWidth(scaled(268))
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(scaled(8))
        right.addWidget(self._whose)
        self.pin = PinDots(tr.say("PIN"))
        right.addWidget(self.pin)
        self.password = TextField(tr.say("Password"), look=TextLook(secret=True))
        self.password.label.setVisible(False)
        self.password.edited.connect(self.password_typed)
        self.password.submitted.connect(lambda: self.triggered.emit("primary"))
        self._reason = WrappedLabel()
        for late in (self.password, self._reason):
            late.hide()  # until a password is asked for
            right.addWidget(late)
        texts = KeypadTexts(tr.term("key", "Back"), cancel=tr.term("key", "Cancel"))
        self.keypad = Keypad(texts, KeypadLayout.PIN)
        self.keypad.character_typed.connect(self.typed)
        self.keypad.back_pressed.connect(lambda: self.triggered.emit("back"))
        self.keypad.cancelled.connect(lambda: self.triggered.emit("cancel"))
        right.addWidget(self.keypad, 1)
        right.addStretch(0)
        return side

    def show_view(self, view: InspectionView) -> None:
        """Show chain and PIN."""
        tr, signing = self._tr, view.signing
        self._chain.set_steps(chain_steps(tr, view, self._local))
        rule = chain_rule(tr, view)
        self._rule.setText(rule.text)
        self._rule.setVisible(bool(rule.text))
        self._may.setText(rule.may)
        self._may.setVisible(bool(rule.may))
        self._line.setVisible(bool(rule.may or rule.text))
        self._mark.setVisible(bool(rule.may) and signing.signer is not None)
        self._whose.setText(whose_secret(tr, signing))
        note = secret_note(tr, view, self._local)
        self.pin.show_count(signing.digits, active=signing.signer is not None, note=note)
        self.keypad.setEnabled(signing.signer is not None)
        self._show_password(view, note)

    def _show_password(self, view: InspectionView, note: str) -> None:
        """Dots and keypad for a PIN, a line of text where only the password counts."""
        signing = view.signing
        comes = signing.is_password and self.password.isHidden()
        self.pin.setVisible(not signing.is_password)
        self.keypad.setVisible(not signing.is_password)
        self.password.setVisible(signing.is_password)
        self._reason.setVisible(signing.is_password)
        self._reason.setText(secret_reason(self._tr, signing))
        self.password.say_problem(note)
        self.password.input.setEnabled(not signing.busy)
        if not signing.digits:
            self.password.set_text("")
            self.password.say_problem(note)
        if comes or (signing.is_password and not signing.digits and not signing.busy):
            self.password.setFocus()


class DecidePage(QWidget):
    """The page of the decision.

    Signals:
        triggered: action id.
        typed: a digit of the keypad.
        password_typed: what stands in the password field.
    """

    triggered = Signal(str)
    typed = Signal(str)
    password_typed = Signal(str)

    def __init__(
        self, tr: Translator, local: Callable[[datetime], datetime], *, demo: bool
    ) -> None:
        super().__init__()
        self._tr, self._demo = tr, demo
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        self.band = VerdictBand()
        column.addWidget(self.band)
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        self._results = self._result_panel()
        self._results.setFixedWidth(scaled(390))
        row.addWidget(self._results)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.signatures = SignaturePanel(tr, local)
        self.signatures.triggered.connect(self.triggered)
        self.signatures.typed.connect(self.typed)
        self.signatures.password_typed.connect(self.password_typed)
        self.panel = PanelHost(tr, local)
        self.panel.triggered.connect(self.triggered)
        self._stack.addWidget(self.signatures)
        self._stack.addWidget(self.panel)
        row.addWidget(middle, 1)
        self.labels = LabelColumn()
        self.labels.setFixedWidth(scaled(344))
        row.addWidget(self.labels)
        column.addLayout(row, 1)

    def _result_panel(self) -> Panel:
        tr = self._tr
        panel = Panel(tr.say("Results"), " ")
        panel.body.setSpacing(scaled(2))
        self._table = ResultTable(ResultHeads(tr.say("Class"), tr.term("column", "Code")))
        panel.add(self._table)
        panel.add(Rule())
        self._sampling = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        panel.add(self._sampling)
        panel.add(Rule())
        self._facts = FactList(tr.say("Results"), key_width=84, row=43)
        panel.add(self._facts)
        panel.body.addStretch(1)
        return panel

    def show_view(self, view: InspectionView) -> None:
        """Show another state."""
        sheet, tr = view.sheet, self._tr
        assert sheet is not None
        self.band.show_verdict(verdict_spec(tr, view))
        self._results.set_note(sheet.number)
        self._table.show_rows(result_rows(tr, sheet))
        self._sampling.setText(sampling_line(tr, sheet))
        self._facts.set_facts(result_facts(tr, view))
        open_panel = view.panel.kind is not PanelKind.NONE
        self._stack.setCurrentIndex(1 if open_panel else 0)
        if open_panel:
            self.panel.show_view(view)
        self.signatures.show_view(view)
        self.labels.show_texts(self._label_texts(view))

    def _label_texts(self, view: InspectionView) -> LabelTexts:
        tr, labels = self._tr, view.labels
        assert view.standing is not None
        assert view.sheet is not None
        number, status = shown_label(view.sheet, view.standing, labels, view.signing.chosen)
        rejected = status is LabelStatus.REJECTED
        title = tr.say("Red label") if rejected else tr.say("Release label")
        checked = labels.complete
        return LabelTexts(
            title,
            tr.count("{n} prints after signing", "{n} print after signing", max(labels.total, 1)),
            preview_spec(tr, view, status.value, number, demo=self._demo),
            tr.say("Containers {done} / {n}", done=labels.done, n=labels.total),
            tr.say("labels checked") if checked else tr.say("labels not checked"),
            label_tiles(view, rejected=False),
        )
