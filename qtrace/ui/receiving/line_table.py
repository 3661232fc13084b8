"""The lots of one delivery: a table to choose the next one from."""

from qtrace.domain.receiving import Level
from qtrace.services.receiving.queries import ExpectedLine
from qtrace.ui.receiving.finding_words import short_finding
from qtrace.ui.receiving.judging import blocking
from qtrace.ui.receiving.wording import STATUS_OF, Words, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.table import DataTable
from qtrace.ui.widgets.tablemodel import CellView, Column, ColumnAlign


class LineTable(DataTable):
    """Lines of a delivery with what is already known to be wrong with them."""

    def __init__(self, words: Words) -> None:
        say = words.tr.say
        columns = (
            Column[ExpectedLine]("no", say("Line"), _number, 96),
            Column[ExpectedLine](
                "part", words.tr.term("receiving", "Part"), lambda row: _part(words, row)
            ),
            Column[ExpectedLine]("revision", "", _revision, 64),
            Column[ExpectedLine]("lot", say("Supplier's lot"), _lot, 180),
            Column[ExpectedLine]("order", say("Order"), _order, 160),
            Column[ExpectedLine](
                "quantity",
                say("Quantity"),
                lambda row: _quantity(words, row),
                210,
                ColumnAlign.RIGHT,
            ),
            Column[ExpectedLine]("state", say("State"), lambda row: _state(words, row), 264),
        )
        super().__init__(columns, lambda row: row.line_id, say("Lots of the delivery"))

    def show_lines(self, lines: tuple[ExpectedLine, ...], chosen: int) -> None:
        """Show `lines` with the one at place `chosen` chosen."""
        was_blocked = self.blockSignals(True)
        self.set_rows(lines)
        if chosen < len(lines):
            self.choose(lines[chosen].line_id)
        self.blockSignals(was_blocked)


def _number(row: ExpectedLine) -> CellView:
    return CellView(str(row.line_no), role=TextRole.DATA)


def _part(words: Words, row: ExpectedLine) -> CellView:
    return CellView(words.part(row.part) or "?", strong_if_chosen=True)


def _revision(row: ExpectedLine) -> CellView:
    return CellView(row.ordered_revision or "", tag=bool(row.ordered_revision))


def _lot(row: ExpectedLine) -> CellView:
    return CellView(row.expected.supplier_lot or "–", role=TextRole.DATA)


def _order(row: ExpectedLine) -> CellView:
    return CellView(row.order_number or row.delivery_number, role=TextRole.DATA)


def _quantity(words: Words, row: ExpectedLine) -> CellView:
    boxes = words.containers(row.expected.containers, row.part)
    return CellView(joined(boxes, words.quantity(row.expected.quantity_q6, row.part)))


def _state(words: Words, row: ExpectedLine) -> CellView:
    """Received lines say so quietly; of the others only what is already known to be wrong."""
    earlier = row.expected.earlier
    if earlier is not None:
        return CellView(words.tr.say("Received: {lot}", lot=earlier.lot))
    loud = blocking(row.verdict)
    if loud:
        status = STATUS_OF[Level.BLOCKED]
        return CellView(chip=ChipSpec(short_finding(words.tr, loud[0]), status))
    return CellView(words.tr.say("To receive"))
