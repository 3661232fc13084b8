"""Two symbols of one label, whoever issued their codes: do they belong together, and as what.

Source: GS1 General Specifications and ANSI/HIBC 2.6 allow a label to split its data in two symbols;
ICCBBA ST-001 allows one structure a symbol.
"""

from collections.abc import Mapping
from typing import Final

from qtrace.domain.codes.gs1 import merge
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.hibc import is_pair, merge_hibc
from qtrace.domain.codes.iccbba import merge_iccbba
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import Agency, Verdict
from qtrace.domain.codes.tables import AiTable

IssuerMessage = GS1Message | LabelMessage
"""What the code of a label says, read by the rules of its issuer."""

_PRODUCT: Final = ("01", "02", "03")
_EXPIRIES: Final = ("expiry", "expiry_month", "expiry_hour", "first_invalid_day")


def join(first: IssuerMessage, second: IssuerMessage, table: AiTable) -> IssuerMessage | None:
    """One message from two symbols of one label, or None if they are symbols of two labels.

    Args:
        first: the symbol read before, or what earlier symbols were joined to.
        second: the symbol read now.
        table: the AI table.
    """
    if isinstance(first, GS1Message) and isinstance(second, GS1Message):
        both = merge(first, second, table) if is_complement(first, second) else None
        return None if both is None or both.verdict is Verdict.INVALID else both
    if isinstance(first, GS1Message) or isinstance(second, GS1Message):
        return None
    if is_pair(first, second):
        return merge_hibc(first, second)
    if is_pair(second, first):
        return merge_hibc(second, first)
    return _structures(first, second)


def is_known(first: IssuerMessage, second: IssuerMessage) -> bool:
    """True if `second` is the symbol that `first` is, or one of those it was joined from."""
    return second.raw == first.raw or second.raw in first.raw.split("\n")


def is_complement(first: GS1Message, second: GS1Message) -> bool:
    """True if two GS1 symbols may belong to one label.

    They belong together if neither contradicts the other and one of them alone is incomplete or
    names no product; two labels that each name a product are two labels.
    """
    if Verdict.INVALID in (first.verdict, second.verdict):
        return False
    one, other = first.reading.values(), second.reading.values()
    if any(one[ai] != other[ai] for ai in one.keys() & other.keys()):
        return False
    if not other.keys() - one.keys():
        return False
    if Verdict.INCOMPLETE in (first.verdict, second.verdict):
        return True
    return not (_names_product(one) and _names_product(other))


def expiry_text(message: IssuerMessage) -> str | None:
    """The expiry date as the label carries it, or None."""
    if isinstance(message, GS1Message):
        return message.get("17")
    return next((part.value for part in message.parts if part.name in _EXPIRIES), None)


def _names_product(values: Mapping[str, str]) -> bool:
    return any(ai in values for ai in _PRODUCT)


def _structures(first: LabelMessage, second: LabelMessage) -> LabelMessage | None:
    """Structures of one ICCBBA label, if one of the symbols waits for another one."""
    if {first.agency, second.agency} != {Agency.ICCBBA}:
        return None
    if Verdict.INCOMPLETE not in (first.verdict, second.verdict):
        return None
    both = merge_iccbba((first, second))
    is_more = len(both.parts) > len(first.parts)
    return both if is_more and both.verdict is not Verdict.INVALID else None
