"""Formats of supplier labels: declared and retired by quality, read at the door."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qtrace.domain.codes.supplier_format import FormatProblem, SupplierFormat, compile_format
from qtrace.domain.people import PeopleReason
from qtrace.domain.suppliers import SupplierReason
from qtrace.models.receiving import Delivery, DeliveryLine
from qtrace.models.suppliers import Supplier
from qtrace.models.suppliers import SupplierFormat as FormatTable
from qtrace.services.briefs import NamePair, supplier_name
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.suppliers.commands import AddSupplierFormat, RetireSupplierFormat
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, ObjectKind, Work

ACTIVE = "active"
RETIRED = "retired"

Facts = Mapping[str, str]


def add_supplier_format(work: Work, command: AddSupplierFormat) -> Facts | Refusal:
    """Add a format whose pattern can be read; its name is unique for the supplier."""
    supplier = work.session.get(Supplier, command.supplier_id)
    if supplier is None:
        return refuse(SupplierReason.SUPPLIER_UNKNOWN)
    name = command.name.strip()
    refusal = refuse_texts(name=name, pattern=command.pattern)
    if refusal is not None:
        return refusal
    found = compile_format(name, command.pattern)
    if isinstance(found, FormatProblem):
        facts = {"fault": found.code.value, "place": found.position + 1}
        return refuse(SupplierReason.FORMAT_INVALID, **facts)
    taken = select(FormatTable.id).where(
        FormatTable.supplier_id == supplier.id, FormatTable.name == name
    )
    if work.session.scalar(taken) is not None:
        return refuse(SupplierReason.FORMAT_EXISTS, supplier=supplier.code, name=name)
    work.add(
        FormatTable(
            id=command.format_id,
            supplier_id=supplier.id,
            name=name,
            pattern=command.pattern,
            state=ACTIVE,
        )
    )
    work.touch(ObjectKind.SUPPLIER, supplier.id)
    return {"supplier": supplier.code, "format": name}


def retire_supplier_format(work: Work, command: RetireSupplierFormat) -> Facts | Refusal:
    """Retire a format, with the reason in the record."""
    row = work.session.get(FormatTable, command.format_id)
    if row is None:
        return refuse(SupplierReason.FORMAT_UNKNOWN)
    if row.state == RETIRED:
        return refuse(SupplierReason.FORMAT_RETIRED, name=row.name)
    if row.row_version != command.row_version:
        return refuse(PeopleReason.CHANGED_BY_OTHERS)
    if not command.reason.strip():
        return refuse(SupplierReason.FORMAT_REASON_MISSING)
    row.state = RETIRED
    work.touch(ObjectKind.SUPPLIER, row.supplier_id)
    return {"format": row.name}


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format of a supplier's labels as lists show it."""

    format_id: int
    row_version: int
    supplier_id: int
    supplier_code: str
    supplier: NamePair
    name: str
    pattern: str
    is_active: bool

    @property
    def label(self) -> str:
        """Supplier and name: what readings by this format are called."""
        return f"{self.supplier_code} {self.name}"

    @property
    def compiled(self) -> SupplierFormat | FormatProblem:
        """The format; a problem only if a newer version refuses what an older one took."""
        return compile_format(self.label, self.pattern)


def supplier_formats(reads: Reads) -> tuple[FormatRow, ...]:
    """All formats by supplier and name, those in use first."""
    rows = reads.session.execute(
        select(FormatTable, Supplier)
        .join(Supplier, Supplier.id == FormatTable.supplier_id)
        .order_by(FormatTable.state, Supplier.code, FormatTable.name)
    ).all()
    return tuple(_row(row, supplier) for row, supplier in rows)


def expected_formats(reads: Reads, supplier_id: int | None = None) -> tuple[SupplierFormat, ...]:
    """Formats in use of one supplier, or of all that have a delivery on its way here."""
    statement = (
        select(FormatTable, Supplier)
        .join(Supplier, Supplier.id == FormatTable.supplier_id)
        .where(FormatTable.state == ACTIVE)
        .order_by(Supplier.code, FormatTable.name)
    )
    if supplier_id is not None:
        statement = statement.where(FormatTable.supplier_id == supplier_id)
    else:
        due = (
            select(Delivery.supplier_id)
            .join(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
            .where(DeliveryLine.state == "expected", Delivery.state != "void")
        )
        statement = statement.where(FormatTable.supplier_id.in_(due))
    rows = reads.session.execute(statement).all()
    compiled = (_row(row, supplier).compiled for row, supplier in rows)
    return tuple(found for found in compiled if isinstance(found, SupplierFormat))


def _row(row: FormatTable, supplier: Supplier) -> FormatRow:
    return FormatRow(
        format_id=row.id,
        row_version=row.row_version,
        supplier_id=supplier.id,
        supplier_code=supplier.code,
        supplier=supplier_name(supplier),
        name=row.name,
        pattern=row.pattern,
        is_active=row.state == ACTIVE,
    )


FORMATS: dict[type[Command], Handler] = {
    AddSupplierFormat: add_supplier_format,
    RetireSupplierFormat: retire_supplier_format,
}
