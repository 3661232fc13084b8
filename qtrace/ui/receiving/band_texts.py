"""The band of the receive screen: verdict, reason, next step."""

from collections.abc import Callable, Mapping

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.reasons import Verdict
from qtrace.domain.receiving import Finding, FindingCode, Level, ReceiptVerdict
from qtrace.i18n import Translator
from qtrace.i18n.code_reasons import explain as explain_code
from qtrace.i18n.receiving_words import explain_finding, label_word
from qtrace.reference import ai_table
from qtrace.ui.receiving.container_texts import place_code
from qtrace.ui.receiving.finding_words import SAID_BY_TITLE, grouped, sentences, short_finding
from qtrace.ui.receiving.judging import (
    announced,
    blocking,
    goes_to_pending,
    is_waiting,
    missing_counts,
    needs_supplier,
    shares,
    verdict_of,
)
from qtrace.ui.receiving.receive_state import CountField, Form, Phase, ReceiveState
from qtrace.ui.receiving.sayings import explain_saying, title_of
from qtrace.ui.receiving.wording import STATUS_OF, Words, joined
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.verdict import SideBlock, VerdictSpec

SHOWN_FINDINGS = 2
ONLY_TO_KNOW = frozenset(
    {
        FindingCode.FIRST_LOT_OF_SITE,
        FindingCode.SUPPLIER_PROBATION,
        FindingCode.READ_BY_PROFILE,
    }
)


def band(words: Words, state: ReceiveState) -> VerdictSpec:
    """What the band says now: the last answer, or where the work stands."""
    if state.saying is not None:
        explained = explain_saying(words.tr, state.saying)
        reason = f"{explained.text} [{state.saying.code}]"
        return VerdictSpec(
            state.saying.status,
            title_of(words.tr, state.saying),
            reason,
            explained.next_step,
            _side(words, state),
        )
    texts: Mapping[Phase, Callable[[Words, ReceiveState], VerdictSpec]] = {
        Phase.EMPTY: _empty,
        Phase.LOADING: _loading,
        Phase.UNREAD: _unread,
        Phase.CHOOSE: _choose,
        Phase.CHECK: _check,
        Phase.LABELS: _labels,
        Phase.DONE: _labels,
    }
    return texts[state.phase](words, state)


def _loading(words: Words, _state: ReceiveState) -> VerdictSpec:
    return VerdictSpec(Status.NEUTRAL, words.tr.say("Checking …"))


def _empty(words: Words, _state: ReceiveState) -> VerdictSpec:
    tr = words.tr
    return VerdictSpec(
        Status.NEUTRAL,
        tr.say("Scan a delivery label"),
        tr.say("The code says what it is, from whom, for which order, and how much."),
        tr.say("No barcode: F2, then the order number or the number of the delivery note"),
    )


def _unread(words: Words, state: ReceiveState) -> VerdictSpec:
    """A label that may not be acted on."""
    tr, message = words.tr, state.message
    if message is None:
        return _empty(words, state)
    # What comes after the first fault of a label that is wrong is most often its consequence.
    most = 1 if message.verdict is Verdict.INVALID else SHOWN_FINDINGS
    reasons = [explain_code(tr, reason, ai_table()) for reason in message.reasons[:most]]
    said = " ".join(reasons)
    if message.verdict is Verdict.INCOMPLETE:
        title, status = tr.say("Label not complete"), Status.NEUTRAL
        after = tr.say("Scan the second symbol of the same label")
    elif message.verdict is Verdict.SUSPECT:
        two = isinstance(message, GS1Message)
        title = tr.say("Two readings, none is sure") if two else tr.say("The reading is not sure")
        status = Status.HOLD
        after = tr.say("Scan another symbol of the label; F2 takes the order number instead")
    else:
        title, status = tr.say("Label is wrong"), Status.BLOCKED
        after = tr.say("Scan another label; without one, F2 and the order number")
    return VerdictSpec(status, title, said, after)


def _choose(words: Words, state: ReceiveState) -> VerdictSpec:
    tr = words.tr
    open_ones = sum(line.state == "expected" for line in state.lines)
    return VerdictSpec(
        Status.INFO,
        tr.count("{n} lot in this delivery", "{n} lots in this delivery", len(state.lines)),
        tr.count(
            "{n} of them is still to be received, one at a time.",
            "{n} of them are still to be received, one at a time.",
            open_ones,
        ),
        tr.say("Scan the label of one lot, or choose it and press F10"),
    )


def _check(words: Words, state: ReceiveState) -> VerdictSpec:
    verdict = verdict_of(state)
    if verdict is None:
        return _empty(words, state)
    if is_waiting(state):
        return _waiting(words, state, verdict)
    missing = missing_counts(state)
    status = STATUS_OF[verdict.level]
    if verdict.level is Level.OK and (missing or needs_supplier(state)):
        status = Status.NEUTRAL
    return VerdictSpec(
        status,
        _title(words.tr, verdict, is_counted=not missing),
        reason(words, verdict),
        _next_step(words, state, verdict),
    )


def _title(tr: Translator, verdict: ReceiptVerdict, *, is_counted: bool) -> str:
    if verdict.level is Level.BLOCKED:
        return short_finding(tr, _in_order(verdict)[0])
    begin = tr.say("May be received") if is_counted else tr.say("Count it")
    found = _in_order(verdict)
    first = short_finding(tr, found[0]) if found else ""
    return joined(begin, first)


def _in_order(verdict: ReceiptVerdict) -> list[Finding]:
    """Findings as people act on them: blocking ones, what can be cured, what is only to be known."""
    return sorted(
        verdict.findings,
        key=lambda found: (found.level is not Level.BLOCKED, found.code in ONLY_TO_KNOW),
    )


def reason(words: Words, verdict: ReceiptVerdict) -> str:
    """The sentences of the loudest findings, and how many more there are."""
    tr = words.tr
    if not verdict.findings:
        return tr.say("The label agrees with order and master data.")
    parts, found = [], _in_order(verdict)
    if found[0].code is FindingCode.ALREADY_RECEIVED:
        found = found[:1]  # what else deviates was said when it was received
    for place, finding in enumerate(found[:SHOWN_FINDINGS]):
        explained = explain_finding(tr, grouped(finding), words.zone)
        is_said = place == 0 and finding.code in SAID_BY_TITLE
        parts.append("" if is_said else explained.text)
        if verdict.level is not Level.BLOCKED:
            parts.append(explained.next_step)
    said = sentences(tr, *dict.fromkeys(parts))
    rest = found[SHOWN_FINDINGS:]
    if rest:
        others = tr.say(", ").join(short_finding(tr, finding) for finding in rest)
        said = tr.say("{said} Also: {others}.", said=said, others=others)
    if verdict.level is Level.BLOCKED and len(found) == 1:
        code = found[0].code
        said = said or explain_finding(tr, found[0], words.zone).text
        said = f"{said} [{code.value}]"
    return said


def _waiting(words: Words, state: ReceiveState, verdict: ReceiptVerdict) -> VerdictSpec:
    """A line that was opened by hand: what is announced, and what is already known to be odd."""
    tr = words.tr
    loud = blocking(verdict)
    basis = state.basis
    line = basis.line if basis is not None else None
    said = ""
    if line is not None:
        boxes = words.containers(line.expected.containers, line.part)
        amount = words.quantity(line.expected.quantity_q6, line.part)
        said = tr.say("Announced: {goods}.", goods=joined(words.part(line.part), boxes, amount))
    if loud:
        explained = explain_finding(tr, loud[0], words.zone)
        said = f"{explained.text} [{loud[0].code.value}]"
        again = loud[0].code is FindingCode.ALREADY_RECEIVED
        after = explained.next_step if again else _scan_it(tr)
        return VerdictSpec(Status.BLOCKED, short_finding(tr, loud[0]), said, after)
    return VerdictSpec(Status.NEUTRAL, tr.say("Scan the delivery label"), said, _scan_it(tr))


def _scan_it(tr: Translator) -> str:
    return tr.say("Scan the label of the goods; if it has no code, type the counted quantity")


def _next_step(words: Words, state: ReceiveState, verdict: ReceiptVerdict) -> str:
    tr = words.tr
    if needs_supplier(state):
        is_open = state.form is Form.SUPPLIER
        chosen = tr.say("Choose the supplier, then Enter")
        return chosen if is_open else tr.say("Say who brought it: F7")
    if verdict.has(FindingCode.ALREADY_RECEIVED):
        lot = verdict.findings[0].facts.get("lot", "")
        return tr.say(
            "Scan a label of lot {lot} to go on with it; if it is a second delivery, count it: F8",
            lot=lot,
        )
    missing = missing_counts(state)
    return _count_it(words, state, missing[0]) if missing else _receive_it(words, state, verdict)


def _receive_it(words: Words, state: ReceiveState, verdict: ReceiptVerdict) -> str:
    """The key that receives it, and which labels come."""
    tr = words.tr
    kept, extra = shares(state)
    labels = len(kept) + len(extra)
    boxes = words.containers(labels, state.part)
    if verdict.level is Level.BLOCKED:
        return tr.count(
            "Count {boxes}; F8 receives them as what they are and prints {n} pending label",
            "Count {boxes}; F8 receives them as what they are and prints {n} pending labels",
            labels,
            boxes=boxes,
        )
    if goes_to_pending(verdict):
        return tr.count(
            "Count {boxes}; F10 receives them and prints {n} pending label",
            "Count {boxes}; F10 receives them and prints {n} pending labels",
            labels,
            boxes=boxes,
        )
    if extra:
        return tr.say(
            "Count {boxes}; F10 receives them and prints {kept} quarantine and {extra} pending "
            "labels",
            boxes=boxes,
            kept=len(kept),
            extra=len(extra),
        )
    return tr.count(
        "Count {boxes}; F10 receives them and prints {n} quarantine label",
        "Count {boxes}; F10 receives them and prints {n} quarantine labels",
        labels,
        boxes=boxes,
    )


def _count_it(words: Words, state: ReceiveState, field: CountField) -> str:
    tr, part, offered = words.tr, state.part, announced(state, field)
    if field is CountField.QUANTITY:
        if offered is None:
            return tr.say("Count the pieces and type the quantity")
        amount = words.quantity(offered, part)
        return tr.say("Count, type the quantity; Enter confirms {amount}", amount=amount)
    if offered is None:
        return tr.say("Count the containers and type how many")
    boxes = words.containers(offered, part)
    return tr.say("Count the containers; Enter confirms {boxes}", boxes=boxes)


def _put_it(words: Words, state: ReceiveState) -> str:
    place = place_code(state)
    if not place:
        return words.tr.say("Put it to its place and scan the label of the place")
    return words.tr.say("Put it to {place} and scan the label of the place", place=place)


def _side(words: Words, state: ReceiveState) -> SideBlock | None:
    """While labels are scanned the lot stays in sight."""
    task = state.task
    if task is None:
        return None
    return SideBlock(
        words.tr.term("receiving", "Lot"), task.lot, label_word(words.tr, task.label_status)
    )


def _labels(words: Words, state: ReceiveState) -> VerdictSpec:
    task, tr = state.task, words.tr
    if task is None:
        return _loading(words, state)
    done, total = len(task.checked), task.total
    received = state.received
    is_pending = received is not None and received.is_pending
    if task.is_open:
        title = tr.say("Labelled {done} / {total}", done=done, total=total)
        said = tr.say("Stick each label on its container, then scan it there.")
        after = tr.say("Scan the label of the next container")
        status = Status.HOLD if is_pending else Status.INFO
        return VerdictSpec(status, title, said, after, _side(words, state))
    if is_pending:
        return VerdictSpec(
            Status.HOLD,
            tr.say("Pending · {done} / {total} labelled", done=done, total=total),
            tr.say("It stays in the pending place. Nobody inspects or uses it."),
            tr.say("Quality decides: admit it to inspection, or send it back"),
            _side(words, state),
        )
    return VerdictSpec(
        Status.OK,
        tr.say("All {total} labelled", total=total),
        tr.say("The lot is in quarantine and waits for its inspection."),
        _put_it(words, state),
        _side(words, state),
    )
