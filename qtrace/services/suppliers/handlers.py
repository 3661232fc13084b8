"""Suppliers, manufacturing sites and approved sources: handlers and queries of the area."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.suppliers import RESTRICTED, SourceState, SupplierReason
from qtrace.models.catalogue import Part
from qtrace.models.suppliers import ApprovedSource, Supplier, SupplierSite
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.suppliers.commands import AddSupplier, AddSupplierSite, SetSourceState
from qtrace.services.suppliers.formats import FORMATS
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def add_supplier(work: Work, command: AddSupplier) -> Facts | Refusal:
    """Add a supplier; its code is unique."""
    names = {"name_en": command.name_en or command.name_zh}
    refusal = refuse_texts(supplier_code=command.supplier_code, **names)
    if refusal is not None:
        return refusal
    taken = select(Supplier.id).where(Supplier.code == command.supplier_code)
    if work.session.scalar(taken) is not None:
        return refuse(SupplierReason.SUPPLIER_EXISTS, supplier=command.supplier_code)
    work.add(
        Supplier(
            id=command.supplier_id,
            code=command.supplier_code,
            name_en=command.name_en,
            name_zh=command.name_zh,
            state=command.state.value,
        )
    )
    work.touch(ObjectKind.SUPPLIER, command.supplier_id)
    return {"supplier": command.supplier_code}


def add_supplier_site(work: Work, command: AddSupplierSite) -> Facts | Refusal:
    """Add a manufacturing site; its code is unique."""
    names = {
        "maker_en": command.maker_en or command.maker_zh,
        "name_en": command.name_en or command.name_zh,
    }
    refusal = refuse_texts(site_code=command.site_code, **names)
    if refusal is not None:
        return refusal
    taken = select(SupplierSite.id).where(SupplierSite.code == command.site_code)
    if work.session.scalar(taken) is not None:
        return refuse(SupplierReason.SITE_EXISTS, site=command.site_code)
    work.add(
        SupplierSite(
            id=command.site_id,
            code=command.site_code,
            maker_en=command.maker_en,
            maker_zh=command.maker_zh,
            name_en=command.name_en,
            name_zh=command.name_zh,
        )
    )
    work.touch(ObjectKind.SUPPLIER, command.site_id)
    return {"site": command.site_code}


def set_source_state(work: Work, command: SetSourceState) -> Facts | Refusal:
    """Set a standing; what restricts a supplier needs its reason."""
    supplier = work.session.get(Supplier, command.supplier_id)
    if supplier is None:
        return refuse(SupplierReason.SUPPLIER_UNKNOWN)
    if command.state in RESTRICTED and not command.reason.strip():
        return refuse(SupplierReason.SOURCE_REASON_MISSING, state=command.state.value)
    work.touch(ObjectKind.SUPPLIER, supplier.id)
    if command.part_id is None and command.site_id is None:
        before, supplier.state = supplier.state, command.state.value
        return {"before": before, "state": command.state.value}
    if command.part_id is None or work.session.get(Part, command.part_id) is None:
        return refuse(CatalogueReason.PART_UNKNOWN)
    if command.site_id is None or work.session.get(SupplierSite, command.site_id) is None:
        return refuse(SupplierReason.SITE_UNKNOWN)
    return _set_source(work, command, command.part_id, command.site_id)


def _set_source(work: Work, command: SetSourceState, part_id: int, site_id: int) -> Facts:
    work.touch(ObjectKind.PART, part_id)
    source = work.session.scalar(
        select(ApprovedSource).where(
            ApprovedSource.supplier_id == command.supplier_id,
            ApprovedSource.part_id == part_id,
            ApprovedSource.site_id == site_id,
        )
    )
    if source is None:
        work.add(
            ApprovedSource(
                id=command.source_id,
                supplier_id=command.supplier_id,
                part_id=part_id,
                site_id=site_id,
                state=command.state.value,
                lots_left_tightened=command.lots_left_tightened,
            )
        )
        return {"before": "", "state": command.state.value}
    before, source.state = source.state, command.state.value
    source.lots_left_tightened = command.lots_left_tightened
    return {"before": before, "state": command.state.value}


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier as lists show it."""

    supplier_id: int
    row_version: int
    code: str
    name_en: str
    name_zh: str
    state: SourceState


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A manufacturing site as lists show it."""

    site_id: int
    row_version: int
    code: str
    maker_en: str
    maker_zh: str
    name_en: str
    name_zh: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An approved source of one part."""

    source_id: int
    row_version: int
    part_id: int
    supplier: SupplierRow
    site: SiteRow
    state: SourceState
    lots_left_tightened: int


def _supplier_row(row: Supplier) -> SupplierRow:
    return SupplierRow(
        row.id, row.row_version, row.code, row.name_en, row.name_zh, SourceState(row.state)
    )


def _site_row(row: SupplierSite) -> SiteRow:
    return SiteRow(
        row.id, row.row_version, row.code, row.maker_en, row.maker_zh, row.name_en, row.name_zh
    )


def suppliers(reads: Reads) -> tuple[SupplierRow, ...]:
    """All suppliers by code."""
    rows = reads.session.scalars(select(Supplier).order_by(Supplier.code))
    return tuple(_supplier_row(row) for row in rows)


def supplier_sites(reads: Reads) -> tuple[SiteRow, ...]:
    """All manufacturing sites by code."""
    rows = reads.session.scalars(select(SupplierSite).order_by(SupplierSite.code))
    return tuple(_site_row(row) for row in rows)


def sources_of_part(reads: Reads, part_id: int) -> tuple[SourceRow, ...]:
    """Every source of a part, whatever its state, by supplier and site."""
    rows = reads.session.execute(
        select(ApprovedSource, Supplier, SupplierSite)
        .join(Supplier, Supplier.id == ApprovedSource.supplier_id)
        .join(SupplierSite, SupplierSite.id == ApprovedSource.site_id)
        .where(ApprovedSource.part_id == part_id)
        .order_by(Supplier.code, SupplierSite.code)
    ).all()
    return tuple(
        SourceRow(
            source.id,
            source.row_version,
            source.part_id,
            _supplier_row(supplier),
            _site_row(site),
            SourceState(source.state),
            source.lots_left_tightened,
        )
        for source, supplier, site in rows
    )


HANDLERS: dict[type[Command], Handler] = {
    AddSupplier: add_supplier,
    AddSupplierSite: add_supplier_site,
    SetSourceState: set_source_state,
    **FORMATS,
}
