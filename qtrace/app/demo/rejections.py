"""What became of the rejected lots of the past: each went back, and its hold was lifted."""

from datetime import timedelta
from typing import Final

from qtrace.app.demo.maker import Maker
from qtrace.domain.cases import CaseStep
from qtrace.domain.disposal import Disposal, DisposalLine
from qtrace.services.cases.disposal_commands import DisposeNcr
from qtrace.services.cases.sheets import case_sheet
from qtrace.services.holds.commands import ReleaseHold, RequestRelease
from qtrace.services.holds.queries import HoldSheet, hold_sheet, open_holds

SETTLED_AFTER: Final = timedelta(days=5)
EVERY_DAYS: Final = 14
DECIDES, ASKS, LIFTS = "wang", "liu", "qian"


def settle_rejections(maker: Maker) -> None:
    """At the quality meeting every older hold of a nonconformance is settled."""
    for hold in maker.bench.ask(open_holds):
        if hold.age < SETTLED_AFTER:
            continue
        sheet = maker.bench.ask(hold_sheet, hold.hold_id)
        if sheet is not None and sheet.cases:
            _settle(maker, sheet)
            maker.wait(minutes=2)


def _settle(maker: Maker, sheet: HoldSheet) -> None:
    hold_id = sheet.head.hold_id
    for case_id, _number in sheet.cases:
        _send_back(maker, case_id)
    note = "Nonconformance disposed, goods gone / 不合格品已处置，货物已退"
    maker.do(ASKS, RequestRelease, request_id=maker.ids.next_id(), hold_id=hold_id, note=note)
    asked = maker.bench.ask(hold_sheet, hold_id)
    assert asked is not None, "it was just asked for"
    maker.sign(
        LIFTS,
        ReleaseHold,
        release_id=maker.ids.next_id(),
        hold_id=hold_id,
        comment="Return note and stock checked / 已核对退货单与库存",
        seen_sha256=asked.seen_sha256,
    )


def _send_back(maker: Maker, case_id: int) -> None:
    """All of it goes back to the supplier."""
    sheet = maker.bench.ask(case_sheet, case_id)
    assert sheet is not None, "the hold names it"
    if sheet.step is not CaseStep.DISPOSE:
        return
    lines = tuple(
        DisposalLine(each.item_id, each.qty_q6, Disposal.RETURN, "") for each in sheet.items
    )
    comment = "Supplier takes it back, credit note agreed / 供应商同意退货并出具红字发票"
    maker.sign(
        DECIDES,
        DisposeNcr,
        case_id=case_id,
        lines=lines,
        comment=comment,
        seen_sha256=sheet.seen_sha256,
    )
