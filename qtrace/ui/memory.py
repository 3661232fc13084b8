"""What a station keeps for its people beyond the program: its line, its machine, its language."""

from collections.abc import Callable, Mapping
from typing import Final

Kept = Callable[[Mapping[str, str]], None]
LINE: Final = "line"
MACHINES: Final = "machines"
LANGUAGE: Final = "language"


def forgets(_all: Mapping[str, str]) -> None:
    """Nothing outlives the program here."""


class Memory:
    """Short words by name; whoever keeps them is told of every change.

    Args:
        words: what was kept before.
        keep: gets all of them after a change.
    """

    def __init__(self, words: Mapping[str, str] | None = None, keep: Kept = forgets) -> None:
        self._words, self._keep = dict(words or {}), keep

    def get(self, name: str) -> str:
        """What is kept under `name`; empty if nothing is."""
        return self._words.get(name, "")

    def number(self, name: str) -> int | None:
        """The id that is kept under `name`; None if there is none."""
        word = self.get(name)
        return int(word) if word.isascii() and word.isdigit() else None

    def put(self, name: str, word: str) -> None:
        """Keep `word`; an empty one forgets."""
        if word == self.get(name):
            return
        self._words.pop(name, None)
        if word:
            self._words[name] = word
        self._keep(dict(self._words))
