"""Words of the approvals screen: a draft as a page that can be read."""

from collections.abc import Iterator
from dataclasses import replace

from qtrace.domain.inspection import CharKind
from qtrace.domain.plan_pictures import PictureRole
from qtrace.domain.plans import CharacteristicDraft, ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.i18n import N_, Translator
from qtrace.i18n.production_words import CHECK_KIND_WORDS
from qtrace.i18n.sampling_reasons import class_word
from qtrace.i18n.skip_reasons import explain_skip
from qtrace.services.catalogue.class_terms import edition_of
from qtrace.services.catalogue.drafts import DraftKind, DraftRow
from qtrace.services.catalogue.plans import PlanSheet
from qtrace.services.inspection.rows import Named
from qtrace.ui.bench import Bench
from qtrace.ui.catalogue.approvals_model import NEEDED
from qtrace.ui.number_sources import NumberSource, source_facts
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.desk import DetailSpec
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.tablemodel import CellView, Column

KINDS = {
    DraftKind.PART: N_("Part revision"),
    DraftKind.PLAN: N_("Inspection plan"),
    DraftKind.SOURCE: N_("New source"),
    DraftKind.LOT: N_("Lot without inspection"),
    DraftKind.ROUTE: N_("Route"),
    DraftKind.BILL: N_("Bill of materials"),
    DraftKind.LABEL: N_("Label version"),
}
FLAGS = {
    **CHECK_KIND_WORDS,
    "makes_units": N_("pieces get serial numbers here"),
    "at_start": N_("due before the first piece"),
    "after_stop": N_("due after every stop"),
    "second_person": N_("another person confirms it"),
}
PICTURES = {PictureRole.DRAWING: N_("Drawing"), PictureRole.INSTRUCTION: N_("Instruction")}
ONLY_APPROVED = (
    DraftKind.SOURCE, DraftKind.LOT, DraftKind.ROUTE, DraftKind.BILL, DraftKind.LABEL,
)  # fmt: skip
STANDARDS = {"z14": "Z1.4", "iso2859": "ISO 2859-1"}
CHAIN = {"inspect": N_("Inspector"), "review": N_("Reviewer"), "approve": N_("Approver")}


def named(tr: Translator, row: Named | None) -> str:
    """Code and name."""
    return f"{row.code}  {tr.name(row.name_en, row.name_zh)}" if row is not None else "–"


def person(tr: Translator, row: Named | None) -> str:
    """Name of a person."""
    return tr.name(row.name_en, row.name_zh) if row is not None else "–"


def code_and_version(draft: DraftRow) -> str:
    """`SR-12  v4`; revisions of parts are letters and stand for themselves."""
    mark = "v" if draft.kind is DraftKind.PLAN else ""
    return f"{draft.code}  {mark}{draft.version}"


def columns(bench: Bench) -> tuple[Column[DraftRow], ...]:
    """Columns of the table; the page beside it has the rest."""
    tr = bench.translator

    def what(row: DraftRow) -> CellView:
        return CellView(code_and_version(row), role=TextRole.DATA, strong_if_chosen=True)

    def kind(row: DraftRow) -> CellView:
        if row.returned is not None:
            return CellView(chip=ChipSpec(tr.say("Given back"), Status.HOLD))
        return CellView(tr.say(KINDS[row.kind]), ink=Ink.TEXT2)

    return Column("what", tr.say("Waits"), what), Column("kind", tr.say("Kind"), kind, 150)


def detail(bench: Bench, draft: DraftRow | None) -> DetailSpec:
    """The chosen draft: whose it is, what it says, and what would be another than now."""
    tr = bench.translator
    if draft is None:
        return DetailSpec(tr.say("Nothing waits for approval"))
    return DetailSpec(
        title=f"{tr.say(KINDS[draft.kind])}  {code_and_version(draft)}",
        note=named(tr, draft.part),
        chip=ChipSpec(tr.say("Given back"), Status.HOLD) if draft.returned else None,
        facts=tuple(_head_facts(bench, draft)),
        history=tuple(content(tr, draft)),
        actions=_actions(bench, draft),
    )


def _head_facts(bench: Bench, draft: DraftRow) -> Iterator[Fact]:
    tr = bench.translator
    if draft.author is not None:
        yield Fact(tr.say("Written by"), person(tr, draft.author))
    if draft.returned is not None:
        at = bench.local(draft.returned.at).strftime("%Y-%m-%d %H:%M")
        by = person(tr, draft.returned.by)
        yield Fact(tr.say("Given back"), draft.returned.reason, note=f"{by}  {at}")
    if draft.supplier is not None:
        yield Fact(tr.say("Supplier"), named(tr, draft.supplier))
    if draft.site is not None:
        yield Fact(tr.say("Manufacturing site"), named(tr, draft.site))
    if draft.skip is not None:
        yield Fact(tr.say("Why not inspected"), explain_skip(tr, draft.skip))
        said = tr.say("one lot in {one_in} is inspected; this one was not", one_in=draft.one_in)
        yield Fact(tr.say("Drawn"), said)
    if draft.kind in (DraftKind.SOURCE, DraftKind.LOT):
        return
    before = draft.before or tr.say("nothing: it is the first")
    yield Fact(tr.say("Would replace"), before)
    if draft.kind is DraftKind.PART:
        yield from _compared(
            tr, Fact(tr.say("Drawing"), draft.drawing or "–"), draft.drawing_before
        )
    if draft.sheet is not None:
        old = chain(tr, draft.sheet_before) if draft.sheet_before else ""
        yield from _compared(tr, Fact(tr.say("Signatures"), chain(tr, draft.sheet)), old)


def chain(tr: Translator, sheet: PlanSheet) -> str:
    """Who signs, in order."""
    words = [tr.say(CHAIN[step]) for step in sheet.signature_chain.split(",") if step in CHAIN]
    return " → ".join(words)


def _compared(tr: Translator, fact: Fact, before: str) -> Iterator[Fact]:
    """The fact, and below it what it was where that is known and another one."""
    if not before or before == fact.value:
        yield fact
        return
    yield Fact(fact.key, fact.value, status=Status.HOLD, verdict=tr.say("Changed"), role=fact.role)
    yield Fact(tr.say("was"), before)


def content(tr: Translator, draft: DraftRow) -> Iterator[Fact]:
    """Lines of routes and bills; classes with their sampling and characteristics of plans."""
    for line in draft.lines:
        flags = (tr.say(FLAGS[flag]) for flag in line.flags if flag in FLAGS)
        words = "  ".join(filter(None, (tr.name(line.name_en, line.name_zh), line.note, *flags)))
        yield Fact(line.key, words)
    if draft.sheet is None:
        return
    old = draft.sheet_before
    old_classes = {c.char_class: sampling(tr, c) for c in old.classes} if old else {}
    for each in draft.sheet.classes:
        fact = Fact(class_word(tr, each.char_class), sampling(tr, each))
        yield from _against(tr, fact, old_classes.get(each.char_class), is_first=old is None)
    rows = {c.number: _words(tr, c) for c in old.characteristics} if old else {}
    for row in draft.sheet.characteristics:
        fact = Fact(f"{row.number}  {class_word(tr, row.char_class)}", _words(tr, row))
        yield from _against(tr, fact, rows.pop(row.number, None), is_first=old is None)
    for number, words in rows.items():
        yield Fact(str(number), words, status=Status.HOLD, verdict=tr.say("Left out"))
    yield from _pictures(tr, draft)


def _pictures(tr: Translator, draft: DraftRow) -> Iterator[Fact]:
    """Drawing and instruction; what is not that of the version in force stands out."""
    before = {each.role: each for each in draft.pictures_before}
    for each in draft.pictures:
        old = before.get(each.role)
        n = len(each.balloons)
        balloons = tr.count("{n} balloon", "{n} balloons", n)
        fact = Fact(tr.say(PICTURES[each.role]), each.name, note=balloons)
        if each.inherited_from is not None:
            said = tr.say("inherited from version {version}", version=each.inherited_from)
            fact = replace(fact, note=f"{balloons}; {said}")
        if old is not None and (old.sha256, old.balloons) != (each.sha256, each.balloons):
            fact = replace(fact, status=Status.HOLD, verdict=tr.say("Changed"))
        elif old is None and draft.before:
            fact = replace(fact, status=Status.HOLD, verdict=tr.say("New"))
        yield fact


def _against(tr: Translator, fact: Fact, before: str | None, *, is_first: bool) -> Iterator[Fact]:
    if not is_first and before is None:
        yield Fact(fact.key, fact.value, status=Status.HOLD, verdict=tr.say("New"))
    else:
        yield from _compared(tr, fact, "" if is_first else before or "")


def sampling(tr: Translator, draft: ClassDraft) -> str:
    """How a class is sampled, in one line."""
    ac = draft.ac or 0
    match draft.sampling:
        case SampleType.SINGLE | SampleType.DOUBLE | SampleType.VARIABLES:
            line = _by_aql(tr, draft)
        case SampleType.C0:
            line = f"c=0  AQL {draft.aql}"
        case SampleType.FIXED:
            line = tr.say("{n} pieces, Ac {ac}", n=draft.fixed_n or 0, ac=ac)
        case SampleType.LIMITING:
            line = tr.say("limiting quality {lq} %, Ac {ac}", lq=draft.lq, ac=ac)
        case SampleType.SUCCESS_RUN:
            line = tr.say(
                "confidence {confidence}, reliability {reliability}, {ac} failures allowed",
                confidence=draft.confidence,
                reliability=draft.reliability,
                ac=ac,
            )
        case _:
            line = tr.say("every piece, Ac {ac}", ac=ac)
    return line


def sources(tr: Translator, sheet: PlanSheet) -> Iterator[Fact]:
    """Rule, standard, tables and inputs of every class of a plan."""
    for each in sheet.classes:
        is_single = each.sampling is SampleType.SINGLE
        given = NumberSource(
            "aql" if is_single else each.sampling.value,
            each.standard,
            each.level,
            each.aql,
            edition_of(each) or "",
            terms={
                name: text
                for name, text in (("LQ", each.lq), ("C", each.confidence), ("R", each.reliability))
                if text
            },
        )
        yield Fact(class_word(tr, each.char_class), sampling(tr, each), role=TextRole.STRONG)
        yield from source_facts(tr, given)


def _by_aql(tr: Translator, draft: ClassDraft) -> str:
    if draft.sampling is SampleType.VARIABLES:
        known = f"  σ {draft.sigma_value}" if draft.sigma_value else ""
        facts = {"level": draft.level, "aql": draft.aql, "method": draft.method}
        line = tr.say("by variables, Z1.9  {level}  AQL {aql}  method {method}", **facts)
        return f"{line}{known}"
    if draft.sampling is SampleType.DOUBLE:
        return tr.say("double, Z1.4  {level}  AQL {aql}", level=draft.level, aql=draft.aql)
    standard = STANDARDS.get(draft.standard or "", draft.standard or "")
    return f"{standard}  {draft.level}  AQL {draft.aql}"


def _words(tr: Translator, row: CharacteristicDraft) -> str:
    name = tr.name(row.name_en, row.name_zh)
    parts = (name, _kind(tr, row), limits(row), row.gauge_type, ", ".join(row.defect_codes))
    return "  ".join(filter(None, parts))


def _kind(tr: Translator, row: CharacteristicDraft) -> str:
    """What is read where it is neither measured nor looked at as a whole."""
    match row.kind:
        case CharKind.CHOICE:
            names = (
                (tr.name(option.name_en, option.name_zh), option.conforms) for option in row.options
            )
            return " / ".join(name if fits else f"✗ {name}" for name, fits in names)
        case CharKind.TEXT:
            return tr.say("Text") if row.required else tr.say("Text, may be left out")
        case CharKind.FORMULA:
            return f"= {row.formula}"
        case CharKind.PHOTO:
            return tr.say("Photo")
        case _:
            return ""


def limits(row: CharacteristicDraft) -> str:
    """Limits with their unit; empty for what is only looked at.

    Example:
        >>> from qtrace.domain.inspection import CharClass, CharKind
        >>> limits(CharacteristicDraft(1, CharKind.VARIABLE, CharClass.MAJOR, "L", "", lsl="2",
        ...     usl="3", unit="mm"))
        '2–3 mm'
    """
    unit = f" {row.unit}" if row.unit else ""
    if row.lsl is not None and row.usl is not None:
        return f"{row.lsl}–{row.usl}{unit}"
    if row.lsl is not None:
        return f"≥ {row.lsl}{unit}"
    return f"≤ {row.usl}{unit}" if row.usl is not None else ""


def _actions(bench: Bench, draft: DraftRow) -> tuple[ActionSpec, ...]:
    tr = bench.translator
    open_ = draft.returned is None
    approve = ActionSpec(
        "approve", "F10", tr.say("Approve"), IconName.PEN, ButtonKind.PRIMARY,
        enabled=open_ and (draft.kind is not DraftKind.SOURCE or bench.may(NEEDED[draft.kind])),
    )  # fmt: skip
    if draft.kind in ONLY_APPROVED:
        return (approve,)
    may_return = open_ and bench.may("RETURN_DRAFT")
    words = tr.say("Give back")
    return ActionSpec("return", "F4", words, IconName.ARROW_LEFT, enabled=may_return), approve
