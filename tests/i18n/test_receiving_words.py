"""Every code of the receiving area is said in both languages, with its facts filled in."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.items import LabelStatus, ReasonLine, ShownStatus, StatusReason
from qtrace.domain.receiving import Finding, FindingCode, Place, ReceivingReason
from qtrace.domain.suppliers import SourceState, SupplierReason
from qtrace.domain.warehouse import WarehouseReason, Zone
from qtrace.i18n.command_words import command_word
from qtrace.i18n.reasons import all_sentences, explain
from qtrace.i18n.receiving_words import (
    EVENTS,
    explain_event,
    explain_finding,
    explain_reason,
    explain_step,
    label_word,
    place_word,
    queue_word,
    source_word,
    status_word,
    zone_word,
)
from qtrace.i18n.translator import Language, load_translator
from qtrace.services.receiving.queue import QueueFilter, QueueState, StepCode

FACTS = {
    name: name
    for name in (
        "part", "supplier", "site", "expected", "revision", "ordered", "effective", "expiry",
        "days", "made_on", "excess", "received", "quantity", "missing", "containers", "lot",
        "number", "present", "required", "holds", "done", "total", "name", "profile", "extra",
        "decided", "going", "waiting", "whole", "day", "lots",
    )
} | {"at": "2026-11-22T08:00:00+00:00", "name_en": "Chen", "name_zh": "陈国栋", "paper": "material"}  # fmt: skip


@pytest.fixture(params=list(Language))
def tr(request):
    return load_translator(request.param)


def said(tr, text):
    """The text is complete, and Chinese where the reader is."""
    assert text
    assert "–" not in text
    assert "{" not in text
    if tr.language is Language.ZH_CN:
        assert any("\u4e00" <= character <= "\u9fff" for character in text), text


def test_every_refusal_code_has_a_sentence_and_a_next_step(tr):
    for codes in (ReceivingReason, CatalogueReason, SupplierReason, WarehouseReason):
        for code in codes:
            assert code in all_sentences(), code
            told = explain(tr, code, {})
            assert told.text
            assert told.next_step


def test_every_finding_is_said_with_its_facts(tr):
    for code in FindingCode:
        told = explain_finding(tr, Finding(code, FACTS))
        said(tr, told.text)
        said(tr, told.next_step)
        assert told.code == code


def test_names_and_times_are_the_readers(tr):
    told = explain_finding(
        tr, Finding(FindingCode.ALREADY_RECEIVED, FACTS), ZoneInfo("Asia/Shanghai")
    )
    assert ("陈国栋" if tr.language is Language.ZH_CN else "Chen") in told.text
    assert "16:00" in told.text


def test_every_step_state_and_word_is_said(tr):
    for code in StepCode:
        said(tr, explain_step(tr, code, FACTS | {"verdict": "accept"}))
    said(tr, explain_step(tr, "TAKE_SAMPLE", {"n": "32", "open": "4"}))
    for state in (*QueueState, *QueueFilter):
        said(tr, queue_word(tr, state.value))
    for zone in Zone:
        said(tr, zone_word(tr, zone))
    for place in Place:
        said(tr, place_word(tr, place))
    for status in ShownStatus:
        said(tr, status_word(tr, status))
    for label in LabelStatus:
        said(tr, label_word(tr, label))
    for state in (None, *SourceState):
        said(tr, source_word(tr, state))


def test_every_line_under_a_status_is_said(tr):
    for code in StatusReason:
        line = ReasonLine(code, None, FACTS | {"missing": "material,transport"})
        text = explain_reason(tr, line, UTC)
        said(tr, text)
        if code is StatusReason.INSPECTION_ACCEPTED:
            assert "08:00" in text


def test_events_are_lines_and_an_unknown_command_shows_its_code(tr):
    facts = {
        "quantity_q6": "1200000000", "unit": "件", "containers": "12", "container_word": "bag",
        "kind": "material", "number": "MC-1", "label_status": "released", "done": "12",
        "total": "12", "location": "A-03-12", "n": "80", "reason": "x", "accepted_lot": "L1",
        "rejected_lot": "L2", "hold": "HD-1", "state": "accepted", "superseded": "2",
        "one_in": "4", "part_lot": "L3", "rest_lot": "L4",
    }  # fmt: skip
    for code in EVENTS:
        said(tr, explain_event(tr, code, facts))
    assert explain_event(tr, "SOMETHING_NEW", {}) == "SOMETHING_NEW"
    assert explain_event(tr, "ATTACH_PHOTO", {}) == command_word(tr, "ATTACH_PHOTO")
    received = explain_event(tr, "RECEIVE_DELIVERY", facts)
    assert "1 200" in received
