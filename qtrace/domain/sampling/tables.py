"""The printed tables of the sampling standards as frozen values; nothing is computed or rounded.

Source: ANSI/ASQ Z1.4 tables I, II-A, II-B, II-C; ISO 2859-1:1999 tables 1, 2-A, 2-B, 2-C.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

FOLDER = "reference/sampling"
LETTERS = "ABCDEFGHJKLMNPQR"
AQL_COUNT = 26

Row = Mapping[str, str]
Read = Callable[[str], Iterable[Row]]

_PLAIN_DECIMAL = re.compile(r"[0-9]{1,8}(?:\.[0-9]{1,8})?", re.ASCII)


class Standard(StrEnum):
    """Standards whose single-sampling tables are shipped; the value is the stored text."""

    Z14 = "z14"
    ISO2859 = "iso2859"

    @property
    def edition(self) -> str:
        """Name of the edition the shipped numbers belong to, as it stands on a report."""
        return "ANSI/ASQ Z1.4-2003/2008" if self is Standard.Z14 else "ISO 2859-1:1999"

    @property
    def national_edition(self) -> str:
        """Name of the identical Chinese edition, or `edition` where there is none."""
        return self.edition if self is Standard.Z14 else "GB/T 2828.1-2012"


class Level(StrEnum):
    """Inspection levels: four special ones for small samples, three general ones."""

    S1 = "S-1"
    S2 = "S-2"
    S3 = "S-3"
    S4 = "S-4"
    I = "I"  # noqa: E741 - the standard's own name of the level
    II = "II"
    III = "III"


class Severity(StrEnum):
    """Severity of inspection: which of the three master tables is in force."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"


class Arrow(StrEnum):
    """How a plan was reached from its code letter: printed there, or by following an arrow."""

    DIRECT = "direct"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class PlanCell:
    """One cell of a master table with its arrow already followed.

    Attributes:
        arrow: direction of the arrow printed at the code letter.
        plan_letter: letter of the plan that is used.
        n: sample size in pieces, >= 2.
        ac: acceptance number, 0 or more.
        re: rejection number, > `ac`; a gap exists only in reduced Z1.4.
    """

    arrow: Arrow
    plan_letter: str
    n: int
    ac: int
    re: int


@dataclass(frozen=True, slots=True)
class LetterBand:
    """Code letters of one range of lot sizes; `lot_max` is None in the last, open range."""

    lot_min: int
    lot_max: int | None
    letters: Mapping[Level, str]


@dataclass(frozen=True, slots=True)
class ZeroBand:
    """Sample sizes (AQL to pieces, None = whole lot) of one range of lot sizes, c=0 plans."""

    lot_min: int
    lot_max: int | None
    sizes: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class SamplingTables:
    """All shipped attribute tables; built once by `build_tables` and passed to the rules.

    Attributes:
        bands: code letters, ascending by lot size.
        cells: master tables by standard, severity, code letter and canonical AQL.
        aqls: canonical AQL texts, ascending.
        zero_bands: c=0 plans, ascending by lot size.
        zero_aqls: canonical AQL texts of the c=0 plans, ascending.
    """

    bands: tuple[LetterBand, ...]
    cells: Mapping[tuple[Standard, Severity, str, str], PlanCell]
    aqls: tuple[str, ...]
    zero_bands: tuple[ZeroBand, ...]
    zero_aqls: tuple[str, ...]


def build_tables(read: Read) -> SamplingTables:
    """Tables made from the shipped rows; complete, or not at all.

    Args:
        read: gives the rows of a resource by its path, e.g. `qtrace.reference.read_table`.

    Raises:
        ValueError: a table is damaged: a cell is missing, doubled, or not a plan.
    """
    bands = tuple(_letter_band(row) for row in read(f"{FOLDER}/z14_code_letters.csv"))
    cells: dict[tuple[Standard, Severity, str, str], PlanCell] = {}
    for standard in Standard:
        for severity in Severity:
            path = f"{FOLDER}/{standard.value}_single_{severity.value}.csv"
            for row in read(path):
                key = (standard, severity, row["code_letter"], row["aql"])
                if key in cells:
                    raise ValueError(f"{path}: {row['code_letter']}/{row['aql']} stands twice")
                cells[key] = _plan_cell(row)
    aqls = _ascending(aql for _, _, _, aql in cells)
    zero_bands = _zero_bands(read(f"{FOLDER}/c0.csv"))
    zero_aqls = _ascending(aql for band in zero_bands for aql in band.sizes)
    tables = SamplingTables(bands, MappingProxyType(cells), aqls, zero_bands, zero_aqls)
    _require_complete(tables)
    return tables


def canonical_aql(text: str, known: Iterable[str]) -> str | None:
    """The table's own text of the AQL that `text` is equal to, or None; never a near one.

    Example:
        >>> canonical_aql("1.00", ("0.65", "1.0"))
        '1.0'
        >>> canonical_aql("0.7", ("0.65", "1.0")) is None
        True
    """
    if not _PLAIN_DECIMAL.fullmatch(text):
        return None
    value = Decimal(text)
    return next((aql for aql in known if Decimal(aql) == value), None)


def code_letter(tables: SamplingTables, level: Level, lot_size: int) -> str:
    """Code letter for `lot_size` >= 1; the printed table begins at 2, a lot of 1 reads its first row.

    Source: ISO 2859-1:1999 table 1, ANSI/ASQ Z1.4 table I.
    """
    reached = [band for band in tables.bands if band.lot_min <= max(lot_size, 2)]
    return reached[-1].letters[level]


def _letter_band(row: Row) -> LetterBand:
    letters = MappingProxyType({level: row[level.value] for level in Level})
    return LetterBand(int(row["lot_min"]), _open_end(row["lot_max"]), letters)


def _plan_cell(row: Row) -> PlanCell:
    cell = PlanCell(
        Arrow(row["arrow"]), row["plan_letter"], int(row["n"]), int(row["ac"]), int(row["re"])
    )
    if cell.n < 1 or not 0 <= cell.ac < cell.re:
        raise ValueError(f"not a sampling plan: {dict(row)}")
    return cell


def _zero_bands(rows: Iterable[Row]) -> tuple[ZeroBand, ...]:
    grouped: dict[tuple[int, int | None], dict[str, int | None]] = {}
    for row in rows:
        band = (int(row["lot_min"]), _open_end(row["lot_max"]))
        size = None if row["mode"] == "all" else int(row["n"])
        grouped.setdefault(band, {})[row["aql"]] = size
    return tuple(
        ZeroBand(low, high, MappingProxyType(sizes)) for (low, high), sizes in grouped.items()
    )


def _open_end(text: str) -> int | None:
    return int(text) if text else None


def _ascending(aqls: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(aqls), key=Decimal))


def _require_complete(tables: SamplingTables) -> None:
    """Raise ValueError unless every cell stands and the lot sizes leave no hole."""
    if len(tables.aqls) != AQL_COUNT:
        raise ValueError(f"expected {AQL_COUNT} AQLs, found {len(tables.aqls)}")
    for standard in Standard:
        for severity in Severity:
            for letter in LETTERS:
                for aql in tables.aqls:
                    if (standard, severity, letter, aql) not in tables.cells:
                        raise ValueError(f"missing: {standard} {severity} {letter}/{aql}")
    for bands in (tables.bands, tables.zero_bands):
        require_seamless([(band.lot_min, band.lot_max) for band in bands])
    if any(len(band.sizes) != len(tables.zero_aqls) for band in tables.zero_bands):
        raise ValueError("a c=0 cell is missing")


def require_seamless(ranges: list[tuple[int, int | None]]) -> None:
    """Raise ValueError unless the ranges follow each other from 2 upwards without an end."""
    expected: int | None = 2
    for low, high in ranges:
        if low != expected:
            raise ValueError(f"lot sizes do not follow each other at {low}")
        expected = None if high is None else high + 1
    if not ranges or expected is not None:
        raise ValueError("lot sizes are not open upwards")
