"""A sample scan on a page: how it is written, and what a format or an issuer makes of it."""

from dataclasses import dataclass
from typing import Final

from qtrace.domain.codes.interpret import Unknown, interpret
from qtrace.domain.codes.supplier_format import FormatProblem, SupplierFormat, compile_format
from qtrace.domain.codes.supplier_trial import Trial, try_sample
from qtrace.reference import ai_table
from qtrace.ui.keys import Scan

_CONTROLS: Final = (("{GS}", "\x1d"), ("{RS}", "\x1e"), ("{EOT}", "\x04"))


def sample_of(scan: Scan) -> str:
    """What a scan carried, without frame characters, as a person can read and type it."""
    found = scan.interpretation
    text = found.text if isinstance(found, Unknown) else scan.raw.data.decode("utf-8", "replace")
    for word, control in _CONTROLS:
        text = text.replace(control, word)
    return text


def meant(text: str) -> str:
    """The text that a typed sample stands for."""
    for word, control in _CONTROLS:
        text = text.replace(word, control)
    return text


@dataclass(frozen=True, slots=True)
class Tried:
    """A pattern with a sample.

    Attributes:
        problem: what is wrong with the pattern, or None.
        trial: what the format makes of the sample; None without a pattern or a sample.
        is_issuers: the sample is a code of an issuer, so no format is ever asked about it.
    """

    problem: FormatProblem | None = None
    trial: Trial | None = None
    is_issuers: bool = False


def tried(pattern: str, sample: str, year: int) -> Tried:
    """What comes of `pattern` and a typed or scanned `sample`; empty ones are not judged."""
    text = meant(sample)
    is_issuers = bool(text) and not isinstance(interpret(text, ai_table(), year), Unknown)
    if not pattern:
        return Tried(is_issuers=is_issuers)
    form = compile_format("", pattern)
    if not isinstance(form, SupplierFormat):
        return Tried(form, None, is_issuers)
    return Tried(None, try_sample(form, text, year) if text else None, is_issuers)
