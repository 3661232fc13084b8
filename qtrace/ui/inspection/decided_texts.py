"""What the page says after the last signature."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.i18n import Translator
from qtrace.i18n.sampling_reasons import explain_severity
from qtrace.i18n.words import class_word, containers_text
from qtrace.services.inspection.rows import Failure, InspectionSheet
from qtrace.ui.inspection.decide_texts import accept_reason, reject_reason
from qtrace.ui.inspection.inspection_model import InspectionView
from qtrace.ui.inspection.label_choice import shown_label
from qtrace.ui.inspection.label_view import LabelTexts, label_tiles, preview_spec
from qtrace.ui.inspection.shared_texts import (
    container_number,
    named,
    quality_status,
    quantity_text,
    refusal_text,
    step_state,
)
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.dotstrip import LimitBarSpec
from qtrace.ui.widgets.steps import RecordLine, StepLine
from qtrace.ui.widgets.verdict import SideBlock, VerdictSpec

Local = Callable[[datetime], datetime]
MOST_BARS = 2


def was_rejected(sheet: InspectionSheet) -> bool:
    """True if the lot was rejected as a whole."""
    return sheet.outcome.verdict is InspectionOutcome.REJECT


def band_spec(tr: Translator, view: InspectionView) -> VerdictSpec:
    """The band after the decision."""
    sheet = view.sheet
    assert sheet is not None
    holds = sheet.open_holds
    state = quality_status(tr, sheet.lot.quality_state)
    label = tr.say("Lot status")
    if was_rejected(sheet):
        note = tr.say("{hold} in force", hold=holds[-1]) if holds else ""
        title = tr.say("Rejected ⋅ held") if holds else tr.say("Rejected")
        reason = reject_reason(tr, sheet)
        step = next_act(tr, view)
        return VerdictSpec(Status.BLOCKED, title, reason, step, SideBlock(label, state, note))
    if holds:
        note = tr.say("{hold} in force", hold=holds[-1])
        reason = tr.say("Accepted, but a hold stands on the lot")
        side = SideBlock(label, state, note)
        return VerdictSpec(Status.HOLD, tr.say("Held"), reason, next_act(tr, view), side)
    note = ""
    if sheet.outcome.document:
        note = tr.say("Report {number}", number=sheet.outcome.document)
    title = tr.say("Split") if sheet.outcome.split else tr.say("Released")
    side = SideBlock(label, state, note)
    return VerdictSpec(Status.OK, title, accept_reason(tr, sheet), next_act(tr, view), side)


def home_code(view: InspectionView) -> str:
    """Code of the place where the lot belongs now; the first one of its zone."""
    return view.labels.homes[0].code if view.labels.homes else ""


def next_act(tr: Translator, view: InspectionView) -> str:
    """What the hands do now."""
    sheet, labels = view.sheet, view.labels
    assert sheet is not None
    word, place = sheet.lot.container_word, home_code(view)
    refusal = view.signing.refusal or labels.refusal
    if refusal is not None:
        return refusal_text(tr, refusal)
    if labels.task is not None and not labels.complete and labels.next_number is not None:
        left = labels.total - labels.done
        box = container_number(tr, word, labels.next_number)
        if labels.expecting is not None:
            return tr.say("Stick the new label on {box} and scan it", box=box)
        return tr.count(
            "Stick the new label on {box} and scan it ({n} to go)",
            "Stick the new label on {box} and scan it ({n} to go)",
            left,
            box=box,
        )
    if not labels.at_home and place:
        return tr.say("Move the lot to {place} and scan the place", place=place)
    return tr.say("F10: this lot is done")


def done_note(tr: Translator, view: InspectionView, local: Local) -> str:
    """When it was decided, and who signed."""
    sheet = view.sheet
    assert sheet is not None
    names = [named(tr, s.person) for s in sheet.signatures if s.person is not None]
    listed = names[0] if names else ""
    for name in names[1:]:
        listed = tr.say("{first}, {second}", first=listed, second=name)
    at = sheet.outcome.decided_at
    time = f"{local(at):%H:%M:%S}" if at is not None else ""
    return tr.say("{time}  signed: {names}", time=time, names=listed)


def records(tr: Translator, view: InspectionView) -> tuple[RecordLine, ...]:
    """What the last signature brought about."""
    sheet = view.sheet
    assert sheet is not None
    outcome, lot, task = sheet.outcome, sheet.lot, view.labels.task
    boxes = containers_text(tr, lot.container_word, lot.containers)
    lines = []
    # Of an accepted lot only the failed pieces are blocked: their line names case and hold.
    is_accepted = outcome.verdict is InspectionOutcome.ACCEPT
    if outcome.nonconformance and not is_accepted:
        bad = next((c for c in sheet.classes if not c.tally.accepted), None)
        text = tr.say("Severity: {name}", name=class_word(tr, bad.char_class.value)) if bad else ""
        if lot.supplier is not None:
            supplier = named(tr, lot.supplier)
            text = f"{text} ⋅ {supplier}" if text else supplier
        lines.append(
            RecordLine(
                "ncr", IconName.DOCUMENT, tr.say("Nonconf."), outcome.nonconformance, text,
                tr.say("quality decides"),
            )
        )  # fmt: skip
    for number in () if is_accepted else outcome.holds[:2]:
        amount = quantity_text(tr, lot, task, lot.qty_q6)
        text = tr.say("{boxes}, {amount}: no use, no shipping", boxes=boxes, amount=amount)
        lines.append(
            RecordLine(
                f"hold:{number}", IconName.LOCK, tr.say("Hold"), number, text,
                tr.say("at every station"),
            )
        )  # fmt: skip
    for number, _state, qty in outcome.child_lots[:2]:
        text = tr.say(
            "Failed pieces, set aside: {amount}", amount=quantity_text(tr, lot, task, qty)
        )
        note = outcome.nonconformance if is_accepted else ""
        lines.append(RecordLine(f"lot:{number}", IconName.BOX, tr.say("Lot"), number, text, note))
    if outcome.document:
        lines.append(
            RecordLine(
                "document", IconName.CERTIFICATE, tr.say("Report"), outcome.document,
                tr.say("Incoming inspection report, stored and printing"),
            )
        )  # fmt: skip
    return tuple(lines[:3])


def steps(tr: Translator, view: InspectionView) -> tuple[StepLine, ...]:
    """What is left to do with hands."""
    sheet, labels = view.sheet, view.labels
    assert sheet is not None
    rejected, place = was_rejected(sheet), home_code(view)
    relabel = tr.say("Put on the red labels") if rejected else tr.say("Put on the release labels")
    count = f"{labels.done} / {labels.total}"
    move = (
        tr.say("Move to {place}, scan the place", place=place)
        if place
        else tr.say("Move to its place, scan the place")
    )
    at = labels.places[0].code if labels.at_home else ""
    lines = [
        StepLine(1, relabel, count, step_state(done=labels.complete, now=not labels.complete)),
        StepLine(
            2, move, at, step_state(done=labels.at_home, now=labels.complete and not labels.at_home)
        ),
    ]
    if rejected:
        lines.append(
            StepLine(3, tr.say("Disposition: return, rework, scrap, concession"), tr.say("Quality"))
        )
    return tuple(lines)


def label_texts(tr: Translator, view: InspectionView, *, demo: bool) -> LabelTexts:
    """The right column."""
    sheet, labels = view.sheet, view.labels
    assert sheet is not None
    rejected = was_rejected(sheet)
    assert view.standing is not None
    number, status = shown_label(sheet, view.standing, labels, None)
    word = sheet.lot.container_word
    note = tr.say("scan each label")
    if labels.again is not None:
        note = tr.say("{box} again", box=container_number(tr, word, labels.again))
    elif labels.reprinted is not None:
        box = container_number(tr, word, labels.reprinted[0])
        note = tr.say("{box}: COPY {n}", box=box, n=labels.reprinted[1])
    return LabelTexts(
        tr.say("Red label") if rejected else tr.say("Release label"),
        tr.say("press one to reprint"),
        preview_spec(tr, view, status.value, number, demo=demo),
        tr.say("Containers {done} / {n}", done=labels.done, n=labels.total),
        note,
        label_tiles(view, rejected=rejected),
        outlook(tr, view) if rejected else "",
    )


def outlook(tr: Translator, view: InspectionView) -> str:
    """What the lot does to the severity of the next one; empty while nobody knows."""
    if view.outlook is None:
        return ""
    return tr.say("Next lot: {reason}", reason=explain_severity(tr, view.outlook))


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed readings against their limits, and words for the rest."""

    bars: tuple[LimitBarSpec, ...]
    note: str


def failures(tr: Translator, sheet: InspectionSheet) -> Failures:
    """The failed readings that fit, and how many more there are."""
    measured = [each for each in sheet.failures if each.value is not None]
    bars = tuple(bar for each in measured if (bar := _bar(tr, each)) is not None)[:MOST_BARS]
    rest = len(sheet.failures) - len(bars)
    note = ""
    if rest > 0:
        note = tr.count("and {n} more", "and {n} more", rest)
    elif sheet.verdict.missing:
        note = tr.say("stopped early")
    return Failures(bars, note)


def _bar(tr: Translator, each: Failure) -> LimitBarSpec | None:
    if each.value is None or (each.lsl is None and each.usl is None):
        return None
    value = Decimal(each.value)
    if each.lsl is not None and each.usl is not None:
        low, high = Decimal(each.lsl), Decimal(each.usl)
        position = float((value - low) / (high - low)) if high > low else 1.5
    else:
        position = 1.15 if each.usl is not None else -0.15
    title = tr.say(
        "Piece {piece}  {name}", piece=each.piece, name=tr.name(each.name_en, each.name_zh)
    )
    delta = f"{each.distance} {each.unit}".strip()
    return LimitBarSpec(title, each.value, delta, each.lsl or "", each.usl or "", position)


def done_text(tr: Translator, view: InspectionView) -> tuple[str, bool]:
    """Words of F10, and whether it can be pressed."""
    labels = view.labels
    sheet = view.sheet
    assert sheet is not None
    if labels.task is None or labels.complete:
        return tr.term("action", "Done"), True
    left = labels.total - labels.done
    boxes = containers_text(tr, sheet.lot.container_word, left)
    return tr.say("Done ⋅ {boxes} to go", boxes=boxes), False
