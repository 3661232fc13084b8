"""Everything that a hold can be about, in the order in which keys and commands walk through it."""

from dataclasses import replace

from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.i18n import Translator
from qtrace.services.holds.subjects import AnchorRow, HoldSubject
from qtrace.ui.holds.place_state import PlaceState


def walk(tr: Translator, state: PlaceState) -> tuple[AnchorRow, ...]:
    """What the scanned things belong to, each once: lots, pieces, ranges of serials, the rest."""
    subject = state.subject
    if subject is None:
        return ()
    own = tuple(row for row in subject.anchors if row.scope.anchor is AnchorKind.ITEM)
    further = tuple(row for row in subject.anchors if row.scope.anchor is not AnchorKind.ITEM)
    made = made_anchor(tr, subject)
    return (*own, *ranges(tr, state), *further, *((made,) if made is not None else ()))


def beside(tr: Translator, state: PlaceState, step: int) -> AnchorRow | None:
    """What stands `step` further on in the walk, after the last one the first; None for the lot."""
    rows = walk(tr, state)
    scopes = [row.scope for row in rows]
    at = scopes.index(state.anchor.scope) if state.anchor and state.anchor.scope in scopes else 0
    chosen = (at + step) % len(rows)
    return rows[chosen] if chosen else None


def ranges(tr: Translator, state: PlaceState) -> tuple[AnchorRow, ...]:
    """Serial positions of the lot of a scanned unit: between the scanned ones, from, and up to."""
    subject = state.subject
    if subject is None or subject.seq is None:
        return ()
    lot = subject.lot_id
    numbers = [e.seq for e in state.subjects if e.seq is not None and e.lot_id == lot]
    first, last = min(numbers), max(numbers)
    whole = Scope(AnchorKind.ITEM, lot)
    between = tr.say("pieces {first} to {last}", first=first, last=last)
    return (
        *((_range(whole, first, last, between),) if first < last else ()),
        _range(whole, first, None, tr.say("piece {first} and all after it", first=first)),
        _range(whole, None, last, tr.say("piece {last} and all before it", last=last)),
    )


def _range(whole: Scope, first: int | None, last: int | None, words: str) -> AnchorRow:
    return AnchorRow(replace(whole, seq_from=first, seq_to=last), words)


def made_anchor(tr: Translator, subject: HoldSubject) -> AnchorRow | None:
    """Everything of this part that the line made since this was made, and from now on."""
    line, part = subject.anchor(AnchorKind.LINE), subject.part
    if line is None or part is None:
        return None
    scope = Scope(
        AnchorKind.PART, part.part_id, line_id=line.scope.anchor_id, made_from=subject.made_at
    )
    code = tr.say("{part} made on {line}", part=part.number, line=line.code)
    return AnchorRow(scope, code, part.name)
