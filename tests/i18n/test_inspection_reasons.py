"""Every reason about plans, gauges and inspections has its sentence and its next step."""

import pytest

from qtrace.domain.gauges import GaugeReason
from qtrace.domain.inspection_flow import InspectionReason
from qtrace.domain.plans import PlanFaultCode, PlanReason
from qtrace.i18n import Language, load_translator
from qtrace.i18n.inspection_reasons import PLAN_FAULTS
from qtrace.i18n.reasons import explain

REASONS = (*InspectionReason, *PlanReason, *GaugeReason)


@pytest.mark.parametrize("language", list(Language))
def test_every_reason_is_explained_in_both_languages(language):
    tr = load_translator(language)
    for code in REASONS:
        said = explain(tr, code.value, {})
        assert said.text not in ("", code.value)
        assert said.next_step
        chinese = any("\u4e00" <= char <= "\u9fff" for char in said.text + said.next_step)
        assert chinese == (language is Language.ZH_CN), code


def test_every_fault_of_a_plan_has_its_words():
    assert set(PLAN_FAULTS) == set(PlanFaultCode)


def test_facts_stand_in_the_sentence():
    tr = load_translator(Language.EN)
    facts = {"gauge": "TG-011", "due_on": "2026-11-19", "days": "3"}
    said = explain(tr, GaugeReason.GAUGE_OVERDUE, facts)
    assert said.text == "Calibration of gauge TG-011 ran out on 2026-11-19, 3 days ago"
