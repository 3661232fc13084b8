"""Words of the desk where rules of holds stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Final

from qtrace.domain.block_rules import NEVER_STOPPED, ProfileWish, core_of, in_order
from qtrace.domain.hold_rules import ReasonWish, RelationWish, StopWish, Wish
from qtrace.domain.holds import Activity, state_allows
from qtrace.domain.items import ShownStatus
from qtrace.i18n import N_, Translator
from qtrace.i18n.hold_words import ACTIVITIES, CRITERIA, IN_FLIGHT, PROFILES, SIGNEES
from qtrace.i18n.receiving_words import status_word
from qtrace.i18n.words import class_word
from qtrace.services.holds.rule_drafts import DecidedDraft
from qtrace.ui.bench import Bench
from qtrace.ui.holds.place_texts import joined
from qtrace.ui.holds.rules_model import BoardKind, BoardLine, RuleForm, RulesState
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column

KINDS: Final[Mapping[BoardKind, str]] = {
    BoardKind.REASON: N_("Reason of holds"),
    BoardKind.STOP: N_("Type of stop"),
    BoardKind.RELATION: N_("Related lots"),
    BoardKind.PROFILE: N_("Block profile"),
    BoardKind.STATE: N_("Quality state"),
}
RELATIONS: Final[Mapping[str, str]] = {
    "supplier_lot": N_("Same supplier lot or certificate"),
    "delivery": N_("Same delivery"),
    "period": N_("Same part, supplier and period"),
}
ACTS: Final[Mapping[str, str]] = {
    "hold": N_("hold at once"),
    "propose": N_("propose"),
    "off": N_("do nothing"),
}
FIELDS: Final[Mapping[str, str]] = {
    "name_en": N_("Name in English"),
    "name_zh": N_("Name in Chinese"),
    "severity": N_("Severity"),
    "profile": N_("What it stops"),
    "in_flight": N_("Pieces in work"),
    "review_days": N_("Days to the review"),
    "criteria": N_("Before it is lifted"),
    "signee": N_("Who lifts it"),
    "signees": N_("Named persons"),
    "isolates": N_("Isolates related lots"),
    "propagates": N_("Carried on"),
    "is_active": N_("In use"),
    "is_planned": N_("Planned"),
    "act": N_("What happens"),
    "days": N_("Days before and after"),
    "stops": N_("Stops"),
}
"""Fields of rules in the order in which they are told."""


def line_name(tr: Translator, line: BoardLine) -> str:
    """What people call the line."""
    if line.kind is BoardKind.PROFILE:
        return tr.say(PROFILES[line.code])
    if line.kind is BoardKind.STATE:
        return status_word(tr, ShownStatus(line.code))
    wish = line.wish
    if isinstance(wish, ReasonWish | StopWish):
        return tr.name(wish.name_en, wish.name_zh)
    return tr.say(RELATIONS[line.code]) if line.code in RELATIONS else line.code


def columns(bench: Bench, *, narrow: bool) -> tuple[Column[BoardLine], ...]:
    """Columns of the table."""
    tr = bench.translator

    def name(row: BoardLine) -> CellView:
        return CellView(line_name(tr, row), strong_if_chosen=True)

    def kind(row: BoardLine) -> CellView:
        return CellView(tr.say(KINDS[row.kind]), role=TextRole.NOTE, ink=Ink.TEXT2)

    def state(row: BoardLine) -> CellView:
        if row.rule is not None and row.rule.waiting is not None:
            return CellView(chip=ChipSpec(tr.say("Waits"), Status.HOLD))
        wish = row.wish
        if isinstance(wish, RelationWish):
            return CellView(tr.say(ACTS[wish.act]), role=TextRole.NOTE)
        off = isinstance(wish, ReasonWish | StopWish) and not wish.is_active
        return CellView(tr.say("not in use") if off else "", role=TextRole.NOTE, ink=Ink.TEXT2)

    found: tuple[Column[BoardLine], ...] = (
        Column("name", tr.say("Name"), name),
        Column("kind", tr.say("Rule"), kind, 170),
        Column("state", tr.term("rule", "State"), state, 130),
    )
    return (found[0], found[2]) if narrow else found


Names = Mapping[int, str]


def names_of(tr: Translator, state: RulesState) -> Names:
    """Persons who may be named, by id."""
    return {each.person_id: tr.name(each.name_en, each.name_zh) for each in state.lifters}


def told(tr: Translator, name: str, value: object, names: Names) -> str:
    """A value of a rule in words."""
    words: dict[str, Mapping[str, str]] = {
        "profile": PROFILES, "in_flight": IN_FLIGHT, "signee": SIGNEES, "act": ACTS,
    }  # fmt: skip
    if isinstance(value, bool):
        return tr.say("Yes") if value else tr.say("No")
    if name == "severity":
        return class_word(tr, str(value))
    if isinstance(value, tuple | list):
        return _list(tr, name, tuple(map(str, value)), names)
    if name in words:
        return tr.say(words[name][str(value)])
    return str(value) or "–"


def _list(tr: Translator, name: str, values: tuple[str, ...], names: Names) -> str:
    if name == "signees":
        found = [names.get(int(each), "?") for each in values]
    else:
        words = ACTIVITIES if name == "stops" else CRITERIA
        found = [tr.say(words[each]) for each in values]
    return joined(tr, found) or "–"


def _fields(wish: Wish) -> Iterator[tuple[str, object]]:
    values = asdict(wish)
    return ((name, values[name]) for name in FIELDS if name in values)


def detail(bench: Bench, line: BoardLine | None, state: RulesState) -> DetailSpec:
    """A rule in force, what a draft would change, and what was decided before."""
    tr = bench.translator
    if line is None:
        return DetailSpec(tr.say("No rule is chosen"))
    if line.rule is None:
        return _fixed(tr, line)
    waiting, names = line.rule.waiting, names_of(tr, state)
    facts = tuple(
        Fact(tr.say(FIELDS[name]), told(tr, name, value, names)) for name, value in _fields_of(line)
    )
    if line.kind is BoardKind.PROFILE:
        facts = (*facts, *_profile_facts(tr, line))
    note = joined(tr, [tr.say(KINDS[line.kind]), line.code])
    if line.rule.by_house:
        note = joined(tr, [note, tr.say("as it comes with the program")])
    return DetailSpec(
        title=line_name(tr, line),
        note=note,
        chip=ChipSpec(tr.say("Draft waits"), Status.HOLD) if waiting is not None else None,
        facts=(*changes(bench, line, names), *facts),
        history=tuple(_decided(bench, each) for each in state.decided),
        actions=_actions(bench, line),
    )


def _fields_of(line: BoardLine) -> Iterator[tuple[str, object]]:
    return _fields(line.rule.now) if line.rule is not None and line.rule.now else iter(())


def changes(bench: Bench, line: BoardLine, names: Names) -> tuple[Fact, ...]:
    """What the draft would change, old and new."""
    rule, tr = line.rule, bench.translator
    if rule is None or rule.waiting is None:
        return ()
    waiting = rule.waiting
    at = bench.local(waiting.at).strftime("%m-%d %H:%M")
    by = tr.name(waiting.by.en, waiting.by.zh)
    before = dict(_fields(rule.now)) if rule.now is not None else {}
    found = [Fact(tr.say("Drafted"), joined(tr, [at, by]), role=TextRole.STRONG)]
    for name, value in _fields(waiting.wish):
        new = told(tr, name, value, names)
        old = told(tr, name, before[name], names) if name in before else ""
        if new != old:
            words = tr.say("{old} → {new}", old=old, new=new) if old else new
            found.append(Fact(tr.say(FIELDS[name]), words, role=TextRole.STRONG))
    return tuple(found)


def _decided(bench: Bench, each: DecidedDraft) -> Fact:
    tr = bench.translator
    by, author = tr.name(each.by.en, each.by.zh), tr.name(each.drafted_by.en, each.drafted_by.zh)
    words = (
        tr.say("Approved, drafted by {author}", author=author)
        if each.decision == "approved"
        else tr.say("Given back to {author}: {why}", author=author, why=each.comment)
    )
    return Fact(bench.local(each.at).strftime("%Y-%m-%d %H:%M"), words, verdict=by)


def _profile_facts(tr: Translator, line: BoardLine) -> tuple[Fact, ...]:
    """What a profile leaves allowed, and what of it never changes."""
    wish = line.wish
    stopped = wish.stops if isinstance(wish, ProfileWish) else ()
    rest = [each for each in Activity if each not in stopped]
    return (
        Fact(tr.say("Allows"), activity_words(tr, rest)),
        Fact(tr.say("Always stops"), activity_words(tr, in_order(core_of(line.code)))),
        Fact(tr.say("Never stops"), activity_words(tr, in_order(NEVER_STOPPED))),
    )


def activity_words(tr: Translator, activities: Iterable[Activity]) -> str:
    """Activities in words, a dash for none."""
    return joined(tr, [tr.say(ACTIVITIES[each]) for each in activities]) or "–"


def _fixed(tr: Translator, line: BoardLine) -> DetailSpec:
    """What a quality state allows: law of the house that nobody changes."""
    yes = [each for each in Activity if state_allows(line.code, each)]
    no = [each for each in Activity if each not in yes]
    return DetailSpec(
        line_name(tr, line), tr.say("Law of the house: no plant changes what a state allows."),
        facts=(
            Fact(tr.say("Allows"), activity_words(tr, yes)),
            Fact(tr.say("Forbids"), activity_words(tr, no)),
        ),
    )  # fmt: skip


def _actions(bench: Bench, line: BoardLine) -> tuple[ActionSpec, ...]:
    tr, rule = bench.translator, line.rule
    assert rule is not None
    if rule.waiting is None:
        may = bench.may("DRAFT_RULE")
        return (ActionSpec(RuleForm.CHANGE, "F6", tr.say("Draft a change"), IconName.PEN,
                           enabled=may),)  # fmt: skip
    own = bench.person is not None and rule.waiting.by_id == bench.person.person.person_id
    may = bench.may("APPROVE_RULE")
    return (
        ActionSpec(RuleForm.RETURN, "F4", tr.say("Give back"), IconName.UNDO,
                   enabled=may and not own),
        ActionSpec(RuleForm.APPROVE, "F10", tr.say("Approve"), IconName.PEN, ButtonKind.PRIMARY,
                   may),
    )  # fmt: skip
