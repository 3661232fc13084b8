"""A station in a process of its own that is killed in the middle of an inspection.

Run as `python -m tests.scenarios.victim PLANT FOLDER`: takes readings of one lot and prints
`ACK n` as soon as the screen says that n readings are stored; then types on without waiting.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qtrace.scanning.qt_replay import type_keys
from qtrace.ui.places import InspectionPlace
from tests.support.station import good_values, inspection_model
from tools.shots_stage import Stage

LOT = "JPC25"
"""Pouches: a variable characteristic with a few pieces waits for its inspection."""
VALUES = good_values(5, "4.00", "0.11")


def main(plant: str, folder: str, sure: int) -> None:
    """Take `sure` readings one by one, then the rest without waiting for answers."""
    stage = Stage(Path(plant), Path(folder), copy=False)
    stage.sign_in("lin")
    stage.go(InspectionPlace(stage.inspection_of(stage.lot_of(LOT)[0])))
    model = inspection_model(stage)
    for number, value in enumerate(VALUES, start=1):
        type_keys(stage.shell, value + "\r")
        if number <= sure:
            stage.driver.until(lambda: model.reading.unsaved == 0, "stored")
            print(f"ACK {number}", flush=True)
    print("TYPED", flush=True)
    stage.driver.until(lambda: False, "killed by now")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
