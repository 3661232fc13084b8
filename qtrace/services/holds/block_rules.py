"""Block profiles as the plant has put them in force; states allow what the house says."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.block_rules import Profiles, ProfileWish, faults, in_order, profiles_with
from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.hold_rules import RuleKind, RuleReason
from qtrace.domain.holds import PROFILES, Activity, BlockProfile
from qtrace.models.holds import BlockRule
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.reads import Reads
from qtrace.services.work import ObjectKind, Work

Facts = Mapping[str, str]


def profiles_of(session: Session) -> Profiles:
    """What every block profile stops in this plant."""
    return profiles_with(_of_plant(session).values())


def block_profiles(reads: Reads) -> Profiles:
    """What every block profile stops in this plant, for screens."""
    return profiles_of(reads.session)


def block_rules(session: Session) -> tuple[tuple[ProfileWish, bool], ...]:
    """Every profile in its order, and True for those that are as they came with the program."""
    changed = _of_plant(session)
    return tuple(
        (changed.get(each) or ProfileWish(each, in_order(PROFILES[each])), each not in changed)
        for each in BlockProfile
    )


def _of_plant(session: Session) -> dict[str, ProfileWish]:
    told = select(BlockRule).where(BlockRule.kind == RuleKind.BLOCK_PROFILE.value)
    return {row.code: ProfileWish(row.code, _each(row.activities)) for row in session.scalars(told)}


def _each(text: str) -> tuple[Activity, ...]:
    return tuple(Activity(each) for each in text.split(","))  # its core makes it never empty


def unfit_profile(wish: ProfileWish) -> Refusal | None:
    """None if the profile can stop what is wished; its core never gives way."""
    if wish.code not in list(BlockProfile):
        return refuse(CatalogueReason.FIELD_INVALID, field="code", value=wish.code)
    wrong = faults(wish)
    if wrong:
        return refuse(RuleReason.RULE_GIVES_WAY, rule=wish.code, activity=wrong[0].value)
    return None


def set_profile(work: Work, wish: ProfileWish) -> Facts | Refusal:
    """Write what a profile stops; holds that stand keep what they were placed with."""
    refusal = unfit_profile(wish)
    if refusal is not None:
        return refusal
    kind, text = RuleKind.BLOCK_PROFILE.value, ",".join(in_order(wish.stops))
    row = work.session.get(BlockRule, (kind, wish.code))
    if row is None:
        work.add(BlockRule(kind=kind, code=wish.code, activities=text))
    else:
        row.activities = text
    work.touch(ObjectKind.PLANT, 1)
    return {"rule": wish.code}
