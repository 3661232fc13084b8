"""The judgement at the door, made again with every key: what came, what is missing, what to send."""

from dataclasses import replace
from typing import Any, Final

from qtrace.domain.codes.label_join import expiry_text
from qtrace.domain.codes.reasons import Verdict
from qtrace.domain.receipt_quantities import excess_containers, expiry_of, split_quantity
from qtrace.domain.receipt_rules import judge_receipt
from qtrace.domain.receiving import Came, Finding, Level, Place, ReceiptVerdict, SourceFacts
from qtrace.domain.suppliers import SourceState
from qtrace.services.receiving.commands import PaperInput, ReceiveDelivery
from qtrace.services.receiving.queries import Arrival, ExpectedLine
from qtrace.ui.receiving.receive_state import Basis, CountField, ReceiveState

NOT_CHOSEN: Final = SourceFacts(
    state=SourceState.APPROVED, is_first_lot=False, supplier="", supplier_zh=""
)
"""Stands in while nobody has said who brought it: nothing can be posted and nothing is green."""


def basis_of_line(line: ExpectedLine, raw: str, *, is_read: bool) -> Basis:
    """The line with what its code carries."""
    return Basis(
        line=line,
        came=line.came,
        source=line.source,
        rules=line.rules,
        part=line.came_part,
        fields=line.fields,
        is_read=is_read,
        raw=raw,
    )


def basis_of_unknown(arrival: Arrival, line: ExpectedLine | None) -> Basis:
    """A code that leads nowhere: against the line that was open, or against nothing."""
    came = arrival.came
    if arrival.part is not None:
        came = replace(came, part=arrival.part.number)
    return Basis(
        line=line,
        came=came,
        source=line.source if line is not None else None,
        rules=arrival.rules,
        part=arrival.part,
        fields=arrival.fields,
        is_read=True,
        raw=arrival.raw,
    )


def came_of(state: ReceiveState) -> Came | None:
    """What stands at the door: the code, then what was typed over it."""
    basis = state.basis
    if basis is None:
        return None
    came, counted, goods = basis.came, state.counted, state.goods
    changes: dict[str, Any] = {
        "papers": came.papers | {paper.kind for paper in state.papers},
    }
    if counted.quantity_q6 is not None:
        changes["quantity_q6"] = counted.quantity_q6
    if counted.containers is not None:
        changes["containers"] = counted.containers
    if goods is not None:
        changes["supplier_lot"] = goods.supplier_lot
        changes["expiry"] = expiry_of(goods.expiry, came.made_on, basis.rules.shelf_life_days)
        changes["revision"] = goods.revision or came.revision
    return replace(came, **changes)


def verdict_of(state: ReceiveState) -> ReceiptVerdict | None:
    """The judgement on what is known now; None while there is nothing to judge."""
    came, basis = came_of(state), state.basis
    if came is None or basis is None:
        return None
    expected = basis.line.expected if basis.line is not None else None
    return judge_receipt(expected, came, basis.source or NOT_CHOSEN, basis.rules, state.today)


def missing_counts(state: ReceiveState) -> tuple[CountField, ...]:
    """Counts that neither the code nor a person has said."""
    came = came_of(state)
    if came is None:
        return ()
    known = (came.quantity_q6, came.containers)
    return tuple(field for field, value in zip(CountField, known, strict=True) if value is None)


def first_field(state: ReceiveState) -> CountField:
    """The field in which typing begins."""
    missing = missing_counts(state)
    return missing[0] if missing else CountField.QUANTITY


def announced(state: ReceiveState, field: CountField) -> int | None:
    """What the line announces of `field`, to be confirmed by Enter."""
    line = state.basis.line if state.basis is not None else None
    if line is None:
        return None
    if field is CountField.QUANTITY:
        return line.expected.quantity_q6
    return line.expected.containers


def needs_supplier(state: ReceiveState) -> bool:
    """True for what nobody announced, until somebody says who brought it."""
    basis = state.basis
    return basis is not None and (
        basis.source is None or (basis.line is None and state.supplier is None)
    )


def blocking(verdict: ReceiptVerdict) -> tuple[Finding, ...]:
    """Findings that the person must acknowledge."""
    return tuple(found for found in verdict.findings if found.level is Level.BLOCKED)


def is_waiting(state: ReceiveState) -> bool:
    """True for a line opened by hand of which nothing has been read or typed yet."""
    basis = state.basis
    return (
        basis is not None
        and not basis.is_read
        and not state.counted.is_touched
        and state.goods is None
    )


def may_post(state: ReceiveState) -> bool:
    """True if nothing is missing; blocking findings are another question."""
    return (
        state.basis is not None
        and not state.busy
        and state.counted.fault is None
        and not missing_counts(state)
        and not needs_supplier(state)
    )


def shares(state: ReceiveState) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Quantities of the containers of the lot, and of those with the excess."""
    came, verdict = came_of(state), verdict_of(state)
    if came is None or verdict is None or came.quantity_q6 is None or came.containers is None:
        return (), ()
    total, boxes = came.quantity_q6, came.containers
    if not 0 < verdict.excess_q6 < total:
        return split_quantity(total, boxes), ()
    extra = excess_containers(boxes, verdict.excess_q6, total)
    kept = split_quantity(verdict.accepted_q6, max(boxes - extra, 1))
    return kept, split_quantity(verdict.excess_q6, extra)


def goes_to_pending(verdict: ReceiptVerdict) -> bool:
    """True if it is put to the pending place until quality decides."""
    return verdict.place is Place.PENDING


def present_papers(state: ReceiveState) -> tuple[PaperInput, ...]:
    """Papers that are here: announced with a number, then registered by hand."""
    line = state.basis.line if state.basis is not None else None
    rows = line.papers if line is not None else ()
    stated = [PaperInput(kind=row.kind, number=row.number) for row in rows if row.number]
    by_hand = {paper.kind for paper in state.papers}
    return (*(paper for paper in stated if paper.kind not in by_hand), *state.papers)


def _unit_code(state: ReceiveState, basis: Basis) -> str:
    """The unit of the part that came; one that nobody knows is counted as what was due."""
    due = basis.line.part if basis.line is not None else None
    part = basis.part or due
    return part.unit_code if part is not None else state.unit_code


def receipt_command(
    state: ReceiveState, head: dict[str, Any], ids: tuple[int, int, int], *, acknowledge: bool
) -> ReceiveDelivery | None:
    """The command that receives what stands there; None while something is missing.

    Args:
        state: what is known.
        head: uid and client time.
        ids: of the lot, its receipt and its inspection request.
        acknowledge: the person has seen the blocking findings and receives it as what it is.
    """
    came, verdict, basis = came_of(state), verdict_of(state), state.basis
    if came is None or verdict is None or basis is None or not may_post(state):
        return None
    assert came.quantity_q6 is not None and came.containers is not None  # noqa: PT018
    line, message = basis.line, state.message
    valid = message if message is not None and message.verdict is Verdict.VALID else None
    supplier_id = line.supplier_id if line is not None else None
    if supplier_id is None:
        assert state.supplier is not None, "needs_supplier() says so"
        supplier_id = state.supplier.supplier_id
    return ReceiveDelivery(
        **head,
        lot_id=ids[0],
        receipt_id=ids[1],
        inspection_id=ids[2],
        delivery_line_id=line.line_id if line is not None else None,
        supplier_id=supplier_id,
        part_id=came.part_id,
        quantity_q6=came.quantity_q6,
        unit_code=_unit_code(state, basis),
        containers=came.containers,
        revision=came.revision,
        part_text="" if came.part_id is not None else came.part,
        manufacturer_site_id=line.site_id if line is not None else None,
        supplier_lot=came.supplier_lot,
        udi_di=valid.di if valid is not None else None,
        made_on=came.made_on,
        expiry=came.expiry,
        expiry_text=expiry_text(valid) if valid is not None else None,
        raw_code=basis.raw if came.has_code else None,
        location_id=state.place.location_id if state.place is not None else None,
        needed_at=line.needed_at if line is not None else None,
        papers=present_papers(state),
        acknowledged=tuple(f.code.value for f in blocking(verdict)) if acknowledge else (),
    )
