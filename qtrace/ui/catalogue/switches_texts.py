"""Words of the severity screen."""

from collections.abc import Iterator

from qtrace.domain.people import QualitySwitch
from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.skip_lot import SkipEvent
from qtrace.domain.sampling.switching import SwitchEvent
from qtrace.i18n import N_, Translator
from qtrace.i18n.sampling_reasons import class_word, explain_severity, severity_word
from qtrace.i18n.skip_reasons import explain_skip, skip_word
from qtrace.services.inspection.switch_board import BoardKind, BoardNote, BoardRow
from qtrace.ui.bench import Bench
from qtrace.ui.catalogue.approvals_texts import named, person
from qtrace.ui.catalogue.switches_model import TURN, SeriesForm, offered
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column

SWITCHES = {
    QualitySwitch.REDUCED_AUTHORISED: N_("Reduced inspection authorised"),
    QualitySwitch.STEADY_PRODUCTION: N_("Production at steady rate"),
    QualitySwitch.C0_VERIFIED: N_("c=0 table verified"),
    QualitySwitch.Z19_VERIFIED: N_("Z1.9 tables verified"),
    QualitySwitch.SKIP_LOT_VERIFIED: N_("Skip-lot numbers verified"),
}
MEANINGS = {
    QualitySwitch.REDUCED_AUTHORISED: N_(
        "While it is on, a series whose figures allow it goes to reduced inspection."
    ),
    QualitySwitch.STEADY_PRODUCTION: N_(
        "While it is on, quality states that production runs at a steady rate."
    ),
    QualitySwitch.C0_VERIFIED: N_(
        "Who signs has compared the c=0 table with the bought standard; until then it decides "
        "nothing."
    ),
    QualitySwitch.Z19_VERIFIED: N_(
        "Who signs has compared the tables of Z1.9 with the bought standard; until then no lot is "
        "judged from its values."
    ),
    QualitySwitch.SKIP_LOT_VERIFIED: N_(
        "Who signs has compared the skip-lot numbers with the bought standard; until then every lot "
        "is inspected."
    ),
}
EVENTS = {
    SwitchEvent.RESUME: N_("Resume after the supplier's action"),
    SwitchEvent.IRREGULAR_PRODUCTION: N_("Production is irregular"),
    SwitchEvent.AUTHORITY_NORMAL: N_("Quality decides: normal"),
    SwitchEvent.AUTHORITY_TIGHTENED: N_("Quality decides: tightened"),
    SwitchEvent.DISCONTINUED: N_("Discontinue inspection"),
}
SKIP_EVENTS = {
    SkipEvent.AGREED: N_("Agree to skipping lots"),
    SkipEvent.PRODUCT_CHANGED: N_("The product changed"),
    SkipEvent.PRODUCTION_INTERRUPTED: N_("Production was interrupted"),
    SkipEvent.SUPPLIER_DISQUALIFIED: N_("The supplier is not qualified any more"),
    SkipEvent.AUTHORITY: N_("Inspect every lot again"),
}
TURNS = {"on": N_("Turned on"), "off": N_("Turned off")}
CHIPS = {
    SwitchState.TIGHTENED: Status.HOLD,
    SwitchState.DISCONTINUED: Status.BLOCKED,
    SwitchState.REDUCED: Status.NEUTRAL,
}


def title(tr: Translator, row: BoardRow) -> str:
    """What the row is about."""
    if row.switch is not None:
        return tr.say(SWITCHES[row.switch])
    assert row.part is not None
    if row.kind is BoardKind.SKIP:
        return tr.say("{part}  skip-lot", part=row.part.code)
    assert row.char_class is not None
    return f"{row.part.code}  {class_word(tr, row.char_class)}"


def columns(bench: Bench, *, narrow: bool) -> tuple[Column[BoardRow], ...]:
    """Columns of the table."""
    tr = bench.translator

    def what(row: BoardRow) -> CellView:
        role = TextRole.BODY if row.kind is BoardKind.SWITCH else TextRole.DATA
        return CellView(title(tr, row), role=role, strong_if_chosen=True)

    def site(row: BoardRow) -> CellView:
        if row.site is None:
            return CellView(tr.say("the whole plant"), ink=Ink.TEXT2)
        return CellView(row.site.code, role=TextRole.DATA)

    def state(row: BoardRow) -> CellView:
        if row.skip is not None:
            return CellView(skip_word(tr, row.skip.state), ink=Ink.TEXT2)
        if row.state is None:
            return CellView(tr.say("On") if row.is_on else tr.say("Off"))
        chip = CHIPS.get(row.state)
        word = severity_word(tr, row.state)
        return CellView(chip=ChipSpec(word, chip)) if chip else CellView(word, ink=Ink.TEXT2)

    found: tuple[Column[BoardRow], ...] = (
        Column("what", tr.say("Switch or series"), what),
        Column("site", tr.say("Manufacturing site"), site, 150),
        Column("state", tr.say("Now"), state, 180),
    )
    return (found[0], found[2]) if narrow else found


OWN_REASONS = {
    "lots_left_tightened": N_("Written by QTrace: first lots of a new source"),
    "new_revision": N_("Written by QTrace: first lot of a new revision"),
}
"""Words for what the program itself keeps as the reason of a decision."""


def detail(bench: Bench, row: BoardRow | None) -> DetailSpec:
    """The chosen switch or series, why it stands so, and who decided what."""
    tr = bench.translator
    if row is None:
        return DetailSpec(tr.say("Nothing is chosen"))
    note = "" if row.part is None else tr.name(row.part.name_en, row.part.name_zh)
    return DetailSpec(
        title=title(tr, row),
        note=note,
        chip=_chip(tr, row),
        facts=tuple(_facts(tr, row)),
        history=tuple(fact for note in row.notes for fact in _told(bench, note)),
        actions=_actions(bench, row),
    )


def _chip(tr: Translator, row: BoardRow) -> ChipSpec | None:
    chip = CHIPS.get(row.state) if row.state is not None else None
    return ChipSpec(severity_word(tr, row.state), chip) if row.state and chip else None


def _facts(tr: Translator, row: BoardRow) -> Iterator[Fact]:
    if row.switch is not None:
        yield Fact(tr.say("Now"), tr.say("On") if row.is_on else tr.say("Off"))
        yield Fact(tr.say("What it means"), tr.say(MEANINGS[row.switch]))
        return
    yield Fact(tr.say("Manufacturing site"), named(tr, row.site))
    yield Fact(tr.say("Supplier"), named(tr, row.supplier))
    if row.skip is not None:
        yield Fact(tr.say("Now"), skip_word(tr, row.skip.state))
        yield Fact(tr.say("Why"), explain_skip(tr, row.skip))
        return
    yield Fact(tr.say("Decided lots"), str(row.lots), role=TextRole.DATA)
    if row.state is not None:
        yield Fact(tr.say("Next lot"), severity_word(tr, row.state))
    if row.reason is not None:
        yield Fact(tr.say("Why"), explain_severity(tr, row.reason))


def _told(bench: Bench, note: BoardNote) -> tuple[Fact, Fact]:
    tr = bench.translator
    what = TURNS.get(note.what) or event_word(note.what)
    at = bench.local(note.at).strftime("%Y-%m-%d %H:%M")
    who = person(tr, note.by)
    by_itself = OWN_REASONS.get(note.reason)
    why = tr.say(by_itself) if by_itself is not None else note.reason
    return Fact(at, tr.say(what), verdict=who), Fact("", why, role=TextRole.NOTE)


def event_word(event: str) -> str:
    """English words of a stored decision about a series or about skipping."""
    if event in set(SkipEvent):
        return SKIP_EVENTS[SkipEvent(event)]
    return EVENTS[SwitchEvent(event)]


def _actions(bench: Bench, row: BoardRow) -> tuple[ActionSpec, ...]:
    tr = bench.translator
    if row.kind is BoardKind.SWITCH:
        words = tr.say("Turn off") if row.is_on else tr.say("Turn on")
        may = bench.may("SET_QUALITY_SWITCH")
        return (ActionSpec(TURN, "F10", words, IconName.PEN, ButtonKind.PRIMARY, may),)
    may = bench.may("SKIP_EVENT" if row.kind is BoardKind.SKIP else "SWITCH_EVENT")
    return tuple(
        ActionSpec(form.value, "", tr.say(event_word(form.value)), None, enabled=may)
        for form in offered(row)
    )


def form_note(tr: Translator, form: str) -> str:
    """What follows from the decision."""
    notes = {
        SeriesForm.RESUME: tr.say("The next lot is inspected tightened."),
        SeriesForm.DISCONTINUED: tr.say("Lots are received, but no inspection begins."),
    }
    later = tr.say("It acts from the next lot on.")
    return notes.get(SeriesForm(form), later) if form in set(SeriesForm) else later
