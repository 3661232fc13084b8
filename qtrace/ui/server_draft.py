"""A plant's server as it is typed, and why this machine cannot join what was found there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qtrace.i18n import N_, Translator
from qtrace.ports import FoundPlant, PlantStanding, ServerAddress, ServerRights
from qtrace.ui.widgets.field_problems import FieldProblem, FieldReason

MOST_PORT = 65_535


class ConnectionReason(StrEnum):
    """Why an answer cannot stand."""

    PORT_SHAPE = "PORT_SHAPE"
    HOST_SHAPE = "HOST_SHAPE"


@dataclass(frozen=True, slots=True)
class ConnectionDraft:
    """What was typed."""

    host: str = ""
    port: str = ""
    database: str = ""
    user: str = ""
    password: str = field(default="", repr=False)


SENTENCES: Mapping[str, str] = {
    ConnectionReason.PORT_SHAPE: N_("A number from 1 to 65535; nothing for 5432"),
    ConnectionReason.HOST_SHAPE: N_("Only the name or the address of the server"),
}
UNFIT = {
    PlantStanding.OLDER: (
        N_("The plant was made by an older QTrace"),
        N_("Run qtrace db upgrade as the owner, then test again"),
    ),
    PlantStanding.NEWER: (
        N_("The plant was made by a newer QTrace"),
        N_("Update QTrace on this machine"),
    ),
    PlantStanding.EMPTY: (
        N_("There is no plant in this database yet"),
        N_("Give this database on the first page of a new machine, as the owner"),
    ),
    PlantStanding.FOREIGN: (
        N_("The database holds data that are not of QTrace"),
        N_("Choose another database"),
    ),
}


def judge_address(draft: ConnectionDraft) -> dict[str, FieldProblem]:
    """What is wrong with the answers, by name."""
    missing = FieldProblem(FieldReason.MISSING)
    found = {
        name: missing for name in ("host", "database", "user") if not getattr(draft, name).strip()
    }
    if "host" not in found and any(sign in draft.host for sign in " /@?#[]\\"):
        found["host"] = FieldProblem(ConnectionReason.HOST_SHAPE)
    if port_of(draft) is None:
        found["port"] = FieldProblem(ConnectionReason.PORT_SHAPE)
    return found


def port_of(draft: ConnectionDraft) -> int | None:
    """The port, that of PostgreSQL if none is given, or None if there is no such port."""
    text = draft.port.strip()
    if not text:
        return ServerAddress().port
    if len(text) > 5 or not set(text) <= set("0123456789"):
        return None
    return int(text) if 0 < int(text) <= MOST_PORT else None


def address_in(draft: ConnectionDraft) -> ServerAddress:
    """The address of a draft that was judged."""
    port = port_of(draft) or ServerAddress().port
    return ServerAddress(draft.host, port, draft.database, draft.user, draft.password)


def why_unfit(tr: Translator, found: FoundPlant) -> tuple[str, str] | None:
    """Why this machine cannot join the plant, and what is to be done; None if it can."""
    if found.standing in UNFIT:
        text, next_step = UNFIT[found.standing]
        return tr.say(text), tr.say(next_step)
    if found.rights is ServerRights.NONE:
        return (
            tr.say("This user has none of the rights that a station needs"),
            tr.say("Run the script of qtrace db roles on the server"),
        )
    return None
