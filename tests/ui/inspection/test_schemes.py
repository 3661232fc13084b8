"""Double sampling and variables at the grid: by keyboard only, and the grid grows by itself."""

import pytest

from qtrace.domain.inspection_tally import InspectionOutcome
from qtrace.domain.people import QualitySwitch
from qtrace.domain.plans import ClassDraft
from qtrace.domain.sampling.plans import SampleType
from qtrace.i18n import Language
from qtrace.services.people.commands import SetQualitySwitch
from qtrace.ui.inspection.grid_texts import grid_rows
from qtrace.ui.inspection.inspection_model import Page
from qtrace.ui.inspection.side_texts import side_texts
from qtrace.ui.places import SamplesPlace
from tests.support.inspections import MAJOR, measured
from tests.ui.inspection.hands import Hands

DOUBLE = ClassDraft(MAJOR, SampleType.DOUBLE, "z14", "S-4", "4.0")
BY_VALUES = ClassDraft(
    MAJOR, SampleType.VARIABLES, "z19", "S-3", "1.0", sigma="unknown", method="M"
)


def opened(scene, draft, pieces=500):
    scene.made.plan([draft], [measured(1, decimals=2)], chain="inspect")
    scene.made.known_source()
    _, inspection = scene.made.receive(pieces, 5)
    screen = scene.open(inspection)
    return screen, Hands(screen), inspection


def test_thirty_two_cells_by_keyboard_with_a_second_sample_in_between(make_scene):
    """Z1.4 S-4, AQL 4.0, letter E: 8 + 8 pieces, Ac 0/1, Re 2/2."""
    scene = make_scene()
    second = measured(2, decimals=2)
    scene.made.plan([DOUBLE], [measured(1, decimals=2), second], chain="inspect")
    scene.made.known_source()
    _, inspection = scene.made.receive(500, 5)
    screen = scene.open(inspection)
    hands = Hands(screen)
    sheet = screen.model.view.sheet
    own = sheet.classes[0]
    assert (own.plan.n_to_inspect, own.plan.ac, own.plan.re) == (8, 0, 2)
    assert (own.second.n, own.second.ac, own.second.re) == (8, 1, 2)
    texts = side_texts(scene.bench.translator, screen.model.view)
    assert texts.reasons[-1] == ("Double sampling: 8 pieces Ac 0 Re 2, then 8 more Ac 1 Re 2")
    for piece in range(1, 9):
        hands.value("12.13" if piece == 3 else f"12.0{piece % 5}")
    for piece in range(1, 8):
        hands.value(f"11.9{piece % 5 + 3}")
    assert len(grid_rows(screen._tr, screen.model.view)) == 8
    hands.value("12.00")
    view = screen.model.view
    assert len(grid_rows(screen._tr, view)) == 16
    assert "a second sample of 8 decides" in side_texts(scene.bench.translator, view).hint.title
    for piece in range(9, 17):
        hands.value(f"12.0{piece % 5}")
    for piece in range(9, 17):
        hands.value(f"11.9{piece % 5 + 3}")
    assert len(view.sheet.cells) + 16 == len(screen.model.view.sheet.cells) == 32
    assert screen.model.view.standing.outcome is InspectionOutcome.ACCEPT
    hands.key("F10")
    assert screen.model.page is Page.DECIDE
    assert set(hands.counted) <= {"value", "action"}


@pytest.mark.parametrize("language", list(Language))
def test_what_the_values_say_stands_beside_the_grid(make_scene, language):
    scene = make_scene(language=language)
    person = scene.made.people["wang"]
    scene.made.plant.done(
        SetQualitySwitch(
            **scene.made.head(), switch=QualitySwitch.Z19_VERIFIED, is_on=True, reason="compared"
        ),
        by=person,
        claim=scene.made.plant.claim(person),
    )
    screen, hands, _ = opened(scene, BY_VALUES)
    n = screen.model.view.sheet.characteristics[0].n
    for piece in range(n):
        hands.value(f"12.0{piece % 4}")
    view = screen.model.view
    texts = side_texts(scene.bench.translator, view)
    assert texts.classes[0].re == -1
    assert view.standing.outcome is InspectionOutcome.ACCEPT
    said = {Language.EN: "estimated", Language.ZH_CN: "估计不合格率"}
    assert said[language] in texts.hint.note


def test_f7_leads_to_the_samples_of_the_inspection(make_scene):
    scene = make_scene()
    screen, hands, inspection = opened(scene, DOUBLE)
    went = []
    screen.wants.connect(went.append)
    hands.key("F7")
    assert went == [SamplesPlace(inspection)]
