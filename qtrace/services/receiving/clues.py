"""What a scan or a typed text says about a delivery, and the part that its codes name."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from qtrace.domain.catalogue import CodeAgency, unkeepable_field
from qtrace.domain.codes.code_profile import Deviation
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode, InternalKind, parse_internal
from qtrace.domain.codes.label_join import IssuerMessage
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import CodeReason, Verdict
from qtrace.domain.quantities import MILLION
from qtrace.models.catalogue import Part, PartCode, PartRevision
from qtrace.services.catalogue.code_profiles import deviation_of

MOST_PIECES = 10**12
"""Counts above this are no counts; they come from digits that lost their field."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What leads to a delivery line; everything that is not carried is None.

    Attributes:
        delivery_code: our own code `DLV-…`.
        text: what a person typed: order number or delivery note.
        part_id: part that the code names.
        code_part_id: part whose product code (GTIN, device identifier) is on it.
        part_text: what the code says about the part, if we do not know it.
        revision: revision that the code names.
        packages: count of packages that the code carries (AI 37).
        per_q6: quantity in one package of the scanned code.
        quantity_q6: quantity that the code carries.
        has_code: True if a usable code was scanned.
        raw: the scanned or typed text.
        profile: the part's code profile, if that decided what a suspect code says.
        deviation: how the label differs from the part's code profile, None if it keeps to it.
    """

    raw: str
    has_code: bool = False
    sscc: str | None = None
    delivery_code: str | None = None
    order: str | None = None
    text: str | None = None
    part_id: int | None = None
    code_part_id: int | None = None
    part_text: str = ""
    revision: str | None = None
    supplier_lot: str | None = None
    made_on: date | None = None
    expiry: date | None = None
    packages: int | None = None
    per_q6: int | None = None
    quantity_q6: int | None = None
    profile: str = ""
    deviation: Deviation | None = None

    @property
    def names_unknown_part(self) -> bool:
        """True if the code names a product that is none of ours: never taken for what is due."""
        return self.part_id is None and bool(self.part_text)


def read_clues(session: Session, scanned: IssuerMessage | InternalCode | str) -> Clues:
    """The clues of a scan or of a typed text; a message that is not valid gives none."""
    if isinstance(scanned, str):
        typed = scanned.strip()
        ours = parse_internal(typed.upper())
        if isinstance(ours, InternalCode):
            return read_clues(session, ours)
        is_text = bool(typed) and unkeepable_field(text=typed) is None
        return Clues(raw=scanned, text=typed if is_text else None)
    if isinstance(scanned, InternalCode):
        is_delivery = scanned.kind is InternalKind.DELIVERY
        return Clues(
            raw=scanned.raw,
            has_code=is_delivery,
            delivery_code=scanned.text if is_delivery else None,
        )
    if scanned.verdict is not Verdict.VALID:
        return Clues(raw=scanned.raw)
    if isinstance(scanned, LabelMessage):
        return _of_label(session, scanned)
    return _of_message(session, scanned)


def _of_message(session: Session, message: GS1Message) -> Clues:
    gtin, marking = message.content or message.di, message.get("240")
    code = _part_code(session, CodeAgency.GS1, gtin)
    named = _part_and_revision(session, marking)
    is_foreign = code is None and gtin is not None and _has_codes(session, named[0])
    part_id = None if is_foreign else code.part_id if code else named[0]
    revision = named[1] if named[0] in (None, part_id) else None
    if revision is None and code is not None and code.revision_id is not None:
        revision = session.get_one(PartRevision, code.revision_id).revision
    packages = _count(message.get("37"))
    per_q6 = code.units_per_q6 if code else None
    return Clues(
        raw=message.raw,
        has_code=True,
        sscc=message.get("00"),
        order=message.get("400"),
        part_id=part_id,
        code_part_id=code.part_id if code else None,
        part_text=(gtin if is_foreign else marking or gtin) or "",
        revision=revision,
        supplier_lot=message.lot,
        made_on=message.mfg,
        expiry=message.expiry,
        packages=packages,
        per_q6=per_q6,
        quantity_q6=_quantity(packages, per_q6, _count(message.get("30"))),
        profile=profile_of(message),
        deviation=deviation_of(session, message),
    )


def profile_of(message: IssuerMessage | None) -> str:
    """The code profile that decided what `message` says, empty if none had to."""
    reasons = message.reasons if message is not None else ()
    found = (r.facts["profile"] for r in reasons if r.code is CodeReason.READ_BY_PROFILE)
    return next(found, "")


def _of_label(session: Session, message: LabelMessage) -> Clues:
    """Clues of another issuer's label: its device identifier names the part.

    A label without an issuer (MH10.8.2) names the part by a number that we keep for it, or by our
    own number as the customer's; a supplier's number is never looked for among ours.
    """
    issuer = message.agency
    by_number = issuer is None
    agency = CodeAgency.SUPPLIER if issuer is None else CodeAgency(issuer.value)
    number = message.part_number if by_number else message.di
    code = _part_code(session, agency, number)
    named = _part_and_revision(session, message.get("customer_part") if by_number else None)
    per_q6 = code.units_per_q6 if code else None
    revision = message.get("revision") if by_number else None
    if revision is None and code is not None and code.revision_id is not None:
        revision = session.get_one(PartRevision, code.revision_id).revision
    return Clues(
        raw=message.raw,
        has_code=True,
        order=message.get("customer_order") if by_number else None,
        part_id=code.part_id if code else named[0],
        code_part_id=code.part_id if code else None,
        part_text=number or "",
        revision=revision or named[1],
        supplier_lot=message.lot,
        made_on=message.mfg,
        expiry=message.expiry,
        per_q6=per_q6,
        quantity_q6=_quantity(None, per_q6, _count(message.quantity)),
    )


def _part_code(session: Session, agency: CodeAgency, number: str | None) -> PartCode | None:
    if number is None:
        return None
    is_it = (PartCode.agency == agency.value, PartCode.code == number)
    return session.scalar(select(PartCode).where(*is_it))


def _has_codes(session: Session, part_id: int | None) -> bool:
    """True if product codes of the part are kept: then a code that is none of them is foreign."""
    if part_id is None:
        return False
    known = exists().where(PartCode.agency == "GS1", PartCode.part_id == part_id)
    return bool(session.scalar(select(known)))


def _part_and_revision(session: Session, text: str | None) -> tuple[int | None, str | None]:
    """Part and revision of an additional identification such as `SR-12-C` or `SR-12`."""
    if not text:
        return None, None
    head, separator, tail = text.rpartition("-")
    numbers = {text, head} if separator else {text}
    found = dict(
        session.execute(select(Part.number, Part.id).where(Part.number.in_(numbers))).all()
    )
    if text in found:
        return found[text], None
    return (found[head], tail) if head in found else (None, None)


def _count(text: str | None) -> int | None:
    if not text or not (text.isascii() and text.isdigit()) or not 0 < int(text) <= MOST_PIECES:
        return None
    return int(text)


def _quantity(packages: int | None, per_q6: int | None, pieces: int | None) -> int | None:
    """Packages of known content, or a variable count (AI 30); else the code carries no quantity."""
    if packages is not None and per_q6 is not None:
        return packages * per_q6
    return pieces * MILLION if pieces is not None else None
