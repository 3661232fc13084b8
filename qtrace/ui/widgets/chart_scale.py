"""What all charts share: from values to pixels, and long series as their outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF

from qtrace.domain.analytics.outline import outline

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

_AIR: Final = 0.06


@dataclass(frozen=True, slots=True)
class Scale:
    """Values against a plot: index 0 at its left edge, `low` at its bottom.

    Attributes:
        plot: the field of the points.
        count: how many there are.
        low: value at the bottom.
        high: value at the top, above `low`.
    """

    plot: QRectF
    count: int
    low: float
    high: float

    @property
    def step(self) -> float:
        """Pixels from one point to the next."""
        return self.plot.width() / max(1, self.count)

    def x(self, index: float) -> float:
        """Centre of the place of point `index`."""
        return self.plot.left() + (index + 0.5) * self.step

    def y(self, value: float) -> float:
        """Height of `value`."""
        share = (value - self.low) / (self.high - self.low)
        return self.plot.bottom() - share * self.plot.height()

    def index_at(self, x: float) -> int:
        """The point nearest to `x`, kept within the series."""
        index = int((x - self.plot.left()) / self.step)
        return max(0, min(self.count - 1, index))


def value_range(lines: Sequence[float], low: float, high: float) -> tuple[float, float]:
    """The range that shows points from `low` to `high` and all `lines`, with some air around."""
    least, most = min((low, *lines)), max((high, *lines))
    air = (most - least) * _AIR or abs(most) * _AIR or 1.0
    return least - air, most + air


def trace(
    scale: Scale, values: "Sequence[float] | NDArray[float64]", offset: int = 0
) -> list[QPointF]:
    """The line through the points; of a long series its outline, least and largest per column.

    Args:
        scale: where they go.
        values: one for each place from `offset` on.
        offset: place of the first value.
    """
    columns = max(1, int(scale.plot.width()))
    if len(values) <= 4 * columns:
        return [QPointF(scale.x(i + offset), scale.y(value)) for i, value in enumerate(values)]
    return [QPointF(scale.x(i + offset), scale.y(value)) for i, value in outline(values, columns)]


def spread_labels(
    wanted: Sequence[tuple[float, str]], top: float, bottom: float, height: float
) -> list[tuple[float, str]]:
    """Centres of labels that want to stand at given heights, moved as little as they must.

    Args:
        wanted: (centre, text), in any order.
        top: no label begins above it.
        bottom: none ends below it, unless all together are too high.
        height: of each label.
    """
    ordered = sorted(wanted)
    centres: list[float] = []
    for y, _text in ordered:
        least = top + height / 2 if not centres else centres[-1] + height
        centres.append(max(y, least))
    limit = bottom - height / 2
    for number in range(len(centres) - 1, -1, -1):
        centres[number] = min(centres[number], limit)
        limit = centres[number] - height
    return [(y, text) for y, (_wanted, text) in zip(centres, ordered, strict=True)]
