"""What can be wrong with an answer of a form, on every desk: codes, rules and their words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from qtrace.domain.codes.internal import format_station
from qtrace.domain.codes.reasons import CodeError
from qtrace.domain.glyphs import Coverage, missing_glyphs
from qtrace.i18n import N_, Translator
from qtrace.i18n.reasons import explain


class FieldReason(StrEnum):
    """Why an answer cannot stand."""

    MISSING = "MISSING"
    NAME_MISSING = "NAME_MISSING"
    CODE_SHAPE = "CODE_SHAPE"
    DATE_SHAPE = "DATE_SHAPE"
    GLYPH_MISSING = "GLYPH_MISSING"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one answer.

    Attributes:
        code: a reason code.
        facts: what its sentence needs.
    """

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


Problems = Mapping[str, FieldProblem]
NO_PROBLEMS: Problems = {}

SENTENCES: Mapping[str, str] = {
    FieldReason.MISSING: N_("Please fill this in"),
    FieldReason.NAME_MISSING: N_("A name in English or in Chinese is needed"),
    FieldReason.CODE_SHAPE: N_("2 to 20 of A–Z and 0–9, parts joined by single hyphens"),
    FieldReason.DATE_SHAPE: N_("Write the day as 2027-12-31"),
    FieldReason.GLYPH_MISSING: N_("The character “{character}” cannot be printed"),
    "QUANTITY_NOT_A_NUMBER": N_("Write a number, as 1200 or 0.5"),
    "QUANTITY_TOO_FINE": N_("No more than six digits after the point"),
    "QUANTITY_OUT_OF_RANGE": N_("The number is too large"),
}


def problem_text(tr: Translator, problem: FieldProblem, own: Mapping[str, str] = {}) -> str:
    """What is wrong with an answer; `own` are the sentences of one screen."""
    sentence = own.get(problem.code) or SENTENCES.get(problem.code)
    if sentence is not None:
        return tr.say(sentence, **problem.facts)
    return explain(tr, problem.code, problem.facts).text


def judge_names(english: str, chinese: str, coverage: Coverage) -> dict[str, FieldProblem]:
    """A name needs one language at least, in letters that can be printed."""
    found: dict[str, FieldProblem] = {}
    if not english and not chinese:
        found["name_en"] = FieldProblem(FieldReason.NAME_MISSING)
    return found | judge_glyphs({"name_en": english, "name_zh": chinese}, coverage)


def judge_glyphs(texts: Mapping[str, str], coverage: Coverage) -> dict[str, FieldProblem]:
    """Texts with a letter that no paper of ours can show, by name."""
    found = {}
    for name, text in texts.items():
        missing = missing_glyphs(text, coverage)
        if missing:
            found[name] = FieldProblem(FieldReason.GLYPH_MISSING, {"character": missing[0]})
    return found


def judge_code(name: str, code: str) -> dict[str, FieldProblem]:
    """A code must fit in a barcode of ours."""
    if is_code(code):
        return {}
    return {name: FieldProblem(FieldReason.CODE_SHAPE, {"value": code})}


def is_code(code: str) -> bool:
    """True if `code` can be part of a barcode of ours."""
    try:
        format_station(code)
    except CodeError:
        return False
    return True


def judge_day(name: str, text: str, *, required: bool = True) -> dict[str, FieldProblem]:
    """A day is written as ISO text."""
    if not text:
        return {name: FieldProblem(FieldReason.MISSING)} if required else {}
    return {} if day_of(text) is not None else {name: FieldProblem(FieldReason.DATE_SHAPE)}


def day_of(text: str) -> date | None:
    """The day that `text` writes, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def judge_filled(texts: Mapping[str, str]) -> dict[str, FieldProblem]:
    """Answers that may not stay empty, by name."""
    return {name: FieldProblem(FieldReason.MISSING) for name, text in texts.items() if not text}
