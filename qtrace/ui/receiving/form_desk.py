"""The forms of the receive screen behind each other: one is open, its answers go to the model."""

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


class FormDesk(QStackedWidget):
    """Shows the form that the state asks for and puts the cursor into it."""

    def __init__(self, tr: Translator, model: ReceiveModel) -> None:
        super().__init__()
        self._tr = tr
        self._open = Form.NONE
        self.paper = PaperForm(tr)
        self.paper.given.connect(model.add_paper)
        self.goods = GoodsForm(tr)
        self.goods.given.connect(model.set_goods)
        self.supplier = SupplierForm(tr)
        self.supplier.given.connect(model.receipt.choose_supplier)
        self.reprint = ReprintForm(tr)
        self.reprint.given.connect(model.labels.reprint)
        self.admit = ReasonForm(
            tr,
            tr.say("Admit to inspection"),
            tr.say("It deviates from what was expected. Why may it be inspected?"),
        )
        self.admit.given.connect(model.labels.admit)
        self._forms: dict[Form, SideForm] = {
            Form.PAPER: self.paper,
            Form.GOODS: self.goods,
            Form.SUPPLIER: self.supplier,
            Form.REPRINT: self.reprint,
            Form.ADMIT: self.admit,
        }
        for form in self._forms.values():
            self.addWidget(form)

    def show_form(self, state: ReceiveState) -> None:
        """Open or close the form of `state`; what was refused stands in it."""
        form = self._forms.get(state.form)
        if form is not None:
            self.setCurrentWidget(form)
            self.supplier.offer(state.suppliers)
            if state.form is not self._open:
                self._offer(state)
                form.begin()
            refused = state.saying is not None and state.saying.status is Status.BLOCKED
            if refused and state.saying is not None:
                form.say_fault(explain_saying(self._tr, state.saying).text)
        elif self._open in self._forms:
            focused = self.focusWidget()
            if focused is not None:
                focused.clearFocus()
        self._open = state.form

    def submit(self) -> None:
        """Take over what stands in the open form."""
        form = self._forms.get(self._open)
        if form is not None:
            form.submit()

    def step(self, by: int) -> None:
        """Up and Down in the open form."""
        form = self._forms.get(self._open)
        if form is not None:
            form.step(by)

    def _offer(self, state: ReceiveState) -> None:
        self.paper.offer(missing_papers(state))
        task = state.task
        self.reprint.offer(state.reprint_number, task.total if task is not None else 1)
