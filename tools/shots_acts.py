"""What a shot is, and the small acts and looks that the list of shots is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QColor, QImage, QPainter, QPen

from qtrace.app.demo.deliveries import order_number
from qtrace.domain.codes.internal import (
    CommandCode,
    LabelMark,
    format_command,
    format_container,
)
from qtrace.ports import DeviceHeard
from qtrace.scanning.fake import ReplayPhotographer
from qtrace.services.receiving.queue import QueueFilter, QueueState, receiving_queue
from qtrace.ui.holds.place_screen import PlaceScreen
from qtrace.ui.inspection.file_screen import FileScreen
from qtrace.ui.inspection.inspection_model import InspectionModel, Page
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.people.sign_in_model import SignInModel
from qtrace.ui.people.sign_in_state import SignInStep
from qtrace.ui.places import InspectionPlace, LotPlace
from qtrace.ui.receiving.receive_model import ReceiveModel
from qtrace.ui.receiving.receive_state import Form, Phase
from qtrace.ui.stations.devices_model import DevicesModel
from qtrace.ui.widgets.buttons import KeyButton
from qtrace.ui.widgets.containers import TileFace
from qtrace.ui.widgets.desk import Desk
from qtrace.ui.widgets.fields import ChoiceField, TextField
from qtrace.ui.widgets.tabs import TabFace
from tools.shots_server import ShownServer
from tools.shots_stage import Stage

ReachFn = Callable[[Stage], None]
IsThere = Callable[[Stage], bool]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture.

    Attributes:
        name: of the file.
        reach: what to do with a station that stands where `after` ends, or at sign-in.
        there: True if the station shows what the picture is to show.
        after: name of the shot that this one goes on from, or "".
    """

    name: str
    reach: ReachFn
    there: IsThere
    after: str = ""


# --- where the station is ---------------------------------------------------------------------


def sign_in_step(step: SignInStep, *, refused: bool = False) -> IsThere:
    """The sign-in page asks for this step."""

    def there(stage: Stage) -> bool:
        model = stage.screen.model
        if not isinstance(model, SignInModel):
            return False
        return model.state.step is step and (model.state.refusal is not None) is refused

    return there


def screen(name: str) -> IsThere:
    """A screen of this class is in front."""
    return lambda stage: type(stage.screen).__name__ == name


def receiving(phase: Phase, form: Form = Form.NONE) -> IsThere:
    """The receive screen is in this phase."""

    def there(stage: Stage) -> bool:
        model = stage.screen.model
        if not isinstance(model, ReceiveModel):
            return False
        return model.state.phase is phase and model.state.form is form

    return there


def inspecting(page: Page, panel: PanelKind = PanelKind.NONE) -> IsThere:
    """The inspection screen shows this page and panel."""

    def there(stage: Stage) -> bool:
        model = stage.screen.model
        if not isinstance(model, InspectionModel):
            return False
        return model.page is page and model.panel.state.kind is panel

    return there


# --- small acts -------------------------------------------------------------------------------


def nothing(_stage: Stage) -> None:
    """The station stands there already."""
    return


def press(*keys: str) -> ReachFn:
    """Press keys one after another."""

    def act(stage: Stage) -> None:
        for key in keys:
            stage.driver.press(key)

    return act


def type_text(text: str) -> ReachFn:
    """Type by hand."""
    return lambda stage: stage.driver.type(text)


def order(number: int) -> ReachFn:
    """Type the number of one of this year's orders."""
    return lambda stage: stage.driver.type(order_number(stage.today, number))


def scan(text: str) -> ReachFn:
    """Scan a text."""
    return lambda stage: stage.driver.scan(text)


def nav(entry: str) -> ReachFn:
    """Press an entry of the side bar."""
    return lambda stage: stage.nav(entry)


def in_turn(*acts: ReachFn) -> ReachFn:
    """One act after another."""

    def act(stage: Stage) -> None:
        for one in acts:
            one(stage)

    return act


def as_person(login: str) -> ReachFn:
    """Sign in and go to the queue: unfinished work of one's own would open by itself."""

    def act(stage: Stage) -> None:
        stage.sign_in(login)
        stage.queue()

    return act


def badge(login: str) -> ReachFn:
    """Scan a badge."""
    return lambda stage: stage.badge(login)


def pin(login: str) -> ReachFn:
    """Type a PIN and confirm it."""
    return lambda stage: stage.pin(login)


def deliver(number: str) -> ReachFn:
    """Scan the label of a waiting delivery."""
    return lambda stage: stage.deliver(number)


def containers(supplier_lot: str, first: int = 1, last: int | None = None) -> ReachFn:
    """Scan the new labels of a lot's containers."""
    return lambda stage: stage.scan_containers(stage.lot_of(supplier_lot)[0], first, last)


def old_label(supplier_lot: str, index: int) -> ReachFn:
    """Scan a container label that shows quarantine."""

    def act(stage: Stage) -> None:
        lot = stage.lot_of(supplier_lot)[1]
        stage.driver.scan(format_container(lot, index, LabelMark.QUARANTINE))

    return act


def command(code: CommandCode) -> ReachFn:
    """Scan a command barcode."""
    return scan(format_command(code))


def inspection(supplier_lot: str) -> ReachFn:
    """Open a lot's inspection."""

    def act(stage: Stage) -> None:
        stage.go(InspectionPlace(stage.inspection_of(stage.lot_of(supplier_lot)[0])))

    return act


def values(*texts: str) -> ReachFn:
    """Type readings, each with Enter, as fast as the station takes them."""
    return type_text("".join(f"{text}\r" for text in texts))


def rest(supplier_lot: str, *good: str) -> ReachFn:
    """Fill what is left of the characteristic in front with good values, in turn."""

    def act(stage: Stage) -> None:
        model = stage.screen.model
        assert isinstance(model, InspectionModel)
        front = model.reading.state.characteristic_id
        sheet = stage.sheet_of(stage.lot_of(supplier_lot)[0])
        own = next(c for c in sheet.characteristics if c.characteristic_id == front)
        values(*islice(cycle(good), own.n - own.done))(stage)

    return act


def lot_page(supplier_lot: str) -> ReachFn:
    """Open the page of a lot."""
    return lambda stage: stage.go(LotPlace(stage.lot_of(supplier_lot)[0]))


def label_all(stage: Stage) -> None:
    """Scan every label that waits, so that a tile of the queue is empty."""
    for row in stage.plant.workbench.ask(receiving_queue, QueueFilter.TO_LABEL):
        if row.state is QueueState.TO_LABEL and row.lot_id is not None:
            stage.queue()
            stage.driver.scan(row.text)
            stage.scan_containers(row.lot_id)
    stage.queue()


def whole_lot(stage: Stage) -> None:
    """Open the page of the lot that was divided a moment ago."""
    rows = stage.plant.workbench.ask(receiving_queue, QueueFilter.ALL)
    whole = next(row.whole for row in rows if row.whole is not None)
    stage.go(LotPlace(whole.lot_id))


def wrong_file(stage: Stage) -> None:
    """Check a file of readings in which some cells are wrong."""
    page = stage.screen
    assert isinstance(page, FileScreen), "the shot before opened it"
    lines = ["inspection,characteristic,piece,value,gauge", "IR-26-9999,1,1,12.03,TG-011"]
    lines += ["IR-26-9999,3,7,12.O3,TG-011", ",3,8,12.04,TG-011", "IR-26-9999,x,9,12.04,TG-011"]
    with TemporaryDirectory(prefix="qtrace-readings-") as folder:
        path = Path(folder) / "readings.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        page.form.path.set_text(str(path))
        page.act("check")
        stage.driver.settle()


def photo_of_reading(stage: Stage) -> None:
    """Attach a picture of rings to the reading in front, from a file."""
    model = stage.screen.model
    assert isinstance(model, InspectionModel)
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    image.fill(QColor("#8a9aa5"))
    painter = QPainter(image)
    for width in (90, 40):
        painter.setPen(QPen(QColor("#2b3a42"), width))
        painter.drawEllipse(250 + width, 100 + width, 700 - 2 * width, 700 - 2 * width)
    painter.end()
    with TemporaryDirectory(prefix="qtrace-photo-") as folder:
        path = Path(folder) / "IMG_0412.JPG"
        image.save(str(path))
        model.photo.attach_file(str(path))
        stage.driver.settle()


def camera_on(stage: Stage) -> None:
    """The station's camera shows pictures, as far as the screen in front knows."""
    stage.bench.photographer = ReplayPhotographer()
    stage.bench.camera_changed.emit()


def camera_off(stage: Stage) -> None:
    """The camera is closed again."""
    stage.bench.photographer = None
    stage.bench.camera_changed.emit()


def sent(device: str, data: bytes, fault: str = "") -> ReachFn:
    """A device sends a frame while its page is open."""

    def act(stage: Stage) -> None:
        model = stage.screen.model
        assert isinstance(model, DevicesModel)
        model.hear(DeviceHeard(device, data, fault))

    return act


def reprint(stage: Stage) -> None:
    """Press the first container tile."""
    stage.press_button(TileFace, lambda _button: True)


def records(stage: Stage) -> None:
    """Press the tab of the records."""
    stage.press_button(TabFace, lambda button: "record" in str(button.value))


def desk(action: str) -> ReachFn:
    """Press a button of a desk's page by its action."""
    return lambda stage: stage.press_button(KeyButton, lambda button: button.value == action)


def answer(**fields: str) -> ReachFn:
    """Fill fields of the open form of a desk; choices by their value."""

    def act(stage: Stage) -> None:
        assert isinstance(stage.screen, Desk)
        assert stage.screen.form is not None
        for name, text in fields.items():
            field = stage.screen.form.fields[name]
            if isinstance(field, ChoiceField):
                field.choose((text,))
            else:
                assert isinstance(field, TextField)
                field.set_text(text)
        stage.driver.settle()

    return act


def plant_server(stage: Stage) -> None:
    """The pages find a server."""
    stage.bench.connector = ShownServer()


def hold_of(supplier_lot: str, reason: str) -> ReachFn:
    """Scan the first container of a lot on the page that places holds, and type a reason."""

    def act(stage: Stage) -> None:
        lot = stage.lot_of(supplier_lot)[1]
        stage.driver.scan(format_container(lot, 1, LabelMark.RELEASED))
        stage.driver.press(reason)

    return act


def tile(name: str) -> ReachFn:
    """Press a tile of the scope of a hold."""

    def act(stage: Stage) -> None:
        assert isinstance(stage.screen, PlaceScreen)
        stage.screen.what.chosen.emit(name)
        stage.driver.settle()

    return act
