"""From sign-in to the last label with nothing in the hand but the scanner."""

from qtrace.app.demo.people import BY_LOGIN
from qtrace.domain.codes.internal import (
    CommandCode,
    LabelMark,
    format_command,
    format_container,
    format_location,
)
from tests.support.station import Motions, counted, good_values

DIGITS = {str(code.digit): code for code in CommandCode if code.digit is not None}
SIGNS = {**DIGITS, ".": CommandCode.POINT}


def _command(stage, code: CommandCode) -> None:
    stage.driver.scan(format_command(code))


def _spell(stage, text: str) -> None:
    for sign in text:
        _command(stage, SIGNS[sign])


def test_scanner_alone_from_sign_in_to_label(stage):
    with counted(stage) as recorder:
        stage.badge("huang")
        _spell(stage, BY_LOGIN["huang"].pin)
        _command(stage, CommandCode.ENTER)
        assert stage.bench.person is not None
        stage.driver.scan(stage.label("RC-61187").scanned)
        _command(stage, CommandCode.RECEIVE)
        lot_id, lot = stage.lot_of("RLD32")
        stage.scan_containers(lot_id)
        for value in (*good_values(13, "2.50", "0.01"), *good_values(13, "24.00", "0.02")):
            _spell(stage, value)
            _command(stage, CommandCode.ENTER)
        _command(stage, CommandCode.SIGN)
        stage.badge("huang")
        _spell(stage, BY_LOGIN["huang"].pin)
        _command(stage, CommandCode.SIGN)
        assert stage.sheet_of(lot_id).state.value == "accepted"
        stage.driver.scan(format_container(lot, 1, LabelMark.RELEASED))
        stage.driver.scan(format_location("A-03-12"))
        motions = recorder.motions
    assert not stage.task_of(lot_id).is_open
    assert (motions.typed, motions.actions, motions.mouse) == (0, 0, 0)
    assert motions == Motions(motions.scans, 0, 0, 0)
