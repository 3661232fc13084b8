"""Importing the master data workbook through the same commands as everybody uses.

A dry run checks every cell, every reference and every plan and changes nothing. An import runs the
dry run first and does nothing at all if it finds an error.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from qtrace.app.plan_import import PlanSheets
from qtrace.app.production_import import production_commands
from qtrace.domain.codes.code_profile import ProfileProblem, parse_profile
from qtrace.domain.codes.internal import format_badge
from qtrace.domain.codes.supplier_format import FormatProblem, compile_format
from qtrace.domain.gauges import CalibrationResult
from qtrace.domain.people import Role
from qtrace.domain.quantities import QuantityError, parse_q6
from qtrace.domain.suppliers import SourceState
from qtrace.domain.warehouse import Zone
from qtrace.exchange.workbook import CellError, CellErrorCode, Row, Workbook
from qtrace.reference import ai_table
from qtrace.services.catalogue_commands import AddPart, AddPartCode, AddPartRevision, AddUnit
from qtrace.services.code_profiles import SetCodeProfile
from qtrace.services.commands import Command
from qtrace.services.gauges_commands import AddGauge, RecordCalibration
from qtrace.services.master_data import KnownCodes, known_codes
from qtrace.services.outcomes import Refusal
from qtrace.services.people import commands_of
from qtrace.services.people_commands import AddPerson
from qtrace.services.receiving_commands import (
    AddDelivery,
    AddOrder,
    DeliveryLineInput,
    OrderLineInput,
)
from qtrace.services.suppliers_commands import (
    AddSupplier,
    AddSupplierFormat,
    AddSupplierSite,
    SetSourceState,
)
from qtrace.services.warehouse_commands import AddLocation
from qtrace.services.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    Attributes:
        errors: everything that is wrong, by cell; nothing was changed if there is any.
        added: rows that are new, by sheet.
        known: rows that the plant has already and that were left alone, by sheet.
        left: new rows that the person may not add and that wait for somebody else, by sheet.
    """

    errors: tuple[CellError, ...]
    added: Mapping[str, int]
    known: Mapping[str, int]
    left: Mapping[str, int] = field(default_factory=dict)


class _Importer:
    """Turns rows into commands; ids are made once, so that later rows can refer to them."""

    def __init__(
        self, bench: Workbench, book: Workbook, zone: ZoneInfo, pictures: Path | None
    ) -> None:
        self._bench, self._book, self._zone = bench, book, zone
        self._pictures = pictures
        self.errors: list[CellError] = list(book.errors)
        self.added: dict[str, int] = {}
        self.known: dict[str, int] = {}
        known: KnownCodes = bench.ask(known_codes)
        self._ids: dict[str, dict[tuple[str, ...], int]] = {
            each.name: dict(getattr(known, each.name)) for each in fields(known)
        }
        self._before = {name: set(ids) for name, ids in self._ids.items()}
        self._units = {row.values["number"]: row.values["base_unit"] for row in book.rows["parts"]}

    def commands(self) -> Iterator[tuple[Row, Command]]:
        """Every command of the workbook in an order in which references are already made."""
        builders: tuple[tuple[str, str, Callable[[Row], Command | None]], ...] = (
            ("units", "units", self._unit),
            ("parts", "parts", self._part),
            ("revisions", "revisions", self._revision),
            ("part_codes", "part_codes", self._part_code),
            ("suppliers", "suppliers", self._supplier),
            ("supplier_formats", "supplier_formats", self._supplier_format),
            ("sites", "sites", self._site),
            ("sources", "sources", self._source),
            ("locations", "locations", self._location),
            ("gauges", "gauges", self._gauge),
            ("people", "people", self._person),
        )
        for sheet, ids, build in builders:
            for row in self.new_rows(sheet, ids):
                command = build(row)
                if command is not None:
                    yield row, command
                    if sheet == "gauges" and row.values["due_on"]:
                        yield row, self._calibration(row)
                    if sheet == "part_codes" and row.values["profile"]:
                        yield row, self._code_profile(row)
        yield from PlanSheets(self, self._book, self._pictures).commands()
        yield from self._orders()
        yield from self._deliveries()
        yield from production_commands(self, self._book)

    def report(self, errors: tuple[CellError, ...], left: Collection[str] = ()) -> ImportReport:
        """What came of it, where the sheets `left` were left for somebody else."""
        waiting = {sheet: n for sheet, n in self.added.items() if sheet in left}
        added = {sheet: n for sheet, n in self.added.items() if sheet not in left}
        return ImportReport(errors, added, self.known, waiting)

    def new_id(self) -> int:
        """An id for something that no other row refers to."""
        return self._bench.ids.next_id()

    def new_rows(self, sheet: str, ids: str) -> Iterator[Row]:
        """Rows that the plant does not know yet; each gets an id."""
        from qtrace.exchange.layout import BY_NAME

        for row in self._book.rows[sheet]:
            place = tuple(row.values[name] for name in BY_NAME[sheet].keys)
            if place in self._before[ids]:
                self.known[sheet] = self.known.get(sheet, 0) + 1
                continue
            self._ids[ids].setdefault(place, self._bench.ids.next_id())
            self.added[sheet] = self.added.get(sheet, 0) + 1
            yield row

    def head(self) -> dict[str, Any]:
        """Uid and client time of a new command."""
        return {"uid": self._bench.ids.next_uid(), "client_at": self._bench.clock.now()}

    def id_of(self, row: Row, ids: str, *columns: str) -> int:
        """Id that the columns refer to; an unknown one is an error of the last column's cell."""
        place = tuple(row.values[name] for name in columns)
        found = self._ids[ids].get(place)
        if found is None:
            facts = {"given": " / ".join(place)}
            self._wrong(row, columns[-1], CellErrorCode.NOT_KNOWN, facts)
            return 0
        return found

    def _wrong(self, row: Row, column: str, code: CellErrorCode, facts: Mapping[str, str]) -> None:
        self.errors.append(CellError(row.sheet, row.cell(column), code, facts))

    def _quantity(self, row: Row, column: str) -> int:
        try:
            return parse_q6(row.values[column] or "0")
        except QuantityError as error:
            self._wrong(row, column, CellErrorCode.CELL_NOT_NUMBER, {"given": error.args[1]})
            return 0

    def _unit(self, row: Row) -> Command:
        v = row.values
        symbol = v["symbol_en"] or v["code"]
        return AddUnit(
            **self.head(),
            unit_code=v["code"],
            symbol_en=symbol,
            symbol_zh=v["symbol_zh"] or symbol,
        )

    def _part(self, row: Row) -> Command:
        v = row.values
        self.id_of(row, "units", "base_unit")
        return AddPart(
            **self.head(),
            part_id=self.id_of(row, "parts", "number"),
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

    def _revision(self, row: Row) -> Command:
        return AddPartRevision(
            **self.head(),
            revision_id=self.id_of(row, "revisions", "part", "revision"),
            part_id=self.id_of(row, "parts", "part"),
            revision=row.values["revision"],
            drawing=row.values["drawing"],
        )

    def _part_code(self, row: Row) -> Command:
        return AddPartCode(
            **self.head(),
            part_code_id=self.id_of(row, "part_codes", "code"),
            part_id=self.id_of(row, "parts", "part"),
            agency=row.values["agency"],
            part_code=row.values["code"],
            package_level=row.values["package_level"],
            units_per_q6=self._quantity(row, "units_per"),
        )

    def _supplier(self, row: Row) -> Command:
        v = row.values
        return AddSupplier(
            **self.head(),
            supplier_id=self.id_of(row, "suppliers", "code"),
            supplier_code=v["code"],
            name_en=v["name_en"],
            name_zh=v["name_zh"],
            state=SourceState(v["state"]),
        )

    def _code_profile(self, row: Row) -> Command:
        self.errors.extend(_profile_errors(row))
        part_code_id = self.id_of(row, "part_codes", "code")
        profile = row.values["profile"]
        return SetCodeProfile(**self.head(), part_code_id=part_code_id, profile=profile)

    def _supplier_format(self, row: Row) -> Command:
        self.errors.extend(_pattern_errors(row))
        return AddSupplierFormat(
            **self.head(),
            format_id=self.id_of(row, "supplier_formats", "supplier", "name"),
            supplier_id=self.id_of(row, "suppliers", "supplier"),
            name=row.values["name"],
            pattern=row.values["pattern"],
        )

    def _site(self, row: Row) -> Command:
        v = row.values
        return AddSupplierSite(
            **self.head(),
            site_id=self.id_of(row, "sites", "code"),
            site_code=v["code"],
            maker_en=v["maker_en"],
            maker_zh=v["maker_zh"],
            name_en=v["name_en"],
            name_zh=v["name_zh"],
        )

    def _source(self, row: Row) -> Command:
        return SetSourceState(
            **self.head(),
            source_id=self.id_of(row, "sources", "supplier", "part", "site"),
            supplier_id=self.id_of(row, "suppliers", "supplier"),
            part_id=self.id_of(row, "parts", "part"),
            site_id=self.id_of(row, "sites", "site"),
            state=SourceState(row.values["state"]),
            reason=row.values["reason"],
            lots_left_tightened=row.whole("lots_left_tightened") or 0,
        )

    def _location(self, row: Row) -> Command:
        v = row.values
        return AddLocation(
            **self.head(),
            location_id=self.id_of(row, "locations", "code"),
            location_code=v["code"],
            name_en=v["name_en"],
            name_zh=v["name_zh"],
            zone=Zone(v["zone"]),
        )

    def _gauge(self, row: Row) -> Command:
        v = row.values
        return AddGauge(
            **self.head(),
            gauge_id=self.id_of(row, "gauges", "code"),
            gauge_code=v["code"],
            name_en=v["name_en"],
            name_zh=v["name_zh"],
            gauge_type=v["type"],
            resolution=v["resolution"],
            range_text=v["range"],
            unit=v["unit"],
            location_text=v["location"],
        )

    def _calibration(self, row: Row) -> Command:
        due = row.day("due_on")
        assert due is not None
        return RecordCalibration(
            **self.head(),
            calibration_id=self._bench.ids.next_id(),
            gauge_id=self.id_of(row, "gauges", "code"),
            done_on=row.day("calibrated_on") or due,
            due_on=due,
            result=CalibrationResult.PASSED,
            certificate_no=row.values["certificate"],
        )

    def _person(self, row: Row) -> Command:
        badge = row.whole("badge_number")
        return AddPerson(
            **self.head(),
            person_id=self.id_of(row, "people", "login"),
            login=row.values["login"],
            name_en=row.values["name_en"],
            name_zh=row.values["name_zh"],
            badge_code=format_badge(badge) if badge else None,
            roles=tuple(Role(word) for word in row.words("roles")),
            language=row.values["language"] or None,
        )

    def _orders(self) -> Iterator[tuple[Row, Command]]:
        for group in self.groups("orders"):
            first = group[0]
            lines = []
            for row in group:
                place = (row.values["number"], row.values["line"])
                line_id = self._ids["order_lines"].setdefault(place, self._bench.ids.next_id())
                ordered, due = self.id_of(row, "parts", "part"), row.day("due_on")
                lines.append(
                    OrderLineInput(
                        line_id=line_id,
                        line_no=row.whole("line") or 0,
                        part_id=ordered,
                        revision_id=self.id_of(row, "revisions", "part", "revision"),
                        qty_q6=self._quantity(row, "quantity"),
                        due_on=due or self._bench.clock.now().date(),
                    )
                )
            yield (
                first,
                AddOrder(
                    **self.head(),
                    order_id=self._ids["orders"][(first.values["number"],)],
                    number=first.values["number"],
                    supplier_id=self.id_of(first, "suppliers", "supplier"),
                    ordered_on=first.day("ordered_on") or self._bench.clock.now().date(),
                    lines=tuple(lines),
                ),
            )

    def _deliveries(self) -> Iterator[tuple[Row, Command]]:
        for group in self.groups("deliveries"):
            first = group[0]
            yield (
                first,
                AddDelivery(
                    **self.head(),
                    delivery_id=self._ids["deliveries"][(first.values["number"],)],
                    number=first.values["number"],
                    supplier_id=self.id_of(first, "suppliers", "supplier"),
                    carrier=first.values["carrier"],
                    sscc=first.values["sscc"] or None,
                    lines=tuple(self._delivery_line(row) for row in group),
                ),
            )

    def _delivery_line(self, row: Row) -> DeliveryLineInput:
        v = row.values
        order_line = self.id_of(row, "order_lines", "order", "order_line") if v["order"] else None
        return DeliveryLineInput(
            line_id=self._bench.ids.next_id(),
            line_no=row.whole("line") or 0,
            order_line_id=order_line,
            part_id=self.id_of(row, "parts", "part"),
            revision_id=None,
            manufacturer_site_id=self.id_of(row, "sites", "site") if v["site"] else None,
            supplier_lot=v["supplier_lot"] or None,
            expected_q6=self._quantity(row, "quantity"),
            containers=row.whole("containers") or 1,
            needed_at=self.local(row.instant("needed_at")),
        )

    def local(self, naive: datetime | None) -> datetime | None:
        """A wall-clock time of the plant as an instant."""
        return naive.replace(tzinfo=self._zone) if naive else None

    def groups(self, sheet: str, column: str = "number") -> Iterator[list[Row]]:
        """Rows of one order, delivery, route or bill together; known ones are left alone."""
        groups: dict[str, list[Row]] = {}
        for row in self._book.rows[sheet]:
            groups.setdefault(row.values[column], []).append(row)
        for number, rows in groups.items():
            if (number,) in self._before[sheet]:
                self.known[sheet] = self.known.get(sheet, 0) + len(rows)
                continue
            self._ids[sheet].setdefault((number,), self._bench.ids.next_id())
            self.added[sheet] = self.added.get(sheet, 0) + len(rows)
            yield rows


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


def check_workbook(
    bench: Workbench, book: Workbook, zone: ZoneInfo, pictures: Path | None = None
) -> ImportReport:
    """The dry run: what an import would do, and everything that is wrong.

    Args:
        bench: the plant.
        book: as it was read.
        zone: zone of the plant, in which the workbook's times are meant.
        pictures: folder with the drawings that plans name.
    """
    importer = _Importer(bench, book, zone, pictures)
    for _row, _command in importer.commands():
        pass
    return importer.report(tuple(importer.errors))


def import_workbook(
    bench: Workbench, book: Workbook, zone: ZoneInfo, by: int, pictures: Path | None = None
) -> ImportReport:
    """Import as person `by`, row by row, after a dry run without errors.

    A row that the service refuses is named with its reason; the rows before it stay (each is a
    command with its record), and importing the mended workbook again goes on behind them. Sheets
    that the person's roles may not write are left for somebody whose roles may: accounts are the
    administrator's, drafts of quality's data are quality's, gauges are metrology's.
    """
    checked = check_workbook(bench, book, zone, pictures)
    if checked.errors:
        return checked
    importer = _Importer(bench, book, zone, pictures)
    allowed = bench.ask(commands_of, by)
    left: set[str] = set()
    for row, command in importer.commands():
        if command.code not in allowed:
            left.add(row.sheet)
            continue
        outcome = bench.send(command, by=by)
        if isinstance(outcome, Refusal):
            facts = {"reason": outcome.code, **outcome.facts}
            error = CellError(row.sheet, f"A{row.number}", CellErrorCode.ROW_REFUSED, facts)
            return importer.report((error,), left)
    return importer.report((), left)
