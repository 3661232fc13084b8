"""The plant's file is locked, read-only or full while a value is typed: it is kept, then stored."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from qtrace.services.outcomes import Refusal
from qtrace.ui.places import InspectionPlace
from tests.support.station import inspection_model

pytestmark = [pytest.mark.timeout(120), pytest.mark.expects_log("")]


@contextmanager
def _pragma(stage, wrong: str, right: str) -> Iterator[None]:
    """The writing connection gets a property that a disk or a file system would give it."""
    connection = stage.plant.database.engine.raw_connection()
    try:
        connection.cursor().execute(wrong)
    finally:
        connection.close()
    yield
    connection = stage.plant.database.engine.raw_connection()
    try:
        connection.cursor().execute(right)
    finally:
        connection.close()


@contextmanager
def _locked(stage) -> Iterator[None]:
    """Another program writes for a long time; the station waits less long than it would."""
    patience = _pragma(stage, "PRAGMA busy_timeout=300", "PRAGMA busy_timeout=30000")
    with closing(sqlite3.connect(stage.address, isolation_level=None)) as other, patience:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def _read_only(stage):
    return _pragma(stage, "PRAGMA query_only=ON", "PRAGMA query_only=OFF")


@contextmanager
def _full(stage) -> Iterator[None]:
    """Not one more page, and what is free has been used up."""
    with closing(sqlite3.connect(stage.address)) as other:
        pages = other.execute("PRAGMA page_count").fetchone()[0]
    with _pragma(stage, f"PRAGMA max_page_count={pages}", "PRAGMA max_page_count=1073741823"):
        yield


@pytest.mark.parametrize("trouble", [_locked, _read_only, _full], ids=["locked", "read", "full"])
def test_the_value_is_kept_and_the_next_save_works(stage, trouble):
    stage.sign_in("lin")
    lot_id, _lot = stage.lot_of("JPC25")
    stage.go(InspectionPlace(stage.inspection_of(lot_id)))
    model = inspection_model(stage)
    stage.driver.type("4.01\r")
    stored = sum(c.done for c in stage.sheet_of(lot_id).characteristics)
    assert stored == 1
    with trouble(stage):
        for value in ("4.02\r", "4.03\r", "4.00\r", "4.05\r", "4.04\r"):
            stage.driver.type(value)
            if model.reading.state.outbox.trouble is not None:
                break
        refusal = model.reading.state.outbox.trouble
        assert isinstance(refusal, Refusal), "the trouble is shown"
        kept = model.reading.unsaved
        assert kept >= 1
        stage.driver.until(lambda: "F5" in model_keys(stage), "F5 is offered")
    stage.driver.press("F5")
    stage.driver.until(lambda: model.reading.unsaved == 0, "the next save works")
    assert model.reading.state.outbox.trouble is None
    done = sum(c.done for c in stage.sheet_of(lot_id).characteristics)
    values = [cell.value for cell in stage.sheet_of(lot_id).cells]
    assert done == len(values) >= stored + kept
    assert values[:2] == ["4.01", "4.02"]


def model_keys(stage) -> str:
    """Keys that the action bar offers."""
    return " ".join(spec.key for spec in _specs(stage))


def _specs(stage):
    from qtrace.ui.widgets.buttons import KeyButton

    return [button.spec for button in stage.screen.findChildren(KeyButton) if button.isVisible()]
