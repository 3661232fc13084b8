"""Batches that wait for their release: the computed gate, and the signature under it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from qtrace.domain.codes.interpret import Interpretation
from qtrace.domain.production.gate import Missing, ReleaseKind
from qtrace.services.briefs import NO_NAME, NamePair
from qtrace.services.outcomes import Changes
from qtrace.services.production.batch_queries import BatchGate, batches_to_release
from qtrace.services.production.line_commands import ReleaseBatch
from qtrace.services.production.line_targets import LineTarget, line_target
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import judge_filled

BATCHES = DeskSubject(batches_to_release, lambda row: row.lot_id, ObjectKind.ITEM)
HEARD = (ObjectKind.ITEM, ObjectKind.WORK_ORDER, ObjectKind.CASE, ObjectKind.LINE)
RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Signed:
    """A release that was signed here: batch, kind, by whom, when."""

    lot: str
    kind: ReleaseKind
    by: NamePair
    at: datetime


def next_release(gate: BatchGate) -> ReleaseKind:
    """The act that comes next: production first, then market."""
    done = {row.kind for row in gate.releases}
    is_made = ReleaseKind.PRODUCTION in done
    return ReleaseKind.MARKET if is_made else ReleaseKind.PRODUCTION


def missing_of(gate: BatchGate) -> tuple[Missing, ...]:
    """What is missing before the act that comes next."""
    is_market = next_release(gate) is ReleaseKind.MARKET
    return gate.before_market if is_market else gate.before_production


class BatchesModel(SigningModel):
    """Lists batches and sends their releases."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, BATCHES, SigningState())
        self.signed: Signed | None = None
        self._signing: Signed | None = None
        self.done.connect(self._remember)

    def _remember(self) -> None:
        """What was signed leaves the list: the page says that it is done."""
        self.signed = self._signing

    @property
    def gate(self) -> BatchGate | None:
        """The chosen batch."""
        return self.row

    def open(self, form: str) -> None:
        """Open the release; who is signed in is about to sign it."""
        gate = self.gate
        if gate is None or missing_of(gate):
            return
        super().open(form)
        self.offer_own()

    def save(self, secret: str) -> None:
        """Send the release with the gate that was seen."""
        gate = self.gate
        if gate is None or self.state.busy or self.refuse_answers(judge_filled({"secret": secret})):
            return
        signer = self.signer_with(secret)
        if signer is None:
            return
        named = self.signing.signer
        name = NamePair(named.name_en, named.name_zh) if named is not None else NO_NAME
        self._signing = Signed(gate.order.lot, next_release(gate), name, self.bench.now())
        command = ReleaseBatch(
            **self.bench.head(),
            batch_release_id=self.bench.new_id(),
            lot_id=gate.lot_id,
            kind=next_release(gate).value,
            seen_sha256=gate.sha256,
        )
        self.send([lambda: command], signer=signer)

    def batch_of(self, label: Interpretation, found: Callable[[int], None]) -> None:
        """Tell the batch of the unit whose label was scanned; nothing for an unknown one."""

        def named(target: LineTarget) -> None:
            if target.unit is not None:
                found(target.unit.lot_id)

        self.bench.ask(line_target, named, label, None)

    def _heard(self, changes: Changes) -> None:
        if any(changes.touches(kind.value) for kind in HEARD):
            self.refresh()
