"""Quality's switches and the severity of every series, and the decisions about them."""

from enum import StrEnum

from qtrace.domain.sampling.severity_reason import SwitchState
from qtrace.domain.sampling.skip_lot import SkipEvent
from qtrace.domain.sampling.switching import SwitchEvent
from qtrace.services.catalogue.plans_commands import RecordSkipEvent, RecordSwitchEvent
from qtrace.services.commands import Command
from qtrace.services.inspection.switch_board import BoardKind, BoardRow, switch_board
from qtrace.services.outcomes import Changes
from qtrace.services.people.commands import SetQualitySwitch
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import judge_filled

BOARD = DeskSubject(switch_board, lambda row: row.key, ObjectKind.PLANT)
HEARD = (ObjectKind.PLANT, ObjectKind.PLAN, ObjectKind.PART, ObjectKind.INSPECTION)
TURN = "turn"


class SeriesForm(StrEnum):
    """Forms about a series, by the event that they record."""

    RESUME = SwitchEvent.RESUME.value
    IRREGULAR = SwitchEvent.IRREGULAR_PRODUCTION.value
    NORMAL = SwitchEvent.AUTHORITY_NORMAL.value
    TIGHTENED = SwitchEvent.AUTHORITY_TIGHTENED.value
    DISCONTINUED = SwitchEvent.DISCONTINUED.value


class SkipForm(StrEnum):
    """Forms about the skipping of a source's lots, by the event that they record."""

    AGREED = SkipEvent.AGREED.value
    INTERRUPTED = SkipEvent.PRODUCTION_INTERRUPTED.value
    DISQUALIFIED = SkipEvent.SUPPLIER_DISQUALIFIED.value
    AUTHORITY = SkipEvent.AUTHORITY.value


def offered(row: BoardRow) -> tuple[SeriesForm | SkipForm, ...]:
    """Decisions that could move the series; the service judges again."""
    if row.kind is BoardKind.SKIP:
        return tuple(form for form in SkipForm if (form is SkipForm.AGREED) is not row.agreed)
    if row.state is SwitchState.DISCONTINUED:
        return (SeriesForm.RESUME,)
    moves = {
        SwitchState.TIGHTENED: (SeriesForm.NORMAL, SeriesForm.DISCONTINUED),
        SwitchState.NORMAL: (SeriesForm.TIGHTENED, SeriesForm.DISCONTINUED),
        SwitchState.REDUCED: (SeriesForm.IRREGULAR, SeriesForm.NORMAL, SeriesForm.TIGHTENED),
    }
    return moves[row.state] if row.state is not None else ()


class SwitchesModel(SigningModel):
    """Lists switches and series, and sends what quality decides."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, BOARD, SigningState())

    @property
    def board_row(self) -> BoardRow | None:
        """The chosen row."""
        return self.row

    def open(self, form: str) -> None:
        """Open a form about the chosen row; who is signed in is about to sign a switch."""
        if self.board_row is None:
            return
        super().open(form)
        if form == TURN:
            self.offer_own()

    def save(self, reason: str, secret: str) -> None:
        """Send what the open form wishes."""
        row, form = self.board_row, self.state.form
        if row is None or form is None or self.state.busy:
            return
        answers = {"reason": reason}
        if row.kind is BoardKind.SWITCH:
            answers["secret"] = secret
        if self.refuse_answers(judge_filled(answers)):
            return
        if row.kind is not BoardKind.SWITCH:
            event = self._event if row.kind is BoardKind.SERIES else self._skip_event
            command = event(row, form, reason)
            self.send([lambda: command])
            return
        signer = self.signer_with(secret)
        if signer is not None:
            turn = self._turn(row, reason)
            self.send([lambda: turn], signer=signer)

    def _turn(self, row: BoardRow, reason: str) -> Command:
        assert row.switch is not None
        return SetQualitySwitch(
            **self.bench.head(), switch=row.switch, is_on=not row.is_on, reason=reason
        )

    def _skip_event(self, row: BoardRow, form: str, reason: str) -> Command:
        assert row.part is not None
        assert row.site is not None
        assert row.supplier is not None
        return RecordSkipEvent(
            **self.bench.head(),
            event_id=self.bench.new_id(),
            part_id=row.part.id,
            manufacturer_site_id=row.site.id,
            supplier_id=row.supplier.id,
            event=SkipEvent(form),
            reason=reason,
        )

    def _event(self, row: BoardRow, form: str, reason: str) -> Command:
        assert row.part is not None
        assert row.site is not None
        assert row.supplier is not None
        assert row.char_class is not None
        return RecordSwitchEvent(
            **self.bench.head(),
            event_ids=(self.bench.new_id(),),
            part_id=row.part.id,
            manufacturer_site_id=row.site.id,
            supplier_id=row.supplier.id,
            char_class=row.char_class.value,
            event=SwitchEvent(form),
            reason=reason,
        )

    def _read_history(self) -> None:
        """The row brings its decisions with it."""

    def _heard(self, changes: Changes) -> None:
        if any(changes.touches(kind.value) for kind in HEARD):
            self.refresh()
