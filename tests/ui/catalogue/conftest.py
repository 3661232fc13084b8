"""Fixtures of the desks: a plant with people, and station windows that close themselves."""

from tests.ui.people.station import crew_plant, open_station

__all__ = ["crew_plant", "open_station"]
