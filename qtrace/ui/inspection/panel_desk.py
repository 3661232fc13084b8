"""What opens inside the screen: naming a defect or a hold, papers, typed codes, reprints."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal

from qtrace.domain.holds import BY_SYSTEM, HoldReason
from qtrace.domain.people import PeopleReason
from qtrace.ports import Tone
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.inspection.reading_photos import PhotoFile
from qtrace.services.inspection.rows import SheetCharacteristic
from qtrace.services.outcomes import Done, Outcome, Refusal
from qtrace.services.receiving.commands import RegisterPaper
from qtrace.ui.camera_photo import camera_photo, kept_photo
from qtrace.ui.inspection.cells import CellKey, characteristic_of, has_cells
from qtrace.ui.inspection.sheet_keeper import SheetKeeper
from qtrace.ui.inspection.verdict_view import missing_papers

ANY_DEFECT = "NC"
"""Code of a defect where the plan lists none."""
HOLD_REASONS = tuple(reason for reason in HoldReason if reason not in BY_SYSTEM)
"""What a person may give as reason."""
HOLD_KEYS: Mapping[str, HoldReason] = dict(zip("ABCDEFGHI", HOLD_REASONS, strict=True))
SEVERITIES = ("critical", "major", "minor")


class PanelKind(StrEnum):
    """Which panel is open."""

    NONE = "none"
    NONCONFORMANCE = "nonconformance"
    PAPERS = "papers"
    TYPE_CODE = "type_code"
    REPRINT = "reprint"
    WAY = "way"
    PHOTO = "photo"
    JUDGED_PHOTO = "judged_photo"
    DRAWING = "drawing"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class PanelState:
    """What the open panel shows.

    Attributes:
        characteristic_id: where a defect is named.
        piece: piece number as typed.
        naming: the piece stands, now the defect is chosen.
        hold_reason: chosen reason of a hold, or None.
        severity: severity of the hold.
        paper: chosen kind of paper, or empty.
        container: number of the container whose label is printed again.
        refusal: why the last act was refused.
        held: number of the hold that was just placed.
        note: what is to be done, as typed beside the reason to send back.
        wants_note: the chosen reason needs words.
        source: place of the class whose numbers are explained.
    """

    kind: PanelKind = PanelKind.NONE
    characteristic_id: int = 0
    piece: str = ""
    naming: bool = False
    hold_reason: HoldReason | None = None
    severity: str = "major"
    paper: str = ""
    container: int = 0
    refusal: Refusal | None = None
    held: str = ""
    note: str = ""
    wants_note: bool = False
    busy: bool = False
    source: int = 0


class PanelDesk(QObject):
    """The panel inside the screen; there is one at most, and Esc leaves it.

    Signals:
        changed: the state is another one.
        defect_named: cell and defect code.
    """

    changed = Signal()
    defect_named = Signal(object, str)

    def __init__(self, keeper: SheetKeeper) -> None:
        super().__init__()
        self._keeper = keeper
        self._bench = keeper.bench
        self._state = PanelState()

    @property
    def state(self) -> PanelState:
        """A picture of now."""
        return self._state

    @property
    def is_open(self) -> bool:
        """True while a panel is open."""
        return self._state.kind is not PanelKind.NONE

    def close(self) -> bool:
        """Leave the panel; False if none is open."""
        if not self.is_open:
            return False
        self._set(PanelState())
        return True

    def toggle(self, kind: PanelKind) -> None:
        """Open `kind`, or leave it."""
        if self._state.kind is kind:
            self.close()
        elif kind is PanelKind.PAPERS:
            self.open_papers()
        else:
            self._set(PanelState(kind))

    # --- where numbers come from --------------------------------------------------------------

    def show_source(self, place: int) -> None:
        """Say where the numbers of the class at `place` come from; beyond the last one: leave."""
        sheet = self._keeper.sheet
        if sheet is None or not 0 <= place < len(sheet.classes):
            self.close()
        else:
            self._set(PanelState(PanelKind.SOURCE, source=place))

    def next_source(self, first: int) -> None:
        """The class after the one shown; `first` where none is shown."""
        is_shown = self._state.kind is PanelKind.SOURCE
        self.show_source(self._state.source + 1 if is_shown else first)

    # --- defects ------------------------------------------------------------------------------

    def open_nonconformance(self, characteristic_id: int, piece: int | None) -> None:
        """Name a defect (of `piece`, if it is known) or hold the lot."""
        self._set(
            PanelState(
                PanelKind.NONCONFORMANCE,
                characteristic_id,
                piece=str(piece) if piece else "",
                naming=bool(piece),
            )
        )

    def type_digit(self, digit: str) -> None:
        """A digit of the piece, or the number of the defect once the piece stands."""
        state = self._state
        if state.kind is not PanelKind.NONCONFORMANCE:
            return
        if state.naming:
            codes = self.codes()
            if digit != "0" and int(digit) <= len(codes):
                self.choose_defect(codes[int(digit) - 1])
            return
        if len(state.piece) < 4:
            self._change(piece=(state.piece + digit).lstrip("0"), refusal=None)

    def back(self) -> None:
        """Without the last digit; from the defect back to the piece."""
        if self._state.naming:
            self._change(naming=False)
        else:
            self._change(piece=self._state.piece[:-1])

    def enter(self) -> None:
        """The piece stands; or the chosen hold is placed."""
        state = self._state
        if state.hold_reason is not None:
            self.place_hold()
            return
        if state.kind is not PanelKind.NONCONFORMANCE or state.naming:
            return
        if not self._piece_exists():
            self._bench.tone(Tone.NEUTRAL)
            return
        codes = self.codes()
        if len(codes) == 1:
            self.choose_defect(codes[0])
        else:
            self._change(naming=True)

    def codes(self) -> tuple[str, ...]:
        """Defect codes of the characteristic."""
        own = self._own()
        return (own.defect_codes if own is not None else ()) or (ANY_DEFECT,)

    def choose_defect(self, code: str) -> None:
        """Record the defect on the piece; without a piece nothing happens yet."""
        own = self._own()
        if own is None or code not in self.codes() or not self._piece_exists():
            self._bench.tone(Tone.NEUTRAL)
            return
        cell: CellKey = (own.characteristic_id, int(self._state.piece))
        if has_cells(own):
            self.close()
        else:  # the next piece may follow at once
            self._change(piece="", naming=False, refusal=None)
        self.defect_named.emit(cell, code)

    def _own(self) -> SheetCharacteristic | None:
        sheet, characteristic_id = self._keeper.sheet, self._state.characteristic_id
        if sheet is None or not characteristic_id:
            return None
        return characteristic_of(sheet, characteristic_id)

    def _piece_exists(self) -> bool:
        own, piece = self._own(), self._state.piece
        return own is not None and piece.isdecimal() and 1 <= int(piece) <= own.n

    # --- holds --------------------------------------------------------------------------------

    def choose_reason(self, reason: HoldReason) -> None:
        """Choose why the lot is held; choosing it again leaves it."""
        if self._state.kind is not PanelKind.NONCONFORMANCE:
            self._set(PanelState(PanelKind.NONCONFORMANCE))
        chosen = None if self._state.hold_reason is reason else reason
        self._change(hold_reason=chosen, refusal=None)

    def choose_severity(self, severity: str) -> None:
        """Choose how grave it is."""
        if severity in SEVERITIES:
            self._change(severity=severity)

    def place_hold(self) -> None:
        """Hold the lot for the chosen reason; needs no approval.

        Its tags are printed. What the camera shows is kept with it; without a picture it is held
        all the same: no camera keeps anybody from stopping something.
        """
        sheet, reason = self._keeper.sheet, self._state.hold_reason
        if sheet is None or reason is None or self._state.busy:
            return
        photo = camera_photo(self._bench)
        command = PlaceHold(
            **self._bench.head(),
            hold_id=self._bench.new_id(),
            lot_id=sheet.lot.lot_id,
            reason=reason,
            severity=self._state.severity,
            origin="inspection",
            photo=kept_photo(photo if isinstance(photo, PhotoFile) else None),
            print_tags=True,
        )
        self._change(busy=True)
        self._bench.send(command, self._held)

    def _held(self, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self._bench.tone(Tone.HOLD)
            self._set(PanelState(held=outcome.facts.get("hold", "")))
            self._keeper.refresh()
        else:
            self._bench.tone(Tone.BLOCKED)
            self._change(busy=False, refusal=outcome)

    # --- papers -------------------------------------------------------------------------------

    def open_papers(self) -> None:
        """The papers of the lot; the first missing one is chosen."""
        sheet = self._keeper.sheet
        missing = missing_papers(sheet) if sheet is not None else ()
        self._set(PanelState(PanelKind.PAPERS, paper=missing[0] if missing else ""))

    def choose_paper(self, kind: str) -> None:
        """The paper whose number comes next."""
        self._change(paper=kind, refusal=None)

    def step_paper(self, step: int) -> None:
        """The paper before or after the chosen one."""
        sheet = self._keeper.sheet
        kinds = [paper.kind for paper in sheet.papers] if sheet is not None else []
        if kinds:
            at = kinds.index(self._state.paper) + step if self._state.paper in kinds else 0
            self.choose_paper(kinds[at % len(kinds)])

    def register_paper(self, number: str) -> None:
        """Note the number of the chosen paper."""
        sheet, kind = self._keeper.sheet, self._state.paper
        if sheet is None or not kind or not number.strip() or self._state.busy:
            self._bench.tone(Tone.NEUTRAL)
            return
        command = RegisterPaper(
            **self._bench.head(),
            paper_id=self._bench.new_id(),
            lot_id=sheet.lot.lot_id,
            kind=kind,
            number=number.strip(),
        )
        self._change(busy=True)
        self._bench.send(command, lambda outcome: self._registered(kind, outcome))

    def _registered(self, kind: str, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self._bench.tone(Tone.OK)
            sheet = self._keeper.sheet
            left = [other for other in missing_papers(sheet) if other != kind] if sheet else []
            self._change(busy=False, refusal=None, paper=left[0] if left else "")
            self._keeper.refresh()
        else:
            self._bench.tone(Tone.BLOCKED)
            self._change(busy=False, refusal=outcome)

    # --- reprints -----------------------------------------------------------------------------

    def open_reprint(self, number: int) -> None:
        """Ask why the label of a container is printed again."""
        self._set(PanelState(PanelKind.REPRINT, container=number))

    # --- another way --------------------------------------------------------------------------

    def set_note(self, text: str) -> None:
        """What is to be done, in the person's words."""
        if self._state.kind is PanelKind.WAY:
            self._change(note=text, refusal=None)

    def ask_note(self) -> None:
        """The chosen reason needs words."""
        self._bench.tone(Tone.BLOCKED)
        refusal = Refusal(PeopleReason.REASON_NEEDED)
        self._change(kind=PanelKind.WAY, wants_note=True, refusal=refusal)

    # --- shared -------------------------------------------------------------------------------

    def refuse(self, refusal: Refusal) -> None:
        """Say in the panel why something was not taken."""
        self._bench.tone(Tone.BLOCKED)
        self._change(refusal=refusal)

    # --- inside -------------------------------------------------------------------------------

    def _change(self, **changes: Any) -> None:
        self._set(replace(self._state, **changes))

    def _set(self, state: PanelState) -> None:
        self._state = state
        self.changed.emit()
