"""Words of the desk of cases: the list, and everything about the chosen one."""

from collections.abc import Iterator, Sequence
from typing import Any

from qtrace.domain.cases import CaseStep
from qtrace.domain.disposal import Disposal
from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import Translator
from qtrace.i18n.cases_reasons import POSTS, STEPS
from qtrace.i18n.disposal_reasons import DISPOSALS
from qtrace.i18n.hold_words import HOLD_STATES
from qtrace.i18n.words import class_word, quality_word, unit_symbol
from qtrace.services.cases.queries import DeskCase
from qtrace.services.cases.sheets import SIGNED_BY, AffectedItem, CaseSheet, DecidedLine
from qtrace.ui.bench import Bench
from qtrace.ui.cases.cases_model import CasesState
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec, history_facts
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column

MOST_ITEMS = 4
MOST_LETTERS = 240
DATE = "%Y-%m-%d"
MINUTE = "%Y-%m-%d %H:%M"
_CHIPS = {
    CaseStep.DISPOSE: Status.HOLD, CaseStep.CLOSE: Status.HOLD, CaseStep.REWORK: Status.INFO,
}  # fmt: skip


def joined(*parts: str) -> str:
    """Parts of a line, those that say something."""
    return "  ".join(filter(None, parts))


def step_chip(tr: Translator, step: CaseStep, *, is_late: bool = False) -> ChipSpec:
    """What a case waits for; what is late asks for a look."""
    status = Status.BLOCKED if is_late else _CHIPS.get(step, Status.NEUTRAL)
    return ChipSpec(tr.say(STEPS[step]), status)


def columns(bench: Bench, *, narrow: bool) -> Sequence[Column[Any]]:
    """Columns of the table."""
    tr = bench.translator

    def number(row: DeskCase) -> CellView:
        return CellView(row.number, role=TextRole.DATA, strong_if_chosen=True)

    def lot(row: DeskCase) -> CellView:
        more = f" +{len(row.lots) - 1}" if len(row.lots) > 1 else ""
        return CellView(f"{row.lots[0]}{more}" if row.lots else "–", role=TextRole.DATA)

    def due(row: DeskCase) -> CellView:
        if row.due_at is None:
            return CellView("–", ink=Ink.TEXT2)
        return CellView(bench.local(row.due_at).strftime(DATE))

    def step(row: DeskCase) -> CellView:
        if row.step is CaseStep.NOTHING:
            return CellView(tr.say(STEPS[row.step]), ink=Ink.TEXT2)
        return CellView(chip=step_chip(tr, row.step, is_late=row.is_late))

    found: tuple[Column[DeskCase], ...] = (
        Column("number", tr.term("case", "Case"), number, 150),
        Column("lot", tr.term("case", "About"), lot),
        Column("due", tr.say("Due"), due, 120),
        Column("step", tr.term("case", "Waits for"), step, 190),
    )
    return (found[0], found[1], found[3]) if narrow else found


def kind_word(tr: Translator, kind: str) -> str:
    """What kind of case it is."""
    return tr.term("case", "Nonconformance") if kind == "ncr" else tr.term("case", "Deviation")


def item_line(tr: Translator, item: AffectedItem) -> str:
    """A lot with its quantity: `L26-04817-H  SR-12  1,200 pcs`."""
    quantity = f"{grouped_q6(item.qty_q6)} {unit_symbol(tr, item.unit)}"
    return joined(item.lot, item.part, quantity)


def detail(bench: Bench, state: CasesState, sheet: CaseSheet | None, *, may: bool) -> DetailSpec:
    """Everything about the chosen case."""
    tr = bench.translator
    if not state.rows:
        return DetailSpec(tr.say("No case is open"))
    if sheet is None:
        return DetailSpec("")
    history = history_facts(tr, state.history, bench.zone)
    title = joined(kind_word(tr, sheet.kind), sheet.number)
    late = sheet.due_at is not None and sheet.due_at < bench.now()
    waits = sheet.step is not CaseStep.NOTHING
    chip = step_chip(tr, sheet.step, is_late=late) if waits else None
    facts = tuple(_facts(bench, sheet))
    return DetailSpec(title, "", chip, facts, history, tuple(_actions(tr, sheet, may=may)))


def _facts(bench: Bench, sheet: CaseSheet) -> Iterator[Fact]:
    tr = bench.translator
    about = sheet.about if len(sheet.about) <= MOST_LETTERS else f"{sheet.about[:MOST_LETTERS]}…"
    yield Fact(tr.say("What"), about, role=TextRole.NOTE)
    at = bench.local(sheet.opened_at).strftime(MINUTE)
    by = tr.name(sheet.opened_by.en, sheet.opened_by.zh)
    yield Fact(tr.say("Opened"), joined(at, by), verdict=class_word(tr, sheet.severity))
    for item in sheet.items[:MOST_ITEMS]:
        yield _item(tr, item)
    if len(sheet.items) > MOST_ITEMS:
        n = len(sheet.items) - MOST_ITEMS
        yield Fact("", tr.count("and {n} more", "and {n} more", n))
    for line in sheet.lines:
        yield _line(tr, line)
    if sheet.decision is not None:
        made = sheet.decision
        name = tr.name(made.by.en, made.by.zh)
        yield Fact(tr.say("Decision"), joined(bench.local(made.at).strftime(MINUTE), name))
        yield Fact(tr.say("Why"), made.words)
    if sheet.holds:
        told = (f"{each.number} {tr.say(HOLD_STATES[each.state])}" for each in sheet.holds)
        yield Fact(tr.say("Holds"), ", ".join(told))
    if sheet.step in SIGNED_BY:
        names = ", ".join(tr.name(each.name.en, each.name.zh) for each in sheet.signers)
        yield Fact(tr.say("May sign"), names or tr.say("nobody yet"))
        barred = (
            f"{tr.name(each.name.en, each.name.zh)} ({tr.say(POSTS[each.post])})"
            for each in sheet.barred
        )
        yield Fact(tr.say("May not sign"), ", ".join(barred))


def _item(tr: Translator, item: AffectedItem) -> Fact:
    quantity = f"{grouped_q6(item.qty_q6)} {unit_symbol(tr, item.unit)}"
    return Fact(
        item.lot,
        joined(item.part, quantity),
        verdict=quality_word(tr, item.state),
    )


def _line(tr: Translator, line: DecidedLine) -> Fact:
    end = tr.say("until {day}", day=line.valid_to.isoformat()) if line.valid_to else ""
    text = joined(grouped_q6(line.qty_q6), line.lot, line.instruction, line.reference, end)
    doing = tr.say(STEPS[CaseStep.REWORK]) if line.in_rework else ""
    return Fact(tr.say(DISPOSALS[Disposal(line.disposal)]), text, verdict=doing)


def _actions(tr: Translator, sheet: CaseSheet, *, may: bool) -> Iterator[ActionSpec]:
    words = {
        CaseStep.DISPOSE: tr.term("case", "Decide"),
        CaseStep.REWORK: tr.say("Rework finished"),
        CaseStep.CLOSE: tr.say("Close the deviation"),
    }
    for item in sheet.items[:MOST_ITEMS]:
        yield ActionSpec(f"item:{item.item_id}", "", tr.say("Open {lot}", lot=item.lot))
    if sheet.step in words:
        yield ActionSpec("next", "F10", words[sheet.step], None, ButtonKind.PRIMARY, may)
