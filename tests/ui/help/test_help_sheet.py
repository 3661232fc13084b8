"""What help says is what is live: keys, buttons and commands given, nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.codes.internal import CommandCode
from qtrace.i18n import Language, load_translator
from qtrace.ui.help.help_pages import flow, tiles
from qtrace.ui.help.help_sheet import (
    HelpCode,
    HelpLine,
    Live,
    codes_of,
    lines_of,
    next_step_of,
)
from qtrace.ui.help.help_words import PURPOSES
from qtrace.ui.places import Place
from qtrace.ui.widgets.buttons import ActionSpec, ButtonKind

EN = load_translator(Language.EN)
BLUE = ActionSpec("receive", "F10", "Receive", kind=ButtonKind.PRIMARY)
WAITING = ActionSpec("receive", "F10", "Quantity missing", kind=ButtonKind.PRIMARY, enabled=False)
OUTLINED = ActionSpec("hold", "F8", "Hold", kind=ButtonKind.OUTLINED, enabled=False)
REASONED = ActionSpec("hold", "F8", "Hold", enabled=False, waits="It is held")


def test_a_key_has_the_words_of_its_button():
    live = Live({"F10": "receive", "Up": "up", "Down": "down"}, {}, (BLUE,))
    assert lines_of(EN, live) == (
        HelpLine(("F10",), "Receive"),
        HelpLine(("↑", "↓"), "One up or down"),
    )


def test_a_key_whose_button_is_out_of_sight_does_nothing_and_is_not_told():
    assert lines_of(EN, Live({"F7": "split", "F11": "other_way"}, {}, ())) == ()


def test_what_waits_says_why():
    lines = lines_of(EN, Live({}, {}, (WAITING, OUTLINED)))
    assert lines == (
        HelpLine(("F10",), "Quantity missing", enabled=False),
        HelpLine(("F8",), "Hold", enabled=False, waits="Not now, or not with your role"),
    )
    assert lines_of(EN, Live({}, {}, (REASONED,)))[0].waits == "It is held"


def test_digits_in_a_row_are_one_cap():
    keys = {**{digit: f"type:{digit}" for digit in "0123456789"}, ".": "type:."}
    assert lines_of(EN, Live(keys, {}, ())) == (HelpLine(("0–9", "."), "Type a number"),)
    letters = {key: f"reason:{key}" for key in "AZ"}
    assert lines_of(EN, Live(letters, {}, ()))[0].caps == ("A", "Z")


def test_the_button_that_shows_the_key_goes_before_the_one_of_the_action():
    clear = ActionSpec("no", "Esc", "Clear")
    live = Live({"Esc": "escape"}, {}, (ActionSpec("escape", "", "Leave"), clear))
    assert lines_of(EN, live) == (HelpLine(("Esc",), "Clear"),)
    assert lines_of(EN, live.without({"Esc"})) == ()


def test_what_idles_on_the_page_is_not_told():
    live = Live({"Up": "up", "Enter": "enter"}, {CommandCode.NEXT: "up"}, ())
    assert live.awake({"up"}) == Live({"Enter": "enter"}, {}, ())


def test_commands_follow_keys_and_buttons():
    commands = {
        CommandCode.RECEIVE: "receive",
        CommandCode.ACCEPT: "receive",
        CommandCode.HOLD: "hold",
        CommandCode.ENTER: "enter",
        CommandCode.CLEAR: "rub_out",
        CommandCode.DIGIT_4: "type:4",
        CommandCode.NEXT: "next_open",
        CommandCode.SPLIT: "split",
    }
    live = Live({"Enter": "enter", "4": "type:4"}, commands, (BLUE, OUTLINED))
    assert codes_of(EN, live) == (
        HelpCode(CommandCode.RECEIVE, "Receive", also=(CommandCode.ACCEPT,)),
        HelpCode(CommandCode.ENTER, "Confirm"),
        HelpCode(CommandCode.DIGIT_4, "Type 4"),
        HelpCode(CommandCode.NEXT, "Next open value"),
    )


def test_the_next_step_is_the_screens_own_or_the_blue_button():
    assert next_step_of(EN, "Scan a lot", (BLUE,)) == "Scan a lot"
    assert next_step_of(EN, "", (WAITING, BLUE)) == "F10: Receive"
    assert next_step_of(EN, "", (WAITING,)) == "Quantity missing"
    assert next_step_of(EN, "", (OUTLINED,)) == ""


def test_every_place_has_its_purpose():
    names = {place.__name__ for place in Place.__args__}
    assert names <= set(PURPOSES), "qtrace/ui/help/help_words.py: say what the new screen is for"


HEIGHTS = st.lists(st.integers(10, 90), max_size=40)


@given(HEIGHTS, st.integers(90, 300), st.integers(90, 300), st.integers(1, 3))
def test_pages_hold_everything_once_and_in_order_and_never_overflow(heights, first, rest, columns):
    items = list(range(len(heights)))
    pages = flow(items, heights, (first, rest), columns)
    assert [item for page in pages for column in page for item in column] == items
    for number, page in enumerate(pages):
        assert 1 <= len(page) <= columns
        for column in page:
            assert sum(heights[item] for item in column) <= (rest if number else first)


def test_tiles_fill_pages_in_reading_order():
    assert tiles("abcdefg", 1, 3) == (("a", "b", "c"), ("d", "e", "f"), ("g",))
    assert tiles("ab", 0, 3) == (("a", "b"),)
    assert tiles("", 2, 3) == ()
