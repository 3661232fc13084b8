"""The containers: how they will be labelled, or how far their labels are; lot and place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qtrace.domain.quantities import grouped_q6
from qtrace.domain.receiving import Place
from qtrace.i18n import Translator
from qtrace.i18n.receiving_words import place_word
from qtrace.ui.receiving.judging import shares, verdict_of
from qtrace.ui.receiving.receive_state import Phase, ReceiveState
from qtrace.ui.receiving.wording import Words, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.containers import Tile, TileSize, TileState
from qtrace.ui.widgets.facts import Fact

MOST_LARGE = 12
MOST_TILES = 24
RANGES_SHOWN = 8
LONGEST_NOTE = 9


@dataclass(frozen=True, slots=True)
class ContainersText:
    """The right panel.

    Attributes:
        tiles: one for each container; empty if there are too many to draw.
        columns: tiles in a row.
        done: labels scanned.
        total: containers; 0 while nobody counted them.
        missing: which numbers are missing, where there are no tiles.
        hint: one sentence below.
    """

    title: str
    note: str
    tiles: tuple[Tile, ...]
    size: TileSize
    columns: int
    done: int
    total: int
    missing: str
    facts: tuple[Fact, ...]
    hint: str


def containers_panel(words: Words, state: ReceiveState) -> ContainersText:
    """Tiles, lot and place for the state of the work."""
    if state.task is not None and state.phase in (Phase.LABELS, Phase.DONE):
        return _labelling(words, state)
    return _planned(words, state)


def _planned(words: Words, state: ReceiveState) -> ContainersText:
    tr = words.tr
    kept, extra = shares(state)
    total = len(kept)
    tiles = tuple(
        _tile(words, state, TileState.TODO, (number, share))
        for number, share in enumerate(kept, start=1)
    )
    verdict = verdict_of(state)
    facts = [Fact(tr.say("New lot"), tr.say("made when received"))]
    if extra:
        boxes = words.containers(len(extra), state.part)
        amount = words.quantity(sum(extra), state.part)
        facts.append(
            Fact(
                tr.say("Excess"),
                joined(boxes, amount),
                status=Status.HOLD,
                verdict=tr.say("own label"),
            )
        )
    if verdict is not None:
        facts.append(Fact(tr.say("Place"), _place(words, state, verdict.place)))
    hint = tr.say("Stick one, scan one, to the last one") if total else ""
    if not total:
        hint = tr.say("As soon as the containers are counted, they stand here.")
    return _panel(tr, tiles, 0, total, facts, hint)


def _place(words: Words, state: ReceiveState, place: Place) -> str:
    """The scanned place, or the first one of the zone it goes to."""
    zone = place_word(words.tr, place)
    if state.place is not None:
        return f"{zone} {state.place.code}"
    line = state.basis.line if state.basis is not None else None
    if line is not None and line.place_code and line.verdict.place is place:
        return f"{zone} {line.place_code}"
    return zone


def place_code(state: ReceiveState) -> str:
    """Code of the place where the received lot belongs, "" if it is not known."""
    if state.place is not None:
        return state.place.code
    if state.page is not None and state.page.places:
        return state.page.places[0].code
    line = state.basis.line if state.basis is not None else None
    if line is None or state.received is None:
        return ""
    wanted = Place.PENDING if state.received.is_pending else Place.QUARANTINE
    return (line.place_code or "") if line.verdict.place is wanted else ""


def _labelling(words: Words, state: ReceiveState) -> ContainersText:
    tr, task = words.tr, state.task
    assert task is not None
    tiles = tuple(
        _tile(words, state, _state_of(state, number), (number, share))
        for number, share in enumerate(task.quantities_q6, start=1)
    )
    facts = [Fact(tr.term("receiving", "Lot"), task.lot, role=TextRole.DATA)]
    place = place_code(state)
    if place:
        facts.append(Fact(tr.say("Place"), place))
    hint = tr.say("Damaged label: press its tile to print it again")
    return _panel(tr, tiles, len(task.checked), task.total, facts, hint)


def _state_of(state: ReceiveState, number: int) -> TileState:
    task = state.task
    if task is not None and number in task.checked:
        return TileState.NOW if number == state.last_number else TileState.DONE
    return TileState.TODO


def _tile(words: Words, state: ReceiveState, how: TileState, box: tuple[int, int]) -> Tile:
    number, share_q6 = box
    amount = words.quantity(share_q6, state.part)
    note = amount if len(amount) <= LONGEST_NOTE else grouped_q6(share_q6)
    spoken = words.tr.say("Container {number}", number=number)
    return Tile(number, how, note, spoken)


def _panel(
    tr: Translator, tiles: tuple[Tile, ...], done: int, total: int, facts: Sequence[Fact], hint: str
) -> ContainersText:
    missing = ""
    if total > MOST_TILES:
        left = [t.number for t in tiles if t.state is TileState.TODO]
        missing = tr.say("Missing: {numbers}", numbers=ranges(left)) if done and left else ""
        tiles = ()
    size = TileSize.LARGE if total <= MOST_LARGE else TileSize.SMALL
    columns = 4 if size is TileSize.LARGE else 6
    note = tr.say("labelled {done} / {total}", done=done, total=total) if total else ""
    return ContainersText(
        tr.say("Container labels"),
        note,
        tiles,
        size,
        columns,
        done,
        total,
        missing,
        tuple(facts),
        hint,
    )


def ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers with runs drawn together, cut after a few.

    Example:
        >>> ranges([3, 17, 20, 21, 22])
        '3, 17, 20–22'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    shown = ", ".join(texts[:RANGES_SHOWN])
    return f"{shown} …" if len(texts) > RANGES_SHOWN else shown
