"""A loudspeaker that remembers instead of sounding: for tests and the tour."""

from qtrace.ports import Tone


class FakeSound:
    """Implements `qtrace.ports.Sound`; `played` holds the tones in order.

    Attributes:
        played: what was heard; a muted loudspeaker hears nothing.
        muted: plays nothing.
    """

    def __init__(self, *, muted: bool = False) -> None:
        self.played: list[Tone] = []
        self.muted = muted

    def play(self, tone: Tone) -> None:
        """Remember `tone` unless muted."""
        if not self.muted:
            self.played.append(tone)
