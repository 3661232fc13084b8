"""Suppliers, manufacturing sites and what they are approved for."""

from enum import StrEnum


class SupplierReason(StrEnum):
    """Why a change of suppliers, sites or sources was refused."""

    SUPPLIER_EXISTS = "SUPPLIER_EXISTS"
    SUPPLIER_UNKNOWN = "SUPPLIER_UNKNOWN"
    SITE_EXISTS = "SITE_EXISTS"
    SITE_UNKNOWN = "SITE_UNKNOWN"
    SOURCE_REASON_MISSING = "SOURCE_REASON_MISSING"
    FORMAT_EXISTS = "FORMAT_EXISTS"
    FORMAT_INVALID = "FORMAT_INVALID"
    FORMAT_UNKNOWN = "FORMAT_UNKNOWN"
    FORMAT_RETIRED = "FORMAT_RETIRED"
    FORMAT_REASON_MISSING = "FORMAT_REASON_MISSING"


class SourceState(StrEnum):
    """Standing of a supplier, or of supplier and site for one part."""

    CANDIDATE = "candidate"
    CONDITIONAL = "conditional"
    APPROVED = "approved"
    PREFERRED = "preferred"
    PROBATION = "probation"
    SUSPENDED = "suspended"
    REMOVED = "removed"


RESTRICTED = frozenset(
    {SourceState.CANDIDATE, SourceState.PROBATION, SourceState.SUSPENDED, SourceState.REMOVED}
)
"""States whose setting needs a reason, because they cost the supplier something."""

_WORST_FIRST = (
    SourceState.REMOVED,
    SourceState.SUSPENDED,
    SourceState.CANDIDATE,
    SourceState.PROBATION,
    SourceState.CONDITIONAL,
    SourceState.APPROVED,
    SourceState.PREFERRED,
)


def standing(supplier: SourceState, source: SourceState | None) -> SourceState | None:
    """The worse of the supplier's own state and that of its source; None without a source.

    A supplier without an approved source for a part is not approved for it, however good its own
    state is; a suspended supplier is suspended for every part.

    Example:
        >>> standing(SourceState.APPROVED, SourceState.PROBATION).value
        'probation'
    """
    if source is None:
        return supplier if supplier in (SourceState.SUSPENDED, SourceState.REMOVED) else None
    return min(supplier, source, key=_WORST_FIRST.index)
