"""JSON lines in, JSON lines out: the frame that the `--jsonl` calculators share.

A line that cannot be answered is answered with an error object in its place; the run goes on and
ends with status 0. Nothing is snapped: a value is what the command needs or the line is refused.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, NoReturn

from qtrace.app.cli.errors import ExitStatus, error_json

SHOWN: Final = 40
MOST_MAGNITUDE: Final = 1e41
MOST_VALUES: Final = 2_000_000

Answer = dict[str, object]


class LineError(Exception):
    """A line that cannot be answered; its code and text stand in the answer's place."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text


class Fields:
    """The fields of one JSON object, each read as the type it must have.

    Args:
        value: what the line holds.
        place: how an error names the object, e.g. `lots[3]`.

    Raises:
        LineError: `value` is no object; by every reader: the field is missing or of another type.
    """

    def __init__(self, value: object, place: str = "") -> None:
        if not isinstance(value, dict):
            raise LineError("NOT_AN_OBJECT", f"{place or 'The line'} must be a JSON object")
        self._values: Mapping[str, object] = value
        self._place = f"{place}." if place else ""

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def gives(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._values.get(name) is not None

    def is_list(self, name: str) -> bool:
        """Whether the field is there and a list."""
        return isinstance(self._values.get(name), list)

    def text(self, name: str) -> str:
        """A string."""
        value = self._required(name)
        return value if isinstance(value, str) else self.wrong(name, "a string")

    def choice(self, name: str, known: Iterable[str]) -> str:
        """One of the texts `known`."""
        value = self.text(name)
        choices = list(known)
        if value not in choices:
            text = f"Unknown {self._place}{name} {shown(value)}: one of {', '.join(choices)}"
            raise LineError(f"UNKNOWN_{name.upper()}", text)
        return value

    def decimal_text(self, name: str) -> str:
        """A string, or a number as it was written."""
        value = self._required(name)
        if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        return value if isinstance(value, str) else self.wrong(name, "a string")

    def integer(self, name: str) -> int:
        """A whole number; 1.0 and true are none."""
        value = self._required(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return self.wrong(name, "a whole number")

    def flag(self, name: str) -> bool:
        """True or false; false when it is absent."""
        value = self._values.get(name, False)
        return value if isinstance(value, bool) else self.wrong(name, "true or false")

    def objects(self, name: str) -> list["Fields"]:
        """A list of objects."""
        return [Fields(each, f"{name}[{i}]") for i, each in enumerate(self.items(name))]

    def nested(self, name: str) -> "Fields":
        """An object."""
        return Fields(self._required(name), f"{self._place}{name}")

    def items(self, name: str) -> list[object]:
        """A list of anything, of at most `MOST_VALUES` members."""
        value = self._required(name)
        if not isinstance(value, list):
            self.wrong(name, "a list")
        if len(value) > MOST_VALUES:
            text = f"{self._place}{name} has more than {MOST_VALUES} values"
            raise LineError("TOO_MANY_VALUES", text)
        return value

    def number(self, name: str, default: float | None = None) -> float:
        """A number; `default`, where one is given, when it is absent or null."""
        if default is not None and not self.gives(name):
            return default
        return self._number(self._required(name), name)

    def optional_number(self, name: str) -> float | None:
        """A number, or None when it is absent or null."""
        return self._number(self._values[name], name) if self.gives(name) else None

    def numbers(self, name: str) -> list[float]:
        """A list of numbers."""
        return [self._number(each, f"{name}[{i}]") for i, each in enumerate(self.items(name))]

    def counts(self, name: str) -> list[int]:
        """A list of whole numbers; 1.0 and true are none."""
        return [self._count(each, f"{name}[{i}]") for i, each in enumerate(self.items(name))]

    def count_or_counts(self, name: str) -> list[int]:
        """A whole number, or a list of whole numbers."""
        value = self._required(name)
        return self.counts(name) if isinstance(value, list) else [self._count(value, name)]

    def rows(self, name: str) -> list[list[float]]:
        """A list of lists of numbers."""
        return [
            [self._number(each, f"{place}[{j}]") for j, each in enumerate(row)]
            for place, row in self._lists(name)
        ]

    def labels(self, name: str) -> list[str]:
        """A list of names: strings or whole numbers."""
        return [self._label(each, f"{name}[{i}]") for i, each in enumerate(self.items(name))]

    def label_rows(self, name: str) -> list[list[str]]:
        """A list of lists of names."""
        return [
            [self._label(each, f"{place}[{j}]") for j, each in enumerate(row)]
            for place, row in self._lists(name)
        ]

    def wrong(self, name: str, wanted: str) -> NoReturn:
        """Refuse the field `name`, which must be `wanted`."""
        raise LineError("WRONG_TYPE", f"{self._place}{name} must be {wanted}")

    def _lists(self, name: str) -> Iterator[tuple[str, list[object]]]:
        for i, row in enumerate(self.items(name)):
            place = f"{name}[{i}]"
            if not isinstance(row, list):
                self.wrong(place, "a list")
            yield place, row

    def _label(self, value: object, name: str) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int):
            self.wrong(name, "a string or a whole number")
        return str(value)

    def _number(self, value: object, name: str) -> float:
        if isinstance(value, Decimal):
            return float(value)
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(name, "a number")
        return float(self._count(value, name))

    def _count(self, value: object, name: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(name, "a whole number")
        if abs(value) > MOST_MAGNITUDE:
            raise LineError("NUMBER_TOO_LARGE", f"{self._place}{name} is too large")
        return value

    def _required(self, name: str) -> object:
        if name not in self._values:
            raise LineError("MISSING_FIELD", f"{self._place}{name} is missing")
        return self._values[name]


def add_command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[], int],
    summary: str,
) -> None:
    """Add the JSON-lines command `name`; `run` answers standard input."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"Reads JSON lines from standard input, answers one a line: {summary}.",
        allow_abbrev=False,
    )
    parser.add_argument("--jsonl", action="store_true", required=True, help="JSON lines in and out")
    parser.set_defaults(run=lambda _options: run())


def run_lines(answerer: Callable[[Fields], Answer]) -> int:
    """Answer every line of standard input, in order, each as soon as it was read."""
    for line in sys.stdin.buffer:
        print(answer_line(answerer, line), flush=True)
    return ExitStatus.OK


def answer_line(answerer: Callable[[Fields], Answer], line: bytes) -> str:
    """The answer to one line of input, whatever its bytes, as one line of JSON."""
    try:
        return json.dumps(answerer(Fields(_parse(line))), ensure_ascii=False, allow_nan=False)
    except LineError as error:
        return error_json(error.code, error.text)


def shown(text: str) -> str:
    """Foreign text in an error: short, and printable everywhere."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:SHOWN])


def _parse(line: bytes) -> object:
    try:
        return json.loads(
            line.decode("utf-8"), parse_float=_as_written, parse_constant=_no_constant
        )
    except UnicodeDecodeError as error:
        raise LineError("NOT_UTF8", f"Byte {error.start} is not UTF-8") from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise LineError("NOT_JSON", "The line is not a JSON document") from error


def _as_written(text: str) -> Decimal:
    """A JSON number with its digits kept; exponents that would fill the memory are refused."""
    value = Decimal(text)
    if value and abs(value.adjusted()) > SHOWN:
        raise ValueError(text)
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
