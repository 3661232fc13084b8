"""Words of the screen of supplier formats."""

from collections.abc import Mapping

from qtrace.i18n import N_, Translator
from qtrace.i18n.label_code_reasons import explain_format, explain_misfit, field_word
from qtrace.services.suppliers.formats import FormatRow
from qtrace.ui.bench import Bench
from qtrace.ui.suppliers.formats_model import UNREADABLE, FormatForm, FormatsState
from qtrace.ui.suppliers.sample import Tried, tried
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec, history_facts
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column

ONE_LINE = 30
"""Characters of a pattern that stand in one line of the table."""

SENTENCES: Mapping[str, str] = {
    UNREADABLE: N_("The pattern cannot be read yet; see below"),
}


def in_two(pattern: str) -> tuple[str, str]:
    """A long pattern over two lines, broken before the field nearest to its middle."""
    places = [at for at, sign in enumerate(pattern) if sign == "{" and at]
    if len(pattern) <= ONE_LINE or not places:
        return pattern, ""
    cut = min(places, key=lambda at: abs(at - len(pattern) // 2))
    return pattern[:cut], pattern[cut:]


def columns(bench: Bench, *, narrow: bool) -> tuple[Column[FormatRow], ...]:
    """Columns of the table."""
    tr = bench.translator

    def pattern(row: FormatRow) -> CellView:
        ink = Ink.TEXT if row.is_active else Ink.TEXT2
        first, rest = in_two(row.pattern)
        return CellView(first, second=rest, role=TextRole.DATA, ink=ink)

    def state(row: FormatRow) -> CellView:
        return CellView("" if row.is_active else tr.say("retired"), ink=Ink.TEXT2)

    supplier = Column[FormatRow](
        "supplier", tr.say("Supplier"), lambda row: CellView(row.supplier_code), 110
    )
    name = Column[FormatRow](
        "name", tr.say("Format"), lambda row: CellView(row.name, strong_if_chosen=True), 130
    )
    how = Column[FormatRow]("pattern", tr.say("Pattern"), pattern)
    stands = Column[FormatRow]("state", tr.say("State"), state, 90)
    return (supplier, name, how) if narrow else (supplier, name, how, stands)


def detail(bench: Bench, state: FormatsState, row: FormatRow | None) -> DetailSpec:
    """The chosen format, and what it makes of the last sample."""
    tr = bench.translator
    if row is None:
        return DetailSpec(
            tr.say("No format is chosen"),
            tr.say("A format reads labels that carry no code of an issuer."),
        )
    year = bench.local(bench.now()).year
    facts = (
        Fact(tr.say("Supplier"), tr.name(row.supplier.en, row.supplier.zh)),
        Fact(tr.say("Pattern"), row.pattern, role=TextRole.DATA),
        *trial_facts(tr, tried(row.pattern, state.sample, year), state.sample),
    )
    retire = ActionSpec(
        FormatForm.RETIRE,
        "",
        tr.say("Retire"),
        IconName.CROSS,
        enabled=row.is_active and bench.may("RETIRE_SUPPLIER_FORMAT"),
    )
    return DetailSpec(
        title=row.label,
        chip=None if row.is_active else ChipSpec(tr.say("retired"), Status.NEUTRAL),
        facts=facts,
        history=history_facts(tr, state.history, bench.zone),
        actions=(retire,),
    )


def trial_facts(tr: Translator, found: Tried, sample: str) -> tuple[Fact, ...]:
    """A sample against a pattern, field by field, or why it does not fit and where."""
    if found.problem is not None:
        return (_refusal(tr.say("Pattern"), explain_format(tr, found.problem)),)
    if not sample:
        hint = tr.say("Scan a label here, or type its text")
        return (Fact(tr.say("Sample"), hint, role=TextRole.NOTE),)
    shown = Fact(tr.say("Sample"), sample, role=TextRole.DATA)
    if found.is_issuers:
        words = tr.say("This is a code of an issuer: no format is asked about it.")
        return (shown, _refusal(tr.say("Result"), words))
    trial = found.trial
    if trial is None:
        return (shown,)
    days = {part.name: part.day for part in trial.message.parts} if trial.message else {}
    read = [_field(tr, name, value, days.get(name)) for name, _place, value in trial.read]
    if trial.misfit is not None:
        read.append(_refusal(tr.say("Result"), explain_misfit(tr, trial.misfit)))
    return (shown, *read)


def _field(tr: Translator, name: str, value: str, day: object) -> Fact:
    text = f"{value} = {day}" if day is not None else value
    return Fact(field_word(tr, name), text, status=Status.OK, role=TextRole.DATA)


def _refusal(key: str, words: str) -> Fact:
    return Fact(key, words, role=TextRole.STRONG)
