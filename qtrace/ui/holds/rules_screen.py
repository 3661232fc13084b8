"""Rules of holds for quality: reasons, stops, related lots, and what profiles stop."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.block_rules import NEVER_STOPPED, ProfileWish, core_of, in_order, may_change
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.hold_rules import ReasonWish, RelationWish, StopWish, Wish
from qtrace.domain.holds import BlockProfile, Criterion, InFlight, Signee
from qtrace.i18n import Translator
from qtrace.i18n.hold_words import ACTIVITIES, CRITERIA, IN_FLIGHT, PROFILES, SIGNEES
from qtrace.i18n.words import class_word
from qtrace.ui.bench import Bench
from qtrace.ui.holds.place_state import SEVERITIES
from qtrace.ui.holds.rules_model import NO, YES, BoardKind, RuleForm, RulesModel
from qtrace.ui.holds.rules_texts import (
    ACTS,
    activity_words,
    changes,
    columns,
    detail,
    line_name,
    names_of,
)
from qtrace.ui.keys import Scan
from qtrace.ui.places import HoldsPlace, RulesPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.desk_signing import ReasonForm, SigningForm
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

PAGE_WIDTH = 560
FORMS = frozenset(form.value for form in RuleForm)


class RulePanel(DeskForm):
    """A draft of a rule; its answers are texts by name."""

    def __init__(self, tr: Translator, title: str, note: str = "") -> None:
        waits = tr.say("Nothing changes before somebody else has approved it.")
        super().__init__(title, f"{waits} {note}".strip())
        self._tr = tr
        self.set_save(tr.say("Cancel"), tr.say("Draft it"))

    def text(self, name: str, label: str, value: str = "", *, mono: bool = False) -> None:
        """Add a line of text."""
        look = TextLook(mono=True) if mono else TextLook(check=printable(self._tr))
        field = TextField(label, "", look)
        field.set_text(value)
        field.submitted.connect(lambda: self.triggered.emit("save"))
        self.add(name, field)

    def choice(
        self, name: str, label: str, options: Sequence[Option], chosen: Iterable[str],
        *, several: bool = False, columns: int = 2,
    ) -> None:  # fmt: skip
        """Add tiles of which one, or several, are chosen."""
        field = ChoiceField(label, options, several=several, columns=columns)
        field.choose(chosen)
        self.add(name, field, 2)

    def yes_no(self, name: str, label: str, *, value: bool) -> None:
        """Add a question."""
        tr = self._tr
        options = (Option(YES, tr.say("Yes")), Option(NO, tr.say("No")))
        self.choice(name, label, options, (YES if value else NO,))

    def answers(self) -> dict[str, str]:
        """What was typed and chosen; several chosen ones are set apart by blanks."""
        found = {}
        for name, field in self.fields.items():
            if isinstance(field, TextField):
                found[name] = field.text()
            elif isinstance(field, ChoiceField):
                found[name] = " ".join(field.chosen())
        return found


class RulesScreen(Desk):
    """Rules left; what is in force and what a draft would change right; signed in place."""

    side_width = PAGE_WIDTH

    def __init__(self, bench: Bench, place: RulesPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, RulesModel) else RulesModel(bench)
        self._place = place
        heads = columns(bench, narrow=False)
        table = DataTable(heads, lambda row: row.key, tr.say("Rules of holds"))
        super().__init__(bench, self._model, table, tr.say("Decisions"))
        self.show_state(self._model.state)

    @property
    def model(self) -> RulesModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Rules of holds"), nav="holds")

    def keys(self) -> Mapping[str, str]:
        """F2 and F3 draft something new, F6 a change, F10 approves, F4 gives back, Esc leaves."""
        if self._model.state.form is not None:
            return {"F10": "save", "Esc": "close", "F5": "refresh"}
        return {
            "F2": RuleForm.ADD_REASON, "F3": RuleForm.ADD_STOP, "F6": RuleForm.CHANGE,
            "F4": RuleForm.RETURN, "F10": RuleForm.APPROVE, "F5": "refresh", "Esc": "leave",
        }  # fmt: skip

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action in FORMS:
            offered = {spec.id: spec.enabled for spec in self._offered()}
            if offered.get(action):
                self._model.open(action)
        elif action == "save":
            self._save()
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "leave":
            self.wants.emit(HoldsPlace())

    def _offered(self) -> Sequence[ActionSpec]:
        left, right = self.bar_actions()
        return (*self.detail_spec().actions, *left, *right)

    def _save(self) -> None:
        if isinstance(self.form, RulePanel):
            self._model.save(self.form.answers())
        elif isinstance(self.form, SigningForm):
            self._model.save({}, self.form.secret())
        elif isinstance(self.form, ReasonForm):
            self._model.save({"reason": self.form.reason()})

    def scanned(self, scan: Scan) -> bool:
        """A badge names who signs an approval."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        if self._model.state.form != RuleForm.APPROVE:
            return False
        self._model.name_signer(found.text, by_badge=True)
        return True

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.bench, narrow=narrow)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, may = self.lang, self.bench.may("DRAFT_RULE")
        return [
            ActionSpec("leave", "Esc", tr.say("Holds"), IconName.ARROW_LEFT),
            ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
            ActionSpec(RuleForm.ADD_REASON, "F2", tr.say("New reason"), IconName.PLUS, enabled=may),
            ActionSpec(RuleForm.ADD_STOP, "F3", tr.say("New type of stop"), IconName.PLUS,
                       enabled=may),
        ], []  # fmt: skip

    def detail_spec(self) -> DetailSpec:
        """The chosen rule."""
        return detail(self.bench, self._model.line, self._model.rules)

    # --- forms --------------------------------------------------------------------------------

    def make_form(self, form: str) -> DeskForm:
        """A draft, an approval, or a reason to give a draft back."""
        tr, line = self.lang, self._model.line
        name = line_name(tr, line) if line is not None else ""
        if form == RuleForm.APPROVE:
            return self._approval(name)
        if form == RuleForm.RETURN:
            title = tr.say("Give {what} back to its author", what=name)
            return ReasonForm(tr, title, tr.say("What has to be corrected"), tr.say("Give back"))
        if form == RuleForm.ADD_REASON:
            made = RulePanel(tr, tr.say("New reason"))
            made.text("code", tr.say("Code"), mono=True)
            return self._reason(made, None)
        if form == RuleForm.ADD_STOP:
            made = RulePanel(tr, tr.say("New type of stop"))
            made.text("code", tr.say("Code"), mono=True)
            return self._stop(made, None)
        wish = line.wish if line is not None else None
        note = self._limits(wish) if isinstance(wish, ProfileWish) else ""
        return self._change(RulePanel(tr, tr.say("Change {what}", what=name), note), wish)

    def _approval(self, name: str) -> SigningForm:
        tr, line = self.lang, self._model.line
        note = tr.say("Approved by somebody other than the author; it is in force at once.")
        made = SigningForm(tr, tr.say("Approve {what}", what=name), note, "")
        if line is not None:
            page = FactList(tr.say("Content"), key_width=180, row=32)
            page.set_facts(changes(self.bench, line, names_of(tr, self._model.rules)))
            made.add_wide(page)
        made.signer_typed.connect(lambda login: self._model.name_signer(login, by_badge=False))
        return made

    def _change(self, made: RulePanel, wish: Wish | None) -> RulePanel:
        if isinstance(wish, RelationWish):
            return self._relation(made, wish)
        if isinstance(wish, StopWish):
            return self._stop(made, wish)
        if isinstance(wish, ProfileWish):
            return self._profile(made, wish)
        return self._reason(made, wish if isinstance(wish, ReasonWish) else None)

    def _names(self, made: RulePanel, wish: ReasonWish | StopWish | None) -> None:
        tr = self.lang
        made.text("name_en", tr.say("Name in English"), wish.name_en if wish else "")
        made.text("name_zh", tr.say("Name in Chinese"), wish.name_zh if wish else "")

    def _reason(self, made: RulePanel, wish: ReasonWish | None) -> RulePanel:
        tr = self.lang
        self._names(made, wish)
        days = str(wish.review_days if wish else 7)
        made.text("days", tr.say("Days to the review"), days, mono=True)
        grades = tuple(Option(each, class_word(tr, each)) for each in SEVERITIES)
        made.choice("severity", tr.say("Severity"), grades, (wish.severity if wish else "major",),
                    columns=3)  # fmt: skip
        profile = wish.profile if wish else BlockProfile.ALL_USE
        made.choice(
            "profile", tr.say("What it stops"), _options(tr, PROFILES), (profile,), columns=1
        )
        in_flight = wish.in_flight if wish else InFlight.FROZEN
        made.choice(
            "in_flight", tr.say("Pieces in work"), _options(tr, IN_FLIGHT), (in_flight,), columns=1
        )
        criteria = wish.criteria if wish else (Criterion.NCR_DISPOSED,)
        made.choice("criteria", tr.say("Before it is lifted"), _options(tr, CRITERIA), criteria,
                    several=True, columns=1)  # fmt: skip
        signee = wish.signee if wish else Signee.ANY
        made.choice("signee", tr.say("Who lifts it"), _options(tr, SIGNEES), (signee,), columns=1)
        self._lifters(made, wish)
        isolates = tr.say("Isolates related lots")
        made.yes_no("isolates", isolates, value=bool(wish and wish.isolates))
        made.yes_no("active", tr.say("In use"), value=wish.is_active if wish else True)
        return made

    def _lifters(self, made: RulePanel, wish: ReasonWish | None) -> None:
        """Persons who may be named; who was named and may no longer lift holds is left out."""
        names = names_of(self.lang, self._model.rules)
        if names:
            options = tuple(Option(str(key), name) for key, name in names.items())
            chosen = tuple(map(str, wish.signees)) if wish else ()
            label = self.lang.say("Named persons")
            made.choice("signees", label, options, chosen, several=True)

    def _profile(self, made: RulePanel, wish: ProfileWish) -> RulePanel:
        tr = self.lang
        options = tuple(Option(each, tr.say(ACTIVITIES[each])) for each in may_change(wish.code))
        made.choice("stops", tr.say("Stops besides"), options, wish.stops, several=True)
        return made

    def _limits(self, wish: ProfileWish) -> str:
        """What of a profile never changes."""
        tr = self.lang
        always = activity_words(tr, in_order(core_of(wish.code)))
        never = activity_words(tr, in_order(NEVER_STOPPED))
        return tr.say("Always stops: {always}. Never stops: {never}.", always=always, never=never)

    def _stop(self, made: RulePanel, wish: StopWish | None) -> RulePanel:
        tr = self.lang
        self._names(made, wish)
        made.yes_no("planned", tr.say("Planned"), value=bool(wish and wish.is_planned))
        made.yes_no("active", tr.say("In use"), value=wish.is_active if wish else True)
        return made

    def _relation(self, made: RulePanel, wish: RelationWish) -> RulePanel:
        tr = self.lang
        made.choice("act", tr.say("What happens"), _options(tr, ACTS), (wish.act,), columns=3)
        if self._model.line is not None and self._model.line.code == "period":
            made.text("days", tr.say("Days before and after"), str(wish.days), mono=True)
        return made

    # --- showing ------------------------------------------------------------------------------

    def show_state(self, state: DeskState) -> None:
        """Show the rules, how many drafts wait, and who is about to sign."""
        tr = self.lang
        own = [row for row in state.rows if row.rule is not None]
        waiting = sum(row.rule.waiting is not None for row in own)
        reasons = sum(row.kind is BoardKind.REASON for row in own)
        text = tr.count("{n} reason", "{n} reasons", reasons)
        self.panel.set_foot(text, tr.say("{n} waiting", n=waiting))
        super().show_state(state)
        if isinstance(self.form, SigningForm):
            signer = self._model.signing.signer
            name = tr.name(signer.name_en, signer.name_zh) if signer else ""
            words = tr.say("{name} approves", name=name) if name else tr.say("Approve")
            self.form.show_signing(self._model.signing, words)


def _options(tr: Translator, words: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(str(key), tr.say(word)) for key, word in words.items())
