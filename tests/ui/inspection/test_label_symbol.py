"""The label on the decision page carries what the printed label will carry."""

import json

import zxingcpp
from PySide6.QtGui import QImage

from qtrace.app.printing_jobs import symbol_rows
from qtrace.services.documents.issued import print_jobs
from qtrace.services.labels.texts import label_code, label_texts
from qtrace.ui.inspection.inspection_model import Page
from tests.ui.inspection.scenes import LIN
from tests.ui.inspection.test_ways import opened, sign


def decoded(widget) -> list[str]:
    """What a reader finds in the picture of the widget."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(picture.constBits()).cast("B", (picture.height(), picture.bytesPerLine()))
    return [found.text for found in zxingcpp.read_barcodes(pixels)]


def shown(screen, page) -> None:
    screen.resize(1350, 688)
    screen.show()
    page.labels.ensurePolished()


def test_the_symbol_on_the_screen_decodes_to_what_the_label_prints(make_scene, qapp) -> None:
    stage = make_scene()
    stage.bench.artist = symbol_rows
    screen, hands = opened(stage, "inspect")
    hands.key("F10")
    assert screen.model.page is Page.DECIDE
    shown(screen, screen.decide)
    (promised,) = decoded(screen.decide.labels)
    sign(hands, LIN)
    assert screen.model.page is Page.DECIDED
    qapp.processEvents()
    (after,) = decoded(screen.decided.labels)
    plant = stage.made.plant.bench
    job = next(job for job in plant.ask(print_jobs) if job.label_status == "released")
    first = json.loads(plant.ask(label_texts, job.job_id)[0])
    assert promised == after == first["code"]
    assert promised.endswith("R")
    screen.hide()


def test_a_container_that_is_not_there_has_no_symbol(make_scene) -> None:
    stage = make_scene()
    screen, _ = opened(stage, "inspect")
    lot_id = screen.model.keeper.sheet.lot.lot_id
    ask = stage.made.plant.bench.ask
    assert ask(label_code, lot_id, 99, "released") is None
    assert ask(label_code, 1, 1, "released") is None
    assert symbol_rows(ask(label_code, lot_id, 1, "released"))
    drawn: list[tuple[str, ...]] = []
    stage.bench.draw_symbol(label_code, drawn.append, 1, 1, "released")
    stage.bench.draw_symbol(label_code, drawn.append, lot_id, 1, "released")
    assert drawn == [(), ()]  # no such lot; nobody draws at this bench
