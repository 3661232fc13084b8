"""The pure parts: counts, double entry, judgements and every sentence in both languages."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.quantities import MILLION
from qtrace.domain.receiving import Finding, FindingCode, Level, Place, ReceiptVerdict
from qtrace.i18n import Language, load_translator
from qtrace.i18n.reasons import all_sentences
from qtrace.ports import Tone
from qtrace.ui.receiving.band_texts import _in_order, band, reason
from qtrace.ui.receiving.container_texts import ranges
from qtrace.ui.receiving.double_entry import Twice, entered, read_day
from qtrace.ui.receiving.finding_words import SHORT, sentences, short_finding
from qtrace.ui.receiving.last_scan import shown_code
from qtrace.ui.receiving.order_texts import fault_text
from qtrace.ui.receiving.receive_state import (
    Counted,
    CountFault,
    CountField,
    Phase,
    ReceiveState,
    Saying,
    committed,
    left_alone,
    read_count,
    rubbed,
    typed,
)
from qtrace.ui.receiving.sayings import ANSWERS, TITLES, explain_saying, title_of
from qtrace.ui.receiving.scan_reading import level_tone
from qtrace.ui.receiving.wording import Words
from qtrace.ui.theme.tokens import Status

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 22)
FACTS = {
    "part": "SR-12", "expected": "12", "supplier": "Hengmi", "supplier_zh": "恒密", "site": "S",
    "site_zh": "苏州", "revision": "B", "effective": "C", "ordered": "C", "expiry": "2026-01-01",
    "days": "3", "made_on": "2026-01-01", "excess": "200", "received": "0", "quantity": "10",
    "missing": "2", "containers": "11", "paper": "material", "lot": "L26-00001-D",
    "at": "2026-11-22T08:00:00+00:00", "name_en": "Chen", "name_zh": "陈国栋",
    "profile": "(01)(17)(10)", "extra": "(240)",
}  # fmt: skip


def words_in(language: Language) -> Words:
    """A reader at the plant."""
    return Words(load_translator(language), SHANGHAI)


def is_chinese(text: str) -> bool:
    """True if there is at least one Chinese character."""
    return any("\u4e00" <= c <= "\u9fff" for c in text)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", list(FindingCode))
def test_every_finding_has_a_title_and_a_sentence(code, language):
    words = words_in(language)
    is_over = code is FindingCode.OVER_DELIVERY
    finding = Finding(code, FACTS | ({"ordered": "1000"} if is_over else {}))
    verdict = ReceiptVerdict(finding.level, (finding,), Place.PENDING, 0, 0)
    title, said = short_finding(words.tr, finding), reason(words, verdict)
    assert title
    assert said
    assert "{" not in title + said
    assert "–" not in said, "a fact is missing"
    assert is_chinese(title) == is_chinese(said) == (language is Language.ZH_CN)


def test_no_finding_is_forgotten():
    assert set(SHORT) == set(FindingCode)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", sorted(ANSWERS))
def test_every_answer_has_title_sentence_and_next_step(code, language):
    facts = {"code": "X", "number": "3", "location": "Q-01", "lot": "L", "first": "1", "last": "2"}
    saying = Saying(Status.OK, code, tuple(facts.items()))
    tr = load_translator(language)
    explained = explain_saying(tr, saying)
    for text in (title_of(tr, saying), explained.text, explained.next_step):
        assert text
        assert "{" not in text
        assert is_chinese(text) == (language is Language.ZH_CN)


def test_every_titled_code_is_an_answer_or_a_known_refusal():
    assert set(TITLES) <= set(ANSWERS) | set(all_sentences())


def test_an_unknown_refusal_is_shown_by_its_code():
    state = ReceiveState(today=TODAY, saying=Saying(Status.BLOCKED, "NEVER_HEARD_OF"))
    spec = band(words_in(Language.EN), state)
    assert (spec.title, spec.reason) == ("Refused", "NEVER_HEARD_OF [NEVER_HEARD_OF]")


@pytest.mark.parametrize("phase", list(Phase))
def test_an_empty_state_of_any_phase_says_something(phase):
    for language in Language:
        spec = band(words_in(language), ReceiveState(today=TODAY, phase=phase))
        assert spec.title
        assert spec.status is not Status.OK


def test_what_can_be_cured_comes_before_what_is_only_to_be_known():
    codes = (
        FindingCode.FIRST_LOT_OF_SITE, FindingCode.CERTIFICATE_MISSING, FindingCode.EXPIRED,
    )  # fmt: skip
    found = tuple(Finding(code, FACTS) for code in codes)
    ordered = _in_order(ReceiptVerdict(Level.BLOCKED, found, Place.PENDING, 0, 0))
    assert [finding.code for finding in ordered] == [
        FindingCode.EXPIRED, FindingCode.CERTIFICATE_MISSING, FindingCode.FIRST_LOT_OF_SITE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"), [(Language.EN, "One. Two."), (Language.ZH_CN, "One。Two。")]
)
def test_sentences_have_the_stops_of_their_language(language, said):
    assert sentences(load_translator(language), "One", "", "Two") == said
    assert sentences(load_translator(language)) == ""


@pytest.mark.parametrize("fault", list(CountFault))
def test_every_fault_of_a_count_has_words(fault):
    assert fault_text(words_in(Language.EN), fault)
    assert is_chinese(fault_text(words_in(Language.ZH_CN), fault))


@pytest.mark.parametrize("level", list(Level))
def test_every_level_has_a_sound(level):
    assert isinstance(level_tone(level), Tone)


# --- counts ---------------------------------------------------------------------------------------


def test_typing_begins_where_something_is_missing():
    counted = typed(Counted(), "1", CountField.CONTAINERS)
    assert (counted.active, counted.draft) == (CountField.CONTAINERS, "1")
    counted = typed(typed(counted, ".", CountField.QUANTITY), ".", CountField.QUANTITY)
    assert counted.draft == "1."
    assert left_alone(counted) == Counted()


@given(st.text(alphabet="0123456789.", max_size=20))
def test_any_keys_make_a_count_or_a_fault(keys):
    counted = Counted()
    for key in keys:
        counted = typed(counted, key, CountField.QUANTITY)
    done = committed(counted, None)
    if done.quantity_q6 is not None:
        assert 0 < done.quantity_q6 < 10**15
        assert done.active is None
    else:
        assert done.fault is not None or not counted.draft


@given(st.text(alphabet="0123456789.", min_size=1, max_size=12))
def test_rubbing_out_takes_back_what_was_typed(keys):
    counted = Counted()
    for key in keys:
        counted = typed(counted, key, CountField.QUANTITY)
    while counted.draft:
        counted = rubbed(counted)
    assert counted == Counted(active=CountField.QUANTITY)


@given(st.integers(min_value=1, max_value=9999))
def test_whole_containers_are_read_as_typed(number):
    assert read_count(CountField.CONTAINERS, str(number)) == number


def test_enter_in_an_empty_field_confirms_what_is_announced():
    opened = Counted(active=CountField.QUANTITY)
    assert committed(opened, 5 * MILLION).quantity_q6 == 5 * MILLION
    assert committed(opened, None) == Counted()
    assert committed(Counted(), 7) == Counted()


# --- double entry ---------------------------------------------------------------------------------


@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_only_two_equal_entries_make_a_value(first, second):
    twice = entered(entered(Twice(), first), second)
    if not first.strip():
        return
    same = first.strip() == second.strip()
    assert twice.is_done == same
    assert twice.differs == (not same)
    assert twice.value == (first.strip() if same else None)


def test_an_empty_first_entry_means_nothing_is_there():
    assert entered(Twice(), "  ") == Twice(is_done=True)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2199, 12, 31)))
def test_a_day_is_read_in_all_its_spellings(day):
    for layout in ("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d"):
        assert read_day(f" {day.strftime(layout)} ") == day


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_none(text):
    day = read_day(text)
    assert day is None or day.year >= 2000


@pytest.mark.parametrize("text", ["", "31-11-05", "2026-02-30", "1999-12-31", "today"])
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None


# --- scans ----------------------------------------------------------------------------------------


@given(st.text(max_size=200))
def test_a_shown_code_is_short_and_visible(text):
    shown = shown_code(text)
    assert len(shown) <= 28
    assert shown.isprintable()


# --- words ----------------------------------------------------------------------------------------


@given(st.sets(st.integers(min_value=1, max_value=60)))
def test_ranges_name_exactly_the_numbers_as_far_as_they_go(numbers):
    text = ranges(sorted(numbers))
    named = set()
    for part in text.removesuffix(" …").split(", "):
        if part:
            first, _, last = part.partition("–")
            named |= set(range(int(first), int(last or first) + 1))
    assert named <= numbers
    assert text.endswith("…") or named == numbers


def test_needed_says_today_a_day_or_overdue():
    words = words_in(Language.EN)
    at = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    assert words.needed(at, TODAY) == "Today 13:00"
    assert words.needed(at.replace(day=24), TODAY) == "11-24"
    assert words.needed(at.replace(day=1), TODAY) == "Overdue 11-01"
    assert words.needed(at.replace(year=2027), TODAY) == "2027-11-22"
    assert words.needed(None, TODAY) == "–"
    assert words.is_urgent(at, TODAY)
    assert not words.is_urgent(None, TODAY)


def test_the_day_is_that_of_the_plant():
    late = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)  # one o'clock in the morning in Shanghai
    assert words_in(Language.EN).needed(late, TODAY) == "Today 01:00"
