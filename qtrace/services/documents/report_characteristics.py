"""What an inspection report says of every characteristic and every piece, frozen at issue."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from qtrace.domain.inspection import NUMERIC, CharKind
from qtrace.i18n import N_
from qtrace.models.inspection import Characteristic, Reading
from qtrace.services.bilingual import Both, both, both_names, translators
from qtrace.services.catalogue.characteristic_terms import NO_TERMS, Terms
from qtrace.services.documents.report_rows import ResultRows

Plain = dict[str, Any]
NOTHING: Both = {"zh": "", "en": ""}
SHOWN_DIGITS = 8


def characteristics_part(found: ResultRows) -> list[Plain]:
    """Every characteristic with its requirement and what was found."""
    return [_characteristic(row, found) for row in found.characteristics]


def with_cells(found: ResultRows) -> list[Characteristic]:
    """Characteristics that have a reading for each piece, so a column of the annex."""
    return [row for row in found.characteristics if row.kind != CharKind.ATTRIBUTE]


def stopped_early(found: ResultRows) -> Both:
    """Said when a characteristic has fewer readings than its class asks for."""
    sizes = {row.char_class: row.n for row in found.classes}
    for row in with_cells(found):
        read = len({r.sample_no for r in _of(found, row)})
        if _terms(found, row).required and read < sizes.get(row.char_class, 0):
            return both(
                N_(
                    "Stopped when the verdict was certain: characteristic {no}, {read} of {n} pieces."
                ),
                no=row.no,
                read=read,
                n=sizes[row.char_class],
            )
    return NOTHING


def samples_part(found: ResultRows) -> list[Plain]:
    """Every piece with its readings, in the order of the columns."""
    columns = with_cells(found)
    cells: dict[tuple[int, int], Reading] = {
        (row.sample_no, row.characteristic_id): row
        for row in found.readings
        if row.value is not None
    }
    rows = []
    for sample in found.samples:
        readings = [(column, cells.get((sample.no, column.id))) for column in columns]
        if any(reading for _, reading in readings):
            rows.append(
                {
                    "sample": str(sample.no),
                    "container": str(sample.container_no),
                    "readings": [_cell(column, reading, found) for column, reading in readings],
                }
            )
    return rows


def value_text(value: str | None) -> str:
    """A value as a report shows it; of a photo the beginning of its hash, which alone has 64 digits."""
    return "" if value is None else value[:SHOWN_DIGITS] if len(value) == 64 else value


def _terms(found: ResultRows, row: Characteristic) -> Terms:
    return found.terms.get(row.id, NO_TERMS)


def _of(found: ResultRows, characteristic: Characteristic) -> list[Reading]:
    return [row for row in found.readings if row.characteristic_id == characteristic.id]


def _characteristic(row: Characteristic, found: ResultRows) -> Plain:
    readings = _of(found, row)
    numeric = [r.value for r in readings if r.value is not None] if row.kind in NUMERIC else []
    values = [Decimal(value) for value in numeric]
    planned = next((c.n for c in found.classes if c.char_class == row.char_class), 0)
    # What is read piece by piece says how many pieces were read, also when it was stopped early.
    n = planned if row.kind == CharKind.ATTRIBUTE else len({r.sample_no for r in readings})
    decimals = (row.decimals or 0) + 1
    mean = f"{sum(values) / len(values):.{decimals}f}" if values else ""
    return {
        "number": str(row.no),
        "name": both_names(row.name_zh, row.name_en),
        "defect_class": row.char_class,
        "requirement": _requirement(row, _terms(found, row)),
        "unit": row.unit_code or "",
        "method": _method(row, _terms(found, row)),
        "n": n,
        "d": len({r.sample_no for r in readings if r.verdict == "fail"}),
        "minimum": str(min(values)) if values else "",
        "mean": mean,
        "maximum": str(max(values)) if values else "",
    }


def _method(row: Characteristic, terms: Terms) -> Both:
    if terms.formula:
        return both_names(terms.formula, terms.formula)
    return both_names(row.method_zh, row.method_en)


def _requirement(row: Characteristic, terms: Terms) -> Both:
    match CharKind(row.kind):
        case CharKind.VARIABLE | CharKind.FORMULA:
            return _limits(row)
        case CharKind.CHOICE:
            return _options(terms)
        case CharKind.TEXT:
            needed = (
                N_("Recorded, judged by the inspector")
                if terms.required
                else N_("Recorded where there is something")
            )
            return both(needed)
        case CharKind.PHOTO:
            return both(N_("Photo, judged by the inspector"))
        case CharKind.ATTRIBUTE:
            return both_names(row.method_zh, row.method_en)


def _limits(row: Characteristic) -> Both:
    if row.lsl and row.usl:
        text = f"{row.lsl} – {row.usl}"
    elif row.usl:
        text = f"≤ {row.usl}"
    else:
        text = f"≥ {row.lsl}"
    return both_names(text, text)


def _options(terms: Terms) -> Both:
    """The options that conform; the others need no list, a reading names them."""
    zh, en = translators()
    good = [option for option in terms.options if option.conforms]
    return {
        "zh": "、".join(zh.name(option.name_en, option.name_zh) for option in good),
        "en": ", ".join(en.name(option.name_en, option.name_zh) for option in good),
    }


def _cell(column: Characteristic, reading: Reading | None, found: ResultRows) -> Plain:
    if reading is None:
        return {"text": "", "conforms": True, "first_text": ""}
    before: Mapping[int, Reading] = found.first
    first = before.get(reading.id)
    cell: Plain = {
        "text": reading.value or "",
        "conforms": reading.verdict == "pass",
        "first_text": value_text(first.value) if first else "",
    }
    match CharKind(column.kind):
        case CharKind.CHOICE:
            option = _terms(found, column).option(reading.value or "")
            if option is not None:
                cell["words"] = both_names(option.name_zh, option.name_en)
        case CharKind.PHOTO:
            cell["words"] = both(N_("photo {digest}"), digest=value_text(reading.value))
        case CharKind.FORMULA:
            cell["note"] = reading.value_raw or ""
        case _:
            pass
    return cell
