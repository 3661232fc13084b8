"""Sheets of catalogue, suppliers, places, gauges and people in the master data workbook, as commands."""

from collections.abc import Callable, Iterator

from qtrace.app.import_ids import ImportIds
from qtrace.domain.codes.code_profile import ProfileProblem, parse_profile
from qtrace.domain.codes.internal import format_badge
from qtrace.domain.codes.supplier_format import FormatProblem, compile_format
from qtrace.domain.gauges import CalibrationResult
from qtrace.domain.people import Role
from qtrace.domain.suppliers import SourceState
from qtrace.domain.warehouse import Zone
from qtrace.exchange.cells import CellErrorCode
from qtrace.exchange.workbook import CellError, Row
from qtrace.reference import ai_table
from qtrace.services.catalogue.code_profiles import SetCodeProfile
from qtrace.services.catalogue.commands import AddPart, AddPartCode, AddPartRevision, AddUnit
from qtrace.services.commands import Command
from qtrace.services.gauges.commands import AddGauge, RecordCalibration
from qtrace.services.people.commands import AddPerson
from qtrace.services.suppliers.commands import (
    AddSupplier,
    AddSupplierFormat,
    AddSupplierSite,
    SetSourceState,
)
from qtrace.services.warehouse.commands import AddLocation


def catalogue_commands(ids: ImportIds) -> Iterator[tuple[Row, Command]]:
    """Commands of these sheets, in an order in which references are made."""
    for sheet, build in _BUILDERS.items():
        for row in ids.new_rows(sheet, sheet):
            yield row, build(ids, row)
            if sheet == "gauges" and row.values["due_on"]:
                yield row, _calibration(ids, row)
            if sheet == "part_codes" and row.values["profile"]:
                yield row, _code_profile(ids, row)


def _unit(ids: ImportIds, row: Row) -> Command:
    v = row.values
    symbol = v["symbol_en"] or v["code"]
    return AddUnit(
        **ids.head(),
        unit_code=v["code"],
        symbol_en=symbol,
        symbol_zh=v["symbol_zh"] or symbol,
    )


def _part(ids: ImportIds, row: Row) -> Command:
    v = row.values
    ids.id_of(row, "units", "base_unit")
    return AddPart(
        **ids.head(),
        part_id=ids.id_of(row, "parts", "number"),
        number=v["number"],
        name_en=v["name_en"],
        name_zh=v["name_zh"],
        tracking=v["tracking"],
        criticality=v["criticality"],
        base_unit=v["base_unit"],
        container_word=v["container"],
        shelf_life_days=row.whole("shelf_life_days"),
        over_delivery_pct=row.whole("over_delivery_pct") or 0,
        required_papers=row.words("required_papers"),
    )


def _revision(ids: ImportIds, row: Row) -> Command:
    return AddPartRevision(
        **ids.head(),
        revision_id=ids.id_of(row, "revisions", "part", "revision"),
        part_id=ids.id_of(row, "parts", "part"),
        revision=row.values["revision"],
        drawing=row.values["drawing"],
    )


def _part_code(ids: ImportIds, row: Row) -> Command:
    return AddPartCode(
        **ids.head(),
        part_code_id=ids.id_of(row, "part_codes", "code"),
        part_id=ids.id_of(row, "parts", "part"),
        agency=row.values["agency"],
        part_code=row.values["code"],
        package_level=row.values["package_level"],
        units_per_q6=ids.quantity(row, "units_per"),
    )


def _code_profile(ids: ImportIds, row: Row) -> Command:
    ids.errors.extend(_profile_errors(row))
    part_code_id = ids.id_of(row, "part_codes", "code")
    profile = row.values["profile"]
    return SetCodeProfile(**ids.head(), part_code_id=part_code_id, profile=profile)


def _supplier(ids: ImportIds, row: Row) -> Command:
    v = row.values
    return AddSupplier(
        **ids.head(),
        supplier_id=ids.id_of(row, "suppliers", "code"),
        supplier_code=v["code"],
        name_en=v["name_en"],
        name_zh=v["name_zh"],
        state=SourceState(v["state"]),
    )


def _supplier_format(ids: ImportIds, row: Row) -> Command:
    ids.errors.extend(_pattern_errors(row))
    return AddSupplierFormat(
        **ids.head(),
        format_id=ids.id_of(row, "supplier_formats", "supplier", "name"),
        supplier_id=ids.id_of(row, "suppliers", "supplier"),
        name=row.values["name"],
        pattern=row.values["pattern"],
    )


def _site(ids: ImportIds, row: Row) -> Command:
    v = row.values
    return AddSupplierSite(
        **ids.head(),
        site_id=ids.id_of(row, "sites", "code"),
        site_code=v["code"],
        maker_en=v["maker_en"],
        maker_zh=v["maker_zh"],
        name_en=v["name_en"],
        name_zh=v["name_zh"],
    )


def _source(ids: ImportIds, row: Row) -> Command:
    return SetSourceState(
        **ids.head(),
        source_id=ids.id_of(row, "sources", "supplier", "part", "site"),
        supplier_id=ids.id_of(row, "suppliers", "supplier"),
        part_id=ids.id_of(row, "parts", "part"),
        site_id=ids.id_of(row, "sites", "site"),
        state=SourceState(row.values["state"]),
        reason=row.values["reason"],
        lots_left_tightened=row.whole("lots_left_tightened") or 0,
    )


def _location(ids: ImportIds, row: Row) -> Command:
    v = row.values
    return AddLocation(
        **ids.head(),
        location_id=ids.id_of(row, "locations", "code"),
        location_code=v["code"],
        name_en=v["name_en"],
        name_zh=v["name_zh"],
        zone=Zone(v["zone"]),
    )


def _gauge(ids: ImportIds, row: Row) -> Command:
    v = row.values
    return AddGauge(
        **ids.head(),
        gauge_id=ids.id_of(row, "gauges", "code"),
        gauge_code=v["code"],
        name_en=v["name_en"],
        name_zh=v["name_zh"],
        gauge_type=v["type"],
        resolution=v["resolution"],
        range_text=v["range"],
        unit=v["unit"],
        location_text=v["location"],
    )


def _calibration(ids: ImportIds, row: Row) -> Command:
    due = row.day("due_on")
    assert due is not None
    return RecordCalibration(
        **ids.head(),
        calibration_id=ids.new_id(),
        gauge_id=ids.id_of(row, "gauges", "code"),
        done_on=row.day("calibrated_on") or due,
        due_on=due,
        result=CalibrationResult.PASSED,
        certificate_no=row.values["certificate"],
    )


def _person(ids: ImportIds, row: Row) -> Command:
    badge = row.whole("badge_number")
    return AddPerson(
        **ids.head(),
        person_id=ids.id_of(row, "people", "login"),
        login=row.values["login"],
        name_en=row.values["name_en"],
        name_zh=row.values["name_zh"],
        badge_code=format_badge(badge) if badge else None,
        roles=tuple(Role(word) for word in row.words("roles")),
        language=row.values["language"] or None,
    )


def _profile_errors(row: Row) -> Iterator[CellError]:
    given = row.values["profile"]
    if isinstance(parse_profile(given, ai_table()), ProfileProblem):
        code = CellErrorCode.PROFILE_INVALID
        yield CellError(row.sheet, row.cell("profile"), code, {"given": given})


def _pattern_errors(row: Row) -> Iterator[CellError]:
    given = row.values["pattern"]
    found = compile_format(row.values["name"], given)
    if isinstance(found, FormatProblem):
        facts = {"given": given, "place": str(found.position + 1)}
        yield CellError(row.sheet, row.cell("pattern"), CellErrorCode.PATTERN_INVALID, facts)


_BUILDERS: dict[str, Callable[[ImportIds, Row], Command]] = {
    "units": _unit,
    "parts": _part,
    "revisions": _revision,
    "part_codes": _part_code,
    "suppliers": _supplier,
    "supplier_formats": _supplier_format,
    "sites": _site,
    "sources": _source,
    "locations": _location,
    "gauges": _gauge,
    "people": _person,
}
