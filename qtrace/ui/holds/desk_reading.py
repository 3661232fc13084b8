"""What the holds desk reads and shows: the list, the open hold, its photos."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qtrace.services.holds.commands import EscalateHolds
from qtrace.services.holds.photos import HoldPhoto, hold_photos
from qtrace.services.holds.queries import (
    HoldSheet,
    OpenHold,
    hold_durations,
    hold_sheet,
    open_holds,
)
from qtrace.ui.bench import Bench
from qtrace.ui.holds.desk_state import Act, DeskState, Grouping, Page


class HoldsReading(QObject):
    """Lists holds and opens one.

    Signals:
        changed: the new `DeskState`.
    """

    changed = Signal(object)

    def __init__(self, bench: Bench, hold_id: int | None) -> None:
        super().__init__()
        self.bench = bench
        self.state = DeskState(chosen=hold_id)

    def begin_act(self, act: Act) -> None:
        """Begin to write."""
        raise TypeError(f"{type(self).__name__} begins no act: {act}")

    def become(self, **news: object) -> None:
        """Take the next state and tell it."""
        self.state = replace(self.state, **news)  # type: ignore[arg-type]  # fields by name
        self.changed.emit(self.state)

    # --- reading ------------------------------------------------------------------------------

    def begin(self) -> None:
        """Note what is overdue, then read the list."""
        if self.bench.may(EscalateHolds.code):
            self.bench.send(EscalateHolds(**self.bench.head()), lambda _outcome: None)
        self.refresh()

    def refresh(self) -> None:
        """Read list and open hold again."""
        self.bench.ask(open_holds, self._listed)
        self._read_sheet()

    def _listed(self, holds: tuple[OpenHold, ...]) -> None:
        self.state = replace(self.state, holds=holds)
        if self.state.chosen is None and holds:
            self.choose(self.state.in_order[0].hold_id)
        else:
            self.changed.emit(self.state)

    def _read_sheet(self) -> None:
        chosen = self.state.chosen
        if chosen is not None:
            self.bench.ask(hold_sheet, lambda sheet: self._opened(chosen, sheet), chosen)

    def _opened(self, hold_id: int, sheet: HoldSheet | None) -> None:
        if hold_id != self.state.chosen:
            return
        known = self.state.sheet
        first = known is None or known.head.hold_id != hold_id
        moved = (
            not first
            and known is not None
            and sheet is not None
            and (known.head.state != sheet.head.state)
        )
        act = self.state.act
        if first or moved:
            act = Act.NONE
        self.become(sheet=sheet, act=act)
        self._read_photos(hold_id)
        if sheet is not None and sheet.head.state == "requested" and act is Act.NONE:
            self.begin_act(Act.RELEASE)

    def _read_photos(self, hold_id: int) -> None:
        """Photos are large: they are read once for each hold, and again when one was added."""
        sheet, known = self.state.sheet, {each.evidence_id for each in self.state.photos}
        if sheet is None or known == set(sheet.photos):
            return

        def read(photos: tuple[HoldPhoto, ...]) -> None:
            if self.state.chosen == hold_id:
                self.become(photos=photos)

        self.bench.ask(hold_photos, read, hold_id)

    def choose(self, hold_id: int) -> None:
        """Open a hold; what was written about another one is gone."""
        if hold_id == self.state.chosen and self.state.sheet is not None:
            return
        self.become(
            chosen=hold_id, sheet=None, act=Act.NONE, partial=False, keep=frozenset(),
            signer=None, asked=None, may_not=None, refusal=None, problem="", page=Page.GRAPH,
            photos=(), photo_no=0, item_id=0,
        )  # fmt: skip
        self._read_sheet()

    def move(self, step: int) -> None:
        """Open the hold `step` rows further down."""
        ids = [each.hold_id for each in self.state.in_order]
        if ids:
            self.choose(beside(ids, self.state.chosen or 0, step))

    def step(self, step: int) -> None:
        """Choose another thing in the picture."""
        state = self.state
        if state.marked is not None:
            ids = [row.item_id for row in state.rows]
            self.become(item_id=beside(ids, state.marked.item_id, step), page=Page.GRAPH)

    def look_for(self, text: str) -> None:
        """Show only holds that carry `text`; the first of them is opened."""
        self.become(find=text)
        ids = [each.hold_id for each in self.state.in_order]
        if ids and self.state.chosen not in ids:
            self.choose(ids[0])

    def group(self, grouping: Grouping) -> None:
        """Group the list by something else."""
        self.become(grouping=grouping)

    def turn(self, page: Page) -> None:
        """Graph, history or figures by reason."""
        self.become(page=page)
        if page is Page.FIGURES:
            self.bench.ask(hold_durations, lambda rows: self.become(figures=rows))

    def enlarge(self) -> None:
        """Show the photos; the next one, after the last one what stood there before."""
        state = self.state
        if Page.PHOTOS not in state.pages:
            return
        if state.page is not Page.PHOTOS:
            self.become(page=Page.PHOTOS, photo_no=0)
        elif state.photo_no + 1 < len(state.photos):
            self.become(photo_no=state.photo_no + 1)
        else:
            self.become(page=Page.GRAPH, photo_no=0)


def beside(ids: list[int], chosen: int, step: int) -> int:
    """The id `step` further on in the list; it ends at both ends."""
    at = ids.index(chosen) if chosen in ids else 0
    return ids[max(0, min(len(ids) - 1, at + step))]
