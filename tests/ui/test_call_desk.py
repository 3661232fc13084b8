"""F6: a call from a station, its notice, the answer, and taking it back."""

import pytest

from qtrace.domain.calls import CallState
from qtrace.domain.codes.internal import CommandCode, format_command
from qtrace.domain.people import Role
from qtrace.services.outcomes import Changes
from qtrace.services.people.calls import calls_here
from qtrace.ui.theme.tokens import Status
from tests.ui.people.station import BADGES, Station, add_person, crew_plant, open_station, texts

__all__ = ["crew_plant", "open_station"]
BADGES |= {"bo": 201, "sun": 202}


@pytest.fixture
def station(crew_plant, open_station) -> Station:
    add_person(crew_plant, "bo", ("Bo Yan", "薄岩"), (Role.OPERATOR,), BADGES["bo"])
    add_person(crew_plant, "sun", ("Sun Wei", "孙伟"), (Role.SUPERVISOR,), BADGES["sun"])
    made = open_station(crew_plant)
    made.sign_in("bo")
    return made


def own(station):
    return station.plant.bench.ask(calls_here).own


def shown(station) -> str:
    return texts(station.shell)


def test_f6_calls_and_says_who_was_called(station):
    station.press("F6")
    assert own(station).state is CallState.OPEN
    assert "no supervisor is signed in anywhere" in shown(station)
    assert station.shell._calls.item().status is Status.INFO
    station.press("F6")
    assert own(station).state is CallState.OPEN, "the second press only says it again"


def test_the_command_barcode_calls_too(station):
    station.scan(format_command(CommandCode.CALL))
    assert own(station).state is CallState.OPEN


def test_a_supervisor_hears_the_call_and_answers_with_f6(station):
    station.press("F6")
    station.press("Ctrl+L")
    assert station.shell._calls.item() is None
    station.sign_in("sun")
    assert "IQC-2: Bo Yan calls" in shown(station)
    assert station.shell._calls.item().status is Status.HOLD
    station.press("F6")
    answered = own(station)
    assert (answered.state, answered.who_en) == (CallState.ANSWERED, "Sun Wei")
    assert "Sun Wei is coming" in shown(station)
    assert station.shell._calls.item() is None


def test_the_caller_learns_who_is_coming(station, crew_plant):
    from qtrace.services.people.calls_commands import AnswerCall

    station.press("F6")
    answer = AnswerCall(**crew_plant.head(), call_id=own(station).call_id)
    crew_plant.done(answer, by=crew_plant.people["sun"])
    call = frozenset({("call", answer.call_id)})
    station.bench.heard(Changes(call, AnswerCall.code, crew_plant.bench.station.id))
    assert "Sun Wei is coming" in shown(station)


def test_a_call_is_taken_back(station):
    station.press("F6")
    station.press("Shift+F6")
    assert own(station).state is CallState.WITHDRAWN
    assert station.shell._calls.item() is None
    station.press("Shift+F6")
    assert own(station).state is CallState.WITHDRAWN
