"""Batches: what each one lacks before its release, and the release itself by signature."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.production.gate import Missing
from qtrace.i18n.production_words import RELEASE_KIND_WORDS, gate_sentence, production_word
from qtrace.services.production.batch_queries import BatchGate
from qtrace.ui.bench import Bench
from qtrace.ui.keys import Scan
from qtrace.ui.places import (
    BatchesPlace,
    BatchHistoryPlace,
    BatchLabelsPlace,
    CasesPlace,
    EquipmentPlace,
    LotPlace,
    TrainingPlace,
)
from qtrace.ui.production.batches_model import RELEASE, BatchesModel, missing_of, next_release
from qtrace.ui.production.line_words import LineWords, grouped, joined
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec
from qtrace.ui.widgets.desk_model import DeskState
from qtrace.ui.widgets.desk_signing import SigningForm
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign

PAGE_WIDTH = 600
PAGES = {"lot": LotPlace, "history": BatchHistoryPlace, "labels": BatchLabelsPlace}


class BatchesScreen(Desk):
    """Finished batches left, the gate of the chosen one right."""

    side_width = PAGE_WIDTH

    def __init__(self, bench: Bench, place: BatchesPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, BatchesModel) else BatchesModel(bench)
        self._words = LineWords(tr, bench.zone)
        self._place = place
        table = DataTable(self._columns(), lambda row: row.lot_id, tr.say("Batches"))
        super().__init__(bench, self._model, table, tr.say("Records"))
        self.show_state(self._model.state)

    @property
    def model(self) -> BatchesModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Batches to release"), nav="batches")

    def keys(self) -> Mapping[str, str]:
        """F10 opens the release or signs it, F3 the lot, F9 the history, F2 training, F7 equipment."""
        if self._model.state.form is None:
            return {
                "F10": RELEASE, "F3": "lot", "F9": "history", "F11": "labels", "F5": "refresh",
                "F2": "training", "F7": "equipment",
            }  # fmt: skip
        return {"F10": "save", "Esc": "close", "F5": "refresh"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        gate, page = self._model.gate, PAGES.get(action)
        if action == RELEASE:
            self._model.open(RELEASE)
        elif page is not None and gate is not None:
            self.wants.emit(page(gate.lot_id))
        elif action == "case" and gate is not None and gate.facts.cases:
            self.wants.emit(CasesPlace(number=gate.facts.cases[0]))
        elif action == "training":
            self.wants.emit(TrainingPlace())
        elif action == "equipment":
            self.wants.emit(EquipmentPlace())
        elif action == "save" and isinstance(self.form, SigningForm):
            self._model.save(self.form.secret())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()

    def scanned(self, scan: Scan) -> bool:
        """A badge names who signs the open release; the label of a unit opens its labels."""
        found = scan.interpretation
        if isinstance(found, GS1Message) and found.serial and self._model.state.form is None:
            self._model.batch_of(found, lambda lot_id: self.wants.emit(BatchLabelsPlace(lot_id)))
            return True
        if not isinstance(found, InternalCode) or found.kind is not InternalKind.BADGE:
            return False
        if self._model.state.form != RELEASE:
            return False
        self._model.name_signer(found.text, by_badge=True)
        return True

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:  # noqa: ARG002 - few enough
        """Columns of the table."""
        return self._columns()

    def _columns(self) -> Sequence[Column[BatchGate]]:
        words = self._words
        tr = words.tr
        return (
            Column(
                "lot",
                tr.say("Batch"),
                lambda row: CellView(
                    row.order.lot,
                    words.urgent(row.order) or words.part(row.order.part),
                    role=TextRole.DATA,
                ),
            ),
            Column(
                "order", tr.term("production", "Order"), lambda row: CellView(row.order.number), 150
            ),
            Column(
                "made",
                tr.term("pieces", "Good"),
                lambda row: CellView(grouped(row.facts.made)),
                80,
                ColumnAlign.RIGHT,
            ),
            Column("state", tr.say("Missing"), self._state, 150, ColumnAlign.RIGHT),
        )

    def _state(self, row: BatchGate) -> CellView:
        tr, points = self._words.tr, len(missing_of(row))
        if points:
            text = tr.count("{n} point", "{n} points", points)
            return CellView(chip=ChipSpec(text, Status.HOLD))
        return CellView(chip=ChipSpec(tr.say("Complete"), Status.OK))

    def make_form(self, form: str) -> DeskForm:  # noqa: ARG002 - there is one
        """The release is signed."""
        tr, gate = self.lang, self._model.gate
        assert gate is not None
        kind = production_word(tr, RELEASE_KIND_WORDS, next_release(gate).value)
        note = tr.say("The gate is complete; whoever made pieces of it does not release it")
        made = SigningForm(tr, joined(kind, gate.order.lot), note, "")
        made.signer_typed.connect(lambda login: self._model.name_signer(login, by_badge=False))
        return made

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr = self.lang
        refresh = ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH)
        training = ActionSpec("training", "F2", tr.say("Training"), IconName.PEOPLE)
        equipment = ActionSpec("equipment", "F7", tr.say("Equipment"), IconName.GAUGE)
        return [refresh, training, equipment], []

    def detail_spec(self) -> DetailSpec:
        """What the chosen batch lacks, what was signed, what can be done."""
        tr, gate = self.lang, self._model.gate
        if gate is None:
            return DetailSpec(tr.say("No batch waits for its release"), facts=self._signed())
        points = missing_of(gate)
        kind = production_word(tr, RELEASE_KIND_WORDS, next_release(gate).value)
        facts = [*self._signed()]
        facts += [Fact(f"{n}", self._point(each)) for n, each in enumerate(points, start=1)]
        if not points:
            facts.append(Fact(tr.say("Gate"), tr.say("Everything is there")))
        facts += [
            Fact(
                production_word(tr, RELEASE_KIND_WORDS, row.kind.value),
                f"{self._words.name(row.by)} {row.at.astimezone(self.bench.zone):%m-%d %H:%M}",
            )
            for row in gate.releases
        ]
        chip = ChipSpec(tr.say("Complete"), Status.OK) if not points else None
        may = self.bench.may("RELEASE_BATCH")
        words = tr.say("Sign: {kind}", kind=kind)
        if points:
            words = tr.count("{n} point is open", "{n} points are open", len(points))
        release = ActionSpec(
            RELEASE, "F10", words, None, ButtonKind.PRIMARY, enabled=not points and may
        )
        lot = ActionSpec("lot", "F3", tr.say("Open the lot"))
        history = ActionSpec("history", "F9", tr.say("Device history"))
        note = joined(self._words.part(gate.order.part), gate.order.number)
        labels = ActionSpec("labels", "F11", tr.say("Labels"))
        actions = (lot, history, labels, *self._case(gate), release)
        return DetailSpec(self._words.batch(gate.order), note, chip, tuple(facts), (), actions)

    def _signed(self) -> tuple[Fact, ...]:
        """The release that was signed here last: it has left the list."""
        signed, tr = self._model.signed, self.lang
        if signed is None:
            return ()
        kind = production_word(tr, RELEASE_KIND_WORDS, signed.kind.value)
        at = signed.at.astimezone(self.bench.zone).strftime("%H:%M")
        text = joined(signed.lot, kind, f"{self._words.name(signed.by)} {at}")
        done = tr.say("Signed")
        return (Fact(done, text, status=Status.OK, verdict=done),)

    def _case(self, gate: BatchGate) -> tuple[ActionSpec, ...]:
        """The way to the first case that keeps the batch."""
        cases = gate.facts.cases[:1]
        return tuple(ActionSpec("case", "", self.lang.say("Open {lot}", lot=no)) for no in cases)

    def _point(self, point: Missing) -> str:
        return gate_sentence(self.lang, point.code.value, point.facts)

    def show_state(self, state: DeskState) -> None:
        """Show the batches, and who is about to sign."""
        complete = sum(not missing_of(row) for row in state.rows)
        text = self.lang.count("{n} batch", "{n} batches", len(state.rows))
        self.panel.set_foot(text, self.lang.say("{n} complete", n=complete))
        super().show_state(state)
        if isinstance(self.form, SigningForm):
            signer = self._model.signing.signer
            name = self.lang.name(signer.name_en, signer.name_zh) if signer else ""
            words = self.lang.say("{name} signs", name=name) if name else self.lang.say("Sign")
            self.form.show_signing(self._model.signing, words)
