"""The one lifecycle engine: what a thing may become, from which state, by which command.

A lifecycle is a table of transitions, so screens, services and tests read the same lines: buttons
come from `offered`, handlers ask `judge`, and a test walks `faults` of every table.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

StateT = TypeVar("StateT", bound=StrEnum)


class LifecycleReason(StrEnum):
    """Why a transition was refused."""

    WRONG_STATE = "WRONG_STATE"
    SAME_PERSON = "SAME_PERSON"


@dataclass(frozen=True, slots=True)
class Transition(Generic[StateT]):
    """One line of a lifecycle.

    Attributes:
        name: what is done, a verb in the table's own words.
        source: state it starts from; None brings the thing into being.
        target: state it leads to.
        command: code of the command that does it, for buttons; empty if it only follows another.
        other_than: posts whose holders may not do it (second-person rules), e.g. `inspector`.
    """

    name: str
    source: StateT | None
    target: StateT
    command: str = ""
    other_than: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepRefusal:
    """Why a step is not possible; `facts` name `state`, `step` and, for a person, the `post`."""

    code: LifecycleReason
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lifecycle(Generic[StateT]):
    """All transitions of one kind of thing; what is not listed is not possible.

    Example:
        >>> class Door(StrEnum):
        ...     OPEN = "open"
        ...     SHUT = "shut"
        >>> doors = Lifecycle(
        ...     (Transition("build", None, Door.OPEN), Transition("shut", Door.OPEN, Door.SHUT))
        ... )
        >>> doors.step(Door.OPEN, "shut").target.value, doors.step(Door.SHUT, "shut")
        ('shut', None)
    """

    transitions: tuple[Transition[StateT], ...]

    def step(self, state: StateT | None, name: str) -> Transition[StateT] | None:
        """The transition `name` from `state`, or None if there is none."""
        found = (t for t in self.transitions if t.source == state and t.name == name)
        return next(found, None)

    def judge(
        self,
        state: StateT | None,
        name: str,
        person_id: int | None = None,
        holders: Mapping[str, int | None] | None = None,
    ) -> Transition[StateT] | StepRefusal:
        """The transition, if `person_id` may do it now, else why not.

        Args:
            state: state of the thing as it stands in this transaction.
            name: what is to be done.
            person_id: who wants to do it.
            holders: post -> person id of who holds it for this thing (placer, inspector, ...).
        """
        found = self.step(state, name)
        facts = {"state": state.value if state else "", "step": name}
        if found is None:
            return StepRefusal(LifecycleReason.WRONG_STATE, facts)
        for post in found.other_than:
            holder = (holders or {}).get(post)
            if holder is not None and holder == person_id:
                return StepRefusal(LifecycleReason.SAME_PERSON, facts | {"post": post})
        return found

    def offered(
        self, state: StateT | None, commands: Collection[str]
    ) -> tuple[Transition[StateT], ...]:
        """Transitions from `state` whose command is among `commands`, in the table's order."""
        return tuple(t for t in self.transitions if t.source == state and t.command in commands)

    def is_final(self, state: StateT) -> bool:
        """True if nothing leads away from `state`."""
        return all(t.source != state for t in self.transitions)

    def faults(self, states: Collection[StateT], final: Collection[StateT]) -> tuple[str, ...]:
        """What is wrong with the table; empty for a sound one.

        Args:
            states: every state that the stored column may hold.
            final: those meant to be an end.
        """
        problems = [f"{name}: listed twice" for name in self._doubles()]
        reached = self._reached()
        problems += [f"{s.value}: cannot be reached" for s in states if s not in reached]
        problems += [f"{s.value}: unknown" for s in reached if s not in set(states)]
        problems += [
            f"{s.value}: {'no end' if s in set(final) else 'dead end'}"
            for s in states
            if self.is_final(s) != (s in set(final))
        ]
        return tuple(problems)

    def _doubles(self) -> list[str]:
        seen: set[tuple[StateT | None, str]] = set()
        doubles = []
        for each in self.transitions:
            if (each.source, each.name) in seen:
                doubles.append(each.name)
            seen.add((each.source, each.name))
        return doubles

    def _reached(self) -> list[StateT]:
        """States that can come about, in the order in which they are found."""
        reached = list(dict.fromkeys(t.target for t in self.transitions if t.source is None))
        for state in reached:
            for each in self.transitions:
                if each.source == state and each.target not in reached:
                    reached.append(each.target)
        return reached
