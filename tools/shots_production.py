"""Pictures of the line station: lines, a start, a running operation, what is refused, panels."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QColor, QImage

from qtrace.ui.production.batches_screen import BatchesScreen
from qtrace.ui.production.history_screen import HistoryScreen
from qtrace.ui.production.line_screen import LineScreen
from qtrace.ui.production.line_state import LineForm, form_parts
from tools.shots_acts import (
    IsThere,
    ReachFn,
    Shot,
    as_person,
    in_turn,
    nav,
    press,
    screen,
    type_text,
)
from tools.shots_stage import Stage


def line_of(stage: Stage) -> LineScreen:
    """The line station in front."""
    assert isinstance(stage.screen, LineScreen)
    return stage.screen


def at(fits: Callable[[LineScreen], bool]) -> IsThere:
    """True on a line station that fits."""
    return lambda stage: isinstance(stage.screen, LineScreen) and fits(stage.screen)


def panel(form: LineForm) -> IsThere:
    """True while this panel is open."""
    return at(lambda screen: form_parts(screen.model.line.form)[0] is form)


def opening(form: LineForm, kind: str = "") -> ReachFn:
    """Open a panel; one about a check by the kind of the check."""

    def reach(stage: Stage) -> None:
        model = line_of(stage).model
        name = form.value
        if kind:
            checks = model.line.station.checks if model.line.station is not None else ()
            name = form.about(next(row.definition_id for row in checks if row.kind == kind))
        model.close()
        model.open(name)
        stage.driver.settle()

    return reach


def choosing(code: str) -> ReachFn:
    """Press a line of the list."""

    def reach(stage: Stage) -> None:
        screen = line_of(stage)
        screen.model.show_lines()
        stage.driver.settle()
        row = next(row for row in screen.model.line.lines if row.code == code)
        screen.model.choose(row.line_id)
        stage.driver.settle()

    return reach


def all_lines(stage: Stage) -> None:
    """The lines of the plant, whichever one the station remembers."""
    line_of(stage).model.show_lines()
    stage.driver.settle()


def held_material(stage: Stage) -> None:
    """Scan the lot that was held this morning."""
    station = line_of(stage).model.line.station
    assert station is not None
    stage.driver.scan(next(row.lot for row in station.materials if row.held is not None))
    stage.driver.settle()


def photo_of_line(stage: Stage) -> None:
    """Tick the checklist and keep a photo of the empty line from a file."""
    model = line_of(stage).model
    with TemporaryDirectory(prefix="qtrace-photo-") as folder:
        path = Path(folder) / "line.png"
        picture = QImage(320, 240, QImage.Format.Format_RGB32)
        picture.fill(QColor("#7a8a7a"))
        picture.save(str(path))
        model.photos.attach(str(path))
        stage.driver.settle()


def asked_how_much(stage: Stage) -> None:
    """Scan a lot without a bag, of which more lies there than is needed."""
    model = line_of(stage).model
    model.close()
    stage.driver.scan("L26-00004-7")
    stage.driver.settle()


def leftover(stage: Stage) -> None:
    """Open the panel of the first load that lies at the line."""
    model = line_of(stage).model
    rows = model.line.station.materials if model.line.station is not None else ()
    model.close()
    load = next(row.load_id for row in rows if row.load_id is not None)
    model.open(LineForm.LEFTOVER.about(load))
    stage.driver.settle()


def handing_over(stage: Stage) -> None:
    """Open the page of the shift."""
    model = line_of(stage).model
    model.close()
    model.open_handover()
    stage.driver.settle()


LINE = (
    Shot(
        "line-choose",
        in_turn(as_person("zhao"), nav("line"), all_lines),
        at(lambda screen: screen.model.line.station is None),
    ),
    Shot(
        "line-start",
        choosing("L3"),
        at(lambda screen: screen.model.line.is_picking),
        "line-choose",
    ),
    Shot(
        "line-not-cleared",
        in_turn(press("F2"), type_text("TQ-L3\r"), press("F10")),
        at(lambda screen: screen.model.line.refusal is not None),
        "line-start",
    ),
    Shot("line-clear", opening(LineForm.CLEAR), panel(LineForm.CLEAR), "line-not-cleared"),
    Shot(
        "line-clear-photo",
        in_turn(press("1", "2", "3", "4", "5", "6"), photo_of_line),
        panel(LineForm.CLEAR),
        "line-clear",
    ),
    Shot(
        "line-confirm",
        in_turn(press("F10"), opening(LineForm.CONFIRM_CLEARANCE)),
        panel(LineForm.CONFIRM_CLEARANCE),
        "line-clear-photo",
    ),
    Shot(
        "line-stopped",
        in_turn(press("Esc"), choosing("L1")),
        at(lambda screen: screen.band.spec.title != ""),
        "line-confirm",
    ),
    Shot(
        "line-running",
        choosing("L2"),
        at(lambda screen: screen.model.shown_run is not None),
        "line-stopped",
    ),
    Shot(
        "line-blocked",
        held_material,
        at(lambda screen: screen.model.line.refusal is not None),
        "line-running",
    ),
    Shot("line-past", opening(LineForm.PAST), panel(LineForm.PAST), "line-blocked"),
    Shot("line-menu", press("Esc", "Esc", "F7"), panel(LineForm.MENU), "line-past"),
    Shot("line-stop", opening(LineForm.STOP), panel(LineForm.STOP), "line-menu"),
    Shot("line-pieces", opening(LineForm.PIECES), panel(LineForm.PIECES), "line-stop"),
    Shot("line-part", opening(LineForm.PART), panel(LineForm.PART), "line-pieces"),
    Shot("line-how-much", asked_how_much, panel(LineForm.PART), "line-part"),
    Shot("line-leftover", leftover, panel(LineForm.LEFTOVER), "line-how-much"),
    Shot("line-checks", opening(LineForm.CHECKS), panel(LineForm.CHECKS), "line-leftover"),
    Shot("line-labels", opening(LineForm.LABELS), panel(LineForm.LABELS), "line-checks"),
    Shot(
        "line-check",
        opening(LineForm.CHECK, "parameter"),
        panel(LineForm.CHECK),
        "line-labels",
    ),
    Shot("line-type", in_turn(press("Esc"), press("F2")), panel(LineForm.CODE), "line-check"),
    Shot(
        "line-handover",
        handing_over,
        panel(LineForm.HANDOVER),
        "line-type",
    ),
    Shot(
        "line-call",
        press("Esc", "F6"),
        at(lambda screen: screen.model.line.form is None),
        "line-handover",
    ),
)

BATCHES = (
    Shot(
        "batches",
        in_turn(as_person("sun"), nav("batches")),
        lambda stage: isinstance(stage.screen, BatchesScreen),
    ),
    Shot("equipment", press("F7"), screen("EquipmentScreen"), "batches"),
    Shot("training", press("F7"), screen("TrainingScreen"), "equipment"),
    Shot("interlocks", press("F6"), screen("InterlocksScreen"), "training"),
    Shot(
        "batch-labels",
        in_turn(nav("batches"), press("F11")),
        screen("BatchLabelsScreen"),
        "interlocks",
    ),
    Shot("batch-labels-print", press("F7"), screen("BatchLabelsScreen"), "batch-labels"),
    Shot(
        "batch-history",
        in_turn(press("Esc"), nav("batches"), press("F9")),
        lambda stage: isinstance(stage.screen, HistoryScreen),
        "batch-labels-print",
    ),
    Shot(
        "batch-history-materials",
        press("Down", "Down", "Down"),
        lambda stage: isinstance(stage.screen, HistoryScreen),
        "batch-history",
    ),
)
