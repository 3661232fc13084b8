"""What every handler asks of typed text before it is kept."""

from qtrace.domain.catalogue import CatalogueReason, empty_field, unkeepable_field
from qtrace.domain.people import PeopleReason
from qtrace.services.outcomes import Refusal, refuse


def refuse_texts(**fields: str) -> Refusal | None:
    """None if every field says something that can be kept, else the refusal that names one."""
    empty = empty_field(**fields)
    if empty is not None:
        return refuse(CatalogueReason.FIELD_EMPTY, field=empty)
    return refuse_unkeepable(**fields)


def refuse_unkeepable(**fields: str | None) -> Refusal | None:
    """None if every field can be kept, empty or not."""
    bad = unkeepable_field(**fields)
    return refuse(PeopleReason.TEXT_REFUSED, field=bad) if bad is not None else None
