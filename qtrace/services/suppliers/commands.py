"""Commands about suppliers, manufacturing sites and approved sources."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.suppliers import SourceState
from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSupplier(Command):
    """Add who sells to us, with a standing of its own."""

    code: ClassVar[str] = "ADD_SUPPLIER"

    supplier_id: int
    supplier_code: str
    name_en: str
    name_zh: str
    state: SourceState = SourceState.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSupplierSite(Command):
    """Add a manufacturing site of some maker; the maker need not be the supplier."""

    code: ClassVar[str] = "ADD_SUPPLIER_SITE"

    site_id: int
    site_code: str
    maker_en: str
    maker_zh: str
    name_en: str
    name_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSourceState(Command):
    """Set the standing of supplier and site for one part, or of the supplier as a whole.

    Attributes:
        source_id: id of the approved source, used if it does not exist yet.
        part_id: the part; None (with `site_id` None) means the supplier as a whole.
        site_id: the manufacturing site.
        reason: needed for candidate, probation, suspended and removed.
        lots_left_tightened: lots that are still to be inspected tightened.
    """

    code: ClassVar[str] = "SET_SOURCE_STATE"

    source_id: int
    supplier_id: int
    part_id: int | None
    site_id: int | None
    state: SourceState
    reason: str = ""
    lots_left_tightened: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSupplierFormat(Command):
    """Declare how labels of a supplier read; see `docs/codes.md` for the pattern language.

    Attributes:
        format_id: id of the new row.
        name: what the plant calls it, unique for the supplier.
        pattern: text with fields in braces.
    """

    code: ClassVar[str] = "ADD_SUPPLIER_FORMAT"

    format_id: int
    supplier_id: int
    name: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireSupplierFormat(Command):
    """No label is read by this format any more; what was read by it stays."""

    code: ClassVar[str] = "RETIRE_SUPPLIER_FORMAT"

    format_id: int
    row_version: int
    reason: str
