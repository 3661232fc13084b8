"""People, roles, stations and calls."""
