"""Mapped classes, constraints, queries and migrations."""
