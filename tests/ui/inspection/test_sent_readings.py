"""Readings of gauges that say who they are: taken from the right gauge in the right unit alone."""

from dataclasses import replace

import pytest

from qtrace.domain.codes.internal import format_gauge
from qtrace.domain.gauge_readings import SentReading, SentReason
from qtrace.domain.gauges import CalibrationStanding, CalibrationState
from qtrace.domain.inspection import CharClass, CharKind
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import explain
from qtrace.ports import Tone
from qtrace.services.inspection.rows import GaugeChoice, SheetCharacteristic
from qtrace.ui.inspection.gauge_choice import GaugesInHand, wrong_type
from tests.support.inspections import MAJOR, by_aql, measured
from tests.ui.inspection.hands import Hands

R = SentReason
GOOD = CalibrationStanding(CalibrationState.GOOD)
OVERDUE = CalibrationStanding(CalibrationState.OVERDUE)


def choice(gauge_id, standing=GOOD):
    return GaugeChoice(gauge_id, f"TG-{gauge_id:03}", "Caliper", "卡尺", "0.01 mm", "mm", standing)


OWN = SheetCharacteristic(
    1, 1, CharKind.VARIABLE, CharClass.MAJOR, "Diameter", "直径", "12.00", "11.90", "12.10", "mm",
    2, "", "", "caliper", (), 20, 0, 0, (choice(11), choice(12)), None,
)  # fmt: skip
ONE = replace(OWN, gauges=(choice(11), choice(12, OVERDUE)))


def sent(text="12.03", gauge="TG-011", **more):
    return SentReading(text, gauge, device="gauges", **more)


@pytest.mark.parametrize("gauge", ["TG-011", "TG-012"])
def test_where_nobody_has_named_one_the_sender_names_itself(gauge):
    hand = GaugesInHand()
    assert hand.gauge_of(OWN) is None
    assert hand.refusal_of_sent(OWN, sent(gauge=gauge)) is None
    named = hand.named_by(OWN, sent(gauge=gauge))
    assert named.gauge_of(OWN).code == gauge


def test_a_gauge_that_is_not_in_the_hand_is_refused_and_not_taken():
    hand = GaugesInHand().taken(1, 11)
    for own, now in ((OWN, hand), (ONE, GaugesInHand())):
        refusal = now.refusal_of_sent(own, sent(gauge="TG-012"))
        assert refusal.code == R.GAUGE_NOT_IN_HAND
        assert refusal.facts == {"gauge": "TG-012", "named": "TG-011"}
    assert hand.named_by(OWN, sent(gauge="TG-012")) == hand
    assert hand.refusal_of_sent(OWN, sent()) is None


def test_a_gauge_of_another_type_is_refused_as_when_it_is_scanned():
    assert GaugesInHand().refusal_of_sent(OWN, sent(gauge="HD-004")) == wrong_type(OWN, "HD-004")
    assert GaugesInHand().named_by(OWN, sent(gauge="HD-004")) == GaugesInHand()


def test_a_keyboard_gauge_and_a_free_characteristic_are_as_before():
    free = replace(OWN, gauge_type=None, gauges=())
    assert GaugesInHand().refusal_of_sent(OWN, SentReading("12.03")) is None
    assert GaugesInHand().refusal_of_sent(free, sent(gauge="XX-999")) is None
    assert GaugesInHand().named_by(OWN, SentReading("12.03")) == GaugesInHand()


def test_no_value_and_another_unit_are_refused():
    hand = GaugesInHand()
    assert hand.refusal_of_sent(OWN, sent(unit="mm")) is None
    assert hand.refusal_of_sent(OWN, sent(unit="cm")).code == R.GAUGE_OTHER_UNIT
    assert hand.refusal_of_sent(OWN, sent("", problem=R.GAUGE_UNSTABLE)).code == R.GAUGE_UNSTABLE


def test_at_the_bench_refused_values_are_said_and_right_ones_stored(make_scene):
    stage = make_scene()
    stage.made.gauge("TG-011", "caliper")
    second = stage.made.gauge("TG-012", "caliper")
    stage.made.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1, gauge_type="caliper"),))
    stage.made.known_source()
    _, inspection = stage.made.receive()
    screen = stage.open(inspection)
    hands = Hands(screen)

    def cells():
        return [(c.piece, c.value, c.origin) for c in screen.model.keeper.sheet.cells]

    hands.scan(format_gauge("TG-011"))
    for wrong, code in (
        (sent(gauge="TG-012"), R.GAUGE_NOT_IN_HAND),
        (sent(gauge="XX-999"), "GAUGE_WRONG_TYPE"),
        (sent("1.203", unit="cm"), R.GAUGE_OTHER_UNIT),
        (sent("", problem=R.GAUGE_OVERLOAD), R.GAUGE_OVERLOAD),
    ):
        assert screen.reading(wrong)
        assert screen.model.view.reading.refusal.code == code
        assert screen.model.view.reading.text == ""
        assert stage.sound.played[-1] is Tone.BLOCKED
    assert cells() == []
    hands.scan(format_gauge("TG-012"))
    assert screen.reading(sent(gauge="TG-012", unit="mm"))
    assert cells() == [(1, "12.03", "gauge")]
    assert screen.model.keeper.sheet.cells[0].gauge_id == second
    assert screen.model.view.reading.refusal is None
    screen.act("type_code")
    assert not screen.reading(sent(gauge="TG-012"))


CODES = (*SentReason, "READING_NOT_TAKEN", "SCANNER_SENDS_NO_GS")


@pytest.mark.parametrize("language", list(Language))
def test_every_reason_has_its_sentence(language):
    tr = load_translator(language)
    for code in CODES:
        said = explain(tr, str(code), {})
        assert said.text not in ("", code)
        assert said.next_step
        chinese = any("\u4e00" <= char <= "\u9fff" for char in said.text)
        assert chinese == (language is Language.ZH_CN), code
