"""What the band of a line station says, and which actions its bar offers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from qtrace.domain.production.progress import OutputKind
from qtrace.domain.production.reasons import LineReason, MaterialReason, PieceReason
from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import N_, Translator
from qtrace.i18n.production_words import STOP_TYPE_WORDS, production_word
from qtrace.services.outcomes import Refusal
from qtrace.services.production.line_rows import LineStation, Replacement
from qtrace.ui.production.line_cells import KIND_WORDS
from qtrace.ui.production.line_extras import is_count
from qtrace.ui.production.line_said import SAID
from qtrace.ui.production.line_state import (
    PHOTOGRAPHED,
    LineDeskState,
    LineForm,
    LineSaid,
    Saying,
    form_parts,
)
from qtrace.ui.production.line_taking import open_places, refused_part
from qtrace.ui.production.line_words import LineWords, joined
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.verdict import SideFact, VerdictSpec

GIVEN_WAY: Final = frozenset({Status.OK, Status.INFO})
"""Answers that stand above what stops the line instead of in front of it."""
WAITS: Final = frozenset(
    {PieceReason.CHECK_NEEDED.value, PieceReason.CHECK_UNCONFIRMED.value, "LINE_STOPPED",
     "CLEARANCE_UNCONFIRMED", "LINE_NOT_CLEARED", "LOADS_OPEN"}
)  # fmt: skip
"""Refusals that end with something done here: the band is amber, not red."""
BEFORE_THE_END: Final = frozenset(
    {LineSaid.PIECES_OUT, LineSaid.RETURNED, LineSaid.LABEL_RIGHT, LineSaid.CHECK_GOOD,
     LineSaid.CHECK_CONFIRMED}
)  # fmt: skip
"""Answers after which the operation may be at its end."""
WRONG_PART: Final = frozenset(
    {MaterialReason.MATERIAL_NOT_ON_BILL.value, MaterialReason.MATERIAL_OTHER_OPERATION.value}
)
"""Refusals of a material for which nothing else of its kind can be taken."""
KEYS_ON: Final[Mapping[str, str]] = {
    LineReason.LINE_NOT_CLEARED.value: N_("Clear the line: F7, 7"),
    LineReason.CLEARANCE_UNCONFIRMED.value: N_("A second person looks at the line: F7, 8"),
    PieceReason.CHECK_NEEDED.value: N_("Make the check: F9, then go on"),
    PieceReason.CHECK_MISSED.value: N_(
        "Make the check now: F9; these pieces are looked at if it fails"
    ),
    PieceReason.CHECK_FAILED.value: N_(
        "Put these pieces aside, call the supervisor (F6), check again: F9"
    ),
    PieceReason.CHECK_UNCONFIRMED.value: N_("The inspector looks at it and signs: F9"),
}
"""Refusals that end with something done here, and the keys that lead there."""
UNNAMED: Final = frozenset({PieceReason.UNIT_OF_ANOTHER_ORDER.value})
"""Refusals whose sentence, as that of a hold, does not name what was scanned."""
STOPS: Final = frozenset({PieceReason.CHECK_MISSED.value, PieceReason.CHECK_FAILED.value})
"""Refusals about the pieces that come next, not about what was scanned."""


def band(words: LineWords, state: LineDeskState, now: datetime, *, answers: bool) -> VerdictSpec:
    """What the band says now; `answers` is False while the database does not."""
    tr = words.tr
    if not answers:
        return VerdictSpec(
            Status.NEUTRAL,
            tr.term("verdict", "Connection lost"),
            tr.say("What stands here may be old; nothing is accepted until the database answers"),
            tr.say("Wait, or tell the administrator"),
        )
    if state.checking and state.busy:
        return VerdictSpec(Status.NEUTRAL, tr.term("verdict", "Checking"), state.checking)
    if state.refusal is not None:
        said = _refused(words, state.refusal, state.replacements, now, state.about)
        reason, step = _told_better(words, state, state.refusal)
        reason = reason or said.reason
        if state.kind is not OutputKind.GOOD and state.form is None:
            reason = f"{reason}\n{_next_unit(tr, state)}"  # the refusal did not end it
        return replace(said, reason=reason, next_step=step or said.next_step)
    if state.said is not None:
        return _answered(words, state, state.said, now)
    return _standing(words, state, now)


def _told_better(words: LineWords, state: LineDeskState, refusal: Refusal) -> tuple[str, str]:
    """Reason and next step where this station knows more than the sentence; "" where it does not."""
    tr, facts = words.tr, refusal.facts
    room = facts.get("pieces", "")
    if refusal.code == PieceReason.CHECK_NEEDED and is_count(room):
        check = tr.name(facts.get("check_en", ""), facts.get("check_zh", ""))
        count = tr.count("{n} piece", "{n} pieces", int(room))
        reason = tr.say("Before {check} only {count} may come out", check=check, count=count)
        return reason, tr.say("Enter {count}, then make the check: F9", count=count)
    stop = state.station.stop if state.station is not None else None
    if refusal.code == LineReason.LINE_STOPPED and stop is not None:
        word = production_word(tr, STOP_TYPE_WORDS, stop.stop_type)
        step = tr.say("When the cause is gone: F7, 6 resumes the line")
        return joined(state.about, word, stop.note), step
    if refusal.code in WRONG_PART and state.station is not None:
        rows = [row for row in state.station.materials if row.is_first]
        wanted = [row for row in rows if row.short_q6] or rows
        parts = ", ".join(dict.fromkeys(words.part(row.part) for row in wanted))
        return "", tr.say("Put it back. Needed here: {parts}", parts=parts) if parts else ""
    return "", _way_on(tr, state)


def _way_on(tr: Translator, state: LineDeskState) -> str:
    """The next step where this station knows a better one than the sentence."""
    places = open_places(state)
    if places:
        codes = ", ".join(each.code for each in places)
        return tr.say("Scan the place, or choose it with F7, 3: {places}", places=codes)
    is_back = form_parts(state.form)[0] is LineForm.LEFTOVER
    if is_back and state.refusal is not None and "hold" in state.refusal.facts:
        return tr.say("Scan a quarantine place, then F10")
    if state.form == LineForm.PART:
        return tr.say("Type how much you take, then F10")
    if refused_part(state) is not None:
        return tr.say("Take less of it: F7, 2")
    if state.place is not None and state.denied is not None and not state.form:
        return tr.say("Scan the right place; Esc forgets {place}", place=state.place.name)
    return ""


def _next_material(tr: Translator, state: LineDeskState) -> str:
    """How much of the next material is taken and from where, as it was said before."""
    quantity, place = state.quantity_q6, state.place
    return joined(
        tr.say("Next material: {quantity}", quantity=grouped_q6(quantity)) if quantity else "",
        tr.say("from {place}", place=place.name) if place is not None else "",
    )


def _answered(words: LineWords, state: LineDeskState, saying: Saying, now: datetime) -> VerdictSpec:
    """The answer; it stands above what stops the line, and what the next unit will be below it."""
    said = said_spec(words, saying)
    if _is_stopped(state) and saying.status in GIVEN_WAY:
        standing = _standing(words, state, now)
        return replace(standing, reason=f"{said.reason}\n{standing.reason}".strip())
    station = state.station
    if saying.code is LineSaid.STARTED and station is not None and not station.materials:
        return replace(said, next_step=words.tr.say("Scan the units"))
    closing = _closing(words.tr, state) if saying.code in BEFORE_THE_END else ""
    if closing:
        return replace(said, next_step=closing)
    if state.kind is not OutputKind.GOOD and saying.code is not LineSaid.NOW_SCAN_UNIT:
        return replace(said, next_step=_next_unit(words.tr, state))
    return said


def _next_unit(tr: Translator, state: LineDeskState) -> str:
    """What the next scanned unit will be counted as, as long as it is not good."""
    kind = tr.say(KIND_WORDS[state.kind.value])
    return tr.say("The next unit is: {kind}", kind=kind)


def _is_stopped(state: LineDeskState) -> bool:
    """True if nothing may come out now: the band is never green then, the answer stands above."""
    station = state.station
    if station is None:
        return False
    is_held = station.stopping is not None or state.held is not None
    return station.stop is not None or (is_held and not state.is_picking)


def _refused(
    words: LineWords,
    refusal: Refusal,
    others: tuple[Replacement, ...],
    now: datetime,
    about: str = "",
) -> VerdictSpec:
    tr = words.tr
    said = words.explained(refusal)
    waits = refusal.code in WAITS
    title = tr.term("verdict", "Wait") if waits else tr.term("verdict", "Blocked")
    if refusal.code in STOPS or refusal.code == LineReason.LINE_STOPPED:
        title = tr.term("verdict", "Stopped")
    step = tr.say(KEYS_ON[refusal.code]) if refusal.code in KEYS_ON else said.next_step
    step = joined(step, _instead(words, others))
    status = Status.HOLD if waits else Status.BLOCKED
    text = said.text
    if "hold" in refusal.facts or refusal.code in UNNAMED:
        text = joined(about, text)
    return VerdictSpec(status, title, text, step, facts=_who(words, refusal, now))


def _instead(words: LineWords, others: tuple[Replacement, ...]) -> str:
    """What may be taken instead; "" if nothing is known."""
    if not others:
        return ""
    best = others[0]
    facts = {"part": words.name(best.part_name), "lot": best.lot, "place": best.location}
    return words.tr.say("take {part}, lot {lot} (place {place})", **facts)


def _who(words: LineWords, refusal: Refusal, now: datetime) -> tuple[SideFact, ...]:
    """Hold, by whom and since when, as far as the refusal knows."""
    tr, facts = words.tr, refusal.facts
    found = []
    if facts.get("hold"):
        found.append(SideFact(tr.say("Hold"), facts["hold"]))
    by = tr.name(
        facts.get("by_en", facts.get("name_en", "")), facts.get("by_zh", facts.get("name_zh", ""))
    )
    if by:
        found.append(SideFact(tr.term("person", "By"), by))
    since = facts.get("since") or facts.get("at") or ""
    try:
        begun = datetime.fromisoformat(since) if since else None
    except ValueError:
        begun = None
    if begun is not None and begun.tzinfo is not None:
        ago = tr.say("{time}, {span} ago", time=words.clock(begun), span=words.span(now - begun))
        found.append(SideFact(tr.term("time", "Since"), ago))
    if found:
        found.append(SideFact(tr.say("Call"), tr.say("Supervisor: F6")))
    return tuple(found)


def said_spec(words: LineWords, saying: Saying) -> VerdictSpec:
    """An answer as the band says it."""
    tr = words.tr
    text, step = SAID[saying.code]
    facts = {"name": "", **saying.facts}
    if "name_zh" in facts:
        facts["name"] = tr.name(facts["name_en"], facts["name_zh"])
    kind = KIND_WORDS.get(facts.get("kind", ""))
    if kind is not None:
        facts["kind"] = tr.say(kind)
        if saying.code is LineSaid.PIECES_OUT:
            facts["name"] = joined(facts["name"], facts["kind"])
    titles = {
        Status.OK: tr.term("verdict", "Allowed"),
        Status.BLOCKED: tr.term("verdict", "Blocked"),
        Status.HOLD: tr.term("verdict", "Wait"),
        Status.INFO: tr.term("verdict", "Go on"),
        Status.NEUTRAL: tr.term("verdict", "No verdict"),
    }
    # Codes and names of a scan may hold braces: they are filled in, never read as sentences.
    said = tr.say(text).format_map(facts).strip()
    return VerdictSpec(saying.status, titles[saying.status], said, tr.say(step))


def _standing(words: LineWords, state: LineDeskState, now: datetime) -> VerdictSpec:
    """What the band says while nothing was done yet."""
    tr, station = words.tr, state.station
    if station is None:
        title = tr.term("verdict", "Choose a line")
        return VerdictSpec(
            Status.NEUTRAL, title, tr.say("Scan a traveller, or choose the line and press F10")
        )
    if station.stop is not None:
        stop = station.stop
        word = production_word(tr, STOP_TYPE_WORDS, stop.stop_type)
        return VerdictSpec(
            Status.HOLD,
            tr.term("verdict", "Stopped"),
            joined(word, stop.note),
            tr.say("When the cause is gone: F7, 6 resumes the line"),
            facts=(
                SideFact(tr.term("person", "By"), words.name(stop.started_by)),
                SideFact(
                    tr.term("time", "Since"),
                    tr.say(
                        "{time}, {span} ago",
                        time=words.clock(stop.started_at),
                        span=words.span(now - stop.started_at),
                    ),
                ),
            ),
        )
    if state.is_picking:
        title = (
            tr.term("verdict", "Nothing runs")
            if station.run is None
            else tr.term("verdict", "Choose")
        )
        step = tr.say("Scan a traveller, or choose an operation and start it: F10")
        return VerdictSpec(Status.NEUTRAL, title, words.name(station.name), step)
    if state.held is not None:
        return _held(words, state, state.held, now)
    if station.stopping is not None:
        return _refused(words, station.stopping, (), now)
    return _ready(words.tr, state)


def _closing(tr: Translator, state: LineDeskState) -> str:
    """What ends the operation when all pieces are out; "" as long as some are left."""
    station = state.station
    if station is None or station.run is None or station.progress is None:
        return ""
    if station.progress.left or state.is_picking:
        return ""
    if station.finishing is None:
        return tr.say("All pieces are out: finish the operation with F10")
    if station.finishing.code == PieceReason.LOADS_OPEN:
        return tr.say("All pieces are out: put back what is left of the materials, F7, 4")
    return ""


def _ready(tr: Translator, state: LineDeskState) -> VerdictSpec:
    """The run takes scans; what the next unit will be is not forgotten."""
    step = _closing(tr, state) or tr.say("Scan the next material or unit")
    if state.kind is not OutputKind.GOOD:
        return VerdictSpec(
            Status.HOLD, tr.term("verdict", "Ready"), _next_unit(tr, state),
            tr.say("Scan the unit; Esc: it is good"),
        )  # fmt: skip
    title = tr.term("verdict", "Ready")
    if state.form == LineForm.PART and state.offered is not None:
        asked = tr.say("How much of {name} is taken?", name=state.offered.name)
        return VerdictSpec(Status.INFO, title, asked, tr.say("Type how much you take, then F10"))
    if state.reworked is not None:
        asked = tr.say("Say what was replaced in {name}", name=state.reworked.name)
        return VerdictSpec(Status.INFO, title, asked, tr.say("Choose by digits, then F10"))
    return VerdictSpec(Status.INFO, title, _next_material(tr, state), step)


def _held(words: LineWords, state: LineDeskState, refusal: Refusal, now: datetime) -> VerdictSpec:
    """A hold that came while the line runs: on which of its things, by whom, what next."""
    station, material = state.station, state.held_material
    lot = station.order.lot if station is not None and station.order is not None else ""
    about = joined(words.part(material.part), material.lot) if material is not None else lot
    said = _refused(words, refusal, state.replacements, now, about)
    if material is None:
        return said
    away = words.tr.say("Take it to a quarantine place: F7, 4")
    return replace(said, next_step=joined(away, _instead(words, state.replacements)))


def primary(tr: Translator, state: LineDeskState, may: Callable[[str], bool]) -> ActionSpec:
    """F10: start, go on, or finish, with the reason when it is not available."""
    loud, station = ButtonKind.PRIMARY, state.station
    if station is None:
        can = state.chosen is None and bool(state.lines)
        return ActionSpec("choose", "F10", tr.say("Choose the line"), kind=loud, enabled=can)
    if state.is_picking:
        return _start(tr, state, may)
    words, waits = tr.say("Finish the operation"), ""
    if station.finishing is not None:
        words, waits = _why_open(tr, station, station.finishing)
    enabled = station.finishing is None and not state.busy and may("FINISH_OPERATION")
    return ActionSpec("finish", "F10", words, kind=loud, enabled=enabled, waits=waits)


def _start(tr: Translator, state: LineDeskState, may: Callable[[str], bool]) -> ActionSpec:
    choice, loud = state.choice, ButtonKind.PRIMARY
    if choice is None:
        return ActionSpec("start", "F10", tr.say("No open order"), kind=loud, enabled=False)
    if choice.run_id is not None:
        return ActionSpec("start", "F10", tr.say("Go on with it"), kind=loud)
    word = tr.say("Start operation {no}", no=choice.operation_no)
    if choice.run_no > 1:
        word = tr.say("Start rework of operation {no}", no=choice.operation_no)
    enabled = bool(choice.ready) and may("START_OPERATION") and not state.busy
    waits = "" if choice.ready else tr.say("Nothing waits for this operation yet")
    return ActionSpec("start", "F10", word, kind=loud, enabled=enabled, waits=waits)


def _why_open(tr: Translator, station: LineStation, why: Refusal) -> tuple[str, str]:
    """Words of a shut F10, and the whole sentence for help."""
    if why.code == PieceReason.OPERATION_UNFINISHED:
        left = int(why.facts.get("left", "0"))
        return tr.count("Finish ({n} left)", "Finish ({n} left)", left), ""
    if why.code == PieceReason.LOADS_OPEN:
        return tr.say("Finish (material left)"), why.facts.get("lots", "")
    if station.stop is not None:
        return tr.say("Finish (line stopped)"), ""
    return tr.say("Finish (check open)"), ""


def bar(
    tr: Translator, state: LineDeskState, may: Callable[[str], bool]
) -> tuple[tuple[ActionSpec, ...], tuple[ActionSpec, ...]]:
    """Buttons at the left and at the right of the bar; an open panel has its own F10."""
    if state.form is not None:
        call = ActionSpec("call", "F6", tr.term("action", "Call"))
        shown = ActionSpec("camera", "F4", tr.say("Camera"))
        if form_parts(state.form)[0] in PHOTOGRAPHED:
            shown = ActionSpec("photo", "F4", tr.term("action", "Photo"))
            return (shown, ActionSpec("photo_file", "F7", tr.say("Photo from a file")), call), ()
        return (shown, call), ()
    left = [
        ActionSpec("type", "F2", tr.term("action", "Type")),
        ActionSpec("camera", "F4", tr.say("Camera")),
        ActionSpec("call", "F6", tr.term("action", "Call")),
    ]
    if state.station is not None:
        left.append(ActionSpec("menu", "F7", tr.term("action", "More")))
        if not state.is_picking and state.station.checks:
            left.append(ActionSpec("check", "F9", tr.term("action", "Check")))
    hold = ActionSpec(
        "hold", "F8", tr.term("action", "Hold"), None, ButtonKind.OUTLINED,
        enabled=state.station is not None and may("PLACE_HOLD"),
    )  # fmt: skip
    return tuple(left), (hold, primary(tr, state, may))
