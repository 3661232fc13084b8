"""What a command ends with: done, or refused with a reason; both are values."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """The command changed nothing, and this is why.

    Attributes:
        code: stable reason code; sentences live in `qtrace.i18n`.
        facts: what the sentence needs (numbers, names, times as ISO text).
    """

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """The command is committed with its record.

    Attributes:
        record_id: id of the record that was written.
        facts: small results, e.g. the minted lot number; text only, so they can be kept.
        repeated: True when the same uid had been done before and this is its stored outcome.
    """

    record_id: int
    facts: Mapping[str, str] = field(default_factory=dict)
    repeated: bool = False


Outcome = Done | Refusal


def refuse(code: str, **facts: object) -> Refusal:
    """A refusal with `facts` as text."""
    return Refusal(code, {name: str(value) for name, value in facts.items()})


@dataclass(frozen=True, slots=True)
class Changes:
    """What a committed command touched, for every open view.

    Attributes:
        objects: (kind, id) pairs such as ("item", 123); kinds are `ObjectKind` values.
        command_code: the command that did it.
        station_id: where it was done.
    """

    objects: frozenset[tuple[str, int]]
    command_code: str
    station_id: int

    def touches(self, kind: str, object_id: int | None = None) -> bool:
        """True if an object of `kind` (and of this id, if given) was touched."""
        return any(k == kind and object_id in (None, i) for k, i in self.objects)
