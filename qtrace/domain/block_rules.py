"""What a plant may change of block profiles, and what of them never gives way.

A profile may stop more than it comes with, or less down to its core. Nobody can stop noting what
has come and looking at it: a hold that could not be looked into would never be lifted. What a
quality state allows is law of the house (`holds.ALLOWED`): no plant changes it.

Source: ISO 13485:2016 clause 8.3.1 (nonconforming product is kept from unintended use), 4.2.4.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from qtrace.domain.holds import PROFILES, Activity, BlockProfile

Profiles = Mapping[BlockProfile, frozenset[Activity]]
"""What each profile stops."""

CORE: Final[Profiles] = {
    BlockProfile.ALL_USE: frozenset(
        {
            Activity.RELEASE,
            Activity.CONSUME,
            Activity.START_OPERATION,
            Activity.OUTPUT,
            Activity.PACK,
            Activity.SHIP,
        }
    ),
    BlockProfile.SHIPPING: frozenset({Activity.SHIP}),
    BlockProfile.LINE_STOP: frozenset({Activity.START_OPERATION, Activity.OUTPUT}),
    BlockProfile.FREEZE: PROFILES[BlockProfile.FREEZE]
    - {Activity.LABEL, Activity.MOVE_IN_QUARANTINE},
    BlockProfile.PRODUCT_RELEASE: frozenset({Activity.RELEASE, Activity.SHIP}),
}
"""What a profile stops whatever the plant says: without it, it would not be what it is called."""
NEVER_STOPPED: Final = frozenset({Activity.RECEIVE, Activity.INSPECT})
"""What no profile stops: noting what has come, and looking at it."""


@dataclass(frozen=True, slots=True)
class ProfileWish:
    """What a block profile is to stop; `code` is the profile."""

    code: str
    stops: tuple[Activity, ...]


def in_order(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """The activities, each once, in the order in which they are told: one rule has one text."""
    named = set(activities)
    return tuple(each for each in Activity if each in named)


def core_of(code: str) -> frozenset[Activity]:
    """What the profile always stops; everything for a text that is no profile."""
    return CORE[BlockProfile(code)] if code in list(BlockProfile) else frozenset(Activity)


def may_change(code: str) -> tuple[Activity, ...]:
    """Activities about which the plant decides; none for a text that is no profile."""
    return in_order(frozenset(Activity) - core_of(code) - NEVER_STOPPED)


def faults(wish: ProfileWish) -> tuple[Activity, ...]:
    """What the wish stops and must not, or must stop and does not; empty if it can be in force."""
    named = frozenset(wish.stops)
    return in_order((named & NEVER_STOPPED) | (core_of(wish.code) - named))


def profiles_with(wishes: Iterable[ProfileWish]) -> Profiles:
    """What every profile stops, those of the plant in place of those of the house."""
    changed = {BlockProfile(each.code): frozenset(each.stops) for each in wishes}
    return {profile: changed.get(profile, PROFILES[profile]) for profile in BlockProfile}
