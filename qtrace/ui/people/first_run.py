"""The first-run page: try the demo, or set up this plant. There is no plant yet, so no bench."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace import __version__
from qtrace.i18n import Language, Translator, load_translator
from qtrace.i18n.reasons import explain
from qtrace.services.outcomes import Refusal
from qtrace.ui.people.first_run_model import FirstRunModel, FirstRunState, Page
from qtrace.ui.people.first_run_texts import NOTES, SENTENCES, TITLES, step_lines
from qtrace.ui.people.join_model import JoinModel
from qtrace.ui.people.join_page import JoinPage
from qtrace.ui.theme.fonts import TextRole, product_coverage
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.base import clear_layout, scaled
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind, KeyButton
from qtrace.ui.widgets.field_problems import problem_text
from qtrace.ui.widgets.fields import (
    ChoiceField,
    Option,
    TextField,
    TextLook,
    WrappedLabel,
    printable,
)
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.labels import IconLabel, Label
from qtrace.ui.widgets.panel import Frame
from qtrace.ui.widgets.steps import StepList
from qtrace.ui.widgets.topbar import LanguageButton

STEPS_WIDTH = 340
CARD_WIDTH = 410
LANGUAGES = (Option("zh_CN", "中文"), Option("en", "English"))


class FirstRunScreen(QWidget):
    """Asks what this machine is to be; the application does the work.

    Signals:
        demo_chosen: try the demo.
        plant_chosen: a checked `PlantDraft`.
        probe_asked: look at a `ServerAddress`; `join.probed` takes the answer.
        join_asked: keep a `ServerAddress` and a station code.
        help_asked: F1 (`toggle`) or Shift+F1 (`more`).
    """

    demo_chosen = Signal()
    plant_chosen = Signal(object)
    probe_asked = Signal(object)
    join_asked = Signal(object, str)
    help_asked = Signal(str)

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._tr = translator
        self.setObjectName("first_run")
        self.setWindowTitle("QTrace")
        self.model = FirstRunModel(product_coverage(), translator.language.value)
        self.model.changed.connect(self._show)
        self.model.demo_chosen.connect(self.demo_chosen)
        self.model.plant_chosen.connect(self.plant_chosen)
        self.join = JoinModel()
        self.join.probe_asked.connect(self.probe_asked)
        self.join.join_asked.connect(self.join_asked)
        self.join_page: JoinPage | None = None
        self.form: DeskForm | None = None
        self._drawn: tuple[Page, Language] | None = None
        self._close_over: Callable[[], None] | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(scaled(8), scaled(8), scaled(8), scaled(8))
        self._outer.setSpacing(scaled(8))
        self._show(self.model.state)

    def refused(self, refusal: Refusal) -> None:
        """Say why the plant, or the demo, could not be made; the answers stay."""
        self.model.refused(refusal)

    def speak(self, translator: Translator) -> None:
        """Switch the language; the answers stay."""
        self._tr = translator
        self._show(self.model.state)

    @property
    def translator(self) -> Translator:
        """The language of the page."""
        return self._tr

    def show_over(self, close: Callable[[], None] | None) -> None:
        """Something stands over the page: Esc calls `close` first, until this gets None."""
        self._close_over = close

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 help, F2 demo, F3 join, F10 next, Esc back; no key router comes before a station."""
        key = event.key()
        if key == Qt.Key.Key_F1:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.help_asked.emit("more" if shifted else "toggle")
        elif key == Qt.Key.Key_Escape and self._close_over is not None:
            self._close_over()
        elif key == Qt.Key.Key_F10:
            self._act("next")
        elif key == Qt.Key.Key_Escape:
            self._act("back")
        elif key == Qt.Key.Key_F3:
            self.model.choose_join()
        elif key == Qt.Key.Key_F2 and self.model.state.page is Page.CHOICE:
            self.model.choose_demo()
        else:
            super().keyPressEvent(event)

    def _show(self, state: FirstRunState) -> None:
        drawn = (state.page, self._tr.language)
        if drawn != self._drawn:
            self._drawn = drawn
            self.form = None
            if self.join_page is not None:
                self.join_page.left()
                self.join_page = None
            clear_layout(self._outer)
            self._outer.addWidget(self._head())
            self._outer.addWidget(self._page(state), 1)
        if state.page is not Page.JOIN:
            self._show_state(state)

    def _page(self, state: FirstRunState) -> QWidget:
        if state.page is Page.CHOICE:
            return self._choice()
        if state.page is Page.JOIN:
            self.join_page = JoinPage(self._tr, self.join)
            self.join_page.triggered.connect(self._act)
            return self.join_page
        return self._form_page(state)

    def _show_state(self, state: FirstRunState) -> None:
        tr = self._tr
        refusal = state.refusal
        said = explain(tr, refusal.code, refusal.facts) if refusal is not None else None
        if self.form is None:
            for card in (self._demo_card, self._join_card, self._plant_card):
                card.setEnabled(not state.working)
            text = tr.say("Making the demo plant…") if state.working else ""
            self._choice_note.setText(said.text if said is not None else text)
            return
        self.form.refused.say(said)
        problems = {
            name: problem_text(tr, found, SENTENCES) for name, found in state.problems.items()
        }
        self.form.say_problems(problems)
        last = state.page is Page.ADMINISTRATOR
        words = tr.say("Set up this plant") if last else tr.say("Go on")
        if state.working:
            words = tr.say("Setting up…")
        self.form.set_actions(
            [ActionSpec("back", "Esc", tr.say("Go back"), enabled=not state.working)],
            [ActionSpec("next", "F10", words, None, ButtonKind.PRIMARY, not state.working)],
        )

    def _head(self) -> QWidget:
        head = Frame("QTrace")
        head.setFixedHeight(scaled(56))
        row = QHBoxLayout(head)
        row.setContentsMargins(scaled(16), 0, scaled(8), 0)
        row.setSpacing(scaled(16))
        row.addWidget(Label("QTrace", TextRole.TITLE))
        row.addWidget(Label(self._tr.say("First start on this machine"), ink=Ink.TEXT2), 1)
        row.addWidget(Label(f"QTrace {__version__}", TextRole.NOTE, Ink.TEXT2))
        other = Language.ZH_CN if self._tr.language is Language.EN else Language.EN
        button = LanguageButton("中文" if other is Language.ZH_CN else "English")
        button.chosen.connect(lambda _value: self.speak(load_translator(other)))
        row.addWidget(button)
        return head

    def _choice(self) -> QWidget:
        tr = self._tr
        page = QWidget()
        self._demo_card = self._card(
            IconName.PLAY,
            tr.say("Try the demo"),
            tr.say(
                "A maker of infusion pumps with people, suppliers, plans, gauges and a year of "
                "lots. Everything works; nothing in it may be used on real product."
            ),
            ActionSpec("demo", "F2", tr.say("Open the demo plant")),
            dashed=True,
        )
        self._join_card = self._card(
            IconName.STATION,
            tr.say("Join a plant"),
            tr.say(
                "The plant is on a server already and this machine becomes one of its stations. "
                "The administrator knows the address."
            ),
            ActionSpec("join", "F3", tr.say("Join")),
        )
        self._plant_card = self._card(
            IconName.SHIELD,
            tr.say("Set up this plant"),
            tr.say(
                "Your own plant: names, site, form numbers and the first administrator. "
                "It takes about three minutes and starts empty."
            ),
            ActionSpec("plant", "F10", tr.say("Begin"), None, ButtonKind.PRIMARY),
        )
        self._choice_note = WrappedLabel("", TextRole.BODY, Ink.TEXT)
        cards = QHBoxLayout()
        cards.setSpacing(scaled(24))
        cards.addStretch(1)
        cards.addWidget(self._demo_card)
        cards.addWidget(self._join_card)
        cards.addWidget(self._plant_card)
        cards.addStretch(1)
        column = QVBoxLayout(page)
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Label(tr.say("What is this machine to be?"), TextRole.SIDE), 0, centre)
        column.addSpacing(scaled(24))
        column.addLayout(cards)
        column.addSpacing(scaled(16))
        column.addWidget(self._choice_note)
        column.addStretch(2)
        return page

    def _card(
        self, icon: IconName, title: str, text: str, action: ActionSpec, *, dashed: bool = False
    ) -> QWidget:
        card = Frame(title, dashed=dashed)
        card.setFixedWidth(scaled(CARD_WIDTH))
        column = QVBoxLayout(card)
        column.setContentsMargins(scaled(32), scaled(32), scaled(32), scaled(32))
        column.setSpacing(scaled(16))
        column.addWidget(IconLabel(icon, 56))
        column.addWidget(Label(title, TextRole.VALUE))
        column.addWidget(WrappedLabel(text, TextRole.BODY, Ink.TEXT2), 1)
        button = KeyButton(action, focusable=True)
        button.chosen.connect(self._act)
        column.addWidget(button)
        return card

    def _act(self, action: object) -> None:
        acts: dict[str, Callable[[], None]] = {
            "demo": self.model.choose_demo,
            "join": self.model.choose_join,
            "plant": self.model.go_on,
            "next": self.join.go_on if self.model.state.page is Page.JOIN else self.model.go_on,
            "back": self.model.go_back,
        }
        acts[str(action)]()

    def _form_page(self, state: FirstRunState) -> QWidget:
        page = QWidget()
        tr = self._tr
        steps = Frame(tr.say("Steps"))
        steps.setFixedWidth(scaled(STEPS_WIDTH))
        column = QVBoxLayout(steps)
        column.setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16))
        column.addWidget(Label(tr.say("Set up this plant"), TextRole.TITLE))
        listed = StepList(tr.say("Steps"))
        listed.set_steps(step_lines(tr, state))
        column.addWidget(listed)
        column.addStretch(1)
        self.form = DeskForm(tr.say(TITLES[state.page]), tr.say(NOTES[state.page]))
        self.form.triggered.connect(self._act)
        makers = {
            Page.PLANT: self._plant_fields,
            Page.SITE: self._site_fields,
            Page.ADMINISTRATOR: self._administrator_fields,
        }
        makers[state.page](self.form)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(8))
        row.addWidget(steps)
        row.addWidget(self.form, 1)
        return page

    def _text(self, form: DeskForm, name: str, label: str, hint: str = "", span: int = 1) -> None:
        secret = "password" in name or "pin" in name
        look = TextLook(secret=secret, check=None if secret else printable(self._tr))
        field = TextField(label, hint, look)
        field.set_text(self.model.state.values.get(name, ""))
        field.edited.connect(lambda _text, field=field: self.model.set(name, field.text()))
        field.submitted.connect(self.model.go_on)
        form.add(name, field, span)

    def _plant_fields(self, form: DeskForm) -> None:
        tr = self._tr
        self._text(form, "name_en", tr.say("Name of the plant in English"))
        self._text(form, "name_zh", tr.say("Name of the plant in Chinese"))
        self._text(form, "address", tr.say("Address"), span=2)
        self._text(form, "time_zone", tr.say("Time zone"), tr.say("for example Asia/Shanghai"))
        hint = tr.say("people may choose their own")
        languages = ChoiceField(tr.say("Language of the station"), LANGUAGES, hint=hint)
        languages.choose((self.model.state.values["language"],))
        languages.edited.connect(lambda chosen: self.model.set("language", chosen[0]))
        form.add("language", languages)

    def _site_fields(self, form: DeskForm) -> None:
        tr = self._tr
        self._text(form, "site_name_en", tr.say("Name of the site in English"))
        self._text(form, "site_name_zh", tr.say("Name of the site in Chinese"))
        self._text(form, "site_code", tr.say("Code of the site"), tr.say("for example SZ"))
        self._text(form, "station_code", tr.say("Code of this station"), tr.say("such as IQC-1"))
        report = tr.say("Form number of the incoming inspection report")
        self._text(form, "form_incoming_report", report, tr.say("number / revision"))
        history = tr.say("Form number of the device history record")
        self._text(form, "form_device_history", history, tr.say("number / revision"))
        self._text(form, "form_label", tr.say("Form number of labels"), tr.say("may stay empty"))
        self._text(
            form,
            "database",
            tr.say("Database"),
            tr.say("empty: a file on this machine; several stations need a PostgreSQL URL"),
        )

    def _administrator_fields(self, form: DeskForm) -> None:
        tr = self._tr
        hint = tr.say("small letters, for example li.ming")
        self._text(form, "admin_login", tr.say("Login name"), hint, 2)
        self._text(form, "admin_name_en", tr.say("Name in English"))
        self._text(form, "admin_name_zh", tr.say("Name in Chinese"))
        hint = tr.say("at least 8 characters; a sentence is best")
        self._text(form, "admin_password", tr.say("Password"), hint)
        self._text(form, "admin_password_again", tr.say("Password once more"))
        hint = tr.say("6 to 12 digits, for signing at stations; may stay empty")
        self._text(form, "admin_pin", tr.say("PIN"), hint)
        self._text(form, "admin_pin_again", tr.say("PIN once more"))
