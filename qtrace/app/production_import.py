"""Sheets of production in the master data workbook, as commands."""

from collections.abc import Iterator

from qtrace.app.import_ids import ImportIds
from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.production.drafts import BillLineDraft, CheckDraft, OperationDraft
from qtrace.exchange.workbook import Row, Workbook
from qtrace.services.commands import Command
from qtrace.services.production.commands import (
    AddBill,
    AddEquipment,
    AddLabelVersion,
    AddLine,
    AddRoute,
    AddWorkOrder,
    RecordTraining,
)

Commands = Iterator[tuple[Row, Command]]


def production_commands(ids: ImportIds, book: Workbook) -> Commands:
    """Commands of the sheets of production, in an order in which references are made."""
    for row in ids.new_rows("lines", "lines"):
        yield row, _line(ids, row)
    for row in ids.new_rows("equipment", "equipment"):
        yield row, _equipment(ids, row)
    for row in ids.new_rows("training", "training"):
        yield row, _training(ids, row)
    for row in ids.new_rows("label_versions", "label_versions"):
        yield row, _label_version(ids, row)
    yield from _routes(ids, book)
    yield from _bills(ids)
    for row in ids.new_rows("work_orders", "work_orders"):
        yield row, _work_order(ids, row)


def _line(ids: ImportIds, row: Row) -> Command:
    return AddLine(
        **ids.head(),
        line_id=ids.id_of(row, "lines", "code"),
        line_code=row.values["code"],
        name_en=row.values["name_en"],
        name_zh=row.values["name_zh"],
        location_id=ids.id_of(row, "locations", "location"),
    )


def _equipment(ids: ImportIds, row: Row) -> Command:
    v = row.values
    return AddEquipment(
        **ids.head(),
        equipment_id=ids.id_of(row, "equipment", "code"),
        equipment_code=v["code"],
        name_en=v["name_en"],
        name_zh=v["name_zh"],
        equipment_type=v["type"],
        line_id=ids.id_of(row, "lines", "line") if v["line"] else None,
        gauge_id=ids.id_of(row, "gauges", "gauge") if v["gauge"] else None,
        qualified_to=row.day("qualified_to"),
    )


def _training(ids: ImportIds, row: Row) -> Command:
    done = row.day("done_on")
    assert done is not None, "the sheet asks for it"
    return RecordTraining(
        **ids.head(),
        training_id=ids.new_id(),
        person_id=ids.id_of(row, "people", "person"),
        topic=row.values["topic"],
        done_on=done,
        valid_to=row.day("valid_to"),
    )


def _label_version(ids: ImportIds, row: Row) -> Command:
    return AddLabelVersion(
        **ids.head(),
        label_version_id=ids.id_of(row, "label_versions", "part", "version"),
        part_id=ids.id_of(row, "parts", "part"),
        label_version=row.values["version"],
        udi_di=row.values["udi_di"],
        description=row.values["description"],
    )


def _routes(ids: ImportIds, book: Workbook) -> Commands:
    for group in ids.groups("routes", "route"):
        first = group[0]
        yield (
            first,
            AddRoute(
                **ids.head(),
                route_id=ids.id_of(first, "routes", "route"),
                revision_id=ids.new_id(),
                route_code=first.values["route"],
                part_id=ids.id_of(first, "parts", "part"),
                operations=tuple(_operation(row, book) for row in group),
            ),
        )


def _operation(row: Row, book: Workbook) -> OperationDraft:
    v = row.values
    place = (v["route"], v["no"])
    checks = book.rows["route_checks"]
    return OperationDraft(
        no=row.whole("no") or 0,
        name_en=v["name_en"],
        name_zh=v["name_zh"],
        training_topic=v["training_topic"],
        equipment_type=v["equipment_type"],
        makes_units=v["makes_units"] == "yes",
        most_passes=row.whole("most_passes") or 0,
        checks=tuple(
            _check(each)
            for each in checks
            if (each.values["route"], each.values["operation"]) == place
        ),
    )


def _check(row: Row) -> CheckDraft:
    v = row.values
    return CheckDraft(
        no=row.whole("no") or 0,
        kind=CheckKind(v["kind"]),
        name_en=v["name_en"],
        name_zh=v["name_zh"],
        lsl=v["lsl"] or None,
        usl=v["usl"] or None,
        unit=v["unit"],
        gauge_type=v["gauge_type"],
        at_start=v["at_start"] == "yes",
        every_n=row.whole("every_n"),
        every_minutes=row.whole("every_minutes"),
        after_stop=v["after_stop"] == "yes",
        second_person=v["second_person"] == "yes",
    )


def _bills(ids: ImportIds) -> Commands:
    for group in ids.groups("bills", "bill"):
        first = group[0]
        yield (
            first,
            AddBill(
                **ids.head(),
                bill_id=ids.id_of(first, "bills", "bill"),
                revision_id=ids.new_id(),
                bill_code=first.values["bill"],
                part_id=ids.id_of(first, "parts", "made"),
                lines=tuple(_bill_line(ids, row) for row in group),
            ),
        )


def _bill_line(ids: ImportIds, row: Row) -> BillLineDraft:
    return BillLineDraft(
        no=row.whole("no") or 0,
        operation_no=row.whole("operation") or 0,
        part_id=ids.id_of(row, "parts", "part"),
        revision_id=ids.id_of(row, "revisions", "part", "revision"),
        num=row.whole("num") or 0,
        den=row.whole("den") or 0,
        rank=row.whole("rank") or 0,
        overlap=row.whole("overlap") or 0,
    )


def _work_order(ids: ImportIds, row: Row) -> Command:
    return AddWorkOrder(
        **ids.head(),
        work_order_id=ids.id_of(row, "work_orders", "number"),
        lot_id=ids.new_id(),
        part_id=ids.id_of(row, "parts", "part"),
        line_id=ids.id_of(row, "lines", "line"),
        planned=row.whole("planned") or 0,
        number=row.values["number"],
        lot=row.values["lot"],
        needed_at=ids.local(row.instant("needed_at")),
        expiry=row.day("expiry"),
    )
