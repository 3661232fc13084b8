"""Lots and units as everybody asks about them, and what a scan leads to."""
