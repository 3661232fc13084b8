"""Approvals for tests: the command that signs a draft as it stands."""

from qtrace.app.demo.approving import APPROVALS
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.draft_seen import draft_seen
from qtrace.services.commands import Command
from tests.support.plants import TestPlant


def approval(plant: TestPlant, kind: DraftKind, draft_id: int, **over) -> Command:
    """The approving command; `seen_sha256` is that of the draft now."""
    command, key = APPROVALS[kind]
    values = {key: draft_id, "seen_sha256": plant.bench.ask(draft_seen, kind, draft_id)} | over
    return command(**plant.head(), **values)
