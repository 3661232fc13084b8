"""Rework at the line: it is asked what was replaced, and that is used up and linked."""

import pytest
from sqlalchemy import select

from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.models.items import Link
from qtrace.models.production_runs import MaterialLoad
from qtrace.ui.production.line_state import LineForm, LineSaid
from tests.ui.people.station import check_looks, texts
from tests.ui.production.test_line_exceptions import fill, rows, settle


@pytest.fixture
def rework(at_line):
    """Pass 2 of operation 30 runs: two units leaked, two new seals lie at the line."""
    hands = at_line(planned=2)
    bench = hands.bench
    bench.stock("PH-26-0001", "PH-20", 2)
    bench.stock("SR-26-0001", "SR-12", 100)
    bench.start()
    bench.issue(bench.lots["PH-26-0001"])
    bench.issue(bench.lots["SR-26-0001"], qty_q6=q6(4))
    bench.make(2, OutputKind.REWORK, reason="leaks")
    bench.finish()
    bench.start(run_no=2)
    bench.issue(bench.lots["SR-26-0001"], qty_q6=q6(2))
    hands.screen.model.refresh()
    settle(hands)
    return hands


def linked(hands, number: int) -> int:
    """How many loads of seals went into this piece."""
    with hands.bench.plant.database.read() as session:
        seal = hands.bench.lots["SR-26-0001"]
        links = session.scalars(select(Link).where(Link.parent_id == seal)).all()
        return sum(link.seq_from <= number <= link.seq_to for link in links)


def test_a_reworked_unit_asks_what_was_replaced_and_uses_it_up(rework):
    rework.unit("26C0001")
    settle(rework)
    assert rework.state.reworked.name == "26C0001"
    assert "rework 1" in texts(rework.screen.pages.progress), "the pass is not cut off"
    shown = [row.spoken() for row in rework.screen.pages.materials.list.rows]
    assert any("none is needed" in row for row in shown), "what is not there is not usable"
    check_looks(rework.station)
    rework.station.press("F10")
    assert set(rework.state.problems) == {"replaced"}, "nothing is answered for them"
    rework.unit("26C0002")
    assert rework.state.said.code is LineSaid.ANSWER_FIRST
    assert rework.state.reworked.name == "26C0001", "the open question stays"
    rework.screen.act("digit:6")
    rework.screen.act("digit:5")
    assert rework.screen.panel.answers()["replaced"] == "2", "the later answer counts"
    rework.station.press("F10")
    assert rework.state.said.code is LineSaid.LABEL_RIGHT
    assert rework.state.station.progress.good == 1
    assert {row.left_q6 for row in rows(rework, MaterialLoad)} == {0}
    assert (linked(rework, 1), linked(rework, 2)) == (2, 1)
    rework.unit("26C0002")
    rework.screen.act("digit:5")
    rework.screen.act("digit:6")
    assert rework.screen.panel.answers()["replaced"] == "none"
    rework.station.press("F10")
    assert linked(rework, 2) == 1
    assert rework.state.replaced is None


def test_what_is_missing_is_scanned_while_the_question_stands(rework):
    rework.unit("26C0001")
    rework.screen.act("digit:4")
    rework.station.press("F10")
    assert rework.state.refusal.code == "MATERIAL_SHORT"
    rework.bench.stock("PH-26-0002", "PH-20", 1)
    rework.station.scan("PH-26-0002")
    assert rework.state.said.code is LineSaid.MATERIAL_IN
    assert rework.screen.panel.answers()["replaced"] == "1", "what was answered stays"
    rework.station.press("F10")
    assert rework.state.said.code is LineSaid.LABEL_RIGHT


def test_it_can_be_said_before_the_unit_is_scanned(rework):
    rework.open(LineForm.PIECES)
    rework.screen.panel.choose("kind", "scrap")
    rework.screen.panel.choose("replaced", "2")
    fill(rework, reason="still leaks")
    rework.station.press("F10")
    assert rework.state.said.code is LineSaid.NOW_SCAN_UNIT
    rework.unit("26C0001")
    assert rework.state.said.code is LineSaid.PIECES_OUT
    assert rework.state.station.progress.scrap == 1
    assert linked(rework, 1) == 2
