"""Customers: the list, the chosen one, and a form for a new or changed one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject

from qtrace.domain.shipping import CustomerKind
from qtrace.i18n import Translator
from qtrace.services.shipping.commands import AddCustomer, ChangeCustomer
from qtrace.services.shipping.queries import CustomerRow, customers
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.places import CustomersPlace, ShipmentsPlace
from qtrace.ui.screen import ScreenHead
from qtrace.ui.shipping.shipping_words import KINDS
from qtrace.ui.theme.fonts import TextRole, product_coverage
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import Desk, DetailSpec, history_facts
from qtrace.ui.widgets.desk_model import ADD, DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.field_problems import (
    FieldProblem,
    FieldReason,
    judge_filled,
    judge_glyphs,
    judge_names,
)
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign

CUSTOMERS = DeskSubject(customers, lambda row: row.customer_id, ObjectKind.CUSTOMER)
CHANGE = "change"
NEEDED = {ADD: "ADD_CUSTOMER", CHANGE: "CHANGE_CUSTOMER"}
ACTIVE, CLOSED = "active", "closed"


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """Answers of the form, as typed and chosen."""

    code: str
    name_en: str
    name_zh: str
    address: str
    kind: str
    use: str


class CustomersModel(DeskModel):
    """Lists customers, adds and changes them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, CUSTOMERS, DeskState())

    @property
    def customer(self) -> CustomerRow | None:
        """The chosen customer."""
        return self.row

    def save(self, draft: CustomerDraft) -> None:
        """Check the open form, then send what it wishes."""
        form = self.state.form
        if form is None or self.state.busy or self.refuse_answers(self._problems(draft)):
            return
        shared: dict[str, Any] = {
            "name_en": draft.name_en, "name_zh": draft.name_zh, "address": draft.address,
            "kind": CustomerKind(draft.kind),
        }  # fmt: skip
        row = self.customer
        if form == ADD:
            made = AddCustomer(
                **self.bench.head(), customer_id=self.bench.new_id(),
                customer_code=draft.code.upper(), **shared,
            )  # fmt: skip
            self.send([lambda: made], then_choose=made.customer_id)
        elif row is not None:
            changed = ChangeCustomer(
                **self.bench.head(), customer_id=row.customer_id, row_version=row.row_version,
                is_active=draft.use == ACTIVE, **shared,
            )  # fmt: skip
            self.send([lambda: changed])

    def _problems(self, draft: CustomerDraft) -> dict[str, FieldProblem]:
        problems = judge_names(draft.name_en, draft.name_zh, product_coverage())
        problems |= judge_filled({"address": draft.address})
        problems |= judge_glyphs({"address": draft.address}, product_coverage())
        if self.state.form == ADD:
            problems |= judge_filled({"code": draft.code})
        if not draft.kind:
            problems["kind"] = FieldProblem(FieldReason.MISSING)
        return problems


class CustomerForm(DeskForm):
    """A customer; of a known one the code stays."""

    def __init__(self, tr: Translator, row: CustomerRow | None) -> None:
        title = tr.say("Add a customer")
        if row is not None:
            title = tr.say("Change a customer")
        super().__init__(title, "" if row is None else row.code)
        plain = TextLook(check=printable(tr))
        self.texts = {
            "name_en": TextField(tr.say("Name in English"), "", plain),
            "name_zh": TextField(tr.say("Name in Chinese"), "", plain),
            "address": TextField(tr.say("Address"), "", plain),
        }
        if row is None:
            self.texts = {"code": TextField(tr.say("Code"), tr.say("such as H-01"), TextLook(mono=True)),
                          **self.texts}  # fmt: skip
        else:
            for name, text in (
                ("name_en", row.name.en),
                ("name_zh", row.name.zh),
                ("address", row.address),
            ):
                self.texts[name].set_text(text)
        for name, field in self.texts.items():
            field.submitted.connect(lambda: self.triggered.emit("save"))
            self.add(name, field, 2 if name == "address" else 1)
        kinds = [Option(kind.value, tr.say(word)) for kind, word in KINDS.items()]
        self.kinds = ChoiceField(tr.say("What it is"), kinds)
        self.add("kind", self.kinds, 2)
        uses = [
            Option(ACTIVE, tr.say("Is sent to")),
            Option(CLOSED, tr.say("Nothing is sent any more")),
        ]
        self.uses = ChoiceField(tr.say("In use"), uses)
        self.uses.choose((ACTIVE if row is None or row.is_active else CLOSED,))
        if row is not None:
            self.kinds.choose((row.kind.value,))
            self.add("use", self.uses, 2)
        else:
            self.uses.setParent(self)
            self.uses.hide()
        self.set_save(tr.say("Cancel"), tr.say("Add") if row is None else tr.say("Save"))

    def draft(self) -> CustomerDraft:
        """The answers."""
        texts = {name: field.text() for name, field in self.texts.items()}
        return CustomerDraft(
            code=texts.get("code", ""), name_en=texts["name_en"], name_zh=texts["name_zh"],
            address=texts["address"], kind="".join(self.kinds.chosen()[:1]),
            use="".join(self.uses.chosen()[:1]),
        )  # fmt: skip


class CustomersScreen(Desk):
    """Customers left, the chosen one right."""

    def __init__(self, bench: Bench, _place: CustomersPlace, model: QObject | None = None) -> None:
        tr = bench.translator
        self._model = model if isinstance(model, CustomersModel) else CustomersModel(bench)
        self.lang = tr
        table = DataTable(
            self.columns(narrow=False), lambda row: row.customer_id, tr.say("Customers")
        )
        super().__init__(bench, self._model, table, tr.say("History"))
        self.show_state(self._model.state)

    @property
    def model(self) -> CustomersModel:
        """The view model."""
        return self._model

    def head(self) -> ScreenHead:
        """The bars."""
        return ScreenHead(self.lang.say("Customers"), nav="shipping")

    def keys(self) -> Mapping[str, str]:
        """F2 adds, F9 changes, F7 goes back to the shipments, F10 saves."""
        if self._model.state.form is not None:
            return {"F10": "save", "Esc": "close", "F5": "refresh"}
        return {"F2": ADD, "F9": CHANGE, "F5": "refresh", "F7": "shipments", "Esc": "shipments"}

    def act(self, action: str) -> None:
        """Do what a key or a button stands for."""
        if self.moved(action):
            return
        if action in NEEDED:
            self._open(action)
        elif action == "save" and isinstance(self.form, CustomerForm):
            self._model.save(self.form.draft())
        elif action == "close":
            self._model.close()
        elif action == "refresh":
            self._model.refresh()
        elif action == "shipments":
            self.wants.emit(ShipmentsPlace())

    def _open(self, form: str) -> None:
        is_there = form == ADD or self._model.customer is not None
        if is_there and self.bench.may(NEEDED[form]):
            self._model.open(form)

    def columns(self, *, narrow: bool) -> Sequence[Column[Any]]:
        """Columns of the table."""
        tr = self.lang
        code = Column[CustomerRow](
            "code",
            tr.say("Code"),
            lambda row: CellView(row.code, role=TextRole.DATA, strong_if_chosen=True),
            130,
        )
        name = Column[CustomerRow](
            "name",
            tr.say("Name"),
            lambda row: CellView(tr.name(row.name.en, row.name.zh), row.address),
        )
        if narrow:
            return (code, name)
        kind = Column[CustomerRow](
            "kind", tr.say("What it is"), lambda row: CellView(tr.say(KINDS[row.kind])), 140
        )
        inside = Column[CustomerRow](
            "open",
            tr.say("In the house"),
            lambda row: CellView(str(row.open_shipments)),
            120,
            ColumnAlign.RIGHT,
        )
        return (code, name, kind, inside)

    def make_form(self, form: str) -> CustomerForm:
        """A new customer, or a change of the chosen one."""
        return CustomerForm(self.lang, None if form == ADD else self._model.customer)

    def bar_actions(self) -> tuple[Sequence[ActionSpec], Sequence[ActionSpec]]:
        """Buttons of the bar."""
        tr, may = self.lang, self.bench.may
        return (
            [
                ActionSpec("refresh", "F5", tr.say("Refresh"), IconName.REFRESH),
                ActionSpec("shipments", "F7", tr.say("Shipments"), IconName.ARROW_RIGHT),
            ],
            [
                ActionSpec(
                    ADD, "F2", tr.say("Add a customer"), None, ButtonKind.PRIMARY, may(NEEDED[ADD])
                )
            ],
        )

    def detail_spec(self) -> DetailSpec:
        """The chosen customer."""
        tr, row = self.lang, self._model.customer
        if row is None:
            return DetailSpec(tr.say("No customer yet"), tr.say("F2 adds one"))
        facts = (
            Fact(tr.say("Code"), row.code, role=TextRole.DATA),
            Fact(tr.say("Address"), row.address),
            Fact(tr.say("What it is"), tr.say(KINDS[row.kind])),
            Fact(tr.say("In the house"), str(row.open_shipments)),
            Fact(tr.say("Have left"), str(row.shipped)),
        )
        chip = None if row.is_active else ChipSpec(tr.say("Nothing is sent any more"), Status.HOLD)
        may = self.bench.may(NEEDED[CHANGE])
        change = ActionSpec(CHANGE, "F9", tr.term("action", "Change"), enabled=may)
        history = history_facts(tr, self._model.state.history, self.bench.zone)
        title = tr.name(row.name.en, row.name.zh)
        return DetailSpec(title, "", chip, facts, history, (change,))

    def show_state(self, state: DeskState) -> None:
        """Show the customers."""
        self.panel.set_foot(self.lang.count("{n} customer", "{n} customers", len(state.rows)), "")
        super().show_state(state)
