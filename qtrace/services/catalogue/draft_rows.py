"""What waits for a second person, in plain values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from qtrace.domain.sampling.skip_reason import SkipReason
from qtrace.services.catalogue.plan_pictures import PictureNote
from qtrace.services.catalogue.plans import PlanSheet
from qtrace.services.inspection.rows import Named


class DraftKind(StrEnum):
    """What waits."""

    PART = "part"
    PLAN = "plan"
    SOURCE = "source"
    LOT = "lot"
    ROUTE = "route"
    BILL = "bill"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class ReturnNote:
    """Who gave a draft back, when and why."""

    by: Named
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of a route, a bill or a label: a number, what it is, and figures without words.

    Attributes:
        flags: columns of the workbook that are set, and the kind of a check.
    """

    key: str
    name_en: str
    name_zh: str
    note: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftRow:
    """Something that waits for approval, with what it would replace.

    Attributes:
        revision_id: the draft, or the source.
        object_id: the plan or the part that records are about.
        code: code of the plan or number of the part.
        version: version of the plan, or revision of the part.
        author: who wrote it; None for a source.
        before: version or revision in force; empty if it is the first.
        sheet: content of the plan.
        sheet_before: content of the version in force.
        drawing: drawing of the revision.
        drawing_before: drawing of the revision in force.
        supplier: supplier of the plan or of the source.
        site: manufacturing site of the source.
        returned: why it was given back, if it was.
        lines: content of a route, a bill or a label version.
        seen_sha256: hash of the draft as this row shows it; an approval carries it back. Empty for
            what is no draft.
        pictures: drawing and instruction of the plan.
        pictures_before: those of the version in force.
        skip: why the lot needs no inspection; one lot in `one_in` of its source is inspected.
    """

    kind: DraftKind
    revision_id: int
    object_id: int
    row_version: int
    code: str
    version: str
    part: Named
    author: Named | None = None
    before: str = ""
    sheet: PlanSheet | None = None
    sheet_before: PlanSheet | None = None
    drawing: str = ""
    drawing_before: str = ""
    supplier: Named | None = None
    site: Named | None = None
    returned: ReturnNote | None = None
    skip: SkipReason | None = None
    one_in: int = 1
    lines: tuple[DraftLine, ...] = ()
    seen_sha256: str = ""
    pictures: tuple[PictureNote, ...] = ()
    pictures_before: tuple[PictureNote, ...] = ()
