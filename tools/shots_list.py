"""Every screen that is photographed, as data: its name, how to get there, how to know it is there.

A shot with `after` goes on from where that shot stands; one without begins at the sign-in page of a
fresh copy of the demo plant.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice

from qtrace.app.demo.deliveries import order_number
from qtrace.app.demo.people import BY_LOGIN
from qtrace.domain.codes.internal import (
    CommandCode,
    LabelMark,
    format_command,
    format_container,
    format_gauge,
    format_location,
)
from qtrace.services.receiving_queue import QueueFilter, QueueState, receiving_queue
from qtrace.ui.inspection.inspection_model import InspectionModel, Page
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.people.sign_in_model import SignInModel
from qtrace.ui.people.sign_in_state import SignInStep
from qtrace.ui.places import InspectionPlace, LotPlace, QueuePlace
from qtrace.ui.receiving.receive_model import ReceiveModel
from qtrace.ui.receiving.receive_state import Form, Phase
from qtrace.ui.widgets.containers import TileFace
from qtrace.ui.widgets.tabs import TabFace
from tools.shots_stage import Stage

ReachFn = Callable[[Stage], None]
IsThere = Callable[[Stage], bool]

SEALS, LUERS = "HM-20455", "RC-61187"
SEAL_LOT, LUER_LOT = "7F42", "RLD32"
WRONG_PIN = "000000"


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


def _step(step: SignInStep, *, refused: bool = False) -> IsThere:
    def there(stage: Stage) -> bool:
        model = stage.screen.model
        if not isinstance(model, SignInModel):
            return False
        return model.state.step is step and (model.state.refusal is not None) is refused

    return there


def _screen(name: str) -> IsThere:
    return lambda stage: type(stage.screen).__name__ == name


def _receive(phase: Phase, form: Form = Form.NONE) -> IsThere:
    def there(stage: Stage) -> bool:
        model = stage.screen.model
        if not isinstance(model, ReceiveModel):
            return False
        return model.state.phase is phase and model.state.form is form

    return there


def _inspect(page: Page, panel: PanelKind = PanelKind.NONE) -> IsThere:
    def there(stage: Stage) -> bool:
        model = stage.screen.model
        if not isinstance(model, InspectionModel):
            return False
        return model.page is page and model.panel.state.kind is panel

    return there


# --- small acts -------------------------------------------------------------------------------


def _nothing(_stage: Stage) -> None:
    return


def _press(*keys: str) -> ReachFn:
    def act(stage: Stage) -> None:
        for key in keys:
            stage.driver.press(key)

    return act


def _type(text: str) -> ReachFn:
    return lambda stage: stage.driver.type(text)


def _order(number: int) -> ReachFn:
    return lambda stage: stage.driver.type(order_number(stage.today, number))


def _scan(text: str) -> ReachFn:
    return lambda stage: stage.driver.scan(text)


def _nav(entry: str) -> ReachFn:
    return lambda stage: stage.nav(entry)


def _in_turn(*acts: ReachFn) -> ReachFn:
    def act(stage: Stage) -> None:
        for one in acts:
            one(stage)

    return act


def _as(login: str) -> ReachFn:
    """Sign in and go to the queue: unfinished work of one's own would open by itself."""

    def act(stage: Stage) -> None:
        stage.sign_in(login)
        stage.queue()

    return act


def _badge(login: str) -> ReachFn:
    return lambda stage: stage.badge(login)


def _pin(login: str) -> ReachFn:
    return lambda stage: stage.pin(login)


def _deliver(number: str) -> ReachFn:
    return lambda stage: stage.deliver(number)


def _containers(supplier_lot: str, first: int = 1, last: int | None = None) -> ReachFn:
    return lambda stage: stage.scan_containers(stage.lot_of(supplier_lot)[0], first, last)


def _old_label(supplier_lot: str, index: int) -> ReachFn:
    def act(stage: Stage) -> None:
        lot = stage.lot_of(supplier_lot)[1]
        stage.driver.scan(format_container(lot, index, LabelMark.QUARANTINE))

    return act


def _command(code: CommandCode) -> ReachFn:
    return _scan(format_command(code))


def _inspection(supplier_lot: str) -> ReachFn:
    def act(stage: Stage) -> None:
        stage.go(InspectionPlace(stage.inspection_of(stage.lot_of(supplier_lot)[0])))

    return act


def _values(*values: str) -> ReachFn:
    def act(stage: Stage) -> None:
        for value in values:
            stage.driver.type(value + "\r")

    return act


def _rest(supplier_lot: str, *good: str) -> ReachFn:
    """Fill what is left of the characteristic in front with good values, in turn."""

    def act(stage: Stage) -> None:
        model = stage.screen.model
        assert isinstance(model, InspectionModel)
        front = model.reading.state.characteristic_id
        sheet = stage.sheet_of(stage.lot_of(supplier_lot)[0])
        own = next(c for c in sheet.characteristics if c.characteristic_id == front)
        _values(*islice(cycle(good), own.n - own.done))(stage)

    return act


def _lot(supplier_lot: str) -> ReachFn:
    return lambda stage: stage.go(LotPlace(stage.lot_of(supplier_lot)[0]))


def _label_all(stage: Stage) -> None:
    """Scan every label that waits, so that a tile of the queue is empty."""
    for row in stage.plant.workbench.ask(receiving_queue, QueueFilter.TO_LABEL):
        if row.state is QueueState.TO_LABEL and row.lot_id is not None:
            stage.queue()
            stage.driver.scan(row.text)
            stage.scan_containers(row.lot_id)
    stage.queue()


def _reprint(stage: Stage) -> None:
    stage.press_button(TileFace, lambda _button: True)


def _records(stage: Stage) -> None:
    stage.press_button(TabFace, lambda button: "record" in str(button.value))


# --- the list ---------------------------------------------------------------------------------

SIGN_IN = (
    Shot("sign-in", _nothing, _step(SignInStep.BADGE)),
    Shot("sign-in-pin", _in_turn(_badge("lin"), _type("246")), _step(SignInStep.PIN), "sign-in"),
    Shot(
        "sign-in-wrong-pin",
        _in_turn(_press("Esc"), _badge("lin"), _type(WRONG_PIN + "\r")),
        _step(SignInStep.PIN, refused=True),
        "sign-in-pin",
    ),
    Shot(
        "sign-in-locked-out",
        _in_turn(*[_type(WRONG_PIN + "\r")] * 4),
        _step(SignInStep.PIN, refused=True),
        "sign-in-wrong-pin",
    ),
    Shot("sign-in-name", _in_turn(_press("F2"), _type("zhou\tharbour")), _step(SignInStep.NAME)),
    Shot(
        "station-locked",
        _in_turn(_as("lin"), _deliver(SEALS), lambda stage: stage.leave_idle()),
        _step(SignInStep.BADGE),
    ),
    Shot(
        "other-person",
        _in_turn(_as("lin"), _deliver(SEALS), _badge("zhou")),
        _step(SignInStep.PIN),
    ),
)

QUEUE = (
    Shot("inspect-resumed", lambda stage: stage.sign_in("lin"), _inspect(Page.GRID)),
    Shot("queue", _press("Alt+1"), _screen("QueueScreen"), "inspect-resumed"),
    Shot(
        "queue-type-code",
        _in_turn(_press("F2"), _type("PO-26-99")),
        _screen("QueueScreen"),
        "queue",
    ),
    Shot(
        "queue-unknown-code",
        _in_turn(_press("Esc"), _scan("NB-TUBE 4MM/0926")),
        _screen("QueueScreen"),
        "queue-type-code",
    ),
    Shot(
        "queue-to-review",
        lambda stage: stage.go(QueuePlace("to_review")),
        _screen("QueueScreen"),
        "queue-unknown-code",
    ),
    Shot(
        "queue-empty-tile",
        _in_turn(_label_all, lambda stage: stage.go(QueuePlace("to_label"))),
        _screen("QueueScreen"),
        "queue-to-review",
    ),
)

RECEIVE = (
    Shot("receive-nothing", _in_turn(_as("lin"), _nav("receive")), _receive(Phase.EMPTY)),
    Shot("receive-in-order", _deliver(LUERS), _receive(Phase.CHECK), "receive-nothing"),
    Shot("receive-quantity", _type("480"), _receive(Phase.CHECK), "receive-in-order"),
    Shot(
        "receive-certificate-missing",
        _in_turn(_press("Esc"), _deliver(SEALS)),
        _receive(Phase.CHECK),
        "receive-quantity",
    ),
    Shot(
        "receive-add-paper",
        _in_turn(_press("F3"), _type("MC-2604")),
        _receive(Phase.CHECK, Form.PAPER),
        "receive-certificate-missing",
    ),
    Shot(
        "receive-type-goods",
        _press("Esc", "F2"),
        _receive(Phase.CHECK, Form.GOODS),
        "receive-add-paper",
    ),
    Shot(
        "receive-first-lot-of-site",
        _in_turn(_press("Esc"), _deliver("KN-07731")),
        _receive(Phase.CHECK),
        "receive-type-goods",
    ),
    Shot(
        "receive-old-revision",
        _deliver("YC-1180"),
        _receive(Phase.CHECK),
        "receive-first-lot-of-site",
    ),
    Shot("receive-suspended", _deliver("AC-3320"), _receive(Phase.CHECK), "receive-old-revision"),
    Shot("receive-over-delivery", _deliver("LS-9042"), _receive(Phase.CHECK), "receive-suspended"),
    Shot(
        "receive-mixed-pallet",
        _deliver("RC-61190"),
        _receive(Phase.CHOOSE),
        "receive-over-delivery",
    ),
    Shot(
        "receive-no-code",
        _in_turn(_nav("receive"), _scan("NB-TUBE 4MM/0926")),
        _screen("ReceiveScreen"),
        "receive-mixed-pallet",
    ),
    Shot(
        "receive-type-code",
        _in_turn(_press("F2"), _order(2203)),
        _receive(Phase.EMPTY, Form.CODE),
        "receive-no-code",
    ),
    Shot(
        "receive-by-order",
        _in_turn(_press("Esc", "F2"), _order(2203), _press("F10")),
        _receive(Phase.CHECK),
        "receive-type-code",
    ),
    Shot(
        "receive-unreadable",
        _in_turn(_press("Alt+1"), _scan("]d20195060001343521731053110LOT")),
        _receive(Phase.UNREAD),
        "receive-by-order",
    ),
    Shot(
        "receive-unannounced",
        _in_turn(_press("Alt+1"), _scan("]d20109506000134352173105311099LOT")),
        _screen("ReceiveScreen"),
        "receive-unreadable",
    ),
)

LABELS = (
    Shot(
        "labels-begin",
        _in_turn(_as("chen"), _deliver(SEALS), _press("F10")),
        _receive(Phase.LABELS),
    ),
    Shot("labels-half", _containers(SEAL_LOT, 1, 7), _receive(Phase.LABELS), "labels-begin"),
    Shot("labels-wrong", _scan("L26-00001-X/01Q"), _receive(Phase.LABELS), "labels-half"),
    Shot("labels-done", _containers(SEAL_LOT, 8, 12), _receive(Phase.DONE), "labels-wrong"),
    Shot("receive-already", _deliver(SEALS), _receive(Phase.CHECK), "labels-done"),
    Shot(
        "receive-as-it-is",
        _in_turn(_deliver("AC-3320"), _press("F8")),
        _receive(Phase.LABELS),
        "receive-already",
    ),
)

INSPECT = (
    Shot(
        "inspect-begin",
        _in_turn(
            _as("lin"), _deliver(SEALS), _press("F10"), _containers(SEAL_LOT), _inspection(SEAL_LOT)
        ),
        _inspect(Page.GRID),
    ),
    Shot(
        "inspect-attribute-done",
        _in_turn(_command(CommandCode.ALL_OK)),
        _inspect(Page.GRID),
        "inspect-begin",
    ),
    Shot(
        "inspect-variable",
        _in_turn(_scan(format_gauge("HD-004")), _values("70.5", "69.5", "71.0"), _type("70")),
        _inspect(Page.GRID),
        "inspect-attribute-done",
    ),
    Shot(
        "inspect-red-cell", _values(".5", "76.0", "70.0"), _inspect(Page.GRID), "inspect-variable"
    ),
    Shot("inspect-decimal-question", _values("7.05"), _inspect(Page.GRID), "inspect-red-cell"),
    Shot(
        "inspect-nonconformance",
        _press("Esc", "F8"),
        _inspect(Page.GRID, PanelKind.NONCONFORMANCE),
        "inspect-decimal-question",
    ),
    Shot(
        "inspect-papers",
        _press("Esc", "F3"),
        _inspect(Page.GRID, PanelKind.PAPERS),
        "inspect-nonconformance",
    ),
    Shot(
        "inspect-type-code",
        _in_turn(_type("MC-260418\r"), _press("F2")),
        _inspect(Page.GRID, PanelKind.TYPE_CODE),
        "inspect-papers",
    ),
    Shot(
        "inspect-all-read",
        _in_turn(
            _press("Esc"),
            _rest(SEAL_LOT, "70.5", "69.5", "71.0"),
            _scan(format_gauge("VM-002")),
            _rest(SEAL_LOT, "12.01", "11.98", "12.03"),
            _scan(format_gauge("TG-011")),
            _rest(SEAL_LOT, "2.40", "2.42", "2.39"),
            _command(CommandCode.ALL_OK),
        ),
        _inspect(Page.GRID),
        "inspect-type-code",
    ),
    Shot("decide", _press("F10"), _inspect(Page.DECIDE), "inspect-all-read"),
    Shot(
        "decide-wrong-pin",
        _in_turn(_badge("lin"), _type(WRONG_PIN + "\r")),
        _inspect(Page.DECIDE),
        "decide",
    ),
    Shot(
        "decide-pin",
        _in_turn(_badge("lin"), _type(BY_LOGIN["lin"].pin[:4])),
        _inspect(Page.DECIDE),
        "decide-wrong-pin",
    ),
    Shot(
        "decide-reviewer",
        _in_turn(_type(BY_LOGIN["lin"].pin[4:]), _press("Enter")),
        _inspect(Page.DECIDE),
        "decide-pin",
    ),
    Shot("decide-same-person", _badge("lin"), _inspect(Page.DECIDE), "decide-reviewer"),
    Shot(
        "decide-reviewer-pin",
        _in_turn(_badge("zhou"), _type("357")),
        _inspect(Page.DECIDE),
        "decide-same-person",
    ),
    Shot(
        "accepted",
        _in_turn(_type("924"), _press("Enter")),
        _inspect(Page.DECIDED),
        "decide-reviewer-pin",
    ),
    Shot(
        "accepted-labels",
        _in_turn(_containers(SEAL_LOT, 1, 6), _old_label(SEAL_LOT, 7)),
        _inspect(Page.DECIDED),
        "accepted",
    ),
    Shot(
        "accepted-done",
        _in_turn(_containers(SEAL_LOT, 7), _scan(format_location("A-03-12"))),
        _inspect(Page.DECIDED),
        "accepted-labels",
    ),
    Shot("lot-released", _lot(SEAL_LOT), _screen("LotScreen"), "accepted-done"),
)

REJECT = (
    Shot(
        "inspect-one-bag",
        _in_turn(_as("lin"), _deliver(LUERS), _press("F10"), _containers(LUER_LOT)),
        _inspect(Page.GRID),
    ),
    Shot(
        "inspect-gauge-overdue",
        _in_turn(_press("PageDown"), _scan(format_gauge("CA-015"))),
        _inspect(Page.GRID),
        "inspect-one-bag",
    ),
    Shot(
        "inspect-certain-reject",
        _in_turn(_press("PageUp"), _values("2.50", "2.61", "2.49", "2.62", "2.63")),
        _inspect(Page.GRID),
        "inspect-gauge-overdue",
    ),
    Shot("decide-reject", _press("F10"), _inspect(Page.DECIDE), "inspect-certain-reject"),
    Shot("rejected", _in_turn(_badge("lin"), _pin("lin")), _inspect(Page.DECIDED), "decide-reject"),
    Shot(
        "rejected-reprint",
        _reprint,
        _inspect(Page.DECIDED, PanelKind.REPRINT),
        "rejected",
    ),
    Shot(
        "rejected-done",
        _in_turn(_press("Esc"), _containers(LUER_LOT), _scan(format_location("R-02"))),
        _inspect(Page.DECIDED),
        "rejected-reprint",
    ),
    Shot("lot-rejected", _lot(LUER_LOT), _screen("LotScreen"), "rejected-done"),
    Shot("lot-quarantine", _lot("HV031"), _screen("LotScreen"), "lot-rejected"),
    Shot("lot-records", _records, _screen("LotScreen"), "lot-quarantine"),
    Shot("lot-papers", _press("F3"), _screen("LotScreen"), "lot-records"),
    Shot(
        "lot-find", _in_turn(_press("Esc", "F2"), _type("HV0")), _screen("LotScreen"), "lot-papers"
    ),
    Shot(
        "inspect-begun",
        _in_turn(_press("Esc"), _inspection("LS3G46")),
        _inspect(Page.GRID),
        "lot-find",
    ),
    Shot("decide-waiting", _inspection("RC4M90"), _inspect(Page.DECIDE), "inspect-begun"),
)

DESKS = (
    Shot("gauges", _in_turn(_as("wu"), _nav("gauges")), _screen("GaugesScreen")),
    Shot("gauges-overdue", _scan(format_gauge("CA-015")), _screen("GaugesScreen"), "gauges"),
    Shot("gauges-calibrate", _press("F3"), _screen("GaugesScreen"), "gauges-overdue"),
    Shot("labels", _in_turn(_as("lin"), _nav("labels")), _screen("LabelsScreen")),
    Shot("lot-hold", _in_turn(_as("liu"), _lot("HV031"), _press("F8")), _screen("LotScreen")),
    Shot("people", _in_turn(_as("he"), _nav("people")), _screen("PeopleScreen")),
    Shot("people-add", _press("F2"), _screen("PeopleScreen"), "people"),
    Shot("people-permissions", _press("Esc", "F3"), _screen("PeopleScreen"), "people-add"),
    Shot(
        "stations",
        _in_turn(_press("Esc"), _nav("stations")),
        _screen("StationsScreen"),
        "people-permissions",
    ),
)

SHOTS = (*SIGN_IN, *QUEUE, *RECEIVE, *LABELS, *INSPECT, *REJECT, *DESKS)
"""Every picture of a station, in an order in which each comes after the one it goes on from."""


def chains(shots: tuple[Shot, ...] = SHOTS) -> Iterator[tuple[Shot, ...]]:
    """The shots of one station each, in order."""
    chain: list[Shot] = []
    for shot in shots:
        if not shot.after and chain:
            yield tuple(chain)
            chain = []
        chain.append(shot)
    if chain:
        yield tuple(chain)
