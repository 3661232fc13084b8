"""Sizes for fingers, as data: how big a control, a row and a gap are.

Source: visual design §3. The numbers are drawn for 100 pixels per inch (1 px = 0.253 mm); a finer
screen gets more pixels for the same millimetres.
"""

from dataclasses import dataclass
from enum import StrEnum

DESIGN_PPI = 100.0


class ProfileName(StrEnum):
    """Who touches the screen, and with what."""

    DESK = "desk"
    TOUCH = "touch"
    GLOVE = "glove"


@dataclass(frozen=True, slots=True)
class SizeProfile:
    """Sizes in pixels of one profile on one screen.

    Attributes:
        control: height of a button or an input.
        row: height of a list row.
        gap: space between two controls.
        key: side of a keypad key.
        scale: pixels of this screen for one pixel of the drawing.
    """

    name: ProfileName
    control: int
    row: int
    gap: int
    key: int
    scale: float = 1.0

    def at_ppi(self, ppi: float) -> "SizeProfile":
        """The same millimetres on a screen with `ppi` pixels per inch (50 to 600).

        Example:
            >>> TOUCH.at_ppi(149).control
            95

        Raises:
            ValueError: `ppi` is outside 50 to 600.
        """
        if not 50 <= ppi <= 600:
            raise ValueError(f"{ppi} pixels per inch is no screen")
        scale = max(1.0, ppi / DESIGN_PPI)
        return SizeProfile(
            self.name,
            round(self.control * scale),
            round(self.row * scale),
            round(self.gap * scale),
            round(self.key * scale),
            scale,
        )


DESK = SizeProfile(ProfileName.DESK, control=40, row=36, gap=8, key=56)
TOUCH = SizeProfile(ProfileName.TOUCH, control=64, row=48, gap=12, key=80)
GLOVE = SizeProfile(ProfileName.GLOVE, control=80, row=64, gap=16, key=88)

PROFILES = {profile.name: profile for profile in (DESK, TOUCH, GLOVE)}
