"""Words of the holds desk: the list, the open hold, what is covered."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from qtrace.domain.hold_life import CriterionState
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import Activity, Criterion
from qtrace.domain.shipping import ShipmentState
from qtrace.i18n import Translator
from qtrace.i18n.hold_words import (
    ACTIVITIES,
    ANCHORS,
    CRITERIA,
    HOLD_EVENTS,
    HOLD_STATES,
    ORIGINS,
)
from qtrace.i18n.holds_reasons import REASONS, hold_reason
from qtrace.i18n.words import class_word
from qtrace.services.holds.graph import AffectedRow
from qtrace.services.holds.queries import HoldHistory, HoldSheet, OpenHold, ReasonFigures, ScopeLine
from qtrace.services.shipping.stops import StoppedShipment
from qtrace.ui.bench import Bench
from qtrace.ui.holds.desk_parts import MOST_LAYERS, CriterionLine, Graph, HoldLine, Node
from qtrace.ui.holds.desk_state import DeskState, Grouping
from qtrace.ui.holds.place_texts import ALLOW_ORDER, BLOCK_ORDER, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.facts import Fact

MOST_SHIPMENTS: Final = 2
DATE: Final = "%Y-%m-%d"
MINUTE: Final = "%Y-%m-%d %H:%M"


def age_text(tr: Translator, age: timedelta) -> str:
    """How long a hold stands: minutes, hours, then days."""
    minutes = max(0, int(age.total_seconds() // 60))
    hours = minutes // 60
    days = hours // 24
    if minutes < 60:
        return tr.say("{n} min", n=minutes)
    if days < 2:
        return tr.say("{n} h", n=hours)
    return tr.say("{n} d", n=days)


def about(tr: Translator, hold: OpenHold) -> str:
    """What a hold is about, in one line."""
    reason = hold_reason(tr, hold.reason)
    if hold.title in (hold.reason, "") or hold.title in REASONS:
        return reason
    return joined(tr, [hold.title, reason])


def list_chip(tr: Translator, hold: OpenHold) -> ChipSpec | None:
    """What asks for a look: a request, or a review date that is past."""
    if hold.state == "requested":
        return ChipSpec(tr.say("Requested"), Status.INFO)
    if hold.is_overdue:
        return ChipSpec(tr.say("Review due"), Status.HOLD)
    return None


def groups(tr: Translator, state: DeskState) -> tuple[tuple[str, tuple[HoldLine, ...]], ...]:
    """The list as it is grouped."""
    return tuple(
        (_group_title(tr, state.grouping, key, rows), tuple(_line(tr, each) for each in rows))
        for key, rows in state.ordered
    )


def _group_title(tr: Translator, grouping: Grouping, key: str, rows: Sequence[OpenHold]) -> str:
    if grouping is Grouping.AGE:
        return ""
    if grouping is Grouping.SEVERITY:
        return f"{class_word(tr, key)}  {len(rows)}"
    owner = rows[0].owner
    name = tr.name(owner.en, owner.zh) or tr.say("Without owner")
    return f"{name}  {len(rows)}"


def _line(tr: Translator, hold: OpenHold) -> HoldLine:
    thing = hold.thing
    named = f"{thing.lot} +{thing.more}" if thing.more else thing.lot
    what = joined(tr, [each for each in (named, tr.name(thing.part.en, thing.part.zh)) if each])
    return HoldLine(
        hold.hold_id, hold.number, age_text(tr, hold.age), about(tr, hold), list_chip(tr, hold),
        what,
    )  # fmt: skip


def head_notes(tr: Translator, state: DeskState) -> tuple[str, str, str]:
    """Open, past review, waiting for a decision: for the top bar."""
    holds = state.holds
    late = sum(each.is_overdue for each in holds)
    asked = sum(each.state == "requested" for each in holds)
    return (
        tr.count("{n} open", "{n} open", len(holds)),
        tr.count("{n} past review", "{n} past review", late),
        tr.count("{n} release waiting", "{n} releases waiting", asked),
    )


def state_chips(tr: Translator, hold: OpenHold) -> tuple[ChipSpec, ...]:
    """State of the open hold."""
    if hold.state in ("released", "converted"):
        ended = Status.OK if hold.state == "released" else Status.INFO
        return (ChipSpec(tr.say(HOLD_STATES[hold.state]), ended),)
    chips = [ChipSpec(tr.say("Held"), Status.BLOCKED)]
    if hold.state == "requested":
        chips.append(ChipSpec(tr.say(HOLD_STATES[hold.state]), Status.INFO))
    elif hold.is_overdue:
        chips.append(ChipSpec(tr.say("Review due"), Status.HOLD))
    return tuple(chips)


def scope_text(bench: Bench, line: ScopeLine) -> str:
    """One row of the scope in words."""
    tr, scope = bench.translator, line.scope
    words = [f"{tr.say(ANCHORS[scope.anchor])} {line.label}".strip()]
    if scope.anchor is AnchorKind.ITEM:
        words = [line.label]
    if scope.supplier_lot:
        words.append(scope.supplier_lot)
    if scope.seq_from is not None or scope.seq_to is not None:
        last = scope.seq_to if scope.seq_to is not None else "…"
        words.append(tr.say("pieces {first} to {last}", first=scope.seq_from or 1, last=last))
    words += _times(bench, scope)
    return joined(tr, words)


def _times(bench: Bench, scope: Scope) -> list[str]:
    tr = bench.translator
    if not scope.has_time:
        return []
    words = []
    if scope.made_from is not None:
        at = bench.local(scope.made_from).strftime(MINUTE)
        words.append(tr.say("made after {at}", at=at))
    if scope.made_to is None:
        words.append(tr.say("and from now on"))
    else:
        words.append(tr.say("made until {at}", at=bench.local(scope.made_to).strftime(MINUTE)))
    return words


def hold_facts(bench: Bench, sheet: HoldSheet) -> tuple[Fact, ...]:
    """Who placed it when, how grave it is, what it names and stops."""
    tr, head = bench.translator, sheet.head
    placed = bench.local(head.placed_at).strftime(MINUTE)
    by = tr.name(head.placed_by.en, head.placed_by.zh)
    review = bench.local(head.review_by).strftime(DATE) if head.review_by else "–"
    scopes = [scope_text(bench, each) for each in sheet.scopes[:3]]
    if len(sheet.scopes) > 3:
        n = len(sheet.scopes) - 3
        scopes.append(tr.count("and {n} more", "and {n} more", n))
    blocked = [each for each in BLOCK_ORDER if each in sheet.blocked]
    allowed = [each for each in ALLOW_ORDER if each in sheet.allowed]
    severity = class_word(tr, head.severity)
    told = _shipments(tr, sheet.shipments)
    shipped = (Fact(tr.say("Shipments"), told, role=TextRole.NOTE),) if told else ()
    return (
        Fact(tr.say("Placed"), joined(tr, [placed, by]), verdict=severity),
        Fact(
            tr.say("Origin"), _origin(tr, sheet),
            verdict=tr.say("Review by {date}", date=review),
        ),
        Fact(tr.say("Scope"), joined(tr, scopes)),
        *shipped,
        Fact(tr.say("Stops"), _words(tr, blocked), role=TextRole.NOTE),
        Fact(tr.say("Allows"), _words(tr, allowed), role=TextRole.NOTE),
    )  # fmt: skip


def _shipments(tr: Translator, rows: Sequence[StoppedShipment]) -> str:
    """One line: the one with its customer, or the numbers of some."""
    if len(rows) == 1:
        (row,) = rows
        return joined(tr, [_shipment(tr, row), tr.name(row.customer.en, row.customer.zh)])
    said = [_shipment(tr, row) for row in rows[:MOST_SHIPMENTS]]
    if len(rows) > MOST_SHIPMENTS:
        n = len(rows) - MOST_SHIPMENTS
        said.append(tr.count("and {n} more", "and {n} more", n))
    return joined(tr, said)


def _shipment(tr: Translator, row: StoppedShipment) -> str:
    """Its number, and whether it is still here."""
    if row.state is ShipmentState.SHIPPED:
        return tr.say("{shipment} (has left)", shipment=row.number)
    return row.number


def _words(tr: Translator, activities: Sequence[Activity]) -> str:
    return joined(tr, [tr.say(ACTIVITIES[each]) for each in activities])


def _origin(tr: Translator, sheet: HoldSheet) -> str:
    """Where it comes from with the number of that case, and how long it stands."""
    origin = sheet.head.origin
    words = [tr.say(ORIGINS[origin])] if origin in ORIGINS else []
    if sheet.origin_case:
        words.append(sheet.origin_case)
    owner = tr.name(sheet.head.owner.en, sheet.head.owner.zh)
    if owner:
        words.append(tr.say("owner {name}", name=owner))
    lasted = age_text(tr, sheet.lasted)
    is_over = sheet.head.state in ("released", "converted")
    words.append(
        tr.say("stood {time}", time=lasted) if is_over else tr.say("stands {time}", time=lasted)
    )
    return joined(tr, words)


def counts(tr: Translator, sheet: HoldSheet) -> tuple[tuple[str, str], ...]:
    """What is covered, in numbers."""
    effect = sheet.effect
    return (
        (str(effect.lots), tr.term("hold", "named")),
        (str(effect.derived), tr.term("hold", "made of it")),
        (str(effect.units), tr.term("hold", "units")),
        (str(effect.containers), tr.term("hold", "containers")),
        (str(effect.shipments + effect.delivered), tr.term("hold", "shipments")),
    )


def graph(bench: Bench, state: DeskState, room: int) -> Graph:
    """What the hold names, and layer by layer what it covers."""
    tr, sheet = bench.translator, state.sheet
    if sheet is None:
        return Graph()
    shows_end = sheet.request is not None or state.partial
    stays = state.stays
    layers: list[tuple[Node, ...]] = []
    names: list[str] = []
    by_item = all(each.scope.anchor is AnchorKind.ITEM for each in sheet.scopes)
    if not by_item:
        layers.append(_scope_nodes(tr, sheet, room))
        names.append(tr.say("Scope"))
    marked = state.marked.item_id if state.marked is not None else 0
    for distance, layer in enumerate(sheet.layers):
        names.append(tr.say("Named") if distance == 0 else tr.say("Made of it"))
        layers.append(_nodes(tr, layer, room, stays if shows_end else None, marked))
    first = _first_layer(layers)
    names, layers = names[first:], layers[first:]
    edges = list(sheet.edges)
    return Graph(tuple(names), tuple(layers), tuple(edges))


def _scope_nodes(tr: Translator, sheet: HoldSheet, room: int) -> tuple[Node, ...]:
    shown = sheet.scopes[:room]
    return tuple(Node(0, each.label, tr.say(ANCHORS[each.scope.anchor])) for each in shown)


def _nodes(
    tr: Translator, layer: Sequence[AffectedRow], room: int, stays: frozenset[int] | None,
    marked: int,
) -> tuple[Node, ...]:  # fmt: skip
    shown = _fitting(layer, room, marked)
    nodes = [
        Node(
            row.item_id, row.serial or row.lot,
            tr.name(row.part.name.en, row.part.name.zh) if row.part is not None else row.place,
            None if stays is None else row.item_id in stays, row.item_id == marked,
        )
        for row in shown
    ]  # fmt: skip
    rest = len(layer) - len(shown)
    if rest:
        nodes.append(Node(0, f"+{rest}", tr.say("all of them are counted")))
    return tuple(nodes)


def _fitting(layer: Sequence[AffectedRow], room: int, marked: int) -> Sequence[AffectedRow]:
    """As many of a layer as there is room for, the chosen one among them."""
    if len(layer) <= room:
        return layer
    room = max(1, room - 1)
    at = next((n for n, row in enumerate(layer) if row.item_id == marked), 0)
    return layer[max(0, at - room + 1) : max(room, at + 1)]


def _first_layer(layers: Sequence[Sequence[Node]]) -> int:
    """The first layer that is shown, so that the chosen thing is among them."""
    at = next((n for n, layer in enumerate(layers) if any(e.marked for e in layer)), 0)
    return max(0, at - MOST_LAYERS + 1)


def criteria(tr: Translator, states: Sequence[CriterionState]) -> tuple[CriterionLine, ...]:
    """Criteria with their evidence."""
    return tuple(
        CriterionLine(each.is_met, tr.say(CRITERIA[each.kind]), _evidence(tr, each))
        for each in states
    )


def _evidence(tr: Translator, each: CriterionState) -> str:
    facts = each.facts
    if each.kind is Criterion.NCR_DISPOSED:
        if facts.get("open"):
            return tr.say("open: {cases} (key N)", cases=facts["open"])
        return facts.get("disposed") or tr.say("there is none")
    if each.kind is Criterion.REINSPECTED:
        missing = int(facts.get("missing", "0") or 0)
        if missing:
            return tr.count("{n} lot is missing", "{n} lots are missing", missing)
        return facts.get("inspections", "")
    return facts.get("change") or tr.say("nothing was recorded after the stop")


def history(bench: Bench, sheet: HoldSheet) -> tuple[Fact, ...]:
    """What happened to the hold, newest first."""
    tr = bench.translator
    return tuple(
        Fact(
            bench.local(each.at).strftime("%Y-%m-%d %H:%M"),
            _event(tr, each),
            verdict=tr.name(each.by.en, each.by.zh),
            role=TextRole.NOTE,
        )
        for each in reversed(sheet.history)
    )


def _event(tr: Translator, each: HoldHistory) -> str:
    """What happened, and why; an overdue review needs no reason."""
    words = tr.say(HOLD_EVENTS[each.kind]) if each.kind in HOLD_EVENTS else each.kind
    if each.kind == "assigned":
        return joined(tr, [words, tr.name(each.facts["owner_en"], each.facts["owner_zh"])])
    if each.kind == "escalated" or not each.reason:
        return words
    return joined(tr, [words, hold_reason(tr, each.reason)])


def figures(tr: Translator, rows: Sequence[ReasonFigures]) -> tuple[Fact, ...]:
    """Holds by reason: how many, how many still stand, how long they stood."""
    return tuple(
        Fact(
            hold_reason(tr, each.reason),
            joined(tr, [_count(tr, each), _hours(tr, each)]),
            role=TextRole.NOTE,
        )
        for each in rows
    )


def _count(tr: Translator, each: ReasonFigures) -> str:
    return tr.say("{placed} placed, {still} open", placed=each.placed, still=each.still)


def _hours(tr: Translator, each: ReasonFigures) -> str:
    if each.median_hours is None or each.longest_hours is None:
        return tr.say("none lifted yet")
    middle = age_text(tr, timedelta(hours=each.median_hours))
    longest = age_text(tr, timedelta(hours=each.longest_hours))
    return tr.say("half within {median}, longest {longest}", median=middle, longest=longest)
