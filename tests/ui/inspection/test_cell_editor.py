"""Keys of one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.domain.inspection import (
    LONGEST_READING,
    CharacteristicSpec,
    CharClass,
    CharKind,
    judge_value,
)
from qtrace.ui.inspection.cell_editor import CellEditor


def typed(keys: str) -> str:
    editor = CellEditor()
    for key in keys:
        if key == "<":
            editor = editor.back()
        elif key == "~":
            editor = editor.toggled()
        else:
            editor = editor.typed(key)
    return editor.text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("2.40", "2.40"),
        (".5", "0.5"),
        ("2..4", "2.4"),
        ("2,4", "2,4"),
        ("2,4.1", "2,41"),
        ("007", "7"),
        ("0.07", "0.07"),
        ("~2", "-2"),
        ("2~", "-2"),
        ("2~~", "2"),
        ("~0~5", "5"),
        ("~.5", "-0.5"),
        ("12<<", ""),
        ("<", ""),
        ("2x4", "24"),
        ("2.", "2."),
    ],
)
def test_keys_make_the_text(keys: str, text: str) -> None:
    assert typed(keys) == text


def test_a_beginning_is_not_finished() -> None:
    assert not CellEditor("2.").finished
    assert not CellEditor("-").finished
    assert not CellEditor().finished
    assert CellEditor("2.4").finished


SPEC = CharacteristicSpec(1, CharKind.VARIABLE, CharClass.MAJOR, 5, None, None, None)


@given(st.text(alphabet="0123456789.,~<x", max_size=60))
def test_whatever_is_typed_is_short_and_judged(keys: str) -> None:
    text = typed(keys)
    assert len(text) <= LONGEST_READING
    assert set(text) <= set("0123456789.,-")
    judge_value(text, SPEC)


@given(st.text(alphabet="0123456789.", max_size=30))
def test_back_undoes_every_key(keys: str) -> None:
    editor = CellEditor()
    for key in keys:
        editor = editor.typed(key)
    for _ in range(len(editor.text)):
        editor = editor.back()
    assert editor.empty
