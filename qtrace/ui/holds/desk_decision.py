"""What is to be decided about a hold, by whom, and what is missing before it can be signed."""

from dataclasses import dataclass, replace
from datetime import date

from qtrace.domain.hold_life import MayNot
from qtrace.domain.people import SecretKind
from qtrace.i18n import Translator
from qtrace.i18n.hold_words import SIGNEES
from qtrace.services.holds.commands import (
    AssignHold,
    ExtendHold,
    RecordHoldChange,
    RequestRelease,
    WidenHold,
)
from qtrace.services.holds.signers import NO_RIGHT
from qtrace.ui.bench import Bench
from qtrace.ui.holds.desk_state import Act, DeskState
from qtrace.ui.holds.desk_texts import scope_text
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind, TileSpec

ALL, PARTIAL = "all", "partial"
SHOWN_ROWS = 6
"""Rows of a scope beside each other; Page Down reaches the further ones."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the panel asks for.

    Attributes:
        lines: sentences above the fields.
        tiles: a choice, one of them selected.
        date: a date is asked for.
        words: name of the field for words, empty if none are asked for.
        signs: a signature is given here.
        waits: what has to happen elsewhere before anything can be done here.
    """

    title: str
    lines: tuple[str, ...] = ()
    tiles: tuple[TileSpec, ...] = ()
    date: bool = False
    words: str = ""
    signs: bool = False
    waits: str = ""
    actions: tuple[ActionSpec, ...] = ()

    @property
    def has_primary(self) -> bool:
        """F10 does something here."""
        return any(each.id == "primary" for each in self.actions)


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the fields."""

    words: str = ""
    secret: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps F10 from being done: the field, empty if it is none of them, and the sentence."""

    field: str
    text: str


def decision(bench: Bench, state: DeskState) -> Decision:
    """What the panel asks for now."""
    tr, sheet = bench.translator, state.sheet
    if sheet is None:
        return Decision("")
    if state.is_over:
        return _over(bench, state)
    makers = {
        Act.NONE: _request, Act.REQUEST: _request, Act.RELEASE: _release, Act.REJECT: _reject,
        Act.EXTEND: _extend, Act.CHANGE: _change, Act.SCRAP: _convert, Act.RETURN: _convert,
        Act.NARROW: _narrow, Act.OWNER: _owner, Act.MENU: _menu,
    }  # fmt: skip
    return (
        makers[state.act](bench, state)
        if state.act in makers
        else Decision(tr.say("Lift the hold"))
    )


def _menu(bench: Bench, state: DeskState) -> Decision:
    """What can be changed about the hold; each has its digit for ever."""
    tr, sheet = bench.translator, state.sheet
    assert sheet is not None
    asked = sheet.head.state == "requested"
    deeds = (
        ("extend", tr.say("Extend"), bench.may(ExtendHold.code)),
        ("change", tr.say("Change made"), bench.may(RecordHoldChange.code)),
        ("owner", tr.say("Owner"), bench.may(AssignHold.code)),
        ("widen", tr.say("Widen"), bench.may(WidenHold.code)),
        ("narrow", tr.say("Narrow"), not asked),
    )
    off = tr.say("not now")
    tiles = numbered(*(TileSpec(deed, name, "" if may else off) for deed, name, may in deeds))
    back = ActionSpec("leave", "Esc", tr.say("Cancel"), None, ButtonKind.OUTLINED)
    waits = tr.say("The digit of a tile chooses it.")
    if state.problem:
        waits = tr.say("Not now, or not with your role")
    return Decision(tr.say("Change the hold"), (), tiles, waits=waits, actions=(back,))


def _over(bench: Bench, state: DeskState) -> Decision:
    """Somebody has decided: who and when; nothing can be written any more."""
    tr, sheet = bench.translator, state.sheet
    assert sheet is not None
    last = next((e for e in reversed(sheet.history) if e.kind in ("released", "converted")), None)
    if last is None:
        return Decision(tr.say("Lift the hold"))
    at = bench.local(last.at).strftime("%Y-%m-%d %H:%M")
    by = tr.name(last.by.en, last.by.zh)
    text = (
        tr.say("Lifted {at} by {by}", at=at, by=by)
        if last.kind == "released"
        else tr.say("Converted {at} by {by}", at=at, by=by)
    )
    waits = tr.say("Nothing is left to be decided about this hold.")
    return Decision(tr.say("Decision made"), tuple(filter(None, (text, last.reason))), waits=waits)


def _extent_tiles(tr: Translator, *, partial: bool) -> tuple[TileSpec, ...]:
    return numbered(
        TileSpec(ALL, tr.say("All"), selected=not partial),
        TileSpec(PARTIAL, tr.say("Partial"), selected=partial),
    )


def numbered(*tiles: TileSpec) -> tuple[TileSpec, ...]:
    """Tiles with the digit that chooses each."""
    return tuple(replace(each, tail=str(n)) for n, each in enumerate(tiles, start=1))


def _shares(tr: Translator, state: DeskState) -> str:
    """How many are released and how many stay."""
    stays = len(state.stays)
    goes = len(state.rows) - stays
    if not stays:
        return tr.say("All of it is released")
    return tr.say("{goes} released, {stays} stay held", goes=goes, stays=stays)


def _request(bench: Bench, state: DeskState) -> Decision:
    tr, sheet = bench.translator, state.sheet
    assert sheet is not None
    title = tr.say("Ask for the release")
    if not bench.may(RequestRelease.code):
        return Decision(
            title, waits=tr.say("Supervisors and quality ask for the release of a hold.")
        )
    open_ones = sum(not each.is_met for each in sheet.criteria)
    lines = [_shares(tr, state)]
    if state.partial:
        lines.append(tr.say("What stays held: ← and → in the picture, Enter marks it."))
    lines.append(
        tr.say("A second person then signs here: {rule}", rule=tr.say(SIGNEES[sheet.signee]))
    )
    words = (
        tr.count("{n} criterion is open", "{n} criteria are open", open_ones)
        if open_ones
        else tr.say("Ask for the release")
    )
    waits = ""
    if open_ones:
        waits = tr.say("The criteria of the hold come first.")
    elif state.partial and not state.keep:
        waits = tr.say("Mark in the picture what is to stay held.")
    action = ActionSpec("primary", "F10", words, None, ButtonKind.PRIMARY, not state.busy)
    tiles = _extent_tiles(tr, partial=state.partial)
    return Decision(
        title, tuple(lines), tiles, words=tr.say("Note"), waits=waits, actions=(action,)
    )


def _release(bench: Bench, state: DeskState) -> Decision:
    tr, sheet = bench.translator, state.sheet
    assert sheet is not None
    request = sheet.request
    lines = []
    if request is not None:
        at = bench.local(request.at).strftime("%m-%d %H:%M")
        by = tr.name(request.by.en, request.by.zh)
        lines.append(tr.say("Requested by {by}, {at}", by=by, at=at))
        if request.note:
            lines.append(request.note)
    lines.append(_shares(tr, state))
    goes = len(state.rows) - len(state.stays)
    unmet = any(not each.is_met for each in sheet.criteria)
    action = ActionSpec(
        "primary", "F10", tr.count("Sign and release {n}", "Sign and release {n}", goes), None,
        ButtonKind.PRIMARY, not state.busy,
    )  # fmt: skip
    return Decision(
        tr.say("Lift the hold"), tuple(lines), words=tr.say("Comment"), signs=True,
        waits=tr.say("The criteria of the hold come first.") if unmet else "", actions=(action,),
    )  # fmt: skip


def _signed(
    tr: Translator,
    state: DeskState,
    title: str,
    lines: tuple[str, ...],
    verb: str,
    *,
    waits: str = "",
) -> Decision:
    back = ActionSpec("leave", "", tr.say("Cancel"), None, ButtonKind.OUTLINED)
    primary = ActionSpec("primary", "F10", verb, None, ButtonKind.PRIMARY, not state.busy)
    words = tr.say("Why")
    return Decision(title, lines, words=words, signs=True, waits=waits, actions=(back, primary))


def _reject(bench: Bench, state: DeskState) -> Decision:
    tr = bench.translator
    line = tr.say("The hold stays; the reason is told to who asked.")
    return _signed(tr, state, tr.say("Reject the request"), (line,), tr.say("Sign and reject"))


def _convert(bench: Bench, state: DeskState) -> Decision:
    tr = bench.translator
    scrap = state.act is Act.SCRAP
    title = tr.say("Scrap or return")
    line = tr.say("Every lot that the hold names is decided; the hold ends with it.")
    made = _signed(tr, state, title, (line,), tr.say("Sign and convert"))
    tiles = numbered(
        TileSpec("scrap", tr.say("Scrap"), selected=scrap),
        TileSpec("return", tr.say("Return to supplier"), selected=not scrap),
    )
    return replace(made, tiles=tiles)


def _narrow(bench: Bench, state: DeskState) -> Decision:
    """Rows of the scope, as many as there is room for, the chosen one among them."""
    tr, sheet = bench.translator, state.sheet
    assert sheet is not None
    title = tr.say("Narrow the hold")
    line = tr.say("What is taken out here is no longer held; the rest stays.")
    met = all(each.is_met for each in sheet.criteria)
    waits = "" if met else tr.say("The criteria of the hold come first.")
    made = _signed(tr, state, title, (line,), tr.say("Sign and take out"), waits=waits)
    numbers = [each.no for each in sheet.scopes]
    at = numbers.index(state.scope_no) if state.scope_no in numbers else 0
    first = at // SHOWN_ROWS * SHOWN_ROWS
    tiles = numbered(
        *(
            TileSpec(f"scope:{n.no}", scope_text(bench, n), selected=n.no == state.scope_no)
            for n in sheet.scopes[first : first + SHOWN_ROWS]
        )
    )
    return replace(made, tiles=tiles)


def _plain(
    tr: Translator, state: DeskState, verb: str, *, ready: bool = True
) -> tuple[ActionSpec, ...]:
    back = ActionSpec("leave", "", tr.say("Cancel"), None, ButtonKind.OUTLINED)
    may = ready and not state.busy
    return back, ActionSpec("primary", "F10", verb, None, ButtonKind.PRIMARY, may)


def _extend(bench: Bench, state: DeskState) -> Decision:
    tr = bench.translator
    line = tr.say("A later date to look at it again. Time never lifts a hold.")
    return Decision(
        tr.say("Extend the review"), (line,), date=True, words=tr.say("Why"),
        actions=_plain(tr, state, tr.say("Extend")),
    )  # fmt: skip


def _owner(bench: Bench, state: DeskState) -> Decision:
    """Who may see to the hold, as many as there is room for."""
    tr = bench.translator
    lines = (tr.say("Who sees to the hold until it ends; by some rules only the owner lifts it."),)
    people = [each.person_id for each in state.owners]
    at = people.index(state.owner_id) if state.owner_id in people else 0
    first = at // SHOWN_ROWS * SHOWN_ROWS
    tiles = tuple(
        TileSpec(
            f"owner:{each.person_id}",
            tr.name(each.name.en, each.name.zh),
            selected=each.person_id == state.owner_id,
        )
        for each in state.owners[first : first + SHOWN_ROWS]
    )
    if not tiles:
        lines = (tr.say("Nobody else has the right to lift holds."),)
    actions = _plain(tr, state, tr.say("Name the owner"), ready=bool(tiles))
    return Decision(tr.say("Owner"), lines, tiles, actions=actions)


def _change(bench: Bench, state: DeskState) -> Decision:
    tr = bench.translator
    line = tr.say("What was changed after the stop, so that the cause is gone.")
    return Decision(
        tr.say("Record a change"), (line,), words=tr.say("What was changed"),
        actions=_plain(tr, state, tr.say("Save")),
    )  # fmt: skip


def may_not_text(tr: Translator, may_not: MayNot) -> str:
    """The rule that keeps somebody from lifting this hold, in one sentence."""
    sentences = {
        NO_RIGHT: tr.say("The role has no right to sign this."),
        "placer": tr.say("Who placed the hold may not lift it."),
        "widener": tr.say("Who widened the hold may not take anything out of it."),
        "requester": tr.say("Who asked for the release may not give it."),
        "inspector": tr.say("Who inspected what the release relies on may not give it."),
    }
    if may_not.post in sentences:
        return sentences[may_not.post]
    return tr.say("The plant's rule for this reason: {rule}", rule=tr.say(SIGNEES[may_not.post]))


def missing(bench: Bench, state: DeskState, made: Decision, filled: Filled) -> Missing | None:
    """The first thing that keeps F10 from being done; None if it can be done."""
    tr = bench.translator
    if state.busy or not (made.has_primary or made.waits):
        return None
    found = _waiting(tr, state, made) or _empty(tr, state, made, filled)
    return found or (_unsigned(tr, state, filled) if made.signs else None)


def _waiting(tr: Translator, state: DeskState, made: Decision) -> Missing | None:
    """What no word in the panel cures: something elsewhere, or another person."""
    if made.waits:
        return Missing("", made.waits)
    if made.signs and state.may_not is not None and state.signer is not None:
        name = tr.name(state.signer.name_en, state.signer.name_zh)
        rule = may_not_text(tr, state.may_not)
        text = tr.say("{name}: {rule} Somebody else scans the badge.", name=name, rule=rule)
        return Missing("signer", text)
    if not any(each.enabled for each in made.actions if each.id == "primary"):
        return Missing("", tr.say("There is nothing to choose from here."))
    return None


def _empty(tr: Translator, state: DeskState, made: Decision, filled: Filled) -> Missing | None:
    """A field that is still empty."""
    if made.date and not _is_day(filled.day):
        return Missing("date", tr.say("The review date is missing: year-month-day."))
    wants_words = made.signs or state.act in (Act.EXTEND, Act.CHANGE)
    if wants_words and not filled.words:
        return Missing("reason", tr.say("“{field}” is still empty.", field=made.words))
    return None


def _unsigned(tr: Translator, state: DeskState, filled: Filled) -> Missing | None:
    """What the signature lacks."""
    if state.signer is None:
        text = tr.say("Who signs? Scan the badge, or type the login name and Enter.")
        return Missing("signer", text)
    if not filled.secret:
        is_pin = state.asked is None or state.asked.kind is SecretKind.PIN
        secret = tr.say("PIN") if is_pin else tr.say("Password")
        name = tr.name(state.signer.name_en, state.signer.name_zh)
        return Missing("secret", tr.say("{secret} of {name}", secret=secret, name=name))
    return None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
