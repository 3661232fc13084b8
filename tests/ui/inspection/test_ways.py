"""At the decision: sending back, rejecting what expired, and what the inspector then sees."""

from datetime import date, timedelta

from qtrace.domain.codes.internal import CommandCode, format_badge, format_command, format_reason
from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.inspection_ways import Obstacle, ReturnReason
from qtrace.ui.inspection.decide_texts import sign_text, verdict_spec
from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.return_line import return_text
from qtrace.ui.inspection.verdict_view import Hindrance
from qtrace.ui.theme.tokens import Status
from tests.support.inspections import MAJOR, by_aql, measured
from tests.ui.inspection.hands import Hands
from tests.ui.inspection.scenes import LIN, ZHOU, Scene


def opened(stage: Scene, chain: str = "inspect,review", expiry: date | None = None):
    """A lot with every reading, at the bench."""
    made = stage.made
    made.expiry = expiry
    made.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),), chain)
    made.known_source()
    _, inspection = made.receive(1200, 4)
    made.start(inspection)
    made.fill(inspection)
    screen = stage.open(inspection)
    return screen, Hands(screen)


def sign(hands: Hands, badge: int = LIN) -> None:
    """The inspector signs with badge and PIN."""
    hands.key("F10")
    assert hands.scan(format_badge(badge))
    hands.pin()


def test_the_reviewer_sends_it_back_and_the_inspector_reads_why(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage)
    sign(hands)
    hands.key("F11")
    assert screen.model.panel.state.kind is PanelKind.WAY
    screen.decide.panel.way.line.textEdited.emit("piece 3 again")
    hands.key("B")
    assert screen.model.panel.state.kind is PanelKind.NONE
    assert verdict_spec(screen._tr, screen.model.view).title == "Send back"
    assert not sign_text(screen._tr, screen.model.view)[1]
    assert hands.scan(format_badge(ZHOU))
    hands.pin()
    assert screen.model.page is Page.GRID
    sheet = screen.model.keeper.sheet
    assert sheet.state is InspectionState.IN_PROGRESS
    assert screen.model.may_read
    assert [each.reason for each in sheet.returns] == [ReturnReason.WRONG_GAUGE]
    said = screen.grid.returned.text.text()
    assert "Zhou" in said
    assert "Wrong gauge" in said
    assert "piece 3 again" in said
    sign(hands)
    assert screen.model.keeper.sheet.state is InspectionState.SIGNED
    assert return_text(screen._tr, screen.model.keeper.sheet, stage.bench.local) == ""


def test_the_scanner_alone_sends_it_back(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage)
    sign(hands)
    assert hands.scan(format_command(CommandCode.RETURN))
    assert hands.scan(format_reason("RECORD-INCOMPLETE"))
    assert hands.scan(format_badge(ZHOU))
    hands.keys("246813", "pin")
    assert hands.scan(format_command(CommandCode.SIGN))
    assert screen.model.keeper.sheet.returns[-1].reason is ReturnReason.RECORD_INCOMPLETE


def test_another_reason_needs_its_words(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage)
    sign(hands)
    hands.key("F11")
    hands.key("F")
    assert screen.model.panel.state.refusal.code == "REASON_NEEDED"
    screen.decide.panel.way.line.textEdited.emit("wet")
    screen.decide.panel.way.line.returnPressed.emit()
    assert screen.model.signing.state.chosen.note == "wet"
    hands.key("Esc")
    assert screen.model.signing.state.chosen is None
    assert screen.model.page is Page.DECIDE


def test_the_inspector_does_not_send_back_the_own_work(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage)
    sign(hands)
    hands.key("F11")
    hands.key("A")
    assert hands.scan(format_badge(LIN))
    assert screen.model.signing.state.refusal.code == "SAME_PERSON"
    hands.pin()
    assert screen.model.keeper.sheet.state is InspectionState.SIGNED


def test_there_is_nothing_to_send_back_before_the_first_signature(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage)
    hands.key("F10")
    hands.key("F11")
    assert screen.model.panel.state.kind is PanelKind.NONE
    screen.act("return_for:wrong_gauge")
    screen.act("reject_for:expired")
    assert screen.model.signing.state.chosen is None


def expired(make_scene):
    stage = make_scene()
    today = stage.made.plant.clock.now().date()
    screen, hands = opened(stage, expiry=today + timedelta(days=2))
    sign(hands)
    stage.made.pass_time(days=9)
    screen.model.keeper.refresh()
    return screen, hands


def test_a_lot_that_expired_meanwhile_is_rejected_for_it(make_scene) -> None:
    screen, hands = expired(make_scene)
    view = screen.model.view
    assert view.standing.hindrance is Hindrance.EXPIRED
    assert "F11" in verdict_spec(screen._tr, view).next_step
    hands.key("F11")
    hands.key("R")
    assert screen.model.signing.state.chosen.obstacle is Obstacle.EXPIRED
    assert verdict_spec(screen._tr, screen.model.view).status is Status.BLOCKED
    assert hands.scan(format_badge(ZHOU))
    hands.pin()
    assert screen.model.page is Page.DECIDED
    sheet = screen.model.keeper.sheet
    assert sheet.state is InspectionState.REJECTED
    assert sheet.outcome.nonconformance


def test_the_reject_barcode_means_what_is_in_the_way(make_scene) -> None:
    screen, hands = expired(make_scene)
    assert hands.scan(format_command(CommandCode.REJECT))
    assert screen.model.signing.state.chosen.obstacle is Obstacle.EXPIRED


def test_the_reject_barcode_means_nothing_while_nothing_is_in_the_way(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage)
    sign(hands)
    assert not hands.scan(format_command(CommandCode.REJECT))
    assert screen.model.signing.state.chosen is None


def test_what_changed_while_the_pin_was_typed_is_looked_at_again(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage)
    hands.key("F10")
    assert hands.scan(format_badge(LIN))
    hands.keys("24", "pin")
    cell = screen.model.keeper.sheet.cells[0]
    stage.made.read(
        screen.model.keeper.inspection_id, cell.characteristic_id, cell.piece, "12.05", by="sun",
        replaces=cell.reading_id,
    )  # fmt: skip
    screen.model.keeper.refresh()
    hands.keys("6813", "pin")
    hands.key("Enter")
    assert screen.model.signing.state.refusal.code == "CHANGED_SINCE_SEEN"
    assert screen.model.signing.state.digits == 0
    hands.pin()
    assert screen.model.keeper.sheet.state is InspectionState.SIGNED


def test_f10_waits_for_a_reason_while_the_panel_is_open(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage)
    places: list[object] = []
    screen.wants.connect(places.append)
    sign(hands)
    hands.key("F11")
    assert not screen.bar.buttons[-1].isEnabled()
    screen.act("primary")
    assert places == []
    assert screen.model.panel.state.kind is PanelKind.WAY
