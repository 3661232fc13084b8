"""Cases that wait for a decision: the list, the chosen one, and its commands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qtrace.domain.cases import CaseReason, CaseStep
from qtrace.domain.disposal import Disposal, DisposalLine, DisposalReason, disposal_fault
from qtrace.domain.people import PeopleReason
from qtrace.domain.quantities import QuantityError, grouped_q6, parse_q6
from qtrace.services.cases.deviations_commands import CloseDeviation
from qtrace.services.cases.disposal_commands import DisposeNcr, FinishRework
from qtrace.services.cases.queries import DeskCase, case_by_number, desk_cases
from qtrace.services.cases.sheets import SIGNED_BY, AffectedItem, CaseSheet, case_sheet
from qtrace.services.outcomes import Changes, Refusal, refuse
from qtrace.services.people.accounts import PersonRow
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import product_coverage
from qtrace.ui.widgets.desk_model import DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import (
    FieldProblem,
    FieldReason,
    day_of,
    judge_day,
    judge_filled,
    judge_glyphs,
)

CASES = DeskSubject(desk_cases, lambda row: row.case_id, ObjectKind.CASE)
FORMS: Mapping[CaseStep, str] = {
    CaseStep.DISPOSE: "dispose", CaseStep.REWORK: "rework", CaseStep.CLOSE: "conclude",
}  # fmt: skip
"""Form of the step that a case waits for."""
COMMANDS: Mapping[CaseStep, str] = {**SIGNED_BY, CaseStep.REWORK: FinishRework.code}


@dataclass(frozen=True, slots=True)
class CasesState(SigningState):
    """A desk of cases.

    Attributes:
        sheet: the chosen case with all that a decision about it needs.
    """

    sheet: CaseSheet | None = None


@dataclass(frozen=True, slots=True)
class DisposalDraft:
    """Answers of the form of a disposal, as typed.

    Attributes:
        shares: typed quantity by item and decision.
    """

    shares: Mapping[tuple[int, Disposal], str] = field(default_factory=dict)
    conditions: str = ""
    reference: str = ""
    valid_to: str = ""
    instruction: str = ""
    comment: str = ""
    secret: str = ""


def share_name(item_id: int, disposal: Disposal) -> str:
    """Name of the field for a quantity."""
    return f"{item_id}:{disposal.value}"


def quantity_of(text: str) -> int:
    """What was typed, in millionths; nothing counts as none.

    Raises:
        QuantityError: it is no quantity.
    """
    return parse_q6(text) if text else 0


class CasesModel(SigningModel):
    """Lists cases and sends what is decided about them."""

    def __init__(self, bench: Bench, case_id: int | None, number: str = "") -> None:
        super().__init__(bench, CASES, CasesState(chosen=case_id))
        self._listed_too = case_id
        self._number = number

    @property
    def desk(self) -> CasesState:
        """The state with what only this desk has."""
        assert isinstance(self.state, CasesState)
        return self.state

    @property
    def case(self) -> DeskCase | None:
        """The chosen case."""
        return self.row

    @property
    def sheet(self) -> CaseSheet | None:
        """The chosen case with everything; None while it is read."""
        sheet = self.desk.sheet
        return sheet if sheet is not None and sheet.case_id == self.state.chosen else None

    def refresh(self) -> None:
        """Read the cases again."""
        if self._number:
            number, self._number = self._number, ""
            self.bench.ask(case_by_number, self._named_by, number)
            return
        self.bench.ask(desk_cases, self._listed, self._listed_too)

    def _named_by(self, case_id: int | None) -> None:
        self._listed_too = case_id
        self.become(chosen=case_id)
        self.refresh()

    def _read_history(self) -> None:
        """Records, and the case with what it is about."""
        super()._read_history()
        chosen = self.state.chosen
        if chosen is not None:
            self.bench.ask(case_sheet, lambda sheet: self._read(chosen, sheet), chosen)

    def _read(self, chosen: int, sheet: CaseSheet | None) -> None:
        if chosen == self.state.chosen:
            self.become(sheet=sheet)

    def _heard(self, changes: Changes) -> None:
        if changes.touches(ObjectKind.CASE.value) or changes.touches(ObjectKind.ITEM.value):
            self.refresh()

    def may_begin(self) -> bool:
        """True if the step that comes next may be begun here; who signs is asked in the form."""
        sheet = self.sheet
        if sheet is None or sheet.step is CaseStep.NOTHING:
            return False
        return sheet.step is not CaseStep.REWORK or self.bench.may(FinishRework.code)

    def begin(self) -> None:
        """Open the form of the next step; who is signed in is about to sign, if they may."""
        sheet = self.sheet
        if sheet is None or not self.may_begin() or self.state.busy:
            return
        self.open(FORMS[sheet.step])
        if sheet.step in SIGNED_BY:
            self.offer_own()

    def why_not(self, person: PersonRow) -> Refusal | None:
        """Who opened or inspected it does not decide, nor who has no right to."""
        sheet = self.sheet
        if sheet is None:
            return None
        if sheet.why_barred(person.person_id) is not None:
            is_ncr = sheet.step is CaseStep.DISPOSE
            code = (
                DisposalReason.DISPOSAL_SECOND_PERSON if is_ncr
                else CaseReason.DEVIATION_SECOND_PERSON
            )  # fmt: skip
            return refuse(code, case=sheet.number)
        if any(each.person_id == person.person_id for each in sheet.signers):
            return None
        return refuse(PeopleReason.NOT_ALLOWED, command=SIGNED_BY.get(sheet.step, ""))

    def _unsigned(self, words: str, secret: str) -> dict[str, FieldProblem]:
        """What a signature still needs: words, a person, the person's secret."""
        signer = "" if self.signing.signer is None else "known"
        return judge_filled({"reason": words, "signer": signer, "secret": secret})

    # --- commands -----------------------------------------------------------------------------

    def dispose(self, draft: DisposalDraft) -> None:
        """Check the shares, then send the decision."""
        sheet = self.sheet
        if sheet is None or self.state.busy:
            return
        problems, lines = self._judged(sheet, draft)
        problems |= self._unsigned(draft.comment, draft.secret)
        signer = self.signer_with(draft.secret)
        if self.refuse_answers(problems) or signer is None:
            return
        command = DisposeNcr(
            **self.bench.head(), case_id=sheet.case_id, lines=lines, comment=draft.comment,
            reference=draft.reference, valid_to=day_of(draft.valid_to),
            seen_sha256=sheet.seen_sha256,
        )  # fmt: skip
        self.send([lambda: command], signer=signer)

    def _judged(
        self, sheet: CaseSheet, draft: DisposalDraft
    ) -> tuple[dict[str, FieldProblem], tuple[DisposalLine, ...]]:
        problems: dict[str, FieldProblem] = {}
        lines = []
        words = {Disposal.USE_AS_IS: draft.conditions, Disposal.REWORK: draft.instruction}
        for (item_id, disposal), text in draft.shares.items():
            try:
                quantity = quantity_of(text)
            except QuantityError as error:
                problems[share_name(item_id, disposal)] = FieldProblem(error.code)
                continue
            if quantity:
                lines.append(DisposalLine(item_id, quantity, disposal, words.get(disposal, "")))
        chosen = {line.disposal for line in lines}
        if Disposal.USE_AS_IS in chosen:
            problems |= judge_filled({"conditions": draft.conditions})
            problems |= judge_day("valid_to", draft.valid_to, required=False)
        if Disposal.REWORK in chosen:
            problems |= judge_filled({"instruction": draft.instruction})
        texts = {
            "conditions": draft.conditions, "reference": draft.reference,
            "instruction": draft.instruction, "reason": draft.comment,
        }  # fmt: skip
        problems |= judge_glyphs(texts, product_coverage())
        return problems or _not_whole(sheet, lines), tuple(lines)

    def finish_rework(self, lot_id: int | None, note: str) -> None:
        """Send that a lot was reworked; its inspection is asked for."""
        sheet = self.sheet
        if sheet is None or self.state.busy:
            return
        problems = judge_filled({"note": note}) | judge_glyphs({"note": note}, product_coverage())
        if lot_id is None:
            problems["lot"] = FieldProblem(FieldReason.MISSING)
        if self.refuse_answers(problems) or lot_id is None:
            return
        command = FinishRework(
            **self.bench.head(), lot_id=lot_id, inspection_id=self.bench.new_id(), note=note
        )
        self.send([lambda: command])

    def conclude(self, conclusion: str, secret: str) -> None:
        """Send what the deviation came to."""
        sheet = self.sheet
        if sheet is None or self.state.busy:
            return
        problems = self._unsigned(conclusion, secret)
        problems |= judge_glyphs({"reason": conclusion}, product_coverage())
        signer = self.signer_with(secret)
        if self.refuse_answers(problems) or signer is None:
            return
        command = CloseDeviation(
            **self.bench.head(), case_id=sheet.case_id, conclusion=conclusion,
            seen_sha256=sheet.seen_sha256,
        )  # fmt: skip
        self.send([lambda: command], signer=signer)


def affected_items(sheet: CaseSheet) -> tuple[AffectedItem, ...]:
    """What gets a decision; a cause does not."""
    return tuple(each for each in sheet.items if each.role != "cause")


def _not_whole(sheet: CaseSheet, lines: list[DisposalLine]) -> dict[str, FieldProblem]:
    """Nothing if every quantity is decided about, else the problem at the item's first field."""
    items = {each.item_id: each for each in affected_items(sheet)}
    fault = disposal_fault({key: item.qty_q6 for key, item in items.items()}, lines)
    if fault is None or fault.item_id is None:
        return {}
    item = items[fault.item_id]
    facts = {"case": sheet.number, "lot": item.lot, "quantity": grouped_q6(item.qty_q6)}
    return {share_name(item.item_id, Disposal.USE_AS_IS): FieldProblem(fault.code, facts)}
