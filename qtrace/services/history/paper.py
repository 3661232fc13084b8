"""The device history as a document: every word frozen in both languages when it is issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from qtrace.domain.quantities import grouped_q6
from qtrace.i18n.history_words import CASE_KINDS, CASE_STATES, VERSION_KINDS
from qtrace.i18n.production_words import (
    RELEASE_KIND_WORDS,
    STOP_TYPE_WORDS,
    gate_sentence,
)
from qtrace.i18n.translator import N_
from qtrace.i18n.words import MEANINGS, STATES
from qtrace.reference import ai_table
from qtrace.services.bilingual import Both, both, both_names, translators
from qtrace.services.briefs import NamePair
from qtrace.services.history.rows import DeviceHistory, InputRow, ResultRow, StepRow
from qtrace.services.reads import PlantFacts

Plain = dict[str, Any]
_GOOD_STATES = frozenset({"released", "conditional"})
_CLOSED = frozenset({"closed", "void", "released", "converted"})


@dataclass(frozen=True, slots=True)
class _Section:
    """A section while it is written: title, heads with their shares, rows, which stand out."""

    title: str
    heads: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[Both | str]]
    marked: tuple[int, ...] = ()


def history_body(history: DeviceHistory, plant: PlantFacts) -> Plain:
    """Everything but the head, as JSON of `printing.history_data.HistoryData`."""
    zone = ZoneInfo(plant.time_zone)
    return {
        "plant": {
            "name": both_names(plant.name_zh, plant.name_en),
            "number": "",
            "address": both_names(plant.address, plant.address),
        },
        "lot": history.order.lot,
        "verdict": _verdict(history),
        "missing": [_missing(point.code.value, point.facts) for point in history.missing],
        "facts": _facts(history, zone),
        "sections": [_plain(each) for each in _sections(history, zone)],
    }


def _verdict(history: DeviceHistory) -> Both:
    if history.is_complete:
        return both(N_("The record is complete; the batch may be placed on the market"))
    return both(N_("The record is not complete; points missing: {n}"), n=len(history.missing))


def _missing(code: str, facts: Mapping[str, str]) -> Both:
    zh, en = translators()
    return {"zh": gate_sentence(zh, code, facts), "en": gate_sentence(en, code, facts)}


def _same(text: object) -> Both:
    return both_names(str(text), str(text))


def _name(pair: NamePair) -> Both:
    return both_names(pair.zh or pair.en, pair.en or pair.zh)


def _beside(*parts: Both | str) -> Both:
    """Parts in one cell, set apart by blanks."""
    told = [_same(part) if isinstance(part, str) else part for part in parts]
    return {key: " ".join(filter(None, (part[key] for part in told))) for key in ("zh", "en")}


def _word(words: Mapping[str, str], code: str) -> Both:
    return both(words[code]) if code in words else _same(code)


def _at(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at is not None else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _who(at: datetime | None, by: NamePair, zone: ZoneInfo) -> Both:
    return _beside(_at(at, zone), _name(by))


def _facts(history: DeviceHistory, zone: ZoneInfo) -> list[Plain]:
    order = history.order
    rows: tuple[tuple[str, Both | str], ...] = (
        (N_("Batch"), order.lot),
        (N_("Work order"), order.number),
        (N_("Device"), _beside(order.part.number, _name(order.part.name))),
        (N_("Revision"), order.revision),
        (N_("Planned"), f"{order.planned:,}".replace(",", " ")),
        (N_("Good pieces"), f"{history.made:,}".replace(",", " ")),
        (N_("Expiry"), _day(history.expiry) or "–"),
        (N_("Order finished"), _at(history.finished_at, zone) or "–"),
    )
    return [{"caption": both(caption), "value": _cell(value)} for caption, value in rows]


def _cell(value: Both | str) -> Both:
    return _same(value) if isinstance(value, str) else value


def _plain(section: _Section) -> Plain:
    return {
        "title": both(section.title),
        "columns": [
            {"heading": both(words), "share": abs(share), "right": share < 0}
            for words, share in section.heads
        ],
        "rows": [[_cell(value) for value in row] for row in section.rows],
        "empty": both(N_("Nothing is on record")),
        "marked": list(section.marked),
    }


def _sections(history: DeviceHistory, zone: ZoneInfo) -> tuple[_Section, ...]:
    """Tables in reading order; a share below 0 is a column of numbers."""
    return (
        _versions(history, zone),
        _steps(history.steps, zone),
        _inputs(history.inputs, zone),
        _ancestry(history),
        _balance(history),
        _results(history.results, zone),
        _clearances(history, zone),
        _stops(history, zone),
        _cases(history, zone),
        _labels(history),
        _udi(history),
        _signatures(history, zone),
        _releases(history, zone),
    )


def _versions(history: DeviceHistory, zone: ZoneInfo) -> _Section:
    heads = ((N_("What"), 30), (N_("Code"), 40), (N_("Version"), 20), (N_("Approved"), 60))
    rows = [
        (
            _word(VERSION_KINDS, row.kind),
            row.code,
            row.version,
            _who(row.approved_at, row.approved_by, zone),
        )
        for row in history.versions
    ]
    return _Section(N_("Versions that the order is pinned to"), heads, rows)


def _steps(steps: Sequence[StepRow], zone: ZoneInfo) -> _Section:
    heads = (
        (N_("Operation"), 34), (N_("Started"), 30), (N_("Ended at"), 30), (N_("Operators"), 28),
        (N_("Equipment"), 22), (N_("Good"), -13), (N_("Rework"), -14), (N_("Scrap"), -13),
    )  # fmt: skip
    rows = [
        (
            _beside(f"OP{row.operation_no}", _name(row.name), _pass(row.run_no)),
            _who(row.started_at, row.started_by, zone),
            _who(row.ended_at, row.ended_by, zone) if row.ended_at else "–",
            _beside(*(_name(each) for each in row.operators)),
            ", ".join(row.equipment),
            str(row.good),
            str(row.rework),
            str(row.scrap),
        )
        for row in steps
    ]
    return _Section(N_("Operations"), heads, rows)


def _pass(run_no: int) -> Both | str:
    return "" if run_no == 1 else both(N_("pass {n}"), n=run_no)


def _inputs(inputs: Sequence[InputRow], zone: ZoneInfo) -> _Section:
    heads = (
        (N_("Material"), 35), (N_("Lot"), 28), (N_("Supplier"), 31), (N_("Expiry"), 22),
        (N_("Used"), -17), (N_("Loaded"), 37), (N_("Status"), 30),
    )  # fmt: skip
    rows = [
        (
            _beside(row.part, _name(row.name)),
            _beside(row.lot, f"OP{row.operation_no}"),
            _beside(_name(row.supplier), row.supplier_lot),
            _day(row.expiry) or "–",
            _beside(grouped_q6(row.used_q6), _name(row.unit)),
            _who(row.loaded_at, row.loaded_by, zone),
            _standing(row),
        )
        for row in inputs
    ]
    odd = tuple(
        place
        for place, row in enumerate(inputs)
        if row.holds or row.deviation or row.state not in _GOOD_STATES
    )
    return _Section(N_("Materials"), heads, rows, odd)


def _standing(row: InputRow) -> Both:
    notes: list[Both | str] = [_word(STATES, row.state), ", ".join(row.holds)]
    if row.urgent:
        notes.append(both(N_("urgent release")))
    if row.deviation:
        notes.append(both(N_("with a deviation")))
    return _beside(*notes)


def _ancestry(history: DeviceHistory) -> _Section:
    heads = (
        (N_("Lot"), 40), (N_("Part"), 30), (N_("Supplier"), 50), (N_("Status"), 30),
        (N_("Holds"), 30),
    )  # fmt: skip
    rows = [
        (
            row.lot,
            row.part,
            _name(row.supplier),
            _word(STATES, row.state),
            ", ".join(row.holds) or "–",
        )
        for row in history.ancestry
    ]
    odd = tuple(
        place
        for place, row in enumerate(history.ancestry)
        if row.holds or row.state not in _GOOD_STATES
    )
    return _Section(N_("Lots behind the materials, at any depth"), heads, rows, odd)


def _balance(history: DeviceHistory) -> _Section:
    heads = (
        (N_("Material"), 40), (N_("To the line"), -25), (N_("Used"), -25), (N_("Back in stock"), -25),
        (N_("Lost"), -25), (N_("At the line"), -25), (N_("Unaccounted"), -25),
    )  # fmt: skip
    rows: list[tuple[Both | str, ...]] = []
    for part, unit, row in history.balance:
        amounts = (
            row.issued_q6, row.used_q6, row.returned_q6, row.lost_q6, row.left_q6, row.off_q6
        )  # fmt: skip
        rows.append((_beside(part, _name(unit)), *(grouped_q6(each) for each in amounts)))
    odd = tuple(
        place for place, (_part, _unit, row) in enumerate(history.balance) if not row.is_closed
    )
    return _Section(N_("Material balance"), heads, rows, odd)


def _results(results: Sequence[ResultRow], zone: ZoneInfo) -> _Section:
    heads = (
        (N_("Check"), 38), (N_("Result"), 26), (N_("Limits"), 26), (N_("Verdict"), 18),
        (N_("At piece"), -16), (N_("Made by"), 34), (N_("Confirmed"), 24),
    )  # fmt: skip
    rows = [
        (
            _beside(f"OP{row.operation_no}", _name(row.name)),
            _beside(*_value(row)),
            _limits(row),
            both(N_("good")) if row.is_good else both(N_("not good")),
            str(row.pieces),
            _who(row.at, row.by, zone),
            _name(row.confirmed_by),
        )
        for row in results
    ]
    bad = tuple(place for place, row in enumerate(results) if not row.is_good)
    return _Section(N_("Process parameters and in-process checks"), heads, rows, bad)


def _value(row: ResultRow) -> tuple[Both | str, ...]:
    photo: Both | str = both(N_("with photo")) if row.has_photo else ""
    if row.lsl is None and row.usl is None:
        return (photo,)
    return f"{row.value} {row.unit}".strip(), photo


def _limits(row: ResultRow) -> str:
    if row.lsl is None and row.usl is None:
        return ""
    return f"{row.lsl or '−∞'} … {row.usl or '∞'} {row.unit}".strip()


def _clearances(history: DeviceHistory, zone: ZoneInfo) -> _Section:
    heads = (
        (N_("Points ticked"), 30),
        (N_("Cleared"), 60),
        (N_("Confirmed"), 60),
        (N_("Photo"), 26),
    )
    rows = [
        (
            str(row.items),
            _who(row.cleared_at, row.cleared_by, zone),
            _who(row.confirmed_at, row.confirmed_by, zone),
            both(N_("with photo")) if row.has_photo else "–",
        )
        for row in history.clearances
    ]
    return _Section(N_("Line clearance"), heads, rows)


def _stops(history: DeviceHistory, zone: ZoneInfo) -> _Section:
    heads = ((N_("Why"), 30), (N_("From"), 50), (N_("Until"), 30), (N_("Note"), 60))
    rows = [
        (
            _word(STOP_TYPE_WORDS, row.stop_type),
            _who(row.started_at, row.started_by, zone),
            _at(row.ended_at, zone) or "–",
            row.note,
        )
        for row in history.stops
    ]
    return _Section(N_("Stops of the line"), heads, rows)


def _cases(history: DeviceHistory, zone: ZoneInfo) -> _Section:
    heads = (
        (N_("Number"), 26), (N_("Kind"), 28), (N_("What happened"), 62), (N_("State"), 22),
        (N_("Opened"), 38),
    )  # fmt: skip
    rows = [
        (
            row.number,
            _word(CASE_KINDS, row.kind),
            _name(row.title),
            _word(CASE_STATES, row.state),
            _who(row.opened_at, row.opened_by, zone),
        )
        for row in history.cases
    ]
    still = tuple(place for place, row in enumerate(history.cases) if row.state not in _CLOSED)
    return _Section(N_("Deviations, cases, holds"), heads, rows, still)


def _labels(history: DeviceHistory) -> _Section:
    heads = (
        (N_("Label version"), 40), (N_("Device identifier"), 60), (N_("Labels printed"), -38),
        (N_("Units checked"), -38),
    )  # fmt: skip
    rows = [(row.version, row.udi_di, str(row.printed), str(row.checked)) for row in history.labels]
    return _Section(N_("Labels"), heads, rows)


def _udi(history: DeviceHistory) -> _Section:
    heads = ((N_("Identifier"), 24), (N_("What it says"), 60), (N_("As scanned"), 92))
    sample, known = history.sample, ai_table()
    rows = []
    for ai, value in sample.elements if sample is not None else ():
        rule = known.get(ai)
        title = both_names(rule.title_zh, rule.title_en) if rule is not None else _same("")
        rows.append((f"({ai})", title, value))
    return _Section(N_("UDI of one unit, read from its printed label"), heads, rows)


def _signatures(history: DeviceHistory, zone: ZoneInfo) -> _Section:
    heads = ((N_("Signer"), 60), (N_("Meaning"), 60), (N_("Signed at"), 56))
    words = {meaning.value: word for meaning, word in MEANINGS.items()}
    rows = [(row.name, _word(words, row.meaning), _at(row.at, zone)) for row in history.signatures]
    return _Section(N_("Signatures"), heads, rows)


def _releases(history: DeviceHistory, zone: ZoneInfo) -> _Section:
    heads = ((N_("Act"), 60), (N_("Released by"), 60), (N_("Signed at"), 56))
    rows = [
        (_word(RELEASE_KIND_WORDS, row.kind.value), _name(row.by), _at(row.at, zone))
        for row in history.releases
    ]
    return _Section(N_("Release"), heads, rows)
