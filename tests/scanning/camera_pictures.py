"""Camera pictures for tests: a drawn symbol, turned, faint, blurred, noisy or light on dark."""

from dataclasses import dataclass
from itertools import product

import numpy as np
import zxingcpp

from qtrace.scanning.pixels import Grey, smoothed, to_grey

Format = zxingcpp.BarcodeFormat
BRACKETED = "(01)09506000134352(17)310531(10)LOT/26A(21)SN7"
ELEMENT_STRING = b"01095060001343521731053110LOT/26A\x1d21SN7"


def modules(content: str, kind: Format, **options) -> Grey:
    """The symbol with one pixel a module and its quiet zone, dark on light."""
    image = zxingcpp.create_barcode(content, kind, **options).to_image(scale=1)
    return np.array(image)


@dataclass(frozen=True)
class Shot:
    """How a picture is taken."""

    module_px: float = 2.2
    turn_deg: float = 0.0
    noise: float = 2.0
    blur: int = 1
    light: float = 220.0
    dark: float = 40.0
    inverted: bool = False
    bend: float = 0.0
    size: tuple[int, int] = (480, 640)
    centre: tuple[float, float] | None = None

    def of(self, symbol: Grey, *, onto: Grey | None = None) -> Grey:
        """A picture of the symbol in the middle of a grey ground, or of a picture taken before."""
        ground = onto if onto is not None else np.full(self.size, 128, np.uint8)
        height, width = ground.shape
        x, y = self.centre or (width / 2, height / 2)
        rows, columns = symbol.shape
        turn = np.deg2rad(self.turn_deg)
        total = np.zeros(ground.shape, np.float32)
        dark, light = (self.light, self.dark) if self.inverted else (self.dark, self.light)
        for step in product((-1 / 3, 0, 1 / 3), repeat=2):
            across, down = np.meshgrid(
                np.arange(width) - x + step[0], np.arange(height) - y + step[1]
            )
            u = (across * np.cos(turn) + down * np.sin(turn)) / self.module_px + columns / 2
            v = (down * np.cos(turn) - across * np.sin(turn)) / self.module_px + rows / 2
            if self.bend:  # round a vial: half of the angle it goes round, radians
                half = columns / 2
                sine = np.clip((u - half) / half * np.sin(self.bend), -1, 1)
                u = half + np.arcsin(sine) / self.bend * half
            inside = (u >= 0) & (u < columns) & (v >= 0) & (v < rows)
            at = np.clip(v, 0, rows - 1).astype(int), np.clip(u, 0, columns - 1).astype(int)
            total += np.where(inside, np.where(symbol[at] < 128, dark, light), ground)
        picture = to_grey(total / 9)
        for _ in range(self.blur):
            picture = smoothed(picture)
        grain = np.random.default_rng(7).normal(0, self.noise, ground.shape)
        return to_grey((picture + grain).astype(np.float32))
