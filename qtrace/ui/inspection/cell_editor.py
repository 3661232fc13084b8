"""What is typed into one cell, key by key: pure, so that every key has its test."""

from dataclasses import dataclass

from qtrace.domain.inspection import LONGEST_READING

DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class CellEditor:
    """The text of a value while it is typed; every key gives a new editor.

    What it holds can always be read as a number or as the beginning of one, except when a gauge
    put something else into it.

    Example:
        >>> CellEditor().typed("2").typed(".").typed("4").toggled().text
        '-2.4'
    """

    text: str = ""

    def typed(self, character: str) -> "CellEditor":
        """One more digit or the point; anything else, and what is too much, changes nothing.

        A comma stays a comma: nobody guesses that it is a point, the rule refuses it with a
        suggestion.
        """
        if len(self.text) >= LONGEST_READING:
            return self
        if character in (".", ","):
            return self._pointed(character)
        if len(character) != 1 or character not in DIGITS:
            return self
        if self.text.lstrip("-") == "0":  # 07 is 7
            return CellEditor(self.text[:-1] + character)
        return CellEditor(self.text + character)

    def _pointed(self, mark: str) -> "CellEditor":
        if "." in self.text or "," in self.text:
            return self
        if not self.text.lstrip("-"):
            return CellEditor(f"{self.text}0{mark}")
        return CellEditor(self.text + mark)

    def toggled(self) -> "CellEditor":
        """The other sign; an empty cell begins with a minus."""
        if self.text.startswith("-"):
            return CellEditor(self.text[1:])
        if len(self.text) >= LONGEST_READING:
            return self
        return CellEditor("-" + self.text)

    def back(self) -> "CellEditor":
        """Without the last character."""
        return CellEditor(self.text[:-1])

    @property
    def empty(self) -> bool:
        """True if nothing that could be stored is there."""
        return not self.text

    @property
    def finished(self) -> bool:
        """True if the text is a number and not only the beginning of one."""
        return self.text[-1:] in DIGITS and bool(self.text)
