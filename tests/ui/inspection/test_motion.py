"""The motion budget of the happy path, as far as the inspection screen is concerned."""

from qtrace.domain.codes.internal import LabelMark, format_badge, format_container
from qtrace.ui.inspection.inspection_model import Page
from tests.support.inspections import MAJOR, by_aql, measured
from tests.ui.inspection.hands import Hands
from tests.ui.inspection.scenes import LIN, ZHOU, Scene

N = 13


def thirteen_by_two(stage: Scene, chain: str = "inspect", containers: int = 1):
    """One container, 13 pieces x 2 dimensions."""
    made = stage.made
    made.gauge("TG-011", "caliper")
    made.plan(
        (by_aql(MAJOR, "4.0", "S-4"),),
        (measured(1, gauge_type="caliper"), measured(2, gauge_type="caliper")),
        chain,
    )
    made.known_source()
    _, inspection = made.receive(500, containers)
    screen = stage.open(inspection)
    assert [row.n for row in screen.model.keeper.sheet.characteristics] == [N, N]
    return screen, Hands(screen)


def test_typed_values_badge_and_pin_and_nothing_else(make_scene) -> None:
    screen, hands = thirteen_by_two(make_scene())
    for _ in range(2):
        for piece in range(N):
            hands.value(f"12.0{piece % 7}")
    hands.scan(format_badge(LIN))
    hands.pin()
    assert screen.model.page is Page.DECIDED
    assert hands.counted == {"value": 26, "scan": 1, "pin": 1}


def test_gauge_bursts_are_counted_apart(make_scene) -> None:
    screen, hands = thirteen_by_two(make_scene())
    for _ in range(2):
        for piece in range(N):
            hands.burst(f"12.0{piece % 7}")
    hands.scan(format_badge(LIN))
    hands.pin()
    assert screen.model.page is Page.DECIDED
    assert hands.counted == {"burst": 26, "scan": 1, "pin": 1}


def test_the_own_session_needs_one_action_instead_of_the_badge(make_scene) -> None:
    screen, hands = thirteen_by_two(make_scene())
    for _ in range(2):
        for piece in range(N):
            hands.value(f"12.0{piece % 7}")
    hands.key("F10")
    hands.pin()
    assert screen.model.page is Page.DECIDED
    assert hands.counted == {"value": 26, "action": 1, "pin": 1}


def test_each_signer_and_each_container_costs_what_was_promised(make_scene) -> None:
    screen, hands = thirteen_by_two(make_scene(), "inspect,review", containers=3)
    for _ in range(2):
        for piece in range(N):
            hands.value(f"12.0{piece % 7}")
    for badge in (LIN, ZHOU):
        hands.scan(format_badge(badge))
        hands.pin()
    assert screen.model.page is Page.DECIDED
    lot = screen.model.keeper.sheet.lot.lot
    for number in range(1, 4):
        assert hands.scan(format_container(lot, number, LabelMark.RELEASED))
    assert screen.model.labels.state.complete
    assert hands.counted == {"value": 26, "scan": 2 + 3, "pin": 2}
