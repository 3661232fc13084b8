"""The open panel of a line station: made for its form, filled with problems, signer and photo."""

from collections.abc import Callable

from qtrace.domain.people import PeopleReason
from qtrace.ui.production.line_forms import CheckPanel, LeftoverPanel, LinePanel, LineSigning
from qtrace.ui.production.line_model import LineModel
from qtrace.ui.production.line_pages import LinePages
from qtrace.ui.production.line_panel_maker import make_panel
from qtrace.ui.production.line_state import MENUS, LineDeskState, form_parts
from qtrace.ui.production.line_words import LineWords
from qtrace.ui.screen import NOTHING_TYPED, Typed
from qtrace.ui.widgets.field_problems import problem_text
from qtrace.ui.widgets.fields import TextField

NUMBERS = ("pieces", "quantity", "value")


class LinePanelHost:
    """Shows one panel at a time in the pages of the line.

    Attributes:
        panel: the open panel, or None.
    """

    def __init__(
        self, words: LineWords, model: LineModel, pages: LinePages, act: Callable[[str], None]
    ) -> None:
        self._words, self._model, self._pages, self._act = words, model, pages, act
        self.panel: LinePanel | LineSigning | None = None
        self._form: str | None = None
        self._told: object = None
        self._refused: object = None

    def typed(self) -> Typed:
        """Answers in the open panel."""
        if self.panel is None or self._form is None:
            return NOTHING_TYPED
        return {self._form: self.panel.typed()}

    def put_typed(self, typed: Typed) -> None:
        """Put them back into the same panel."""
        if self.panel is not None and self._form is not None:
            self.panel.put_typed(typed.get(self._form, {}))

    def measured(self) -> CheckPanel | None:
        """The open check that waits for a value."""
        panel = self.panel
        return panel if isinstance(panel, CheckPanel) and panel.has_limits else None

    def show(self, state: LineDeskState) -> bool:
        """Show the panel of the state; True if it is another one than before."""
        is_new = state.form != self._form
        if is_new:
            self._open(state)
        if self.panel is not None:
            self._fill(self.panel, state)
        return is_new

    def _open(self, state: LineDeskState) -> None:
        old, self._form, self._told = self.panel, state.form, None
        bench = self._model.bench
        today = bench.local(bench.now()).date()
        self.panel = make_panel(self._words, state, bench.may, today)
        self._pages.show_panel(self.panel)
        if old is not None:
            old.deleteLater()
        if self.panel is None:
            return
        self.panel.triggered.connect(self._act)
        self.panel.begin()
        if isinstance(self.panel, LineSigning):
            self.panel.signer_typed.connect(self._named)
        if form_parts(state.form)[0] not in MENUS:
            self.panel.take_focus()
            _select_number(self.panel)

    def _named(self, login: str) -> None:
        self._model.name_signer(login, by_badge=False)

    def _fill(self, panel: LinePanel | LineSigning, state: LineDeskState) -> None:
        tr = self._words.tr
        panel.show_busy(busy=state.busy)
        if state.refusal is not None and state.refusal is not self._refused:
            if state.refusal.code == PeopleReason.REASON_NEEDED and "reason" in panel.fields:
                panel.fields["reason"].setFocus()
            else:
                _select_number(panel)
        self._refused = state.refusal
        refusal = state.refusal if isinstance(panel, LineSigning) else None  # the band says it
        panel.refused.say(self._words.explained(refusal) if refusal is not None else None)
        if state.problems is not self._told:
            self._told = state.problems
            found = {name: problem_text(tr, each) for name, each in state.problems.items()}
            panel.say_problems(found)
        if isinstance(panel, LineSigning):
            signer = state.signer
            name = tr.name(signer.name_en, signer.name_zh) if signer is not None else ""
            panel.show_signing(state, tr.say("{name} signs", name=name) if name else tr.say("Sign"))
            return
        if isinstance(panel, LeftoverPanel):
            panel.place.set_text(state.place.name if state.place is not None else "")
        if state.photo is not None:
            panel.show_photo(
                tr.say("Photo: {name}; F4 or F7 takes another one", name=state.photo.name)
            )


def _select_number(panel: LinePanel | LineSigning) -> None:
    """What was proposed or refused is marked: the next digit begins a new number."""
    if isinstance(panel, LineSigning):
        return
    field = next((panel.fields[name] for name in NUMBERS if name in panel.fields), None)
    if isinstance(field, TextField) and field.text():
        field.input.setFocus()
        field.input.selectAll()
