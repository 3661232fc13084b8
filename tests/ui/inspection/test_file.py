"""Readings from a file on the screen: every wrong cell first, then the same commands; keys alone."""

import pytest

from qtrace.app.readings_import import check_file
from qtrace.domain.codes.internal import CommandCode
from qtrace.exchange.readings import write_csv
from qtrace.i18n import Language
from qtrace.ui.inspection.file_screen import FileScreen
from qtrace.ui.places import InspectionPlace, ReadingsFilePlace
from tests.support.inspections import MAJOR, by_aql, measured
from tests.ui.inspection.hands import Hands


class Page:
    """An inspection of 13 pieces, the page of its files, and a folder for them."""

    def __init__(self, stage, tmp_path):
        self.stage, self.folder = stage, tmp_path
        made = stage.made
        made.gauge("TG-011", "caliper")
        made.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1, gauge_type="caliper"),))
        made.known_source()
        _, self.inspection = made.receive()
        self.grid = stage.open(self.inspection)
        stage.bench.file_checker = check_file
        self.asked = []
        self.grid.wants.connect(self.asked.append)
        Hands(self.grid).key("Shift+F5")
        (place,) = self.asked
        assert place == ReadingsFilePlace(self.inspection)
        self.screen = FileScreen(stage.bench, place)
        self.screen.opened()
        self.screen.wants.connect(self.asked.append)
        stage.screens.append(self.screen)

    def file(self, *changes):
        number = self.stage.made.sheet(self.inspection).number
        rows = [
            {"inspection": number, "characteristic": "1", "piece": str(piece), "value": "12.03",
             "gauge": "TG-011"} | change
            for piece, change in enumerate(changes, start=1)
        ]  # fmt: skip
        path = self.folder / "readings.csv"
        path.write_bytes(write_csv(rows))
        return str(path)

    def name(self, path):
        self.screen.form.path.set_text(path)
        self.screen.form.path.submitted.emit()

    def key(self, name):
        self.screen.act(self.screen.keys()[name])

    def cells(self):
        return [(c.piece, c.value) for c in self.stage.made.sheet(self.inspection).cells]


@pytest.fixture
def page(make_scene, tmp_path):
    return Page(make_scene(), tmp_path)


def test_a_right_file_is_shown_and_recorded_with_two_keys(page):
    page.name(page.file({}, {"value": "12.05"}))
    state = page.screen.model.state
    assert (len(state.rows), state.faults, page.cells()) == (2, (), [])
    assert page.screen.panel._left.text() == "2 readings"
    page.key("F10")
    assert page.cells() == [(1, "12.03"), (2, "12.05")]
    assert page.screen.model.state.is_done
    page.key("F10")
    assert page.asked[-1] == InspectionPlace(page.inspection)


def test_every_wrong_cell_is_named_and_nothing_is_recorded(page):
    page.name(page.file({}, {"piece": "99"}, {"gauge": "XX"}, {"value": "120.3"}))
    state = page.screen.model.state
    assert [(fault.cell, fault.code) for fault in state.faults] == [
        ("C3", "NO_SUCH_CELL"), ("E4", "NOT_KNOWN"), ("D5", "READING_ASK"),
    ]  # fmt: skip
    page.key("F10")
    assert page.cells() == []
    page.name(page.file({}))
    assert page.screen.model.state.faults == ()


def test_another_name_is_checked_before_anything_is_recorded(page):
    page.name(page.file({}))
    page.screen.form.path.set_text(str(page.folder / "nothing.csv"))
    page.key("F10")
    (fault,) = page.screen.model.state.faults
    assert (fault.code, page.cells()) == ("PHOTO_UNREADABLE", [])


def test_what_the_service_refuses_is_named_and_what_was_before_stays(page):
    path = page.file({}, {})
    page.name(path)
    characteristic = page.stage.made.sheet(page.inspection).characteristics[0]
    gauge = characteristic.gauges[0].gauge_id
    page.stage.made.read(
        page.inspection, characteristic.characteristic_id, 2, "12.01", gauge_id=gauge
    )
    assert page.screen.command(CommandCode.YES)
    state = page.screen.model.state
    assert (state.recorded, [fault.code for fault in state.faults]) == (1, ["READING_EXISTS"])
    assert sorted(page.cells()) == [(1, "12.03"), (2, "12.01")]


def test_the_page_speaks_chinese_and_walks_by_keys(make_scene, tmp_path):
    page = Page(make_scene(language=Language.ZH_CN), tmp_path)
    page.name(page.file({}, {}, {}))
    for name in ("Down", "PageDown", "Up", "PageUp"):
        page.screen.act(page.screen.typing_keys()[name])
    page.key("F5")
    assert page.screen.form.buttons[-1].spec.text == "录入 3 个读数"
    page.key("Esc")
    assert page.asked[-1] == InspectionPlace(page.inspection)
