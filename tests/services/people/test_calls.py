"""Calls for a supervisor: one at a time, the first answer counts, everything is a record."""

from datetime import timedelta

import pytest

from qtrace.domain.calls import CallArea, CallState
from qtrace.domain.people import Role
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.people.calls import calls_here
from qtrace.services.people.calls_commands import AnswerCall, CallSupervisor, WithdrawCall
from qtrace.services.people.commands import SignIn, SignOut
from qtrace.services.reads import Reads
from qtrace.services.work import StationRef


class Calls:
    """Short words for the commands of calls."""

    def __init__(self, plant):
        self.plant, self.last = plant, 0
        for login, role in (
            ("mei", Role.OPERATOR), ("sun", Role.SUPERVISOR), ("liu", Role.SUPERVISOR),
        ):  # fmt: skip
            plant.person(login, role)

    def call(self, by="mei", subject="WO-26-1203"):
        call_id = self.plant.ids.next_id()
        command = CallSupervisor(
            **self.plant.head(), call_id=call_id, area=CallArea.LINE, subject=subject
        )
        outcome = self.plant.send(command, by=self.plant.people[by])
        self.last = call_id if isinstance(outcome, Done) else self.last
        return outcome

    def answer(self, by="sun", call_id=None):
        command = AnswerCall(**self.plant.head(), call_id=call_id or self.last)
        return self.plant.send(command, by=self.plant.people[by])

    def withdraw(self, by="mei", call_id=None):
        command = WithdrawCall(**self.plant.head(), call_id=call_id or self.last)
        return self.plant.send(command, by=self.plant.people[by])

    def here(self):
        return self.plant.bench.ask(calls_here)


@pytest.fixture
def calls(plant):
    return Calls(plant)


def test_a_call_waits_until_somebody_comes(calls):
    assert calls.here().own is None
    assert calls.call().facts == {"station": "IQC-2"}
    here = calls.here()
    assert here.own == here.waiting[0]
    assert (here.own.by_en, here.own.subject, here.own.area) == ("Mei", "WO-26-1203", "line")
    calls.plant.clock.advance(timedelta(minutes=2))
    assert calls.answer().facts == {"station": "IQC-2", "subject": "WO-26-1203"}
    here = calls.here()
    assert (here.own.state, here.own.who_en, here.waiting) == (CallState.ANSWERED, "Sun", ())
    assert here.own.ended_at == calls.plant.clock.now()


def test_a_station_calls_once_until_it_is_answered(calls):
    calls.call()
    again = calls.call(by="sun")
    assert (again.code, again.facts["name_en"]) == ("CALL_OPEN", "Mei")
    calls.answer()
    assert isinstance(calls.call(), Done)


def test_the_first_answer_counts(calls):
    calls.call()
    assert isinstance(calls.answer("sun"), Done)
    late = calls.answer("liu")
    assert (late.code, late.facts["name_en"]) == ("CALL_ANSWERED", "Sun")
    assert calls.withdraw().code == "CALL_ANSWERED"
    assert calls.answer(call_id=5).code == "CALL_UNKNOWN"
    assert calls.withdraw(call_id=5).code == "CALL_UNKNOWN"


def test_nobody_answers_for_oneself_and_operators_do_not_answer(calls):
    calls.call(by="sun")
    assert calls.answer("sun").code == "CALL_OWN"
    assert calls.answer("mei").code == "NOT_ALLOWED"
    assert isinstance(calls.answer("liu"), Done)


def test_a_call_is_taken_back_where_it_was_made(calls):
    calls.call()
    assert isinstance(calls.withdraw(), Done)
    assert calls.here().own.state is CallState.WITHDRAWN
    assert calls.answer().code == "CALL_WITHDRAWN"
    assert isinstance(calls.call(subject="x" * 300), Done)
    assert isinstance(calls.call(subject="\ud800"), Refusal)


def test_who_hears_a_call_is_signed_in_elsewhere_and_may_answer(calls):
    plant = calls.plant
    for login in ("mei", "sun"):
        person = plant.people[login]
        sign_in = SignIn(**plant.head(), person_id=person, method="badge+pin")
        plant.done(sign_in, by=person, claim=plant.claim(person))
        plant.clock.advance(timedelta(seconds=5))
        assert calls.here().called == (), "one does not call oneself"
    assert [(p.name_en, p.station) for p in elsewhere(plant)] == [("Sun", "IQC-2")]
    person = plant.people["sun"]
    plant.done(SignOut(**plant.head(), reason="left"), by=person)
    assert elsewhere(plant) == ()


def elsewhere(plant):
    """Who hears a call of another station."""
    with plant.database.read() as session:
        other = StationRef(plant.bench.station.id + 1, 1, "L2-OP30")
        return calls_here(Reads(session, plant.clock.now(), other)).called
