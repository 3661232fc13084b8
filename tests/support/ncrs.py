"""A nonconformance about the received lot, opened by an inspector."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.domain.quantities import q6
from qtrace.models.cases import Nonconformance
from qtrace.services.cases.opening import NewCase, add_case_item, open_case
from qtrace.services.commands import Command
from qtrace.services.outcomes import Done
from qtrace.services.work import Work
from tests.support.holds import HoldBench
from tests.support.stations import door_with


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNcr(Command):
    """What a rejected inspection does, without the inspection."""

    code: ClassVar[str] = "TEST_OPEN_NCR"
    public: ClassVar[bool] = True
    accepting: ClassVar[bool] = True


def open_ncr(bench: HoldBench, writer: int = 11, item: int | None = None) -> int:
    """Open it about all 1,200 pieces of the received lot; return its id.

    Args:
        bench: the plant.
        writer: number of the station that opens it, another one for each.
        item: what it is about, where that is not the received lot.
    """
    case_id = bench.new()

    def handler(work: Work, _command: OpenNcr) -> dict[str, str]:
        open_case(work, case_id, NewCase("ncr", "open", "major", "flash"))
        work.add(
            Nonconformance(
                case_id=case_id, source="receiving", inspection_id=None, description="flash",
                qty_affected_q6=q6(1200),
            )
        )  # fmt: skip
        add_case_item(work, case_id, item or bench.lot, q6(1200))
        return {}

    with door_with(bench.plant, {OpenNcr: handler}, writer) as station:
        outcome = station.send(OpenNcr(**bench.head()), by=bench.people["lin"])
    assert isinstance(outcome, Done), outcome
    return case_id
