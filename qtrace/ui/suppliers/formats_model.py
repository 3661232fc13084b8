"""Formats of supplier labels: listed, tried on samples, added and retired."""

from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.codes.supplier_format import FormatProblem, compile_format
from qtrace.domain.suppliers import SupplierReason
from qtrace.services.items.queries import object_history
from qtrace.services.suppliers.commands import AddSupplierFormat, RetireSupplierFormat
from qtrace.services.suppliers.formats import FormatRow, supplier_formats
from qtrace.services.suppliers.handlers import SupplierRow, suppliers
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import product_coverage
from qtrace.ui.widgets.desk_model import MOST_RECORDS, DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.field_problems import FieldProblem, judge_filled, judge_glyphs


class FormatForm(StrEnum):
    """The form beside the table."""

    ADD = "add"
    RETIRE = "retire"


@dataclass(frozen=True, slots=True)
class FormatDraft:
    """Answers of both forms."""

    supplier: str = ""
    name: str = ""
    pattern: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FormatsState(DeskState):
    """A desk of formats.

    Attributes:
        sample: the last label that was scanned here, as it can be typed.
        suppliers: suppliers that a format may be declared for.
    """

    sample: str = ""
    suppliers: tuple[SupplierRow, ...] = ()


FORMATS = DeskSubject(supplier_formats, lambda row: row.format_id, ObjectKind.SUPPLIER)
UNREADABLE = "PATTERN_UNREADABLE"
"""The pattern cannot be read; the sentence stands where the sample is tried."""


class FormatsModel(DeskModel):
    """Lists formats and changes them; its state is a `FormatsState`."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, FORMATS, FormatsState())

    @property
    def formats(self) -> FormatsState:
        """The state with what only this desk has."""
        assert isinstance(self.state, FormatsState)
        return self.state

    @property
    def format(self) -> FormatRow | None:
        """The chosen format."""
        return self.row

    def refresh(self) -> None:
        """Read formats and suppliers again."""
        self.bench.ask(suppliers, lambda rows: self.become(suppliers=rows))
        super().refresh()

    def take_sample(self, sample: str) -> None:
        """A label was scanned here, or its text was typed."""
        if sample != self.formats.sample:
            self.become(sample=sample)

    def save(self, draft: FormatDraft) -> None:
        """Check the open form, then send what it wishes."""
        form = self.state.form
        if form is None or self.state.busy:
            return
        if form == FormatForm.ADD:
            self._add(draft)
        elif self.format is not None:
            self._retire(draft, self.format)

    def _add(self, draft: FormatDraft) -> None:
        code = draft.supplier.upper()
        supplier = next((row for row in self.formats.suppliers if row.code == code), None)
        problems = judge_filled({"name": draft.name, "pattern": draft.pattern})
        problems |= judge_glyphs({"name": draft.name}, product_coverage())
        if supplier is None:
            problems["supplier"] = FieldProblem(SupplierReason.SUPPLIER_UNKNOWN)
        if draft.pattern and isinstance(compile_format("", draft.pattern), FormatProblem):
            problems["pattern"] = FieldProblem(UNREADABLE)
        if self.refuse_answers(problems) or supplier is None:
            return
        format_id = self.bench.new_id()
        command = AddSupplierFormat(
            **self.bench.head(),
            format_id=format_id,
            supplier_id=supplier.supplier_id,
            name=draft.name,
            pattern=draft.pattern,
        )
        self.send([lambda: command], then_choose=format_id)

    def _retire(self, draft: FormatDraft, row: FormatRow) -> None:
        if self.refuse_answers(judge_filled({"reason": draft.reason})):
            return
        command = RetireSupplierFormat(
            **self.bench.head(),
            format_id=row.format_id,
            row_version=row.row_version,
            reason=draft.reason,
        )
        self.send([lambda: command])

    def _read_history(self) -> None:
        """Records about the supplier: a format is part of it."""
        row, chosen = self.format, self.state.chosen
        if row is not None and chosen is not None:
            self.bench.ask(
                object_history,
                lambda told: self._told(chosen, told),
                ObjectKind.SUPPLIER,
                row.supplier_id,
                MOST_RECORDS,
            )
