"""Words of placing a hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from qtrace.domain.hold_scopes import AnchorKind
from qtrace.domain.holds import Activity, HoldReason
from qtrace.i18n import N_, Translator
from qtrace.i18n.hold_words import ACTIVITIES, ANCHORS
from qtrace.i18n.receiving_words import status_word
from qtrace.i18n.words import class_word, containers_text
from qtrace.services.holds.effect import Effect
from qtrace.services.holds.graph import AffectedRow, HoldPreview, blocked_by
from qtrace.services.holds.lists import ListKind
from qtrace.services.holds.reasons import Reason
from qtrace.services.holds.subjects import LISTED, AnchorRow, HoldSubject
from qtrace.services.inspection.reading_photos import PhotoFile
from qtrace.ui.bench import Bench
from qtrace.ui.holds.place_state import SEVERITIES, PlaceState
from qtrace.ui.holds.place_walk import walk
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.buttons import TileSpec
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.signatures import StepState
from qtrace.ui.widgets.verdict import SideFact, VerdictSpec

ICONS: Final[Mapping[str, IconName]] = {
    HoldReason.DIMENSION: IconName.RULER,
    HoldReason.FLASH: IconName.FLAG,
    HoldReason.APPEARANCE: IconName.EYE,
    HoldReason.MIX_UP: IconName.LINK,
    HoldReason.LABEL_MISMATCH: IconName.TAG,
    HoldReason.CONTAMINATION: IconName.FILTER,
    HoldReason.FUNCTION: IconName.LIGHT,
    HoldReason.PARAMETER: IconName.CHART,
    HoldReason.OTHER: IconName.MORE,
}
"""Icons of the reasons of the house; reasons of the plant have none."""
BLOCK_ORDER: Final = (
    Activity.CONSUME, Activity.START_OPERATION, Activity.OUTPUT, Activity.PACK, Activity.SHIP,
    Activity.RELEASE, Activity.REWORK, Activity.SCRAP,
)  # fmt: skip
ALLOW_ORDER: Final = (
    Activity.SAMPLE, Activity.SEND_TO_TEST, Activity.INSPECT, Activity.SORT,
    Activity.MOVE_IN_QUARANTINE, Activity.RETURN_TO_SUPPLIER,
)  # fmt: skip
"""What people ask about first; the matrix has more rows than a station has room."""
OWN_TILES: Final = 3
LOT, PIECE, SUPPLIER_LOT, OTHER, BACK = "lot", "piece", "supplier_lot", "other", "back"


def joined(tr: Translator, words: Sequence[str]) -> str:
    """Words as a list."""
    return tr.say(", ").join(words)


def own_title(tr: Translator, subject: HoldSubject) -> str:
    """What was scanned, as the second line of the panel says it."""
    if subject.part is None:
        return ""
    name = tr.name(subject.part.name.en, subject.part.name.zh)
    if subject.revision:
        return f"{name} {subject.part.number}, " + tr.say(
            "rev. {revision}", revision=subject.revision
        )
    return f"{name} {subject.part.number}"


def subject_facts(tr: Translator, subject: HoldSubject) -> tuple[Fact, ...]:
    """Supplier, its lot and the quality state."""
    facts = []
    supplier = tr.name(subject.supplier.en, subject.supplier.zh)
    if supplier:
        facts.append(Fact(tr.say("Supplier"), supplier))
    if subject.supplier_lot:
        facts.append(Fact(tr.say("Supplier lot"), subject.supplier_lot))
    facts.append(Fact(tr.say("State"), status_word(tr, subject.status)))
    return tuple(facts)


def piece_note(subject: HoldSubject) -> str:
    """Which container of how many was scanned."""
    if subject.container_no is None:
        return ""
    return f"{subject.container_no}/{subject.containers}"


def scope_tiles(tr: Translator, state: PlaceState) -> tuple[TileSpec, ...]:
    """Whole lot, this piece, supplier lot, and everything else."""
    subject = state.subject
    tiles = _own_tiles(tr, state, subject) if subject is not None else []
    own = _own_anchors(subject) if subject is not None else ()
    other = state.anchor if state.anchor not in own else None
    if other is not None:
        tiles.append(TileSpec(OTHER, other.code, anchor_note(tr, other), selected=True))
    else:
        tiles.append(TileSpec(OTHER, tr.say("Other scope"), tr.say("order, line, gauge …")))
    return tuple(tiles)


def _own_anchors(subject: HoldSubject) -> tuple[AnchorRow | None, ...]:
    """What has a tile of its own."""
    return subject.anchors[0], subject.piece, subject.anchor(AnchorKind.SUPPLIER_LOT)


def _own_tiles(tr: Translator, state: PlaceState, subject: HoldSubject) -> list[TileSpec]:
    anchor = state.anchor
    whole = subject.anchors[0]
    word = subject.part.container_word if subject.part is not None else ""
    count = containers_text(tr, word, whole.count) if whole.count else ""
    tiles = [TileSpec(LOT, tr.say("Whole lot"), count, selected=anchor == whole)]
    piece = subject.piece
    if piece is not None:
        title = tr.say("Only what was scanned")
        note = piece_note(subject) or piece.code
        tiles.append(TileSpec(PIECE, title, note, selected=anchor == piece))
    supplied = subject.anchor(AnchorKind.SUPPLIER_LOT)
    if supplied is not None:
        lots = tr.count("{n} lot", "{n} lots", supplied.count)
        title = tr.say("Supplier lot")
        note = f"{supplied.code}, {lots}"
        tiles.append(TileSpec(SUPPLIER_LOT, title, note, selected=anchor == supplied))
    return tiles


def held_instead(state: PlaceState) -> AnchorRow | None:
    """What a hold that is placed names in place of what was scanned; None for that itself."""
    anchor, subject = state.anchor, state.subject
    own = () if subject is None else (subject.anchors[0], subject.piece)
    return anchor if state.placed is not None and anchor not in own else None


def reason_name(tr: Translator, reason: Reason) -> str:
    """The plant's word for a reason."""
    return tr.name(reason.name_en, reason.name_zh)


def reason_tiles(tr: Translator, state: PlaceState) -> tuple[TileSpec, ...]:
    """Reasons of the page, with the number that chooses them."""
    return tuple(
        TileSpec(
            row.code, reason_name(tr, row), icon=ICONS.get(row.code), tail=str(number),
            selected=row is state.reason or row == state.reason,
        )
        for number, row in enumerate(state.shown_reasons, start=1)
    )  # fmt: skip


def severity_tiles(tr: Translator, state: PlaceState) -> tuple[TileSpec, ...]:
    """How grave it is."""
    return tuple(
        TileSpec(each, class_word(tr, each), selected=each == state.grade) for each in SEVERITIES
    )


def settings_note(tr: Translator, state: PlaceState) -> str:
    """What the reason brings along beside the severity, in one line."""
    if state.days is None or state.stops is None:
        return tr.say("preset, may be changed")
    review = tr.count("look again in {n} day", "look again in {n} days", state.days)
    cause = [state.cause.number] if state.cause is not None else []
    return joined(tr, [*cause, review, tr.say("F5: more settings")])


def block_facts(tr: Translator, state: PlaceState) -> tuple[Fact, ...]:
    """What the hold will stop, and what stays allowed; nothing before there is a reason."""
    if state.stops is None or state.widened is not None:
        return ()
    rows = blocked_by(state.stops, state.pieces_in_work, state.profiles)
    stopped = {activity for activity, is_stopped in rows if is_stopped}
    stops = [tr.say(ACTIVITIES[each]) for each in BLOCK_ORDER if each in stopped]
    allows = [tr.say(ACTIVITIES[each]) for each in ALLOW_ORDER if each not in stopped]
    return (
        Fact(tr.say("Stops"), joined(tr, stops), role=TextRole.NOTE),
        Fact(tr.say("Allows"), joined(tr, allows), role=TextRole.NOTE),
    )


def step_texts(tr: Translator, state: PlaceState) -> tuple[tuple[str, str, StepState], ...]:
    """The three steps: word, what was given, how far it is."""
    named = state.anchor
    what = named.code if named is not None else tr.say("lot, container, gauge or place")
    more = len(state.subjects) - 1 + len(state.listed_items)
    if more > 0:
        what = f"{what} " + tr.count("and {n} more", "and {n} more", more)
    why = reason_name(tr, state.reason) if state.reason is not None else tr.say("press one")
    placed = state.placed is not None
    done, now, waits = StepState.DONE, StepState.NOW, StepState.WAITING
    last = tr.say("takes effect now") if placed else tr.say("F10, no approval needed")
    scan = tr.say("Scan") if state.widened is None else tr.say("Scan more")
    has_what, has_why = named is not None, state.reason is not None
    return (
        (scan, what, done if has_what else now),
        (tr.say("Reason"), why, done if has_why else now if has_what else waits),
        (tr.say("Confirm"), last, done if placed else now if has_what and has_why else waits),
    )


def effect_rows(tr: Translator, effect: Effect | None) -> tuple[tuple[int | None, str, str], ...]:
    """Number, word and note of what will be stopped; no numbers while it is counted."""
    lines, containers, shipments = None, None, None
    lots, gone = "", tr.say("that hold some of it")
    if effect is not None:
        lines, containers, shipments = effect.lines, effect.containers, effect.shipments
        lots = tr.count("of {n} lot", "of {n} lots", effect.lots)
        if effect.delivered:
            left = tr.count("{n} has left", "{n} have left", effect.delivered)
            gone = joined(tr, [gone, left])
    return (
        (lines, tr.term("hold", "lines"), tr.say("working with it now")),
        (containers, tr.term("hold", "containers"), lots),
        (shipments, tr.term("hold", "shipments"), gone),
    )


def downstream_text(tr: Translator, effect: Effect | None) -> str:
    """What was made of it."""
    if effect is None:
        return ""
    made = tr.count("{n} lot made of it", "{n} lots made of it", effect.derived)
    return joined(tr, [made, tr.count("{n} piece", "{n} pieces", effect.units)])


def complete_text(tr: Translator, preview: HoldPreview | None) -> str:
    """Whether the numbers are all there is."""
    if preview is None:
        return tr.say("counting …")
    return (
        tr.say("live, complete") if preview.effect.is_complete else tr.say("more than was counted")
    )


def affected_line(tr: Translator, row: AffectedRow) -> tuple[str, str, str]:
    """Number, part and how it is reached, for a list."""
    number = row.serial or row.lot
    part = tr.name(row.part.name.en, row.part.name.zh) if row.part is not None else ""
    how = tr.say("named") if row.distance == 0 else tr.say("made of it")
    return number, part, how


def held_already(tr: Translator, state: PlaceState) -> str:
    """Holds that are on it already; a second one is allowed."""
    if not state.holds or state.placed is not None:
        return ""
    numbers = joined(tr, [row.number for row in state.holds[:3]])
    return tr.say("Held already: {holds}. A second hold is allowed.", holds=numbers)


LISTS: Final[Mapping[ListKind, str]] = {
    ListKind.MATERIALS: N_("With its materials"),
    ListKind.RELATED: N_("With related lots"),
}


def list_tiles(tr: Translator, state: PlaceState) -> tuple[TileSpec, ...]:
    """What may be held in one act with what was scanned."""
    return tuple(
        TileSpec(
            f"list:{row.kind.value}",
            tr.say(LISTS[row.kind]),
            tr.count("{n} lot", "{n} lots", len(row.item_ids)),
            selected=row.kind is state.with_list,
        )
        for row in state.lists
    )


def other_tiles(tr: Translator, state: PlaceState) -> tuple[TileSpec, ...]:
    """What else the scanned things belong to, and what may be held in one act with them."""
    subject, chosen = state.subject, state.chosen
    own = _own_anchors(subject) if subject is not None else ()
    tiles = tuple(
        TileSpec(
            f"own:{number}", row.code, anchor_note(tr, row),
            selected=chosen is not None and row.scope == chosen.scope,
        )
        for number, row in enumerate(walk(tr, state)) if row not in own
    )  # fmt: skip
    return (*list_tiles(tr, state), *tiles)


def anchor_note(tr: Translator, row: AnchorRow) -> str:
    """What kind of thing it is; serial positions and "from now on" have words of their own."""
    if row.scope.has_range:
        return tr.say("Serial range")
    if row.scope.has_time:
        return (
            tr.say("and from now on") if row.scope.made_to is None else tr.say("between two times")
        )
    return tr.say(ANCHORS[row.scope.anchor])


def every_tile(tr: Translator, state: PlaceState) -> tuple[TileSpec, ...]:
    """All tiles of the list of other things, in their order."""
    return (*other_tiles(tr, state), *kind_tiles(tr, state), *listed_tiles(tr, state))


def with_cursor(tiles: Sequence[TileSpec], cursor: str) -> tuple[TileSpec, ...]:
    """The tiles with an arrow on the one that ENTER chooses."""
    return tuple(
        replace(spec, icon=IconName.ARROW_RIGHT) if spec.id == cursor else spec for spec in tiles
    )


def kind_tiles(tr: Translator, state: PlaceState) -> tuple[TileSpec, ...]:
    """Kinds of things that are chosen from a list."""
    return tuple(
        TileSpec(f"kind:{kind.value}", tr.say(ANCHORS[kind]), selected=kind is state.kind)
        for kind in LISTED
    )


def listed_tiles(tr: Translator, state: PlaceState) -> tuple[TileSpec, ...]:
    """Things of the chosen kind."""
    return tuple(
        TileSpec(f"row:{number}", row.code, tr.name(row.name.en, row.name.zh), selected=row == state.chosen)
        for number, row in enumerate(state.listed)
    )  # fmt: skip


def placed_verdict(tr: Translator, state: PlaceState, bench: Bench) -> VerdictSpec:
    """The band of a hold that was placed."""
    placed = state.placed
    assert placed is not None
    at = bench.local(placed.at).strftime("%H:%M")
    why = reason_name(tr, state.reason) if state.reason is not None else ""
    items = tr.count("{n} item", "{n} items", int(placed.facts.get("items", "0") or 0))
    tags = tr.say("hold tags are printing") if placed.facts.get("tags", "0") != "0" else ""
    kin = placed.facts.get("isolated", "")
    if kin:
        tags = joined(tr, [*filter(None, [tags]), tr.say("related lots: {holds}", holds=kin)])
    person = bench.person
    by = tr.name(person.person.name_en, person.person.name_zh) if person else ""
    number = placed.facts.get("hold", "")
    wider = state.widened is not None
    return VerdictSpec(
        Status.HOLD,
        tr.say("Widened: {hold}", hold=number) if wider else tr.say("Held: {hold}", hold=number),
        joined(tr, [why, items, tags] if tags else [why, items]),
        tr.say("Set it aside. A second person lifts the hold, with a signature."),
        facts=(SideFact(tr.say("by"), by), SideFact(tr.say("at"), at)),
    )


def photo_text(tr: Translator, photo: PhotoFile | None, *, camera: bool) -> str:
    """What is known about the photo, or how to take one."""
    if photo is not None:
        return joined(tr, [photo.name, tr.say("kept with the hold")])
    if camera:
        return tr.say("No photo yet. F4 takes what the camera shows.")
    return tr.say("No photo yet. F4 opens the camera, F7 takes a file.")


def page_title(tr: Translator, state: PlaceState) -> str:
    """A new hold, or which one is widened."""
    if state.widened is None:
        return tr.say("Hold")
    return tr.say("Widen hold {number}", number=state.widened.number)
