"""The forms of the receive screen behind each other: one is open, its answers go to the model."""

from collections.abc import Callable, Mapping
from functools import cached_property

from PySide6.QtWidgets import QStackedWidget

from qtrace.i18n import Translator
from qtrace.ui.receiving.forms import PaperForm, ReasonForm, ReprintForm, SideForm
from qtrace.ui.receiving.goods_form import GoodsForm
from qtrace.ui.receiving.order_texts import missing_papers
from qtrace.ui.receiving.receive_model import ReceiveModel
from qtrace.ui.receiving.receive_state import Form, ReceiveState
from qtrace.ui.receiving.sayings import explain_saying
from qtrace.ui.receiving.supplier_form import SupplierForm
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.fields import Answer


class FormDesk(QStackedWidget):
    """Shows the form that the state asks for and puts the cursor into it; made when it is asked for."""

    def __init__(self, tr: Translator, model: ReceiveModel) -> None:
        super().__init__()
        self._tr, self._model = tr, model
        self._open = Form.NONE
        self._forms: dict[Form, Callable[[], SideForm]] = {
            Form.PAPER: lambda: self.paper,
            Form.GOODS: lambda: self.goods,
            Form.SUPPLIER: lambda: self.supplier,
            Form.REPRINT: lambda: self.reprint,
            Form.ADMIT: lambda: self.admit,
        }

    @cached_property
    def paper(self) -> PaperForm:
        """A paper of the supplier."""
        form = PaperForm(self._tr)
        form.given.connect(self._model.add_paper)
        self.addWidget(form)
        return form

    @cached_property
    def goods(self) -> GoodsForm:
        """What came without a delivery note."""
        form = GoodsForm(self._tr)
        form.given.connect(self._model.set_goods)
        self.addWidget(form)
        return form

    @cached_property
    def supplier(self) -> SupplierForm:
        """Who delivered."""
        form = SupplierForm(self._tr)
        form.given.connect(self._model.receipt.choose_supplier)
        self.addWidget(form)
        return form

    @cached_property
    def reprint(self) -> ReprintForm:
        """Why a label is printed again."""
        form = ReprintForm(self._tr)
        form.given.connect(self._model.labels.reprint)
        self.addWidget(form)
        return form

    @cached_property
    def admit(self) -> ReasonForm:
        """Why a lot that deviates may be inspected."""
        tr = self._tr
        form = ReasonForm(
            tr,
            tr.say("Admit to inspection"),
            tr.say("It deviates from what was expected. Why may it be inspected?"),
        )
        form.given.connect(self._model.labels.admit)
        self.addWidget(form)
        return form

    def show_form(self, state: ReceiveState) -> None:
        """Open or close the form of `state`; what was refused stands in it."""
        form = self._form(state.form)
        if form is not None:
            self.setCurrentWidget(form)
            self._offer(state)
            if state.form is not self._open:
                form.begin()
            refused = state.saying is not None and state.saying.status is Status.BLOCKED
            if refused and state.saying is not None:
                form.say_fault(explain_saying(self._tr, state.saying).text)
        elif self._open in self._forms:
            focused = self.focusWidget()
            if focused is not None:
                focused.clearFocus()
        self._open = state.form

    def typed(self) -> dict[str, dict[str, Answer]]:
        """What stands in the forms that were made, by form."""
        made = {form: each for form, each in self._made().items() if each.typed()}
        return {form.value: each.typed() for form, each in made.items()}

    def put_typed(self, typed: Mapping[str, Mapping[str, Answer]]) -> None:
        """Put it back, also into a form that is closed now."""
        for form, make in self._forms.items():
            if form.value in typed:
                make().put_typed(typed[form.value])

    def _made(self) -> dict[Form, SideForm]:
        """Forms that somebody has opened in this view."""
        return {
            form: self.__dict__[form.value] for form in self._forms if form.value in self.__dict__
        }

    def submit(self) -> None:
        """Take over what stands in the open form."""
        form = self._form(self._open)
        if form is not None:
            form.submit()

    def step(self, by: int) -> None:
        """Up and Down in the open form."""
        form = self._form(self._open)
        if form is not None:
            form.step(by)

    def _form(self, form: Form) -> SideForm | None:
        make = self._forms.get(form)
        return make() if make is not None else None

    def _offer(self, state: ReceiveState) -> None:
        """What the open form offers: suppliers as they are found, the rest when it opens."""
        if state.form is Form.SUPPLIER:
            self.supplier.offer(state.suppliers)
        elif state.form is self._open:
            return
        elif state.form is Form.PAPER:
            self.paper.offer(missing_papers(state))
        elif state.form is Form.REPRINT:
            task = state.task
            self.reprint.offer(state.reprint_number, task.total if task is not None else 1)
