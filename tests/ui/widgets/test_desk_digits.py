"""Buttons beside a table: those without a key of their own get the digits."""

from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.desk import Detail, numbered

ACTS = (
    ActionSpec("extend", "", "Extend"),
    ActionSpec("lots", "F6", "Lots"),
    ActionSpec("change", "", "Change", enabled=False),
)


def test_digits_go_to_what_has_no_key_in_order():
    assert [act.key for act in numbered(ACTS)] == ["1", "F6", "2"]
    many = numbered([ActionSpec(str(n), "", "Do") for n in range(11)])
    assert [act.key for act in many][-3:] == ["9", "", ""]


def test_only_what_can_be_pressed_is_claimed(qtbot):
    detail = Detail("History")
    qtbot.addWidget(detail)
    detail._show_actions(ACTS)
    assert detail.digits() == {"1": "extend"}
