"""The label that was read, field by field, and the readings of a label that is not sure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qtrace.domain.codes.gs1_message import Element, GS1Message, Reading, Syntax
from qtrace.domain.codes.label_join import IssuerMessage
from qtrace.domain.codes.label_message import LabelMessage, Part
from qtrace.domain.codes.supplier_format import FORMAT
from qtrace.domain.quantities import parse_q6
from qtrace.i18n.label_code_reasons import FIELDS
from qtrace.i18n.translator import N_
from qtrace.reference import ai_table
from qtrace.services.briefs import PartBrief
from qtrace.services.receiving.fields import CodeField, Tick
from qtrace.ui.receiving.judging import came_of, is_waiting
from qtrace.ui.receiving.receive_state import ReceiveState
from qtrace.ui.receiving.wording import Words
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.facts import Fact

AI_WORDS: Final[Mapping[str, str]] = {
    "00": N_("Logistic unit"),
    "01": N_("Product"),
    "02": N_("Contained product"),
    "10": N_("Supplier's lot"),
    "11": N_("Made on"),
    "15": N_("Best before"),
    "17": N_("Use until"),
    "21": N_("Serial number"),
    "30": N_("Count"),
    "37": N_("Contained count"),
    "240": N_("Part, revision"),
    "241": N_("Customer part"),
    "400": N_("Order"),
}
LABEL_WORDS: Final[Mapping[str, str]] = {
    "di": AI_WORDS["01"],
    "lot": AI_WORDS["10"],
    "mfg": AI_WORDS["11"],
    "expiry": AI_WORDS["17"],
    "expiry_month": AI_WORDS["17"],
    "expiry_hour": AI_WORDS["17"],
    "serial": AI_WORDS["21"],
    "quantity": AI_WORDS["30"],
    "customer_order": AI_WORDS["400"],
}
"""Words for fields of labels that are not GS1; the others are in `FIELDS`."""

PER_CONTAINER: Final[Mapping[str, str]] = {
    "bag": N_("{quantity} a bag"),
    "box": N_("{quantity} a box"),
    "reel": N_("{quantity} a reel"),
    "tray": N_("{quantity} a tray"),
}
SYNTAX_WORDS: Final[Mapping[Syntax, str]] = {
    Syntax.ELEMENT_STRING: N_("GS1 barcode"),
    Syntax.BRACKETED: N_("GS1, typed"),
    Syntax.DIGITAL_LINK: N_("GS1 web address"),
    Syntax.GTIN: N_("GTIN only"),
    Syntax.MERGED: N_("GS1, two symbols"),
    Syntax.NONE: "",
}
LABEL_KINDS: Final[tuple[tuple[str, str], ...]] = (
    ("hibc_merged", N_("HIBC, two symbols")),
    ("hibc", N_("HIBC barcode")),
    ("iccbba_merged", N_("ISBT 128, several symbols")),
    ("iccbba", N_("ISBT 128 barcode")),
    ("ma", N_("MA code")),
    ("ahm", N_("AHM code")),
    ("mh10", N_("Supplier's label")),
)
"""What a format is called, by the beginning of its name."""


@dataclass(frozen=True, slots=True)
class PanelText:
    """Title, note and lines of one panel; `hint` stands where there are no lines.

    Attributes:
        keys: least width of the keys in pixels of the drawing; 0 is that of the panel.
    """

    title: str
    note: str
    facts: tuple[Fact, ...]
    hint: str = ""
    keys: int = 0


def read_out(words: Words, state: ReceiveState) -> PanelText:
    """The left panel while something is being received."""
    tr, basis = words.tr, state.basis
    title = tr.say("Read from the label")
    if basis is None or is_waiting(state):
        return PanelText(title, tr.say("not read yet"), (), "")
    if state.goods is not None or not basis.fields:
        by_hand = tr.say("Read by hand") if state.goods is not None else tr.say("No code read")
        return PanelText(by_hand, _when(words, state), _by_hand(words, state))
    facts = tuple(_code_fact(words, field, basis.part) for field in basis.fields)
    return PanelText(title, _note(words, state), facts)


def _note(words: Words, state: ReceiveState) -> str:
    said = _kind(words, state.message) if state.message is not None else ""
    return " ".join(filter(None, (said, _when(words, state))))


def _kind(words: Words, message: IssuerMessage) -> str:
    """What sort of code was read."""
    tr = words.tr
    if isinstance(message, GS1Message):
        kind = SYNTAX_WORDS[message.syntax]
    elif message.format.startswith(FORMAT):
        return tr.say("Label format {name}", name=message.format.removeprefix(FORMAT))
    else:
        kind = next((word for name, word in LABEL_KINDS if message.format.startswith(name)), "")
    return tr.say(kind) if kind else ""


def _when(words: Words, state: ReceiveState) -> str:
    return words.clock(state.read_at) if state.read_at is not None else ""


def _code_fact(words: Words, field: CodeField, part: PartBrief | None) -> Fact:
    tr = words.tr
    if field.name:
        key = _label_key(words, field.name) or words.name(field.title) or field.ai
    else:
        title = AI_WORDS.get(field.ai)
        key = tr.say(title) if title is not None else words.name(field.title)
    value = field.day.isoformat() if field.day is not None else field.value
    note = ""
    if "per" in field.facts and part is not None:
        amount = words.quantity(parse_q6(field.facts["per"]), part)
        per = PER_CONTAINER.get(part.container_word, N_("{quantity} each"))
        note = tr.say(per, quantity=amount)
    if "quantity" in field.facts:
        note = f"= {words.quantity(parse_q6(field.facts['quantity']), part)}"
    status, verdict = None, ""
    if field.tick is Tick.AGREES:
        status = Status.OK
    elif field.tick is Tick.DIFFERS:
        status, verdict = Status.HOLD, tr.say("differs")
    return Fact(
        key,
        _visible(value),
        code=field.ai,
        note=note,
        status=status,
        verdict=verdict,
        role=TextRole.DATA,
    )


def _by_hand(words: Words, state: ReceiveState) -> tuple[Fact, ...]:
    """What a person read from goods without a usable code, and what nobody could read."""
    tr, came = words.tr, came_of(state)
    if came is None:
        return ()
    nothing = tr.say("nothing on it")
    expiry = came.expiry.isoformat() if came.expiry is not None else ""
    twice = tr.say("typed twice") if state.goods is not None else tr.say("announced")
    rows = (
        (tr.term("receiving", "Part"), came.part, ""),
        (tr.say("Revision"), came.revision, ""),
        (tr.say("Supplier's lot"), came.supplier_lot, twice),
        (tr.say("Use until"), expiry, twice),
    )
    return tuple(
        Fact(
            key,
            _visible(value or nothing),
            role=TextRole.DATA if value else TextRole.BODY,
            verdict=verdict if value else "",
        )
        for key, value, verdict in rows
    )


def _label_key(words: Words, name: str) -> str:
    """What a field of a label that is not GS1 is called, empty if it has no word."""
    word = LABEL_WORDS.get(name) or FIELDS.get(name)
    return words.tr.say(word) if word is not None else ""


def readings(words: Words, message: IssuerMessage) -> tuple[PanelText, PanelText | None]:
    """The literal reading, and the most likely other one; what differs is marked."""
    tr = words.tr
    if isinstance(message, LabelMessage):
        facts = tuple(_part_fact(words, part) for part in message.parts if part.name != "ignore")
        return PanelText(tr.say("Read from the label"), tr.say("as scanned"), facts), None
    other = message.alternative
    title = tr.say("Reading A") if other is not None else tr.say("Read from the label")
    first = PanelText(title, tr.say("as scanned"), _reading_facts(words, message.reading, other))
    if other is None:
        return first, None
    second = _reading_facts(words, other, message.reading)
    return first, PanelText(tr.say("Reading B"), tr.say("if a separator was lost"), second)


def _reading_facts(words: Words, reading: Reading, other: Reading | None) -> tuple[Fact, ...]:
    return tuple(_element_fact(words, element, other) for element in reading.elements)


def _element_fact(words: Words, element: Element, other: Reading | None) -> Fact:
    title = AI_WORDS.get(element.ai)
    if title is not None:
        key = words.tr.say(title)
    else:
        rule = ai_table().get(element.ai)
        key = words.tr.name(rule.title_en, rule.title_zh) if rule is not None else ""
    value = element.day.isoformat() if element.day is not None else element.value
    differs = other is not None and other.get(element.ai) != element.value
    return Fact(
        key,
        _visible(value),
        code=element.ai,
        status=Status.NEUTRAL if differs else None,
        verdict=words.tr.say("not sure") if differs else "",
        role=TextRole.DATA,
    )


def _part_fact(words: Words, part: Part) -> Fact:
    rule = ai_table().identifiers.get(part.mark)
    name = words.tr.name(rule.title_en, rule.title_zh) if rule is not None else part.name
    value = part.day.isoformat() if part.day is not None else part.value
    key = _label_key(words, part.name) or name
    return Fact(key, _visible(value), code=part.mark, role=TextRole.DATA)


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() else "·" for c in text)
