"""Inspection screens: grid, decide and sign, what a decision brought about."""
