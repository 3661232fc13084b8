"""Long English names: everything is readable and no page needs more than the display has."""

import pytest

from qtrace.domain.inspection import CharKind
from qtrace.domain.plans import CharacteristicDraft
from qtrace.i18n import Language
from qtrace.services.outcomes import Done
from qtrace.ui.inspection.grid_page import GridPage
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.paint import elided, role_font, text_width
from qtrace.ui.widgets.buttons import ButtonKind, KeyButton
from qtrace.ui.widgets.containers import TileState
from qtrace.ui.widgets.current import TAB_EDGE
from qtrace.ui.widgets.readings import EDGE, READING, TICK
from qtrace.ui.widgets.wrapping import two_lines
from tests.support.inspections import CRITICAL, MAJOR, MINOR, by_aql
from tests.ui.inspection.hands import Hands
from tests.ui.inspection.scenes import HARDNESS, INNER, WIRE, Scene, flash, take, variable
from tests.ui.inspection.test_look import HEIGHT, WIDTH, clipped, walk

ELLIPSIS = "…"


def looked_at(number: int, char_class, names: tuple[str, str], *codes: str) -> CharacteristicDraft:
    return CharacteristicDraft(number, CharKind.ATTRIBUTE, char_class, *names, defect_codes=codes)


def long_names(stage: Scene, *, complete: bool = False) -> int:
    """The seal ring with the names of the demo plant, with some readings missing or complete."""
    made = stage.made
    for code, kind in (("HD-004", "durometer"), ("VM-002", "scope"), ("TG-011", "thickness")):
        made.gauge(code, kind)
    made.plan(
        (by_aql(CRITICAL, "0.15"), by_aql(MAJOR, "2.5", "S-4"), by_aql(MINOR, "4.0")),
        (
            looked_at(1, CRITICAL, ("Cuts, foreign matter", "缺损异物"), "CUT", "FOREIGN"),
            variable(2, ("Open-circuit voltage", "硬度"), ("65.0", "70.0", "75.0"), "IRHD", 1,
                     "durometer"),
            variable(3, ("Inner diameter", "内径"), ("11.90", "12.00", "12.10"), "mm", 2, "scope"),
            variable(4, ("Cord diameter", "线径"), ("2.32", "2.40", "2.48"), "mm", 2, "thickness"),
            looked_at(5, MINOR, ("Flash, colour", "飞边色差"), "FLASH", "COLOUR"),
        ),
        "inspect,review",
    )  # fmt: skip
    made.known_source()
    _, inspection = made.started()
    flash(made, inspection, 1)
    take(made, inspection, 2, HARDNESS)
    take(made, inspection, 3, INNER)
    take(made, inspection, 4, WIRE if complete else WIRE[:11])
    if complete:
        flash(made, inspection, 5)
    return inspection


def shown_names(page: GridPage) -> list[str]:
    """What tabs and column heads show, line by line."""
    font = role_font(TextRole.NOTE)
    lines: list[str] = []
    for button in page.tabs.buttons:
        lines += button.title_lines(button.width() - 2 * TAB_EDGE)[1]
    for column in page.grid.rows.columns[2:]:
        lines += two_lines(column.title, font, READING - EDGE - TICK)
    return lines


@pytest.mark.parametrize("language", [Language.ZH_CN, Language.EN])
@pytest.mark.parametrize("complete", [False, True])
def test_long_names_fit_the_display(make_scene, qapp, language, complete) -> None:
    stage = make_scene(language=language)
    inspection = long_names(stage, complete=complete)
    screen = stage.open(inspection)
    screen.show()
    for name in walk(stage, screen):
        qapp.processEvents()
        screen.grab()
        size = screen.minimumSizeHint()
        assert size.width() <= WIDTH, (name, size)
        assert size.height() <= HEIGHT, (name, size)
        assert (screen.width(), screen.height()) == (WIDTH, HEIGHT), name
        assert [text for text in shown_names(screen.grid) if ELLIPSIS in text] == [], name
        assert clipped(screen) == [], name
        assert list(elided) == [], name
    screen.hide()


def test_a_name_is_broken_between_words(look) -> None:
    font = role_font(TextRole.NOTE)
    width = text_width("1 Cuts, foreign", font) + 1
    assert two_lines("1 Cuts, foreign matter", font, width) == ("1 Cuts, foreign", "matter")
    assert two_lines("1 Cuts", font, width) == ("1 Cuts",)
    assert two_lines("1 Cuts, foreign matter, dust, hairs", font, width)[1].endswith(ELLIPSIS)


def test_who_may_not_measure_sees_the_grid_calm(make_scene) -> None:
    stage = make_scene()
    inspection = long_names(stage)
    stage.sign_in("ware_b")
    screen = stage.open(inspection)
    assert not screen.expects_reading()
    screen.conduct.pad("2")
    assert screen.model.view.reading.text == ""
    screen.show()
    screen.grab()
    assert not screen.grid.keypad.isEnabled()
    assert screen.grid.card.texts.note == "Only an inspector measures"
    assert list(elided) == []


def test_a_question_names_the_value_as_typed(make_scene) -> None:
    stage = make_scene()
    screen = stage.open(long_names(stage))
    Hands(screen).value("0")
    assert screen.grid.card.texts.question.startswith("0 is far outside")


def test_pieces_already_looked_at_are_marked(make_scene) -> None:
    stage = make_scene()
    inspection = long_names(stage)
    sheet = stage.made.sheet(inspection)
    flash_id = sheet.characteristics[4].characteristic_id
    assert isinstance(stage.made.defect(inspection, flash_id, 3, "FLASH"), Done)
    screen = stage.open(inspection)
    hands = Hands(screen)
    hands.key("PageDown")
    states = [face.tile.state for face in screen.grid.pieces.tiles[:4]]
    assert states == [TileState.PLAIN, TileState.PLAIN, TileState.FAILED, TileState.PLAIN]
    assert screen.grid.keypad.findChild(KeyButton).spec.kind is ButtonKind.NORMAL
    assert isinstance(stage.made.all_ok(inspection, flash_id, piece_to=34), Done)
    screen.model.keeper.refresh()
    states = [face.tile.state for face in screen.grid.pieces.tiles]
    assert states.count(TileState.DONE) == 33
    assert states[34:] == [TileState.PLAIN] * 46
