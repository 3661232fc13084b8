"""Walks every picture that `tools.shots` takes and judges what the station shows there."""

from itertools import pairwise
from pathlib import Path

import pytest

from qtrace.app.config import ThemeChoice
from qtrace.i18n import Language, Translator, load_translator
from tests.support.demo import shared_demo
from tests.support.screen_checks import (
    STATION,
    KeyboardWatch,
    Painted,
    faults,
    listening_translator,
    modal_windows,
    watched_painting,
)
from tests.support.station import quiet_sound
from tools.shots import BOARD, FIRST_RUN, shoot_board, shoot_first_run
from tools.shots_acts import Shot
from tools.shots_list import SHOTS, chains
from tools.shots_stage import Look, Stage

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    return shared_demo(tmp_path_factory)


class Judge:
    """Looks at a screen in both languages; the view is built anew each time, its work stays."""

    def __init__(self, stage: Stage, painted: Painted) -> None:
        self._stage, self._painted = stage, painted
        self._chinese, self._missing = listening_translator(Language.ZH_CN)
        self._english = load_translator(Language.EN)

    def judge(self, shot: Shot) -> list[str]:
        """What is wrong with the screen of `shot`, in words."""
        found = self._look(shot, self._english, "en") + self._look(shot, self._chinese, "zh")
        found += [f"{shot.name}: not translated: {text!r}" for text in self._missing.messages]
        self._missing.messages.clear()
        assert not modal_windows()
        return found

    def _look(self, shot: Shot, translator: Translator, word: str) -> list[str]:
        stage = self._stage
        stage.bench.set_language(translator)
        stage.shell.resize(*STATION)
        self._painted.clear()
        stage.driver.settle()
        stage.shell.grab()  # paints all of it
        found = faults(stage.shell, self._painted)
        if not shot.there(stage):
            found.append("not reached, or lost when the language changed")
        return [f"{shot.name} ({word}): {fault}" for fault in found]


def test_the_list_is_in_order_and_names_are_unique():
    names = [shot.name for shot in SHOTS]
    assert len(set(names)) == len(names)
    for chain in chains():
        assert not chain[0].after
        for before, shot in pairwise(chain):
            assert shot.after == before.name


@pytest.mark.parametrize("chain", list(chains()), ids=lambda chain: chain[0].name)
def test_every_screen_is_reached_and_keeps_the_rules(chain, demo, tmp_path, monkeypatch):
    quiet_sound(monkeypatch)
    problems: list[str] = []
    with watched_painting(monkeypatch) as painted:
        stage = Stage(demo, tmp_path, Look(Language.ZH_CN, ThemeChoice.LIGHT))
        inspector = Judge(stage, painted)
        watch = KeyboardWatch(stage.shell)
        try:
            for shot in chain:
                shot.reach(stage)
                problems += inspector.judge(shot)
                problems += [f"{shot.name}: {what} took the keyboard" for what in watch.taken()]
            problems += [f"failed: {error!r}" for error in stage.executor.failures]
        finally:
            watch.close()
            stage.close()
    assert not problems, "\n" + "\n".join(dict.fromkeys(problems))


@pytest.mark.parametrize("name", FIRST_RUN)
def test_the_first_run_page_has_its_picture(name, tmp_path):
    assert shoot_first_run(name, Look(Language.ZH_CN), tmp_path)
    assert (tmp_path / f"{name}.png").stat().st_size > 10_000


def test_the_wall_board_has_its_picture(demo, tmp_path):
    assert shoot_board(demo, tmp_path / "plant", Look(Language.ZH_CN), tmp_path)
    assert (tmp_path / f"{BOARD}.png").stat().st_size > 10_000
