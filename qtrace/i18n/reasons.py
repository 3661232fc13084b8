"""Every reason code of the house as a sentence and a next step."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache

from qtrace import i18n
from qtrace.i18n.command_words import command_word
from qtrace.i18n.translator import Translator


@dataclass(frozen=True, slots=True)
class Explanation:
    """A refusal in the user's language.

    Attributes:
        code: the stable code, shown small and written in logs.
        text: what happened.
        next_step: what to do.
    """

    code: str
    text: str
    next_step: str


@cache
def all_sentences() -> Mapping[str, tuple[str, str]]:
    """Sentence and next step of every code, from every `*_reasons` module.

    Raises:
        ValueError: two areas use one code with different sentences.
    """
    merged: dict[str, tuple[str, str]] = {}
    for module_info in pkgutil.iter_modules(i18n.__path__):
        if not module_info.name.endswith("_reasons"):
            continue
        module = importlib.import_module(f"{i18n.__name__}.{module_info.name}")
        for code, sentences in getattr(module, "SENTENCES", {}).items():
            if not isinstance(sentences, tuple):
                continue
            if merged.setdefault(str(code), sentences) != sentences:
                raise ValueError(f"{code} has two sentences")
    return merged


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


_INSTANTS = frozenset({"since", "until", "at"})


def said_facts(
    tr: Translator, facts: Mapping[str, str], zone: tzinfo | None = None
) -> Mapping[str, str]:
    """Facts as a sentence shows them: names in the reader's language, instants by the clock.

    A pair `x_en`/`x_zh` (or `x`/`x_zh`) becomes `x`; `since`, `until` and `at` are shown to the
    minute, in `zone` if it is given. A `command` is told by what it does.
    """
    said = dict(facts)
    for name in facts:
        if name.endswith("_zh"):
            base = name.removesuffix("_zh")
            said[base] = tr.name(facts.get(f"{base}_en", facts.get(base, "")), facts[name])
    if "command" in said:
        said["command"] = command_word(tr, said["command"])
    for name in _INSTANTS & said.keys():
        said[name] = _clock(said[name], zone)
    return said


def _clock(text: str, zone: tzinfo | None) -> str:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return text
    return instant.astimezone(zone).strftime("%Y-%m-%d %H:%M") if instant.tzinfo else text


def explain(
    tr: Translator, code: str, facts: Mapping[str, str], zone: tzinfo | None = None
) -> Explanation:
    """The sentence of `code`; an unknown code is shown as such, never hidden."""
    sentences = all_sentences().get(code)
    if sentences is None:
        return Explanation(code, code, "")
    known = _Gaps(said_facts(tr, facts, zone))
    text, next_step = (tr.say(sentence).format_map(known) for sentence in sentences)
    return Explanation(code, text, next_step)
