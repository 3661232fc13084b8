"""What the connection page says."""

from qtrace.i18n import N_, Translator
from qtrace.i18n.reasons import explain
from qtrace.ports import FoundPlant, PlantStanding, ServerRights
from qtrace.ui.server_draft import why_unfit
from qtrace.ui.stations.connection_model import ConnectionState
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.facts import Fact
from qtrace.ui.widgets.verdict import VerdictSpec

RIGHTS = {
    ServerRights.OWNER: N_("Owner: more than a station needs"),
    ServerRights.STATION: N_("Those of a station, nothing more"),
    ServerRights.NONE: N_("None of a station"),
}
STANDING = {
    PlantStanding.CURRENT: N_("That of this program"),
    PlantStanding.OLDER: N_("Older than this program"),
    PlantStanding.NEWER: N_("Newer than this program"),
    PlantStanding.EMPTY: N_("No plant yet"),
    PlantStanding.FOREIGN: N_("Not of QTrace"),
}


def verdict_of(tr: Translator, state: ConnectionState) -> VerdictSpec:
    """The band: what was found, and what to do next."""
    if state.refusal is not None:
        told = explain(tr, state.refusal.code, state.refusal.facts)
        return VerdictSpec(Status.BLOCKED, tr.say("No connection"), told.text, told.next_step)
    if state.joined:
        return VerdictSpec(
            Status.OK,
            tr.say("Kept"),
            tr.say("This machine is station {code} from its next start on", code=state.joined),
            tr.say("Close QTrace and start it again"),
        )
    if state.found is not None:
        return _found(tr, state.found)
    title = tr.say("Testing the connection…") if state.is_testing else tr.say("Not tested")
    return VerdictSpec(
        Status.NEUTRAL, title, "", "" if state.is_testing else tr.say("Fill in, then press F5")
    )


def _found(tr: Translator, found: FoundPlant) -> VerdictSpec:
    unfit = why_unfit(tr, found)
    if unfit is not None:
        return VerdictSpec(Status.BLOCKED, tr.say("Cannot join"), *unfit)
    name = tr.name(found.name_en, found.name_zh)
    next_step = tr.say("Choose the station, then press F10")
    if found.rights is ServerRights.OWNER:
        text = tr.say("{plant} answers, but this user could alter everything", plant=name)
        return VerdictSpec(
            Status.INFO, tr.say("Can join"), text, tr.say("Better take the user of the stations")
        )
    text = tr.say("{plant} answers", plant=name)
    return VerdictSpec(Status.OK, tr.say("Can join"), text, next_step)


def facts_of(tr: Translator, found: FoundPlant | None) -> tuple[Fact, ...]:
    """What a test found, line by line."""
    if found is None:
        return ()
    is_current = found.standing is PlantStanding.CURRENT
    stored, expected = found.schema
    schema = stored if stored == expected else f"{stored or '–'} / {expected}"
    is_right = found.rights is ServerRights.STATION
    encrypted = tr.say("Encrypted") if found.is_encrypted else tr.say("Not encrypted")
    return (
        Fact(tr.say("Server"), f"PostgreSQL {found.version}"),
        Fact(tr.say("Answers in"), f"{found.latency_ms:.1f} ms", role=TextRole.DATA),
        Fact(tr.say("On the line"), encrypted),
        Fact(tr.say("Rights"), tr.say(RIGHTS[found.rights]), status=_tick(is_right)),
        Fact(
            tr.say("Schema"),
            schema,
            note=tr.say(STANDING[found.standing]),
            status=_tick(is_current),
        ),
    )


def _tick(is_good: bool) -> Status | None:  # noqa: FBT001 - one yes or no
    return Status.OK if is_good else None
