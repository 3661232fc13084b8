"""The inspection report: complete, in three languages, literal, embedded, the same every time."""

import io
import re
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from qtrace.printing.certificates import render_report
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.report_data import (
    Outcome,
    Quantities,
    ReadingCell,
    ReportData,
    SampleRow,
    Severity,
    report_from_json,
    report_to_json,
)
from qtrace.printing.words import DocumentLanguage, Name
from tests.printing.support import (
    REJECTED,
    REPORT,
    REVIEWED,
    LyingReader,
    ZxingReader,
    in_language,
    pages,
    symbols_on,
    text_of,
)


def pdf(report: ReportData) -> bytes:
    done = render_report(report, ZxingReader())
    assert isinstance(done, bytes), done
    return done


def refusal_of(report: ReportData) -> PrintRefusal:
    refusal = render_report(report, ZxingReader())
    assert isinstance(refusal, PrintRefusal)
    return refusal


ALWAYS = (
    "IR-26-0931", "QR-8.2-03", "B/2", "7KQ4-9M2C-TX0H", "L26-04817-H", "HM-2610-S7734", "SR-12",
    "GB/T 2828.1-2012 (ISO 2859-1:1999)", "IP-SR-12", "S-014", "S-014-1", "PO-26-1188 / 20",
    "1 200", "1 197", "11.93", "12.004", "12.13", "0.15", "F012", "VM-002", "2027-01-15",
    "CAL-26-0877", "CoC-S7734", "林晓雯", "周岚", "2026-11-22 10:24:38 +08:00",
    "2026-11-22 10:28:41 +08:00", "9f3a51c07be244d1", "RC-26-0874", "IQC-2", "a41f09c2",
)  # fmt: skip
CHINESE = (
    "进货检验报告",
    "判定接收",
    "安泰输注医疗器械有限公司",
    "密封圈",
    "恒密橡塑",
    "正常",
    "转移得分",
    "放行证明",
    "复核员",
    "同意接收",
    "致命",
    "准予放行",
)
ENGLISH = ("Incoming inspection report", "ACCEPTED", "Antai Infusion Devices", "Seal ring", "Hengmi Rubber", "Normal", "Switching score 20", "Release certificate", "Reviewer", "I agree to accept", "Critical", "is released")  # fmt: skip


@pytest.mark.parametrize("language", list(DocumentLanguage))
def test_everything_is_in_the_text(language: DocumentLanguage, tmp_path: Path) -> None:
    text = text_of(pdf(in_language(REPORT, language)), tmp_path)
    for word in ALWAYS:
        assert word in text
    for word in CHINESE:
        assert (word in text) is (language is not DocumentLanguage.EN), word
    for word in ENGLISH:
        assert (word in text) is (language is not DocumentLanguage.ZH), word
    assert "■" not in text


@pytest.mark.parametrize("language", list(DocumentLanguage))
def test_every_page_has_number_revision_form_and_its_count(
    language: DocumentLanguage, tmp_path: Path
) -> None:
    many = tuple(SampleRow(str(i), "", (ReadingCell("12.00"),)) for i in range(1, 301))
    done = pdf(in_language(replace(REPORT, samples=many), language))
    reader = PdfReader(io.BytesIO(done))
    total = len(reader.pages)
    assert total > 4
    for number, page in enumerate(reader.pages, start=1):
        text = re.sub(r"\s+", " ", page.extract_text())
        assert "IR-26-0931" in text
        assert "QR-8.2-03" in text
        assert "7KQ4-9M2C-TX0H" in text
        if language is not DocumentLanguage.EN:
            assert f"第 {number} 页 共 {total} 页" in text
        if language is not DocumentLanguage.ZH:
            assert f"Page {number} of {total}" in text


def test_a_plant_without_a_form_number_prints_none() -> None:
    bare = replace(REPORT, head=replace(REPORT.head, form_number="", form_revision=""))
    text = PdfReader(io.BytesIO(pdf(bare))).pages[0].extract_text()
    assert "Form" not in text
    assert "表单号" not in text


def test_symbol_of_the_page_decodes(tmp_path: Path) -> None:
    first = pages(pdf(REPORT), tmp_path)[0]
    assert symbols_on(first) == {("]d1", b"7KQ4-9M2C-TX0H")}
    own = replace(REPORT, head=replace(REPORT.head, symbol_data="qtrace:IR-26-0931/1"))
    first = pages(pdf(own), tmp_path)[0]
    assert symbols_on(first) == {("]d1", b"qtrace:IR-26-0931/1")}


def test_symbol_that_does_not_read_back_stops_the_report() -> None:
    refusal = render_report(REPORT, LyingReader())
    assert isinstance(refusal, PrintRefusal)
    assert refusal.code is PrintRefusalCode.SYMBOL_READS_BACK_WRONG


def test_missing_verification_code_stops_the_report() -> None:
    head = replace(REPORT.head, verification_code="")
    assert refusal_of(replace(REPORT, head=head)).code is PrintRefusalCode.SYMBOL_DATA_INVALID


def test_same_data_same_bytes() -> None:
    stored = report_from_json(report_to_json(REPORT))
    assert isinstance(stored, ReportData)
    assert pdf(REPORT) == pdf(stored)
    assert pdf(REPORT) != pdf(REJECTED)


def test_rejected_lot_has_a_refusal_and_no_release_part(tmp_path: Path) -> None:
    text = text_of(pdf(REJECTED), tmp_path)
    assert "判定拒收" in text
    assert "REJECTED" in text
    assert "NCR-26-0042" in text
    assert "不出具放行证明" in text
    assert "放行人" not in text
    assert "Released by" not in text


def test_a_release_part_on_a_rejected_lot_is_refused() -> None:
    refusal = refusal_of(replace(REJECTED, release=REPORT.release))
    assert refusal.code is PrintRefusalCode.DOCUMENT_DATA_INVALID
    assert refusal.facts["path"] == "$.release"


def test_partial_acceptance_names_both_quantities(tmp_path: Path) -> None:
    partial = replace(
        in_language(REPORT, DocumentLanguage.EN),
        outcome=Outcome.PARTIAL,
        quantities=Quantities(Name("件", "pcs"), "1 200", "800", "400"),
    )
    text = text_of(pdf(partial), tmp_path)
    assert "PARTLY ACCEPTED" in text
    assert "800 pcs" in text
    assert "400 pcs" in text


def test_accepted_but_not_yet_released_says_neither(tmp_path: Path) -> None:
    text = text_of(pdf(replace(REPORT, release=None)), tmp_path)
    assert "放行证明" not in text


def test_demo_mark_is_on_every_page(tmp_path: Path) -> None:
    reader = PdfReader(io.BytesIO(pdf(in_language(REPORT, DocumentLanguage.BOTH, demo=True))))
    for page in reader.pages:
        text = page.extract_text()
        assert "演示" in text
        assert "not a quality record" in text
    assert "演示" not in text_of(pdf(REPORT), tmp_path)


def test_corrected_and_failing_readings_are_shown(tmp_path: Path) -> None:
    text = text_of(pdf(REPORT), tmp_path)
    assert "(120.4)" in text
    assert "Boxed: does not conform" in text


def test_facts_that_only_sometimes_exist(tmp_path: Path) -> None:
    plan = replace(
        REPORT.plan,
        severity=Severity.TIGHTENED,
        unverified_table=True,
        stopped_early=Name("第 7 件达到 Re", "Re reached at piece 7"),
    )
    head = replace(REPORT.head, revision=2, supersedes="IR-26-0931 / 1")
    lot = replace(REPORT.lot, manufactured_on=None, expires_on=None)
    report = replace(
        REPORT, plan=plan, head=head, lot=lot, remarks=Name("第一行\n第二行", "Remark")
    )
    text = text_of(pdf(report), tmp_path)
    for word in (
        "加严",
        "抽样表未经验证",
        "Re reached at piece 7",
        "IR-26-0931 / 1",
        "第一行",
        "第二行",
    ):
        assert word in text


MARKUP = [
    '<img src="/etc/passwd"/>',
    '<a href="http://example.com">LOT</a>',
    "LOT & <CO",
    "<font color='red'>unclosed",
    "&lt;b&gt; &#65; &copy;",
    ") Tj /JS (app.alert(1)) ET",
    "<para><b>x</para>",
    "\\) \\057",
]


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_is_printed_literally(markup: str, tmp_path: Path) -> None:
    name = Name(markup, markup)
    report = replace(
        in_language(REPORT, DocumentLanguage.EN),
        supplier=replace(REPORT.supplier, name=name),
        outcome_reason=name,
        remarks=name,
        plant=replace(REPORT.plant, name=name),
        lot=replace(REPORT.lot, part_name=name),
        signatures=(replace(REVIEWED, person=markup, meaning=name),),
    )
    done = pdf(report)
    flat = re.sub(r"\s+", "", text_of(done, tmp_path))
    assert flat.count(re.sub(r"\s+", "", markup)) >= 3
    reader = PdfReader(io.BytesIO(done))
    for page in reader.pages:
        assert not page.images
        assert "/Annots" not in page
    assert "/JavaScript" not in str(reader.trailer["/Root"])


def all_texts(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Paths of every text of the report that a person types."""
    if isinstance(value, str) and not hasattr(value, "value"):
        return [path]
    if isinstance(value, tuple):
        return [p for i, item in enumerate(value) for p in all_texts(item, (*path, i))]
    if hasattr(value, "__dataclass_fields__"):
        return [
            p for f in fields(value) for p in all_texts(getattr(value, f.name), (*path, f.name))
        ]
    return []


def with_text(value: object, path: tuple[object, ...], text: str) -> object:
    if not path:
        return text
    step, *rest = path
    if isinstance(step, int):
        assert isinstance(value, tuple)
        return (*value[:step], with_text(value[step], tuple(rest), text), *value[step + 1 :])
    return replace(value, **{step: with_text(getattr(value, step), tuple(rest), text)})


@pytest.mark.parametrize("path", all_texts(REPORT), ids=lambda p: ".".join(map(str, p)))
def test_a_missing_glyph_anywhere_is_refused_by_path(path: tuple[object, ...]) -> None:
    broken = with_text(REPORT, path, "x\U0001f600")
    assert isinstance(broken, ReportData)
    refusal = refusal_of(broken)
    assert refusal.code is PrintRefusalCode.GLYPH_MISSING
    assert refusal.facts["codepoint"] == "U+1F600"
    for step in path:
        assert (f"[{step}]" if isinstance(step, int) else f".{step}") in refusal.facts["field"]


PRINTED_TEXTS = [path for path in all_texts(REPORT) if path != ("head", "symbol_data")]


@settings(max_examples=15)
@given(path=st.sampled_from(PRINTED_TEXTS), length=st.integers(100, 1500), latin=st.booleans())
def test_long_text_anywhere_is_printed_whole_or_refused(
    path: tuple[object, ...], length: int, latin: bool
) -> None:
    word = "Lorem ipsum-dolor " if latin else "密封圈内径超上限，"
    long = (word * (length // len(word) + 1))[:length]
    changed = with_text(REPORT, path, long)
    assert isinstance(changed, ReportData)
    done = render_report(changed, ZxingReader())
    if isinstance(done, PrintRefusal):
        assert done.code in (
            PrintRefusalCode.TEXT_DOES_NOT_FIT,
            PrintRefusalCode.SYMBOL_DATA_INVALID,
        )
        return
    reader = PdfReader(io.BytesIO(done))
    baselines: list[float] = []
    parts: list[str] = []

    def seen(part: str, cm: list[float], tm: list[float], _font: object, _size: object) -> None:
        if part.strip():
            parts.append(part)
            baselines.append(cm[1] * tm[4] + cm[3] * tm[5] + cm[5])

    for page in reader.pages:
        page.extract_text(visitor_text=seen)
    assert min(baselines) > 20
    assert max(baselines) < 830
    flat = re.sub(r"\s+", "", "".join(parts))
    assert flat.count(word[:3].replace(" ", "")) >= length // len(word) - 2


def test_five_characteristics_by_eighty_pieces(tmp_path: Path) -> None:
    columns = tuple("12345")
    samples = tuple(
        SampleRow(
            str(i), f"L26-04817-H/{i:02d}", tuple(ReadingCell(f"{i}.{c}", i != 9) for c in columns)
        )
        for i in range(1, 81)
    )
    text = text_of(pdf(replace(REPORT, reading_columns=columns, samples=samples)), tmp_path)
    for i in range(1, 81):
        for c in columns:
            assert f"{i}.{c}" in text


def test_readings_that_do_not_match_their_columns_are_refused() -> None:
    report = replace(REPORT, reading_columns=("1", "2"))
    refusal = refusal_of(report)
    assert refusal.code is PrintRefusalCode.DOCUMENT_DATA_INVALID
    assert refusal.facts["path"] == "$.samples[0]"


def test_offset_of_utc_is_written(tmp_path: Path) -> None:
    from datetime import UTC

    head = replace(REPORT.head, issued_at=REPORT.head.issued_at.astimezone(UTC))
    assert "2026-11-22 02:28:55 +00:00" in text_of(pdf(replace(REPORT, head=head)), tmp_path)
    assert head.issued_at - REPORT.head.issued_at == timedelta(0)


def test_file_properties_name_the_document() -> None:
    info = PdfReader(io.BytesIO(pdf(REPORT))).metadata
    assert info is not None
    assert info.title == "IR-26-0931 / 1"
    assert info.author == "安泰输注医疗器械有限公司"
    assert info.subject == "L26-04817-H"


@pytest.mark.parametrize("path", PRINTED_TEXTS, ids=lambda p: ".".join(map(str, p)))
def test_no_text_of_the_data_is_dropped(path: tuple[object, ...], tmp_path: Path) -> None:
    """Whatever was frozen is on the paper: every text, in both languages, one at a time."""
    marked = with_text(REPORT, path, "Qz7Kx")
    assert isinstance(marked, ReportData)
    assert "Qz7Kx" in text_of(pdf(marked), tmp_path)
