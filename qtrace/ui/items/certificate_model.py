"""A supplier's certificate beside the plan: its values, typed or read from its file."""

from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.domain.certificates import FoundValue
from qtrace.services.commands import Command
from qtrace.services.evidence import EvidenceFile
from qtrace.services.outcomes import Changes, Done, Outcome, Refusal
from qtrace.services.receiving.certificates import (
    CertificateSheet,
    ComparedCharacteristic,
    certificate_sheet,
    read_certificate_file,
    values_of_file,
)
from qtrace.services.receiving.certificates_commands import CertifiedValue, RecordCertificateValues
from qtrace.services.receiving.commands import RegisterPaper
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.field_problems import judge_filled


class CertificateForm(StrEnum):
    """The one form: values of the chosen characteristic."""

    VALUES = "values"


@dataclass(frozen=True, slots=True)
class CertificateState(DeskState):
    """A desk of one certificate.

    Attributes:
        sheet: the certificate; None before the first answer.
        found: what its file seems to state; None before it was read.
    """

    sheet: CertificateSheet | None = None
    found: tuple[FoundValue, ...] | None = field(default=None)


class CertificateModel(DeskModel):
    """Compares a certificate with the plan."""

    def __init__(self, bench: Bench, paper_id: int) -> None:
        subject = DeskSubject(lambda _reads: (), lambda row: row.characteristic_id, ObjectKind.ITEM)
        super().__init__(bench, subject, CertificateState())
        self.paper_id = paper_id
        self.asked_for = paper_id

    @property
    def certificate(self) -> CertificateState:
        """The state with the sheet."""
        assert isinstance(self.state, CertificateState)
        return self.state

    @property
    def chosen(self) -> ComparedCharacteristic | None:
        """The chosen characteristic."""
        return self.row

    @property
    def is_open(self) -> bool:
        """True if values may be entered by who is signed in."""
        sheet = self.certificate.sheet
        may = self.bench.may("RECORD_CERTIFICATE_VALUES")
        return sheet is not None and sheet.is_open and may

    @property
    def proposed(self) -> tuple[FoundValue, ...]:
        """What the file states about the chosen characteristic and was not entered yet."""
        row, found = self.chosen, self.certificate.found or ()
        if row is None:
            return ()
        known = len(row.values)
        return tuple(each for each in found if each.key == row.characteristic_id)[known:]

    def refresh(self) -> None:
        """Read the certificate again."""
        self.bench.ask(certificate_sheet, self._read, self.paper_id)

    def open(self, form: str) -> None:
        """Open the form of the chosen characteristic."""
        if self.is_open and self.chosen is not None:
            super().open(form)

    def read_file(self) -> None:
        """Read values from the kept file, to be looked at and confirmed."""
        sheet = self.certificate.sheet
        if sheet is not None and sheet.is_text and self.is_open:
            reader = self.bench.page_reader
            self.bench.ask(values_of_file, self._found, self.paper_id, reader)

    def save(self, text: str) -> None:
        """Record the values in `text`, one after the other."""
        row = self.chosen
        if self.state.busy or row is None or self.refuse_answers(judge_filled({"values": text})):
            return
        command = self._recorded(row, text)
        self.send([lambda: command])

    def take_back(self) -> None:
        """Take back the newest value of the chosen characteristic."""
        row = self.chosen
        if row is None or not row.values or not self.is_open:
            return
        last = row.values[-1]
        entry = CertifiedValue(
            value_id=self.bench.new_id(),
            characteristic_id=row.characteristic_id,
            no=last.no,
            value="",
            replaces=last.value_id,
        )
        self.send([lambda: self._command((entry,))])

    def attach(self, path: str) -> None:
        """Keep a file with the certificate; the paper is registered anew with it."""
        self.bench.ask(read_certificate_file, self._attach, path)

    def photograph(self) -> bool:
        """Keep what the camera shows; False if there is no picture."""
        camera = self.bench.photographer
        content = camera.take() if camera is not None and camera.is_ready else None
        if content is None:
            return False
        name = self.bench.local(self.bench.now()).strftime("camera-%Y%m%d-%H%M%S.jpg")
        self._attach(EvidenceFile(content, name, "image/jpeg"))
        return True

    def _recorded(self, row: ComparedCharacteristic, text: str) -> Command:
        first = max((value.no for value in row.values), default=0) + 1
        pages = {each.value: each.page for each in self.proposed}
        entries = tuple(
            CertifiedValue(
                value_id=self.bench.new_id(),
                characteristic_id=row.characteristic_id,
                no=first + place,
                value=word,
                page=pages.get(word),
            )
            for place, word in enumerate(text.replace(";", " ").split())
        )
        return self._command(entries)

    def _command(self, entries: tuple[CertifiedValue, ...]) -> Command:
        return RecordCertificateValues(**self.bench.head(), paper_id=self.paper_id, values=entries)

    def _attach(self, file: EvidenceFile | Refusal) -> None:
        sheet = self.certificate.sheet
        if isinstance(file, Refusal):
            self.become(refusal=file)
            return
        if sheet is None or self.state.busy:
            return
        paper_id = self.bench.new_id()
        command = RegisterPaper(
            **self.bench.head(),
            paper_id=paper_id,
            lot_id=sheet.lot_id,
            kind=sheet.kind,
            number=sheet.number,
            supersedes_id=self.paper_id,
            evidence=file.content,
            evidence_name=file.name,
            media_type=file.media_type,
        )
        self.become(busy=True, refusal=None)
        self.bench.send(command, lambda outcome: self._attached(paper_id, outcome))

    def _attached(self, paper_id: int, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self.paper_id = paper_id
            self.become(busy=False, found=None)
            self.refresh()
        else:
            self.become(busy=False, refusal=outcome)

    def _read(self, sheet: CertificateSheet | None) -> None:
        if sheet is not None:
            self.become(sheet=sheet)
            self._listed(sheet.characteristics)

    def _found(self, found: tuple[FoundValue, ...]) -> None:
        self.become(found=found)
        first = next((each.key for each in found), None)
        if first is not None:
            self.choose(first)
            self.open(CertificateForm.VALUES)

    def _read_history(self) -> None:
        """The row brings its values with it."""

    def _close_with(self, then_choose: int | None, refusal: Refusal | None) -> None:
        super()._close_with(then_choose, refusal)
        self.refresh()

    def _heard(self, changes: Changes) -> None:
        sheet = self.certificate.sheet
        if sheet is not None and changes.touches(ObjectKind.ITEM.value, sheet.lot_id):
            self.refresh()
