"""Words and lines of the receiving bench: queue, findings, lot page, timeline."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from qtrace.domain.catalogue import PaperKind
from qtrace.domain.inspection_ways import ReturnReason
from qtrace.domain.items import LabelStatus, ReasonLine, ShownStatus
from qtrace.domain.quantities import grouped_q6
from qtrace.domain.receiving import Finding, FindingCode, Place
from qtrace.domain.suppliers import SourceState
from qtrace.domain.warehouse import Zone
from qtrace.i18n.command_words import command_word
from qtrace.i18n.inspection_words import RETURN_REASONS
from qtrace.i18n.reasons import Explanation, explain, said_facts
from qtrace.i18n.receiving_reasons import PAPER_MISSING, STATUS_REASONS
from qtrace.i18n.translator import N_, Translator
from qtrace.i18n.words import containers_text, paper_word

SOURCES = {
    SourceState.CANDIDATE: N_("Candidate"),
    SourceState.CONDITIONAL: N_("Conditionally approved"),
    SourceState.APPROVED: N_("Approved source"),
    SourceState.PREFERRED: N_("Preferred"),
    SourceState.PROBATION: N_("On probation"),
    SourceState.SUSPENDED: N_("Suspended"),
    SourceState.REMOVED: N_("Removed"),
}
ZONES = {
    Zone.PENDING: N_("Pending zone"),
    Zone.QUARANTINE: N_("Quarantine zone"),
    Zone.RELEASED: N_("Released zone"),
    Zone.REJECT: N_("Reject zone"),
    Zone.WIP: N_("Production"),
    Zone.SHIP: N_("Shipping"),
}
STATUSES = {
    ShownStatus.QUARANTINE: N_("Quarantine"),
    ShownStatus.PENDING: N_("Pending"),
    ShownStatus.RELEASED: N_("Released"),
    ShownStatus.REJECTED: N_("Rejected"),
    ShownStatus.EXPIRED: N_("Expired"),
    ShownStatus.CONDITIONAL: N_("Conditional"),
    ShownStatus.SCRAPPED: N_("Scrapped"),
    ShownStatus.RETURNED: N_("Returned"),
    ShownStatus.REWORK: N_("Rework"),
    ShownStatus.SPLIT: N_("Split"),
}
LABELS = {
    LabelStatus.QUARANTINE: N_("Quarantine"),
    LabelStatus.RELEASED: N_("Released"),
    LabelStatus.REJECTED: N_("Rejected"),
    LabelStatus.HOLD: N_("On hold"),
    LabelStatus.EXCESS: N_("Pending"),
}
QUEUE = {
    "all": N_("All"),
    "to_receive": N_("To receive"),
    "to_label": N_("To label"),
    "pending": N_("To decide"),
    "to_sample": N_("To sample"),
    "in_inspection": N_("In inspection"),
    "to_review": N_("To review"),
    "done": N_("Done"),
    "done_today": N_("Done today"),
}

_STEPS = {
    "SCAN_DELIVERY": N_("Scan its label"),
    "SCAN_LABELS": N_("Labelled {done} / {total}"),
    "DECIDE_PENDING": N_("Quality decides"),
    "TAKE_SAMPLE": N_("Take the sample"),
    "RETURNED": N_("Sent back by {name}: {reason}"),
    "SIGN_REVIEW": N_("Review signature"),
    "SIGN_APPROVAL": N_("Approval signature"),
    "FIRST_LOT_OF_SITE": N_("First lot of site"),
    "OLD_REVISION": N_("Old, {effective} in force"),
    "SUPPLIER_SUSPENDED": N_("Supplier suspended"),
    "SUPPLIER_UNAPPROVED": N_("Supplier not approved"),
    "SUPPLIER_PROBATION": N_("Supplier on probation"),
}

EVENTS = {
    "RECEIVE_DELIVERY": N_("Received {quantity} {unit}, {containers}"),
    "ADMIT_LOT": N_("Admitted to inspection: {reason}"),
    "REGISTER_PAPER": N_("Paper seen: {paper} {number}"),
    "CHECK_LABEL": N_("{label} labels {done} / {total}"),
    "MOVE_LOT": N_("Moved to {location}"),
    "START_INSPECTION": N_("Sample of {n} drawn"),
    "SIGN_INSPECTION": N_("Inspection signed"),
    "REVIEW_INSPECTION": N_("Review signed"),
    "APPROVE_INSPECTION": N_("Approval signed"),
    "RETURN_INSPECTION": N_("Sent back: {return_reason}; {superseded} signatures superseded"),
    "RELEASE_SKIPPED_LOT": N_(
        "Released without inspection {number}: one lot in {one_in} is inspected, not this one"
    ),
    "VOID_INSPECTION": N_("Inspection {number} closed without a verdict"),
    "SPLIT_LOT": N_("Split: {accepted_lot} accepted, {rejected_lot} rejected"),
    "INSPECT_PART": N_("Inspected in parts: {part_lot} now, {rest_lot} later"),
    "PLACE_HOLD": N_("Hold placed: {hold}"),
    "REPRINT_LABEL": N_("Labels printed again: {reason}"),
    "REPRINT_DOCUMENT": N_("Report printed again"),
    "STORE_DOCUMENT": N_("Report stored"),
}
_ENDED = {
    ("SIGN_INSPECTION", "accepted"): N_("Inspection signed, released"),
    ("SIGN_INSPECTION", "rejected"): N_("Inspection signed, rejected"),
    ("REVIEW_INSPECTION", "accepted"): N_("Review signed, released"),
    ("REVIEW_INSPECTION", "rejected"): N_("Review signed, rejected"),
    ("APPROVE_INSPECTION", "accepted"): N_("Approval signed, released"),
    ("APPROVE_INSPECTION", "rejected"): N_("Approval signed, rejected"),
}


def source_word(tr: Translator, state: SourceState | None) -> str:
    """Standing of a source; none means that it is not approved."""
    return tr.say(N_("Not approved") if state is None else SOURCES[state])


def zone_word(tr: Translator, zone: Zone) -> str:
    """What a place is for."""
    return tr.say(ZONES[zone])


def place_word(tr: Translator, place: Place) -> str:
    """Where a receipt goes."""
    return zone_word(tr, Zone(place.value))


def status_word(tr: Translator, status: ShownStatus) -> str:
    """The one word of a lot's status."""
    if status is ShownStatus.HELD:  # Chinese says it otherwise on a label
        return tr.term("status", "On hold")
    return tr.say(STATUSES[status])


def label_word(tr: Translator, status: LabelStatus) -> str:
    """Status on a container label."""
    return tr.say(LABELS[status])


def queue_word(tr: Translator, state: str) -> str:
    """State of a queue row, or name of a tile."""
    return tr.say(QUEUE[state])


def explain_finding(tr: Translator, finding: Finding, zone: tzinfo | None = None) -> Explanation:
    """One deviation at the door, and what to do about it."""
    if finding.code is not FindingCode.CERTIFICATE_MISSING:
        return explain(tr, finding.code, finding.facts, zone)
    paper = paper_word(tr, finding.facts["paper"])
    text, next_step = (tr.say(sentence) for sentence in PAPER_MISSING)
    return Explanation(finding.code, text.format(paper=paper), next_step)


def explain_step(tr: Translator, code: str, facts: Mapping[str, str]) -> str:
    """The next step of a queue row, short enough for a chip."""
    if code == "CONTINUE_INSPECTION":
        name = said_facts(tr, facts).get("name", "")
        return f"{name} {facts['done']} / {facts['total']}".strip()
    if code == "RETURNED":
        name = said_facts(tr, facts).get("name", "")
        return tr.say(_STEPS[code], name=name, reason=_return_word(tr, facts))
    if code == "DONE":
        word = ShownStatus.RELEASED if facts.get("verdict") == "accept" else ShownStatus.REJECTED
        split = facts.get("verdict") == "split"
        return status_word(tr, ShownStatus.SPLIT if split else word)
    if code == "TAKE_SAMPLE" and "n" in facts:
        return tr.say(N_("Take {n}, open {open}"), **facts)
    return tr.say(_STEPS[code], **facts)


def explain_reason(tr: Translator, line: ReasonLine, zone: tzinfo | None = None) -> str:
    """One line under a lot's status."""
    facts = dict(line.facts)
    kinds = [kind for kind in facts.get("missing", "").split(",") if kind]
    facts["papers"] = ", ".join(paper_word(tr, kind) for kind in kinds)
    if "at" in facts and zone is not None:
        facts["at"] = f"{datetime.fromisoformat(facts['at']).astimezone(zone):%H:%M}"
    return tr.say(STATUS_REASONS[line.code], **said_facts(tr, facts, zone))


def explain_event(tr: Translator, code: str, facts: Mapping[str, str]) -> str:
    """One line of a lot's timeline: its own sentence, or what the command does; never hidden.

    Args:
        tr: the reader's language.
        code: command code.
        facts: facts of the record; `unit` and `container_word` may be added by the caller.
    """
    template = _ENDED.get((code, facts.get("state", ""))) or EVENTS.get(code)
    if template is None:
        return command_word(tr, code)
    return tr.say(template).format_map(_event_facts(tr, facts))


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def _event_facts(tr: Translator, facts: Mapping[str, str]) -> _Gaps:
    said = _Gaps(said_facts(tr, facts))
    if "quantity_q6" in facts:
        said["quantity"] = grouped_q6(int(facts["quantity_q6"]))
        said.setdefault("unit", "")
    if facts.get("containers", "").isdigit():
        word = facts.get("container_word", "container")
        said["containers"] = containers_text(tr, word, int(facts["containers"]))
    if facts.get("kind", "") in set(PaperKind):
        said["paper"] = paper_word(tr, facts["kind"])
    if facts.get("label_status", "") in set(LabelStatus):
        said["label"] = label_word(tr, LabelStatus(facts["label_status"]))
    said["return_reason"] = _return_word(tr, facts)
    return said


def _return_word(tr: Translator, facts: Mapping[str, str]) -> str:
    """Why an inspection was sent back; an unknown reason is shown as it is."""
    reason = facts.get("reason", "")
    known = reason in set(ReturnReason)
    return tr.say(RETURN_REASONS[ReturnReason(reason)]) if known else reason
