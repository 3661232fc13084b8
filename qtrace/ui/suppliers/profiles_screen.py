"""Code profiles: which identifiers labels with a GTIN of ours always carry."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject

from qtrace.domain.codes.code_profile import STRICT, kept_profile
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.i18n import Translator
from qtrace.services.catalogue.code_profiles import ProfileRow
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import FormatsPlace, ProfilesPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.suppliers.profiles_model import CHANGE, ProfilesModel
from qtrace.ui.suppliers.profiles_texts import columns, detail
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

WARNED: Final = "warned"


class ProfileForm(DeskForm):
    """Asks for the identifiers of one GTIN."""

    def __init__(self, tr: Translator, row: ProfileRow) -> None:
        super().__init__(
            tr.say("{name}: {what}", name=f"GTIN {row.gtin}", what=tr.say("Code profile")),
            tr.say(
                "What every label with this GTIN carries behind it, in this order. A label that "
                "lost its separators is read by it if only one reading fits."
            ),
        )
        hint = tr.say("scan a whole label, or write such as 17 10 21; empty withdraws it")
        known = kept_profile(row.profile)
        self._profile = TextField(tr.say("Application Identifiers"), hint, TextLook(mono=True))
        self._profile.set_text(" ".join(known.ais))
        self.add("profile", self._profile, 2)
        self._others = ChoiceField(
            tr.say("Goods with another label"),
            [
                Option(WARNED, tr.say("Receive with a warning")),
                Option(STRICT, tr.say("Wait for quality")),
            ],
        )
        self._others.choose([STRICT if known.strict else WARNED])
        self.add("others", self._others, 2)
        self.set_save(tr.say("Cancel"), tr.say("Save"))

    def text(self) -> str:
        """The profile as it is written and chosen."""
        written = self._profile.text().strip()
        strict = bool(written) and STRICT in self._others.chosen()
        return f"{written} {STRICT}" if strict else written

    def teach(self, profile: str) -> None:
        """A whole label was scanned: its identifiers stand in the field."""
        self._profile.set_text(profile)


class ProfilesScreen(Desk):
    """Table of GTINs with their profiles; the chosen one or its form beside it."""

    def __init__(self, bench: Bench, _place: ProfilesPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, ProfilesModel) else ProfilesModel(bench)
        heads = columns(bench, narrow=False)
        table = DataTable(heads, lambda row: row.part_code_id, tr.say("Code profiles"))
        super().__init__(bench, self._model, table, tr.say("History"))
        self.show_state(self._model.state)

    @property
    def model(self) -> ProfilesModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Code profiles of parts"), nav="formats")

    def keys(self) -> Mapping[str, str]:
        """F2 changes, F6 goes to the label formats, F10 saves, Esc closes, F5 reads again."""
        if self._model.state.form is None:
            return {"F2": CHANGE, "F5": "refresh", "F6": "formats"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action == CHANGE:
            if self._model.profile is not None and self.bench.may("SET_CODE_PROFILE"):
                self._model.open(CHANGE)
        elif action == "save" and isinstance(self.form, ProfileForm):
            self._model.save(self.form.text())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "formats":
            self.wants.emit(FormatsPlace())

    def scanned(self, scan: Scan) -> bool:
        """A label chooses its GTIN; a whole one teaches its identifiers to an open form."""
        found = scan.interpretation
        if not isinstance(found, GS1Message) or not self._model.take_label(found):
            return False
        if isinstance(self.form, ProfileForm) and self._model.taught:
            self.form.teach(self._model.taught)
        return True

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        return columns(self.bench, narrow=narrow)

    def make_form(self, _form: str) -> ProfileForm:
        """The form of the chosen GTIN, with what a label taught just before."""
        row = self._model.profile
        assert row is not None
        made = ProfileForm(self.lang, row)
        if self._model.taught:
            made.teach(self._model.taught)
        return made

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr = self.lang
        return (
            [
                ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
                ActionSpec("formats", "F6", tr.say("Label formats"), IconName.LABEL),
            ],
            [],
        )

    def detail_spec(self) -> DetailSpec:
        """The chosen GTIN."""
        return detail(self.bench, self._model)

    def show_state(self, state: DeskState) -> None:
        """Show the GTINs and how many have a profile."""
        known = sum(bool(row.profile) for row in state.rows)
        text = self.lang.count("{n} GTIN", "{n} GTINs", len(state.rows))
        self.panel.set_foot(text, self.lang.say("{n} with a code profile", n=known))
        super().show_state(state)
