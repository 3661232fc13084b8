"""The numbers and names of keys agree with Qt's own."""

import pytest
from PySide6.QtCore import Qt

from qtrace.scanning import keys


def test_numbers_are_those_of_qt():
    modifier = Qt.KeyboardModifier
    assert modifier.ShiftModifier.value == keys.SHIFT
    assert modifier.ControlModifier.value == keys.CONTROL
    assert modifier.AltModifier.value == keys.ALT
    assert modifier.MetaModifier.value == keys.META
    assert modifier.KeypadModifier.value == keys.KEYPAD
    qt = Qt.Key
    assert qt.Key_F8 == keys.KEY_F8
    assert qt.Key_BracketRight == keys.KEY_BRACKET_RIGHT
    assert qt.Key_unknown == keys.KEY_UNKNOWN
    assert {
        qt.Key_Shift, qt.Key_Control, qt.Key_Meta, qt.Key_Alt,
        qt.Key_CapsLock, qt.Key_NumLock, qt.Key_ScrollLock, qt.Key_AltGr,
    } == keys.MODIFIER_KEYS  # fmt: skip
    by_name = {
        "Esc": qt.Key_Escape, "Tab": qt.Key_Tab, "Backtab": qt.Key_Backtab,
        "Backspace": qt.Key_Backspace, "Insert": qt.Key_Insert, "Delete": qt.Key_Delete,
        "Home": qt.Key_Home, "End": qt.Key_End, "Left": qt.Key_Left, "Up": qt.Key_Up,
        "Right": qt.Key_Right, "Down": qt.Key_Down, "PageUp": qt.Key_PageUp,
        "PageDown": qt.Key_PageDown, "Space": qt.Key_Space, "F1": qt.Key_F1, "F12": qt.Key_F12,
    }  # fmt: skip
    assert {name: keys.NAMED_KEYS[key] for name, key in by_name.items()} == {n: n for n in by_name}
    assert keys.NAMED_KEYS[qt.Key_Enter] == keys.NAMED_KEYS[qt.Key_Return] == "Enter"


@pytest.mark.parametrize(
    ("key", "modifiers", "name"),
    [
        (keys.KEY_F8, 0, "F8"),
        (ord("Z"), keys.CONTROL, "Ctrl+Z"),
        (ord("5"), keys.KEYPAD, "5"),
        (ord("+"), keys.SHIFT, "+"),
        (ord("A"), keys.SHIFT | keys.CONTROL, "Ctrl+Shift+A"),
        (keys.KEY_BACKTAB, keys.SHIFT, "Backtab"),
        (keys.KEY_UNKNOWN, 0, ""),
        (0x20AC, 0, ""),
    ],
)
def test_a_combination_has_one_name(key, modifiers, name):
    assert keys.combo_name(key, modifiers) == name


@pytest.mark.parametrize("name", ["F8", "Ctrl+Z", "PageDown", "Ctrl+Shift+A", "5", "Esc"])
def test_names_can_be_read_back(name):
    assert keys.combo_name(*keys.combo_parts(name)) == name


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="Hyper"):
        keys.combo_parts("Hyper")
