"""A lot whose labels are continued later: who it is, and what is to be done with its labels."""

from qtrace.i18n.receiving_words import explain_finding, status_word
from qtrace.ui.receiving.code_texts import PanelText
from qtrace.ui.receiving.receive_state import Phase, ReceiveState
from qtrace.ui.receiving.wording import Words, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.widgets.facts import Fact


def lot_panel(words: Words, state: ReceiveState) -> PanelText:
    """Identity of the lot."""
    tr, page = words.tr, state.page
    title = tr.term("receiving", "Lot")
    if page is None:
        if state.task is None:
            return PanelText(title, "", ())
        facts = (
            Fact(tr.term("receiving", "Lot"), state.task.lot, role=TextRole.DATA),
            Fact(tr.term("receiving", "Part"), words.part(state.task.part)),
        )
        return PanelText(title, "", facts)
    lot = page.identity
    boxes = words.containers(lot.containers, lot.part)
    rows = [
        Fact(tr.term("receiving", "Lot"), lot.lot, role=TextRole.DATA),
        Fact(tr.term("receiving", "Part"), words.part(lot.part)),
        Fact(tr.say("Revision"), lot.revision or "–"),
        Fact(tr.say("Supplier"), joined(words.name(lot.supplier), words.name(lot.site))),
        Fact(tr.say("Supplier's lot"), lot.supplier_lot or "–", role=TextRole.DATA),
        Fact(tr.say("Quantity"), joined(boxes, words.quantity(lot.qty_q6, lot.part))),
        Fact(tr.say("Use until"), lot.expiry.isoformat() if lot.expiry is not None else "–"),
    ]
    return PanelText(title, status_word(tr, page.status.code), tuple(rows))


def steps_panel(words: Words, state: ReceiveState) -> PanelText:
    """What is odd about the lot, else what to do."""
    tr, page = words.tr, state.page
    if state.phase is Phase.UNREAD:
        hint = tr.say(
            "Nothing can be received from this label alone. Scan its other symbol, or the label "
            "of another container of the same lot."
        )
        return PanelText(tr.say("What now"), "", (), hint)
    receipt = page.identity.receipt if page is not None else None
    if receipt is not None and receipt.findings:
        facts = tuple(
            Fact(str(number), explain_finding(tr, finding, words.zone).text)
            for number, finding in enumerate(receipt.findings, start=1)
        )
        return PanelText(tr.say("Found when received"), receipt.number, facts, keys=28)
    hint = tr.say(
        "Take the printed labels, stick each one on its container, and scan it there. A label of "
        "another lot is refused."
    )
    return PanelText(tr.say("What now"), receipt.number if receipt is not None else "", (), hint)
