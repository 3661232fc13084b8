"""A code typed by hand goes the way of a scan: interpreted by the same rules, then opened."""

from collections.abc import Callable

from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.codes.interpret import Interpretation, interpret
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import CodeReason, Verdict
from qtrace.reference import ai_table
from qtrace.services.items.queries import ItemHit, find_item
from qtrace.services.items.scan_numbers import number_target
from qtrace.services.items.scan_targets import Target, open_target
from qtrace.ui.bench import Bench
from qtrace.ui.places import (
    LotPlace,
    Place,
    ReceivePlace,
    SignInPlace,
)
from qtrace.ui.scan_desk import place_of

Then = Callable[[Place | None], None]


def read_typed(text: str, year: int) -> Interpretation:
    """What the typed `text` says; letters of our own codes may be small.

    A space at the end of a HIBC code counts where it is the check character, else it is none.

    Example:
        >>> type(read_typed("po-26-2207", 2026)).__name__
        'Unknown'
    """
    as_typed = interpret(text.lstrip(), ai_table(), year)
    if isinstance(as_typed, LabelMessage) and as_typed.verdict is not Verdict.INVALID:
        return as_typed
    found = interpret(text.strip(), ai_table(), year)
    if isinstance(found, InternalCode | GS1Message | LabelMessage):
        return found
    upper = interpret(text.strip().upper(), ai_table(), year)
    return upper if isinstance(upper, InternalCode) else found


class CodeOpener:
    """Finds the place that a typed code leads to."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def open(self, text: str, then: Then) -> None:
        """Call `then` with the place of `text`; None if a code of ours leads nowhere."""
        found = read_typed(text, self._bench.local(self._bench.now()).year)
        if isinstance(found, GS1Message | LabelMessage):
            then(ReceivePlace(message=found))
        elif isinstance(found, InternalCode):
            self._internal(found, then)
        elif found.reason.code in _BROKEN:
            then(None)
        else:
            self._plain(text.strip(), then)

    def _plain(self, wanted: str, then: Then) -> None:
        """A number of ours, else what carries the text somewhere, else what the door knows."""

        def found(target: Target) -> None:
            place = place_of(self._bench, target, wanted)
            if place is not None:
                then(place)
            else:
                ask = self._bench.ask
                ask(find_item, lambda hits: then(_place_of_hits(wanted, hits)), wanted, 2)

        self._bench.ask(number_target, found, wanted)

    def _internal(self, code: InternalCode, then: Then) -> None:
        if code.kind is InternalKind.BADGE:
            then(SignInPlace(badge_code=code.text))
        elif code.kind is InternalKind.DELIVERY:
            then(ReceivePlace(code=code.text))
        else:
            self._bench.ask(open_target, lambda target: then(place_of(self._bench, target)), code)


_BROKEN = frozenset({CodeReason.INTERNAL_SHAPE, CodeReason.INTERNAL_CHECK})
"""One of our own codes, mistyped: no order number of anybody."""


def _place_of_hits(text: str, hits: tuple[ItemHit, ...]) -> Place:
    """The page of the one lot that the text names; else what the door knows about it."""
    lots = {hit.lot_id for hit in hits if hit.matched in _EXACT}
    if len(lots) == 1:
        return LotPlace(lots.pop())
    return ReceivePlace(code=text)


_EXACT = frozenset({"lot", "container", "serial"})
