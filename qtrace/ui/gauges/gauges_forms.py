"""The forms of the gauges screen."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from qtrace.domain.gauges import GaugeState
from qtrace.i18n import Translator
from qtrace.services.gauges.queries import GaugeRow
from qtrace.services.people.accounts import PersonRow
from qtrace.ui.gauges.gauges_model import GaugeDraft, GaugeForm, draft_of
from qtrace.ui.gauges.gauges_texts import FOUND, RESULTS, RULES, STATES
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm


class GaugeFormPanel(DeskForm):
    """A form about one gauge; it gives its answers as a `GaugeDraft`.

    Signals:
        signer_typed: login name of a second person.
    """

    signer_typed = Signal(str)

    def __init__(
        self, tr: Translator, form: GaugeForm, gauge: GaugeRow | None, today: date
    ) -> None:
        titles = {
            GaugeForm.ADD: tr.say("Add a gauge"),
            GaugeForm.CHANGE: tr.say("Change"),
            GaugeForm.CALIBRATE: tr.say("Calibration"),
            GaugeForm.EXTEND: tr.say("Extend the calibration"),
            GaugeForm.INTERVAL: tr.say("Calibration interval"),
        }
        notes = {
            GaugeForm.ADD: tr.say("Without a calibration it takes no reading."),
            GaugeForm.CALIBRATE: tr.say("The newest one decides, from the moment it is saved."),
            GaugeForm.INTERVAL: tr.say(
                "A staircase grows by a quarter after a good calibration, else it is halved."
            ),
            GaugeForm.EXTEND: tr.say(
                "By at most 92 days, before the gauge is used again; a second person signs."
            ),
        }
        title = titles[form]
        if gauge is not None:
            title = tr.say("{name}: {what}", name=gauge.code, what=title)
        super().__init__(title, notes.get(form, ""))
        self._tr, self.kind = tr, form
        self._texts: dict[str, TextField] = {}
        self._choices: dict[str, ChoiceField] = {}
        self._signer: TextField | None = None
        makers: dict[GaugeForm, Callable[[], None]] = {
            GaugeForm.ADD: self._add_fields,
            GaugeForm.CHANGE: lambda: self._change_fields(gauge),
            GaugeForm.CALIBRATE: lambda: self._calibration_fields(gauge, today),
            GaugeForm.EXTEND: lambda: self._extension_fields(gauge),
            GaugeForm.INTERVAL: lambda: self._interval_fields(gauge),
        }
        makers[form]()
        words = {
            GaugeForm.ADD: tr.say("Add"),
            GaugeForm.CALIBRATE: tr.say("Record the calibration"),
        }
        self.set_save(tr.say("Cancel"), words.get(form, tr.say("Save")))
        if form is GaugeForm.EXTEND:
            self.show_signer(None)

    def draft(self) -> GaugeDraft:
        """The answers."""
        texts = {name: field.text() for name, field in self._texts.items()}
        chosen = {name: next(iter(f.chosen()), "") for name, f in self._choices.items()}
        return GaugeDraft(**texts, **chosen)

    def show_signer(self, person: PersonRow | None) -> None:
        """Name who is about to sign."""
        if self._signer is None:
            return
        tr = self._tr
        name = tr.name(person.name_en, person.name_zh) if person is not None else ""
        if person is not None:
            self._signer.set_text(name)
            self._texts["secret"].setFocus()
        words = tr.say("{name} approves", name=name) if name else tr.say("Second person missing")
        self.set_actions(
            [ActionSpec("close", "Esc", tr.say("Cancel"))],
            [ActionSpec("save", "F10", words, None, ButtonKind.PRIMARY, enabled=bool(name))],
        )

    def show_busy(self, *, busy: bool) -> None:
        """An extension waits for its signer, everything else only for the answer."""
        if self.kind is not GaugeForm.EXTEND:
            super().show_busy(busy=busy)

    def clear_secret(self) -> None:
        """Forget the PIN."""
        if "secret" in self._texts:
            self._texts["secret"].set_text("")

    def _text(self, name: str, field: TextField, text: str = "", span: int = 1) -> None:
        field.set_text(text)
        self._texts[name] = field
        self.add(name, field, span)

    def _choice(self, name: str, field: ChoiceField, chosen: str = "") -> None:
        field.choose((chosen,))
        self._choices[name] = field
        self.add(name, field, 2)

    def _add_fields(self) -> None:
        tr, mono = self._tr, TextLook(mono=True)
        hint = tr.say("on the gauge, such as TG-011")
        self._text("code", TextField(tr.say("Code"), hint, mono))
        hint = tr.say("what plans ask for, such as caliper")
        self._text("gauge_type", TextField(tr.say("Type"), hint))
        self._common(None)
        self._text("unit", TextField(tr.say("Unit"), tr.say("such as mm")))

    def _change_fields(self, gauge: GaugeRow | None) -> None:
        tr = self._tr
        self._common(gauge)
        options = [Option(state.value, tr.say(STATES[state])) for state in GaugeState]
        choice = ChoiceField(tr.say("State"), options, columns=3)
        self._choice("state", choice, gauge.state.value if gauge is not None else "")

    def _common(self, gauge: GaugeRow | None) -> None:
        tr, look = self._tr, TextLook(check=printable(self._tr))
        old = draft_of(gauge)
        self._text("name_en", TextField(tr.say("Name in English"), "", look), old.name_en)
        self._text("name_zh", TextField(tr.say("Name in Chinese"), "", look), old.name_zh)
        hint = tr.say("smallest step, such as 0.01 mm")
        resolution = TextField(tr.say("Resolution"), hint, look)
        self._text("resolution", resolution, old.resolution)
        hint = tr.say("such as 0–150 mm")
        self._text("range_text", TextField(tr.say("Range"), hint, look), old.range_text)
        self._text(
            "location_text",
            TextField(tr.say("Place"), "", look),
            old.location_text,
        )

    def _calibration_fields(self, gauge: GaugeRow | None, today: date) -> None:
        tr = self._tr
        look = TextLook(check=printable(tr))
        self._text("done_on", TextField(tr.say("Done on")), today.isoformat())
        self._text("due_on", TextField(tr.say("Due on"), self._due_hint(gauge)))
        options = [Option(result.value, tr.say(word)) for result, word in RESULTS.items()]
        self._choice("result", ChoiceField(tr.say("Result"), options, columns=3))
        options = [Option(found.value, tr.say(word)) for found, word in FOUND.items()]
        self._choice("as_found", ChoiceField(tr.say("As found"), options, columns=2))
        self._text("certificate_no", TextField(tr.say("Certificate number"), "", look))
        self._text("laboratory", TextField(tr.say("Laboratory"), "", look))
        hint = tr.say("errors, such as +0.02 mm at 100 mm")
        self._text("found_text", TextField(tr.say("Measured as found"), hint, look))
        self._text("left_text", TextField(tr.say("Measured as left"), hint, look))
        hint = tr.say("standards used and their certificates")
        self._text("traceability", TextField(tr.say("Traceable to"), hint, look), span=2)

    def _due_hint(self, gauge: GaugeRow | None) -> str:
        """Last day of use; with a rule, what it proposes where nothing is typed."""
        tr = self._tr
        after = [gauge.days_after(found) for found in FOUND] if gauge is not None else [None]
        if after[0] is None:
            return tr.say("last day of use, such as 2027-12-31")
        return tr.say("empty: {n} days, {m} if out", n=after[0], m=after[1])

    def _interval_fields(self, gauge: GaugeRow | None) -> None:
        tr, old = self._tr, draft_of(gauge)
        options = [Option(rule.value, tr.say(word)) for rule, word in RULES.items()]
        self._choice("rule", ChoiceField(tr.say("Rule"), options, columns=2), old.rule)
        hint = tr.say("days, such as 365")
        self._text("days", TextField(tr.say("Usual interval"), hint), old.days, span=2)
        hint = tr.say("days; of a staircase only")
        self._text("shortest", TextField(tr.say("Shortest"), hint), old.shortest)
        self._text("longest", TextField(tr.say("Longest"), hint), old.longest)

    def _extension_fields(self, gauge: GaugeRow | None) -> None:
        tr = self._tr
        due = gauge.standing.due_on if gauge is not None else None
        hint = tr.say("now {day}", day=due.isoformat()) if due is not None else ""
        self._text("due_on", TextField(tr.say("New last day of use"), hint), span=2)
        hint = tr.say("why the readings stay right until then")
        look = TextLook(check=printable(tr))
        self._text("risk", TextField(tr.say("Why it is safe"), hint, look), span=2)
        hint = tr.say("scan the badge, or type the login name and press Enter")
        self._signer = TextField(tr.say("Second person"), hint)
        self._signer.submitted.connect(self._tell_signer)
        self.add("signer", self._signer)
        hint = tr.say("of the second person; after a login name the password")
        self._text("secret", TextField(tr.say("PIN"), hint, TextLook(secret=True)))

    def _tell_signer(self) -> None:
        if self._signer is not None and self._signer.text():
            self.signer_typed.emit(self._signer.text())
