"""A file of readings after its dry run, as values: what the screen shows and then records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qtrace.domain.inspection_flow import ReadingOrigin
from qtrace.services.commands import Command
from qtrace.services.inspection.commands import RecordAllOk, RecordDefect, RecordReading

OK_WORD = "OK"
"""What stands in the column of values for a piece that was looked at and is good."""


class FileEntry(StrEnum):
    """What a row of a file is."""

    VALUE = "value"
    DEFECT = "defect"
    LOOKED_AT = "looked_at"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One reading of a file that can be recorded, with the words by which people know its place.

    Attributes:
        value: number, option, text, code of a defect, or `OK_WORD`.
        entry: which of them it is.
        conforms: what the file says of a text; other kinds are judged by the plan.
    """

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
    entry: FileEntry = FileEntry.VALUE
    conforms: bool = True


def row_command(row: FileRow, head: Mapping[str, Any], new_id: int) -> Command:
    """The command that records a row: the same that everybody uses.

    Args:
        row: after the dry run.
        head: uid and client time.
        new_id: id of the new row in the database.
    """
    place: dict[str, Any] = {
        "inspection_id": row.inspection_id,
        "characteristic_id": row.characteristic_id,
    }
    match row.entry:
        case FileEntry.DEFECT:
            return RecordDefect(
                **head,
                **place,
                reading_id=new_id,
                piece=row.piece,
                defect_code=row.value,
                origin=ReadingOrigin.COMMAND,
            )
        case FileEntry.LOOKED_AT:
            return RecordAllOk(
                **head, **place, count_id=new_id, piece_from=row.piece, piece_to=row.piece
            )
        case FileEntry.VALUE:
            return RecordReading(
                **head,
                **place,
                reading_id=new_id,
                piece=row.piece,
                value=row.value,
                origin=ReadingOrigin.COMMAND,
                gauge_id=row.gauge_id,
                conforms=row.conforms,
            )


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
