"""Everything that the board on the wall shows, in one answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qtrace.models.cases import Hold
from qtrace.services.holds.check import ACTIVE
from qtrace.services.production.line_board import line_board
from qtrace.services.production.line_rows import BoardRow
from qtrace.services.reads import Reads


@dataclass(frozen=True, slots=True)
class WallBoard:
    """All lines as they stand, read at `at`.

    Attributes:
        open_holds: holds of the plant that stand.
        late_holds: those of them whose review is past; time lifts none.
        stopped_minutes: minutes of stops of all lines today.
    """

    at: datetime
    lines: tuple[BoardRow, ...]
    open_holds: int
    late_holds: int
    stopped_minutes: int


def wall_board(reads: Reads) -> WallBoard:
    """The board as it stands now."""
    lines = line_board(reads)
    reviews = reads.session.scalars(select(Hold.review_by).where(Hold.state.in_(ACTIVE))).all()
    late = sum(at is not None and at < reads.now for at in reviews)
    stopped = sum(row.stopped_minutes for row in lines)
    return WallBoard(reads.now, lines, len(reviews), late, stopped)
