"""Lots that go bad in use, stock that leaves with a decision, concessions with their limits."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

import pytest
from sqlalchemy import func, select

from qtrace.domain.disposal import Disposal, DisposalLine
from qtrace.domain.hold_rules import ReasonWish, RelationWish
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.plans import ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.models.holds import Concession, NcrDisposal, NcrLine
from qtrace.models.items import Item
from qtrace.models.warehouse import Movement, Stock
from qtrace.services.cases.concessions import concessions_of
from qtrace.services.cases.disposal_commands import DisposeNcr
from qtrace.services.cases.opening import NewCase, open_case
from qtrace.services.cases.sheets import case_sheet
from qtrace.services.checks import check_projections
from qtrace.services.commands import Command
from qtrace.services.holds.commands import (
    ConvertHold,
    PlaceHold,
    WidenHold,
)
from qtrace.services.holds.opening import holds_on
from qtrace.services.outcomes import Done
from qtrace.services.production.line_scans import scan_verdict
from tests.support.holds import make_holds
from tests.support.inspections import MAJOR, make_bench, measured
from tests.support.ncrs import open_ncr
from tests.support.plants import make_plant
from tests.support.production import make_production, production_plant
from tests.support.rules import in_force
from tests.support.stations import door_with

MILLION = 1_000_000


@pytest.fixture
def bench(plant):
    made = make_holds(plant)
    yield made
    made.close()


@pytest.fixture
def inspections(sqlite_url):
    plant = make_plant(sqlite_url)
    made = make_bench(plant)
    made.plan([ClassDraft(MAJOR, SampleType.FIXED, fixed_n=2, ac=0)], [measured(1)])
    yield made
    plant.close()


# --- a lot goes bad in use --------------------------------------------------------------------


def accepted(bench):
    """A lot that was inspected, accepted and is in use."""
    lot, inspection = bench.started(20, 1)
    bench.fill(inspection)
    assert isinstance(bench.sign(inspection), Done)
    return lot


def hold(bench, lot, reason):
    hold_id = bench.ids.next_id()
    command = PlaceHold(**bench.head(), hold_id=hold_id, lot_id=lot, reason=reason)
    return bench.plant.done(command, by=bench.people["lin"])


def reasons(bench, lot):
    return [row.reason for row in bench.plant.bench.ask(holds_on, lot)]


def test_a_lot_that_goes_bad_in_use_takes_its_kin_with_it(inspections):
    bench = inspections
    in_force(bench.plant, RelationWish("period", "hold", 3), bench.people["wang"])
    bad, kin = accepted(bench), accepted(bench)
    assert hold(bench, bad, "flash").facts["isolated"] == "", "one burr says nothing of others"
    assert reasons(bench, kin) == []
    told = hold(bench, bad, "contamination").facts["isolated"]
    (found,) = bench.plant.bench.ask(holds_on, kin)
    assert (found.reason, found.number) == ("related_lot", told)
    assert found.severity == "critical"
    assert reasons(bench, bad) == ["flash", "contamination"], "the bad lot is not its own kin"
    assert bench.plant.bench.ask(check_projections) == ()


def test_however_a_bad_lot_is_named_and_when_it_takes_its_kin_with_it(inspections):
    """Held by the supplier's number, or caught by widening: it is bad all the same."""
    bench = inspections
    in_force(bench.plant, RelationWish("period", "hold", 3), bench.people["wang"])
    bad, kin = accepted(bench), accepted(bench)
    with bench.plant.database.read() as session:
        item = session.get_one(Item, bad)
        number, supplier = item.supplier_lot, item.supplier_id
    by_number = Scope(AnchorKind.SUPPLIER_LOT, supplier, supplier_lot=number)

    def placed(*scopes, reason="contamination"):
        hold_id = bench.ids.next_id()
        command = PlaceHold(**bench.head(), hold_id=hold_id, scopes=scopes, reason=reason)
        done = bench.plant.done(command, by=bench.people["lin"])
        return hold_id, done.facts["isolated"]

    waiting, _ = bench.started(20, 1)
    hold_id, isolated = placed(Scope(AnchorKind.ITEM, waiting))
    assert (isolated, reasons(bench, kin)) == ("", [])
    widen = WidenHold(**bench.head(), hold_id=hold_id, scopes=(by_number,), reason="it was beside")
    told = bench.plant.done(widen, by=bench.people["lin"]).facts["isolated"]
    (found,) = bench.plant.bench.ask(holds_on, kin)
    assert (found.reason, found.number) == ("related_lot", told)
    _, isolated = placed(by_number)
    assert isolated
    assert reasons(bench, kin) == ["related_lot", "related_lot"]
    assert bench.plant.bench.ask(check_projections) == ()


def test_a_lot_in_quarantine_waits_for_its_inspection(inspections):
    bench = inspections
    in_force(bench.plant, RelationWish("period", "hold", 3), bench.people["wang"])
    waiting, _ = bench.started(20, 1)
    other = accepted(bench)
    assert hold(bench, waiting, "contamination").facts["isolated"] == ""
    assert reasons(bench, other) == []


def test_the_plant_says_which_reasons_isolate(inspections):
    bench = inspections
    in_force(bench.plant, RelationWish("period", "hold", 3), bench.people["wang"])
    for reason, isolates in (("wet", True), ("contamination", False)):
        wish = ReasonWish(reason, "Wet", "受潮", "major", isolates=isolates)
        assert isinstance(in_force(bench.plant, wish, bench.people["wang"]), Done)
    bad, kin = accepted(bench), accepted(bench)
    assert hold(bench, bad, "contamination").facts["isolated"] == ""
    assert hold(bench, bad, "wet").facts["isolated"]
    assert reasons(bench, kin) == ["related_lot"]


# --- stock leaves with the decision -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial(Command):
    """Something that only a test does."""

    code: ClassVar[str] = "TRIAL_OF_TEST"
    public: ClassVar[bool] = True
    accepting: ClassVar[bool] = True


def dispose(bench, case, *lines, **over):
    told = tuple(DisposalLine(bench.lot, n * MILLION, what, words) for n, what, words in lines)
    seen = bench.ask(case_sheet, case).seen_sha256
    values = {"comment": "looked at", "seen_sha256": seen} | over
    command = DisposeNcr(**bench.head(), case_id=case, lines=told, **values)
    return bench.done(command, "qian", signed=True)


def on_hand(reads):
    return reads.session.scalar(select(func.sum(Stock.on_hand_q6)))


def movements(reads, kind):
    told = select(func.sum(Movement.qty_q6)).where(
        Movement.kind == kind, Movement.to_location_id.is_(None)
    )
    return reads.session.scalar(told)


def test_what_is_scrapped_and_returned_is_no_longer_in_stock(bench):
    case = open_ncr(bench)
    before = bench.ask(on_hand)
    dispose(
        bench, case, (100, Disposal.SCRAP, ""), (300, Disposal.RETURN, ""),
        (800, Disposal.REWORK, "sort"),
    )  # fmt: skip
    assert bench.ask(on_hand) == before - 400 * MILLION
    assert bench.ask(movements, "scrap") == 100 * MILLION
    assert bench.ask(movements, "return") == 300 * MILLION
    assert bench.ask(check_projections) == ()


def test_a_converted_hold_books_its_lots_out(bench):
    hold_id = bench.hold(bench.lot)
    before = bench.ask(on_hand)
    command = ConvertHold(
        **bench.head(), hold_id=hold_id, disposition="scrap", reason="cannot be sorted",
        seen_sha256=bench.sheet(hold_id).seen_sha256,
    )  # fmt: skip
    bench.done(command, "qian", signed=True)
    assert bench.ask(on_hand) == before - 1200 * MILLION
    assert bench.ask(check_projections) == ()


# --- concessions ------------------------------------------------------------------------------


def test_a_concession_is_counted_and_ends(sqlite_url):
    """At a line: permitted quantity first, then the date; both are asked by the issue itself."""
    plant = production_plant(sqlite_url)
    bench = make_production(plant)
    bench.ordered(10)
    bench.cleared()
    bench.start()
    lot = bench.stock("7F42-01", "SR-12", 40, state="conditional")
    last = plant.clock.now().date() + timedelta(days=5)
    permit(plant, bench, lot, 12, last, writer=21)
    assert bench.issue(lot, qty_q6=13 * MILLION).code == "CONCESSION_USED_UP"
    assert isinstance(bench.issue(lot, qty_q6=8 * MILLION), Done)
    refused = bench.issue(lot, qty_q6=5 * MILLION)
    assert (refused.code, refused.facts["left"]) == ("CONCESSION_USED_UP", "4")
    verdict = plant.bench.ask(scan_verdict, bench.run, lot, 5 * MILLION)
    assert verdict.refusal.code == "CONCESSION_USED_UP"
    (row,) = plant.bench.ask(concessions_of, lot, "pcs")
    assert (row.qty_q6, row.used_q6, row.is_over) == (12 * MILLION, 8 * MILLION, False)
    plant.clock.advance(timedelta(days=7))
    assert bench.issue(lot, qty_q6=MILLION).code == "CONCESSION_EXPIRED"
    assert plant.bench.ask(concessions_of, lot, "pcs")[0].is_over
    plant.clock.advance(timedelta(hours=1))
    permit(plant, bench, lot, 3, None, writer=22)
    assert bench.issue(lot, qty_q6=4 * MILLION).code == "CONCESSION_USED_UP"
    assert isinstance(bench.issue(lot, qty_q6=3 * MILLION), Done), "what was used before is past"
    plain = bench.stock("7F42-02", "SR-12", 40, state="conditional")
    assert isinstance(bench.issue(plain, qty_q6=MILLION), Done), "without one nothing is counted"
    plant.close()


def permit(plant, bench, lot, pieces, valid_to: date | None, writer: int):
    """A concession for a lot, as a disposal writes it."""
    case_id = plant.ids.next_id()

    def handler(work, _command):
        open_case(work, case_id, NewCase("ncr", "dispositioned", "minor", "colour"))
        work.add(
            NcrDisposal(
                case_id=case_id, opened_by=work.actor.person_id, decided_by=bench.people["sun"],
                decided_at=work.now, comment="colour only",
            )
        )  # fmt: skip
        line = {"case_id": case_id, "no": 1, "item_id": lot, "qty_q6": pieces * MILLION}
        work.add(NcrLine(**line, disposition="use_as_is", lot_id=lot, instruction="any colour"))
        work.session.flush()
        work.add(
            Concession(
                id=work.new_id(), **line, conditions="any colour", reference="", valid_to=valid_to
            )
        )
        return {}

    with door_with(plant, {Trial: handler}, writer=writer) as station:
        outcome = station.send(Trial(**bench.head()), by=bench.people["mei"])
    assert isinstance(outcome, Done), outcome
