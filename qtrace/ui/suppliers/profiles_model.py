"""Code profiles of GTINs: listed, taught by scanning a whole label, set and withdrawn."""

from dataclasses import dataclass
from typing import Final

from qtrace.domain.codes.code_profile import GTIN_AI, ProfileProblem, parse_profile
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.reasons import Verdict
from qtrace.reference import ai_table
from qtrace.services.catalogue.code_profiles import ProfileRow, SetCodeProfile, code_profiles
from qtrace.services.items.queries import object_history
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import MOST_RECORDS, DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.field_problems import FieldProblem

CHANGE: Final = "change"
PROFILES = DeskSubject(code_profiles, lambda row: row.part_code_id, ObjectKind.PART)


@dataclass(frozen=True, slots=True)
class ProfilesState(DeskState):
    """A desk of code profiles.

    Attributes:
        taught: identifiers of the whole label that was scanned last, joined by spaces.
    """

    taught: str = ""


class ProfilesModel(DeskModel):
    """Lists GTINs with their profiles; its state is a `ProfilesState`."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, PROFILES, ProfilesState())

    @property
    def profile(self) -> ProfileRow | None:
        """The chosen GTIN."""
        return self.row

    @property
    def taught(self) -> str:
        """Identifiers of the whole label that was scanned last."""
        assert isinstance(self.state, ProfilesState)
        return self.state.taught

    def choose(self, key: int) -> None:
        """Show one GTIN; what a label of another one taught is forgotten."""
        if key != self.state.chosen:
            self.become(taught="")
        super().choose(key)

    def take_label(self, message: GS1Message) -> bool:
        """Choose the GTIN of a label; a whole one teaches its identifiers. False: no GTIN of ours."""
        gtin = message.get(GTIN_AI)
        row = next((row for row in self.state.rows if row.gtin == gtin), None)
        if row is None:
            return False
        self.choose(row.part_code_id)
        if message.verdict is Verdict.VALID:
            ais = [element.ai for element in message.reading.elements if element.ai != GTIN_AI]
            self.become(taught=" ".join(ais))
        return True

    def save(self, text: str) -> None:
        """Check what was written, then send it; nothing written withdraws the profile."""
        row = self.profile
        if row is None or self.state.form is None or self.state.busy:
            return
        found = parse_profile(text, ai_table()) if text.strip() else None
        if isinstance(found, ProfileProblem):
            self.refuse_answers({"profile": FieldProblem(found.code, found.facts)})
            return
        command = SetCodeProfile(
            **self.bench.head(),
            part_code_id=row.part_code_id,
            profile=found.text if found is not None else "",
            row_version=row.row_version,
        )
        self.send([lambda: command])

    def _read_history(self) -> None:
        """Records about the part: its codes are part of it."""
        row, chosen = self.profile, self.state.chosen
        if row is not None and chosen is not None:
            self.bench.ask(
                object_history,
                lambda told: self._told(chosen, told),
                ObjectKind.PART,
                row.part_id,
                MOST_RECORDS,
            )
