"""F6 on every station: calling a supervisor, hearing who calls, and who is coming."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qtrace.domain.calls import CallArea, CallState
from qtrace.i18n.reasons import explain
from qtrace.ports import Tone
from qtrace.services.outcomes import Changes, Outcome, Refusal
from qtrace.services.people.calls_commands import AnswerCall, CallSupervisor, WithdrawCall
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.scan_desk import TONES, Notice
from qtrace.ui.screen import ScreenHead
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.topbar import StateItem

if TYPE_CHECKING:
    from qtrace.services.people.calls import CallRow, CallsHere

AREAS = {
    "line": CallArea.LINE,
    "receive": CallArea.RECEIVING,
    "queue": CallArea.RECEIVING,
    "inspect": CallArea.INSPECTION,
}
ITEM = "call"


class CallDesk(QObject):
    """One for each station; it knows the calls that concern it.

    Signals:
        noticed: a `Notice` to show.
        changed: the top bar should ask `item` again.
    """

    noticed = Signal(object)
    changed = Signal()

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._here: CallsHere | None = None
        bench.changed.connect(self._heard)
        bench.person_changed.connect(self._person_changed)

    def item(self) -> StateItem | None:
        """What the top bar says of calls; None while there are none."""
        call, tr = self._to_answer(), self._bench.translator
        if call is not None:
            return StateItem(ITEM, tr.say("{station} calls: F6", station=call.station), Status.HOLD)
        own = self._own()
        if own is None:
            return None
        clock = self._clock(own)
        return StateItem(ITEM, tr.say("Called {time}", time=clock), Status.INFO)

    def press(self, head: ScreenHead) -> None:
        """F6: answer who calls, say what became of the own call, or call."""
        call, own = self._to_answer(), self._own()
        if call is not None:
            self._bench.send(
                AnswerCall(**self._bench.head(), call_id=call.call_id),
                lambda outcome: self._sent(outcome, call),
            )
        elif own is not None:
            self._say_called(own)
        elif self._bench.may(CallSupervisor.code):
            command = CallSupervisor(
                **self._bench.head(),
                call_id=self._bench.new_id(),
                area=AREAS.get(head.nav, CallArea.OTHER),
                subject=" ".join((head.title, *(part.text for part in head.parts)))[:200],
            )
            self._bench.send(command, lambda outcome: self._sent(outcome, None))

    def take_back(self) -> None:
        """Shift+F6: nobody is needed any more."""
        own = self._own()
        if own is not None:
            self._bench.send(
                WithdrawCall(**self._bench.head(), call_id=own.call_id),
                lambda outcome: self._sent(outcome, own),
            )

    def refresh(self) -> None:
        """Read the calls again and tell what is new."""
        if self._bench.person is not None:
            self._bench.watch(_calls_here, self._read)

    def _own(self) -> "CallRow | None":
        """This station's open call."""
        own = self._here.own if self._here is not None else None
        return own if own is not None and own.state is CallState.OPEN else None

    def _to_answer(self) -> "CallRow | None":
        """The oldest open call of another person that the person here may answer."""
        person = self._bench.person
        if self._here is None or person is None or not self._bench.may(AnswerCall.code):
            return None
        me = person.person.person_id
        return next((row for row in self._here.waiting if row.by_id != me), None)

    def _heard(self, changes: Changes) -> None:
        if changes.touches(ObjectKind.CALL.value):
            self.refresh()

    def _person_changed(self, person: object) -> None:
        self._here = None
        if person is not None:
            self.refresh()

    def _read(self, here: "CallsHere") -> None:
        before, self._here = self._here, here
        self.changed.emit()
        if self._bench.person is None:
            return
        known = {row.call_id for row in before.waiting} if before is not None else set()
        call = self._to_answer()
        if call is not None and call.call_id not in known:
            self._say_who_calls(call)
            return
        was_open = before is not None and before.own is not None and before.own.call_id in known
        own = here.own
        if own is None or own.call_id not in known:
            if self._own() is not None and before is not None and own is not None:
                self._say_called(own)
        elif was_open and own.state is CallState.ANSWERED:
            self._say_coming(own)

    def _sent(self, outcome: Outcome, call: "CallRow | None") -> None:
        if isinstance(outcome, Refusal):
            tr, zone = self._bench.translator, self._bench.zone
            said = explain(tr, outcome.code, outcome.facts, zone)
            self._notice(Notice(Status.BLOCKED, said.text, said.next_step, said.code))
        elif call is not None:
            tr, own = self._bench.translator, call.station_id == self._bench.station_id
            said_text = (
                tr.say("The call is taken back")
                if own
                else tr.say("{station} knows that you are coming", station=call.station)
            )
            self._notice(Notice(Status.OK, said_text))
        self.refresh()

    def _say_who_calls(self, call: "CallRow") -> None:
        tr = self._bench.translator
        name = tr.name(call.by_en, call.by_zh)
        text = tr.say(
            "{station}: {name} calls since {time}, {subject}",
            station=call.station,
            name=name,
            time=self._clock(call),
            subject=call.subject,
        )
        self._notice(Notice(Status.HOLD, text, tr.say("F6: say that you are coming")))

    def _say_called(self, own: "CallRow") -> None:
        tr = self._bench.translator
        called = self._here.called if self._here is not None else ()
        names = ", ".join(f"{tr.name(p.name_en, p.name_zh)} ({p.station})" for p in called)
        text = tr.say("Called at {time}: {names}", time=self._clock(own), names=names)
        if not names:
            text = tr.say(
                "Called at {time}; no supervisor is signed in anywhere", time=self._clock(own)
            )
        step = tr.say("Nobody has answered yet; Shift+F6 takes it back")
        self._notice(Notice(Status.INFO, text, step))

    def _say_coming(self, own: "CallRow") -> None:
        tr = self._bench.translator
        self._notice(
            Notice(Status.OK, tr.say("{name} is coming", name=tr.name(own.who_en, own.who_zh)))
        )

    def _clock(self, call: "CallRow") -> str:
        return self._bench.local(call.at).strftime("%H:%M")

    def _notice(self, notice: Notice) -> None:
        self._bench.tone(TONES.get(notice.status, Tone.NEUTRAL))
        self.noticed.emit(notice)


def _calls_here(reads: Reads) -> "CallsHere":
    """Loaded with its first use, off the UI thread."""
    from qtrace.services.people.calls import calls_here

    return calls_here(reads)
