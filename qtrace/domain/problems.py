"""Problems of the world around the program: named, with facts, so that each has a sentence."""

from collections.abc import Mapping


class Problem(Exception):  # noqa: N818 - a state of the world, not a bug
    """Something outside must be put right; nothing was half-done.

    Attributes:
        code: stable reason; the sentence and the next step live in `qtrace.i18n`.
        facts: what the sentence needs.
    """

    def __init__(self, code: str, facts: Mapping[str, str]) -> None:
        super().__init__(code, dict(facts))
        self.code = code
        self.facts = dict(facts)
