"""The forms of the page about measuring with a gauge."""

from qtrace.domain.studies import StudyKind
from qtrace.i18n import Translator
from qtrace.ui.gauges.studies_model import StudiesModel, StudyDraft, StudyForm
from qtrace.ui.gauges.studies_texts import KINDS
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm


class StudyFormPanel(DeskForm):
    """A form that plans a study, names a check standard or takes the next reading."""

    def __init__(self, tr: Translator, form: StudyForm, model: StudiesModel) -> None:
        titles = {
            StudyForm.PLAN: tr.say("Plan a study"),
            StudyForm.STANDARD: tr.say("Name the check standard"),
            StudyForm.MEASURE: _measure_title(tr, model),
        }
        notes = {
            StudyForm.PLAN: tr.say("Everybody reads all parts in a random order, round by round."),
            StudyForm.STANDARD: tr.say("Its chart begins anew."),
            StudyForm.MEASURE: _measure_note(tr, model),
        }
        super().__init__(titles[form], notes[form])
        self._tr, self._form = tr, form
        self._texts: dict[str, TextField] = {}
        self._kind: ChoiceField | None = None
        if form is StudyForm.PLAN:
            self._plan_fields()
        elif form is StudyForm.STANDARD:
            self._text("standard", tr.say("Mark on it"), tr.say("such as GB 10.000"))
            self._text("nominal", tr.say("Value"), tr.say("with its decimals"))
        else:
            row = model.chosen
            judged = row is not None and row.kind is StudyKind.AGREEMENT
            hint = tr.say("ok or nok") if judged else tr.say("as the gauge shows it")
            self._text("value", tr.say("Reading"), hint, span=2)
            self._texts["value"].submitted.connect(lambda: self.triggered.emit("save"))
        words = tr.say("Record") if form is StudyForm.MEASURE else tr.say("Save")
        self.set_save(tr.say("Close") if form is StudyForm.MEASURE else tr.say("Cancel"), words)

    def draft(self) -> StudyDraft:
        """The answers."""
        texts = {name: field.text() for name, field in self._texts.items()}
        kind = next(iter(self._kind.chosen()), "") if self._kind is not None else ""
        return StudyDraft(**texts, kind=kind)

    def _text(self, name: str, label: str, hint: str, span: int = 1) -> None:
        field = TextField(label, hint, TextLook(check=printable(self._tr)))
        self._texts[name] = field
        self.add(name, field, span)

    def _plan_fields(self) -> None:
        tr = self._tr
        options = [Option(kind.value, tr.say(word)) for kind, word in KINDS.items()]
        self._kind = ChoiceField(tr.say("What it asks"), options, columns=3)
        self.add("kind", self._kind, 2)
        self._text("title", tr.say("Title"), tr.say("part and characteristic"), 2)
        self._text("parts", tr.say("Parts"), tr.say("marks, with values where known: A=10.00 B"), 2)
        self._text("people", tr.say("Who measures"), tr.say("login names: lin zhou"), 2)
        self._text("trials", tr.say("Rounds"), tr.say("2 or 3; 10 for a bias"))
        self._text("decimals", tr.say("Decimals"), tr.say("that are read"))
        self._text("lsl", tr.say("Lower limit"), tr.say("empty for none"))
        self._text("usl", tr.say("Upper limit"), tr.say("empty for none"))


def _measure_title(tr: Translator, model: StudiesModel) -> str:
    own = model.own
    if own is None or own.next is None:
        return tr.say("Check standard")
    return tr.say("Part {part}, round {trial}", part=own.next.part, trial=own.next.trial)


def _measure_note(tr: Translator, model: StudiesModel) -> str:
    own = model.own
    if own is None:
        gauge = model.studies.gauge
        check = gauge.check if gauge is not None else None
        return tr.say("Measure {name}", name=check.standard) if check is not None else ""
    return tr.say("{n} of {m} readings are yours already", n=own.done, m=own.runs)
