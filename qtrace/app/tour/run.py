"""Runs the tour on a throw-away demo plant and keeps pictures, labels and reports."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qtrace.app.bootstrap import OpenPlant, open_plant
from qtrace.app.config import Settings
from qtrace.app.demo.build import build_demo
from qtrace.app.executor import QtExecutor
from qtrace.app.opening import prepare_application
from qtrace.app.print_desk import PrintOutlet
from qtrace.app.printing_jobs import DrawnLabels, LabelFormat, draw_labels
from qtrace.app.tour.driver import Driver
from qtrace.app.tour.script import Tour, TourLot
from qtrace.app.tour.tracking import TrackingExecutor
from qtrace.app.window import Workstation, symbol_reader
from qtrace.printing.transports import FilePrinter
from qtrace.services.documents.issued import document_bytes, documents_of, print_jobs

PLANT_FILE = "tour.qtrace"


@dataclass(frozen=True, slots=True)
class TourResult:
    """What the tour leaves behind.

    Attributes:
        steps: what was done, in words.
        pictures: screenshots of the real window.
        papers: labels and reports.
        scans, keys: how many were sent through the real scan path.
        seconds: wall time, building of the plant included.
    """

    steps: tuple[str, ...]
    pictures: tuple[Path, ...]
    papers: tuple[Path, ...]
    scans: int
    keys: int
    seconds: float


def run_tour(folder: Path, settings: Settings, report: Callable[[str], None]) -> TourResult:
    """Build a plant, drive the window through two lots, keep what came of it in `folder`."""
    began = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("*.png"), *folder.glob("*.pdf"), *folder.glob("*.zpl")):
        old.unlink()
    app = prepare_application(settings)
    with tempfile.TemporaryDirectory(prefix="qtrace-tour-") as place:
        path = Path(place) / PLANT_FILE
        report("building a throw-away demo plant …")
        build_demo(str(path))
        plant = open_plant(str(path), "")
        inner = QtExecutor()
        executor = TrackingExecutor(inner)
        printer = FilePrinter(Path(place) / "prints", ".pdf")
        outlet = PrintOutlet(printer, LabelFormat.PDF, printer, "tour")
        station = Workstation(plant, settings, executor, outlet=lambda: outlet)
        driver = Driver(station.shell, executor, folder)
        try:
            station.shell.show()
            driver.settle()
            tour = Tour(station, plant.workbench, driver)
            lots = tour.run()
            driver.until(lambda: _all_stored(plant, lots), "documents are not drawn")
            papers = _papers(plant, lots, folder)
        finally:
            inner.stop(10.0)
            station.close()
            station.shell.close()
            app.processEvents()
    seconds = time.monotonic() - began
    return TourResult(
        tuple(tour.done), tuple(driver.pictures), papers, driver.scans, driver.keys, seconds
    )


def _all_stored(plant: OpenPlant, lots: tuple[TourLot, ...]) -> bool:
    documents = [plant.workbench.ask(documents_of, lot.lot_id) for lot in lots]
    return all(found and found[0].has_file for found in documents)


def _papers(plant: OpenPlant, lots: tuple[TourLot, ...], folder: Path) -> tuple[Path, ...]:
    """The stored reports and the labels as they were printed."""
    written: list[Path] = []
    bench = plant.workbench
    jobs = bench.ask(print_jobs, ("printed", "waiting", "failed"))
    for lot in lots:
        document = bench.ask(documents_of, lot.lot_id)[0]
        content = bench.ask(document_bytes, document.document_id)
        if content is not None:
            written.append(folder / f"report-{lot.verdict}-{document.number}.pdf")
            written[-1].write_bytes(content)
        status = "released" if lot.verdict == "accepted" else "rejected"
        job = next(j for j in jobs if j.lot_id == lot.lot_id and j.label_status == status)
        for form in LabelFormat:
            drawn = draw_labels(bench, job.job_id, symbol_reader(), form)
            if isinstance(drawn, DrawnLabels):
                written.append(folder / f"label-{status}-{lot.lot}.{form.value}")
                written[-1].write_bytes(drawn.content)
    return tuple(written)
