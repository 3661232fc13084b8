"""Commands about the values of supplier certificates."""

from dataclasses import dataclass
from typing import ClassVar

from qtrace.services.commands import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedValue:
    """One value as it stands in the certificate.

    Attributes:
        value_id: id of the new row.
        no: number of the value among those of its characteristic, from 1.
        value: as typed or found in the file; empty takes back what it replaces.
        page: page of the file it was read from; None if it was typed.
        replaces: value that this one corrects.
    """

    value_id: int
    characteristic_id: int
    no: int
    value: str
    page: int | None = None
    replaces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCertificateValues(Command):
    """Compare values of a certificate with the plan of its lot: all are kept, or none.

    Facts: `odd`: how many of them lie outside the limits.
    """

    code: ClassVar[str] = "RECORD_CERTIFICATE_VALUES"

    paper_id: int
    values: tuple[CertifiedValue, ...]
