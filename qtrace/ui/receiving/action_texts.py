"""Actions of the receive screen: what each key does now, and what is missing before it can."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from qtrace.domain.receiving import Level
from qtrace.i18n import Translator
from qtrace.ui.receiving.judging import (
    blocking,
    is_waiting,
    may_post,
    missing_counts,
    needs_supplier,
    shares,
    verdict_of,
)
from qtrace.ui.receiving.receive_state import CountField, Form, Phase, ReceiveState
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person may do after the labels, and what of the delivery waits.

    Attributes:
        inspect: may begin the inspection of this lot.
        admit: may admit a pending lot.
        lines_left: lots of the delivery that are not received.
    """

    inspect: bool = False
    admit: bool = False
    lines_left: int = 0


@dataclass(frozen=True, slots=True)
class Actions:
    """Buttons at the left and at the right."""

    left: tuple[ActionSpec, ...]
    right: tuple[ActionSpec, ...]


PRIMARY: Final = ButtonKind.PRIMARY
OUTLINED: Final = ButtonKind.OUTLINED


def actions(tr: Translator, state: ReceiveState, rights: Rights) -> Actions:
    """The action bar."""
    if state.form is not Form.NONE:
        return _form(tr, state.form)
    if state.phase is Phase.CHECK:
        return _check(tr, state)
    if state.phase is Phase.CHOOSE:
        words = tr.say("Receive this lot")
        return Actions(
            (_code(tr), _camera(tr)), (ActionSpec("choose", "F10", words, kind=PRIMARY),)
        )
    if state.phase is Phase.LABELS:
        return _labels(tr, state)
    if state.phase is Phase.DONE:
        return _done(tr, state, rights)
    words = tr.say("Scan first")
    nothing = ActionSpec("nothing", "F10", words, kind=PRIMARY, enabled=False)
    call = ActionSpec("call", "F6", tr.term("action", "Call"))
    return Actions((_code(tr), _camera(tr), call), (nothing,))


def _camera(tr: Translator) -> ActionSpec:
    return ActionSpec("camera", "F4", tr.say("Camera"), IconName.CAMERA)


def _code(tr: Translator) -> ActionSpec:
    return ActionSpec("type", "F2", tr.say("Type by hand"))


def _form(tr: Translator, form: Form) -> Actions:
    words = {
        Form.CODE: tr.say("Open"),
        Form.PAPER: tr.say("Register the paper"),
        Form.GOODS: tr.say("Take it over"),
        Form.SUPPLIER: tr.say("This supplier"),
        Form.REPRINT: tr.say("Print again"),
        Form.ADMIT: tr.say("Admit to inspection"),
    }
    cancel = ActionSpec("back", "Esc", tr.say("Cancel"))
    return Actions((cancel,), (ActionSpec("submit", "F10", words[form], kind=PRIMARY),))


def _check(tr: Translator, state: ReceiveState) -> Actions:
    verdict = verdict_of(state)
    loud = blocking(verdict) if verdict is not None else ()
    ready = may_post(state)
    left = [
        ActionSpec("goods", "F2", tr.say("Type lot, expiry")),
        ActionSpec("paper", "F3", tr.say("Add paper")),
    ]
    if state.basis is not None and state.basis.line is None:
        left.append(ActionSpec("supplier", "F7", tr.say("Who brought it")))
    kept, extra = shares(state)
    labels = len(kept) + len(extra)
    as_it_is = ActionSpec(
        "as_it_is",
        "F8",
        tr.say("Receive as it is"),
        icon=IconName.OCTAGON,
        kind=OUTLINED,
        enabled=ready and bool(loud),
        waits="" if loud or not ready else tr.say("Nothing deviates"),
    )
    words = _receive_words(tr, state, labels, is_blocked=bool(loud))
    primary = ActionSpec("receive", "F10", words, kind=PRIMARY, enabled=ready and not loud)
    return Actions(tuple(left), (as_it_is, primary))


def _receive_words(tr: Translator, state: ReceiveState, labels: int, *, is_blocked: bool) -> str:
    """What F10 does, or what it waits for."""
    if state.busy:
        return tr.say("Receiving …")
    if needs_supplier(state):
        return tr.say("Supplier missing")
    missing = missing_counts(state)
    if missing and is_waiting(state):
        return tr.say("Scan or count first")
    if missing:
        quantity = missing[0] is CountField.QUANTITY
        return tr.say("Quantity missing") if quantity else tr.say("Containers missing")
    if is_blocked:
        return tr.say("Deviates: F8")
    return tr.count("Receive, print {n} label", "Receive, print {n} labels", labels)


def _labels(tr: Translator, state: ReceiveState) -> Actions:
    task = state.task
    left = tr.count("{n} label missing", "{n} labels missing", _open(state))
    reprint = ActionSpec("reprint", "F5", tr.say("Print again"))
    paper = ActionSpec("paper", "F3", tr.say("Add paper"))
    later = ActionSpec("queue", "Esc", tr.say("Later"))
    waits = ActionSpec("nothing", "F10", left if task else "", kind=PRIMARY, enabled=False)
    return Actions((later, paper, reprint, _camera(tr)), (waits,))


def _open(state: ReceiveState) -> int:
    return state.task.total - len(state.task.checked) if state.task is not None else 0


def _done(tr: Translator, state: ReceiveState, rights: Rights) -> Actions:
    received = state.received
    queue = ActionSpec("queue", "Esc", tr.say("Back to the queue"))
    paper = ActionSpec("paper", "F3", tr.say("Add paper"))
    reprint = ActionSpec("reprint", "F5", tr.say("Print again"))
    left = (queue, paper, reprint)
    right: list[ActionSpec] = []
    if received is not None and received.is_pending and rights.admit:
        words = tr.say("Admit to inspection")
        right.append(ActionSpec("admit", "F8", words, kind=OUTLINED))
    right.append(_onward(tr, state, rights))
    return Actions(left, tuple(right))


def _onward(tr: Translator, state: ReceiveState, rights: Rights) -> ActionSpec:
    """What comes next: the excess, the rest of the delivery, the inspection, the queue."""
    received = state.received
    lot = received.lot if received is not None else ""
    if received is not None and received.excess_lot not in ("", lot):
        words = tr.say("Label the excess {lot}", lot=received.excess_lot)
        return ActionSpec("excess", "F10", words, kind=PRIMARY)
    if rights.lines_left:
        words = tr.count("Next lot ({n} left)", "Next lot ({n} left)", rights.lines_left)
        return ActionSpec("next", "F10", words, kind=PRIMARY)
    if rights.inspect:
        return ActionSpec("inspect", "F10", tr.say("Inspect now"), kind=PRIMARY)
    return ActionSpec("queue", "F10", tr.say("Back to the queue"), kind=PRIMARY)


COUNT_KEYS: Final[Mapping[str, str]] = {
    **{digit: f"type:{digit}" for digit in "0123456789"},
    ".": "type:.",
    "Enter": "enter",
    "Backspace": "rub_out",
    "Tab": "other_field",
    "Backtab": "other_field",
}
LIST_KEYS: Final[Mapping[str, str]] = {"Up": "up", "Down": "down"}
CHOICE_KEYS: Final[Mapping[str, str]] = {
    **{str(number): f"pick:{number}" for number in range(1, 10)},
    "Enter": "choose",
}


def keys_of(state: ReceiveState, bar: Actions) -> dict[str, str]:
    """Keys that are claimed always: those on the buttons, Esc, and the list keys of a list."""
    keys = {spec.key: spec.id for spec in (*bar.left, *bar.right) if spec.key and spec.enabled}
    if state.form is Form.CODE:
        keys = {"F10": "submit", "F2": "back"}
    keys.setdefault("Esc", "back")
    if state.phase is Phase.CHOOSE or state.form in (Form.PAPER, Form.SUPPLIER):
        keys |= LIST_KEYS
    return keys


def typing_keys_of(state: ReceiveState) -> Mapping[str, str]:
    """Keys that are claimed while no text field has the focus."""
    if state.form is not Form.NONE:
        return {}
    if state.phase is Phase.CHECK:
        return COUNT_KEYS
    if state.phase is Phase.CHOOSE:
        return CHOICE_KEYS
    if state.phase is Phase.DONE:
        return {"Enter": "onward"}
    return {}


def is_blocked(state: ReceiveState) -> bool:
    """True if F10 alone does not receive what stands there."""
    verdict = verdict_of(state)
    return verdict is not None and verdict.level is Level.BLOCKED
