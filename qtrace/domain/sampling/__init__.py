"""Acceptance sampling: tables, switching, operating characteristics."""
