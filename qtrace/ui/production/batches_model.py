"""Batches that wait for their release: the computed gate, and the signature under it."""

from collections.abc import Callable

from qtrace.domain.codes.interpret import Interpretation
from qtrace.domain.production.gate import Missing, ReleaseKind
from qtrace.services.batch_queries import BatchGate, batches_to_release
from qtrace.services.line_commands import ReleaseBatch
from qtrace.services.line_targets import LineTarget, line_target
from qtrace.services.outcomes import Changes
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import judge_filled

BATCHES = DeskSubject(batches_to_release, lambda row: row.lot_id, ObjectKind.ITEM)
HEARD = (ObjectKind.ITEM, ObjectKind.WORK_ORDER, ObjectKind.CASE, ObjectKind.LINE)
RELEASE = "release"


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
