"""Parts and their revisions: words, states and the reasons why a change of them is refused."""

from enum import StrEnum


class CatalogueReason(StrEnum):
    """Why a change of units, parts, revisions or part codes was refused."""

    UNIT_EXISTS = "UNIT_EXISTS"
    UNIT_UNKNOWN = "UNIT_UNKNOWN"
    PART_EXISTS = "PART_EXISTS"
    PART_UNKNOWN = "PART_UNKNOWN"
    REVISION_EXISTS = "REVISION_EXISTS"
    REVISION_UNKNOWN = "REVISION_UNKNOWN"
    REVISION_NOT_DRAFT = "REVISION_NOT_DRAFT"
    DRAFT_RETURNED = "DRAFT_RETURNED"
    PART_CODE_TAKEN = "PART_CODE_TAKEN"
    PART_CODE_INVALID = "PART_CODE_INVALID"
    PART_CODE_UNKNOWN = "PART_CODE_UNKNOWN"
    FIELD_EMPTY = "FIELD_EMPTY"
    FIELD_INVALID = "FIELD_INVALID"


class Tracking(StrEnum):
    """What of a part gets an identity of its own."""

    LOT = "lot"
    SERIAL = "serial"
    NONE = "none"


class RevisionState(StrEnum):
    """Life of a part revision or a plan revision."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    OBSOLETE = "obsolete"


class ContainerWord(StrEnum):
    """What a part comes in; CONTAINER is the word for everything else."""

    BAG = "bag"
    BOX = "box"
    REEL = "reel"
    TRAY = "tray"
    CONTAINER = "container"


class PaperKind(StrEnum):
    """Supplier papers that a part may require with every lot."""

    TEST_REPORT = "test_report"
    MATERIAL = "material"
    CONFORMANCE = "conformance"
    STERILISATION = "sterilisation"
    BIOCOMPATIBILITY = "biocompatibility"
    TRANSPORT = "transport"


class CodeAgency(StrEnum):
    """Who issued a part's code; SUPPLIER is a plain number without an agency."""

    GS1 = "GS1"
    HIBCC = "HIBCC"
    ICCBBA = "ICCBBA"
    MA = "MA"
    AHM = "AHM"
    SUPPLIER = "SUPPLIER"


def empty_field(**fields: str) -> str | None:
    """Name of the first of `fields` that holds nothing but blanks, or None."""
    return next((name for name, value in fields.items() if not value.strip()), None)


def unkeepable_field(**fields: str | None) -> str | None:
    """Name of the first of `fields` with a control character or a lone surrogate, or None.

    NUL cannot be stored, surrogates cannot be encoded, and no label or report can draw the rest.
    """
    for name, value in fields.items():
        if value and any(not c.isprintable() and c not in "\n\t\u3000\u00a0" for c in value):
            return name
    return None
