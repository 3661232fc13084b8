"""What the sign-in page says of unfinished work: rows in, words out."""

from qtrace.i18n import Translator
from qtrace.services.inspection.unfinished_work import WorkKind, WorkRow
from qtrace.services.receiving.queue import StepCode
from qtrace.ui.bench import Bench
from qtrace.ui.people.sign_in_state import SignInState
from qtrace.ui.people.work_places import is_of
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.steps import WorkLine

ICONS = {
    WorkKind.INSPECTION: IconName.INSPECT,
    WorkKind.LABELS: IconName.LABEL,
    WorkKind.REVIEW: IconName.DOCUMENT,
}


def work_lines(bench: Bench, state: SignInState) -> list[WorkLine]:
    """Every piece of unfinished work."""
    return [work_line(bench, work, state) for work in state.work]


def work_line(bench: Bench, work: WorkRow, state: SignInState) -> WorkLine:
    """One piece of unfinished work in three columns."""
    tr = bench.translator
    chosen = state.chosen == work
    title, note = _title(tr, work)
    part = ""
    if work.part is not None:
        part = f"{work.part.number} {tr.name(work.part.name.en, work.part.name.zh)}"
    person = tr.name(work.person.en, work.person.zh)
    when = bench.local(work.at).strftime("%H:%M:%S") if work.at else ""
    if work.at and bench.local(work.at).date() != bench.local(bench.now()).date():
        when = bench.local(work.at).strftime("%m-%d %H:%M")
    if work.kind is WorkKind.REVIEW:
        when = tr.say("since {time}", time=when)
    else:
        when = tr.say("last {time}", time=when)
    own = state.person is not None and is_of(work, state.person)
    return WorkLine(
        id=f"{work.kind}-{work.lot_id}",
        icon=IconName.ARROW_RIGHT if chosen else ICONS[work.kind],
        code=work.lot,
        code_note=part,
        title=title,
        title_note=tr.say("opens after sign-in") if chosen else note,
        person=person,
        person_note=when,
        strong=chosen or own,
    )


def _title(tr: Translator, work: WorkRow) -> tuple[str, str]:
    title, note = _task(tr, work)
    return title, tr.say("held: {hold}", hold=work.held) if work.held else note


def _task(tr: Translator, work: WorkRow) -> tuple[str, str]:
    """What it is, and who may go on with it."""
    facts = work.step.facts
    if work.kind is WorkKind.LABELS:
        title = tr.say("Container labels, {done} of {total}", **facts)
        return title, tr.say("any warehouse badge may go on")
    if work.step.code is StepCode.SIGN_APPROVAL:
        return tr.say("Waiting for the approval signature"), tr.say("may be signed at any station")
    if work.kind is WorkKind.REVIEW:
        return tr.say("Waiting for the review signature"), tr.say("may be signed at any station")
    name = tr.name(facts.get("characteristic_en", ""), facts.get("characteristic_zh", ""))
    if not name:
        return tr.say("All readings are there"), tr.say("waits for the inspector's signature")
    title = tr.say("{characteristic}, {done} of {total} readings", **facts, characteristic=name)
    person = tr.name(work.person.en, work.person.zh)
    note = tr.say("{name}'s badge continues at piece {piece}", name=person, piece=facts["piece"])
    return title, note
