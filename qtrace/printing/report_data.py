"""What an incoming inspection report says, frozen at issue; rendering adds nothing and drops nothing.

Texts are final: numbers arrive formatted, with the digits they were read with. Names are in both
languages (`Name`), an empty side takes the other one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qtrace.printing.codec import from_json, to_json
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.words import NO_NAME, DocumentLanguage, Name


class Outcome(StrEnum):
    """What was decided on the lot."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PARTIAL = "partial"


class DefectClass(StrEnum):
    """Class of a characteristic or defect."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"


class Severity(StrEnum):
    """Severity of inspection by the switching rules."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"


class CaseKind(StrEnum):
    """Kind of a case that a report names."""

    NONCONFORMANCE = "nonconformance"
    HOLD = "hold"
    DEVIATION = "deviation"
    CONCESSION = "concession"


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """Identity of the document.

    Attributes:
        number: report number.
        revision: report revision, from 1.
        form_number: the plant's form number.
        form_revision: revision of the form.
        language: language of this document.
        issued_at: aware instant, printed with its offset.
        verification_code: prefix of the issuing record's leaf hash.
        symbol_data: ASCII text of the DataMatrix beside it; empty: the verification code.
        supersedes: number and revision that this one replaces, or empty.
        demo: True prints the demo mark on every page.
    """

    number: str
    revision: int
    form_number: str
    form_revision: str
    language: DocumentLanguage
    issued_at: datetime
    verification_code: str
    symbol_data: str = ""
    supersedes: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """The plant, the supplier or the manufacturing site."""

    name: Name
    number: str = ""
    address: Name = NO_NAME


@dataclass(frozen=True, slots=True)
class LotFacts:
    """What was received.

    Attributes:
        number: our lot number.
        part_number: part.
        part_revision: revision in force at receipt.
        part_name: name of the part.
        specification: drawing or specification with its edition.
        supplier_lot: lot number of the supplier.
        order: order and line.
        delivery_note: number of the delivery note.
        received_at: aware instant of receipt.
        manufactured_on: day of manufacture, or None.
        expires_on: last usable day, or None.
        containers: count and kind, e.g. `12 bags`.
    """

    number: str
    part_number: str
    part_revision: str
    part_name: Name
    supplier_lot: str
    order: str
    received_at: datetime
    containers: Name
    specification: str = ""
    delivery_note: str = ""
    manufactured_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Quantities:
    """Quantities as formatted text, without unit; `unit` says it once."""

    unit: Name
    received: str
    released: str
    set_aside: str
    set_aside_note: Name = NO_NAME


@dataclass(frozen=True, slots=True)
class ClassResult:
    """Result of one class of characteristics.

    Attributes:
        defect_class: the class.
        aql: AQL as printed in the standard; empty for a fixed number or 100 %.
        code_letter: letter of the plan used.
        n: pieces inspected.
        ac: acceptance number; -1 where the class is judged from its values.
        re: rejection number; -1 likewise.
        d: nonconforming pieces found.
        accepted: True if the class was accepted.
    """

    defect_class: DefectClass
    aql: str
    code_letter: str
    n: int
    ac: int
    re: int
    d: int
    accepted: bool


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The plan and the sampling that was used.

    Attributes:
        number: plan number.
        version: version of the plan.
        standard: standard with its edition, e.g. `GB/T 2828.1-2012 (ISO 2859-1:1999)`.
        sampling: kind of sampling, e.g. single sampling.
        level: inspection level.
        severity: severity of this lot.
        severity_reason: why, in one line.
        unverified_table: True if the table is shipped as unverified and decided nothing.
        stopped_early: why inspection ended before the sample was complete, or empty.
    """

    number: str
    version: str
    standard: str
    sampling: Name
    level: str
    severity: Severity
    severity_reason: Name
    unverified_table: bool = False
    stopped_early: Name = NO_NAME


@dataclass(frozen=True, slots=True)
class CharacteristicResult:
    """One characteristic, its requirement and what was found.

    Attributes:
        number: number on the plan, also the column of the annex.
        name: name.
        defect_class: class.
        requirement: limits or wording, e.g. `11.90 - 12.10`.
        unit: unit, or empty for an attribute.
        method: gauge or method used.
        n: pieces inspected.
        d: nonconforming pieces.
        minimum: smallest reading; empty for an attribute.
        mean: mean of the readings; empty for an attribute.
        maximum: largest reading; empty for an attribute.
    """

    number: str
    name: Name
    defect_class: DefectClass
    requirement: Name
    unit: str
    method: Name
    n: int
    d: int
    minimum: str = ""
    mean: str = ""
    maximum: str = ""


@dataclass(frozen=True, slots=True)
class ReadingCell:
    """One reading of the annex.

    Attributes:
        text: the value.
        first_text: the value before a correction, or empty.
        words: what stands instead of the value where it has words: an option, a photo.
        note: what a computed value was computed from.
    """

    text: str
    conforms: bool = True
    first_text: str = ""
    words: Name = NO_NAME
    note: str = ""


@dataclass(frozen=True, slots=True)
class SampleRow:
    """Readings of one piece, in the order of `ReportData.reading_columns`."""

    sample: str
    container: str
    readings: tuple[ReadingCell, ...]


@dataclass(frozen=True, slots=True)
class DefectRow:
    """A kind of defect that was found."""

    code: str
    name: Name
    defect_class: DefectClass
    samples: str
    count: int
    note: Name = NO_NAME


@dataclass(frozen=True, slots=True)
class GaugeRow:
    """A gauge used, and until when its calibration was valid."""

    number: str
    name: Name
    calibrated_until: date | None
    calibration_certificate: str = ""


@dataclass(frozen=True, slots=True)
class SupplierCertificate:
    """A paper that came with the delivery; `digest` is the start of the SHA-256 of its bytes."""

    kind: Name
    number: str
    issued_on: date | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class CertifiedRow:
    """What a supplier's certificate states about one characteristic.

    Attributes:
        certificate: its number.
        number: of the characteristic.
        requirement: limits of the plan with their unit.
        values: as they stand in the certificate, with spaces between.
        odd: those beyond the limits, likewise; empty if there are none.
    """

    certificate: str
    number: str
    name: Name
    requirement: Name
    values: str
    odd: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case that belongs to this lot."""

    kind: CaseKind
    number: str
    text: Name
    state: Name


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """An electronic signature, with the start of the hash of what was signed."""

    person: str
    role: Name
    meaning: Name
    signed_at: datetime
    content_hash: str
    station: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """The release certificate part; a rejected lot has none.

    Attributes:
        number: number of the release certificate; empty: the report's number counts.
        quantity: released quantity without unit.
        statement: conformity in words.
        signature: who released.
    """

    quantity: str
    statement: Name
    signature: SignatureRow
    number: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo of a reading; `digest` is the SHA-256 of its file, 64 hex digits."""

    characteristic: str
    piece: str
    value: str
    digest: str


@dataclass(frozen=True, slots=True)
class SeriesLot:
    """One lot of a series.

    Attributes:
        d: failed pieces.
        severity: severity that it was inspected under.
        counted: False for a resubmitted lot, and for a part of a lot that counts elsewhere.
        current: True for the lot of this report.
    """

    lot: str
    d: int
    severity: Severity
    accepted: bool
    counted: bool
    current: bool


@dataclass(frozen=True, slots=True)
class SeriesStrip:
    """The last lots of a class, oldest first, and what holds for the next one.

    Attributes:
        scheme: level and AQL.
    """

    defect_class: DefectClass
    scheme: str
    lots: tuple[SeriesLot, ...]
    next_lot: Name


@dataclass(frozen=True, slots=True)
class ReportData:
    """An incoming inspection report 进货检验报告, complete.

    Attributes:
        reading_columns: numbers of the characteristics that the annex has columns for.
        outcome_reason: why, and what follows, in one or two sentences.
        release: the release certificate part; must be None when the outcome is rejected.
        series: last lots of each class with its severity, as the screen shows them.
    """

    head: DocumentHead
    plant: Organisation
    supplier: Organisation
    site: Organisation
    lot: LotFacts
    quantities: Quantities
    plan: PlanFacts
    outcome: Outcome
    outcome_reason: Name
    classes: tuple[ClassResult, ...]
    characteristics: tuple[CharacteristicResult, ...]
    signatures: tuple[SignatureRow, ...]
    reading_columns: tuple[str, ...] = ()
    samples: tuple[SampleRow, ...] = ()
    defects: tuple[DefectRow, ...] = ()
    gauges: tuple[GaugeRow, ...] = ()
    certificates: tuple[SupplierCertificate, ...] = ()
    certified: tuple[CertifiedRow, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    remarks: Name = NO_NAME
    release: Release | None = None
    figures: tuple[Figure, ...] = ()
    series: tuple[SeriesStrip, ...] = ()


def report_to_json(report: ReportData) -> str:
    """`report` as JSON with sorted keys; equal reports give equal text."""
    return to_json(report)


def report_from_json(text: str) -> ReportData | PrintRefusal:
    """The report that `text` holds, or DOCUMENT_DATA_INVALID with the path of what is wrong."""
    return from_json(ReportData, text)
