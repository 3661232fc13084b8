"""kill -9 in the middle of an inspection: acknowledged readings lost 0; scanning resumes."""

import shutil
import subprocess
import sys

import pytest

from qtrace.ui.inspection.inspection_model import Page
from tests.scenarios.victim import LOT, VALUES
from tests.support.station import inspection_model

pytestmark = pytest.mark.timeout(120)


@pytest.mark.parametrize(("sure", "last"), [(3, "ACK 3"), (2, "TYPED")])
def test_acknowledged_readings_survive_and_the_lot_resumes(demo, new_stage, tmp_path, sure, last):
    plant = tmp_path / "killed.qtrace"
    shutil.copyfile(demo, plant)
    command = [sys.executable, "-m", "tests.scenarios.victim", str(plant), str(tmp_path), str(sure)]
    victim = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        said = []
        for line in victim.stdout:
            said.append(line.strip())
            if said[-1] == last:
                break
    finally:
        victim.kill()
        victim.wait()
        victim.stdout.close()
    assert f"ACK {sure}" in said
    stage = new_stage(plant)
    stage.sign_in("lin")
    stage.queue()
    lot_id, lot = stage.lot_of(LOT)
    stage.driver.scan(lot)
    model = inspection_model(stage)
    assert model.page is Page.GRID
    stored = [cell.value for cell in stage.sheet_of(lot_id).cells]
    assert len(stored) >= sure, "an acknowledged reading was lost"
    assert stored == VALUES[: len(stored)], "in order, none twice"
    measured = stage.sheet_of(lot_id).characteristics[0]
    cursor = model.reading.state.cursor
    if len(stored) < measured.n:
        assert cursor == (measured.characteristic_id, len(stored) + 1)
        stage.driver.type("4.07\r")
        assert len(stage.sheet_of(lot_id).cells) == len(stored) + 1
