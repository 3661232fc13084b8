"""Supplier papers of a lot: seen by kind and number, kept as evidence where there are bytes."""

from collections.abc import Mapping, Sequence

from qtrace.domain.catalogue import CatalogueReason, PaperKind
from qtrace.domain.receiving import ReceivingReason
from qtrace.models.items import Item
from qtrace.models.receiving import SupplierPaper
from qtrace.services.commands import Command
from qtrace.services.evidence import EvidenceFile, judge_evidence, keep_evidence
from qtrace.services.items.standing import missing_papers, present_papers
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.receiving.commands import PaperInput, RegisterPaper
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def register_paper(work: Work, command: RegisterPaper) -> Facts | Refusal:
    """Note a paper of a lot; fact `missing`: kinds that are still missing, comma-separated."""
    lot = work.session.get(Item, command.lot_id)
    if lot is None or lot.kind != "lot":
        return refuse(ReceivingReason.LOT_UNKNOWN)
    paper = PaperInput(kind=command.kind, number=command.number)
    file = _file(command)
    refusal = judge_papers((paper,)) or _judge_place(work, command) or judge_evidence(file)
    if refusal is not None:
        return refusal
    evidence_id = None
    if file is not None:
        evidence_id = keep_evidence(work, file, ObjectKind.ITEM, lot.id, command.kind)
    add_paper(work, command.paper_id, lot.id, paper, evidence_id, command.supersedes_id)
    work.touch(ObjectKind.ITEM, lot.id)
    missing = missing_papers(work.session, lot)
    return {"lot": lot.lot or "", "missing": ",".join(missing)}


def judge_papers(papers: Sequence[PaperInput]) -> Refusal | None:
    """None if every paper has a known kind and a number that can be kept."""
    for paper in papers:
        if paper.kind not in set(PaperKind):
            return refuse(CatalogueReason.FIELD_INVALID, field="kind", value=paper.kind)
        if not paper.number.strip():
            return refuse(ReceivingReason.PAPER_NUMBER_MISSING, paper=paper.kind)
        refusal = refuse_unkeepable(number=paper.number)
        if refusal is not None:
            return refusal
    return None


def _judge_place(work: Work, command: RegisterPaper) -> Refusal | None:
    present = present_papers(work.session, command.lot_id)
    if command.supersedes_id is not None:
        if all(row.id != command.supersedes_id for row in present):
            return refuse(ReceivingReason.PAPER_UNKNOWN)
        return None
    if any((row.kind, row.number) == (command.kind, command.number) for row in present):
        facts = {"paper": command.kind, "number": command.number}
        return refuse(ReceivingReason.PAPER_EXISTS, **facts)
    return None


def _file(command: RegisterPaper) -> EvidenceFile | None:
    if command.evidence is None:
        return None
    return EvidenceFile(command.evidence, command.evidence_name, command.media_type)


def add_paper(
    work: Work,
    paper_id: int,
    lot_id: int,
    paper: PaperInput,
    evidence_id: int | None = None,
    supersedes_id: int | None = None,
) -> None:
    """Insert one paper row, seen by the actor now."""
    work.add(
        SupplierPaper(
            id=paper_id,
            item_id=lot_id,
            kind=paper.kind,
            number=paper.number.strip(),
            evidence_id=evidence_id,
            seen_by=work.actor.person_id,
            seen_at=work.now,
            supersedes_id=supersedes_id,
        )
    )


PAPERS: dict[type[Command], Handler] = {RegisterPaper: register_paper}
