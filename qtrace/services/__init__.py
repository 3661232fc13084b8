"""Use cases: commands with their handlers, and queries, one room per area."""
