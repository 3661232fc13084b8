"""The line station: scans become acts, acts become commands, the line is read again."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from qtrace.domain.codes.internal import InternalCode, InternalKind
from qtrace.domain.codes.interpret import Interpretation
from qtrace.domain.people import PeopleReason
from qtrace.ports import Tone
from qtrace.services.commands import Command
from qtrace.services.labels.unit_labels_commands import PrintUnitLabels
from qtrace.services.outcomes import Changes, Done, Outcome, Refusal, refuse
from qtrace.services.people.accounts import PersonRow
from qtrace.services.production.handover import HandoverPage, shift_page
from qtrace.services.production.line_board import line_board
from qtrace.services.production.line_commands import (
    CheckUnitLabel,
    IssueMaterial,
    RecordOutput,
    StartOperation,
)
from qtrace.services.production.line_queries import line_station
from qtrace.services.production.line_rows import LineStation, RunRow, Verdict
from qtrace.services.production.line_scans import scan_verdict
from qtrace.services.production.line_targets import OperationChoice, line_target, operation_choices
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.memory import LINE, MACHINES
from qtrace.ui.places import LinePlace
from qtrace.ui.production.line_acts import LineActs
from qtrace.ui.production.line_photos import LinePhotos
from qtrace.ui.production.line_saves import LineSaves
from qtrace.ui.production.line_state import (
    SIGNED,
    Denied,
    LineDeskState,
    LineForm,
    LineSaid,
    Marked,
    Saying,
    form_parts,
)
from qtrace.ui.production.line_taking import LineTaking
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.desk_model import DeskSubject, Signer
from qtrace.ui.widgets.desk_signing import SigningModel
from qtrace.ui.widgets.field_problems import NO_PROBLEMS

LINES = DeskSubject(line_board, lambda row: row.line_id, ObjectKind.LINE)
ALWAYS_HEARD = (ObjectKind.CASE, ObjectKind.EQUIPMENT, ObjectKind.GAUGE)
"""Holds and tools may concern any line; of everything else only what stands on this one does."""
DENIABLE = (StartOperation, IssueMaterial, RecordOutput, CheckUnitLabel, PrintUnitLabels)
TONES = {Status.OK: Tone.OK, Status.BLOCKED: Tone.BLOCKED, Status.HOLD: Tone.HOLD}


class LineModel(SigningModel):
    """State of the line station; scans are done by `acts`, panels by `saves`.

    Signals:
        elsewhere: the `Place` of something that was scanned and that no line has a use for.
    """

    elsewhere = Signal(object)

    def __init__(self, bench: Bench, place: LinePlace) -> None:
        super().__init__(bench, LINES, LineDeskState(chosen=place.line_id))
        self.recall_machines(place.line_id)
        self.acts, self.saves, self.photos = LineActs(self), LineSaves(self), LinePhotos(self)
        self.taking = LineTaking(self)
        self._waiting: deque[Callable[[], None]] = deque()

    @property
    def line(self) -> LineDeskState:
        """The state of the line station."""
        assert isinstance(self.state, LineDeskState)
        return self.state

    @property
    def shown_run(self) -> RunRow | None:
        """The run in front; None while operations are chosen."""
        station = self.line.station
        return station.run if station is not None and not self.line.is_picking else None

    # --- reading -------------------------------------------------------------------------------

    def _listed(self, rows: tuple[Any, ...]) -> None:
        chosen = self.state.chosen
        known = {row.line_id for row in rows}
        if chosen not in known:
            chosen = rows[0].line_id if len(rows) == 1 else None
        self.become(rows=rows, chosen=chosen)
        self._read_history()

    def _read_history(self) -> None:
        """A desk reads the history of what is chosen; a line station reads its line."""
        chosen = self.state.chosen
        if chosen is not None:
            self.bench.memory.put(LINE, str(chosen))
            self.bench.ask(line_station, self._read, chosen, self.line.run_id)
            self.bench.ask(operation_choices, self._offered, chosen)

    def _read(self, station: LineStation | None) -> None:
        if station is not None and station.line_id != self.state.chosen:
            return
        gone = self.line.run_id is not None and (
            station is None or station.run is None or station.run.run_id != self.line.run_id
        )
        before = self.line.held
        self.become(station=station, run_id=None if gone else self.line.run_id)
        signer = self.line.signer
        if signer is not None and self.why_not(signer) is not None:
            self.become(signer=None, asked=None)  # now it is known who made what is signed
        if self.line.held is not None and self.line.held != before:
            self._turned(self.line.held)

    def _turned(self, hold: Refusal) -> None:
        """Something at the line is held now: no older answer stays in front of it."""
        known = self.state.refusal.facts.get("hold") if self.state.refusal is not None else None
        if known == hold.facts.get("hold"):
            return
        self.bench.tone(Tone.HOLD)
        self.become(said=None, refusal=None, replacements=())
        row, run = self.line.held_material, self.shown_run
        if row is not None and run is not None and row.lot_id is not None:

            def judged(verdict: Verdict) -> None:
                if self.line.held == hold and self.state.refusal is None:
                    self.become(replacements=verdict.replacements)

            self.bench.ask(scan_verdict, judged, run.run_id, row.lot_id, None)

    def _offered(self, choices: tuple[OperationChoice, ...]) -> None:
        known = self.line.choice
        kept = (n for n, each in enumerate(choices) if known is not None and _stays(known, each))
        first = next((n for n, each in enumerate(choices) if each.ready), 0)
        self.become(choices=choices, picked=next(kept, first))

    def _heard(self, changes: Changes) -> None:
        if not self.state.busy and self._concerns(changes):
            self.refresh()

    def _concerns(self, changes: Changes) -> bool:
        """True if the line in front may look different now; a busy plant has many other news."""
        if any(changes.touches(kind.value) for kind in ALWAYS_HEARD):
            return True
        line, station = ObjectKind.LINE.value, self.line.station
        if station is None:
            return changes.touches(line)
        lots = {row.lot_id for row in station.materials} | {o.lot_id for o in station.orders}
        orders = {order.order_id for order in station.orders}
        return (
            changes.touches(line, station.line_id)
            or any(changes.touches(ObjectKind.WORK_ORDER.value, order) for order in orders)
            or any(changes.touches(ObjectKind.ITEM.value, lot) for lot in lots if lot)
        )

    # --- machines ------------------------------------------------------------------------------

    def take_machines(self, machines: tuple[Marked, ...]) -> None:
        """These stand ready for the next start; a restart of the station does not forget them."""
        self.become(equipment=machines)
        words = [str(self.state.chosen or "")]
        words += [f"{each.object_id} {each.name}" for each in machines]
        self.bench.memory.put(MACHINES, "\n".join(words) if machines else "")

    def recall_machines(self, line_id: int | None) -> None:
        """Those that were scanned at this line before the station was left."""
        line, *kept = self.bench.memory.get(MACHINES).split("\n")
        if line_id is None or line != str(line_id):
            return
        pairs = (each.partition(" ") for each in kept)
        machines = tuple(Marked(int(key), name) for key, _, name in pairs if key.isdigit())
        self.state = replace(self.line, equipment=machines)

    # --- choosing ------------------------------------------------------------------------------

    def choose(self, key: int) -> None:
        """Go to another line."""
        if key != self.state.chosen:
            self.become(
                chosen=key, station=None, choices=(), picked=0, run_id=None, form=None,
                problems=NO_PROBLEMS, refusal=None, said=None, picking=False, denied=None, made=None,
                seen=None,
            )  # fmt: skip
            if self.line.equipment:
                self.take_machines(self.line.equipment)
            self._read_history()

    def choose_picked(self) -> None:
        """Go to the picked line."""
        line = self.line
        if self.state.chosen is None and line.picked < len(line.lines):
            self.choose(line.lines[line.picked].line_id)

    def open(self, form: str) -> None:
        """Open a panel; who is signed in is about to sign where a signature is asked."""
        if self.state.busy:
            return
        self.become(
            form=form, problems=NO_PROBLEMS, refusal=None, said=None, photo=None, doubted="",
            signer=None, asked=None,
        )  # fmt: skip
        if form_parts(form)[0] in SIGNED:
            self.offer_own()

    def open_handover(self) -> None:
        """Read the page of the shift that ends now, then let the next shift sign it."""
        line_id, until = self.state.chosen, self.bench.now()
        if line_id is None or self.state.busy:
            return

        def read(page: HandoverPage | None) -> None:
            self.become(handover=page)
            if page is not None:
                self.open(LineForm.HANDOVER)

        self.bench.ask(shift_page, read, line_id, until)

    def open_check(self) -> None:
        """Open the check that is asked for, or the only one; else one is chosen from the list."""
        station = self.line.station
        if station is None or not station.checks:
            return
        only = station.checks[0].definition_id if len(station.checks) == 1 else None
        asked = station.asked_check or only
        if asked is None:
            self.open(LineForm.CHECKS)
        else:
            self.open_one_check(asked)

    def open_one_check(self, definition_id: int) -> None:
        """Enter this check, or confirm what was entered."""
        row = self.line.check(definition_id)
        if row is not None:
            waits = row.waiting_id is not None
            form = LineForm.CONFIRM_CHECK if waits else LineForm.CHECK
            self.open(form.about(definition_id))

    def pick(self, place: int) -> None:
        """Pick one of the operations, or of the lines while none is chosen."""
        rows = self.line.lines if self.state.chosen is None else self.line.choices
        if 0 <= place < len(rows):
            self.become(picked=place, refusal=None, said=None)

    def show_choices(self, *, shown: bool) -> None:
        """Show the operations of the line, or the run again."""
        self.become(picking=shown, form=None, refusal=None, said=None)

    def show_order(self, line_id: int, order_id: int) -> None:
        """A traveller was scanned: its operation that can be done now is picked, or shown."""

        def offered(choices: tuple[OperationChoice, ...]) -> None:
            self._offered(choices)
            own = [n for n, each in enumerate(choices) if each.order.order_id == order_id]
            best = next((n for n in own if choices[n].run_id is not None), None)
            if best is None:
                best = next((n for n in own if choices[n].ready), own[0] if own else 0)
            lot = Marked(choices[own[0]].order.lot_id, choices[own[0]].order.lot) if own else None
            self.become(picked=best, picking=True, form=None, refusal=None, said=None, seen=lot)
            if choices and choices[best].run_id is not None:
                self.show_run(choices[best].run_id)

        self.choose(line_id)
        self.bench.ask(operation_choices, offered, line_id)

    def show_lines(self) -> None:
        """Back to the lines of the plant; the one that was in front is picked."""
        ids = [row.line_id for row in self.line.lines]
        picked = ids.index(self.state.chosen) if self.state.chosen in ids else 0
        self.become(
            chosen=None, station=None, choices=(), picked=picked, run_id=None, form=None, refusal=None,
            said=None, picking=False, seen=None,
        )  # fmt: skip

    def lot_in_sight(self) -> int | None:
        """What F8 is about: what was scanned last, and nothing else; the batch has its traveller."""
        return self.line.seen.object_id if self.line.seen is not None else None

    def lots_at_line(self) -> tuple[int, ...]:
        """Lots whose hold is news here: the one that is made, and the materials."""
        station = self.line.station
        if station is None:
            return ()
        made = () if station.order is None else (station.order.lot_id,)
        used = tuple(row.lot_id for row in station.materials if row.lot_id is not None)
        return (*made, *used)

    def show_run(self, run_id: int | None) -> None:
        """Show another running operation of the line."""
        self.become(run_id=run_id, picking=False, form=None)
        self._read_history()

    def why_not(self, person: PersonRow) -> Refusal | None:
        """Who cleared, checked, gives the shift or asks does not sign it; the service judges too."""
        kind, object_id = form_parts(self.state.form)
        station, row = self.line.station, self.line.check(object_id)
        giver = self.bench.person
        if kind in (LineForm.HANDOVER, LineForm.URGENT) and giver is not None:
            is_giver = giver.person.person_id == person.person_id
            return refuse(PeopleReason.SAME_PERSON) if is_giver else None
        done_by = None
        if kind is LineForm.CONFIRM_CLEARANCE and station is not None and station.clearance:
            done_by = station.clearance.cleared_by_id
        elif kind is LineForm.CONFIRM_CHECK and row is not None:
            done_by = row.last_by_id
        return refuse(PeopleReason.SAME_PERSON) if done_by == person.person_id else None

    # --- scans ---------------------------------------------------------------------------------

    def scanned(self, found: Interpretation, *, is_again: bool) -> bool:
        """Take a scan; False for what the station does on every screen."""
        if isinstance(found, InternalCode):
            if found.kind is InternalKind.BADGE:
                return self._badge(found.text)
            if found.kind in (InternalKind.COMMAND, InternalKind.STATION, InternalKind.DELIVERY):
                return False
        if is_again:
            self.say(Status.NEUTRAL, LineSaid.SAME_AGAIN)
            return True
        station, run = self.line.station, self.shown_run
        order = station.order if station is not None and run is not None else None
        shown = found.text if isinstance(found, InternalCode) else str(found.raw)
        self.become(checking=shown, said=None, refusal=None, replacements=())
        self.bench.ask(
            line_target,
            lambda target: self.acts.take(target, found),
            found,
            order.order_id if order is not None else None,
            run.run_id if run is not None else None,
        )
        return True

    def _badge(self, badge: str) -> bool:
        if form_parts(self.state.form)[0] not in SIGNED:
            return False
        self.name_signer(badge, by_badge=True)
        return True

    # --- sending -------------------------------------------------------------------------------

    def act(
        self, command: Command, then: Callable[[Done], None], signer: Signer | None = None
    ) -> None:
        """Send a command; what comes while one is on its way waits for its turn."""
        if self.state.busy:
            self._waiting.append(lambda: self.act(command, then, signer))
            return
        self.become(busy=True, refusal=None, said=None, replacements=(), problems=NO_PROBLEMS)

        def sent(outcome: Outcome) -> None:
            self.become(busy=False, checking="")
            if isinstance(outcome, Refusal):
                self._denied(command, outcome)
            else:
                self.become(denied=None)
                self._mark_unit(command)
                then(outcome)
            self.refresh()
            if self._waiting:
                self._waiting.popleft()()

        if signer is None:
            self.bench.send(command, sent)
        else:
            self.bench.send(command, sent, by=signer.person_id, claim=signer.claim)

    def _mark_unit(self, command: Command) -> None:
        """A unit that was made with its scan is what was scanned last."""
        if isinstance(command, RecordOutput) and len(command.unit_ids) == 1:
            self.become(seen=Marked(command.unit_ids[0], self.line.about))

    def _denied(self, command: Command, refusal: Refusal) -> None:
        """Say it, and keep what was denied: it may have happened already, or be allowed yet."""
        self.refuse(refusal)
        if isinstance(command, DENIABLE):
            left = refusal.facts.get("left", "")
            self.become(denied=Denied(refusal.code, command, self.line.about, left), places=())
        self._instead(command)

    def _instead(self, command: Command) -> None:
        """After a refused material, read what may be taken instead."""
        if not isinstance(command, IssueMaterial):
            return
        self.taking.refused(command, self.line.denied.code if self.line.denied else "")

        def judged(verdict: Verdict) -> None:
            if self.state.refusal is not None:
                self.become(replacements=verdict.replacements)

        self.bench.ask(scan_verdict, judged, command.run_id, command.item_id, command.qty_q6)

    def refuse(self, refusal: Refusal) -> None:
        """Say in the band why something was refused."""
        self.bench.tone(Tone.BLOCKED)
        self.become(refusal=refusal, said=None, checking="")

    def say(self, status: Status, code: LineSaid, facts: Mapping[str, str] | None = None) -> None:
        """Answer in the band, with its sound, until the next act."""
        self.bench.tone(TONES.get(status, Tone.NEUTRAL))
        self.become(said=Saying(status, code, facts or {}), refusal=None, checking="")


def _stays(known: OperationChoice, now: OperationChoice) -> bool:
    """True if the picked operation stays picked; one that has come to its end gives way."""
    if known.key != now.key:
        return False
    return now.state == known.state or now.run_id is not None or now.ready > 0
