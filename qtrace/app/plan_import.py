"""Sheets of inspection plans in the master data workbook, and the pictures beside it, as commands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qtrace.app.import_ids import ImportIds
from qtrace.domain.inspection import CharClass, CharKind, ChoiceOption
from qtrace.domain.option_texts import parse_options
from qtrace.domain.plan_pictures import Balloon, PictureRole
from qtrace.domain.plans import CharacteristicDraft, ClassDraft, FirstLot
from qtrace.domain.sampling.plans import SampleType
from qtrace.exchange.cells import CellErrorCode
from qtrace.exchange.workbook import CellError, Row, Workbook
from qtrace.services.catalogue.plan_pictures import SetPlanPicture
from qtrace.services.catalogue.plans_commands import AddPlan
from qtrace.services.commands import Command
from qtrace.services.inspection.reading_photos import PhotoFile
from qtrace.services.outcomes import Refusal

_BALLOON = re.compile(r"\s*([^\s;]+)[\s;]+([^\s;]+)\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlanSheets:
    """The sheets of plans, and the folder in which their pictures are.

    Attributes:
        folder: None where pictures cannot be read: naming one is an error then.
    """

    importer: ImportIds
    book: Workbook
    folder: Path | None

    def commands(self) -> Iterator[tuple[Row, Command]]:
        """Every new plan as a draft, each followed by its pictures."""
        for row in self.importer.new_rows("plans", "plans"):
            command = self._plan(row)
            yield row, command
            for role in PictureRole:
                picture = self._picture(row, role, command.revision_id)
                if picture is not None:
                    yield row, picture

    def _plan(self, row: Row) -> AddPlan:
        ids, plan = self.importer, row.values["plan"]
        supplier = ids.id_of(row, "suppliers", "supplier") if row.values["supplier"] else None
        return AddPlan(
            **ids.head(),
            plan_id=ids.id_of(row, "plans", "plan"),
            revision_id=ids.new_id(),
            plan_code=plan,
            part_id=ids.id_of(row, "parts", "part"),
            supplier_id=supplier,
            signature_chain=row.values["signature_chain"],
            early_stop=row.values["early_stop"] == "yes",
            first_lot=FirstLot(row.values["first_lot"]),
            skip_lot=row.values["skip_lot"] == "yes",
            classes=tuple(map(_class_draft, self._of_plan("plan_classes", plan))),
            characteristics=tuple(
                map(self._characteristic, self._of_plan("characteristics", plan))
            ),
        )

    def _of_plan(self, sheet: str, plan: str) -> list[Row]:
        return [entry for entry in self.book.rows[sheet] if entry.values["plan"] == plan]

    def _picture(self, row: Row, role: PictureRole, revision_id: int) -> SetPlanPicture | None:
        """The picture that the row names, with the balloons of the plan on its drawing."""
        name = row.values[role.value]
        if not name:
            return None
        found = self._file(name, row.whole(f"{role.value}_page") or 1)
        if isinstance(found, Refusal):
            facts = {"reason": found.code, **found.facts}
            error = CellError(row.sheet, row.cell(role.value), CellErrorCode.ROW_REFUSED, facts)
            self.importer.errors.append(error)
            return None
        drawn = self._balloons(row.values["plan"]) if role is PictureRole.DRAWING else ()
        return SetPlanPicture(
            **self.importer.head(),
            picture_id=self.importer.new_id(),
            revision_id=revision_id,
            role=role,
            balloons=drawn,
            picture=found.content,
            name=found.name,
        )

    def _file(self, name: str, page: int) -> PhotoFile | Refusal:
        """A picture of the folder; a name that leads out of it is not read."""
        from qtrace.ui.catalogue.picture_file import plan_picture

        if self.folder is None or Path(name).name != name:
            return Refusal("PHOTO_UNREADABLE", {"name": name})
        return plan_picture(self.folder / name, page)

    def _balloons(self, plan: str) -> tuple[Balloon, ...]:
        found = []
        for row in self._of_plan("characteristics", plan):
            given = row.values["balloon"]
            place = _BALLOON.fullmatch(given) if given else None
            if place is not None:
                found.append(Balloon(row.whole("no") or 0, place[1], place[2]))
            elif given:
                self._not_allowed(row, "balloon", "0.25 0.60")
        return tuple(found)

    def _characteristic(self, row: Row) -> CharacteristicDraft:
        v = row.values
        return CharacteristicDraft(
            number=row.whole("no") or 0,
            kind=CharKind(v["kind"]),
            char_class=CharClass(v["class"]),
            name_en=v["name_en"],
            name_zh=v["name_zh"],
            nominal=v["nominal"] or None,
            lsl=v["lsl"] or None,
            usl=v["usl"] or None,
            unit=v["unit"] or None,
            decimals=row.whole("decimals"),
            gauge_type=v["gauge_type"] or None,
            method_en=v["method_en"],
            method_zh=v["method_zh"],
            defect_codes=row.words("defect_codes"),
            options=self._options(row),
            required=v["required"] == "yes",
            formula=v["formula"],
        )

    def _options(self, row: Row) -> tuple[ChoiceOption, ...]:
        """Options as `CLEAR=Clear/透明; CLOUDY!=Cloudy/浑浊`; the mark says: does not conform."""
        found = parse_options(row.values["options"])
        if found is None:
            self._not_allowed(row, "options", "CLEAR=Clear/透明; CLOUDY!=Cloudy/浑浊")
            return ()
        return found

    def _not_allowed(self, row: Row, column: str, allowed: str) -> None:
        facts = {"given": row.values[column], "allowed": allowed}
        code = CellErrorCode.CELL_NOT_A_CHOICE
        self.importer.errors.append(CellError(row.sheet, row.cell(column), code, facts))


def _class_draft(row: Row) -> ClassDraft:
    v = row.values
    return ClassDraft(
        char_class=CharClass(v["class"]),
        sampling=SampleType(v["sampling"]),
        standard=v["standard"] or None,
        level=v["level"] or None,
        aql=v["aql"] or None,
        fixed_n=row.whole("fixed_n"),
        ac=row.whole("ac"),
        sigma=v["sigma"] or None,
        sigma_value=v["sigma_value"] or None,
        method=v["method"] or None,
        lq=v["lq"] or None,
        confidence=v["confidence"] or None,
        reliability=v["reliability"] or None,
    )
