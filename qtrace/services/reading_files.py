"""A file of readings after its dry run, as values: what the screen shows and then records."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FileRow:
    """One reading of a file that can be recorded, with the words by which people know its place."""

    cell: str
    inspection: str
    inspection_id: int
    number: int
    characteristic_id: int
    name_en: str
    name_zh: str
    piece: int
    value: str
    gauge: str
    gauge_id: int | None


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong with a file or one of its cells: a reason code with its facts."""

    cell: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileCheck:
    """A dry run over a file: what can be recorded, and everything that stands against the rest."""

    rows: tuple[FileRow, ...]
    faults: tuple[FileFault, ...]
