"""Make the station sounds in `resources/sounds`: short WAV files, from arithmetic alone.

Source: visual design §6: ok one short high tone of 80 ms, blocked two low buzzes of 250 ms each,
hold two mid tones, neutral one dull click. Run `python -m tools.sounds`.
"""

import math
import struct
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "sounds"
RATE = 44_100
FADE_S = 0.006
PEAK = 0.7

Shape = Callable[[float], float]


def sine(hertz: float) -> Shape:
    """A pure tone."""
    return lambda t: math.sin(2 * math.pi * hertz * t)


def buzz(hertz: float) -> Shape:
    """A harsh tone: the first odd harmonics of a square wave."""
    parts = (1, 3, 5, 7)
    return lambda t: sum(math.sin(2 * math.pi * hertz * n * t) / n for n in parts) * 0.8


def click(hertz: float, decay_s: float) -> Shape:
    """A dull knock: a low tone that dies at once."""
    return lambda t: math.sin(2 * math.pi * hertz * t) * math.exp(-t / decay_s)


def silence(_t: float) -> float:
    """Nothing."""
    return 0.0


SOUNDS: dict[str, tuple[tuple[Shape, float], ...]] = {
    "ok": ((sine(1760), 0.080),),
    "blocked": ((buzz(165), 0.250), (silence, 0.090), (buzz(165), 0.250)),
    "hold": ((sine(740), 0.130), (silence, 0.060), (sine(587), 0.180)),
    "neutral": ((click(180, 0.012), 0.060),),
}


def samples(parts: tuple[tuple[Shape, float], ...]) -> Iterator[int]:
    """16-bit samples of the parts in order; each fades in and out so that nothing clicks."""
    for shape, seconds in parts:
        count = round(seconds * RATE)
        for number in range(count):
            t = number / RATE
            fade = min(1.0, t / FADE_S, (seconds - t) / FADE_S)
            level = max(-1.0, min(1.0, shape(t))) * fade * PEAK
            yield round(level * 32_767)


def main() -> int:
    """Write all sounds; exit status 0."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, parts in SOUNDS.items():
        data = b"".join(struct.pack("<h", sample) for sample in samples(parts))
        with wave.open(str(TARGET / f"{name}.wav"), "wb") as target:
            target.setnchannels(1)
            target.setsampwidth(2)
            target.setframerate(RATE)
            target.writeframes(data)
        print(f"{name}.wav {len(data) / 2 / RATE * 1000:.0f} ms")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
