"""Stations of the plant."""
