"""Rules of holds: what is in force, what waits, and the commands that draft and decide."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from zlib import crc32

from qtrace.domain.block_rules import ProfileWish, core_of, in_order
from qtrace.domain.hold_rules import ReasonWish, RelationWish, RuleKind, StopWish, Wish
from qtrace.domain.holds import ALLOWED, Activity, BlockProfile, Criterion, InFlight, Signee
from qtrace.domain.people import PeopleReason
from qtrace.services.commands import Command
from qtrace.services.holds.reasons import lifters
from qtrace.services.holds.rule_commands import ApproveRule, DraftRule, ReturnRule
from qtrace.services.holds.rule_drafts import DecidedDraft, RuleRow, decided_drafts, hold_rules
from qtrace.services.outcomes import Changes, Refusal, refuse
from qtrace.services.people.accounts import PersonRow
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import product_coverage
from qtrace.ui.widgets.desk_model import DeskSubject
from qtrace.ui.widgets.desk_signing import SigningModel, SigningState
from qtrace.ui.widgets.field_problems import (
    FieldProblem,
    FieldReason,
    is_code,
    judge_filled,
    judge_names,
)

Answers = Mapping[str, str]
YES, NO = "yes", "no"


class RuleForm(StrEnum):
    """Forms beside the table."""

    ADD_REASON = "add_reason"
    ADD_STOP = "add_stop"
    CHANGE = "change"
    APPROVE = "approve"
    RETURN = "return"


class BoardKind(StrEnum):
    """What a line of the table is."""

    REASON = "hold_reason"
    STOP = "stop_type"
    RELATION = "isolation_rule"
    PROFILE = "block_profile"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A rule of the plant, or what a quality state allows.

    Attributes:
        rule: None for a state: what it allows is law of the house.
    """

    kind: BoardKind
    code: str
    rule: RuleRow | None = None

    @property
    def key(self) -> int:
        """The line among all lines, the same at every reading."""
        return crc32(f"{self.kind.value}:{self.code}".encode())

    @property
    def wish(self) -> Wish | None:
        """What is in force, or what is drafted where nothing is yet."""
        if self.rule is None:
            return None
        waiting = self.rule.waiting
        return self.rule.now or (waiting.wish if waiting is not None else None)


def rule_board(reads: Reads) -> tuple[BoardLine, ...]:
    """Every rule, then what states allow."""
    order = {kind: number for number, kind in enumerate(RuleKind)}
    rules = sorted(hold_rules(reads), key=lambda row: order[row.kind])
    return (
        *(BoardLine(BoardKind(row.kind.value), row.code, row) for row in rules),
        *(BoardLine(BoardKind.STATE, each) for each in ALLOWED),
    )


@dataclass(frozen=True, slots=True)
class RulesState(SigningState):
    """The desk of rules.

    Attributes:
        decided: what became of drafts of the chosen rule.
        lifters: persons whose roles let them lift holds.
    """

    decided: tuple[DecidedDraft, ...] = ()
    lifters: tuple[PersonRow, ...] = ()


RULES = DeskSubject(rule_board, lambda row: row.key, ObjectKind.PLANT)


class RulesModel(SigningModel):
    """Lists rules, drafts changes of them and decides about drafts."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, RULES, RulesState())
        self._seen = ""

    @property
    def rules(self) -> RulesState:
        """The state with what was decided."""
        assert isinstance(self.state, RulesState)
        return self.state

    @property
    def line(self) -> BoardLine | None:
        """The chosen line."""
        return self.row

    def why_not(self, person: PersonRow) -> Refusal | None:
        """Nobody decides about an own draft."""
        waiting = self.line.rule.waiting if self.line is not None and self.line.rule else None
        own = waiting is not None and waiting.by_id == person.person_id
        return refuse(PeopleReason.SAME_PERSON) if own else None

    def open(self, form: str) -> None:
        """Open a form; who is signed in is about to sign an approval."""
        super().open(form)
        if form == RuleForm.APPROVE:
            waiting = self.line.rule.waiting if self.line is not None and self.line.rule else None
            self._seen = waiting.seen_sha256 if waiting is not None else ""  # not later news
            self.offer_own()

    def refresh(self) -> None:
        """Read the rules and the persons again."""
        self.bench.ask(lifters, lambda found: self.become(lifters=found))
        super().refresh()

    # --- saving -------------------------------------------------------------------------------

    def save(self, answers: Answers, secret: str = "") -> None:
        """Send what the open form wishes."""
        form = self.state.form
        if form == RuleForm.APPROVE:
            self._approve(secret)
        elif form == RuleForm.RETURN:
            self._give_back(answers.get("reason", ""))
        elif form is not None:
            self._draft(RuleForm(form), answers)

    def _approve(self, secret: str) -> None:
        line, signer = self.line, self.signer_with(secret)
        if self.refuse_answers(judge_filled({"secret": secret})) or signer is None:
            return
        if line is not None and line.rule is not None and line.rule.waiting is not None:
            head, draft_id = self.bench.head(), line.rule.waiting.draft_id
            command = ApproveRule(**head, draft_id=draft_id, seen_sha256=self._seen)
            self.send([lambda: command], signer=signer)

    def _give_back(self, reason: str) -> None:
        line = self.line
        if self.refuse_answers(judge_filled({"reason": reason})):
            return
        if line is not None and line.rule is not None and line.rule.waiting is not None:
            draft_id = line.rule.waiting.draft_id
            self.send([lambda: ReturnRule(**self.bench.head(), draft_id=draft_id, reason=reason)])

    def _draft(self, form: RuleForm, answers: Answers) -> None:
        kind = self._kind(form)
        problems = judge(kind, answers, is_new=form is not RuleForm.CHANGE)
        if self.refuse_answers(problems):
            return
        base = self.line.wish if form is RuleForm.CHANGE and self.line is not None else None
        wish = wished(kind, answers, base)
        draft_id = self.bench.new_id()
        made: Command = DraftRule(**self.bench.head(), draft_id=draft_id, wish=wish)
        self.send([lambda: made], then_choose=BoardLine(kind, wish.code).key)

    def _kind(self, form: RuleForm) -> BoardKind:
        if form is RuleForm.ADD_REASON:
            return BoardKind.REASON
        if form is RuleForm.ADD_STOP or self.line is None:
            return BoardKind.STOP
        return self.line.kind

    # --- reading ------------------------------------------------------------------------------

    def _listed(self, rows: tuple[Any, ...]) -> None:
        """A draft of something new that was given back is gone: the first line is chosen."""
        if all(row.key != self.state.chosen for row in rows):
            self.become(chosen=None, form=None)
        super()._listed(rows)

    def _read_history(self) -> None:
        """What was decided about the chosen rule."""
        line = self.line
        if line is None or line.rule is None:
            self.become(decided=())
            return
        key = line.key

        def read(rows: tuple[DecidedDraft, ...]) -> None:
            if self.state.chosen == key:
                self.become(decided=rows)

        self.bench.ask(decided_drafts, read, line.rule.kind, line.code)

    def _heard(self, changes: Changes) -> None:
        if changes.touches(ObjectKind.PLANT.value):
            self.refresh()


def judge(kind: BoardKind, answers: Answers, *, is_new: bool) -> dict[str, FieldProblem]:
    """What is wrong with answers, by name."""
    problems: dict[str, FieldProblem] = {}
    if is_new and not is_code(answers["code"].upper()):
        problems["code"] = FieldProblem(FieldReason.CODE_SHAPE, {"value": answers["code"]})
    if kind is BoardKind.PROFILE:
        return problems
    if answers.get("signee") == Signee.LIST and "signees" in answers:
        problems |= judge_filled({"signees": answers["signees"]})
    if kind is not BoardKind.RELATION:
        names = answers["name_en"], answers["name_zh"]
        problems |= judge_names(*names, product_coverage())
        problems |= judge_filled({"name_en": names[0]}) if "name_en" not in problems else {}
    if "days" in answers and days_of(answers["days"]) is None:
        problems["days"] = FieldProblem(FieldReason.MISSING)
    return problems


def days_of(text: str) -> int | None:
    """A number of days, or None."""
    is_number = 0 < len(text) < 5 and set(text) <= set("0123456789")
    return int(text) if is_number else None


def wished(kind: BoardKind, answers: Answers, base: Wish | None) -> Wish:
    """The rule as the answers wish it; what the form does not ask for stays as it is."""
    code = base.code if base is not None else answers["code"].strip().replace("-", "_").lower()
    days = days_of(answers.get("days", "")) or 0
    if kind is BoardKind.RELATION:
        return RelationWish(code, answers["act"], days)
    if kind is BoardKind.PROFILE:
        chosen = {Activity(each) for each in answers["stops"].split()}
        return ProfileWish(code, in_order(chosen | core_of(code)))
    if kind is BoardKind.STOP:
        return StopWish(
            code, answers["name_en"], answers["name_zh"],
            answers["planned"] == YES, answers["active"] == YES,
        )  # fmt: skip
    wish = ReasonWish(
        code=code,
        name_en=answers["name_en"],
        name_zh=answers["name_zh"],
        severity=answers["severity"],
        profile=BlockProfile(answers["profile"]),
        in_flight=InFlight(answers["in_flight"]),
        review_days=days,
        criteria=tuple(Criterion(each) for each in answers["criteria"].split()),
        signee=Signee(answers["signee"]),
        signees=_persons(answers),
        isolates=answers["isolates"] == YES,
        is_active=answers["active"] == YES,
    )
    if not isinstance(base, ReasonWish):
        return wish
    return replace(wish, propagates=base.propagates, origin=base.origin)


def _persons(answers: Answers) -> tuple[int, ...]:
    """The persons who are named, where the rule says that they are."""
    named = answers.get("signees", "").split() if answers["signee"] == Signee.LIST else ()
    return tuple(sorted(int(each) for each in named))
