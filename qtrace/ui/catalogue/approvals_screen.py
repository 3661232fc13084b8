"""Approvals: drafts of parts and plans and new sources, decided by a second person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.services.catalogue.drafts import DraftKind
from qtrace.ui.bench import Bench
from qtrace.ui.catalogue.approvals_model import ApprovalForm, ApprovalsModel
from qtrace.ui.catalogue.approvals_texts import (
    KINDS,
    code_and_version,
    columns,
    content,
    detail,
    sources,
)
from qtrace.ui.keys import Scan
from qtrace.ui.places import ApprovalsPlace, PicturePlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.desk_signing import ReasonForm, SigningForm
from qtrace.ui.widgets.facts import FactList
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import Column

PAGE_WIDTH = 780


class ApprovalsScreen(Desk):
    """What waits left, the chosen draft as a page right; it is signed in the same screen."""

    side_width = PAGE_WIDTH

    def __init__(self, bench: Bench, place: ApprovalsPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, ApprovalsModel) else ApprovalsModel(bench)
        self._place = place
        self._sourced: int | None = None
        table = DataTable(columns(bench), lambda row: row.revision_id, tr.say("Waits"))
        super().__init__(bench, self._model, table, tr.say("Content"))
        self.show_state(self._model.state)

    @property
    def model(self) -> ApprovalsModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Approvals"), nav="approvals")

    def keys(self) -> Mapping[str, str]:
        """F10 approves or signs, F3 shows the drawing, F4 gives back, Esc closes, F5 reads again."""
        if self._model.state.form is None:
            return {"F10": "approve", "F3": "drawing", "F4": "return", "F5": "refresh"}
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def typing_keys(self) -> Mapping[str, str]:
        """W says where the numbers of the plan come from, while nothing is typed."""
        found = super().typing_keys()
        return found if self._model.state.form is not None else {**found, "W": "source"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action) or self._went(action):
            return
        if action == "source":
            draft = self._model.draft
            known = draft.revision_id if draft is not None and draft.sheet is not None else None
            self._sourced = None if self._sourced == known else known
            self.show_state(self._model.state)
            return
        if action in (ApprovalForm.APPROVE, ApprovalForm.RETURN):
            offered = {spec.id: spec.enabled for spec in self.detail_spec().actions}
            if offered.get(action):
                self._model.open(action)
        elif action == "save" and isinstance(self.form, SigningForm):
            self._model.save(self.form.reason(), self.form.secret())
        elif action == "save" and isinstance(self.form, ReasonForm):
            self._model.save(self.form.reason(), "")
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()

    def _went(self, action: str) -> bool:
        """To the drawing of the chosen plan; False if `action` is another one."""
        draft = self._model.draft
        if action == "drawing" and draft is not None and draft.sheet is not None:
            self.wants.emit(PicturePlace(draft.revision_id))
        return action == "drawing"

    def scanned(self, scan: Scan) -> bool:
        """A badge names who signs; it opens the form of approval if none is open."""
        found = scan.interpretation
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        if self._model.draft is None:
            return False
        if self._model.state.form is None:
            self.act(ApprovalForm.APPROVE)
        if self._model.state.form == ApprovalForm.APPROVE:
            self._model.name_signer(found.text, by_badge=True)
            return True
        return False

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:  # noqa: ARG002 - one width
        """Columns of the table."""
        return columns(self.bench)

    def make_form(self, form: str) -> DeskForm:
        """Approve with a signature, or give a reason."""
        tr, draft = self.lang, self._model.draft
        name = f"{tr.say(KINDS[draft.kind])}  {code_and_version(draft)}" if draft else ""
        if form == ApprovalForm.APPROVE:
            note = tr.say("Approved by somebody other than the author; it is in force at once.")
            if draft is not None and draft.kind is DraftKind.LOT:
                note = tr.say("The lot goes to stock without inspection; its papers were checked.")
            made = SigningForm(tr, tr.say("Approve {what}", what=name), note, "")
            if draft is not None:
                page = FactList(tr.say("Content"), key_width=120, row=32)
                page.set_facts(tuple(content(tr, draft)))
                made.add_wide(page)
            made.signer_typed.connect(lambda login: self._model.name_signer(login, by_badge=False))
            return made
        if form == ApprovalForm.SOURCE:
            title, save = tr.say("Approve {what}", what=name), tr.say("Approve")
            return ReasonForm(tr, title, tr.say("Why it may deliver"), save)
        title = tr.say("Give {what} back to its author", what=name)
        return ReasonForm(tr, title, tr.say("What has to be corrected"), tr.say("Give back"))

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, draft = self.lang, self._model.draft
        left = [ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH)]
        if draft is not None and draft.sheet is not None:
            shown = self._sourced == draft.revision_id
            words = tr.say("Content") if shown else tr.say("Where the numbers come from")
            left.append(ActionSpec("source", "W", words))
            left.append(ActionSpec("drawing", "F3", tr.say("Drawing")))
        return left, []

    def detail_spec(self) -> DetailSpec:
        """The chosen draft, or where its numbers come from."""
        draft = self._model.draft
        found = detail(self.bench, draft)
        if draft is None or draft.sheet is None or self._sourced != draft.revision_id:
            return found
        return replace(found, facts=(), history=tuple(sources(self.lang, draft.sheet)))

    def show_state(self, state: DeskState) -> None:
        """Show what waits, the page of the chosen one, and who is about to sign."""
        waiting = sum(row.returned is None for row in state.rows)
        text = self.lang.say("{n} waiting", n=waiting)
        self.panel.set_foot(text, self.lang.say("{n} given back", n=len(state.rows) - waiting))
        super().show_state(state)
        if isinstance(self.form, SigningForm):
            signer = self._model.signing.signer
            name = self.lang.name(signer.name_en, signer.name_zh) if signer else ""
            words = (
                self.lang.say("{name} approves", name=name) if name else self.lang.say("Approve")
            )
            self.form.show_signing(self._model.signing, words)
