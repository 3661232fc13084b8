"""What the printing tests share: a real reader, pages as pixels, and believable documents."""

import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import zxingcpp
from PIL import Image

from qtrace.ports import Symbol
from qtrace.printing.label_data import LabelData, LotStatus
from qtrace.printing.report_data import (
    CaseKind,
    CaseRow,
    CharacteristicResult,
    ClassResult,
    DefectClass,
    DefectRow,
    DocumentHead,
    GaugeRow,
    LotFacts,
    Organisation,
    Outcome,
    PlanFacts,
    Quantities,
    ReadingCell,
    Release,
    ReportData,
    SampleRow,
    Severity,
    SignatureRow,
    SupplierCertificate,
)
from qtrace.printing.words import DocumentLanguage, Name

SHANGHAI = timezone(timedelta(hours=8))
GTIN = "06901234567892"
GS1_LOT = f"01{GTIN}1731110510L26-04817-H\x1d30100"


class ZxingReader:
    """Reads a grey picture with zxing-cpp: the independent eye of the tests."""

    def read(self, pixels: bytes, width: int, height: int) -> tuple[Symbol, ...]:
        picture = memoryview(pixels).cast("B", (height, width))
        return tuple(
            Symbol(str(found.format), found.bytes, found.symbology_identifier)
            for found in zxingcpp.read_barcodes(picture)
        )


class LyingReader:
    """Reads something else than what is there."""

    def __init__(self, *symbols: Symbol) -> None:
        self._symbols = symbols

    def read(self, pixels: bytes, width: int, height: int) -> tuple[Symbol, ...]:
        return self._symbols


def pages(pdf: bytes, folder: Path, dpi: int = 203) -> list[Image.Image]:
    """The pages of `pdf` as grey pictures, rendered by poppler."""
    source = folder / "document.pdf"
    source.write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray", str(source), str(folder / "p")], check=True
    )
    pictures = []
    for path in sorted(folder.glob("p-*.pgm")):
        with Image.open(path) as picture:
            pictures.append(picture.copy())
        path.unlink()
    return pictures


def symbols_on(picture: Image.Image) -> set[tuple[str, bytes]]:
    """AIM identifier and bytes of every symbol on a page."""
    found = ZxingReader().read(picture.tobytes(), *picture.size)
    return {(symbol.aim_id, symbol.data) for symbol in found}


def text_of(pdf: bytes, folder: Path) -> str:
    """The text a reader would copy out of `pdf`, by poppler."""
    source = folder / "document.pdf"
    source.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", str(source), "-"], check=True, capture_output=True
    )
    return done.stdout.decode("utf-8")


LABEL = LabelData(
    status=LotStatus.RELEASED,
    lot="L26-04817-H",
    container=1,
    containers=12,
    part_number="SR-12",
    part_revision="C",
    part_name=Name("密封圈 12 × 2.4", "Seal ring 12 × 2.4"),
    quantity="100",
    unit=Name("件", "pcs"),
    code="L26-04817-H/01",
    plant=Name("安泰输注医疗器械有限公司", "Antai Infusion Devices Co., Ltd."),
    form_number="QR-7.4-08 B/2",
    language=DocumentLanguage.BOTH,
    printed_at=datetime(2026, 11, 22, 10, 28, tzinfo=SHANGHAI),
    expires_on=date(2031, 11, 5),
    supplier_lot="HM-2610-S7734",
)

INSPECTED = SignatureRow(
    "林晓雯",
    Name("检验员", "Inspector"),
    Name("结果属实", "The results are true"),
    datetime(2026, 11, 22, 10, 24, 38, tzinfo=SHANGHAI),
    "9f3a51c07be244d1",
    "IQC-2",
)
REVIEWED = SignatureRow(
    "周岚",
    Name("复核员", "Reviewer"),
    Name("同意接收", "I agree to accept"),
    datetime(2026, 11, 22, 10, 28, 41, tzinfo=SHANGHAI),
    "c07d1e9b0a66f2d3",
)

REPORT = ReportData(
    head=DocumentHead(
        number="IR-26-0931",
        revision=1,
        form_number="QR-8.2-03",
        form_revision="B/2",
        language=DocumentLanguage.BOTH,
        issued_at=datetime(2026, 11, 22, 10, 28, 55, tzinfo=SHANGHAI),
        verification_code="7KQ4-9M2C-TX0H",
    ),
    plant=Organisation(
        Name("安泰输注医疗器械有限公司", "Antai Infusion Devices Co., Ltd."),
        address=Name("苏州星湖街 218 号", "218 Xinghu Street, Suzhou"),
    ),
    supplier=Organisation(Name("恒密橡塑", "Hengmi Rubber"), "S-014"),
    site=Organisation(Name("苏州一厂", "Suzhou plant 1"), "S-014-1"),
    lot=LotFacts(
        number="L26-04817-H",
        part_number="SR-12",
        part_revision="C",
        part_name=Name("密封圈 12 × 2.4", "Seal ring 12 × 2.4"),
        supplier_lot="HM-2610-S7734",
        order="PO-26-1188 / 20",
        received_at=datetime(2026, 11, 22, 8, 41, 12, tzinfo=SHANGHAI),
        containers=Name("12 袋", "12 bags"),
        specification="DWG SR-12 rev C",
        delivery_note="DN-77120",
        manufactured_on=date(2026, 11, 5),
        expires_on=date(2031, 11, 5),
    ),
    quantities=Quantities(
        Name("件", "pcs"), "1 200", "1 197", "3", Name("样品 9、31、66", "9, 31, 66")
    ),
    plan=PlanFacts(
        number="IP-SR-12",
        version="3",
        standard="GB/T 2828.1-2012 (ISO 2859-1:1999)",
        sampling=Name("一次抽样", "Single sampling"),
        level="II",
        severity=Severity.NORMAL,
        severity_reason=Name("转移得分 20", "Switching score 20"),
    ),
    outcome=Outcome.ACCEPTED,
    outcome_reason=Name("各类 d 均未超 Ac", "No class exceeds Ac"),
    classes=(
        ClassResult(DefectClass.CRITICAL, "0.15", "J", 80, 0, 1, 0, accepted=True),
        ClassResult(DefectClass.MAJOR, "2.5", "F", 20, 1, 2, 1, accepted=True),
    ),
    characteristics=(
        CharacteristicResult(
            "1",
            Name("内径", "Inner diameter"),
            DefectClass.MAJOR,
            Name("11.90 – 12.10"),
            "mm",
            Name("影像仪 VM-002", "Vision VM-002"),
            20,
            1,
            "11.93",
            "12.004",
            "12.13",
        ),
        CharacteristicResult(
            "2",
            Name("外观", "Appearance"),
            DefectClass.MINOR,
            Name("按限度样 LS-12", "To limit sample LS-12"),
            "",
            Name("目视", "Visual"),
            80,
            2,
        ),
    ),
    signatures=(INSPECTED, REVIEWED),
    reading_columns=("1",),
    samples=(
        SampleRow("1", "L26-04817-H/01", (ReadingCell("12.01"),)),
        SampleRow("9", "L26-04817-H/02", (ReadingCell("12.13", conforms=False),)),
        SampleRow("10", "L26-04817-H/02", (ReadingCell("12.04", first_text="120.4"),)),
    ),
    defects=(DefectRow("F012", Name("飞边", "Flash"), DefectClass.MINOR, "31, 66", 2),),
    gauges=(
        GaugeRow("VM-002", Name("影像测量仪", "Vision machine"), date(2027, 1, 15), "CAL-26-0877"),
    ),
    certificates=(
        SupplierCertificate(
            Name("合格证明", "Certificate of conformance"),
            "CoC-S7734",
            date(2026, 11, 8),
            "a41f09c2",
        ),
    ),
    release=Release(
        "1 197", Name("准予放行。", "The lot conforms and is released."), REVIEWED, "RC-26-0874"
    ),
)

REJECTED = replace(
    REPORT,
    outcome=Outcome.REJECTED,
    outcome_reason=Name("主要类 d 2 ≥ Re 2", "Major class d 2 ≥ Re 2"),
    classes=(ClassResult(DefectClass.MAJOR, "2.5", "F", 20, 1, 2, 2, accepted=False),),
    cases=(
        CaseRow(
            CaseKind.NONCONFORMANCE,
            "NCR-26-0042",
            Name("内径超上限", "Too large"),
            Name("待处置", "Open"),
        ),
    ),
    release=None,
)


def in_language(
    report: ReportData, language: DocumentLanguage, *, demo: bool = False
) -> ReportData:
    """`report` in another language."""
    return replace(report, head=replace(report.head, language=language, demo=demo))
