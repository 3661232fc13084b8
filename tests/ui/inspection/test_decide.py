"""Deciding, signing at one bench, and what follows, at the real service."""

import pytest

from qtrace.domain.codes.internal import (
    CommandCode,
    LabelMark,
    format_badge,
    format_command,
    format_container,
    format_location,
)
from qtrace.domain.inspection_flow import ChainStep, InspectionState
from qtrace.domain.items import LabelStatus
from qtrace.domain.people import SecretKind
from qtrace.ports import Tone
from qtrace.services.documents.issued import print_jobs
from qtrace.services.outcomes import Done
from qtrace.services.people.commands import SetSecret, SetStationPin
from qtrace.services.receiving.commands import CheckLabel
from qtrace.ui.inspection.decide_texts import chain_steps, verdict_spec
from qtrace.ui.inspection.decided_texts import band_spec, done_text
from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.inspection.panel_desk import PanelKind
from qtrace.ui.inspection.secret_texts import secret_note, secret_reason
from qtrace.ui.inspection.verdict_view import Hindrance
from qtrace.ui.places import QueuePlace
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.signatures import StepState
from tests.support.inspections import MAJOR, by_aql, measured
from tests.support.plants import PASSWORD
from tests.ui.inspection.hands import Hands
from tests.ui.inspection.scenes import LIN, SUN, WARE, ZHOU, Scan, Scene


class Unread:
    """A code that is none of ours."""

    def __init__(self, text: str) -> None:
        self.text = text


def opened(stage: Scene, chain: str, bad=(), papers=(), containers=4):
    """A lot with every reading, at the bench."""
    made = stage.made
    made.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1),), chain)
    made.known_source()
    _, inspection = made.receive(1200, containers, papers)
    made.start(inspection)
    made.fill(inspection, bad)
    screen = stage.open(inspection)
    return screen, Hands(screen)


def quarantine_labels(stage: Scene, screen) -> None:
    """Every container had its first label checked."""
    task = screen.model.labels.state.task
    codes = tuple(
        format_container(task.lot, number, LabelMark.QUARANTINE)
        for number in range(1, task.total + 1)
    )
    stage.made.plant.done(
        CheckLabel(
            **stage.made.head(), lot_id=task.lot_id, label_status=LabelStatus.QUARANTINE,
            codes=codes,
        ),
        by=stage.made.people["lin"],
    )  # fmt: skip


def test_the_person_of_the_session_signs_with_a_pin(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect")
    hands.key("F10")
    assert screen.model.page is Page.DECIDE
    assert screen.decide.band.spec.status is Status.OK
    assert screen.model.signing.state.signer.identified_by == "session"
    hands.keys("24681", "digits")
    assert not screen.bar.buttons[-1].isEnabled()
    hands.key("3")
    assert screen.bar.buttons[-1].isEnabled()
    hands.key("F10")
    assert screen.model.page is Page.DECIDED
    assert screen.model.keeper.sheet.state is InspectionState.ACCEPTED
    assert screen.decided.band.spec.status is Status.OK


def test_a_wrong_pin_is_said_in_the_field_with_the_tries_left(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect")
    hands.key("F10")
    hands.pin("999999")
    assert screen.model.page is Page.DECIDE
    assert "4" in secret_note(screen._tr, screen.model.view, stage.bench.local)
    assert screen.model.signing.state.digits == 0
    assert stage.sound.played[-1] is Tone.BLOCKED
    for _ in range(5):
        hands.pin("999999")
    assert screen.model.signing.state.refusal.code == "LOCKED_OUT"
    assert "Locked until" in secret_note(screen._tr, screen.model.view, stage.bench.local)


def test_a_second_person_signs_at_the_same_bench(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect,review")
    hands.key("F10")
    assert hands.scan(format_badge(LIN))
    hands.pin()
    assert screen.model.page is Page.DECIDE
    assert screen.model.keeper.sheet.next_step is ChainStep.REVIEW
    assert hands.scan(format_badge(ZHOU))
    assert screen.model.signing.state.signer.identified_by == "badge"
    hands.keys("246813", "pin")
    assert hands.scan(format_command(CommandCode.SIGN))
    assert screen.model.page is Page.DECIDED
    people = [s.person.code for s in screen.model.keeper.sheet.signatures]
    assert people == ["lin_b", "zhou_b"]
    assert stage.bench.person.person.login == "lin"


def test_who_has_no_pin_at_this_station_signs_with_the_password(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect,review")
    plant, zhou = stage.made.plant, stage.made.people["zhou_b"]
    encoded = plant.bench.secrets.hash(PASSWORD).encode()
    for command in (
        SetStationPin(
            **plant.head(), person_id=zhou, station_id=plant.bench.station.id, is_allowed=False
        ),
        SetSecret(
            **plant.head(), person_id=zhou, kind=SecretKind.PASSWORD, encoded=encoded,
            must_change=False,
        ),
    ):  # fmt: skip
        plant.done(command, by=plant.admin)
    hands.key("F10")
    hands.pin()
    side = screen.decide.signatures
    assert side.password.isHidden()
    assert hands.scan(format_badge(ZHOU))
    signing = screen.model.signing
    assert signing.state.is_password
    assert (side.password.isHidden(), side.pin.isHidden()) == (False, True)
    assert "PIN" in secret_reason(screen._tr, signing.state)
    hands.keys("246813", "digits of no PIN")
    assert signing.state.digits == 0
    assert "Password" in screen.bar.buttons[-1].text()
    for secret in ("wrong password", PASSWORD):
        side.password.input.setText(secret)
        side.password.input.textEdited.emit(secret)
        assert screen.bar.buttons[-1].isEnabled()
        side.password.input.returnPressed.emit()
    assert screen.model.page is Page.DECIDED
    people = [s.person.code for s in screen.model.keeper.sheet.signatures]
    assert people == ["lin", "zhou_b"]
    assert side.password.text() == ""


def test_the_same_person_is_refused_in_the_chain(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect,review")
    hands.key("F10")
    assert hands.scan(format_badge(LIN))
    hands.pin()
    for badge, code in ((LIN, "SAME_PERSON"), (SUN, "NOT_ALLOWED"), (WARE, "NOT_ALLOWED")):
        assert hands.scan(format_badge(badge))
        assert screen.model.signing.state.refusal.code == code
        step = chain_steps(screen._tr, screen.model.view, stage.bench.local)[1]
        assert step.state is StepState.REFUSED
        assert step.lines[0]
    hands.keys("246813", "pin")
    assert screen.model.signing.state.digits == 0


def test_without_a_reviewer_the_lot_goes_to_the_queue(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect,review")
    places: list[object] = []
    screen.wants.connect(places.append)
    hands.key("F10")
    hands.pin()
    hands.key("F10")
    assert places == [QueuePlace()]
    stage.sign_in("zhou")
    review = stage.open(screen.model.keeper.inspection_id)
    assert review.model.page is Page.DECIDE
    assert review.model.signing.state.signer.name_en == "Zhou"
    Hands(review).pin()
    assert review.model.page is Page.DECIDED


def test_escape_goes_back_to_the_readings_and_voids_nothing(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect,review")
    hands.key("F10")
    hands.keys("24", "digits")
    hands.key("Esc")
    assert screen.model.signing.state.digits == 0
    hands.key("Esc")
    hands.key("Esc")
    assert screen.model.page is Page.GRID
    assert screen.model.keeper.sheet.verdict.missing == 0
    hands.key("F10")
    hands.pin()
    hands.key("Esc")
    assert screen.model.page is Page.GRID
    assert not screen.model.may_read
    hands.key("F10")
    assert screen.model.page is Page.DECIDE


def test_a_missing_certificate_makes_the_band_amber(make_scene) -> None:
    stage = make_scene(papers=("conformance", "material"))
    screen, hands = opened(stage, "inspect")
    hands.key("F10")
    spec = verdict_spec(screen._tr, screen.model.view)
    assert spec.status is Status.HOLD
    assert screen.model.view.standing.hindrance is Hindrance.PAPERS_MISSING
    assert not screen.bar.buttons[-1].isEnabled()
    hands.pin()
    assert screen.model.page is Page.DECIDE
    hands.key("F3")
    assert screen.model.panel.state.paper == "conformance"
    assert screen.scanned(Scan(Unread("COC-2026-118")))
    screen.act("primary")
    assert screen.model.panel.state.paper == "material"
    screen.decide.panel.papers.line.setText("MAT-7F42")
    screen.decide.panel.papers.line.returnPressed.emit()
    hands.key("Esc")
    numbers = [paper.number for paper in screen.model.keeper.sheet.papers]
    assert numbers == ["COC-2026-118", "MAT-7F42"]
    assert verdict_spec(screen._tr, screen.model.view).status is Status.OK
    hands.pin()
    assert screen.model.page is Page.DECIDED


def test_a_hold_stops_the_release_and_not_the_readings(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect")
    hands.key("F10")
    hands.key("F8")
    hands.key("A")
    hands.key("F10")
    assert screen.model.view.standing.hindrance is Hindrance.ON_HOLD
    hands.pin()
    assert screen.model.keeper.sheet.state is InspectionState.IN_PROGRESS


def test_a_rejected_lot_is_held_and_relabelled(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect", bad=(3, 7))
    quarantine_labels(stage, screen)
    hands.key("F10")
    assert screen.decide.band.spec.status is Status.BLOCKED
    hands.pin()
    sheet = screen.model.keeper.sheet
    assert sheet.state is InspectionState.REJECTED
    assert sheet.outcome.nonconformance
    assert sheet.open_holds
    assert band_spec(screen._tr, screen.model.view).status is Status.BLOCKED
    assert not done_text(screen._tr, screen.model.view)[1]
    lot = sheet.lot.lot
    assert hands.scan(format_container(lot, 2, LabelMark.QUARANTINE))
    assert screen.model.labels.state.expecting == 2
    assert hands.scan(format_container(lot, 2, LabelMark.REJECTED))
    assert screen.model.labels.state.done == 1
    assert hands.scan(format_container(lot, 2, LabelMark.REJECTED), "same_code_again")
    assert screen.model.labels.state.again == 2
    assert hands.scan(format_container(lot, 1, LabelMark.RELEASED))
    assert screen.model.labels.state.refusal is not None
    for number in (1, 3, 4):
        assert hands.scan(format_container(lot, number, LabelMark.REJECTED))
    assert screen.model.labels.state.complete
    assert hands.scan(format_location("A-03-12"))
    assert screen.model.labels.state.refusal.code == "ZONE_NOT_ALLOWED"
    assert hands.scan(format_location("R-02"))
    assert screen.model.labels.state.at_home
    places: list[object] = []
    screen.wants.connect(places.append)
    hands.key("F10")
    assert places == [QueuePlace()]


def test_a_press_on_a_tile_prints_again_with_a_reason(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect")
    hands.key("F10")
    hands.pin()
    screen.decided.labels.tiles.pressed.emit(3)
    assert screen.model.panel.state.kind is PanelKind.REPRINT
    hands.key("B")
    assert screen.model.labels.state.reprinted == (3, 1)
    jobs = stage.made.plant.bench.ask(print_jobs)
    copy = next(job for job in jobs if job.copy_no == 1)
    assert (copy.container_from, copy.container_to) == (3, 3)
    assert copy.reason == "Symbol not readable"


def test_two_stations_decide_and_the_second_learns_by_whom(make_scene) -> None:
    stage = make_scene()
    screen, hands = opened(stage, "inspect")
    hands.key("F10")
    other = stage.made.other_station()
    made, inspection = stage.made, screen.model.keeper.inspection_id
    first = made.plant.bench
    made.plant.bench = other
    outcome = made.sign(inspection, by="sun")
    assert isinstance(outcome, Done), outcome
    made.plant.bench = first
    other.close()
    hands.pin()
    assert screen.model.page is Page.DECIDED
    assert screen.model.signing.state.refusal.code in {"ALREADY_DECIDED", "ALREADY_SIGNED"}
    assert "Sun" in screen.decided.band.spec.next_step
    hands.key("Up")
    assert "Sun" not in screen.decided.band.spec.next_step


@pytest.mark.parametrize("chain", ["inspect", "inspect,review,approve"])
def test_a_badge_decides_a_complete_grid(make_scene, chain: str) -> None:
    stage = make_scene()
    screen, hands = opened(stage, chain)
    assert hands.scan(format_badge(LIN))
    assert screen.model.page is Page.DECIDE
    assert screen.model.signing.state.signer.name_en.startswith("Lin")
    hands.pin()
    assert screen.model.keeper.sheet.signatures[0].person.code == "lin_b"
