"""Use cases: commands with their handlers, and queries, one folder per area."""
