"""Order and source: what was ordered, from whom, with which papers, and how much of it came."""

from dataclasses import dataclass

from qtrace.domain.catalogue import PaperKind
from qtrace.domain.quantities import grouped_q6
from qtrace.domain.receiving import Came, FindingCode, Level, ReceiptVerdict
from qtrace.domain.suppliers import SourceState
from qtrace.i18n.receiving_words import source_word
from qtrace.i18n.words import paper_word
from qtrace.services.receiving.fields import Tick
from qtrace.services.receiving.queries import ExpectedLine
from qtrace.ui.receiving.code_texts import PanelText
from qtrace.ui.receiving.judging import (
    announced,
    came_of,
    is_waiting,
    missing_counts,
    present_papers,
    verdict_of,
)
from qtrace.ui.receiving.receive_state import CountFault, CountField, ReceiveState
from qtrace.ui.receiving.wording import Words
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.facts import Fact

_F = FindingCode
PRODUCT_AIS = frozenset({"01", "02", "03"})
GOOD_SOURCES = frozenset({SourceState.APPROVED, SourceState.PREFERRED, SourceState.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class CountBox:
    """One count as a field: what stands in it and whether it is being typed."""

    field: CountField
    title: str
    text: str
    unit: str
    is_active: bool
    is_offered: bool


@dataclass(frozen=True, slots=True)
class QuantityText:
    """The lower part of the panel: how much came of how much, or the fields to type it.

    Attributes:
        share: part of the order that is here with this delivery, 0 to 1.
        boxes: fields to type; empty while the counts stand.
        fault: why the draft is no count.
    """

    value: str
    of: str
    rest: str
    share: float
    note: str
    boxes: tuple[CountBox, ...]
    fault: str


def order_panel(words: Words, state: ReceiveState) -> PanelText:
    """Part, revision, source and papers, each with how it was judged."""
    tr, came, verdict = words.tr, came_of(state), verdict_of(state)
    title = tr.say("Order and source")
    if came is None or verdict is None or state.basis is None:
        return PanelText(title, "", ())
    line = state.basis.line
    facts = [_part(words, state, came, verdict)]
    if line is not None or came.revision:
        facts.append(_revision(words, line, came, verdict))
    facts += _source(words, state, line)
    facts += _papers(words, state)
    note = line.order_number or line.delivery_number if line is not None else ""
    return PanelText(title, note, tuple(facts))


def _part(words: Words, state: ReceiveState, came: Came, verdict: ReceiptVerdict) -> Fact:
    tr = words.tr
    key = tr.term("receiving", "Part")
    part = state.part
    value = words.part(part) or came.part or "?"
    if verdict.has(_F.PART_NOT_KNOWN):
        return Fact(key, value, status=Status.BLOCKED, verdict=tr.say("not known"))
    if verdict.has(_F.WRONG_PART):
        return Fact(key, value, status=Status.BLOCKED, verdict=tr.say("wrong part"))
    if verdict.has(_F.UNEXPECTED_DELIVERY):
        return Fact(key, value, status=Status.BLOCKED, verdict=tr.say("not announced"))
    if is_waiting(state):
        return Fact(key, value)
    if _names_unknown_product(state):
        return Fact(key, value, status=Status.NEUTRAL, verdict=tr.say("code not known"))
    return Fact(key, value, status=Status.OK, verdict=tr.say("as ordered"))


def _names_unknown_product(state: ReceiveState) -> bool:
    """True if the label carries a product code that leads to no part of ours."""
    fields = state.basis.fields if state.basis is not None else ()
    return any(field.ai in PRODUCT_AIS and field.tick is Tick.NOT_KNOWN for field in fields)


def _revision(words: Words, line: ExpectedLine | None, came: Came, verdict: ReceiptVerdict) -> Fact:
    tr = words.tr
    ordered = line.ordered_revision if line is not None else None
    value = came.revision or ordered or "?"
    if verdict.has(_F.OLD_REVISION):
        current = line.effective_revision if line is not None else None
        said = tr.say("in force: {revision}", revision=current or "–")
        return Fact(tr.say("Revision"), value, status=Status.BLOCKED, verdict=said)
    if verdict.has(_F.NO_EFFECTIVE_REVISION):
        return Fact(
            tr.say("Revision"), value, status=Status.BLOCKED, verdict=tr.say("none in force")
        )
    if verdict.has(_F.REVISION_DIFFERS):
        said = tr.say("ordered: {revision}", revision=ordered or "–")
        return Fact(tr.say("Revision"), value, status=Status.HOLD, verdict=said)
    if value == "?":
        return Fact(tr.say("Revision"), value)
    return Fact(tr.say("Revision"), value, status=Status.OK, verdict=tr.say("in force"))


def _source(words: Words, state: ReceiveState, line: ExpectedLine | None) -> list[Fact]:
    """Supplier and manufacturing site with their standing."""
    tr = words.tr
    if line is None:
        row = state.supplier
        if row is None:
            return [
                Fact(tr.say("Supplier"), "?", status=Status.NEUTRAL, verdict=tr.say("not chosen"))
            ]
        source = state.basis.source if state.basis is not None else None
        standing = source.state if source is not None else None
        status, verdict = _standing(words, standing)
        name = f"{tr.name(row.name_en, row.name_zh)} {row.code}"
        return [Fact(tr.say("Supplier"), name, status=status, verdict=verdict)]
    supplier = f"{words.name(line.supplier)} {line.supplier_code}"
    facts = [_supplier_fact(words, line, supplier)]
    if line.site_id is not None:
        status, verdict = _standing(words, line.source_state)
        if status is Status.OK and line.source.is_first_lot:
            status, verdict = Status.HOLD, tr.say("first lot")
        elif status is Status.OK and state.part is not None:
            verdict = tr.say("{part} approved", part=state.part.number)
        facts.append(Fact(tr.say("Site"), words.name(line.site), status=status, verdict=verdict))
    return facts


def _supplier_fact(words: Words, line: ExpectedLine, supplier: str) -> Fact:
    status, verdict = _standing(words, line.supplier_state)
    return Fact(words.tr.say("Supplier"), supplier, status=status, verdict=verdict)


def _standing(words: Words, state: SourceState | None) -> tuple[Status, str]:
    word = source_word(words.tr, state)
    if state in GOOD_SOURCES:
        return Status.OK, word
    if state is SourceState.PROBATION:
        return Status.HOLD, word
    return Status.BLOCKED, word


def _papers(words: Words, state: ReceiveState) -> list[Fact]:
    """Required and announced papers; one that is missing is amber, not red."""
    tr = words.tr
    here = {paper.kind: paper.number for paper in present_papers(state)}
    basis = state.basis
    required = basis.rules.required_papers if basis is not None else ()
    facts = []
    for kind in (*required, *(kind for kind in here if kind not in required)):
        number = here.get(kind)
        if number is None:
            facts.append(
                Fact(
                    paper_word(tr, kind),
                    tr.say("with every lot"),
                    status=Status.HOLD,
                    verdict=tr.say("not here yet"),
                )
            )
        else:
            facts.append(
                Fact(paper_word(tr, kind), number, status=Status.OK, verdict=tr.say("is here"))
            )
    return facts


def missing_papers(state: ReceiveState) -> tuple[str, ...]:
    """Required kinds that are not here, then all others: the order in which F3 offers them."""
    here = {paper.kind for paper in present_papers(state)}
    required = state.basis.rules.required_papers if state.basis is not None else ()
    wanted = [kind for kind in required if kind not in here]
    others = [kind.value for kind in PaperKind if kind.value not in wanted]
    return (*wanted, *others)


def fault_text(words: Words, fault: CountFault) -> str:
    """Why what was typed is no count."""
    tr = words.tr
    return {
        CountFault.NOT_A_NUMBER: tr.say("This is no number"),
        CountFault.NOT_POSITIVE: tr.say("It must be more than zero"),
        CountFault.TOO_LARGE: tr.say("So much cannot stand here"),
        CountFault.NOT_WHOLE: tr.say("Containers are counted in whole numbers"),
    }[fault]


def quantity_text(words: Words, state: ReceiveState) -> QuantityText:
    """How much came, or the fields to type it."""
    tr, came, verdict = words.tr, came_of(state), verdict_of(state)
    if came is None or verdict is None:
        return QuantityText("", "", "", 0.0, "", (), "")
    fault = state.counted.fault
    boxes: tuple[CountBox, ...] = ()
    if state.counted.active is not None or (missing_counts(state) and not is_waiting(state)):
        boxes = tuple(_box(words, state, field) for field in CountField)
    value = grouped_q6(came.quantity_q6) if came.quantity_q6 is not None else "–"
    line = state.basis.line if state.basis is not None else None
    if line is None:
        return QuantityText(
            value, "", "", 0.0, tr.say("No order to compare with"), boxes,
            fault_text(words, fault) if fault is not None else "",
        )  # fmt: skip
    ordered = line.expected.ordered_q6
    total = line.expected.quantity_q6 if ordered is None else ordered
    amount = words.quantity(total, line.part)
    of = (
        tr.say("of {amount}, announced", amount=amount)
        if ordered is None
        else tr.say("of {amount}", amount=amount)
    )
    before = line.expected.received_q6
    is_again = verdict.has(_F.ALREADY_RECEIVED)
    now = before + (0 if is_again else came.quantity_q6 or 0)
    rest = ""
    if verdict.excess_q6:
        rest = tr.say("{amount} too many", amount=grouped_q6(verdict.excess_q6))
    elif total > now:
        rest = tr.say("{amount} left", amount=grouped_q6(total - now))
    said = fault_text(words, fault) if fault is not None else ""
    note = _quantity_note(words, verdict, before, is_counted=came.quantity_q6 is not None)
    return QuantityText(value, of, rest, now / total if total else 0.0, note, boxes, said)


def _quantity_note(
    words: Words, verdict: ReceiptVerdict, before_q6: int, *, is_counted: bool
) -> str:
    tr = words.tr
    earlier = tr.say("Received before {amount}", amount=grouped_q6(before_q6))
    if verdict.excess_q6:
        return tr.say("{earlier}; the excess gets its own lot", earlier=earlier)
    if verdict.level is Level.BLOCKED or not is_counted:
        return earlier
    return tr.say("{earlier}; not more than ordered", earlier=earlier)


def _box(words: Words, state: ReceiveState, field: CountField) -> CountBox:
    tr, counted, came = words.tr, state.counted, came_of(state)
    is_active = counted.active is field
    value_q6 = came.quantity_q6 if came is not None else None
    value = came.containers if came is not None else None
    offered = announced(state, field)
    part = state.part
    if field is CountField.QUANTITY:
        title = tr.say("Quantity")
        unit = words.name(part.unit) if part is not None else state.unit_code
        known = grouped_q6(value_q6) if value_q6 is not None else ""
        hint = grouped_q6(offered) if offered is not None else ""
    else:
        title, unit = tr.say("Containers"), ""
        known = str(value) if value is not None else ""
        hint = str(offered) if offered is not None else ""
    text = counted.draft if is_active else known
    is_offered = not text and bool(hint)
    return CountBox(field, title, text or hint, unit, is_active, is_offered)
