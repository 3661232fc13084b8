"""One plant for all tests of the lot page; a test that changes a lot uses one of its own."""

import shutil
from pathlib import Path

import pytest

from qtrace.domain.items import LabelStatus
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.profiles import TOUCH
from qtrace.ui.theme.tokens import LIGHT
from tests.ui.items.lots import LotPlant, add_history, make_lots


@pytest.fixture(scope="module")
def plant(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> LotPlant:
    """Lots of one part and site: a history with two rejected ones, then those of the pictures."""
    path = tmp_path_factory.mktemp("lots") / "plant.qtrace"
    shutil.copyfile(sqlite_template, path)
    made = make_lots(f"sqlite:///{path.as_posix()}")
    add_history(made, [0, 1, 2, 0, 3])
    made.receive("released")
    made.label("released", LabelStatus.QUARANTINE, range(1, 13))
    made.inspect("released")
    made.label("released", LabelStatus.RELEASED, range(1, 13))
    made.receive("rejected", pieces=800, bags=8)
    made.inspect("rejected", (4, 7))
    made.label("rejected", LabelStatus.REJECTED, (1, 2, 3))
    made.receive("waiting", papers=("test_report",))
    made.label("waiting", LabelStatus.QUARANTINE, range(1, 6))
    return made


@pytest.fixture(autouse=True)
def look(qapp):
    """The theme of stations; nothing is cut off anywhere."""
    apply_theme(qapp, LIGHT, TOUCH)
    elided.clear()
    yield
    apply_theme(qapp, LIGHT, TOUCH)
