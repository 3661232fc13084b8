"""Holds: placing them, and the desk that lifts them."""
