"""Every scenario has a demo plant of its own, a silent station and hands that are counted."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from qtrace.app.fake_sound import FakeSound
from tests.support.demo import shared_demo
from tests.support.station import open_stage, quiet_sound
from tools.shots_stage import Stage


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Path:
    """The demo plant that stations get copies of."""
    return shared_demo(tmp_path_factory)


@pytest.fixture(autouse=True)
def sound(monkeypatch) -> FakeSound:
    """What the loudspeaker would have said."""
    return quiet_sound(monkeypatch)


@pytest.fixture
def new_stage(demo, tmp_path) -> Iterator[Callable[..., Stage]]:
    """Opens stations: `new_stage(outlet=…)`; with `file=` on a plant that is there already."""
    with ExitStack() as stack:

        def make(file: Path | None = None, **more) -> Stage:
            source, copy = (demo, True) if file is None else (file, False)
            return stack.enter_context(open_stage(source, tmp_path, copy=copy, **more))

        yield make


@pytest.fixture
def stage(new_stage) -> Stage:
    """One station at its sign-in page."""
    return new_stage()
