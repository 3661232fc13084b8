"""Actions, news and refusals of the lot page in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from qtrace.i18n import Translator
from qtrace.i18n.reasons import Explanation, explain
from qtrace.i18n.translator import N_
from qtrace.i18n.words import paper_word
from qtrace.ui.items.lot_view import CopyReason, DetailKind, LotView, News, NewsCode, Pane
from qtrace.ui.items.sight import Sight
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind

Actions = tuple[tuple[ActionSpec, ...], tuple[ActionSpec, ...]]
COPY_REASONS: Mapping[CopyReason, str] = {
    CopyReason.DAMAGED: N_("Damaged or unreadable"),
    CopyReason.LOST: N_("It was lost"),
    CopyReason.FILE: N_("For the file"),
    CopyReason.PRODUCTION: N_("Goes with the goods"),
    CopyReason.OTHER: N_("Another reason"),
}


@dataclass(frozen=True, slots=True)
class Rights:
    """What can be done here and now; of what people may do, the service asks again.

    Attributes:
        hold: the person may place holds.
        register: the person may register supplier papers.
        print: the person may print documents.
        leads_on: the open detail has something behind it.
    """

    hold: bool
    register: bool
    print: bool
    leads_on: bool = False


def actions(sight: Sight, view: LotView, rights: Rights) -> Actions:
    """Buttons of the open pane: what leads on, and at most one primary."""
    makers = {
        Pane.OVERVIEW: _overview,
        Pane.DETAIL: _detail,
        Pane.PAPERS: _papers,
        Pane.FIND: _find,
        Pane.REPRINT: _reprint,
    }
    return makers[view.pane](sight.tr, view, rights)


def _overview(tr: Translator, view: LotView, rights: Rights) -> Actions:
    left = (
        ActionSpec("type", "F2", tr.say("Type a code")),
        ActionSpec("papers", "F3", tr.say("Certificates"), enabled=view.page is not None),
        ActionSpec("open", "Enter", tr.say("Open")),
    )
    return left, (*_hold_button(tr, view, rights), *_print_button(tr, view, rights))


def _hold_button(tr: Translator, view: LotView, rights: Rights) -> tuple[ActionSpec, ...]:
    if not rights.hold:
        return ()
    text = tr.say("Hold this lot")
    kind, is_there = ButtonKind.OUTLINED, view.page is not None
    return (ActionSpec("hold", "F8", text, IconName.LOCK, kind, is_there),)


def _print_button(tr: Translator, view: LotView, rights: Rights) -> tuple[ActionSpec, ...]:
    if not rights.print:
        return ()
    document = view.to_print
    text = tr.say("Print inspection report") if document else tr.say("No report issued yet")
    enabled = document is not None and not view.busy
    return (ActionSpec("print", "F10", text, kind=ButtonKind.PRIMARY, enabled=enabled),)


def _back(tr: Translator) -> ActionSpec:
    return ActionSpec("back", "Esc", tr.say("Back"))


def _detail(tr: Translator, view: LotView, rights: Rights) -> Actions:
    is_document = view.detail is not None and view.detail.kind is DetailKind.DOCUMENT
    right = _print_button(tr, view, rights) if is_document else ()
    further = (ActionSpec("open", "Enter", tr.say("Open")),) if rights.leads_on else ()
    return (_back(tr), *further), right


def _papers(tr: Translator, view: LotView, rights: Rights) -> Actions:
    if not rights.register:
        return (_back(tr),), ()
    text = tr.say("Register")
    if not view.paper.kind:
        text = tr.say("Register: choose the kind")
    elif not view.paper.number.strip():
        text = tr.say("Register: number is missing")
    enabled = bool(view.paper.kind and view.paper.number.strip()) and not view.busy
    return (_back(tr),), (
        ActionSpec("done", "F10", text, kind=ButtonKind.PRIMARY, enabled=enabled),
    )


def _find(tr: Translator, view: LotView, _rights: Rights) -> Actions:
    several = len(view.find.hits) > 1
    text = tr.say("Open the chosen lot") if several else tr.say("Find")
    enabled = bool(view.find.text.strip())
    return (_back(tr),), (
        ActionSpec("open", "Enter", text, kind=ButtonKind.PRIMARY, enabled=enabled),
    )


def _reprint(tr: Translator, view: LotView, _rights: Rights) -> Actions:
    ready = view.copy.is_ready
    text = tr.say("Print a copy") if ready else tr.say("Print a copy: choose a reason")
    enabled = ready and not view.busy
    return (_back(tr),), (
        ActionSpec("done", "F10", text, IconName.PRINTER, ButtonKind.PRIMARY, enabled),
    )


def beside(sight: Sight, view: LotView) -> str:
    """The note beside the primary button: the last act."""
    return news(sight, view.news) if view.news is not None else ""


def news(sight: Sight, told: News) -> str:
    """What the page did last."""
    tr, facts = sight.tr, told.facts
    time = sight.clock(told.at)
    match told.code:
        case NewsCode.MOVED:
            place = facts.get("location", "")
            return tr.say("{time} Moved to {location}", time=time, location=place)
        case NewsCode.PAPER_REGISTERED:
            paper = paper_word(tr, facts.get("kind", ""))
            number = facts.get("number", "")
            return tr.say("{time} Registered: {paper} {number}", time=time, paper=paper,
                          number=number)  # fmt: skip
        case NewsCode.PRINTING:
            return _printing(tr, time, facts)


def _printing(tr: Translator, time: str, facts: Mapping[str, str]) -> str:
    copy = facts.get("copy", "0")
    if "container" in facts:
        return tr.say("{time} Label {number}, copy {copy}: sent to the printer", time=time,
                      number=facts["container"], copy=copy)  # fmt: skip
    number = facts.get("number", "")
    if copy == "0":
        return tr.say("{time} {number}: sent to the printer", time=time, number=number)
    return tr.say("{time} {number}, copy {copy}: sent to the printer", time=time, number=number,
                  copy=copy)  # fmt: skip


def refused(sight: Sight, view: LotView) -> Explanation | None:
    """Why the last act was refused."""
    if view.refusal is None:
        return None
    return explain(sight.tr, view.refusal.code, view.refusal.facts, sight.zone)


def copy_reason(tr: Translator, view: LotView) -> str:
    """The reason of a reprint as the paper shows it."""
    reason = view.copy.reason
    words = "" if reason is None or reason is CopyReason.OTHER else tr.say(COPY_REASONS[reason])
    note = view.copy.note.strip()
    return ": ".join(filter(None, (words, note)))
