"""Rules about holds as a plant wishes them: reasons, stops, related lots, what is blocked."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from qtrace.domain.block_rules import ProfileWish
from qtrace.domain.holds import Activity, BlockProfile, Criterion, InFlight, Signee


class RuleKind(StrEnum):
    """What a rule is about."""

    HOLD_REASON = "hold_reason"
    STOP_TYPE = "stop_type"
    ISOLATION_RULE = "isolation_rule"
    BLOCK_PROFILE = "block_profile"


@dataclass(frozen=True, slots=True)
class ReasonWish:
    """A reason of holds as it is to be.

    Attributes:
        code: new, or that of a reason whose words or presets are to change.
        signees: persons who may lift such a hold, where `signee` says that they are named.
        isolates: the kin of a lot that is held for it follows the isolation rules.
    """

    code: str
    name_en: str
    name_zh: str
    severity: str
    profile: BlockProfile = BlockProfile.ALL_USE
    in_flight: InFlight = InFlight.FROZEN
    propagates: bool = True
    review_days: int = 7
    criteria: tuple[Criterion, ...] = (Criterion.NCR_DISPOSED,)
    signee: Signee = Signee.ANY
    signees: tuple[int, ...] = ()
    origin: str = "manual"
    isolates: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class StopWish:
    """A type of stop as it is to be."""

    code: str
    name_en: str
    name_zh: str
    is_planned: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class RelationWish:
    """What is to become of lots in a relation to a bad one; `code` is the relation."""

    code: str
    act: str
    days: int = 0


Wish = ReasonWish | StopWish | RelationWish | ProfileWish


_KINDS: Mapping[type, RuleKind] = {
    ReasonWish: RuleKind.HOLD_REASON,
    StopWish: RuleKind.STOP_TYPE,
    RelationWish: RuleKind.ISOLATION_RULE,
    ProfileWish: RuleKind.BLOCK_PROFILE,
}


class RuleReason(StrEnum):
    """Why a draft of a rule was refused."""

    RULE_DRAFT_UNKNOWN = "RULE_DRAFT_UNKNOWN"
    RULE_DRAFT_DECIDED = "RULE_DRAFT_DECIDED"
    RULE_DRAFT_OPEN = "RULE_DRAFT_OPEN"
    RULE_GIVES_WAY = "RULE_GIVES_WAY"


def kind_of(wish: Wish) -> RuleKind:
    """What the wish is about."""
    return _KINDS[type(wish)]


def wish_text(wish: Wish) -> str:
    """The wish as it is stored; one wish has one text."""
    return json.dumps(asdict(wish), ensure_ascii=False, sort_keys=True)


def wish_of(kind: RuleKind, text: str) -> Wish:
    """The wish that `wish_text` wrote."""
    found: Mapping[str, Any] = json.loads(text)
    if kind is RuleKind.STOP_TYPE:
        return StopWish(**found)
    if kind is RuleKind.ISOLATION_RULE:
        return RelationWish(**found)
    if kind is RuleKind.BLOCK_PROFILE:
        return ProfileWish(found["code"], tuple(Activity(each) for each in found["stops"]))
    typed = {
        "profile": BlockProfile(found["profile"]),
        "in_flight": InFlight(found["in_flight"]),
        "criteria": tuple(Criterion(each) for each in found["criteria"]),
        "signee": Signee(found["signee"]),
        "signees": tuple(found["signees"]),
    }
    return ReasonWish(**{**found, **typed})
