"""Stations of the plant: enrol, rename, take out of use."""

from dataclasses import dataclass
from enum import StrEnum

from qtrace.domain.glyphs import Coverage
from qtrace.services.people.commands import ChangeStation, EnrolStation
from qtrace.services.people.stations import StationRow, stations
from qtrace.services.work import ObjectKind
from qtrace.ui.bench import Bench
from qtrace.ui.theme.fonts import product_coverage
from qtrace.ui.widgets.desk_model import ADD, DeskModel, DeskState, DeskSubject
from qtrace.ui.widgets.field_problems import FieldProblem, judge_code, judge_names

RENAME = "rename"
MODES = ("receiving", "line", "desk", "server")


class StationReason(StrEnum):
    """Why an answer cannot stand."""

    MODE_MISSING = "MODE_MISSING"


@dataclass(frozen=True, slots=True)
class StationDraft:
    """Answers about a station."""

    code: str = ""
    name_en: str = ""
    name_zh: str = ""
    mode: str = ""


STATIONS = DeskSubject(stations, lambda row: row.station_id, ObjectKind.STATION)


class StationsModel(DeskModel):
    """Lists stations and changes them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, STATIONS, DeskState())

    @property
    def station(self) -> StationRow | None:
        """The chosen station."""
        return self.row

    @property
    def is_this(self) -> bool:
        """True if the chosen station is the one people stand at."""
        station = self.station
        return station is not None and station.code == self.bench.station_code

    def save(self, draft: StationDraft) -> None:
        """Check the open form, then send what it wishes."""
        adds = self.state.form == ADD
        if self.refuse_answers(judge_station(draft, product_coverage(), adds=adds)):
            return
        if adds:
            self._enrol(draft)
        elif self.station is not None:
            self._change(self.station, draft.name_en, draft.name_zh, active=self.station.is_active)

    def set_active(self, *, active: bool) -> None:
        """Take the chosen station out of use, or back into it."""
        station = self.station
        if station is not None and not self.is_this:
            self._change(station, station.name_en, station.name_zh, active=active)

    def _enrol(self, draft: StationDraft) -> None:
        here = next((r for r in self.state.rows if r.code == self.bench.station_code), None)
        if here is None:
            return
        station_id = self.bench.new_id()
        command = EnrolStation(
            **self.bench.head(),
            station_id=station_id,
            site_id=here.site_id,
            station_code=draft.code,
            name_en=draft.name_en,
            name_zh=draft.name_zh,
            mode=draft.mode,
        )
        self.send([lambda: command], then_choose=station_id)

    def _change(self, station: StationRow, english: str, chinese: str, *, active: bool) -> None:
        command = ChangeStation(
            **self.bench.head(),
            station_id=station.station_id,
            row_version=station.row_version,
            name_en=english,
            name_zh=chinese,
            is_active=active,
        )
        self.send([lambda: command])


def judge_station(
    draft: StationDraft, coverage: Coverage, *, adds: bool
) -> dict[str, FieldProblem]:
    """What is wrong with the answers, by name."""
    found = judge_names(draft.name_en, draft.name_zh, coverage)
    if adds:
        found |= judge_code("code", draft.code)
        if draft.mode not in MODES:
            found["mode"] = FieldProblem(StationReason.MODE_MISSING)
    return found
