"""Where demos come into being: whole or not at all, the same each time, never over a live plant."""

import io
import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import qtrace.app.demo.build as building
from qtrace.app.bootstrap import open_plant
from qtrace.app.cli.demo import ensure_demo, reset_demo
from qtrace.app.cli.main import main
from qtrace.app.config import demo_path
from qtrace.app.demo import drawing
from qtrace.app.demo.build import build_demo
from qtrace.app.demo.drawing import ReportDrawer
from qtrace.app.demo.history import past_lots
from qtrace.app.demo.lots import add_order, store_reports, whole_life
from qtrace.app.demo.maker import ZONE, DemoBrokenError, Maker
from qtrace.app.plant_files import PlantMark, PlantProblem, plant_mark
from qtrace.app.single_instance import lock_station
from qtrace.services.catalogue.commands import AddUnit
from qtrace.services.documents.issued import IssuedDocument
from tests.support.plants import make_plant

TODAY = date(2026, 11, 22)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Demos of this test have their people and nothing else, so that they are quick."""
    monkeypatch.setattr(building, "_build", lambda maker, *_more: building.found_plant(maker))


def two_lots(maker: Maker, _end: object, _progress: object) -> None:
    building.set_up(maker)
    for past in past_lots(maker.day)[:2]:
        add_order(maker, past.lot, past.order_total)
        whole_life(maker, past.lot, past.inspector)
        store_reports(maker)


def contents(path: Path) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    names = [
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    found = {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in names}
    connection.close()
    return found


def live_plant(path: Path) -> bytes:
    plant = make_plant(f"sqlite:///{path.as_posix()}", upgraded=False)
    plant.bench.close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER IF EXISTS guard_plant_update")
    connection.execute("UPDATE plant SET is_demo = 0")
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_the_same_day_and_seed_give_the_same_rows_to_the_last_byte(monkeypatch, tmp_path):
    monkeypatch.setattr(building, "_build", two_lots)
    first, second = (build_contents(tmp_path / name) for name in "ab")
    assert first == second
    assert len(first["record"]) > 200
    assert len(first["document_file"]) == 2


def test_another_seed_gives_other_secrets_hashes(small, tmp_path):
    first, other = (build_contents(tmp_path / seed, seed) for seed in ("qtrace", "other"))
    assert first["credential"] != other["credential"]


def build_contents(path: Path, seed: str = "qtrace") -> dict[str, list[str]]:
    build_demo(str(path), TODAY, seed)
    return contents(path)


def test_what_is_interrupted_leaves_nothing(monkeypatch, tmp_path):
    def interrupted(maker: Maker, _end: object, _progress: object) -> None:
        building.found_plant(maker)
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "_build", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build_demo(str(tmp_path / "demo.qtrace"), TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_refused_command_ends_the_building(monkeypatch, tmp_path):
    def refused(maker: Maker, _end: object, _progress: object) -> None:
        building.found_plant(maker)
        maker.do("xu", AddUnit, unit_code="t", symbol_en="t", symbol_zh="t")

    monkeypatch.setattr(building, "_build", refused)
    with pytest.raises(DemoBrokenError, match="ADD_UNIT: NOT_ALLOWED"):
        build_demo(str(tmp_path / "demo.qtrace"), TODAY)
    assert list(tmp_path.iterdir()) == []


def test_no_record_of_today_is_later_than_now(small, tmp_path):
    before = datetime.now(UTC)
    end = building._present(None)
    assert end <= datetime.now(UTC)
    assert end.astimezone(ZONE).date() == before.astimezone(ZONE).date()
    assert building._present(TODAY) == datetime(2026, 11, 22, 0, 10, tzinfo=UTC)


def test_a_demo_is_made_once_and_then_kept(small, tmp_path):
    path = tmp_path / "deep" / "demo.qtrace"
    ensure_demo(path)
    assert plant_mark(str(path)) is PlantMark.DEMO
    kept = contents(path)
    ensure_demo(path)
    assert contents(path) == kept


def test_reset_makes_a_new_one(small, tmp_path):
    path = tmp_path / "demo.qtrace"
    build_demo(str(path), date(2025, 3, 1))
    old = contents(path)["record"]
    reset_demo(path)
    assert contents(path)["record"] != old


def test_reset_waits_for_nobody_who_has_it_open(small, tmp_path, capsys):
    path = demo_path()
    ensure_demo(path)
    before = path.read_bytes()
    lock = lock_station(f"sqlite:///{path.as_posix()}", "IQC-2", tmp_path)
    with lock:
        assert main(["demo", "--reset", "--no-window"]) == 5
    assert path.read_bytes() == before
    assert "IQC-2" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--reset"], []])
def test_a_live_plant_is_never_touched(arguments, capsys):
    path = demo_path()
    path.parent.mkdir(parents=True)
    before = live_plant(path)
    assert main(["demo", "--no-window", *arguments]) == 3
    assert path.read_bytes() == before
    assert "not a demo plant" in capsys.readouterr().err
    with pytest.raises(PlantProblem) as refused:
        build_demo(str(path))
    assert refused.value.code == "NOT_A_DEMO"


@pytest.mark.parametrize("kind", ["text", "other database", "folder"])
def test_what_is_not_ours_is_never_touched(kind, tmp_path, capsys):
    path = demo_path()
    path.parent.mkdir(parents=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("my only copy of something\n" * 99)
    else:
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.commit()
        connection.close()
    before = path.read_bytes() if path.is_file() else b""
    status = main(["demo", "--reset", "--no-window"])
    assert status in {3, 4, 5}
    assert capsys.readouterr().err.startswith("qtrace: ")
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_the_command_makes_it_and_says_how_to_sign_in(small, capsys):
    assert main(["demo", "--no-window"]) == 0
    said = capsys.readouterr()
    assert "BDG-00421-E  246813" in said.out
    assert "100 %" not in said.out
    plant = open_plant(str(demo_path()), "")
    assert plant.plant.is_demo
    plant.close()


def test_the_sheet_of_a_demo_is_written(small, tmp_path, capsys):
    out = tmp_path / "codes.pdf"
    assert main(["demo", "--no-window", "--sheet", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert str(out) in capsys.readouterr().out


# --- drawing beside the building ------------------------------------------------------------


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[IssuedDocument, bytes]:
    """An issued report and the bytes that the building stored of it."""
    path = tmp_path_factory.mktemp("one") / "demo.qtrace"
    kept: list[tuple[IssuedDocument, bytes]] = []

    class Spying(ReportDrawer):
        def take(self, store) -> None:
            document = self._waiting[0]
            super().take(
                lambda number, by, pdf: (kept.append((document, pdf)), store(number, by, pdf))
            )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "_build", lambda *maker: _one_lot(maker[0]))
        patch.setattr(building, "ReportDrawer", Spying)
        build_demo(str(path), TODAY)
    return kept[0]


def _one_lot(maker: Maker) -> None:
    building.set_up(maker)
    past = past_lots(maker.day)[0]
    add_order(maker, past.lot, past.order_total)
    whole_life(maker, past.lot, past.inspector)
    store_reports(maker)


def test_the_helper_answers_with_what_would_be_drawn_here(report):
    document, stored = report
    fields = {
        name: getattr(document, name) for name in IssuedDocument.__dataclass_fields__
    } | {"issued_at": document.issued_at.isoformat()}  # fmt: skip
    answers = io.BytesIO()
    drawing.serve(io.BytesIO(json.dumps(fields).encode() + b"\n"), answers)
    assert int.from_bytes(answers.getvalue()[:8]) == len(stored)
    assert answers.getvalue()[8:] == stored
    assert drawing.drawn_report(document) == stored


@pytest.mark.parametrize("interpreter", ["/nonexistent/python", "/bin/true"])
def test_without_a_helper_everything_is_drawn_here(monkeypatch, report, interpreter):
    document, stored = report
    monkeypatch.setattr(drawing.sys, "executable", interpreter)
    taken = []
    with ReportDrawer() as drawer:
        if drawer._helper is not None:
            drawer._helper.wait(10)
        drawer.submit(document, "lin")
        drawer.take(lambda *given: taken.append(given))
        drawer.take(lambda *given: taken.append(given))
    assert taken == [(document.document_id, "lin", stored)]
