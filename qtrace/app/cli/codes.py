"""`qtrace codes`: what codes say, one JSON answer a line."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import BinaryIO, Final, assert_never

from qtrace.app.cli.codes_wedge import add_options, profile_of, read_typed
from qtrace.domain.codes.gs1_message import GS1Message, Reading
from qtrace.domain.codes.internal import InternalCode
from qtrace.domain.codes.interpret import Interpretation, Unknown, interpret
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import CodeReason, Reason, Verdict
from qtrace.domain.codes.tables import AiTable
from qtrace.i18n.code_reasons import explain
from qtrace.i18n.translator import Language, Translator, load_translator
from qtrace.reference import ai_table
from qtrace.scanning.profiles import DeviceProfile

MOST_LINE_BYTES: Final = 1 << 20
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 9000

Answer = dict[str, object]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `qtrace codes parse` and `qtrace codes decode`."""
    codes = subparsers.add_parser(
        "codes", help="read and check codes of labels", allow_abbrev=False
    )
    commands = codes.add_subparsers(dest="codes_command", required=True)
    parse = commands.add_parser(
        "parse", help="one JSON string a line in, one answer a line out", allow_abbrev=False
    )
    parse.add_argument("--jsonl", action="store_true", required=True, help="JSON lines")
    parse.add_argument(
        "--ref-year",
        type=_year,
        metavar="YYYY",
        help="year from which two-digit years are understood (default: this year)",
    )
    parse.add_argument(
        "--language",
        choices=[language.value for language in Language],
        default=argparse.SUPPRESS,
        help="language of the sentences in reasons",
    )
    add_options(parse)
    parse.set_defaults(run=run)
    from qtrace.app.cli import codes_decode

    codes_decode.add_parser(commands, _year)


def run(options: argparse.Namespace) -> int:
    """Answer every line of standard input; always 0: a bad line has its own answer."""
    ref_year = options.ref_year or datetime.now(UTC).year
    language = Language(getattr(options, "language", None) or Language.EN)
    answerer = Answerer(ai_table(), load_translator(language), ref_year, profile_of(options))
    for line in _lines(sys.stdin.buffer):
        # ASCII escapes: a lone surrogate of the input must not break the output.
        sys.stdout.write(json.dumps(answerer.answer(line)) + "\n")
        sys.stdout.flush()
    return 0


def _year(text: str) -> int:
    year = int(text) if text.isascii() and text.isdigit() else 0
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{text!r} is no year from {_FIRST_YEAR} to {_LAST_YEAR}")
    return year


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines without their end; of an overlong line only the first bytes are kept."""
    while line := stream.readline(MOST_LINE_BYTES + 1):
        part = line
        while len(part) > MOST_LINE_BYTES and not part.endswith(b"\n"):
            part = stream.readline(MOST_LINE_BYTES + 1)
        yield line.rstrip(b"\r\n") if len(line) <= MOST_LINE_BYTES else line


class Answerer:
    """Turns input lines into answers; total over any bytes."""

    def __init__(
        self, table: AiTable, tr: Translator, ref_year: int, profile: DeviceProfile | None = None
    ) -> None:
        self._table = table
        self._tr = tr
        self._ref_year = ref_year
        self._profile = profile

    def answer(self, line: bytes) -> Answer:
        """The answer to one line: an interpretation, or an error with a stable code."""
        if len(line) > MOST_LINE_BYTES:
            text = self._tr.say(
                "The line has more than {most} bytes. Send one scan a line.", most=MOST_LINE_BYTES
            )
            return _error("LINE_TOO_LONG", text)
        try:
            value = json.loads(line.decode("utf-8-sig"), strict=False)
        except UnicodeDecodeError:
            return _error("NOT_UTF8", self._tr.say("The line is not UTF-8 text."))
        except (ValueError, RecursionError) as error:
            text = self._tr.say("The line is not JSON: {detail}", detail=error)
            return _error("NOT_JSON", text)
        if not isinstance(value, str):
            text = self._tr.say("The line is not a JSON string. Send one quoted text a line.")
            return _error("NOT_A_STRING", text)
        if self._profile is None:
            return self._describe(self._interpret(value))
        typed = read_typed(value, self._profile, self._interpret)
        return typed.judged(self._describe(typed.found), self._tr, self._interpret)

    def _interpret(self, text: str) -> Interpretation:
        return interpret(text, self._table, self._ref_year)

    def interpretation(self, data: bytes) -> Answer:
        """What the bytes of one scan mean, AIM identifier included."""
        return self._describe(interpret(data, self._table, self._ref_year))

    def _describe(self, found: Interpretation) -> Answer:
        match found:
            case GS1Message():
                alternative = found.alternative
                return {
                    "verdict": found.verdict.value,
                    "agency": found.agency.value,
                    **_reading(found.reading),
                    "reasons": self._reasons(found.reasons),
                    "alternative": None if alternative is None else _reading(alternative),
                    "other": None,
                }
            case LabelMessage():
                return self._label(found)
            case InternalCode():
                reason = Reason(CodeReason.INTERNAL_CODE, 0, {"kind": found.kind.value})
                return self._no_udi(Verdict.NOT_UDI, reason)
            case Unknown():
                return self._no_udi(found.verdict, found.reason)
            case _:
                assert_never(found)

    def _label(self, found: LabelMessage) -> Answer:
        """The answer for another issuer's label; without an issuer it is well-formed at most."""
        agency = found.agency
        return {
            "verdict": (Verdict.NOT_UDI if agency is None else found.verdict).value,
            "agency": None if agency is None else agency.value,
            "di": found.di,
            "lot": found.lot,
            "serial": found.serial,
            "expiry": _iso(found.expiry),
            "mfg": _iso(found.mfg),
            "elements": {},
            "reasons": self._reasons(found.reasons),
            "alternative": None,
            "other": _other(found),
        }

    def _no_udi(self, verdict: Verdict, reason: Reason) -> Answer:
        return {
            "verdict": verdict.value,
            "agency": None,
            **_reading(Reading()),
            "reasons": self._reasons((reason,)),
            "alternative": None,
            "other": None,
        }

    def _reasons(self, reasons: Iterable[Reason]) -> list[Answer]:
        return [
            {
                "code": reason.code.value,
                "position": reason.position,
                "text": explain(self._tr, reason, self._table),
            }
            for reason in reasons
        ]


def _reading(reading: Reading) -> Answer:
    return {
        "di": reading.di,
        "lot": reading.lot,
        "serial": reading.serial,
        "expiry": _iso(reading.expiry),
        "mfg": _iso(reading.mfg),
        "elements": reading.values(),
    }


def _other(found: LabelMessage) -> Answer:
    """What only labels of other issuers have; a field that comes twice has its mark in its name."""
    parts: dict[str, str] = {}
    for part in found.parts:
        name = f"{part.name}:{part.mark}" if part.name in parts else part.name
        parts[name] = part.value
    return {
        "format": found.format,
        "verdict": found.verdict.value,
        "parts": parts,
        "part_number": found.part_number,
        "quantity": found.quantity,
        "link": found.link,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _error(code: str, text: str) -> Answer:
    return {"error": {"code": code, "text": text}}
