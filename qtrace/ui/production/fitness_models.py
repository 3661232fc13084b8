"""Desks of training and equipment: listed, entered, changed."""

from datetime import date
from typing import Final

from qtrace.services.items.queries import object_history
from qtrace.services.production.commands import ChangeEquipment, RecordTraining
from qtrace.services.production.line_fitness import (
    EquipmentRow,
    TrainingRow,
    equipment_rows,
    training_rows,
)
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.widgets.desk_model import MOST_RECORDS, DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.field_problems import day_of, judge_day

TRAIN: Final = "train"
CHANGE: Final = "change"
TRAININGS = DeskSubject(training_rows, lambda row: row.key, ObjectKind.PERSON)
MACHINES = DeskSubject(equipment_rows, lambda row: row.equipment_id, ObjectKind.EQUIPMENT)


class TrainingModel(DeskModel):
    """Lists people with topics; a training is entered by who gave it."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, TRAININGS, DeskState())

    @property
    def training(self) -> TrainingRow | None:
        """The chosen person and topic."""
        return self.row

    def save(self, done_on: str, valid_to: str) -> None:
        """Keep that the signed-in person has trained the chosen one."""
        row = self.training
        problems = judge_day("done_on", done_on) | judge_day("valid_to", valid_to, required=False)
        if row is None or self.refuse_answers(problems):
            return
        command = RecordTraining(
            **self.bench.head(),
            training_id=self.bench.new_id(),
            person_id=row.person_id,
            topic=row.topic,
            done_on=day_of(done_on) or date.min,
            valid_to=day_of(valid_to),
        )
        self.send([lambda: command])

    def _read_history(self) -> None:
        """Records about the person."""
        row, chosen = self.training, self.state.chosen
        if row is not None and chosen is not None:
            self.bench.ask(
                object_history,
                lambda told: self._told(chosen, told),
                ObjectKind.PERSON,
                row.person_id,
                MOST_RECORDS,
            )


class EquipmentModel(DeskModel):
    """Lists equipment; its state and qualification are changed here."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, MACHINES, DeskState())

    @property
    def machine(self) -> EquipmentRow | None:
        """The chosen equipment."""
        return self.row

    def save(self, state: str, qualified_to: str) -> None:
        """Take it out of use or back, or enter its next qualification."""
        row = self.machine
        problems = judge_day("qualified_to", qualified_to, required=False)
        if row is None or self.refuse_answers(problems):
            return
        command = ChangeEquipment(
            **self.bench.head(),
            equipment_id=row.equipment_id,
            row_version=row.row_version,
            state=state,
            qualified_to=day_of(qualified_to),
        )
        self.send([lambda: command])
