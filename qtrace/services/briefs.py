"""Small values that many query rows share."""

from dataclasses import dataclass

from qtrace.models.catalogue import Part, Unit
from qtrace.models.people import Person
from qtrace.models.suppliers import Supplier, SupplierSite


@dataclass(frozen=True, slots=True)
class NamePair:
    """A name of master data in both languages; `Translator.name(*pair)` chooses.

    Example:
        >>> NamePair("Seal ring", "密封圈").en
        'Seal ring'
    """

    en: str = ""
    zh: str = ""


NO_NAME = NamePair()


@dataclass(frozen=True, slots=True)
class PartBrief:
    """A part as rows name it.

    Attributes:
        unit: symbol of the base unit.
        container_word: `ContainerWord` value.
    """

    part_id: int
    number: str
    name: NamePair
    unit_code: str
    unit: NamePair
    container_word: str


def part_brief(part: Part | None, unit: Unit | None) -> PartBrief | None:
    """The part with its unit, or None if there is no part."""
    if part is None or unit is None:
        return None
    return PartBrief(
        part.id,
        part.number,
        NamePair(part.name_en, part.name_zh),
        unit.code,
        NamePair(unit.symbol_en, unit.symbol_zh),
        part.container_word,
    )


def supplier_name(row: Supplier | None) -> NamePair:
    """Name of the supplier, empty if there is none."""
    return NamePair(row.name_en, row.name_zh) if row else NO_NAME


def site_name(row: SupplierSite | None) -> NamePair:
    """Name of the manufacturing site, empty if there is none."""
    return NamePair(row.name_en, row.name_zh) if row else NO_NAME


def person_name(row: Person | None) -> NamePair:
    """Name of the person, empty if there is none."""
    return NamePair(row.name_en, row.name_zh) if row else NO_NAME
