"""Forms of the desks of training and equipment."""

from datetime import date, timedelta

from qtrace.i18n import Translator
from qtrace.i18n.production_words import EQUIPMENT_STATE_WORDS, production_word
from qtrace.services.production.line_fitness import EquipmentRow, TrainingRow
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook
from qtrace.ui.widgets.forms import DeskForm

MONO = TextLook(mono=True)
YEAR = timedelta(days=365)


class TrainingForm(DeskForm):
    """Who is signed in has trained the chosen person."""

    def __init__(self, tr: Translator, row: TrainingRow, today: date) -> None:
        name = tr.name(row.person.en, row.person.zh)
        note = tr.say("You confirm that you have trained this person; nobody trains himself")
        super().__init__(tr.say("{name}: {topic}", name=name, topic=row.topic), note)
        self._done_on = TextField(tr.say("Trained on"), tr.say("such as 2027-12-31"), MONO)
        self._done_on.set_text(today.isoformat())
        self._valid_to = TextField(
            tr.say("Counts until"), tr.say("empty: it does not expire"), MONO
        )
        self._valid_to.set_text((today + YEAR).isoformat())
        self.add("done_on", self._done_on)
        self.add("valid_to", self._valid_to)
        self.set_save(tr.say("Cancel"), tr.say("Keep the training"))

    def answers(self) -> tuple[str, str]:
        """Day of the training and its last day."""
        return self._done_on.text(), self._valid_to.text()


class EquipmentForm(DeskForm):
    """State and qualification of one machine."""

    def __init__(self, tr: Translator, row: EquipmentRow) -> None:
        title = f"{row.code} {tr.name(row.name.en, row.name.zh)}"
        super().__init__(title, tr.say("Out of use, no operation can be started with it"))
        options = [
            Option(state, production_word(tr, EQUIPMENT_STATE_WORDS, state))
            for state in EQUIPMENT_STATE_WORDS
        ]
        self._state = ChoiceField(tr.say("State"), options, columns=3)
        self._state.choose([row.state])
        hint = tr.say("empty: it needs none")
        self._qualified = TextField(tr.say("Qualified until"), hint, MONO)
        if row.qualified_to is not None:
            self._qualified.set_text(row.qualified_to.isoformat())
        self.add("state", self._state, 2)
        self.add("qualified_to", self._qualified)
        self.set_save(tr.say("Cancel"), tr.say("Save"))

    def answers(self) -> tuple[str, str]:
        """State and last day of the qualification."""
        chosen = self._state.chosen()
        return (chosen[0] if chosen else ""), self._qualified.text()
