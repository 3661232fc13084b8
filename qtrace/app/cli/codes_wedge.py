"""`qtrace codes parse --layer wedge`: lines as a keyboard scanner typed them.

The same function takes prefix, suffix and stand-ins for GS away as in the window.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace

from qtrace.app.cli.errors import CommandError, ExitStatus
from qtrace.domain.codes.characters import CSET82, describe_character
from qtrace.domain.codes.gs1_message import GS1Message
from qtrace.domain.codes.internal import InternalCode
from qtrace.domain.codes.interpret import Interpretation, Unknown
from qtrace.domain.codes.label_message import LabelMessage
from qtrace.domain.codes.reasons import CodeReason, Reason, Verdict
from qtrace.i18n.scanner_reasons import explain_scanner
from qtrace.i18n.translator import Translator
from qtrace.scanning.notes import Note
from qtrace.scanning.profiles import DeviceProfile
from qtrace.scanning.wedge_text import WedgeText, wedge_text
from qtrace.scanning.wrong_keys import wrong_keys

Answer = dict[str, object]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the layer."""
    parser.add_argument(
        "--layer",
        choices=["wedge"],
        help="each line is what a keyboard scanner typed, and is normalised first",
    )
    parser.add_argument("--prefix", default="", metavar="TEXT", help="wedge: sent before a code")
    parser.add_argument("--suffix", default="", metavar="TEXT", help="wedge: sent behind a code")
    parser.add_argument(
        "--gs-substitute", default="", metavar="SIGN", help="wedge: sent in place of GS"
    )


def profile_of(options: argparse.Namespace) -> DeviceProfile | None:
    """The scanner that typed the lines; None if they were not typed.

    Raises:
        CommandError: the options do not belong together, or the substitute can be data.
    """
    substitute: str = options.gs_substitute
    if options.layer is None:
        if options.prefix or options.suffix or substitute:
            raise _bad("--prefix, --suffix and --gs-substitute need --layer wedge")
        return None
    if len(substitute) > 1 or (substitute and substitute in CSET82):
        raise _bad("--gs-substitute takes one character outside GS1 character set 82, such as |")
    return DeviceProfile(
        "wedge", prefix=options.prefix, suffix=options.suffix, gs_substitute=substitute
    )


def _bad(text: str) -> CommandError:
    return CommandError(ExitStatus.BAD_INPUT, "BAD_ARGUMENTS", text)


@dataclass(frozen=True, slots=True)
class TypedCode:
    """A typed code with its reading.

    Attributes:
        typed: the text that was read, and what was seen on the way.
        found: what it says; places count in what was typed.
    """

    typed: WedgeText
    found: Interpretation

    def judged(
        self, answer: Answer, tr: Translator, interpret: Callable[[str], Interpretation]
    ) -> Answer:
        """The answer with what the layer saw; doubtful characters make it suspect at best."""
        hint = wrong_keys(self.typed.text, self.found, interpret)
        invalid = answer["verdict"] == Verdict.INVALID.value
        if Note.NON_ASCII in self.typed.notes or (hint is not None and not invalid):
            answer["verdict"] = Verdict.SUSPECT.value
        said = None
        if hint is not None:
            told = explain_scanner(tr, hint.code.value, hint.facts)
            said = {"code": hint.code.value, "text": told.text, "next_step": told.next_step}
        notes = sorted(note.value for note in self.typed.notes)
        return {**answer, "wedge": {"text": self.typed.text, "notes": notes, "hint": said}}


def read_typed(
    raw: str, profile: DeviceProfile, interpret: Callable[[str], Interpretation]
) -> TypedCode:
    """Normalise and interpret what was typed; total over any text."""
    typed = wedge_text(raw, profile)
    return TypedCode(typed, _placed(interpret(typed.text), typed))


def _placed(found: Interpretation, typed: WedgeText) -> Interpretation:
    """The reading with its places in what was typed, odd characters among its reasons."""

    def placed(reason: Reason) -> Reason:
        if reason.position is None:
            return reason
        return replace(reason, position=typed.place(reason.position))

    match found:
        case GS1Message() | LabelMessage():
            reasons = (*_odd(typed, found.reasons), *found.reasons)
            return replace(found, reasons=tuple(map(placed, reasons)))
        case Unknown():
            return replace(found, reason=placed(next(iter(_odd(typed, ())), found.reason)))
        case InternalCode():
            return found


def _odd(typed: WedgeText, known: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The first character that no label carries, if there is one and nobody has named it yet."""
    if Note.NON_ASCII not in typed.notes or any(r.code is CodeReason.NON_ASCII for r in known):
        return ()
    at = next(at for at, sign in enumerate(typed.text) if not sign.isascii())
    return (describe_character(typed.text[at], at),)
