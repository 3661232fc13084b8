"""The set-up of a scanner without a window: what is next, what is said, what is kept."""

from dataclasses import dataclass, field

import pytest

from qtrace.domain.scanners.check_codes import CHECKS, Check
from qtrace.domain.scanners.heard import Heard
from qtrace.i18n import Language, load_translator
from qtrace.ports import DeviceTrouble, Tone
from qtrace.scanning.fake import ReplayTeacher
from qtrace.ui.stations.scanner_setup_model import ScannerSetupModel, may_set_up
from qtrace.ui.stations.scanner_setup_texts import advice_of, facts_of, verdict_of
from qtrace.ui.theme.tokens import Status
from tests.support.scanner_keys import Scanner

EN = load_translator(Language.EN)


@dataclass
class Seat:
    """What the model asks of a bench."""

    teacher: ReplayTeacher | None = field(default_factory=ReplayTeacher)
    rights: frozenset[str] = frozenset({"CHANGE_STATION"})
    tones: list[Tone] = field(default_factory=list)

    def may(self, code: str) -> bool:
        return code in self.rights

    def tone(self, tone: Tone) -> None:
        self.tones.append(tone)


class Setup:
    """A listening model and its scanner."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.model = ScannerSetupModel(seat)
        self.model.listen()

    def scan(self, *checks: Check, **settings) -> None:
        for check in checks:
            self.seat.teacher.say(Scanner(**settings).scan(check))

    @property
    def said(self):
        return verdict_of(EN, self.model.state)

    @property
    def advice(self) -> list[str]:
        return [each.key for each in advice_of(EN, self.model.state.diagnosis.findings)]


@pytest.fixture
def setup(qapp):
    return Setup(Seat())


def test_the_first_code_again_begins_anew(setup):
    setup.scan(Check.LETTERS, Check.SIGNS, caps=True)
    assert "Caps Lock" in setup.said.reason
    assert {f.key: f.value for f in facts_of(EN, setup.model.state.diagnosis)}[
        "Keyboard"
    ] == "Caps Lock"
    setup.scan(Check.LETTERS)
    assert setup.said.title == "Scan code 2"
    setup.model.begin_again()
    assert setup.said.title == "Scan code 1"


def test_another_code_is_said_and_forgotten(setup):
    setup.scan(Check.LETTERS)
    setup.seat.teacher.say(Heard("L26-04817-H\r"))
    assert "not code 2 of the sheet: L26-04817-H" in setup.said.reason
    setup.scan(Check.SIGNS)
    assert setup.said.title == "Scan code 3"
    assert setup.seat.tones == [Tone.OK, Tone.BLOCKED, Tone.OK]


def test_codes_may_come_in_any_order_and_again(setup):
    setup.scan(Check.LETTERS, Check.GS1, Check.GS1)
    assert setup.said.title == "Scan code 2"
    assert set(setup.model.state.heard) == {Check.LETTERS, Check.GS1}


def test_one_thing_blocks_and_the_others_wait_beside_it(setup):
    setup.scan(*CHECKS, gs="", aim=False, key_ms=40)
    assert "separator (GS) does not arrive" in setup.said.reason
    assert setup.advice == ["Change"]
    setup.model.keep()
    assert setup.seat.teacher.kept == []


def test_when_nothing_blocks_there_is_advice(setup):
    setup.scan(*CHECKS, aim=False, suffix="")
    assert setup.said.status is Status.OK
    assert setup.advice == ["Advice", "", "Advice", ""]


def test_what_an_input_method_takes_is_said(setup):
    setup.seat.teacher.say(Heard("0123", composed=True))
    assert "input method" in setup.said.reason
    assert set(setup.model.state.heard) == {Check.LETTERS}


def test_what_cannot_be_stored_is_said_and_may_be_tried_again(setup):
    setup.scan(*CHECKS)
    setup.seat.teacher.trouble = DeviceTrouble("CONFIG_NOT_SAVED", {"file": "x", "detail": "full"})
    setup.model.keep()
    assert (setup.said.status, setup.said.title) == (Status.BLOCKED, "Not stored")
    setup.seat.teacher.trouble = None
    setup.model.keep()
    setup.model.keep()
    assert setup.said.title == "Stored"
    assert len(setup.seat.teacher.kept) == 1


def test_while_the_profile_is_written_nothing_changes(qapp):
    class Slow(ReplayTeacher):
        def keep(self, diagnosis, then):
            self.then = then

    setup = Setup(Seat(Slow()))
    setup.scan(*CHECKS)
    setup.model.keep()
    before = setup.model.state
    setup.scan(Check.LETTERS)
    setup.model.begin_again()
    setup.model.keep()
    assert setup.model.state is before
    setup.seat.teacher.then(None)
    assert setup.model.state.kept


@pytest.mark.parametrize(
    ("rights", "may"),
    [({"CHANGE_STATION"}, True), ({"SET_QUALITY_SWITCH"}, True), ({"RECEIVE_LOT"}, False)],
)
def test_only_administrators_and_quality_hear_anything(qapp, rights, may):
    setup = Setup(Seat(rights=frozenset(rights)))
    setup.scan(Check.LETTERS)
    assert bool(setup.model.state.heard) is may
    assert may_set_up(setup.seat) is may


def test_without_a_keyboard_filter_there_is_nothing_to_set_up(qapp):
    setup = Setup(Seat(teacher=None))
    setup.model.stop()
    setup.model.keep()
    assert not may_set_up(setup.seat)


def test_after_the_page_nothing_is_heard(setup):
    setup.model.stop()
    setup.scan(Check.LETTERS)
    assert setup.model.state.heard == {}
