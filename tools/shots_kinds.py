"""Pictures of characteristics of every kind, with the drawing of the part beside them."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen

from qtrace.app.demo.chamber import DRAWING
from qtrace.reference import read_bytes
from qtrace.scanning.fake import ReplayPhotographer
from qtrace.ui.catalogue.approvals_model import ApprovalsModel
from qtrace.ui.catalogue.picture_model import PictureModel
from qtrace.ui.inspection.inspection_model import InspectionModel, Page
from qtrace.ui.inspection.panel_desk import PanelKind
from tools.shots_acts import (
    ReachFn,
    Shot,
    as_person,
    camera_off,
    containers,
    in_turn,
    inspecting,
    inspection,
    nav,
    press,
    scan,
    screen,
    type_text,
    values,
)
from tools.shots_stage import Stage

CHAMBER = "RC8H59"
GRID = inspecting(Page.GRID)


def front(number: int) -> ReachFn:
    """Bring the characteristic with this number to the front, as a press on its balloon does."""

    def act(stage: Stage) -> None:
        model = stage.screen.model
        assert isinstance(model, InspectionModel)
        model.show_number(str(number))
        stage.driver.settle()

    return act


def photo(stage: Stage) -> None:
    """The camera shows a part: a ring on a table."""
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    image.fill(QColor("#8a9aa5"))
    painter = QPainter(image)
    painter.setPen(QPen(QColor("#dfe7ea"), 70))
    painter.drawEllipse(330, 180, 540, 540)
    painter.setPen(QPen(QColor("#5a6a73"), 4))
    painter.drawLine(600, 130, 600, 770)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"JPG")).write(image)
    stage.bench.photographer = ReplayPhotographer(bytes(data.data()))
    stage.bench.camera_changed.emit()


def plan_draft(stage: Stage) -> None:
    """Choose the plan that waits among the approvals."""
    model = stage.screen.model
    assert isinstance(model, ApprovalsModel)
    model.choose(next(row.revision_id for row in model.state.rows if row.sheet is not None))
    stage.driver.settle()


def drawing_of_file(stage: Stage) -> None:
    """Read a drawing and place three balloons."""
    model = stage.screen.model
    assert isinstance(model, PictureModel)
    with TemporaryDirectory(prefix="qtrace-drawing-") as folder:
        path = Path(folder) / "SR-12-C.png"
        path.write_bytes(read_bytes(DRAWING))
        model.load(str(path))
        stage.driver.settle()
    for x, y in ((0.58, 0.20), (0.31, 0.52), (0.71, 0.53)):
        model.place(x, y)
    stage.driver.settle()


KINDS = (
    Shot(
        "kinds-variable",
        in_turn(
            as_person("lin"),
            containers(CHAMBER, 8),
            inspection(CHAMBER),
            scan("GA-VM-002"),
            values("2.602"),
        ),
        GRID,
    ),
    Shot(
        "kinds-formula",
        in_turn(front(3), values("15.02", "15.00"), front(4), values("13.04", "13.22"), front(5)),
        GRID,
        "kinds-variable",
    ),
    Shot("kinds-choice", in_turn(front(6), press("1", "3")), GRID, "kinds-formula"),
    Shot("kinds-text", in_turn(front(7), values("K-07"), type_text("K-1")), GRID, "kinds-choice"),
    Shot(
        "kinds-photo",
        in_turn(front(8), press("Enter"), photo, press("F10")),
        inspecting(Page.GRID, PanelKind.JUDGED_PHOTO),
        "kinds-text",
    ),
    Shot("kinds-judged", in_turn(press("Enter"), camera_off), GRID, "kinds-photo"),
    Shot(
        "kinds-drawing",
        press("Shift+F3"),
        inspecting(Page.GRID, PanelKind.DRAWING),
        "kinds-judged",
    ),
    Shot(
        "drawing-of-a-draft",
        in_turn(as_person("wang"), nav("approvals"), plan_draft, press("F3"), drawing_of_file),
        screen("PictureScreen"),
    ),
)
