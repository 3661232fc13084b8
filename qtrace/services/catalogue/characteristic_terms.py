"""Characteristics of plans and what their kinds need beside a row: written and read here alone.

Kinds that need nothing more have no second row, so their records stay what they always were.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qtrace.domain.formula import Formula, parse_formula
from qtrace.domain.inspection import CharClass, CharKind, ChoiceOption
from qtrace.domain.plans import CharacteristicDraft
from qtrace.models.inspection import Characteristic, CharacteristicTerms
from qtrace.records.canonical import Json
from qtrace.services.inspection.support import words_of
from qtrace.services.work import Work

_WITH_TERMS = frozenset({CharKind.CHOICE, CharKind.TEXT, CharKind.FORMULA})


@dataclass(frozen=True, slots=True)
class Terms:
    """What a characteristic demands beside its row."""

    options: tuple[ChoiceOption, ...] = ()
    required: bool = True
    formula: str = ""

    @property
    def computed(self) -> Formula | None:
        """The formula; None for other kinds."""
        found = parse_formula(self.formula) if self.formula else None
        return found if isinstance(found, Formula) else None

    def option(self, code: str) -> ChoiceOption | None:
        """The option with this code."""
        return next((each for each in self.options if each.code == code), None)


NO_TERMS = Terms()


def add_characteristic(work: Work, revision_id: int, draft: CharacteristicDraft) -> None:
    """Write one characteristic of a plan version with what its kind needs."""
    row = work.add(
        Characteristic(
            id=work.new_id(),
            plan_revision_id=revision_id,
            no=draft.number,
            kind=draft.kind.value,
            char_class=draft.char_class.value,
            name_en=draft.name_en,
            name_zh=draft.name_zh,
            nominal=draft.nominal,
            lsl=draft.lsl,
            usl=draft.usl,
            unit_code=draft.unit,
            decimals=draft.decimals,
            gauge_type=draft.gauge_type,
            method_en=draft.method_en,
            method_zh=draft.method_zh,
            defect_codes=json.dumps(list(draft.defect_codes)),
        )
    )
    _add_terms(work, row.id, draft)


def _add_terms(work: Work, characteristic_id: int, draft: CharacteristicDraft) -> None:
    """Write what the kind needs; the characteristic's own row is there already."""
    if draft.kind not in _WITH_TERMS:
        return
    options = [[o.code, o.name_en, o.name_zh, o.conforms] for o in draft.options]
    work.session.add(
        CharacteristicTerms(
            characteristic_id=characteristic_id,
            options=json.dumps(options, ensure_ascii=False) if options else None,
            required=draft.required if draft.kind is CharKind.TEXT else None,
            formula=draft.formula or None,
        )
    )


def characteristic_draft(row: Characteristic, terms: Terms) -> CharacteristicDraft:
    """A stored characteristic as the rules take it."""
    return CharacteristicDraft(
        number=row.no,
        kind=CharKind(row.kind),
        char_class=CharClass(row.char_class),
        name_en=row.name_en,
        name_zh=row.name_zh,
        nominal=row.nominal,
        lsl=row.lsl,
        usl=row.usl,
        unit=row.unit_code,
        decimals=row.decimals,
        gauge_type=row.gauge_type,
        method_en=row.method_en,
        method_zh=row.method_zh,
        defect_codes=words_of(row.defect_codes),
        options=terms.options,
        required=terms.required,
        formula=terms.formula,
    )


def terms_by_id(session: Session, rows: Sequence[Characteristic]) -> Mapping[int, Terms]:
    """Terms of the characteristics that have any, by id; asks only where a kind needs them."""
    ids = [row.id for row in rows if row.kind in _WITH_TERMS]
    if not ids:
        return {}
    found = session.scalars(
        select(CharacteristicTerms).where(CharacteristicTerms.characteristic_id.in_(ids))
    )
    return {row.characteristic_id: _terms(row) for row in found}


def terms_of(session: Session, row: Characteristic) -> Terms:
    """Terms of one characteristic."""
    return terms_by_id(session, (row,)).get(row.id, NO_TERMS)


def _terms(row: CharacteristicTerms) -> Terms:
    options = json.loads(row.options) if row.options else ()
    return Terms(
        tuple(ChoiceOption(*option) for option in options),
        row.required is not False,
        row.formula or "",
    )


def terms_content(rows: Sequence[Characteristic], terms: Mapping[int, Terms]) -> Json:
    """Terms in canonical form, for the signature under a plan version; empty where none are."""
    return [
        [
            str(row.no),
            [[o.code, o.name_en, o.name_zh, o.conforms] for o in terms[row.id].options],
            terms[row.id].required,
            terms[row.id].formula,
        ]
        for row in rows
        if row.id in terms
    ]
