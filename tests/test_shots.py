"""Walks every picture that `tools.shots` takes and judges what the station shows there."""

from pathlib import Path

import pytest

from qtrace.app.config import ThemeChoice
from qtrace.i18n import Language
from tests.support.demo import shared_demo
from tests.support.screen_checks import (
    faults,
    listening_translator,
    modal_windows,
    watched_painting,
)
from tests.support.station import quiet_sound
from tools.shots import FIRST_RUN, shoot_first_run
from tools.shots_list import SHOTS, chains
from tools.shots_stage import Look, Stage

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    return shared_demo(tmp_path_factory)


def test_the_list_is_in_order_and_names_are_unique():
    names = [shot.name for shot in SHOTS]
    assert len(set(names)) == len(names)
    for chain in chains():
        assert not chain[0].after
        for before, shot in zip(chain, chain[1:], strict=False):
            assert shot.after == before.name


@pytest.mark.parametrize("chain", list(chains()), ids=lambda chain: chain[0].name)
def test_every_screen_is_reached_and_keeps_the_rules(chain, demo, tmp_path, monkeypatch):
    quiet_sound(monkeypatch)
    translator, missing = listening_translator(Language.ZH_CN)
    problems = []
    with watched_painting(monkeypatch) as painted:
        stage = Stage(demo, tmp_path, Look(Language.ZH_CN, ThemeChoice.LIGHT))
        try:
            stage.bench.set_language(translator)
            for shot in chain:
                shot.reach(stage)
                painted.clear()
                missing.messages.clear()
                stage.grab(None, tmp_path / "picture.png")
                if not shot.there(stage):
                    problems.append(f"{shot.name}: not reached")
                problems += [f"{shot.name}: {fault}" for fault in faults(stage.shell, painted)]
                problems += [f"{shot.name}: not translated: {m!r}" for m in missing.messages]
                assert not modal_windows()
            problems += [f"failed: {error!r}" for error in stage.executor.failures]
        finally:
            stage.close()
    assert not problems, "\n" + "\n".join(dict.fromkeys(problems))


@pytest.mark.parametrize("name", FIRST_RUN)
def test_the_first_run_page_has_its_picture(name, tmp_path):
    assert shoot_first_run(name, Look(Language.ZH_CN), tmp_path)
    assert (tmp_path / f"{name}.png").stat().st_size > 10_000
