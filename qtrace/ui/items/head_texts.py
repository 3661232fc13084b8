"""Identity and status of a lot in words; green only where every reason speaks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from qtrace.domain.items import ReasonLine, ShownStatus, StatusReason
from qtrace.domain.receiving import Level
from qtrace.i18n.holds_reasons import hold_reason
from qtrace.i18n.receiving_words import explain_reason, status_word
from qtrace.i18n.translator import N_
from qtrace.i18n.words import containers_text
from qtrace.services.briefs import NamePair
from qtrace.services.holds.opening import HoldRow
from qtrace.services.items.lot_page import LotIdentity, LotPage, LotStatus
from qtrace.ui.items.lot_view import LotView
from qtrace.ui.items.sight import NOTHING, Sight, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import role_font, text_width
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.facts import Fact

MOST_LINES = 3
LINE_WIDTH = 290
"""Room of one line of the status block in pixels of the drawing."""
_LEVELS = {Level.OK: Status.OK, Level.WARNING: Status.HOLD, Level.BLOCKED: Status.BLOCKED}


@dataclass(frozen=True, slots=True)
class HeadText:
    """The identity panel: three lines, and two columns of facts."""

    lot: str
    part: str
    source: str
    left: tuple[Fact, ...] = ()
    right: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockText:
    """The status block."""

    status: Status
    title: str
    lines: tuple[str, ...] = ()


def head(sight: Sight, view: LotView) -> HeadText:
    """Who the lot is."""
    tr = sight.tr
    if view.page is None:
        return HeadText(NOTHING, _why_empty(sight, view), "")
    identity = view.page.identity
    return HeadText(
        identity.lot,
        _part(sight, identity),
        joined(sight.name(identity.supplier), sight.name(identity.site)),
        (
            Fact(tr.say("Supplier lot"), identity.supplier_lot or NOTHING, role=TextRole.DATA),
            Fact(tr.say("Made"), _day(identity.made_on), role=TextRole.DATA),
            Fact(tr.say("Expires"), _day(identity.expiry), role=TextRole.DATA),
        ),
        (
            Fact(tr.say("Quantity"), _quantity(sight, identity)),
            Fact(tr.say("Place"), _places(view.page), role=TextRole.DATA),
            Fact(tr.say("Order"), _order(identity), role=TextRole.DATA),
        ),
    )


def _why_empty(sight: Sight, view: LotView) -> str:
    if view.lost is not None:
        return sight.tr.say("The database does not answer")
    return sight.tr.say("There is no such lot" if view.answered else N_("Reading the lot"))


def _part(sight: Sight, identity: LotIdentity) -> str:
    if identity.part is None:
        return sight.tr.say("Part not known")
    part = f"{identity.part.number} {sight.name(identity.part.name)}"
    if not identity.revision:
        return part
    return sight.tr.say("{part}, rev. {revision}", part=part, revision=identity.revision)


def _day(day: object) -> str:
    return NOTHING if day is None else str(day)


def _quantity(sight: Sight, identity: LotIdentity) -> str:
    part = identity.part
    boxes = containers_text(sight.tr, part.container_word if part else "", identity.containers)
    return f"{sight.quantity(identity.on_hand_q6, part)} / {boxes}"


def _places(page: LotPage) -> str:
    codes = [place.code for place in page.places]
    if not codes:
        return NOTHING
    return codes[0] if len(codes) == 1 else f"{codes[0]} +{len(codes) - 1}"


def _order(identity: LotIdentity) -> str:
    receipt = identity.receipt
    return (receipt.order_number or receipt.delivery_note or NOTHING) if receipt else NOTHING


def block(sight: Sight, view: LotView) -> BlockText:
    """The status with its reasons; a lost database makes it unknown."""
    tr = sight.tr
    if view.page is None:
        return BlockText(Status.NEUTRAL, NOTHING)
    status = view.page.status
    word = status_word(tr, status.code)
    if view.lost is not None:
        read = sight.moment(view.read_at) if view.read_at is not None else ""
        known = tr.say("Last known: {status}, {time}", status=word, time=read)
        return BlockText(
            Status.NEUTRAL, tr.say("Not known"), (known, tr.say("The database does not answer"))
        )
    return BlockText(block_status(status), word, _lines(sight, view.page))


def block_status(status: LotStatus) -> Status:
    """Colour and shape of a status; released is green only while nothing speaks against it.

    A lot that is released and has an open or missing reason is shown as such: unknown is not ok.
    """
    if status.level is None:
        return Status.NEUTRAL
    if status.level is not Level.OK:
        return _LEVELS[status.level]
    if any(reason.good is False for reason in status.reasons):
        return Status.HOLD
    if any(reason.good is None for reason in status.reasons):
        return Status.NEUTRAL
    return Status.OK


def _lines(sight: Sight, page: LotPage) -> tuple[str, ...]:
    """At most three lines: what decides the status comes first."""
    status = page.status
    reasons = {_topic(reason): reason for reason in status.reasons}
    found = [_inspection(sight, reasons["INSPECTION"], page)]
    papers, expiry = reasons["PAPERS"], explain_reason(sight.tr, reasons["EXPIRY"], sight.zone)
    if status.holds:
        found.insert(0 if status.code is ShownStatus.HELD else 1, _holds(sight, page))
        found += [_papers(sight, papers)] if papers.good is False else []
    elif papers.good is False:
        found.append(_papers(sight, papers))
    else:
        free = explain_reason(sight.tr, reasons["HOLDS"], sight.zone)
        both = sight.tr.say("{first}, {second}", first=_papers(sight, papers), second=free)
        found.append(both)
    found.insert(0 if status.code is ShownStatus.EXPIRED else len(found), expiry)
    return tuple(found[:MOST_LINES])


_ENDED = {
    StatusReason.INSPECTION_ACCEPTED: N_("{number} accepted"),
    StatusReason.INSPECTION_REJECTED: N_("{number} rejected"),
}


def _inspection(sight: Sight, reason: ReasonLine, page: LotPage) -> str:
    """How the inspection ended, by whom and when; the name gives way where it is too long."""
    tr, facts = sight.tr, reason.facts
    parent = parent_of(page)
    if parent and page.status.code is ShownStatus.REJECTED and reason.good:
        return tr.say("Failed pieces of {lot}", lot=parent)
    if reason.code is StatusReason.INSPECTION_PARTS:
        return fitting(explain_reason(tr, reason, sight.zone), *_sums(sight, facts))
    if reason.code not in _ENDED:
        return explain_reason(tr, reason, sight.zone)
    words = tr.say(_ENDED[reason.code], number=facts["number"])
    at = datetime.fromisoformat(facts["at"])
    day = sight.day(at)
    when = sight.clock(at) if day == sight.today else sight.short_day(day)
    name = tr.name(facts["name_en"], facts["name_zh"])
    return fitting(
        tr.say("{what}, {name} {time}", what=words, name=name, time=when),
        tr.say("{what}, {time}", what=words, time=when),
    )


def _sums(sight: Sight, facts: Mapping[str, str]) -> tuple[str, str]:
    """How much of a lot in parts is inspected, with and without what waits."""
    tr = sight.tr
    words = tr.say("{done} of {whole} inspected", done=facts["decided"], whole=facts["whole"])
    if facts["waiting"] == "0":
        return words, words
    return tr.say("{words}, {n} waiting", words=words, n=facts["waiting"]), words


def _papers(sight: Sight, reason: ReasonLine) -> str:
    tr = sight.tr
    if reason.good is not False:
        return explain_reason(tr, reason, sight.zone)
    missing = len(reason.facts["missing"].split(","))
    return tr.count(
        "Papers {present} / {required}, {n} missing",
        "Papers {present} / {required}, {n} missing",
        missing,
        present=reason.facts["present"],
        required=reason.facts["required"],
    )


def _holds(sight: Sight, page: LotPage) -> str:
    """The first hold, and how many more there are."""
    holds = holds_of(page)
    line = hold_line(sight, holds[0], page)
    more = len(holds) - 1
    if not more:
        return line
    short = holds[0].number
    return fitting(
        *(
            sight.tr.count("{hold}, {n} more", "{hold}, {n} more", more, hold=text)
            for text in (line, short)
        )
    )


def fitting(*variants: str) -> str:
    """The first variant that a line of the status block holds, or the last one."""
    room, font = scaled(LINE_WIDTH), role_font(TextRole.NOTE)
    return next((text for text in variants if text_width(text, font) <= room), variants[-1])


def _topic(reason: ReasonLine) -> str:
    return reason.code.value.partition("_")[0]


def holds_of(page: LotPage) -> tuple[HoldRow, ...]:
    """The holds on the lot, each once; one that came down from another lot is told as such."""
    found: dict[int, HoldRow] = {}
    for hold in page.status.holds:
        if hold.hold_id not in found or hold.via == "derived":
            found[hold.hold_id] = hold
    return tuple(found.values())


def parent_of(page: LotPage) -> str:
    """Number of the lot that this one was split from, or ""."""
    return next((each.lot for each in page.relatives if not each.is_child), "")


def hold_line(sight: Sight, hold: HoldRow, page: LotPage) -> str:
    """One hold in one line; one that came down from another lot names that lot."""
    tr = sight.tr
    if hold.via == "derived":
        lot = parent_of(page) or NOTHING
        return tr.say("{hold} through {lot}", hold=hold.number, lot=lot)
    reason = hold_reason(tr, hold.reason)
    time = sight.moment(hold.placed_at)
    return fitting(
        tr.say("{hold}: {reason}, {time}", hold=hold.number, reason=reason, time=time),
        tr.say("{hold}: {reason}", hold=hold.number, reason=reason),
        hold.number,
    )


def holder(sight: Sight, hold: HoldRow) -> str:
    """Who placed the hold."""
    return sight.name(NamePair(hold.placed_by_en, hold.placed_by_zh))
