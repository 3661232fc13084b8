from collections.abc import Callable, Iterator

import pytest

from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.ui.theme.apply import apply_theme
from qtrace.ui.theme.fonts import load_fonts
from qtrace.ui.theme.paint import elided
from qtrace.ui.theme.profiles import TOUCH
from qtrace.ui.theme.tokens import LIGHT
from tests.ui.inspection.scenes import Scene, scene


@pytest.fixture
def look(qapp) -> None:
    """The product's fonts and colours."""
    load_fonts()
    apply_theme(qapp, LIGHT, TOUCH)
    elided.clear()


@pytest.fixture
def make_scene(sqlite_url: str, look: None, qapp) -> Iterator[Callable[..., Scene]]:
    """Makes the one scene of a test."""
    made: list[Scene] = []

    def make(**options) -> Scene:
        options.setdefault("executor", ImmediateExecutor(report=lambda _error: None))
        made.append(scene(sqlite_url, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()
    qapp.processEvents()
