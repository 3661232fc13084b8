"""Nonconformances and deviations: what waits, and the decision about it."""
